// For tests of giving: a foundation that takes payments, a campaign for school kits, and givers who pay by QRIS through
// the acquirer's signed notice, as real ones do.
#pragma once

#include <string>

#include "core/bytes.h"
#include "giving/holds.h"
#include "giving/settlements.h"
#include "payments/snap.h"
#include "programme/losses.h"
#include "programme/programme_village.h"
#include "tests/vectors.h"

namespace lumbung::giving {

// What refused, and which field; empty when nothing did.
template <class T>
std::string refusal_of(Result<T> const& result) {
  if (!result.refused()) return "";
  return std::string(result.code()) + " at " + result.problem().pointer();
}

using access::sure;

class GivingVillage : public programme::ProgrammeVillage {
 public:
  // Whether what follows upon events is wired here, or by the test (app tests its own wiring).
  enum class Wired { here, elsewhere };
  explicit GivingVillage(std::uint64_t seed = 1, Wired wired = Wired::here,
                         std::vector<std::vector<storage::Migration>> const& above = {})
      : ProgrammeVillage(with(above), seed) {
    if (wired == Wired::here) follow();
    kits(1000);
    suspense = new_id<LedgerAccount>();
    sure(village.work([&](Work& work) { return take_payments(work); }));
  }

  // A draft for the programme at hand; change it at will before creating it.
  CampaignWish campaign_wish(std::string slug = "kit-sekolah", int fee_permille = 0) {
    return {.id = new_id<Campaign>(),
            .organisation = organisation,
            .programme = programme,
            .slug = std::move(slug),
            .title = "Kit sekolah",
            .summary = "Satu kit, satu anak",
            .story = "Tas, buku dan alat tulis.",
            .target = 3'500'000_rp,
            .deadline = {},
            .fee_permille = fee_permille,
            .picture = {}};
  }
  auto create(CampaignWish const& wish) {
    return as(editor, [&](Work& work) { return create_campaign(work, wish); });
  }
  auto open(Id<Campaign> campaign) {
    return as(editor, [&](Work& work) { return open_campaign(work, campaign); });
  }
  CampaignRecord opened(CampaignWish const& wish) {
    sure(create(wish));
    sure(open(wish.id));
    return seen(wish.id);
  }
  CampaignRecord opened(int fee_permille = 0) { return opened(campaign_wish("kit-sekolah", fee_permille)); }
  CampaignRecord seen(Id<Campaign> id) {
    return sure(village.view([&](View const& view) { return find(view, id); }));
  }
  GiftRecord seen(Id<Gift> id) {
    return sure(village.view([&](View const& view) { return find(view, id); }));
  }

