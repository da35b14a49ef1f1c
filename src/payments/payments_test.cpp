#include "payments/payments.h"

#include <gtest/gtest.h>

#include "payments/qris.h"
#include "payments/reference.h"
#include "payments/world_test.h"

namespace lumbung::payments {
namespace {

using testing::Told;
using testing::World;

class Payments : public ::testing::Test {
 protected:
  World world;
  Told paid(ChargeRecord const& charge, std::string acquirer_reference = "A1") {
    return {
        .acquirer_reference = std::move(acquirer_reference), .reference = charge.reference, .amount = charge.amount};
  }
  work::Actor clerk(std::string_view right) {
    return {.kind = work::Kind::staff, .grants = {{std::string(right), world.organisation, ""}}};
  }
};

// ---- Charges

TEST_F(Payments, AChargeByQrisCarriesItsAmountAndReferenceInTheCode) {
  auto const charge = world.charge(25'000_rp);
  auto const code = qris::parse(charge.payload);
  ASSERT_EQ(code.code(), "");
  EXPECT_EQ(code->amount, 25'000_rp);
  EXPECT_EQ(code->reference, charge.reference);
  EXPECT_LE(charge.reference.size(), 25u);
  EXPECT_EQ(code->nmid, "ID1099000000019");
  EXPECT_EQ(charge.state, ChargeState::waiting);
  EXPECT_EQ(charge.va_number, "");
}

TEST_F(Payments, AChargeByVirtualAccountHasSixteenDigitsWithThePrefix) {
  auto const charge = world.charge(25'000_rp, Method::va);
  EXPECT_EQ(charge.va_number.size(), 16u);
  EXPECT_EQ(charge.va_number.substr(0, 5), "12345");
  EXPECT_EQ(charge.payload, "");
  EXPECT_NE(world.charge(25'000_rp, Method::va).va_number, charge.va_number);
}

TEST_F(Payments, TheSameChargeTwiceIsOneAndOtherContentIsRefused) {
  auto const first = world.charge(25'000_rp);
  auto again = [&](Money amount) {
    return world.village.work([&](Work& work) {
      return create_charge(work, {.id = first.id,
                                  .organisation = world.organisation,
                                  .subject = first.subject,
                                  .amount = amount,
                                  .expires = work.now + hours(1)});
    });
  };
  EXPECT_EQ(again(25'000_rp)->reference, first.reference);
  EXPECT_EQ(again(26'000_rp).code(), "payments.charge_id_taken");
}

TEST_F(Payments, WhatCannotBePaidIsRefused) {
  auto attempt = [&](Money amount, Duration valid, Id<Organisation> organisation) {
    return std::string(world.village
                           .work([&](Work& work) {
                             return create_charge(work, {.id = work.new_id<Charge>(),
                                                         .organisation = organisation,
                                                         .amount = amount,
                                                         .expires = work.now + valid});
                           })
                           .code());
  };
  EXPECT_EQ(attempt(0_rp, hours(1), world.organisation), "payments.amount_not_payable");
  EXPECT_EQ(attempt(Money{-100, rupiah}, hours(1), world.organisation), "payments.amount_not_payable");
  EXPECT_EQ(attempt(Money{150, rupiah}, hours(1), world.organisation), "payments.amount_not_payable");
  EXPECT_EQ(attempt(10'000'000'000'000_rp, hours(1), world.organisation), "payments.amount_not_payable");
  EXPECT_EQ(attempt(Money{100, asset("KG-BERAS")}, hours(1), world.organisation), "payments.amount_not_payable");
  EXPECT_EQ(attempt(1_rp, seconds(0), world.organisation), "payments.expiry_wrong");
  EXPECT_EQ(attempt(1_rp, days(32), world.organisation), "payments.expiry_wrong");
  EXPECT_EQ(attempt(1_rp, hours(1), Id<Organisation>{Uuid{1}}), "payments.no_merchant");
  EXPECT_EQ(attempt(1_rp, hours(1), world.organisation), "");
}

TEST_F(Payments, AReferenceLeadsToItsBook) {
  SeededChance chance(7);
  for (std::int64_t number : {0l, 1l, 35l, 36l, 123456l, 2821109907455l}) {
    auto const reference = new_reference({number}, chance);
    EXPECT_LE(reference.size(), 25u);
    EXPECT_EQ(book_of_reference(reference), BookId{number});
  }
  for (char const* foreign :
       {"", "L", "LMB2026112200001", "X11AAAAAAAAAAAAAA", "L9AAAAAAAAAAAAAAAAAAAAAAA", "L1-AAAAAAAAAAAAAA"})
    EXPECT_EQ(book_of_reference(foreign), std::nullopt) << foreign;
}

TEST_F(Payments, AChargeExpiresByItselfAndIsMarkedADayLater) {
  auto const charge = world.charge(25'000_rp, Method::qris, hours(1));
  auto const other = world.charge(25'000_rp, Method::qris, days(3));
  world.village.clock.advance(seconds(3601));
  EXPECT_EQ(world.now(charge).state, ChargeState::expired);
  auto expire = [&] { return *world.village.work([](Work& work) { return expire_charges(work, 100); }); };
  EXPECT_EQ(expire(), 0);
  world.village.clock.advance(days(1));
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(expire(), 0);
  EXPECT_EQ(world.times(charge_expired), 1);
  EXPECT_EQ(world.now(other).state, ChargeState::waiting);
}

// ---- Notices

TEST_F(Payments, ANoticePaysItsCharge) {
  auto const charge = world.charge(25'000_rp);
  auto told = paid(charge);
  told.paid_at = "2026-11-22T08:00:00+07:00";
  EXPECT_EQ(*world.tell(told), Outcome::paid);
  auto const after = world.now(charge);
  EXPECT_EQ(after.state, ChargeState::paid);
  EXPECT_EQ(after.paid_amount, 25'000_rp);
  EXPECT_EQ(iso(*after.paid_at), "2026-11-22T01:00:00Z");
  EXPECT_EQ(world.times(charge_paid), 1);
  EXPECT_EQ(world.balance(world.bank), 0_rp) << "what it pays for posts the ledger";
}

TEST_F(Payments, TheSameNoticeTwiceCountsOnce) {
  auto const charge = world.charge(25'000_rp);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::paid);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::nothing_new);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::nothing_new);
  EXPECT_EQ(world.times(charge_paid), 1);
  EXPECT_TRUE(world.items(std::nullopt).empty());
}

TEST_F(Payments, TheSameReferenceWithOtherContentIsRefused) {
  auto const charge = world.charge(25'000_rp);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::paid);
  auto other = paid(charge);
  other.amount = 25'001_rp;
  EXPECT_EQ(world.tell(other).code(), "payments.other_content");
  other = paid(charge);
  other.reference = world.charge(25'000_rp).reference;
  EXPECT_EQ(world.tell(other).code(), "payments.other_content");
}

TEST_F(Payments, AWrongSignatureChangesNothing) {
  auto const charge = world.charge(25'000_rp);
  auto const good = world.notice(paid(charge));
  auto changed_body = good;
  changed_body.signed_part.body[30] ^= 1;
  EXPECT_EQ(world.send(changed_body).code(), "payments.signature_wrong");
  auto changed_signature = good;
  changed_signature.signed_part.signature[5] = changed_signature.signed_part.signature[5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(world.send(changed_signature).code(), "payments.signature_wrong");
  auto elsewhere = good;
  elsewhere.signed_part.path = "/v1.0/transfer-va/payment";
  EXPECT_EQ(world.send(elsewhere).code(), "payments.signature_wrong");
  auto stranger = good;
  stranger.client_key = "SOMEBODY";
  EXPECT_EQ(world.send(stranger).code(), "payments.partner_unknown");
  auto same_moment = good;  // another spelling of the time is another text
  same_moment.signed_part.timestamp = iso(*parse_iso_time(good.signed_part.timestamp));
  EXPECT_EQ(world.send(same_moment).code(), "payments.signature_wrong");
  EXPECT_EQ(world.now(charge).state, ChargeState::waiting);
  EXPECT_EQ(world.times(notice_kept), 0);
  EXPECT_EQ(*world.send(good), Outcome::paid);
}

TEST_F(Payments, AMissingHeaderIsNamed) {
  auto const good = world.notice(paid(world.charge(25'000_rp)));
  for (auto const member : {&PartnerRequest::client_key, &PartnerRequest::external_id}) {
    auto request = good;
    request.*member = "";
    EXPECT_EQ(world.send(request).code(), "payments.header_missing");
    request.*member = std::string(65, 'x');
    EXPECT_EQ(world.send(request).code(), "payments.header_wrong");
    request.*member = "two words";
    EXPECT_EQ(world.send(request).code(), "payments.header_wrong");
  }
  auto request = good;
  request.signed_part.timestamp = "yesterday";
  EXPECT_EQ(world.send(request).code(), "payments.header_wrong");
}

TEST_F(Payments, AnOldOrFutureNoticeIsRefused) {
  auto const charge = world.charge(25'000_rp);
  auto const request = world.notice(paid(charge));
  world.village.clock.advance(seconds(301));
  EXPECT_EQ(world.send(request).code(), "payments.timestamp_off");
  world.village.clock.advance(seconds(-603));
  EXPECT_EQ(world.send(request).code(), "payments.timestamp_off");
  world.village.clock.advance(seconds(2));
  EXPECT_EQ(*world.send(request), Outcome::paid);
}

TEST_F(Payments, AReplayedNoticeIsRefusedInEveryDress) {
  auto const request = world.notice(paid(world.charge(25'000_rp)));
  EXPECT_EQ(*world.send(request), Outcome::paid);
  EXPECT_EQ(world.send(request).code(), "payments.replayed");
  auto other_number = request;
  other_number.external_id = "FRESH";
  EXPECT_EQ(world.send(other_number).code(), "payments.replayed");
  other_number.signed_part.signature = hex(*from_base64(request.signed_part.signature));
  EXPECT_EQ(world.send(other_number).code(), "payments.replayed");
  EXPECT_EQ(world.times(notice_kept), 1);
}

TEST_F(Payments, AReplayAfterMidnightIsStillAReplay) {
  world.village.clock.set(*parse_iso_time("2026-11-22T23:59:58+07:00"));
  auto const request = world.notice(paid(world.charge(25'000_rp)));
  EXPECT_EQ(*world.send(request), Outcome::paid);
  world.village.clock.advance(seconds(60));
  EXPECT_EQ(world.send(request).code(), "payments.replayed");
}

TEST_F(Payments, ANumberIsFreeAgainTheNextDay) {
  auto first = world.notice(paid(world.charge(25'000_rp)));
  EXPECT_EQ(*world.send(first), Outcome::paid);
  auto second = world.notice(paid(world.charge(30'000_rp), "A2"));
  second.external_id = first.external_id;
  EXPECT_EQ(world.send(second).code(), "payments.replayed");
  world.village.clock.advance(hours(20));
  auto third = world.notice(paid(world.charge(30'000_rp), "A3"));
  third.external_id = first.external_id;
  EXPECT_EQ(*world.send(third), Outcome::paid);
}

TEST_F(Payments, NothingHappensUntilItSucceeds) {
  auto const charge = world.charge(25'000_rp);
  for (char const* status : {"01", "02", "03", "05", "06", "07"}) {
    auto told = paid(charge);
    told.status = status;
    EXPECT_EQ(*world.tell(told), Outcome::noted) << status;
  }
  EXPECT_EQ(world.now(charge).state, ChargeState::waiting);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::paid) << "success after failed: the order was wrong, not the money";
}

TEST_F(Payments, ARefundThatOvertakesItsSuccessLeavesNothing) {
  auto const charge = world.charge(25'000_rp);
  auto refunded = paid(charge);
  refunded.status = "04";
  EXPECT_EQ(*world.tell(refunded), Outcome::noted);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::nothing_new);
  EXPECT_EQ(world.now(charge).state, ChargeState::waiting);
  EXPECT_EQ(*world.tell(paid(charge, "A2")), Outcome::paid) << "the payer may try once more";
}

TEST_F(Payments, ARefundAfterwardsTakesTheChargeBackOnce) {
  auto const charge = world.charge(25'000_rp);
  EXPECT_EQ(*world.tell(paid(charge)), Outcome::paid);
  auto refunded = paid(charge);
  refunded.status = "04";
  EXPECT_EQ(*world.tell(refunded), Outcome::refunded);
  EXPECT_EQ(*world.tell(refunded), Outcome::nothing_new);
  EXPECT_EQ(world.now(charge).state, ChargeState::refunded);
  EXPECT_EQ(world.times(charge_refunded), 1);
}

TEST_F(Payments, MoneyPaidInTimeCountsThoughItsNoticeIsLate) {
  auto const charge = world.charge(25'000_rp, Method::qris, hours(1));
  auto told = paid(charge);
  told.paid_at = iso(charge.expires - seconds(1), Zone::wib);
  world.village.clock.advance(days(2));
  ASSERT_EQ(*world.village.work([](Work& work) { return expire_charges(work, 100); }), 1);
  EXPECT_EQ(*world.tell(told), Outcome::paid);
  EXPECT_EQ(world.now(charge).state, ChargeState::paid);
}

TEST_F(Payments, ANoticeSignedByHmacWithATokenIsTakenToo) {
  auto const charge = world.charge(25'000_rp);
  auto const token = world.token();
  auto request = world.transaction("/v1.0/qr/qr-mpm-notify", World::body_of(paid(charge)), token);
  auto without = request;
  without.authorization = "";
  EXPECT_EQ(world.send(without).code(), "payments.signature_wrong");
  auto wrong = request;
  wrong.authorization = "Bearer " + token + "x";
  EXPECT_EQ(world.send(wrong).code(), "payments.token_wrong");
  EXPECT_EQ(*world.send(request), Outcome::paid);
}

TEST_F(Payments, ATokenLastsFifteenMinutes) {
  auto const token = world.token();
  auto const charge = world.charge(25'000_rp, Method::va);
  world.village.clock.advance(minutes(15));
  EXPECT_EQ(world.pay_va(world.va_body(charge, 25'000_rp), token).code(), "payments.token_wrong");
  EXPECT_EQ(world.pay_va(world.va_body(charge, 25'000_rp), world.token()).code(), "");
}

// ---- Suspense

TEST_F(Payments, WhatNobodyExpectedSoGoesToSuspense) {
  struct Case {
    SuspenseReason reason;
    Told told;
  };
  auto const wrong = world.charge(25'000_rp), late = world.charge(30'000_rp, Method::qris, hours(1)),
             twice = world.charge(35'000_rp), cancelled = world.charge(40'000_rp);
  EXPECT_EQ(*world.tell(paid(twice, "T1")), Outcome::paid);
  ASSERT_EQ(world.village.work([&](Work& work) { return cancel_charge(work, cancelled.id); }).code(), "");
  world.village.clock.advance(hours(2));
  auto less = paid(wrong, "W1");
  less.amount = 24'000_rp;
  std::vector<Case> const cases = {
      {SuspenseReason::unknown_reference, {"U1", "LMB2026112200001", 10'000_rp, "00", "", ""}},
      {SuspenseReason::unknown_reference, {"U2", "", 10'000_rp, "00", "", ""}},
      {SuspenseReason::unknown_reference,
       {"U3", new_reference(world.book, world.village.chance), 10'000_rp, "00", "", ""}},
      {SuspenseReason::wrong_amount, less},
      {SuspenseReason::late, paid(late, "L1")},
      {SuspenseReason::second_payment, paid(twice, "T2")},
      {SuspenseReason::cancelled, paid(cancelled, "C1")}};
  Money total = 0_rp;
  for (auto const& one : cases) {
    EXPECT_EQ(*world.tell(one.told), Outcome::suspended) << name_of(one.reason);
    EXPECT_EQ(world.items().front().reason, one.reason);
    EXPECT_EQ(world.items().front().amount, one.told.amount);
    total += one.told.amount;
    EXPECT_EQ(*world.tell(one.told), Outcome::nothing_new) << "told twice, suspended once";
  }
  EXPECT_EQ(world.items().size(), cases.size());
  EXPECT_EQ(world.balance(world.bank), total);
  EXPECT_EQ(world.balance(world.suspense), total);
  EXPECT_EQ(world.times(suspense_opened), 7);
  EXPECT_EQ(world.now(wrong).state, ChargeState::waiting);
}

TEST_F(Payments, SuspenseMoneyCanPayAChargeAfterAll) {
  auto const charge = world.charge(25'000_rp);
  auto told = paid(charge);
  told.amount = 24'000_rp;
  world.book_what_is_paid();
  EXPECT_EQ(*world.tell(told), Outcome::suspended);
  auto const item = world.items().front();
  auto assign = [&](std::string_view note) {
    return world.village.work_as(clerk(may_resolve_suspense),
                                 [&](Work& work) { return assign_suspense(work, item.id, charge.id, note); });
  };
  EXPECT_EQ(assign("no").code(), "payments.note_needed");
  EXPECT_EQ(assign("Donatur salah ketik").code(), "");
  EXPECT_EQ(assign("Donatur salah ketik").code(), "") << "the same again is the first answer";
  auto const after = world.now(charge);
  EXPECT_EQ(after.state, ChargeState::paid);
  EXPECT_EQ(after.paid_amount, 24'000_rp);
  EXPECT_EQ(world.times(charge_paid), 1);
  EXPECT_EQ(world.balance(world.bank), 24'000_rp);
  EXPECT_EQ(world.balance(world.gifts), 24'000_rp);
  EXPECT_EQ(world.balance(world.suspense), 0_rp);
  EXPECT_TRUE(world.items().empty());
  EXPECT_EQ(world.items(SuspenseState::assigned).front().resolution_note, "Donatur salah ketik");
  // The acquirer takes it back later: the charge is meant now.
  told.status = "04";
  EXPECT_EQ(*world.tell(told), Outcome::refunded);
  EXPECT_EQ(world.now(charge).state, ChargeState::refunded);
}

// Another chargeback may have emptied the bank account: what the acquirer takes back beyond it is owed.
TEST_F(Payments, SuspenseMoneyIsTakenBackFromAnEmptyBankAccountToo) {
  Told told{.reference = "X", .amount = 10'000_rp};
  EXPECT_EQ(*world.tell(told), Outcome::suspended);
  world.spend(7'000_rp);
  told.status = "04";
  EXPECT_EQ(*world.tell(told), Outcome::refunded);
  EXPECT_EQ(world.items(SuspenseState::refunded_by_acquirer).size(), 1u);
  EXPECT_EQ(world.balance(world.suspense), 0_rp);
  EXPECT_EQ(world.balance(world.bank), 0_rp);
  EXPECT_EQ(world.balance(owed_account_of(world.organisation)), 7'000_rp);
}

TEST_F(Payments, SuspenseMoneyCanBeReturned) {
  EXPECT_EQ(*world.tell({.reference = "X", .amount = 10'000_rp}), Outcome::suspended);
  auto const item = world.items().front();
  auto give_back = [&] {
    return world.village.work([&](Work& work) { return return_suspense(work, item.id, "Dikirim balik"); });
  };
  EXPECT_EQ(give_back().code(), "");
  EXPECT_EQ(give_back().code(), "");
  EXPECT_EQ(world.balance(world.bank), 0_rp);
  EXPECT_EQ(world.balance(world.suspense), 0_rp);
  auto const charge = world.charge(10'000_rp);
  auto const late =
      world.village.work([&](Work& work) { return assign_suspense(work, item.id, charge.id, "Ternyata ada"); });
  EXPECT_EQ(late.code(), "payments.suspense_settled");
}

// It is the same money under another name, so the bank account need not hold it.
TEST_F(Payments, SuspenseMoneyIsPlacedThoughTheBankAccountIsEmpty) {
  world.book_what_is_paid();
  auto const charge = world.charge(25'000_rp);
  auto told = paid(charge);
  told.amount = 24'000_rp;
  EXPECT_EQ(*world.tell(told), Outcome::suspended);
  world.spend(24'000_rp);
  auto const item = world.items().front();
  auto const assigned =
      world.village.work([&](Work& work) { return assign_suspense(work, item.id, charge.id, "Salah ketik"); });
  EXPECT_EQ(assigned.code(), "");
  EXPECT_EQ(world.now(charge).paid_amount, 24'000_rp);
  EXPECT_EQ(world.balance(world.bank), 0_rp);
  EXPECT_EQ(world.balance(world.suspense), 0_rp);
  EXPECT_EQ(world.balance(world.gifts), 24'000_rp);
  // And when the acquirer takes it back, it is owed.
  told.status = "04";
  EXPECT_EQ(*world.tell(told), Outcome::refunded);
  EXPECT_EQ(world.balance(world.gifts), 0_rp);
  EXPECT_EQ(world.balance(owed_account_of(world.organisation)), 24'000_rp);
}

TEST_F(Payments, MoneyThatTheBankAccountDoesNotHoldIsNotReturned) {
  EXPECT_EQ(*world.tell({.reference = "X", .amount = 10'000_rp}), Outcome::suspended);
  world.spend(7'000_rp);
  auto const item = world.items().front();
  auto const refused = world.village.work([&](Work& work) { return return_suspense(work, item.id, "Dikirim balik"); });
  EXPECT_EQ(refused.code(), bank_too_low.code);
  for (auto const& sentence : {refused.problem().sentence_id(), refused.problem().sentence_en()}) {
    EXPECT_NE(sentence.find("Rp3.000"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("Rp10.000"), std::string::npos) << sentence;
  }
  EXPECT_EQ(world.items().size(), 1u);
  EXPECT_EQ(world.balance(world.suspense), 10'000_rp);
  EXPECT_EQ(world.balance(world.bank), 3'000_rp);
}

TEST_F(Payments, OnlyThoseWithTheRightSeeAndResolve) {
  EXPECT_EQ(*world.tell({.reference = "X", .amount = 10'000_rp}), Outcome::suspended);
  auto const item = world.items().front();
  auto list = [&](work::Actor const& who) {
    return std::string(world.village
                           .view_as(who,
                                    [&](View const& view) {
                                      return list_suspense(view, world.organisation, std::nullopt, std::nullopt, 10);
                                    })
                           .code());
  };
  auto give_back = [&](work::Actor const& who) {
    return std::string(
        world.village.work_as(who, [&](Work& work) { return return_suspense(work, item.id, "Dikirim balik"); }).code());
  };
  EXPECT_EQ(list(work::Actor::visitor()), "work.sign_in_first");
  EXPECT_EQ(list(clerk("giving.view_gifts")), "work.not_allowed");
  EXPECT_EQ(list(clerk(may_see_suspense)), "");
  EXPECT_EQ(give_back(work::Actor::visitor()), "work.sign_in_first");
  EXPECT_EQ(give_back(clerk(may_see_suspense)), "work.not_allowed");
  EXPECT_EQ(give_back(clerk(may_resolve_suspense)), "");
}

TEST_F(Payments, ARefundEmptiesItsSuspense) {
  Told told{.reference = "X", .amount = 10'000_rp};
  EXPECT_EQ(*world.tell(told), Outcome::suspended);
  told.status = "04";
  EXPECT_EQ(*world.tell(told), Outcome::refunded);
  EXPECT_EQ(world.items(SuspenseState::refunded_by_acquirer).size(), 1u);
  EXPECT_EQ(world.balance(world.suspense), 0_rp);
  EXPECT_EQ(world.balance(world.bank), 0_rp);
}

TEST_F(Payments, NoPersonalDataOfThePayerIsKept) {
  EXPECT_EQ(*world.tell({.reference = "X", .amount = 10'000_rp}), Outcome::suspended);
  std::string all;
  world.village.view([&](View const& view) {
    view.rows.each("SELECT facts FROM audit_events", {}, [&](storage::Row const& row) {
      all += row.text(0);
      return true;
    });
    view.rows.each("SELECT acquirer_reference, reference, external_id FROM payment_notices", {},
                   [&](storage::Row const& row) {
                     for (int i = 0; i < 3; ++i) all += row.text(i);
                     return true;
                   });
    return done;
  });
  EXPECT_EQ(all.find("6281200000001"), std::string::npos);
}

// ---- Virtual accounts

TEST_F(Payments, ABankSeesTheBillAndPaysIt) {
  auto const charge = world.charge(25'000_rp, Method::va);
  auto const token = world.token();
  auto const inquiry = world.transaction("/v1.0/transfer-va/inquiry", world.va_body(charge, 25'000_rp), token);
  auto const bill = world.village.view([&](View const& view) { return inquire(view, inquiry); });
  ASSERT_EQ(bill.code(), "");
  EXPECT_EQ(bill->name, "YAYASAN CONTOH LUMBUNG");
  EXPECT_EQ(bill->title, "Donasi: Tas sekolah");
  EXPECT_EQ(bill->amount, 25'000_rp);
  auto const receipt = world.pay_va(world.va_body(charge, 25'000_rp), token);
  ASSERT_EQ(receipt.code(), "");
  EXPECT_EQ(receipt->outcome, Outcome::paid);
  EXPECT_EQ(world.now(charge).state, ChargeState::paid);
  EXPECT_EQ(world.pay_va(world.va_body(charge, 25'000_rp), token)->outcome, Outcome::nothing_new);
  EXPECT_EQ(world.pay_va(world.va_body(charge, 25'000_rp, "P2"), token).code(), "payments.va_paid");
  EXPECT_EQ(world.village.view([&](View const& view) { return inquire(view, inquiry); }).code(), "payments.va_paid");
}

TEST_F(Payments, WhatDoesNotFitABillIsRefusedAndTheBankKeepsTheMoney) {
  auto const token = world.token();
  auto const charge = world.charge(25'000_rp, Method::va, hours(1));
  auto unknown = charge;
  unknown.va_number = "1234500000000000";
  auto stranger = world.va_body(charge, 25'000_rp);
  for (auto at = stranger.find("   12345"); at != std::string::npos; at = stranger.find("   12345"))
    stranger.replace(at, 8, "   99999");
  EXPECT_EQ(world.pay_va(world.va_body(unknown, 25'000_rp), token).code(), "payments.va_unknown");
  EXPECT_EQ(world.pay_va(stranger, token).code(), "payments.va_unknown");
  EXPECT_EQ(world.pay_va(world.va_body(charge, 24'999_rp), token).code(), "payments.va_amount_wrong");
  world.village.clock.advance(hours(2));
  EXPECT_EQ(world.pay_va(world.va_body(charge, 25'000_rp), world.token()).code(), "payments.va_closed");
  EXPECT_TRUE(world.items(std::nullopt).empty());
  EXPECT_EQ(world.now(charge).state, ChargeState::expired);
}

TEST_F(Payments, MoneyThatABankHasTakenAlreadyGoesToSuspenseWhenItDoesNotFit) {
  auto const charge = world.charge(25'000_rp, Method::va);
  auto const token = world.token();
  auto const receipt = world.pay_va(world.va_body(charge, 24'000_rp, "P1", ",\"flagAdvise\":\"Y\""), token);
  ASSERT_EQ(receipt.code(), "");
  EXPECT_EQ(receipt->outcome, Outcome::suspended);
  EXPECT_EQ(world.items().front().reason, SuspenseReason::wrong_amount);
}

TEST_F(Payments, AVirtualAccountNeedsATokenAndItsOwnSignature) {
  auto const charge = world.charge(25'000_rp, Method::va);
  auto const token = world.token();
  auto request = world.transaction("/v1.0/transfer-va/payment", world.va_body(charge, 25'000_rp), token);
  auto send = [&](PartnerRequest const& r) {
    return std::string(world.village.work([&](Work& work) { return take_va_payment(work, r); }).code());
  };
  auto changed = request;
  changed.signed_part.body[20] ^= 1;
  EXPECT_EQ(send(changed), "payments.signature_wrong");
  changed = request;
  changed.authorization = "";
  EXPECT_EQ(send(changed), "payments.token_wrong");
  changed.authorization = "Basic " + token;
  EXPECT_EQ(send(changed), "payments.token_wrong");
  EXPECT_EQ(send(request), "");
  EXPECT_EQ(send(request), "payments.replayed");
}

// ---- Setting up

TEST_F(Payments, AMerchantNeedsAStaticCodeAPrefixOfItsOwnAndTheRight) {
  auto wish = MerchantWish{.organisation = world.organisation,
                           .book = world.book,
                           .bank = world.bank,
                           .suspense = world.suspense,
                           .name = "X"};
  auto set_up = [&](work::Actor const& who) {
    return std::string(world.village.work_as(who, [&](Work& work) { return set_up_merchant(work, wish); }).code());
  };
  wish.static_qris = world.charge(1_rp).payload;
  EXPECT_EQ(set_up(work::Actor::system()), "payments.qris_not_static");
  wish.static_qris = "0002";
  EXPECT_EQ(set_up(work::Actor::system()), "payments.qris_structure");
  wish.static_qris = "";
  for (char const* prefix : {"123456789", "12a", " 1"}) {
    wish.va_prefix = prefix;
    EXPECT_EQ(set_up(work::Actor::system()), "payments.va_prefix_wrong");
  }
  wish.va_prefix = "12345";
  EXPECT_EQ(set_up(work::Actor::visitor()), "work.sign_in_first");
  EXPECT_EQ(set_up(clerk(may_see_suspense)), "work.not_allowed");
  EXPECT_EQ(set_up(clerk(may_manage_merchant)), "");
  wish.book = {99};
  EXPECT_EQ(set_up(work::Actor::system()), "payments.va_prefix_taken");
  EXPECT_EQ(world.village
                .work([&](Work& work) {
                  return create_charge(work, {.id = work.new_id<Charge>(),
                                              .organisation = world.organisation,
                                              .amount = 1_rp,
                                              .expires = work.now + hours(1)});
                })
                .code(),
            "payments.method_not_offered");
}

TEST_F(Payments, APartnersSecretIsSealedInItsTable) {
  bool found = false;
  world.village.view([&](View const& view) {
    view.rows.each("SELECT secret FROM payment_partners", {}, [&](storage::Row const& row) {
      found = true;
      EXPECT_EQ(std::string(row.blob(0)).find(world.secret), std::string::npos);
      return true;
    });
    return done;
  });
  EXPECT_TRUE(found);
  auto const weak = world.village.work([&](Work& work) {
    return set_up_partner(work, {.client_key = "K", .name = "N", .public_key = "nothing", .home = world.organisation});
  });
  EXPECT_EQ(weak.code(), "payments.partner_key_wrong");
}

}  // namespace
}  // namespace lumbung::payments
