#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "givers/givers_village.h"

namespace lumbung::givers {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Plans : public testing::Test {
 protected:
  std::string refusal(PlanWish const& wish) {
    auto const made = v.make(siti, wish);
    return made.refused() ? std::string(made.code()) + " at " + made.problem().pointer() : "";
  }
  template <class Rule>
  std::string did(Rule rule, PlanRecord const& plan, Id<Giver> who) {
    return std::string(v.visitor([&](Work& work) { return rule(work, who, plan.id); }).code());
  }
  void close(giving::CampaignRecord const& which) {
    sure(v.as(v.editor, [&](Work& work) { return giving::close_campaign(work, which.id, "selesai"); }));
  }
  GiversVillage v;
  giving::CampaignRecord campaign = v.opened();
  Id<Giver> siti = v.giver();
};

TEST(ThePeriodsOfAPlan, FallOnTheSameDayOfTheMonthOrItsLast) {
  auto const last = make_date(2027, 1, 31);
  auto const day = [&](int period) { return iso(day_of_period(last, Every::month, period)); };
  EXPECT_EQ(day(0), "2027-01-31");
  EXPECT_EQ(day(1), "2027-02-28");
  EXPECT_EQ(day(2), "2027-03-31");
  EXPECT_EQ(day(3), "2027-04-30");
  EXPECT_EQ(day(13), "2028-02-29");
  EXPECT_EQ(iso(day_of_period(last, Every::week, 5)), "2027-03-07");
}

TEST_F(Plans, MakeAChargeAndALetterEachPeriod) {
  auto const plan = v.planned(siti, v.plan_wish(campaign));
  EXPECT_EQ(v.run_job(), 1);
  EXPECT_EQ(v.run_job(), 0);
  auto const letters = v.letters();
  ASSERT_THAT(letters, SizeIs(1));
  auto const gift = v.gifts_of(siti)[0].gift;
  EXPECT_EQ(letters[0].to, "siti@contoh.id");
  EXPECT_THAT(letters[0].text, HasSubstr("/bayar/" + gift.id.text() + "#"));
  EXPECT_THAT(letters[0].text, HasSubstr("Rp50.000"));
  EXPECT_EQ(v.balance(giving::fund_of(campaign.id)), 0_rp) << "nothing is taken by itself";
  auto const charge = sure(v.village.view([&](View const& view) { return payments::find_charge(view, gift.charge); }));
  sure(v.acquirer_says(charge));
  EXPECT_EQ(v.balance(giving::fund_of(campaign.id)), 50'000_rp);
  v.village.clock.advance(days(29));
  EXPECT_EQ(v.run_job(), 0);
  v.village.clock.advance(days(1));  // 22 December
  EXPECT_EQ(v.run_job(), 1);
  EXPECT_THAT(v.periods_of(plan), SizeIs(2));
}

TEST_F(Plans, WhatIsNotPaidExpiresAndIsNoDebt) {
  v.planned(siti, v.plan_wish(campaign, Every::week));
  v.run_job();
  v.village.clock.advance(days(8));
  v.run_job();
  auto const own = v.gifts_of(siti);
  ASSERT_THAT(own, SizeIs(2));
  EXPECT_EQ(own[0].gift.state, giving::GiftState::waiting);
  EXPECT_EQ(own[0].gift.amount, 50'000_rp) << "the old one is not added";
  EXPECT_EQ(own[1].gift.state, giving::GiftState::expired);
}

TEST_F(Plans, AreRefusedForWhatAGiftWouldBe) {
  auto wish = v.plan_wish(campaign);
  wish.amount = 999_rp;
  EXPECT_EQ(refusal(wish), "giving.amount_too_small at /amount");
  wish = v.plan_wish(campaign);
  wish.anonymous = false;
  EXPECT_EQ(refusal(wish), "giving.name_missing at /name");
  wish = v.plan_wish(campaign);
  wish.starts = v.today() + -1;
  EXPECT_EQ(refusal(wish), "givers.start_wrong at /starts");
  wish = v.plan_wish(campaign);
  wish.ends = wish.starts;
  EXPECT_EQ(refusal(wish), "givers.end_wrong at /ends");
  wish = v.plan_wish(campaign);
  wish.campaign = "tidak-ada";
  EXPECT_EQ(refusal(wish), "giving.unknown_campaign at ");
  wish = v.plan_wish(campaign);
  EXPECT_EQ(refusal(wish), "");
  EXPECT_EQ(refusal(wish), "") << "the same again is the same plan";
  wish.amount = 60'000_rp;
  EXPECT_EQ(refusal(wish), "givers.id_reused at /id");
  for (int i = 1; i < most_plans; ++i) EXPECT_EQ(refusal(v.plan_wish(campaign)), "");
  EXPECT_EQ(refusal(v.plan_wish(campaign)), "givers.too_many_plans at ");
}

TEST_F(Plans, PausedOnesMakeNoChargeAndSkipWhatPassedMeanwhile) {
  auto const plan = v.planned(siti, v.plan_wish(campaign, Every::week));
  v.run_job();
  EXPECT_EQ(did(pause, plan, siti), "");
  v.village.clock.advance(days(20));
  EXPECT_EQ(v.run_job(), 0);
  EXPECT_EQ(did(resume, plan, siti), "");
  EXPECT_EQ(v.run_job(), 0) << "the next day is day 21";
  v.village.clock.advance(days(1));
  EXPECT_EQ(v.run_job(), 1);
  EXPECT_EQ(v.periods_of(plan).front().number, 3);
}

TEST_F(Plans, StoppedIsStoppedAndNobodyElseMayTouchIt) {
  auto const plan = v.planned(siti, v.plan_wish(campaign));
  auto const budi = v.giver("budi@contoh.id");
  EXPECT_EQ(did(stop, plan, budi), "givers.unknown_plan");
  EXPECT_EQ(did(pause, plan, budi), "givers.unknown_plan");
  EXPECT_EQ(v.village.view([&](View const& view) { return lumbung::givers::plan(view, budi, plan.id); }).code(),
            "givers.unknown_plan");
  EXPECT_EQ(did(stop, plan, siti), "");
  EXPECT_EQ(did(stop, plan, siti), "");
  EXPECT_EQ(did(resume, plan, siti), "givers.plan_over");
  EXPECT_EQ(v.run_job(), 0);
}

TEST_F(Plans, EndOnTheirLastDay) {
  auto wish = v.plan_wish(campaign, Every::week);
  wish.ends = v.today() + 7;
  auto const plan = v.planned(siti, wish);
  v.village.clock.advance(days(30));
  v.run_job();
  EXPECT_THAT(v.periods_of(plan), SizeIs(2));
  EXPECT_EQ(v.seen(siti, plan.id).state, PlanState::ended);
}

TEST_F(Plans, EndWithTheirCampaignWhenTheGiverSaidSo) {
  auto const plan = v.planned(siti, v.plan_wish(campaign));
  v.run_job();
  v.letters();
  close(campaign);
  v.village.clock.advance(days(31));
  v.run_job();
  EXPECT_EQ(v.seen(siti, plan.id).state, PlanState::ended);
  ASSERT_THAT(v.letters(), SizeIs(1));
}

TEST_F(Plans, GoOnWithTheOrganisationsChoiceWhenTheGiverLeftItToThem) {
  auto wish = v.plan_wish(campaign);
  wish.at_end = AtCampaignsEnd::organisation_chooses;
  auto const plan = v.planned(siti, wish);
  close(campaign);
  v.run_job();
  EXPECT_EQ(v.seen(siti, plan.id).state, PlanState::choosing);
  EXPECT_EQ(did(pause, plan, siti), "givers.plan_waits_for_choice");
  auto const other = v.opened(v.campaign_wish("lain"));
  auto const choose = [&](access::SignedIn const& who, Id<Campaign> to) {
    return v.as(who, [&](Work& work) { return choose_successor(work, campaign.id, to); });
  };
  EXPECT_EQ(choose(v.officer, other.id).code(), "work.not_allowed");
  EXPECT_EQ(choose(v.editor, campaign.id).code(), "givers.successor_wrong");
  v.letters();
  EXPECT_EQ(sure(choose(v.editor, other.id)), 1);
  EXPECT_EQ(sure(choose(v.editor, other.id)), 0);
  auto const letters = v.letters();
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_THAT(letters[0].text, HasSubstr("Kit sekolah"));
  v.run_job();
  EXPECT_EQ(v.gifts_of(siti)[0].gift.campaign, other.id);
}

TEST_F(Plans, AnOrganisationSeesFiguresAndNoPeople) {
  v.planned(siti, v.plan_wish(campaign));
  v.planned(siti, v.plan_wish(campaign, Every::week));
  auto const seen =
      sure(v.village.view_as(v.treasurer.actor, [&](View const& view) { return recurring(view, v.organisation); }));
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_EQ(seen[0].active, 2);
  EXPECT_EQ(seen[0].each_month, (Money{50'000'00 + 50'000'00 * 52 / 12, rupiah}));
  EXPECT_EQ(
      v.village.view_as(v.officer.actor, [&](View const& view) { return recurring(view, v.organisation); }).code(),
      "work.not_allowed");
}

// However the clock jumps, whatever is restarted, and however little the job does at once: each period of an active
// plan has exactly one charge, and no other has any.
TEST(RecurringGifts, HaveOneChargeForEachPeriodWhateverHappens) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    GiversVillage v(seed);
    SeededChance chance(seed * 7919);
    auto const roll = [&](std::uint8_t below) {
      std::uint8_t byte = 0;
      chance.fill({&byte, 1});
      return static_cast<int>(byte % below);
    };
    auto const campaign = v.opened();
    auto const siti = v.giver();
    struct Known {
      PlanRecord plan;
      std::set<int> expected;
    };
    std::vector<Known> known;
    for (int i = 0; i < 4; ++i) {
      auto wish = v.plan_wish(campaign, i % 2 == 0 ? Every::week : Every::month);
      wish.starts = v.today() + roll(10);
      if (i == 3) wish.ends = wish.starts + 70;
      known.push_back({v.planned(siti, wish), {}});
    }
    for (int step = 0; step < 25; ++step) {
      v.village.clock.advance(days(roll(40)));
      if (roll(3) == 0) {
        v.village.restart();
        v.follow_again();
      }
      if (roll(4) == 0) continue;  // nobody ran the job that day
      if (roll(2) == 0) sure(v.village.work([](Work& work) { return charge_due(work, 1); }));  // and then it died
      v.run_job(1 + roll(4));
      for (auto& one : known) {
        for (int n = 0;; ++n) {
          auto const due = day_of_period(one.plan.starts, one.plan.every, n);
          if (due > v.today() || (one.plan.ends && due > *one.plan.ends)) break;
          one.expected.insert(n);
        }
        auto const charged = v.village.view([&](View const& view) {
          return view.rows.all("SELECT period FROM giving_plan_periods WHERE plan = $1 AND gift IS NOT NULL",
                               {one.plan.id}, [](storage::Row const& row) { return row.get<int>(0); });
        });
        EXPECT_EQ(std::set<int>(charged.begin(), charged.end()), one.expected);
        EXPECT_EQ(charged.size(), one.expected.size());
      }
    }
    auto const gifts_ = v.gifts_of(siti);
    std::set<Uuid> different;
    for (auto const& own : gifts_) different.insert(own.gift.id.uuid);
    EXPECT_EQ(different.size(), gifts_.size());
    EXPECT_EQ(v.faults(), 0u);
  }
}

}  // namespace
}  // namespace lumbung::givers