  GiftWish gift_wish(CampaignRecord const& campaign, Money amount) {
    return {.id = new_id<Gift>(), .campaign = campaign.slug, .amount = amount, .name = {}, .message = {}};
  }
  Result<GiftBegun> give_as_visitor(GiftWish const& wish) {
    return village.work_as(work::Actor::visitor(), [&](Work& work) { return give(work, wish); });
  }
  // The acquirer's signed word about a charge: "00" paid, "04" taken back; when it says it was paid, or nothing of
  // that.
  Result<payments::Outcome> acquirer_says(payments::ChargeRecord const& charge, std::string_view status = "00",
                                          std::optional<Instant> paid_at = {}) {
    village.clock.advance(seconds(1));
    payments::PartnerRequest request;
    request.client_key = client;
    request.external_id = "EXT-" + std::to_string(++told_);
    auto& part = request.signed_part;
    part.path = "/v1.0/qr/qr-mpm-notify";
    part.body = R"({"originalReferenceNo":"A)" + charge.reference + R"(","originalPartnerReferenceNo":")" +
                charge.reference + R"(","latestTransactionStatus":")" + std::string(status) +
                R"(","amount":{"value":")" + decimal(charge.amount) + R"(","currency":"IDR"})" +
                (paid_at ? R"(,"additionalInfo":{"paidTime":")" + iso(*paid_at, Zone::wib) + "\"}" : "") + "}";
    part.timestamp = iso(village.clock.now(), Zone::wib);
    part.signature = payments::snap::sign_rsa(
        keys().private_pem,
        payments::snap::notice_text("POST", part.path, payments::snap::body_hash(part.body), part.timestamp));
    return village.work_as(work::Actor::visitor(), [&](Work& work) { return payments::take_qr_notice(work, request); });
  }
  // To be called again after village.restart().
  void follow_again() { follow(); }
  Id<Gift> paid_gift(CampaignRecord const& campaign, Money amount) { return paid(gift_wish(campaign, amount)); }
  Id<Gift> paid(GiftWish const& wish) {
    auto const begun = sure(give_as_visitor(wish));
    sure(acquirer_says(begun.charge));
    return wish.id;
  }
  void taken_back(Id<Gift> gift) {
    sure(acquirer_says(
        sure(village.view([&](View const& view) { return payments::find_charge(view, seen(gift).charge); })), "04"));
  }

  auto refund_by_treasurer(Id<Gift> gift, Money amount) {
    Id<Refund> const id = new_id<Refund>();
    return as(treasurer, [&, id](Work& work) { return refund(work, gift, id, amount, "diminta donatur"); });
  }
  HoldWish hold_wish(Id<Gift> gift, HoldKind kind = HoldKind::suspicion) {
    return {.id = new_id<GiftHold>(),
            .gift = gift,
            .kind = kind,
            .reason = "pola pembayaran tidak wajar",
            .reference = {},
            .deadline = kind == HoldKind::dispute ? std::optional(today() + 7) : std::nullopt};
  }
  Verdict hold(HoldWish const& wish) {
    return as(treasurer, [&](Work& work) { return hold_gift(work, wish); });
  }
  Verdict end(Id<Gift> gift, HoldState outcome) {
    return as(treasurer, [&](Work& work) { return end_hold(work, gift, outcome, "sudah diperiksa bersama"); });
  }
  void release(CampaignRecord const& campaign, Money amount) { released(fund_of(campaign.id), campaign.id, amount); }
  void buy_kits(std::int64_t units, Money total) {
    sure(as(treasurer, [&](Work& work) { return programme::purchase(work, programme, purchase_of(units, total)); }));
  }
  Id<Delivery> hand_kits(Id<Enrolment> to, std::int64_t units = 1) {
    auto const wish = hand_over(to, units);
    sure(as(officer, [&](Work& work) { return programme::deliver(work, programme, wish); }));
    return wish.id;
  }
  void lose_kits(std::int64_t units) {
    programme::LossWish const wish{.id = new_id<StockLoss>(),
                                   .item = item,
                                   .units = units,
                                   .reason = "Basah karena atap gudang bocor",
                                   .on = today(),
                                   .evidence = {photo}};
    sure(as(officer, [&](Work& work) { return programme::report_loss(work, programme, wish); }));
    sure(village.work([&](Work& work) { return programme::book_loss(work, wish.id); }));
  }
  auto pay_cost(Money amount, programme::BudgetKind kind) {
    programme::CostRecord const wish{
        .id = new_id<Cost>(), .name = "Spanduk", .kind = kind, .amount = amount, .on = today(), .evidence = {form}};
    return as(treasurer, [&, wish](Work& work) { return programme::pay_cost(work, programme, wish); });
  }

  Trace traced(Id<Gift> gift) {
    return sure(village.view([&](View const& view) { return trace(view, gift); }));
  }
  Bars bars_of(CampaignRecord const& campaign) {
    return village.view([&](View const& view) { return bars(view, campaign); });
  }
  std::size_t faults() {
    return village.view([&](View const& view) { return ledger::check(view, book()); }).size();
  }

  std::string const client = "LMB-TEST-0001";
  Id<LedgerAccount> suspense;

 private:
  static std::vector<std::vector<storage::Migration>> with(std::vector<std::vector<storage::Migration>> const& above) {
    std::vector<std::vector<storage::Migration>> all{payments::migrations(), giving::migrations()};
    all.insert(all.end(), above.begin(), above.end());
    return all;
  }
  // As app wires it.
  void follow() {
    auto& engine = village.engine();
    engine.after(payments::charge_paid, [](Work& work, work::Event const& event) {
      return receive(work, {event.subject}, Instant{std::stoll(fact(event, "paid_at"))});
    });
    engine.after(payments::suspense_assigned,
                 [](Work& work, work::Event const& event) { return payments::leave_suspense(work, {event.subject}); });
    engine.after(payments::charge_refunded,
                 [](Work& work, work::Event const& event) { return take_back(work, {event.subject}); });
    engine.after(programme::cost_paid, [](Work& work, work::Event const& event) -> Verdict {
      if (fact(event, "kind") != "collection") return done;
      return within_cost_cap(work, *Id<Programme>::parse(fact(event, "programme")),
                             Money{std::stoll(fact(event, "amount")), rupiah});
    });
  }
  static std::string fact(work::Event const& event, std::string_view name) {
    for (auto const& fact : event.facts)
      if (fact.name == name) return fact.value;
    throw Mistake("no such fact");
  }
  static payments::snap::KeyPair const& keys() {
    static auto const made = payments::snap::make_keys();
    return made;
  }
  Verdict take_payments(Work& work) {
    TRY(ledger::open_account(work, {.id = suspense,
                                    .book = book_of(work),
                                    .grows = ledger::Side::credit,
                                    .account_class = ledger::Class::liability,
                                    .owner_kind = "organisation",
                                    .owner = organisation.uuid,
                                    .purpose = "suspense"}));
    auto const code = tests::Vector::file("vectors.json")["qris_static_to_dynamic"]["static"].text();
    TRY(payments::set_up_merchant(work, {.organisation = organisation,
                                         .book = book_of(work),
                                         .bank = programme::bank_of(organisation),
                                         .suspense = suspense,
                                         .name = "YAYASAN KASIH IBU",
                                         .static_qris = code,
                                         .va_prefix = "12345"}));
    TRY(payments::set_up_partner(work, {.client_key = client,
                                        .name = "Bank Uji Coba",
                                        .public_key = keys().public_pem,
                                        .secret = "rahasia-bank-uji",
                                        .home = organisation}));
    return done;
  }
  ledger::BookId book_of(View const& view) { return *ledger::find_book(view, organisation.uuid); }
  void released(Id<LedgerAccount> fund, Id<Campaign> campaign, Money amount) {
    auto wish = release_of(fund, amount);
    wish.source = campaign.uuid;
    sure(as(treasurer, [&](Work& work) { return programme::propose_release(work, programme, wish); }));
    sure(village.work([&](Work& work) { return programme::carry_out_release(work, wish.id); }));
  }

  int told_ = 0;
};

}  // namespace lumbung::giving
