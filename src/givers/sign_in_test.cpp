#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "givers/givers_village.h"

namespace lumbung::givers {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Givers : public testing::Test {
 protected:
  std::string told(std::string const& token) {
    return std::string(v.village.view([&](View const& view) { return giver_of(view, token); }).code());
  }
  std::int64_t count(storage::Sql sql) {
    return v.village.view([&](View const& view) { return view.rows.number(sql, {}); });
  }
  GiversVillage v;
};

TEST_F(Givers, WhoReadsTheLetterIsSignedInAndHasAnAccount) {
  sure(v.ask("  Siti@Contoh.ID "));
  auto const letters = v.letters();
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].to, "siti@contoh.id");
  auto const code = GiversVillage::code_in(letters[0]);
  EXPECT_THAT(letters[0].text, HasSubstr(code));
  auto const tried = v.try_code("siti@contoh.id", code);
  ASSERT_TRUE(tried.opened.has_value());
  EXPECT_TRUE(tried.opened->first);
  EXPECT_EQ(told(tried.opened->token), "");
  EXPECT_FALSE(v.try_code("siti@contoh.id", v.code_for("siti@contoh.id")).opened->first);
}

TEST_F(Givers, ACodeIsGoodOnceAndForTenMinutesAndForItsAddressOnly) {
  auto const code = v.code_for("siti@contoh.id");
  EXPECT_FALSE(v.try_code("budi@contoh.id", code).opened);
  EXPECT_TRUE(v.try_code("siti@contoh.id", code).opened);
  EXPECT_FALSE(v.try_code("siti@contoh.id", code).opened);
  auto const late = v.code_for("siti@contoh.id");
  v.village.clock.advance(seconds(601));
  EXPECT_FALSE(v.try_code("siti@contoh.id", late).opened);
}

TEST_F(Givers, ACodeOutlivesOneThatAStrangerAsksForButNotTwo) {
  auto const first = v.code_for("siti@contoh.id");
  auto const second = v.code_for("siti@contoh.id");
  EXPECT_TRUE(v.try_code("siti@contoh.id", first).opened);
  EXPECT_FALSE(v.try_code("siti@contoh.id", second).opened) << "one of them uses up the others";
  auto const oldest = v.code_for("siti@contoh.id");
  v.village.clock.advance(seconds(20));
  v.code_for("siti@contoh.id");
  v.village.clock.advance(seconds(20));
  auto const newest = v.code_for("siti@contoh.id");
  EXPECT_FALSE(v.try_code("siti@contoh.id", oldest).opened);
  EXPECT_TRUE(v.try_code("siti@contoh.id", newest).opened);
  EXPECT_EQ(count("SELECT COUNT(*) FROM giver_codes"), 0);
}

TEST_F(Givers, AfterFiveWrongTriesTheRightCodeIsVoidToo) {
  auto const code = v.code_for("siti@contoh.id");
  for (int i = 0; i < code_tries; ++i) EXPECT_FALSE(v.try_code("siti@contoh.id", "00000000").opened);
  EXPECT_FALSE(v.try_code("siti@contoh.id", code).opened);
  EXPECT_TRUE(v.try_code("siti@contoh.id", v.code_for("siti@contoh.id")).opened) << "the next one is good";
}

TEST_F(Givers, NoAnswerTellsWhetherAnAddressIsKnown) {
  v.giver("siti@contoh.id");
  EXPECT_EQ(v.ask("siti@contoh.id").refused(), v.ask("belum.pernah@contoh.id").refused());
  auto const letters = v.letters();
  ASSERT_THAT(letters, SizeIs(2));
  EXPECT_EQ(letters[0].text.size(), letters[1].text.size());
  EXPECT_EQ(v.ask("bukan surel").code(), "access.email_wrong");
}

TEST_F(Givers, TheTablesHoldNeitherAddressNorCodeNorToken) {
  auto const code = v.code_for("siti.rahasia@contoh.id");
  auto const stored = v.village.view([](View const& view) {
    return *view.rows.first("SELECT code_hash FROM giver_codes", {},
                            [](storage::Row const& row) { return std::string(row.blob(0)); });
  });
  EXPECT_THAT(stored, Not(HasSubstr(code.substr(0, 4))));
  v.try_code("siti.rahasia@contoh.id", code);
  auto const email = v.village.view([](View const& view) {
    return *view.rows.first("SELECT email_sealed FROM givers", {},
                            [](storage::Row const& row) { return std::string(row.blob(0)); });
  });
  EXPECT_THAT(email, Not(HasSubstr("rahasia")));
}

