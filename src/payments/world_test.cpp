#include "payments/world_test.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "access/access.h"
#include "core/bytes.h"
#include "ledger/ledger.h"
#include "payments/vectors_test.h"
#include "translog/translog.h"

namespace lumbung::payments::testing {
namespace {

template <class T>
T good(Result<T> result) {
  if (result.refused()) throw std::runtime_error("refused: " + std::string(result.code()));
  return std::move(result).value();
}

}  // namespace

snap::KeyPair const& acquirer_keys() {
  static auto const keys = snap::make_keys();
  return keys;
}

World::World(std::uint64_t seed)
    : village({translog::migrations(), ledger::migrations(), access::migrations(), migrations()}, {}, seed) {
  organisation = {make_uuid(village.clock.now(), village.chance)};
  bank = {make_uuid(village.clock.now(), village.chance)};
  suspense = {make_uuid(village.clock.now(), village.chance)};
  gifts = {make_uuid(village.clock.now(), village.chance)};
  costs = {make_uuid(village.clock.now(), village.chance)};
  village.engine().after(suspense_assigned, [](Work& work, work::Event const& event) {
    return leave_suspense(work, {event.subject});  // as app wires it
  });
  good(village.work([this](Work& work) -> Verdict {
    book = TRY(ledger::open_book(work, organisation.uuid, "Yayasan Contoh Lumbung"));
    TRY(ledger::open_account(work, {.id = bank,
                                    .book = book,
                                    .grows = ledger::Side::debit,
                                    .account_class = ledger::Class::asset,
                                    .owner_kind = "organisation",
                                    .owner = organisation.uuid,
                                    .purpose = "bank"}));
    TRY(ledger::open_account(work, {.id = suspense,
                                    .book = book,
                                    .grows = ledger::Side::credit,
                                    .account_class = ledger::Class::liability,
                                    .owner_kind = "organisation",
                                    .owner = organisation.uuid,
                                    .purpose = "suspense"}));
    TRY(ledger::open_account(work, {.id = gifts,
                                    .book = book,
                                    .grows = ledger::Side::credit,
                                    .account_class = ledger::Class::income,
                                    .owner_kind = "organisation",
                                    .owner = organisation.uuid,
                                    .purpose = "gifts"}));
    TRY(ledger::open_account(work, {.id = costs,
                                    .book = book,
                                    .account_class = ledger::Class::expense,
                                    .owner_kind = "organisation",
                                    .owner = organisation.uuid,
                                    .purpose = "costs"}));
    auto const code = std::string(vectors().at("qris_static_to_dynamic").at("static").as_string());
    TRY(set_up_merchant(work, {.organisation = organisation,
                               .book = book,
                               .bank = bank,
                               .suspense = suspense,
                               .name = "YAYASAN CONTOH LUMBUNG",
                               .static_qris = code,
                               .va_prefix = "12345"}));
    TRY(set_up_partner(work, {.client_key = client,
                              .name = "Bank Uji Coba",
                              .public_key = acquirer_keys().public_pem,
                              .secret = secret,
                              .home = organisation}));
    return done;
  }));
}

ChargeRecord World::charge(Money amount, Method method, Duration valid) {
  return good(village.work([&](Work& work) {
    return create_charge(work, {.id = work.new_id<Charge>(),
                                .organisation = organisation,
                                .subject = work.new_id<Charge>().uuid,
                                .method = method,
                                .amount = amount,
                                .expires = work.now + valid,
                                .title = "Donasi: Tas sekolah"});
  }));
}

ChargeRecord World::now(ChargeRecord const& charge) {
  return good(village.view([&](View const& view) { return find_charge(view, charge.id); }));
}

std::string World::body_of(Told const& told) {
  std::string more = told.more;
  if (!told.paid_at.empty()) more += std::string(more.empty() ? "" : ",") + "\"paidTime\":\"" + told.paid_at + "\"";
  return "{\"originalReferenceNo\":\"" + told.acquirer_reference + "\",\"originalPartnerReferenceNo\":\"" +
         told.reference + "\",\"latestTransactionStatus\":\"" + told.status + "\",\"amount\":{\"value\":\"" +
         decimal(told.amount) + "\",\"currency\":\"IDR\"},\"customerNumber\":\"6281200000001\",\"additionalInfo\":{" +
         more + "}}";
}

PartnerRequest World::notice(std::string body) {
  village.clock.advance(seconds(1));
  PartnerRequest request;
  request.client_key = client;
  request.external_id = "EXT-" + std::to_string(++number_);
  auto& part = request.signed_part;
  part.path = "/v1.0/qr/qr-mpm-notify";
  part.body = std::move(body);
  part.timestamp = iso(village.clock.now(), Zone::wib);
  part.signature = snap::sign_rsa(acquirer_keys().private_pem,
                                  snap::notice_text("POST", part.path, snap::body_hash(part.body), part.timestamp));
  return request;
}

Result<Outcome> World::send(PartnerRequest const& request) {
  return village.work_as(work::Actor::visitor(), [&](Work& work) { return take_qr_notice(work, request); });
}

std::string World::token() {
  PartnerRequest request;
  request.client_key = client;
  request.signed_part.path = "/v1.0/access-token/b2b";
  request.signed_part.timestamp = iso(village.clock.now());
  request.signed_part.signature =
      snap::sign_rsa(acquirer_keys().private_pem, snap::token_text(client, request.signed_part.timestamp));
  return good(village.work([&](Work& work) { return issue_token(work, request); })).access_token;
}

PartnerRequest World::transaction(std::string path, std::string body, std::string const& token) {
  village.clock.advance(seconds(1));
  PartnerRequest request;
  request.client_key = client;
  request.external_id = "EXT-" + std::to_string(++number_);
  request.authorization = "Bearer " + token;
  auto& part = request.signed_part;
  part.path = std::move(path);
  part.body = std::move(body);
  part.timestamp = iso(village.clock.now(), Zone::wib);
  part.signature = snap::sign_hmac(
      secret, snap::transaction_text("POST", part.path, token, snap::body_hash(part.body), part.timestamp));
  return request;
}

Result<VaReceipt> World::pay_va(std::string const& body, std::string const& token) {
  auto const request = transaction("/v1.0/transfer-va/payment", body, token);
  return village.work_as(work::Actor::visitor(), [&](Work& work) { return take_va_payment(work, request); });
}

std::string World::va_body(ChargeRecord const& charge, Money amount, std::string payment_id, std::string more) {
  auto const customer = charge.va_number.substr(5);
  return "{\"partnerServiceId\":\"   12345\",\"customerNo\":\"" + customer + "\",\"virtualAccountNo\":\"   12345" +
         customer + "\",\"inquiryRequestId\":\"I1\",\"paymentRequestId\":\"" + payment_id +
         "\",\"paidAmount\":{\"value\":\"" + decimal(amount) + "\",\"currency\":\"IDR\"}" + more + "}";
}

std::vector<SuspenseRecord> World::items(std::optional<SuspenseState> state) {
  return good(
      village.view([&](View const& view) { return list_suspense(view, organisation, state, std::nullopt, 200); }));
}

Money World::balance(Id<LedgerAccount> account) {
  return good(village.view([&](View const& view) { return ledger::balance(view, book, account); }));
}

void World::book_what_is_paid() {
  village.engine().after(charge_paid,
                         [this](Work& work, work::Event const& event) { return book_paid(work, {event.subject}); });
  village.engine().after(charge_refunded,
                         [this](Work& work, work::Event const& event) { return book_refunded(work, {event.subject}); });
}

Verdict World::book_paid(Work& work, Id<Charge> charge) {
  auto const paid = TRY(find_charge(work, charge)).paid_amount;
  TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                          .book = book,
                          .kind = "gift",
                          .day = work.today(),
                          .subject = charge.uuid,
                          .transfers = {{bank, gifts, *paid}}}));
  return done;
}

