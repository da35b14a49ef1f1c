#include "cooperative/leaving.h"

#include <gtest/gtest.h>

#include <numeric>

#include "cooperative/cooperative_village.h"

namespace lumbung::cooperative {
namespace {

struct Leaving : testing::Test {
  Leaving() {
    v.go_to(2023, 12, 28);
    v.open();
    siti = v.admitted("Siti");
    sure(v.put(siti, Saving::pokok, 50'000_rp));
    sure(v.put(siti, Saving::wajib, 20'000_rp));
    sure(v.put(siti, Saving::sukarela, 7'000_rp));
  }
  void two_people_above(Money limit) {
    auto rules = v.usual_bylaws();
    rules.from = v.today();
    rules.two_people_above = limit;
    sure(v.as(v.board, [&](Work& work) { return change_bylaws(work, v.organisation, rules); }));
  }
  // What lending would open: a receivable from the member.
  void owes(Money amount) {
    auto const book = v.book();
    sure(v.village.work([&](Work& work) -> Verdict {
      Id<LedgerAccount> const loan{derived_uuid(siti.uuid, "loan")};
      TRY(ledger::open_account(
          work, {.id = loan, .book = {book}, .owner_kind = "member", .owner = siti.uuid, .purpose = "loan"}));
      TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                              .book = {book},
                              .kind = "disbursement",
                              .day = v.today(),
                              .transfers = {{loan, Id<LedgerAccount>{v.till.uuid}, amount}}}));
      work.record({.kind = "test.lent", .subject = siti.uuid, .organisation = {}, .facts = {}});
      return done;
    }));
  }
  CooperativeVillage v;
  Id<CooperativeMember> siti;
};

TEST_F(Leaving, AMemberGetsEverythingBackInOneEntryAndMayApplyAgain) {
  auto const paid = sure(v.let_go(siti, v.gone()));
  EXPECT_EQ(paid.state, PayoutState::paid);
  EXPECT_EQ(paid.amount, 77'000_rp);
  EXPECT_EQ(v.in_till(), 0_rp);
  EXPECT_EQ(v.seen(siti).state, MemberState::left);
  EXPECT_EQ(v.put(siti, Saving::sukarela, 1'000_rp).code(), not_a_member.code);
  EXPECT_EQ(v.let_go(siti, v.gone()).code(), not_a_member.code);
  auto const who = v.seen(siti).person;
  EXPECT_FALSE(
      v.as(v.officer, [&](Work& work) {
         return apply_for_membership(
             work, v.organisation,
             {.id = work.new_id<CooperativeMember>(), .person = who, .on = v.today(), .business = {}, .papers = {}});
       }).refused());
  EXPECT_TRUE(v.holds());
}

TEST_F(Leaving, WhatIsOwedIsPaidFromTheSavingsFirst) {
  owes(30'000_rp);
  EXPECT_EQ(sure(v.let_go(siti, v.gone())).amount, 47'000_rp);
  EXPECT_EQ(v.in_till(), 0_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Leaving, NobodyLeavesOwingMoreThanIsSavedOrWhileSavingsAreLent) {
  auto const member = v.seen(siti);
  auto const hold = v.new_id<Hold>();
  sure(v.village.work([&](Work& work) {
    return tie(work, member, {.id = hold, .why = TieReason::lent, .amount = 5'000_rp, .until = {}},
               Id<LedgerAccount>{v.till.uuid});
  }));
  EXPECT_EQ(v.let_go(siti, v.gone()).code(), savings_tied_up.code);
  sure(v.village.work([&](Work& work) { return untie(work, member, hold); }));
  auto const ani = v.admitted("Ani");
  sure(v.put(ani, Saving::sukarela, 50'000_rp));
  owes(77'100_rp);
  EXPECT_EQ(v.let_go(siti, v.gone()).code(), owes_more.code);
}

TEST_F(Leaving, TheSavingsOfWhoDiedGoToTheHeirsNamed) {
  EXPECT_EQ(v.let_go(siti, v.gone(Because::died)).code(), heirs_missing.code);
  auto const budi = v.person("Budi"), ani = v.person("Ani"), rini = v.person("Rini");
  sure(v.as(v.officer, [&](Work& work) {
    return name_heirs(work, v.organisation, siti, {{budi, 3'333}, {ani, 3'333}, {rini, 3'334}});
  }));
  auto const paid = sure(v.let_go(siti, v.gone(Because::died)));
  ASSERT_EQ(paid.shares.size(), 3u);
  EXPECT_EQ(paid.shares[0].amount + paid.shares[1].amount + paid.shares[2].amount, 77'000_rp);
  EXPECT_EQ(paid.shares[0].amount, (Money{25'664'10}));
}

TEST(HeirShares, SumToTheWholeWhateverIsShared) {
  std::vector<Heir> const heirs{{{}, 3'333}, {{}, 3'333}, {{}, 3'334}};
  for (std::int64_t sen = 0; sen < 5'000; ++sen) {
    auto const parts = shares_of(Money{sen}, heirs);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0_rp), Money{sen});
  }
}

TEST_F(Leaving, AboveTheLimitASecondPersonMustAgree) {
  two_people_above(60'000_rp);
  auto const proposed = sure(v.let_go(siti, v.gone()));
  EXPECT_EQ(proposed.state, PayoutState::proposed);
  EXPECT_EQ(v.in_till(), 77'000_rp);
  EXPECT_EQ(v.let_go(siti, v.gone()).code(), payout_waits.code);
  EXPECT_TRUE(v.staff.agree(v.board.actor, approval_of(proposed.id)).refused()) << "who proposed cannot approve";
  auto const second = v.staff.again(v.approver);
  EXPECT_FALSE(v.staff.agree(second.actor, approval_of(proposed.id)).refused());
  EXPECT_EQ(v.in_till(), 0_rp);
  EXPECT_EQ(v.seen(siti).state, MemberState::left);
}

TEST_F(Leaving, AWithdrawalThatIsRefusedIsAvailableAgain) {
  two_people_above(5'000_rp);
  EXPECT_EQ(v.take(siti, 6'000_rp).code(), two_people_needed.code);
  auto const id = v.new_id<MemberPayout>();
  auto const propose = [&](Work& work) {
    return propose_withdrawal(work, v.organisation, {.id = id, .member = siti, .till = v.till}, 6'000_rp);
  };
  sure(v.as(v.treasurer, propose));
  EXPECT_FALSE(v.as(v.treasurer, propose).refused()) << "the same again";
  EXPECT_EQ(v.saved(siti).available, 1'000_rp);
  auto const second = v.staff.again(v.approver);
  EXPECT_FALSE(v.as(second, [&](Work& work) {
                  return access::refuse_approval(work, approval_of(id), "belum perlu");
                }).refused());
  EXPECT_EQ(v.saved(siti).available, 7'000_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Leaving, AnApprovedWithdrawalLeavesTheTill) {
  two_people_above(5'000_rp);
  auto const id = v.new_id<MemberPayout>();
  sure(v.as(v.treasurer, [&](Work& work) {
    return propose_withdrawal(work, v.organisation, {.id = id, .member = siti, .till = v.till}, 6'000_rp);
  }));
  auto const second = v.staff.again(v.approver);
  EXPECT_FALSE(v.staff.agree(second.actor, approval_of(id)).refused());
  EXPECT_EQ(v.saved(siti).sukarela, 1'000_rp);
  EXPECT_EQ(v.in_till(), 71'000_rp);
  EXPECT_TRUE(v.holds());
}

}  // namespace
}  // namespace lumbung::cooperative
