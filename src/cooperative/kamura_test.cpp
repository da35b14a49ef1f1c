// Journeys J1 and J3 in the rules: the money of the pilot, to the rupiah.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cooperative/lending_village.h"

namespace lumbung::cooperative {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// ---- J1: three groups of five, three cycles.

struct Pilot : testing::Test {
  Pilot() {
    for (auto const* name : {"Melati", "Mawar", "Kenanga"}) members.push_back(v.five(name));
    dedi = v.good_member("Dedi", 250'000_rp);
    rina = v.good_member("Rina", 125'000_rp);
    v.go_to(2024, 3, 28);
    product = v.offered(v.kamura());
    for (auto const& five : members) groups.push_back(v.group_of(product, five));
  }
  void lend(Id<PeerCredit> credit, std::size_t group) { sure(v.give(credit, group < 2 ? dedi : rina, 125'000_rp)); }

  LendingVillage v;
  std::vector<std::vector<Id<CooperativeMember>>> members;
  Id<CooperativeMember> dedi, rina;
  Id<CreditProduct> product;
  std::vector<Id<LendingGroup>> groups;
};

TEST_F(Pilot, ThreeCyclesBringBackEveryRupiahAndTheRoundingIsTheMembersOwn) {
  auto const till_before = v.in_till();
  std::size_t loans = 0, instalments = 0;
  auto paid = 0_rp;
  for (int cycle = 0; cycle < 3; ++cycle) {
    sure(v.buy(product, 375'000_rp));
    std::vector<Id<PeerCredit>> credits;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      credits.push_back(v.approved_credit(groups[g]));
      lend(credits.back(), g);
      sure(v.hand_out(credits.back()));
    }
    EXPECT_EQ(v.as_lender(dedi).out, 250'000_rp);
    EXPECT_EQ(v.as_lender(dedi).unused, 0_rp);
    if (cycle == 0) {
      auto const plan = v.plan(v.loans(credits[0])[0]);
      EXPECT_EQ(plan.front().asked.due, make_date(2024, 3, 29));
      EXPECT_EQ(plan.back().asked.due, make_date(2024, 4, 3));
    }
    for (int day = 1; day <= 6; ++day) {
      v.village.clock.advance(days(1));
      for (auto const& credit : credits) {
        auto const before = v.in_till();
        v.a_day(credit, day);
        EXPECT_EQ(v.in_till() - before, 21'000_rp);
        paid += 21'000_rp;
      }
    }
    for (auto const& credit : credits) {
      EXPECT_EQ(v.seen_credit(credit).state, CreditState::settled);
      EXPECT_EQ(v.standing(credit).repayment_rate(), 10'000);
      EXPECT_EQ(v.standing(credit).at_risk_1, 0_rp);
      for (auto const& loan : v.loans(credit)) {
        ++loans;
        instalments += v.plan(loan).size();
      }
    }
    EXPECT_EQ(v.as_lender(dedi).unused, 250'000_rp) << "whole again";
    EXPECT_EQ(v.as_lender(rina).unused, 125'000_rp);
    EXPECT_EQ(paid.minor, 37'800'000 * (cycle + 1));
  }
  EXPECT_EQ(loans, 45u);
  EXPECT_EQ(instalments, 270u);
  EXPECT_EQ(paid, 1'134'000_rp);
  EXPECT_EQ(v.in_till() - till_before, 9'000_rp) << "1.134.000 came in, 1.125.000 went into packages";
  for (auto const& five : members)
    for (auto const& member : five) EXPECT_EQ(v.saved(member).sukarela, 600_rp) << "Rp200 a cycle";
  EXPECT_EQ(v.as_lender(dedi).lent, 750'000_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Pilot, SundaysOffMoveTheLastDayToTheFourthOfApril) {
  auto wish = v.kamura();
  wish.rest_weekdays = {Weekday::sunday};
  auto const quoted = sure(quote(wish, 25'000_rp, make_date(2024, 3, 28)));
  EXPECT_EQ(quoted.plan.last_due(), make_date(2024, 4, 4));
  EXPECT_FALSE(quoted.warning.has_value());
  wish.rest_weekdays = {};
  wish.rounding_goes_to = RoundingGoesTo::service_charge;
  auto const dear = sure(quote(wish, 25'000_rp, make_date(2024, 3, 28)));
  ASSERT_TRUE(dear.warning.has_value());
  EXPECT_THAT(dear.warning->sentence_id(), HasSubstr("83,27"));
}

TEST_F(Pilot, RoundingAsServiceChargeIsIncome) {
  auto wish = v.kamura();
  wish.rounding_goes_to = RoundingGoesTo::service_charge;
  auto const dear = v.offered(wish);
  sure(v.buy(dear, 125'000_rp));
  auto const credit = v.approved_credit(v.group_of(dear, members[0]));
  lend(credit, 0);
  sure(v.hand_out(credit));
  for (int day = 1; day <= 6; ++day) v.a_day(credit);
  auto const where = v.book();
  auto const of = sure(v.village.view([&](View const& view) { return cooperative_in(view, where); }));
  EXPECT_EQ(v.balance(lending_account(of, LendingAccount::service)), 1'000_rp);
  EXPECT_EQ(v.saved(members[0][0]).sukarela, 0_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Pilot, TheTraceGoesFromLenderOverGroupAndMemberBackToTheLender) {
  sure(v.buy(product, 125'000_rp));
  auto const credit = v.approved_credit(groups[0]);
  lend(credit, 0);
  sure(v.hand_out(credit));
  v.a_day(credit);
  auto const where = v.book();
  auto const traced = sure(v.village.view(
      [&](View const& view) { return ledger::trace_forward(view, {.book = {where}, .entry = as<Entry>(credit)}); }));
  auto back = 0_rp, waits = 0_rp;
  for (auto const& piece : traced.pieces) {
    if (piece.fate == ledger::Fate::waiting) {
      waits += piece.amount;
      continue;
    }
    back += piece.amount;
    EXPECT_EQ(piece.account, account_of(dedi, Saving::sukarela));
    EXPECT_EQ(piece.path.front().kind, disbursement_entry);
    EXPECT_EQ(piece.path.back().kind, collection_entry);
    bool const by_group = std::any_of(piece.path.begin(), piece.path.end(),
                                      [&](ledger::Step const& step) { return step.account == fund_of(credit); });
    EXPECT_TRUE(by_group);
  }
  EXPECT_EQ(back, 20'835_rp);
  EXPECT_EQ(waits, 125'000_rp - 20'835_rp);
}

// ---- J3: three lenders of one group.

struct ThreeLenders : testing::Test {
  ThreeLenders() {
    five = v.five("Melati");
    dedi = v.good_member("Dedi", 60'000_rp);
    rina = v.good_member("Rina", 40'000_rp);
    tono = v.good_member("Tono", 25'000_rp);
    v.go_to(2024, 3, 28);
    auto wish = v.kamura();
    wish.odd_rupiah = OddRupiah::evenly;
    auto const product = v.offered(wish);
    sure(v.buy(product, 125'000_rp));
    credit = v.approved_credit(v.group_of(product, five));
    sure(v.give(credit, dedi, 60'000_rp));
    sure(v.give(credit, rina, 40'000_rp));
    sure(v.give(credit, tono, 25'000_rp));
    sure(v.hand_out(credit));
  }
  std::vector<Money> back() { return {v.saved(dedi).sukarela, v.saved(rina).sukarela, v.saved(tono).sukarela}; }
  LendingVillage v;
  std::vector<Id<CooperativeMember>> five;
  Id<CooperativeMember> dedi, rina, tono;
  Id<PeerCredit> credit;
};

TEST_F(ThreeLenders, PrincipalFlowsBackByLargestRemainderOnTheRunningTotal) {
  EXPECT_THAT(back(), ElementsAre(0_rp, 0_rp, 0_rp));
  v.a_day(credit);
  EXPECT_THAT(back(), ElementsAre(10'001_rp, 6'667_rp, 4'167_rp));
  v.a_day(credit);
  EXPECT_THAT(back(), ElementsAre(10'001_rp + 9'998_rp, 6'667_rp + 6'666_rp, 4'167_rp + 4'166_rp));
  for (int day = 3; day <= 6; ++day) v.a_day(credit);
  EXPECT_THAT(back(), ElementsAre(60'000_rp, 40'000_rp, 25'000_rp));
  EXPECT_EQ(v.as_lender(rina).returned, 40'000_rp);
  EXPECT_EQ(v.as_lender(rina).out, 0_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(ThreeLenders, WhatIsLentCannotBeWithdrawnAndTheRefusalSaysHowMuchAndUntilWhen) {
  v.a_day(credit);
  auto const refused = v.take(dedi, 20'000_rp);
  EXPECT_EQ(refused.code(), not_available.code);
  EXPECT_THAT(refused.problem().sentence_id(), HasSubstr("Rp10.001 dari saldo Rp10.001"));
  EXPECT_THAT(refused.problem().sentence_id(), HasSubstr("Rp49.999 sedang dipinjamkan atau ditahan sampai 03/04/2024"));
  sure(v.take(dedi, 10'001_rp));
  EXPECT_EQ(v.let_go(dedi, v.gone()).code(), savings_tied_up.code);
  EXPECT_EQ(v.let_go(five[0], v.gone()).code(), loan_still_open.code);
}

}  // namespace
}  // namespace lumbung::cooperative