Verdict World::book_refunded(Work& work, Id<Charge> charge) {
  auto const paid = *TRY(find_charge(work, charge)).paid_amount;
  auto const at_hand = std::min(paid, TRY(ledger::balance(work, book, bank)));
  TRY(open_owed_account(work, book, organisation));
  std::vector<ledger::TransferWish> way;
  if (at_hand.positive()) way.push_back({gifts, bank, at_hand});
  if (at_hand < paid) way.push_back({gifts, owed_account_of(organisation), paid - at_hand});
  TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                          .book = book,
                          .kind = ledger::kind_chargeback,
                          .day = work.today(),
                          .subject = charge.uuid,
                          .transfers = std::move(way)}));
  return done;
}

void World::spend(Money amount) {
  good(village.work([&](Work& work) -> Verdict {
    TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                            .book = book,
                            .kind = "cost",
                            .day = work.today(),
                            .subject = organisation.uuid,
                            .transfers = {{costs, bank, amount}}}));
    work.record({"test.spent", organisation.uuid, organisation, {}});
    return done;
  }));
}

int World::times(std::string_view event) {
  return static_cast<int>(village.view([&](View const& view) {
    return view.rows.number("SELECT COUNT(*) FROM audit_events WHERE kind = $1", {event});
  }));
}

}  // namespace lumbung::payments::testing
