#include <algorithm>

#include "core/canary.h"
#include "core/public_text.h"
#include "giving/rules.h"
#include "giving/store.h"
#include "programme/programme.h"

namespace lumbung::giving {
namespace {

Money fee_on(Money amount, CampaignRecord const& campaign) {
  // Whole rupiah, rounded down: the giver is never charged more than the rate.
  auto const exact = share_of(amount, campaign.fee_permille, 1000);
  return {exact.minor - exact.minor % 100 + (canary("giving.fee_rounds_up") ? 100 : 0), rupiah};
}

Verdict amount_fits(GiftWish const& wish) {
  if (wish.amount.minor % 100 != 0) return refuse(amount_not_whole).at("/amount");
  if (wish.amount < least_gift) return refuse(amount_too_small).at("/amount").with("least", shown(least_gift));
  auto const most = wish.method == Method::qris ? most_qris_gift : most_gift;
  if (wish.amount > most) return refuse(amount_too_large).at("/amount").with("most", shown(most));
  return done;
}

Verdict takes_gifts(View const& view, CampaignRecord const& campaign, Money amount) {
  if (campaign.state == CampaignState::draft || campaign.state == CampaignState::suspended)
    return refuse(campaign_not_open).at("/campaign");
  if (campaign.state == CampaignState::closed || (campaign.deadline && *campaign.deadline < view.today()))
    return refuse(campaign_closed).at("/campaign");
  if (campaign.over_funding == OverFunding::carry_on) return done;
  auto const raised = bars(view, campaign).raised;
  auto const left = raised < campaign.target ? campaign.target - raised : 0_rp;
  if (amount > left) return refuse(target_reached).at("/amount").with("left", shown(left));
  return done;
}

Verdict open_loss_accounts(Work& work, CampaignRecord const& campaign) {
  TRY(ledger::open_account(work, {.id = loss_account_of(campaign.id),
                                  .book = {campaign.book},
                                  .account_class = ledger::Class::expense,
                                  .owner_kind = "campaign",
                                  .owner = campaign.id.uuid,
                                  .purpose = "chargeback_loss"}));
  return payments::open_owed_account(work, {campaign.book}, campaign.organisation);
}

// What goes back: out of the bank account as long as it holds something, beyond that it is owed.
class WayBack {
 public:
  WayBack(CampaignRecord const& campaign, Money in_bank) : campaign_(campaign), in_bank_(in_bank) {}

  void add(Id<LedgerAccount> from, Money amount, std::optional<Id<Entry>> takes_from = std::nullopt) {
    auto const at_hand = std::min(amount, in_bank_);
    in_bank_ -= at_hand;
    if (at_hand.positive())
      transfers.push_back({from, programme::bank_of(campaign_.organisation), at_hand, takes_from});
    auto const owed = amount - at_hand;
    if (owed.positive())
      transfers.push_back({from, payments::owed_account_of(campaign_.organisation), owed, takes_from});
  }

  std::vector<ledger::TransferWish> transfers;

