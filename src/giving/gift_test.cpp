#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "giving/giving_village.h"

namespace lumbung::giving {
namespace {

class Gifts : public testing::Test {
 protected:
  std::string given(GiftWish const& wish) { return refusal_of(v.give_as_visitor(wish)); }
  std::string given(CampaignRecord const& campaign, Money amount) { return given(v.gift_wish(campaign, amount)); }
  Money fund(CampaignRecord const& campaign) { return v.balance(fund_of(campaign.id)); }
  GivingVillage v;
};

TEST_F(Gifts, AreOneEntryFromBankToFundAndFee) {
  auto const campaign = v.opened(50);
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  EXPECT_EQ(v.seen(gift).state, GiftState::paid);
  EXPECT_EQ(v.seen(gift).fee, 2'500_rp);
  EXPECT_EQ(fund(campaign), 47'500_rp);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 50'000_rp);
  auto const entry =
      v.village.view([&](View const& view) { return ledger::find_entry(view, v.book(), as<Entry>(gift)); });
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->kind, "gift");
  EXPECT_EQ(entry->transfers.size(), 2u);
  EXPECT_EQ(v.village.view([&](View const& view) { return givers(view, campaign); }), 1);
}

TEST_F(Gifts, CarryNoNumberThatNamesAPerson) {
  auto wish = v.gift_wish(v.opened(), 50'000_rp);
  wish.message = "Untuk Bu Siti, NIK 3217 1012 0385 0001";
  EXPECT_EQ(given(wish), "core.identity_in_public_text at /message");
  wish.message = "Hubungi 0812-3456-7890";
  EXPECT_EQ(given(wish), "core.phone_in_public_text at /message");
  wish.message = "Rp1.000.000.000.000.000 pun kurang";
  wish.anonymous = false;
  wish.name = "081234567890";
  EXPECT_EQ(given(wish), "core.phone_in_public_text at /name");
  wish.name = "Siti";
  EXPECT_EQ(given(wish), "");
}

TEST_F(Gifts, StayWhenTheirMessageIsHidden) {
  auto const campaign = v.opened();
  auto wish = v.gift_wish(campaign, 50'000_rp);
  wish.message = "Rumahnya di ujung gang";
  auto const gift = v.paid(wish);
  auto const hide = [&](access::SignedIn const& who) {
    return v.as(who, [&](Work& work) { return hide_message(work, gift); });
  };
  EXPECT_TRUE(hide(v.officer).refused());
  EXPECT_TRUE(
      v.village.work_as(work::Actor::visitor(), [&](Work& work) { return hide_message(work, gift); }).refused());
  EXPECT_EQ(v.seen(gift).message, wish.message);
  sure(hide(v.editor));
  EXPECT_EQ(v.seen(gift).message, "");
  EXPECT_EQ(v.seen(gift).state, GiftState::paid);
  EXPECT_EQ(fund(campaign), 50'000_rp);
  sure(hide(v.editor));
}

TEST_F(Gifts, AFeeIsWholeRupiahRoundedDown) {
  auto const campaign = v.opened(33);
  EXPECT_EQ(v.seen(v.paid_gift(campaign, 1'001_rp)).fee, 33_rp);  // 33,033
  EXPECT_EQ(v.seen(v.paid_gift(campaign, 1'999_rp)).fee, 65_rp);  // 65,967
}

TEST_F(Gifts, TheSameNoticeTwiceIsOneGift) {
  auto const campaign = v.opened();
  auto const begun = sure(v.give_as_visitor(v.gift_wish(campaign, 50'000_rp)));
  sure(v.acquirer_says(begun.charge));
  EXPECT_EQ(sure(v.acquirer_says(begun.charge)), payments::Outcome::nothing_new);
  EXPECT_EQ(fund(campaign), 50'000_rp);
  EXPECT_EQ(v.village.view([&](View const& view) { return givers(view, campaign); }), 1);
}

TEST_F(Gifts, EachWrongAmountIsNamed) {
  auto const campaign = v.opened();
  EXPECT_EQ(given(campaign, 0_rp), "giving.amount_too_small at /amount");
  EXPECT_EQ(given(campaign, 999_rp), "giving.amount_too_small at /amount");
  EXPECT_EQ(given(campaign, {100'050, rupiah}), "giving.amount_not_whole at /amount");
  EXPECT_EQ(given(campaign, 10'000'001_rp), "giving.amount_too_large at /amount");
  EXPECT_EQ(given(campaign, 10'000'000_rp), "");
  EXPECT_EQ(given(campaign, 1'000_rp), "");
  auto wish = v.gift_wish(campaign, 10'000'000'001_rp);
  wish.method = Method::va;
  EXPECT_EQ(given(wish), "giving.amount_too_large at /amount");
  wish.amount = 10'000'001_rp;
  EXPECT_EQ(given(wish), "");
  EXPECT_EQ(fund(campaign), 0_rp);  // said, not paid
}

TEST_F(Gifts, ToWhatIsNotOpenAreRefusedEachInItsWay) {
  auto wish = v.campaign_wish();
  wish.deadline = v.today() + 3;
  EXPECT_EQ(given({.id = v.new_id<Gift>(), .campaign = "tidak-ada", .amount = 50'000_rp, .name = {}, .message = {}}),
            "giving.unknown_campaign at /campaign");
  sure(v.create(wish));
  EXPECT_EQ(given(v.seen(wish.id), 50'000_rp), "giving.campaign_not_open at /campaign");
  sure(v.open(wish.id));
  EXPECT_EQ(given(v.seen(wish.id), 50'000_rp), "");
  v.village.clock.advance(days(4));  // a day after the deadline
  EXPECT_EQ(given(v.seen(wish.id), 50'000_rp), "giving.campaign_closed at /campaign");
  auto const other = v.opened(v.campaign_wish("lain"));
  sure(v.as(v.editor, [&](Work& work) { return close_campaign(work, other.id, "selesai"); }));
  EXPECT_EQ(given(other, 50'000_rp), "giving.campaign_closed at /campaign");
}

TEST_F(Gifts, UnderAnIdThatIsTakenAreRefused) {
  auto const campaign = v.opened();
  auto wish = v.gift_wish(campaign, 50'000_rp);
  sure(v.give_as_visitor(wish));
  EXPECT_EQ(given(wish), "programme.id_reused at /id");
}

TEST_F(Gifts, BeyondATargetThatStopsAreRefusedWithWhatIsLeft) {
  auto wish = v.campaign_wish();
  wish.target = 100'000_rp;
  wish.over_funding = OverFunding::stop;
  auto const campaign = v.opened(wish);
  v.paid_gift(campaign, 60'000_rp);
  auto const refused = v.give_as_visitor(v.gift_wish(campaign, 40'001_rp));
  EXPECT_EQ(refusal_of(refused), "giving.target_reached at /amount");
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("Rp40.000"));
  v.paid_gift(campaign, 40'000_rp);
  EXPECT_EQ(given(campaign, 1'000_rp), "giving.target_reached at /amount");
}

TEST_F(Gifts, WithoutANameKeepNone) {
  auto const campaign = v.opened();
  auto wish = v.gift_wish(campaign, 50'000_rp);
  wish.name = "Ibu Ani";  // sent all the same
  sure(v.give_as_visitor(wish));
  EXPECT_EQ(v.seen(wish.id).name, "");
  auto named = v.gift_wish(campaign, 50'000_rp);
  named.anonymous = false;
  EXPECT_EQ(given(named), "giving.name_missing at /name");
  named.name = "Ibu Ani";
  EXPECT_EQ(given(named), "");
  EXPECT_EQ(v.seen(named.id).name, "Ibu Ani");
}

TEST_F(Gifts, ThatNobodyPaysExpireAndCanStillArrive) {
  auto const campaign = v.opened();
  auto const begun = sure(v.give_as_visitor(v.gift_wish(campaign, 50'000_rp)));
  sure(v.village.work([&](Work& work) -> Verdict {
    TRY(expire(work, begun.charge.id));
    work.record({.kind = "test.expired", .subject = begun.gift.id.uuid, .organisation = {}, .facts = {}});
    return done;
  }));
  EXPECT_EQ(v.seen(begun.gift.id).state, GiftState::expired);
  sure(v.acquirer_says(begun.charge));  // paid in time, told late
  EXPECT_EQ(v.seen(begun.gift.id).state, GiftState::paid);
  EXPECT_EQ(fund(campaign), 50'000_rp);
}

// ---- What cannot be booked as it was said

TEST_F(Gifts, PaidOnADayWhoseBooksWereClosedSinceAreBookedOnTheFirstOpenDay) {
  auto const campaign = v.opened();
  auto const begun = sure(v.give_as_visitor(v.gift_wish(campaign, 50'000_rp)));
  auto const paid_at = v.village.clock.now();
  auto const paid_on = v.today();
  v.village.clock.advance(days(3));
  sure(v.village.work([&](Work& work) { return ledger::close_period(work, v.book(), paid_on + 1); }));
  EXPECT_EQ(sure(v.acquirer_says(begun.charge, "00", paid_at)), payments::Outcome::paid);
  EXPECT_EQ(v.seen(begun.gift.id).state, GiftState::paid);
  EXPECT_EQ(v.seen(begun.gift.id).paid_at, paid_at);
  EXPECT_EQ(fund(campaign), 50'000_rp);
  auto const entry =
      v.village.view([&](View const& view) { return ledger::find_entry(view, v.book(), as<Entry>(begun.gift.id)); });
  EXPECT_EQ(entry->day, paid_on + 2);
  v.taken_back(begun.gift.id);
  EXPECT_EQ(fund(campaign), 0_rp);
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Gifts, ThatTheBooksDoNotTakeLieInSuspenseUntilAPersonDecides) {
  auto const campaign = v.opened();
  auto const first = sure(v.give_as_visitor(v.gift_wish(campaign, 50'000_rp)));
  auto const second = sure(v.give_as_visitor(v.gift_wish(campaign, 20'000_rp)));
  sure(v.village.work([&](Work& work) -> Verdict {
    TRY(ledger::close_account(work, v.book(), fund_of(campaign.id)));
    work.record({.kind = "test.closed", .subject = campaign.id.uuid, .organisation = {}, .facts = {}});
    return done;
  }));
  sure(v.acquirer_says(first.charge));
  sure(v.acquirer_says(second.charge));
  EXPECT_EQ(sure(v.acquirer_says(first.charge)), payments::Outcome::nothing_new);
  EXPECT_EQ(v.balance(v.suspense), 70'000_rp);
  EXPECT_EQ(v.seen(first.gift.id).state, GiftState::waiting);

  auto const items = sure(v.village.view([&](View const& view) {
    return payments::list_suspense(view, v.organisation, payments::SuspenseState::open, {}, 10);
  }));
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[1].reason, payments::SuspenseReason::not_booked);
  EXPECT_EQ(items[1].charge, first.charge.id);
  // A person who places it there hears why it does not go.
  auto const assigned = v.as(v.treasurer, [&](Work& work) {
    return payments::assign_suspense(work, items[1].id, first.charge.id, "memang untuk kampanye ini");
  });
  EXPECT_EQ(assigned.code(), ledger::account_closed.code);
  EXPECT_EQ(v.balance(v.suspense), 70'000_rp);
  sure(v.as(v.treasurer,
            [&](Work& work) { return payments::return_suspense(work, items[1].id, "dikembalikan ke pembayar"); }));
  sure(v.acquirer_says(second.charge, "04"));
  EXPECT_EQ(v.balance(v.suspense), 0_rp);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 0_rp);
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Gifts, PaidWithAnotherAmountAreBookedThoughTheBankAccountIsEmpty) {
  auto const campaign = v.opened();
  auto const used = v.paid_gift(campaign, 70'000_rp);
  auto const mistyped = sure(v.give_as_visitor(v.gift_wish(campaign, 50'000_rp)));
  auto paid = mistyped.charge;
  paid.amount = 40'000_rp;
  EXPECT_EQ(sure(v.acquirer_says(paid)), payments::Outcome::suspended);
  v.release(campaign, 70'000_rp);
  v.buy_kits(1, 60'000_rp);
  v.taken_back(used);
  ASSERT_EQ(v.balance(programme::bank_of(v.organisation)), 0_rp);
  auto const items = sure(v.village.view([&](View const& view) {
    return payments::list_suspense(view, v.organisation, payments::SuspenseState::open, {}, 10);
  }));
  ASSERT_EQ(items.size(), 1u);
  sure(v.as(v.treasurer, [&](Work& work) {
    return payments::assign_suspense(work, items[0].id, mistyped.charge.id, "donatur salah ketik");
  }));
  EXPECT_EQ(v.seen(mistyped.gift.id).state, GiftState::paid);
  EXPECT_EQ(fund(campaign), 40'000_rp);
  EXPECT_EQ(v.balance(v.suspense), 0_rp);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 0_rp);
  EXPECT_EQ(v.faults(), 0u);
}

// ---- Refunds

TEST_F(Gifts, AreGivenBackAsFarAsTheyAreUnused) {
  auto const campaign = v.opened(50);
  auto const gift = v.paid_gift(campaign, 100'000_rp);
  v.release(campaign, 70'000_rp);
  auto const refused = v.refund_by_treasurer(gift, 25'001_rp);
  EXPECT_EQ(refusal_of(refused), "giving.nothing_unused at /amount");
  EXPECT_THAT(refused.problem().sentence_en(), testing::HasSubstr("25.000"));
  sure(v.refund_by_treasurer(gift, 20'000_rp));
  EXPECT_EQ(v.seen(gift).refunded, 20'000_rp);
  EXPECT_EQ(v.seen(gift).state, GiftState::paid);
  EXPECT_EQ(refusal_of(v.refund_by_treasurer(gift, 5'001_rp)), "giving.nothing_unused at /amount");
  EXPECT_EQ(refusal_of(v.refund_by_treasurer(gift, 0_rp)), "ledger.amount_not_positive at /amount");
  EXPECT_EQ(v.bars_of(campaign).raised, 80'000_rp);
}

TEST_F(Gifts, OfOthersAreNotTouchedByARefund) {
  auto const campaign = v.opened();
  auto const first = v.paid_gift(campaign, 50'000_rp), second = v.paid_gift(campaign, 50'000_rp);
  sure(v.refund_by_treasurer(second, 50'000_rp));
  v.release(campaign, 50'000_rp);
  EXPECT_EQ(v.traced(first).parts.at(0).kind, PartKind::released);
  EXPECT_EQ(v.seen(second).state, GiftState::refunded);
  EXPECT_EQ(v.traced(second).unused, 0_rp);
}

TEST_F(Gifts, AreGivenBackByTheTreasurerOnlyAndOnlyOncePaid) {
  auto const campaign = v.opened();
  auto const waiting = v.gift_wish(campaign, 50'000_rp);
  sure(v.give_as_visitor(waiting));
  EXPECT_EQ(v.refund_by_treasurer(waiting.id, 1'000_rp).code(), gift_not_paid.code);
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  for (auto const& who : {work::Actor::visitor(), v.officer.actor, v.editor.actor})
    EXPECT_TRUE(
        v.village.work_as(who, [&](Work& work) { return refund(work, gift, work.new_id<Refund>(), 1'000_rp, "x"); })
            .refused());
  EXPECT_EQ(fund(campaign), 50'000_rp);
}

TEST_F(Gifts, ARefundHasAnIdOfItsOwn) {
  auto const campaign = v.opened();
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  auto const id = v.new_id<Refund>();
  auto const again = [&] {
    return v.as(v.treasurer, [&](Work& work) { return refund(work, gift, id, 1'000_rp, "diminta"); });
  };
  sure(again());
  EXPECT_EQ(refusal_of(again()), "programme.id_reused at /id");
  EXPECT_EQ(fund(campaign), 49'000_rp);
}

// ---- Taken back by the acquirer

TEST_F(Gifts, TakenBackUnusedLeaveTheFundAndTheBank) {
  auto const campaign = v.opened();
  auto const kept = v.paid_gift(campaign, 30'000_rp), gift = v.paid_gift(campaign, 50'000_rp);
  v.taken_back(gift);
  EXPECT_EQ(v.seen(gift).state, GiftState::refunded);
  EXPECT_EQ(v.traced(gift).gift.refunded, 50'000_rp);
  EXPECT_EQ(v.traced(kept).unused, 30'000_rp);
  EXPECT_EQ(fund(campaign), 30'000_rp);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 30'000_rp);
  EXPECT_EQ(v.bars_of(campaign).raised, 30'000_rp);
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Gifts, TakenBackAfterUseAreALossAndTheirWayStaysTold) {
  auto const campaign = v.opened(50);
  auto const gift = v.paid_gift(campaign, 100'000_rp);
  v.paid_gift(campaign, 100'000_rp);
  v.release(campaign, 70'000_rp);
  v.buy_kits(1, 70'000_rp);
  v.hand_kits(v.household());
  v.taken_back(gift);
  auto const trace = v.traced(gift);
  EXPECT_EQ(trace.used, 70'000_rp);
  EXPECT_EQ(trace.gift.fee, 5'000_rp);
  EXPECT_EQ(trace.gift.refunded, 25'000_rp);
  EXPECT_EQ(trace.unused, 0_rp);
  EXPECT_EQ(v.balance({derived_uuid(campaign.id.uuid, "chargeback_loss")}), 75'000_rp);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 30'000_rp);  // 200 - 70 - 100
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Gifts, TakenBackFromAnEmptyBankAreOwedToTheAcquirer) {
  auto const campaign = v.opened();
  auto const gift = v.paid_gift(campaign, 70'000_rp);
  v.release(campaign, 70'000_rp);
  v.buy_kits(1, 60'000_rp);
  v.taken_back(gift);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 0_rp);
  EXPECT_EQ(v.balance({derived_uuid(v.organisation.uuid, "owed_to_acquirer")}), 60'000_rp);
  EXPECT_EQ(v.balance({derived_uuid(campaign.id.uuid, "chargeback_loss")}), 70'000_rp);
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(Gifts, TakenBackTwiceAreTakenBackOnce) {
  auto const campaign = v.opened();
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  v.taken_back(gift);
  v.taken_back(gift);
  sure(v.village.work([&](Work& work) -> Verdict {
    auto const record = TRY(find(work, gift));
    TRY(take_back(work, record.charge));
    return done;
  }));
  EXPECT_EQ(fund(campaign), 0_rp);
  EXPECT_EQ(v.balance(programme::bank_of(v.organisation)), 0_rp);
}

TEST_F(Gifts, TakenBackCannotBeRefundedAgain) {
  auto const campaign = v.opened();
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  v.paid_gift(campaign, 50'000_rp);
  v.taken_back(gift);
  EXPECT_EQ(refusal_of(v.refund_by_treasurer(gift, 1'000_rp)), "giving.nothing_unused at /amount");
}

}  // namespace
}  // namespace lumbung::giving
