// Credits that do not run as planned: journey J2's money, early and partial payments, reversals, write-offs, new plans.
#include "cooperative/write_off.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cooperative/cover.h"
#include "cooperative/lending_village.h"
#include "cooperative/rescheduling.h"

namespace lumbung::cooperative {
namespace {

using ::testing::HasSubstr;

struct UnderStress : testing::Test {
  void lend_out(LossPolicy policy = LossPolicy::lenders) {
    five = v.five("Melati");
    dedi = v.good_member("Dedi", 75'000_rp);
    rina = v.good_member("Rina", 50'000_rp);
    v.go_to(2024, 3, 28);
    auto wish = v.kamura();
    wish.loss_policy = policy;
    auto const product = v.offered(wish);
    sure(v.buy(product, 125'000_rp));
    credit = v.approved_credit(v.group_of(product, five));
    sure(v.give(credit, dedi, 75'000_rp));
    sure(v.give(credit, rina, 50'000_rp));
    sure(v.hand_out(credit));
  }
  Result<ledger::Posted> pay(std::size_t who, Money amount, std::optional<int> instalment = {}) {
    return v.collected(v.collecting(credit, {{five[who], amount, instalment}}));
  }
  Collection four_of(int instalment) {
    std::vector<CollectedLine> lines;
    for (std::size_t i = 0; i < 4; ++i) lines.push_back({five[i], 4'200_rp, instalment});
    return v.collecting(credit, lines);
  }
  Cover cover_of(int instalment, std::size_t missing, std::vector<Asked> by) {
    return {.id = v.new_id<Entry>(),
            .credit = credit,
            .member = five[missing],
            .by = std::move(by),
            .instalment = instalment,
            .day = v.today(),
            .till = v.till};
  }
  Result<ledger::Posted> cover(Cover const& wish) {
    return v.as(v.officer, [&](Work& work) { return cover_member(work, v.organisation, wish); });
  }
  Result<ledger::Posted> back(std::size_t who, Money amount, std::optional<Id<CooperativeTill>> till = {}) {
    auto const id = v.new_id<Entry>();
    return v.as(v.officer, [&](Work& work) {
      return pay_back_cover(
          work, v.organisation,
          {.id = id, .credit = credit, .member = five[who], .amount = amount, .day = v.today(), .till = till});
    });
  }
  Money owed(std::size_t who) {
    auto const loan = v.loans(credit)[who];
    return v.village.view([&](View const& view) { return owed_to_group(view, loan); });
  }
  void write_off(std::size_t who) {
    auto const id = v.new_id<LoanWriteOff>();
    sure(v.as(v.board, [&](Work& work) {
      return propose_write_off(
          work, v.organisation,
          {.id = id, .credit = credit, .member = five[who], .reason = "pindah", .minutes = "BA-3"});
    }));
    v.approver = v.staff.again(v.approver);
    sure(v.staff.agree(v.approver.actor, approval_of(id)));
  }
  LendingVillage v;
  std::vector<Id<CooperativeMember>> five;
  Id<CooperativeMember> dedi, rina;
  Id<PeerCredit> credit;
};

TEST_F(UnderStress, TheGroupCoversTwoMissedDaysAndItsCashIsTheSame) {
  lend_out();
  auto const start = v.in_till();
  for (int day = 1; day <= 6; ++day) {
    v.village.clock.advance(days(1));
    auto const before = v.in_till();
    if (day == 3 || day == 4) {
      sure(v.collected(four_of(day)));
      auto const wish = cover_of(day, 4, {{five[0], 2'100_rp}, {five[1], 2'100_rp}});
      sure(cover(wish));
      EXPECT_TRUE(sure(cover(wish)).replayed);
    } else {
      v.a_day(credit, day);
    }
    EXPECT_EQ(v.in_till() - before, 21'000_rp);
  }
  EXPECT_EQ(v.in_till() - start, 126'000_rp);
  EXPECT_EQ(owed(4), 8'400_rp);
  EXPECT_EQ(v.balance(covered_on(loan_of(credit, five[4]))), 8'400_rp);
  EXPECT_EQ(v.balance(paid_for_others(five[0])), 4'200_rp);
  std::size_t instalments = 0;
  for (auto const& loan : v.loans(credit)) {
    EXPECT_EQ(loan.state, LoanState::settled);
    instalments += v.plan(loan).size();
  }
  EXPECT_EQ(instalments, 30u);
  EXPECT_EQ(v.as_lender(dedi).unused, 75'000_rp);
  EXPECT_EQ(v.let_go(five[4], v.gone()).code(), loan_still_open.code) << "she owes the group";
  EXPECT_TRUE(v.holds());
  EXPECT_EQ(back(4, 8'500_rp).code(), cover_less.code);
  sure(back(4, 6'000_rp));
  sure(back(4, 2'400_rp, v.till));
  EXPECT_EQ(owed(4), 0_rp);
  EXPECT_EQ(v.balance(paid_for_others(five[1])), 0_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, OnlyWhatIsDueIsCoveredByOthersOfTheGroup) {
  lend_out();
  EXPECT_EQ(cover(cover_of(1, 4, {{five[0], 4'200_rp}})).code(), cover_not_due.code);
  v.village.clock.advance(days(1));
  EXPECT_EQ(cover(cover_of(1, 4, {{five[4], 4'200_rp}})).code(), covers_herself.code);
  EXPECT_EQ(cover(cover_of(1, 4, {{dedi, 4'200_rp}})).code(), covers_herself.code);
  sure(cover(cover_of(1, 4, {{five[0], 4'200_rp}})));
}

TEST_F(UnderStress, FortyTwoThousandInsteadOfFourThousandTwoHundredIsReversedAndBothLinesStay) {
  lend_out();
  EXPECT_EQ(pay(0, 42'000_rp).code(), over_the_debt.code) << "one member owes 25.200";
  auto typed = v.collecting(credit, {});
  typed.lump = 42'000_rp;
  auto const wrong = sure(v.collected(typed));
  sure(v.reversed(wrong.id));
  EXPECT_EQ(v.reversed(wrong.id).code(), "ledger.already_reversed");
  typed.id = v.new_id<Entry>();
  typed.lump = 4'200_rp;
  sure(v.collected(typed));
  auto const seen = v.seen_credit(credit);
  auto const all = v.village.view([&](View const& view) { return payments_of(view, seen); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](PaymentRecord const& one) {
    return one.amount == 42'000_rp && one.reversed_by && one.reason == "salah ketik jumlah";
  }));
  EXPECT_EQ(v.saved(five[0]).sukarela, 33_rp);
  EXPECT_EQ(v.as_lender(dedi).returned + v.as_lender(rina).returned, 4'167_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, TheSameDayFromTwoPhonesIsFoundOutAndDaysMayComeInAnyOrder) {
  lend_out();
  auto const wish = four_of(2);
  sure(v.collected(wish));
  EXPECT_TRUE(sure(v.collected(wish)).replayed);
  auto other = four_of(2);
  auto const second = v.collected(other);
  EXPECT_EQ(second.code(), instalment_paid.code);
  EXPECT_EQ(second.problem().others().size(), 3u);
  other.id = wish.id;
  other.lines.pop_back();
  EXPECT_EQ(v.collected(other).code(), id_reused.code);
  sure(v.collected(four_of(1)));
  EXPECT_EQ(v.loans(credit)[0].outstanding(), 25'000_rp - 8'334_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, PartsFillTheOldestAndEverythingMayBePaidEarly) {
  lend_out();
  sure(pay(0, 1'000_rp));
  sure(pay(0, 4'000_rp));
  auto const loan = v.loans(credit)[0];
  auto const plan = v.plan(loan);
  EXPECT_TRUE(plan[0].settled());
  EXPECT_EQ(plan[1].paid.principal, 800_rp);
  auto const over = pay(0, 20'300_rp);
  EXPECT_EQ(over.code(), over_the_debt.code);
  EXPECT_EQ(over.problem().pointer(), "/lines/0/amount");
  EXPECT_THAT(over.problem().sentence_id(), HasSubstr("Rp20.200"));
  sure(pay(0, 20'200_rp));
  EXPECT_EQ(v.loans(credit)[0].state, LoanState::settled);
  EXPECT_EQ(pay(0, 4'200_rp).code(), loan_settled.code);
  EXPECT_EQ(v.collected(v.collecting(credit, {{dedi, 4'200_rp, {}}})).code(), not_in_this_group.code);
  auto early = v.collecting(credit, {{five[1], 4'200_rp, {}}});
  early.day = v.today() + -1;
  EXPECT_EQ(v.collected(early).code(), before_disbursement.code);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, AReversalWaitsUntilTheLenderHasTheMoneyAgain) {
  lend_out();
  auto const wrong = sure(pay(0, 4'200_rp));
  sure(v.take(dedi, 2'000_rp));
  EXPECT_EQ(v.reversed(wrong.id).code(), lender_used_it.code);
  EXPECT_EQ(v.loans(credit)[0].returned, 4'167_rp) << "nothing was changed";
  sure(v.put(dedi, Saving::sukarela, 2'000_rp));
  sure(v.reversed(wrong.id));
  EXPECT_EQ(v.loans(credit)[0].returned, 0_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, LendersBearALossInProportionAndGetWhatIsRecovered) {
  lend_out();
  for (std::size_t i = 0; i < 4; ++i) sure(pay(i, 25'200_rp));
  write_off(4);
  EXPECT_EQ(v.seen_credit(credit).state, CreditState::settled);
  EXPECT_EQ(v.as_lender(dedi).lost, 15'000_rp);
  EXPECT_EQ(v.as_lender(rina).lost, 10'000_rp);
  EXPECT_EQ(v.as_lender(dedi).out, 0_rp);
  EXPECT_EQ(pay(4, 4'200_rp).code(), loan_settled.code) << "the credit is closed";
  Recovery const late{.id = v.new_id<Entry>(),
                      .credit = credit,
                      .member = five[4],
                      .amount = 10'000_rp,
                      .day = v.today(),
                      .till = v.till};
  sure(v.as(v.officer, [&](Work& work) { return recover(work, v.organisation, late); }));
  EXPECT_TRUE(sure(v.as(v.officer, [&](Work& work) { return recover(work, v.organisation, late); })).replayed);
  EXPECT_EQ(v.as_lender(dedi).lost, 9'000_rp);
  EXPECT_EQ(v.as_lender(rina).returned, 44'000_rp);
  auto more = late;
  more.id = v.new_id<Entry>();
  more.amount = 15'100_rp;
  EXPECT_EQ(v.as(v.officer, [&](Work& work) { return recover(work, v.organisation, more); }).code(),
            over_the_debt.code);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, WhereTheCooperativeBearsTheLossLendersAreWhole) {
  lend_out(LossPolicy::cooperative);
  write_off(4);
  EXPECT_EQ(v.as_lender(dedi).lost, 0_rp);
  EXPECT_EQ(v.as_lender(dedi).returned, 15'000_rp);
  auto const where = v.book();
  auto const of = sure(v.village.view([&](View const& view) { return cooperative_in(view, where); }));
  EXPECT_EQ(v.balance(lending_account(of, LendingAccount::loss)), 25'000_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, ANewPlanKeepsWhatIsOwedAndTheOldOneStays) {
  lend_out();
  auto const paid = sure(pay(0, 8'400_rp));
  ReschedulingWish const wish{.id = v.new_id<Rescheduling>(),
                              .credit = credit,
                              .member = five[0],
                              .begins = v.today(),
                              .instalments = 4,
                              .period = Period::weekly,
                              .reason = "sakit",
                              .minutes = "BA-4"};
  auto const again = [&] { return v.as(v.board, [&](Work& work) { return reschedule(work, v.organisation, wish); }); };
  EXPECT_EQ(sure(again()).plan, 2);
  EXPECT_EQ(sure(again()).plan, 2) << "the same again is one";
  auto const loan = v.loans(credit)[0];
  auto const plan = v.plan(loan);
  ASSERT_EQ(plan.size(), 4u);
  EXPECT_EQ(left_of(plan).principal, 25'000_rp - 8'334_rp);
  EXPECT_EQ(plan.back().asked.due, make_date(2024, 4, 25));
  auto const old = v.village.view([&](View const& view) { return plan_of(view, loan, 1); });
  EXPECT_TRUE(old[1].settled());
  EXPECT_FALSE(old[2].settled());
  EXPECT_EQ(v.reversed(paid.id).code(), plan_replaced.code);
  sure(pay(0, left_of(plan).all()));
  EXPECT_EQ(v.loans(credit)[0].state, LoanState::settled);
  EXPECT_TRUE(v.holds());
}

TEST_F(UnderStress, WhoeverMayNotIsRefused) {
  lend_out();
  auto const wish = four_of(1);
  EXPECT_EQ(v.as(v.auditor, [&](Work& work) { return collect_instalments(work, v.organisation, wish); }).code(),
            work::not_allowed.code);
  auto const stranger = v.staff.signed_in(access::Role::treasurer, v.staff.verified_organisation("Koperasi Lain"));
  EXPECT_EQ(v.as(stranger, [&](Work& work) { return collect_instalments(work, v.organisation, wish); }).code(),
            work::not_allowed.code);
  auto const paid = sure(v.collected(wish));
  EXPECT_EQ(v.as(v.officer,
                 [&](Work& work) {
                   return reverse_payment(work, v.organisation,
                                          {.id = work.new_id<Entry>(), .reverses = paid.id, .reason = "keliru saja"});
                 })
                .code(),
            work::not_allowed.code);
}

}  // namespace
}  // namespace lumbung::cooperative
