#include "work/audit.h"

#include <gtest/gtest.h>

#include "tests/village.h"

namespace lumbung {
struct Organisation {};
}  // namespace lumbung

namespace lumbung::work {
namespace {

Id<Organisation> const granary{{1, 2, 3}}, mill{{4, 5, 6}};

void happen(Village& village, Id<Organisation> whose, std::string const& what) {
  village
      .work([&](Work& work) -> Verdict {
        work.record({.kind = "test.happened", .subject = {9}, .organisation = whose, .facts = {{"what", what}}});
        return done;
      })
      .value();
}

// What an insider with the database in hands would do.
void tamper(Village& village, storage::Sql sql) {
  village
      .work([&](Work& work) -> Verdict {
        work.rows.run(sql, {});
        work.record({.kind = "test.tampered"});
        return done;
      })
      .value();
}

std::optional<std::int64_t> broken_link(Village& village) {
  return village.view([](View const& view) { return first_broken_link(view.rows); });
}

TEST(Trail, TellsAnOrganisationWhatHappenedNewestFirstAndNothingOfOthers) {
  Village village;
  village.actor = {
      .kind = Kind::staff, .account = {{7}}, .organisation = granary, .grants = {}, .session = "", .from = ""};
  for (auto const* what : {"one", "two", "three"}) happen(village, granary, what);
  happen(village, mill, "elsewhere");
  auto const trail = village.view([](View const& view) { return trail_of(view, granary, INT64_MAX, 2); });
  ASSERT_EQ(trail.size(), 2u);
  EXPECT_EQ(trail[0].facts, "what three\n");
  EXPECT_EQ(trail[1].facts, "what two\n");
  EXPECT_EQ(trail[0].actor_kind, "staff");
  EXPECT_EQ(trail[0].account, village.actor.account);
  EXPECT_EQ(trail[0].at, village.clock.now());
  EXPECT_EQ(trail[0].subject, Uuid{9});
  auto const older = village.view([&](View const& view) { return trail_of(view, granary, trail[1].number, 2); });
  ASSERT_EQ(older.size(), 1u);
  EXPECT_EQ(older[0].facts, "what one\n");
}

TEST(Trail, KeepsAFactOnItsLineWhateverIsInIt) {
  EXPECT_EQ(lines_of({{"a", "x\ny\\z\r"}, {"b", ""}}), "a x\\ny\\\\z\\r\nb \n");
  EXPECT_THROW(lines_of({{"Not a name", ""}}), Mistake);
  EXPECT_THROW(lines_of({{"", ""}}), Mistake);
}

TEST(Trail, ShowsALineThatWasChanged) {
  Village village;
  for (int i = 1; i <= 5; ++i) happen(village, granary, std::to_string(i));
  ASSERT_EQ(broken_link(village), std::nullopt);
  tamper(village, "UPDATE audit_events SET facts = 'what 33' WHERE number = 3");
  EXPECT_EQ(broken_link(village), 3);
}

TEST(Trail, ShowsALineThatWasTakenOut) {
  Village village;
  for (int i = 1; i <= 5; ++i) happen(village, granary, std::to_string(i));
  tamper(village, "DELETE FROM audit_events WHERE number = 2");
  EXPECT_EQ(broken_link(village), 2);
}

TEST(Trail, ShowsThatItsEndWasCutOff) {
  Village village;
  for (int i = 1; i <= 5; ++i) happen(village, granary, std::to_string(i));
  tamper(village, "DELETE FROM audit_events WHERE number > 3");
  tamper(village, "DELETE FROM audit_events WHERE number > 3");  // its own trace, and the one of the line before
  EXPECT_EQ(broken_link(village), 4);
}

TEST(Trail, DependsOnEveryColumn) {
  Trace const plain{.number = 1,
                    .at = {5},
                    .actor_kind = "staff",
                    .account = Id<Account>{{1}},
                    .organisation = granary,
                    .kind = "k",
                    .subject = {2},
                    .facts = "a b\n",
                    .previous = {},
                    .hash = {}};
  std::vector<Trace> changed(8, plain);
  changed[0].number = 2;
  changed[1].at = {6};
  changed[2].actor_kind = "system";
  changed[3].account.reset();
  changed[4].organisation = mill;
  changed[5].kind = "l";
  changed[6].facts = "a c\n";
  changed[7].previous = {1};
  for (auto const& other : changed) EXPECT_NE(hash_of(other), hash_of(plain));
  auto moved = plain;
  moved.subject = {3};
  EXPECT_NE(hash_of(moved), hash_of(plain));
}

TEST(Actor, MayOnlyWhatWasGrantedWhereItWasGranted) {
  Actor const clerk{.kind = Kind::staff,
                    .account = {{1}},
                    .organisation = granary,
                    .grants = {{"giving.edit", granary, "32.17"}, {"giving.see", {}, ""}},
                    .session = "",
                    .from = ""};
  EXPECT_TRUE(clerk.may("giving.edit", granary, "32.17"));
  EXPECT_TRUE(clerk.may("giving.edit", granary, "32.17.01.2001"));
  EXPECT_FALSE(clerk.may("giving.edit", granary, "32.175"));
  EXPECT_FALSE(clerk.may("giving.edit", granary, "32"));
  EXPECT_FALSE(clerk.may("giving.edit", granary)) << "everywhere is more than 32.17";
  EXPECT_FALSE(clerk.may("giving.edit", mill, "32.17"));
  EXPECT_TRUE(clerk.may("giving.see", mill, "35"));
  EXPECT_FALSE(clerk.may("giving.se", granary));
  EXPECT_TRUE(Actor::system().may("giving.edit", mill));
}

TEST(Actor, WithoutTheRightIsToldWhatToDo) {
  EXPECT_EQ(require(Actor::visitor(), "giving.edit", granary).code(), "work.sign_in_first");
  Actor clerk;
  clerk.kind = Kind::staff;
  EXPECT_EQ(require(clerk, "giving.edit", granary).code(), "work.not_allowed");
  clerk.grants.push_back({"giving.edit", granary, ""});
  EXPECT_EQ(require(clerk, "giving.edit", granary).code(), "");
}

}  // namespace
}  // namespace lumbung::work