TEST_F(Givers, ASessionEndsAfterThirtyDaysOrWhenTheyLeave) {
  auto const one = v.signed_in(), other = v.signed_in();
  sure(v.visitor([&](Work& work) { return sign_out(work, one); }));
  EXPECT_EQ(told(one), "givers.sign_in_first");
  EXPECT_EQ(told(other), "");
  v.village.clock.advance(days(30));
  EXPECT_EQ(told(other), "givers.sign_in_first");
  EXPECT_EQ(told(""), "givers.sign_in_first");
  EXPECT_EQ(v.village
                .work([](Work& work) -> Result<std::int64_t> {
                  work.record({.kind = "test.forgot", .subject = {}, .organisation = {}, .facts = {}});
                  return forget_ended(work.rows, work.now);
                })
                .value(),
            0)
      << "what ends to the second is kept until the next night";
}

TEST_F(Givers, AGiftStandsInOneAccountOnly) {
  auto const campaign = v.opened();
  auto const gift = v.paid_gift(campaign, 75'000_rp);
  auto const siti = v.giver("siti@contoh.id"), budi = v.giver("budi@contoh.id");
  auto const keep = [&](Id<Giver> who) {
    return std::string(v.visitor([&](Work& work) { return keep_gift(work, who, gift); }).code());
  };
  EXPECT_EQ(keep(siti), "");
  EXPECT_EQ(keep(siti), "") << "again changes nothing";
  EXPECT_EQ(keep(budi), "givers.gift_is_anothers");
  ASSERT_THAT(v.gifts_of(siti), SizeIs(1));
  EXPECT_EQ(v.gifts_of(siti)[0].gift.id, gift);
  EXPECT_THAT(v.gifts_of(budi), IsEmpty());
}

TEST_F(Givers, AYearCountsWhatWasPaidInItLessWhatWentBack) {
  auto const campaign = v.opened();
  auto const siti = v.giver();
  auto const keep = [&](Id<Gift> gift) { sure(v.visitor([&](Work& work) { return keep_gift(work, siti, gift); })); };
  auto const first = v.paid_gift(campaign, 75'000_rp);
  keep(first);
  sure(v.refund_by_treasurer(first, 25'000_rp));
  keep(sure(v.give_as_visitor(v.gift_wish(campaign, 9'000_rp))).gift.id);
  v.village.clock.advance(days(60));  // January 2027
  keep(v.paid_gift(campaign, 30'000_rp));
  auto const years_ = v.village.view([&](View const& view) { return years(view, siti); });
  ASSERT_THAT(years_, SizeIs(2));
  EXPECT_EQ(years_[0].year, 2027);
  EXPECT_EQ(years_[0].given, 30'000_rp);
  EXPECT_EQ(years_[1].given, 50'000_rp) << "what only waits does not count";
  EXPECT_EQ(years_[1].refunded, 25'000_rp);
  EXPECT_EQ(years_[1].gifts, 1);
  EXPECT_THAT(v.village.view([&](View const& view) { return gifts_of_year(view, siti, 2026); }), SizeIs(1));
}

TEST_F(Givers, WhoErasesTheirAccountLeavesTheGiftsAndNothingOfThemselves) {
  auto const campaign = v.opened();
  auto const token = v.signed_in();
  auto const siti = sure(v.village.view([&](View const& view) { return giver_of(view, token); }));
  sure(v.visitor([&](Work& work) { return rename(work, siti, "Siti Rahmawati", Language::indonesian); }));
  EXPECT_EQ(sure(v.village.view([&](View const& view) { return find(view, siti); })).name, "Siti Rahmawati");
  auto wish = v.gift_wish(campaign, 75'000_rp);
  wish.anonymous = false;
  wish.name = "Siti Rahmawati";
  wish.message = "Dari Siti";
  auto const gift = v.paid(wish);
  sure(v.visitor([&](Work& work) { return keep_gift(work, siti, gift); }));
  auto plan_wish = v.plan_wish(campaign);
  plan_wish.anonymous = false;
  plan_wish.name = "Siti Rahmawati";
  v.planned(siti, plan_wish);

  sure(v.visitor([&](Work& work) { return erase(work, siti); }));
  EXPECT_EQ(told(token), "givers.sign_in_first");
  EXPECT_TRUE(v.seen(gift).anonymous);
  EXPECT_EQ(v.seen(gift).name + v.seen(gift).message, "");
  EXPECT_EQ(v.seen(gift).amount, 75'000_rp);
  EXPECT_EQ(v.run_job(), 0) << "the plan has stopped";
  EXPECT_EQ(count("SELECT COUNT(*) FROM givers"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM giver_sessions"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM giver_gifts"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM person_keys WHERE book_id = 0"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM giving_plans WHERE name <> ''"), 0);
  EXPECT_EQ(v.faults(), 0u);
  EXPECT_TRUE(v.try_code("siti@contoh.id", v.code_for("siti@contoh.id")).opened->first) << "a new account";
}

}  // namespace
}  // namespace lumbung::givers