 private:
  CampaignRecord const& campaign_;
  Money in_bank_;
};

// A period may have been closed between the payment and its notice: then it is booked on the first day that is open.
Date first_open_day(View const& view, ledger::BookId book, Date wished) {
  auto const day = std::min(wished, view.today());
  auto const closed = ledger::closed_through(view, book);
  return closed && day <= *closed ? *closed + 1 : day;
}

// Changes nothing when it refuses.
Verdict book(Work& work, GiftRecord const& found, Instant paid_at) {
  auto const campaign = TRY(find(work, found.campaign));
  auto const charge = TRY(payments::find_charge(work, found.charge));
  auto gift = found;
  gift.amount = charge.paid_amount.value_or(gift.amount);
  gift.fee = fee_on(gift.amount, campaign);
  gift.state = GiftState::paid;
  gift.paid_at = paid_at;

  auto const bank = programme::bank_of(campaign.organisation);
  ledger::EntryWish entry{.id = as<Entry>(gift.id),
                          .book = {gift.book},
                          .kind = "gift",
                          .day = first_open_day(work, {gift.book}, day_of(paid_at, work.house.zone)),
                          .subject = gift.id.uuid,
                          .transfers = {{bank, fund_of(campaign.id), gift.amount - gift.fee}}};
  if (gift.fee.positive()) entry.transfers.push_back({bank, fee_account_of(campaign.id), gift.fee});
  TRY(ledger::post(work, entry));
  store::settle_gift(work, gift);
  store::count_gift(work, campaign, 1);
  store::add_to_day(work, campaign, entry.day, gift.amount);
  record(work, campaign, gift_paid, gift.id, {{"amount", std::to_string(gift.amount.minor)}});
  return done;
}

}  // namespace

Verdict can_give(View const& view, GiftWish const& wish) {
  auto const campaign = store::find_by_slug(view, wish.campaign);
  if (!campaign) return refuse(unknown_campaign).at("/campaign");
  TRY(amount_fits(wish));
  TRY(takes_gifts(view, *campaign, wish.amount));
  if (!wish.anonymous && wish.name.empty()) return refuse(name_missing).at("/name");
  return done;
}

Result<GiftBegun> give(Work& work, GiftWish const& wish) {
  TRY(can_give(work, wish));
  auto const campaign = store::find_by_slug(work, wish.campaign);
  must(campaign.has_value());
  if (store::gift(work, wish.id)) return refuse(programme::id_reused).at("/id");
  if (!wish.anonymous) TRY(fit_for_public(wish.name, work.today(), "/name"));
  if (!canary("giving.messages_unread")) TRY(fit_for_public(wish.message, work.today(), "/message"));
  GiftRecord const gift{.id = wish.id,
                        .book = campaign->book,
                        .campaign = campaign->id,
                        .amount = wish.amount,
                        .fee = fee_on(wish.amount, *campaign),
                        .anonymous = wish.anonymous,
                        .name = wish.anonymous && !canary("giving.anonymous_has_a_name") ? "" : wish.name,
                        .message = wish.message,
                        .charge = {derived_uuid(wish.id.uuid, "charge")},
                        .at = work.now,
                        .paid_at = {},
                        .refunded = 0_rp};
  auto const charge = TRY(payments::create_charge(work, {.id = gift.charge,
                                                         .organisation = campaign->organisation,
                                                         .subject = gift.id.uuid,
                                                         .method = wish.method,
                                                         .amount = gift.amount,
                                                         .expires = work.now + wish.waits,
                                                         .title = "Donasi"}));
  store::insert_gift(work, gift);
  record(work, *campaign, gift_begun, gift.id, {{"amount", std::to_string(gift.amount.minor)}});
  return GiftBegun{gift, charge};
}

Verdict receive(Work& work, Id<Charge> charge, Instant paid_at) {
  auto const found = store::gift_of(work, charge);
  if (!found) return done;  // a charge for something else
  if (found->state == GiftState::paid || found->state == GiftState::refunded) return done;
  auto booked = book(work, *found, paid_at);
  if (!booked.refused()) return done;
  // The money is there, whatever our rules say of it.
  return payments::set_aside(work, charge, std::move(booked).problem());
}

Verdict expire(Work& work, Id<Charge> charge) {
  auto gift = store::gift_of(work, charge);
  if (!gift || gift->state != GiftState::waiting) return done;
  gift->state = GiftState::expired;
  store::settle_gift(work, *gift);
  return done;
}

Verdict hide_message(Work& work, Id<Gift> id) {
  auto const gift = TRY(find(work, id));
  auto const campaign = TRY(find(work, gift.campaign));
  TRY(work::require(work.actor, edit_campaign, campaign.organisation));
  if (gift.message.empty()) return done;
  store::clear_message(work, gift);
  record(work, campaign, message_hidden, id);
  return done;
}

Verdict refund(Work& work, Id<Gift> id, Id<Refund> refund_id, Money amount, std::string_view reason) {
  auto gift = TRY(find(work, id));
  auto const campaign = TRY(find(work, gift.campaign));
  TRY(work::require(work.actor, refund_gifts, campaign.organisation));
  if (!gift.paid_at) return refuse(gift_not_paid);
  if (!amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (store::has_refund(work, gift, refund_id)) return refuse(programme::id_reused).at("/id");
  if (open_hold(work, gift)) return refuse(gift_is_held);
  auto const left = TRY(ledger::unspent(work, {gift.book}, as<Entry>(id), fund_of(campaign.id)));
  if (amount > left) return refuse(nothing_unused).at("/amount").with("left", shown(left));
  TRY(ledger::post(
      work, {.id = as<Entry>(refund_id),
             .book = {gift.book},
             .kind = ledger::kind_refund,
             .day = work.today(),
             .subject = id.uuid,
             .transfers = {{fund_of(campaign.id), programme::bank_of(campaign.organisation), amount, as<Entry>(id)}}}));
  gift.refunded += amount;
  if (gift.refunded + gift.fee == gift.amount) gift.state = GiftState::refunded;
  store::settle_gift(work, gift);
  store::insert_refund(work, gift, refund_id, amount, reason);
  store::add_to_day(work, campaign, work.today(), 0_rp - amount);
  record(work, campaign, gift_refunded, id, {{"amount", std::to_string(amount.minor)}});
  return done;
}

Verdict take_back(Work& work, Id<Charge> charge) {
  return take_back(work, charge, "ditarik oleh penyelenggara pembayaran");
}

Verdict take_back(Work& work, Id<Charge> charge, std::string_view note) {
  auto found = store::gift_of(work, charge);
  if (!found || !found->paid_at) return done;  // a charge for something else
  auto gift = *found;
  Id<Entry> const entry{derived_uuid(gift.id.uuid, "chargeback")};
  if (ledger::find_entry(work, {gift.book}, entry)) return done;
  auto const campaign = TRY(find(work, gift.campaign));
  TRY(open_loss_accounts(work, campaign));
  if (auto const hold = open_hold(work, gift)) TRY(settle_hold(work, campaign, *hold, HoldState::lost, note));
  auto const fund = fund_of(campaign.id);
  auto const unspent = TRY(ledger::unspent(work, {gift.book}, as<Entry>(gift.id), fund));
  auto const in_bank = TRY(ledger::balance(work, {gift.book}, programme::bank_of(campaign.organisation)));
  WayBack way(campaign, in_bank);
  way.add(fund, unspent, as<Entry>(gift.id));
  way.add(loss_account_of(campaign.id), gift.amount - unspent);
  TRY(ledger::post(work, {.id = entry,
                          .book = {gift.book},
                          .kind = ledger::kind_chargeback,
                          .day = work.today(),
                          .subject = gift.id.uuid,
                          .transfers = way.transfers}));
  gift.refunded += unspent;
  gift.state = GiftState::refunded;
  store::settle_gift(work, gift);
  store::add_to_day(work, campaign, work.today(), 0_rp - unspent);
  record(work, campaign, gift_taken_back, gift.id,
         {{"amount", std::to_string(gift.amount.minor)}, {"unspent", std::to_string(unspent.minor)}});
  return done;
}

Result<GiftRecord> find(View const& view, Id<Gift> id) {
  auto found = store::gift(view, id);
  if (!found) return refuse(unknown_gift);
  return *found;
}

GiftState state_now(View const& view, GiftRecord const& gift) {
  if (gift.state != GiftState::waiting) return gift.state;
  auto const charge = payments::find_charge(view, gift.charge);
  bool const over = charge.refused() || charge->state == payments::ChargeState::expired;
  return over ? GiftState::expired : GiftState::waiting;
}

Verdict take_name_off(Work& work, Id<Gift> id) {
  auto const gift = TRY(find(work, id));
  if (gift.anonymous && gift.message.empty()) return done;
  store::unname_gift(work, gift);
  auto const campaign = TRY(find(work, gift.campaign));
  record(work, campaign, gift_unnamed, id);
  return done;
}

std::vector<GiftRecord> gifts(View const& view, CampaignRecord const& campaign, std::optional<Id<Gift>> after,
                              int limit, bool paid_only) {
  return store::gifts(view, campaign, after, limit, paid_only);
}

std::vector<GiftRecord> public_gifts(View const& view, CampaignRecord const& campaign, std::int64_t skipped,
                                     int limit) {
  return store::public_gifts(view, campaign, skipped, limit);
}

}  // namespace lumbung::giving
