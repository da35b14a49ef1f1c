#include "cooperative/returning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <numeric>

#include "core/chance.h"

namespace lumbung::cooperative {
namespace {

using testing::ElementsAre;

std::vector<Stake> three_lenders() { return {{.lent = 60'000_rp}, {.lent = 40'000_rp}, {.lent = 25'000_rp}}; }

Money sum_of(std::vector<Money> const& parts) { return std::accumulate(parts.begin(), parts.end(), 0_rp); }

std::vector<Money> returned(std::vector<Stake>& stakes, Money amount) {
  auto const parts = *share_repayment(stakes, amount);
  for (std::size_t i = 0; i < parts.size(); ++i) stakes[i].returned += parts[i];
  return parts;
}

TEST(Returning, FollowsJourneyThreeToTheRupiah) {
  auto stakes = three_lenders();
  EXPECT_THAT(returned(stakes, 20'835_rp), ElementsAre(10'001_rp, 6'667_rp, 4'167_rp));
  EXPECT_THAT(returned(stakes, 20'830_rp), ElementsAre(9'998_rp, 6'666_rp, 4'166_rp));
  // Five members pay 4.167 on four days and 4.166 on two; day 2 of the journey is a day of 4.166.
  for (auto const amount : {20'835_rp, 20'835_rp, 20'835_rp, 20'830_rp}) returned(stakes, amount);
  for (auto const& stake : stakes) EXPECT_EQ(stake.returned, stake.lent);
  EXPECT_EQ(share_repayment(stakes, 1_rp).code(), more_than_outstanding.code);
  EXPECT_FALSE(share_repayment(stakes, 0_rp).refused());
}

TEST(Returning, SaysHowMuchIsStillOutAndHowMuchCame) {
  auto stakes = three_lenders();
  returned(stakes, 100'000_rp);
  auto const refused = share_repayment(stakes, 25'001_rp);
  EXPECT_EQ(refused.code(), more_than_outstanding.code);
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("Rp25.001"));
  EXPECT_THAT(refused.problem().sentence_en(), testing::HasSubstr("Rp25.000"));
}

TEST(Returning, RefusesWhatIsNoStakeOrNoAmount) {
  EXPECT_EQ(share_repayment({}, 1_rp).code(), no_lenders.code);
  auto stakes = three_lenders();
  EXPECT_EQ(share_repayment(stakes, Money{-100}).code(), share_not_whole.code);
  EXPECT_EQ(share_repayment(stakes, Money{150}).code(), share_not_whole.code);
  EXPECT_EQ(share_loss(stakes, Money{100, asset("BERAS")}).code(), share_not_whole.code);
  for (auto const& bad :
       {Stake{}, Stake{.lent = Money{50}}, Stake{.lent = 10_rp, .returned = 11_rp},
        Stake{.lent = 10_rp, .returned = 5_rp, .lost = 6_rp}, Stake{.lent = 10_rp, .lost = Money{-100}}}) {
    stakes[1] = bad;
    EXPECT_EQ(share_repayment(stakes, 1_rp).problem().pointer(), "/lenders/1");
  }
  Money const huge{std::numeric_limits<std::int64_t>::max() / 100 * 100};
  EXPECT_EQ(share_repayment(std::vector<Stake>{{.lent = huge}, {.lent = huge}}, 1_rp).code(), amount_out_of_range.code);
}

TEST(Returning, GivesTheOddRupiahToTheEarlierPledge) {
  std::vector<Stake> stakes{{.lent = 10_rp}, {.lent = 10_rp}, {.lent = 10_rp}};
  EXPECT_THAT(returned(stakes, 1_rp), ElementsAre(1_rp, 0_rp, 0_rp));
  EXPECT_THAT(returned(stakes, 1_rp), ElementsAre(0_rp, 1_rp, 0_rp));
  EXPECT_THAT(returned(stakes, 1_rp), ElementsAre(0_rp, 0_rp, 1_rp));
}

TEST(Returning, AsksNobodyToGiveBackWhereLargestRemainderWould) {
  // Of 10 the plain split of the running total gives 4, 4 and 2, of 11 it gives 5, 5 and 1: a rupiah less for the
  // third.
  std::vector<Stake> stakes{{.lent = 6_rp}, {.lent = 6_rp}, {.lent = 2_rp}};
  std::vector<std::int64_t> const weights{6, 6, 2};
  ASSERT_EQ(split({10, rupiah}, weights)[2].minor, 2);
  ASSERT_EQ(split({11, rupiah}, weights)[2].minor, 1);
  EXPECT_THAT(returned(stakes, 10_rp), ElementsAre(4_rp, 4_rp, 2_rp));
  auto const parts = returned(stakes, 1_rp);
  EXPECT_EQ(sum_of(parts), 1_rp);
  EXPECT_EQ(parts[2], 0_rp);
  returned(stakes, 3_rp);
  for (auto const& stake : stakes) EXPECT_EQ(stake.returned, stake.lent);
}

TEST(Returning, SharesALossByWhatIsOutstanding) {
  auto stakes = three_lenders();
  returned(stakes, 62'500_rp);
  auto const parts = share_loss(stakes, 12'500_rp);
  ASSERT_FALSE(parts.refused());
  EXPECT_THAT(*parts, ElementsAre(6'000_rp, 4'000_rp, 2'500_rp));
  for (std::size_t i = 0; i < stakes.size(); ++i) stakes[i].lost += (*parts)[i];
  EXPECT_THAT(returned(stakes, 50'000_rp), ElementsAre(24'000_rp, 16'000_rp, 10'000_rp));
  EXPECT_EQ(share_loss(stakes, 1_rp).code(), more_than_outstanding.code);
}

TEST(Returning, BringsRecoveredMoneyBackToThoseWhoLostIt) {
  std::vector<Stake> stakes{{.lent = 60'000_rp, .returned = 54'000_rp, .lost = 6'000_rp},
                            {.lent = 40'000_rp, .returned = 40'000_rp},
                            {.lent = 25'000_rp, .returned = 22'500_rp, .lost = 2'500_rp}};
  auto const parts = share_recovery(stakes, 8'500_rp);
  ASSERT_FALSE(parts.refused());
  EXPECT_THAT(*parts, ElementsAre(6'000_rp, 0_rp, 2'500_rp));
  EXPECT_EQ(share_recovery(stakes, 8'501_rp).code(), more_than_lost.code);
  EXPECT_EQ(sum_of(*share_recovery(stakes, 1_rp)), 1_rp);
  EXPECT_THAT(*share_recovery(three_lenders(), 0_rp), ElementsAre(0_rp, 0_rp, 0_rp));
  EXPECT_EQ(share_recovery(three_lenders(), 1_rp).code(), more_than_lost.code);
}

// Any repayments and losses in any order: never negative, sums exact, never more than lent, near the exact due, and in
// the end everything is accounted for.
void expect_any_order_to_hold(SeededChance& chance) {
  std::vector<Stake> stakes(1 + chance.number(8));
  Money lent = 0_rp, gone = 0_rp;
  for (auto& stake : stakes) {
    auto const size = chance.number(3) == 0 ? std::uint64_t{20} : std::uint64_t{300'000};
    lent += stake.lent = {static_cast<std::int64_t>(1 + chance.number(size)) * 100, rupiah};
  }
  auto const largest_step = 1 + chance.number(chance.number(2) == 0 ? 3 : 40'000);
  for (int step = 0; gone < lent && step < 400; ++step) {
    auto const most = static_cast<std::uint64_t>((lent - gone).minor / 100);
    bool const last = step == 399;
    Money const amount{static_cast<std::int64_t>(last ? most : std::min(most, chance.number(largest_step + 1))) * 100,
                       rupiah};
    bool const lost = chance.number(4) == 0;
    auto const parts = lost ? share_loss(stakes, amount) : share_repayment(stakes, amount);
    ASSERT_FALSE(parts.refused()) << parts.code();
    EXPECT_EQ(sum_of(*parts), amount);
    gone += amount;
    for (std::size_t i = 0; i < stakes.size(); ++i) {
      EXPECT_GE((*parts)[i], 0_rp);
      (lost ? stakes[i].lost : stakes[i].returned) += (*parts)[i];
      EXPECT_GE(stakes[i].outstanding(), 0_rp);
      auto const due =
          static_cast<double>(stakes[i].lent.minor) * static_cast<double>(gone.minor) / static_cast<double>(lent.minor);
      EXPECT_LT(std::abs(due - static_cast<double>((stakes[i].lent - stakes[i].outstanding()).minor)), 200);
    }
    if (::testing::Test::HasFailure()) return;
  }
  for (auto const& stake : stakes) EXPECT_EQ(stake.outstanding(), 0_rp);
}

TEST(Returning, HoldsForAnyAmountsInAnyOrder) {
  constexpr std::uint64_t seed = 20'261'123;
  std::cout << "seed " << seed << "\n";
  SeededChance chance(seed);
  for (int round = 0; round < 1'000; ++round) {
    expect_any_order_to_hold(chance);
    if (::testing::Test::HasFailure()) FAIL() << "round " << round;
  }
}

}  // namespace
}  // namespace lumbung::cooperative
