// What is owed to the acquirer, and paid from the organisation's own money.
#include "giving/settlements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "giving/giving_village.h"

namespace lumbung::giving {
namespace {

class Settlements : public testing::Test {
 protected:
  Settlements() : campaign(v.opened(50)) {
    // 95,000 of 100,000 become goods, the bank keeps the fee; then the acquirer takes all of it back.
    auto const gift = v.paid_gift(campaign, 100'000_rp);
    v.release(campaign, 95'000_rp);
    v.buy_kits(1, 95'000_rp);
    v.taken_back(gift);
  }
  Owed now() {
    return sure(v.village.work_as(v.treasurer.actor, [&](Work& work) -> Result<Owed> {
      work.record({.kind = "test.looked", .subject = campaign.id.uuid, .organisation = {}, .facts = {}});
      return owed(work, v.organisation);
    }));
  }
  SettlementWish wish(Money amount, PaidFrom from = PaidFrom::own_account) {
    return {.id = v.new_id<Settlement>(),
            .organisation = v.organisation,
            .amount = amount,
            .from = from,
            .reference = "TRF-0001",
            .reason = "dari kas lembaga sendiri"};
  }
  auto propose(SettlementWish const& what) {
    return v.as(v.treasurer, [&](Work& work) { return propose_settlement(work, what); });
  }
  Verdict pay(Id<Settlement> id) {
    return v.village.work([&](Work& work) { return pay_settlement(work, id); });
  }

  GivingVillage v;
  CampaignRecord campaign;
};

TEST_F(Settlements, PayWhatIsOwedFromAnotherAccount) {
  EXPECT_EQ(now().owed, 95'000_rp);
  auto const what = wish(60'000_rp);
  sure(propose(what));
  EXPECT_EQ(now().owed, 95'000_rp) << "a proposal moves nothing";
  sure(pay(what.id));
  EXPECT_EQ(now().owed, 35'000_rp);
  EXPECT_EQ(v.balance(own_contribution_of(v.organisation)), 60'000_rp);
  EXPECT_EQ(now().settlements.at(0).state, SettlementState::paid);
  auto const entry =
      v.village.view([&](View const& view) { return ledger::find_entry(view, v.book(), as<Entry>(what.id)); });
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->kind, "settlement");
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Settlements, NeverTakeDonorsMoneyOutOfTheBank) {
  v.paid_gift(campaign, 200'000_rp);  // 10,000 of it is the organisation's: the fee
  EXPECT_EQ(now().own_money, 10'000_rp);
  auto const refused = propose(wish(10'001_rp, PaidFrom::bank));
  EXPECT_EQ(refused.code(), own_money_short.code);
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("Rp10.000"));
  auto const what = wish(10'000_rp, PaidFrom::bank);
  sure(propose(what));
  sure(pay(what.id));
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 190'000_rp);
  EXPECT_EQ(now().owed, 85'000_rp);
  EXPECT_EQ(now().own_money, 0_rp);
  EXPECT_EQ(v.balance(fund_of(campaign.id)), 190'000_rp);
}

TEST_F(Settlements, OfMoreThanIsOwedAreRefusedWhenProposedAndWhenPaid) {
  auto const refused = propose(wish(95'001_rp));
  EXPECT_EQ(refused.code(), beyond_what_is_owed.code);
  EXPECT_EQ(refused.problem().pointer(), "/amount");
  auto const first = wish(95'000_rp), second = wish(95'000_rp);
  sure(propose(first));
  sure(propose(second));
  sure(pay(first.id));
  EXPECT_EQ(pay(second.id).code(), beyond_what_is_owed.code);
  EXPECT_EQ(now().owed, 0_rp);
  sure(v.village.work([&](Work& work) { return refuse_settlement(work, second.id); }));
  EXPECT_EQ(now().settlements.size(), 2u);
}

TEST_F(Settlements, EachWrongWishIsNamed) {
  EXPECT_EQ(propose(wish(0_rp)).code(), ledger::amount_not_positive.code);
  auto what = wish(1'000_rp);
  what.reason = "kas";
  EXPECT_EQ(propose(what).code(), settlement_needs_reason.code);
  what = wish(1'000_rp);
  sure(propose(what));
  EXPECT_EQ(propose(what).code(), programme::id_reused.code);
  EXPECT_EQ(pay(v.new_id<Settlement>()).code(), unknown_settlement.code);
}

TEST_F(Settlements, AreProposedByTheTreasurerOnly) {
  auto const stranger =
      v.staff.signed_in(access::Role::treasurer, v.staff.verified_organisation("Yayasan Lain", "32.17"));
  for (auto const& who : {work::Actor::visitor(), v.approver.actor, v.editor.actor, stranger.actor})
    EXPECT_TRUE(v.village.work_as(who, [&](Work& work) { return propose_settlement(work, wish(1'000_rp)); }).refused());
  EXPECT_TRUE(v.village.work_as(stranger.actor, [&](Work& work) { return owed(work, v.organisation); }).refused());
}

TEST(SettlementsOfNobody, AreRefusedWhereNothingIsOwed) {
  GivingVillage v;
  auto const campaign = v.opened();
  v.paid_gift(campaign, 50'000_rp);
  SettlementWish const wish{.id = v.new_id<Settlement>(),
                            .organisation = v.organisation,
                            .amount = 1_rp,
                            .reference = {},
                            .reason = "dari kas lembaga sendiri"};
  EXPECT_EQ(v.as(v.treasurer, [&](Work& work) { return propose_settlement(work, wish); }).code(),
            beyond_what_is_owed.code);
}

}  // namespace
}  // namespace lumbung::giving
