// Gifts held for examination: what they keep, what they leave free, how they end, and who may.
#include "giving/holds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "giving/giving_village.h"

namespace lumbung::giving {
namespace {

class Holds : public testing::Test {
 protected:
  Holds() : campaign(v.opened()) {}
  Money in(Id<LedgerAccount> account) { return v.balance(account); }
  Money fund() { return in(fund_of(campaign.id)); }
  Money held() { return in(held_of(campaign.id)); }
  Money released() { return in(programme::accounts(v.programme).released); }
  HoldRecord newest(Id<Gift> gift) {
    return v.village.view([&](View const& view) { return holds(view, v.seen(gift)).at(0); });
  }

  GivingVillage v;
  CampaignRecord campaign;
};

TEST_F(Holds, KeepTheGiftsOwnRupiahAndLeaveOthersFree) {
  auto const first = v.paid_gift(campaign, 50'000_rp), second = v.paid_gift(campaign, 30'000_rp);
  sure(v.hold(v.hold_wish(first)));
  EXPECT_EQ(held(), 50'000_rp);
  EXPECT_EQ(fund(), 30'000_rp);
  v.release(campaign, 30'000_rp);  // would have taken the first gift: first in, first out
  EXPECT_EQ(v.traced(second).parts.at(0).kind, PartKind::released);
  EXPECT_EQ(v.traced(first).parts.at(0).kind, PartKind::held);
  EXPECT_EQ(v.traced(first).unused, 50'000_rp);
  auto wish = v.release_of(fund_of(campaign.id), 1_rp);
  wish.source = campaign.id.uuid;
  EXPECT_EQ(v.as(v.treasurer, [&](Work& work) { return programme::propose_release(work, v.programme, wish); }).code(),
            programme::nothing_to_release.code);
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Holds, ReachWhatWasReleasedAndNotSpentButNotGoods) {
  auto const gift = v.paid_gift(campaign, 100'000_rp);
  v.paid_gift(campaign, 100'000_rp);
  v.release(campaign, 80'000_rp);
  v.buy_kits(1, 60'000_rp);
  sure(v.hold(v.hold_wish(gift)));
  EXPECT_EQ(newest(gift).from_fund, 20'000_rp);
  EXPECT_EQ(newest(gift).from_released, 20'000_rp);
  EXPECT_EQ(released(), 0_rp);
  EXPECT_EQ(v.pay_cost(1_rp, programme::BudgetKind::service).code(), programme::not_enough_released.code);
  v.hand_kits(v.household());  // the goods are there and are needed
  EXPECT_EQ(v.traced(gift).used, 60'000_rp);
  sure(v.end(gift, HoldState::released));
  EXPECT_EQ(released(), 20'000_rp);
  EXPECT_EQ(fund(), 120'000_rp);
  sure(v.pay_cost(20'000_rp, programme::BudgetKind::service));
  EXPECT_EQ(v.traced(gift).used, 80'000_rp);
  EXPECT_EQ(v.bars_of(campaign).spent, 80'000_rp);
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Holds, ShowInTheBarsAsWaitingAndHeldAndNotAsGivenBack) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  v.paid_gift(campaign, 30'000_rp);
  auto const same = [&](Money kept) {
    auto const bars = v.bars_of(campaign);
    EXPECT_EQ(bars.raised, 80'000_rp);
    EXPECT_EQ(bars.waiting, 80'000_rp);
    EXPECT_EQ(bars.refunded, 0_rp);
    EXPECT_EQ(bars.held, kept);
  };
  same(0_rp);
  sure(v.hold(v.hold_wish(gift)));
  same(50'000_rp);
  sure(v.end(gift, HoldState::released));
  same(0_rp);
  sure(v.hold(v.hold_wish(gift)));  // again, under another id
  same(50'000_rp);
}

TEST_F(Holds, CanBeReturnedToTheGiverAtOnce) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  v.paid_gift(campaign, 30'000_rp);
  sure(v.hold(v.hold_wish(gift)));
  EXPECT_EQ(v.refund_by_treasurer(gift, 1'000_rp).code(), gift_is_held.code);
  sure(v.end(gift, HoldState::returned));
  EXPECT_EQ(v.seen(gift).state, GiftState::refunded);
  EXPECT_EQ(newest(gift).state, HoldState::returned);
  EXPECT_EQ(v.bars_of(campaign).raised, 30'000_rp);
  EXPECT_EQ(in(programme::bank_of(v.organisation)), 30'000_rp);
}

TEST_F(Holds, ADisputeThatIsWonLetsGo) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  sure(v.hold(v.hold_wish(gift, HoldKind::dispute)));
  EXPECT_EQ(newest(gift).deadline, v.today() + 7);
  v.village.clock.advance(days(30));
  EXPECT_EQ(held(), 50'000_rp) << "a deadline that passes ends nothing";
  sure(v.end(gift, HoldState::won));
  EXPECT_EQ(fund(), 50'000_rp);
  EXPECT_EQ(v.seen(gift).state, GiftState::paid);
}

TEST_F(Holds, ADisputeThatIsLostIsAChargebackAndTheNoticeThatComesLaterChangesNothing) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  v.paid_gift(campaign, 30'000_rp);
  sure(v.hold(v.hold_wish(gift, HoldKind::dispute)));
  sure(v.end(gift, HoldState::lost));
  auto const as_it_should_be = [&] {
    EXPECT_EQ(v.seen(gift).state, GiftState::refunded);
    EXPECT_EQ(newest(gift).state, HoldState::lost);
    EXPECT_EQ(fund(), 30'000_rp);
    EXPECT_EQ(held(), 0_rp);
    EXPECT_EQ(in(programme::bank_of(v.organisation)), 30'000_rp);
  };
  as_it_should_be();
  v.taken_back(gift);
  as_it_should_be();
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Holds, EndWithTheAcquirersNotice) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  sure(v.hold(v.hold_wish(gift)));
  v.taken_back(gift);
  EXPECT_EQ(newest(gift).state, HoldState::lost);
  EXPECT_EQ(held(), 0_rp);
  EXPECT_EQ(v.end(gift, HoldState::released).code(), gift_not_held.code);
}

TEST_F(Holds, ADisputeOfWhatIsAllUsedKeepsTheDeadlineOnly) {
  auto const gift = v.paid_gift(campaign, 70'000_rp);
  v.release(campaign, 70'000_rp);
  v.buy_kits(1, 70'000_rp);
  EXPECT_EQ(v.hold(v.hold_wish(gift)).code(), nothing_to_hold.code);
  sure(v.hold(v.hold_wish(gift, HoldKind::dispute)));
  sure(v.end(gift, HoldState::won));
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Holds, EachWrongWishIsNamed) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  auto const waiting = v.gift_wish(campaign, 50'000_rp);
  sure(v.give_as_visitor(waiting));
  EXPECT_EQ(v.hold(v.hold_wish(waiting.id)).code(), gift_not_paid.code);
  EXPECT_EQ(v.hold(v.hold_wish(v.new_id<Gift>())).code(), unknown_gift.code);
  auto wish = v.hold_wish(gift);
  wish.reason = "curiga";
  EXPECT_EQ(v.hold(wish).code(), hold_needs_reason.code);
  auto dispute = v.hold_wish(gift, HoldKind::dispute);
  for (std::optional<Date> const& deadline : {std::optional<Date>(), std::optional(v.today() + -1)}) {
    dispute.deadline = deadline;
    EXPECT_EQ(v.hold(dispute).code(), dispute_needs_deadline.code);
  }
  EXPECT_EQ(v.end(gift, HoldState::released).code(), gift_not_held.code);
  wish = v.hold_wish(gift);
  sure(v.hold(wish));
  EXPECT_EQ(v.hold(v.hold_wish(gift)).code(), gift_is_held.code);
  for (auto const outcome : {HoldState::open, HoldState::won, HoldState::lost})
    EXPECT_EQ(v.end(gift, outcome).code(), outcome_does_not_fit.code);
  sure(v.end(gift, HoldState::released));
  EXPECT_EQ(v.hold(wish).code(), programme::id_reused.code);
}

TEST_F(Holds, AreForThoseWhoHandleMoneyAndOnlyTheTreasurerSendsItOut) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  auto const stranger =
      v.staff.signed_in(access::Role::treasurer, v.staff.verified_organisation("Yayasan Lain", "32.17"));
  auto const by = [&](work::Actor const& who) {
    return v.village.work_as(who, [&](Work& work) { return hold_gift(work, v.hold_wish(gift)); });
  };
  auto const ended_by = [&](work::Actor const& who, HoldState outcome) {
    return v.village.work_as(who, [&](Work& work) { return end_hold(work, gift, outcome, "sudah diperiksa bersama"); });
  };
  for (auto const& who : {work::Actor::visitor(), v.officer.actor, v.editor.actor, stranger.actor})
    EXPECT_TRUE(by(who).refused());
  sure(by(v.approver.actor));
  for (auto const& who : {work::Actor::visitor(), v.officer.actor, v.editor.actor, stranger.actor})
    EXPECT_TRUE(ended_by(who, HoldState::released).refused());
  EXPECT_TRUE(ended_by(v.approver.actor, HoldState::returned).refused());
  EXPECT_EQ(held(), 50'000_rp);
  sure(ended_by(v.approver.actor, HoldState::released));
}

TEST_F(Holds, ListTheHeldGiftsOfACampaign) {
  auto const first = v.paid_gift(campaign, 50'000_rp);
  v.paid_gift(campaign, 30'000_rp);
  auto const third = v.paid_gift(campaign, 20'000_rp);
  for (auto const gift : {first, third}) sure(v.hold(v.hold_wish(gift)));
  v.village.view([&](View const& view) {
    auto const found = held_gifts(view, campaign, {}, 10);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].id, third);
    EXPECT_EQ(found[1].id, first);
    EXPECT_EQ(open_holds(view, campaign, gifts(view, campaign, {}, 10, false)).size(), 2u);
    EXPECT_EQ(left_of(view, found[1]).unused, 50'000_rp);
    EXPECT_EQ(left_of(view, found[1]).in_fund, 0_rp);
  });
}

}  // namespace
}  // namespace lumbung::giving
