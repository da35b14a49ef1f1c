#include "programme/received.h"

#include <gtest/gtest.h>

#include "programme/programme.h"
#include "programme/programme_village.h"
#include "registry/heads.h"

namespace lumbung::programme {
namespace {

class HouseholdsAtTheTable : public ::testing::Test {
 protected:
  void SetUp() override {
    v.kits();
    auto const fund = v.raised(280'000_rp);
    v.released(fund, 280'000_rp);
    sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(4, 280'000_rp)); }));
    first = v.household(2);
    second = v.household(7);
  }
  std::vector<Received> got() {
    return v.village.view([&](View const& view) {
      auto const programme = *find(view, v.programme);
      return received(view, programme, enrolments(view, v.programme, {}, 50));
    });
  }
  std::string head_seen_by(access::SignedIn const& person) {
    std::string name;
    sure(v.as(person, [&](Work& work) -> Verdict {
      auto const programme = *find(work, v.programme);
      auto const page = enrolments(work, v.programme, {}, 1);
      name = registry::name_of_head(work, {programme.book, programme.organisation}, page.front().family);
      work.record({.kind = "test.looked", .subject = programme.id.uuid, .organisation = v.organisation, .facts = {}});
      return done;
    }));
    return name;
  }
  ProgrammeVillage v;
  Id<Enrolment> first, second;
};

TEST_F(HouseholdsAtTheTable, WhoWasServedIsKnownItemByItem) {
  EXPECT_TRUE(got().empty());
  for (auto const& wish : {v.hand_over(second, 1), v.hand_over(second, 2)})
    sure(v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, wish); }));
  auto const found = got();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].enrolment, second);
  EXPECT_EQ(found[0].item, v.item);
  EXPECT_EQ(found[0].units, 3);
}

TEST_F(HouseholdsAtTheTable, WhoHandsOverSeesTheHeadsNameAndWhoKeepsTheMoneyDoesNot) {
  EXPECT_EQ(head_seen_by(v.officer), "Ibu Contoh");
  EXPECT_EQ(head_seen_by(v.treasurer), "");
}

TEST_F(HouseholdsAtTheTable, AnUnknownFamilyHasNoName) {
  auto const owner = registry::Owner{v.book().number, v.organisation};
  EXPECT_EQ(v.village.view([&](View const& view) { return registry::name_of_head(view, owner, v.new_id<Family>()); }),
            "");
}

}  // namespace
}  // namespace lumbung::programme
