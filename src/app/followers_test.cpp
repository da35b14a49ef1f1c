// What follows upon which event, as the installation wires it.
#include <gtest/gtest.h>

#include "app/installation.h"
#include "giving/giving_village.h"

namespace lumbung::app {
namespace {

using access::sure;
using work::View;
using work::Work;

class Followers : public testing::Test {
 protected:
  Followers() {
    wire_followers(v.village.engine());
    wire_contents(contents);
    campaign = v.opened();
    v.paid_gift(campaign, 100'000_rp);
  }
  Id<Release> proposed(Money amount) {
    auto wish = v.release_of(giving::fund_of(campaign.id), amount);
    wish.source = campaign.id.uuid;
    sure(v.as(v.treasurer, [&](Work& work) { return programme::propose_release(work, v.programme, wish); }));
    return wish.id;
  }
  auto approve(Id<Release> release) {
    auto const text = *v.village.view([&](View const& view) { return programme::release_content(view, release); });
    return v.as(v.approver, [&](Work& work) {
      return access::approve(work, programme::approval_of(release), sha256(text), contents);
    });
  }
  Money released() { return v.balance(programme::accounts(v.programme).released); }

  giving::GivingVillage v{1, giving::GivingVillage::Wired::elsewhere};
  access::Contents contents;
  giving::CampaignRecord campaign;
};

TEST_F(Followers, ThePaidChargeBooksTheGift) { EXPECT_EQ(v.balance(giving::fund_of(campaign.id)), 100'000_rp); }

TEST_F(Followers, TheApprovedReleaseMovesTheMoney) {
  auto const release = proposed(60'000_rp);
  EXPECT_EQ(released(), 0_rp);
  sure(approve(release));
  EXPECT_EQ(released(), 60'000_rp);
  EXPECT_EQ(v.balance(giving::fund_of(campaign.id)), 40'000_rp);
}

TEST_F(Followers, ARefusedReleaseMovesNothing) {
  auto const release = proposed(60'000_rp);
  sure(v.as(v.approver,
            [&](Work& work) { return access::refuse_approval(work, programme::approval_of(release), "belum perlu"); }));
  EXPECT_EQ(released(), 0_rp);
  auto const found = v.village.view([&](View const& view) { return programme::releases(view, v.programme); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].state, programme::ReleaseState::refused);
}

TEST_F(Followers, AnApprovalWhoseMoneyIsGoneIsUndoneWithIt) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  auto const second = proposed(120'000_rp);
  sure(v.refund_by_treasurer(gift, 50'000_rp));
  auto const told = approve(second);
  ASSERT_EQ(told.code(), programme::fund_too_low_now.code);
  EXPECT_EQ(released(), 0_rp);
  auto const approval =
      v.village.view([&](View const& view) { return access::find_approval(view, programme::approval_of(second)); });
  EXPECT_EQ(approval->state, access::ApprovalState::open);
}

TEST_F(Followers, WhatTheAcquirerTakesBackLeavesTheFund) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  v.taken_back(gift);
  EXPECT_EQ(v.balance(giving::fund_of(campaign.id)), 100'000_rp);
  EXPECT_EQ(v.seen(gift).state, giving::GiftState::refunded);
}

TEST_F(Followers, WhatIsOwedIsPaidWhenTwoAgreeAndStaysOwedWhenTheyDoNot) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  sure(approve(proposed(150'000_rp)));
  v.buy_kits(1, 150'000_rp);
  v.taken_back(gift);
  auto const owed = [&] { return v.balance({derived_uuid(v.organisation.uuid, "owed_to_acquirer")}); };
  auto const propose = [&] {
    giving::SettlementWish const wish{.id = v.new_id<Settlement>(),
                                      .organisation = v.organisation,
                                      .amount = 30'000_rp,
                                      .reference = {},
                                      .reason = "dari kas lembaga sendiri"};
    sure(v.as(v.treasurer, [&](Work& work) { return giving::propose_settlement(work, wish); }));
    return wish.id;
  };
  EXPECT_EQ(owed(), 50'000_rp);
  auto const first = giving::approval_of(propose());
  sure(v.as(v.approver, [&](Work& work) { return access::refuse_approval(work, first, "belum perlu"); }));
  EXPECT_EQ(owed(), 50'000_rp);
  auto const second = propose();
  auto const text = *v.village.view([&](View const& view) { return giving::settlement_content(view, second); });
  auto const say_yes = [&](access::SignedIn const& who) {
    return v.as(who,
                [&](Work& work) { return access::approve(work, giving::approval_of(second), sha256(text), contents); });
  };
  EXPECT_TRUE(say_yes(v.treasurer).refused()) << "nobody approves what they prepared";
  EXPECT_EQ(owed(), 50'000_rp);
  sure(say_yes(v.approver));
  EXPECT_EQ(owed(), 20'000_rp);
}

TEST_F(Followers, ACollectionCostBeyondTheLawIsUndone) {
  sure(approve(proposed(60'000_rp)));
  EXPECT_EQ(v.pay_cost(10'001_rp, programme::BudgetKind::collection).code(), giving::cost_cap.code);
  EXPECT_EQ(released(), 60'000_rp);
  sure(v.pay_cost(10'000_rp, programme::BudgetKind::collection));
  sure(v.pay_cost(20'000_rp, programme::BudgetKind::service));
}

TEST_F(Followers, AChargeThatRanOutExpiresItsGift) {
  auto const begun = sure(v.give_as_visitor(v.gift_wish(campaign, 50'000_rp)));
  v.village.clock.advance(days(3));
  sure(v.village.work([](Work& work) { return payments::expire_charges(work, 10); }));
  EXPECT_EQ(v.seen(begun.gift.id).state, giving::GiftState::expired);
}

}  // namespace
}  // namespace lumbung::app
