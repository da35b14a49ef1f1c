#include <algorithm>

#include "payments/movement.h"

namespace lumbung::payments {
namespace {

Result<std::string> checked_note(std::string_view note) {
  auto const characters =
      std::count_if(note.begin(), note.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  if (characters < 5 || characters > 300) return refuse(note_needed).at("/note");
  return std::string(note);
}

// The item, for somebody who may resolve it.
Result<store::Item> resolvable(Work& work, Id<SuspenseItem> id) {
  auto found = store::item(work.rows, id);
  if (!found) return refuse(suspense_unknown);
  TRY(work::require(work.actor, may_resolve_suspense, found->record.organisation));
  return *std::move(found);
}

Merchant merchant_of(View const& view, BookId book) {
  auto merchant = store::merchant(view.rows, book);
  must(merchant.has_value());
  return *std::move(merchant);
}

// A refund that comes later must find the charge now, not the item.
void lead_payment_to_charge(Work& work, store::Item const& item, Id<Charge> charge) {
  auto payment = store::incoming(work.rows, item.home_book, item.partner, item.kind, item.record.acquirer_reference);
  must(payment.has_value());
  payment->charge = charge;
  store::set_incoming(work.rows, *payment);
}

}  // namespace

std::string_view name_of(SuspenseReason reason) {
  constexpr std::string_view names[] = {"unknown_reference", "wrong_amount",   "late",
                                        "cancelled",         "second_payment", "not_booked"};
  return names[static_cast<int>(reason)];
}
std::string_view name_of(SuspenseState state) {
  constexpr std::string_view names[] = {"open", "assigned", "returned", "refunded_by_acquirer"};
  return names[static_cast<int>(state)];
}

Result<Id<SuspenseItem>> open_item(Work& work, Caller const& caller, Movement const& movement, SuspenseReason reason) {
  auto merchant = movement.merchant;
  if (movement.charge) merchant = merchant_of(work, movement.charge->book);
  if (!merchant) merchant = merchant_of(work, caller.home_book);
  std::optional<Id<Charge>> charge;
  if (movement.charge) charge = movement.charge->id;
  SuspenseRecord const record{.id = work.new_id<SuspenseItem>(),
                              .book = merchant->book,
                              .organisation = merchant->organisation,
                              .reason = reason,
                              .state = SuspenseState::open,
                              .amount = movement.amount,
                              .received = work.now,
                              .paid_at = movement.paid_at,
                              .partner = caller.partner.name,
                              .acquirer_reference = movement.acquirer_reference,
                              .reference = movement.reference,
                              .charge = charge,
                              .resolved_at = {},
                              .resolution_note = {}};
  TRY(ledger::post(work, {.id = as<Entry>(record.id),
                          .book = merchant->book,
                          .kind = "suspense",
                          .day = work.today(),
                          .subject = record.id.uuid,
                          .transfers = {{merchant->bank, merchant->suspense, record.amount}}}));
  store::add_item(work.rows, {record, caller.home_book, caller.partner.number, movement.kind});
  work.record({suspense_opened,
               record.id.uuid,
               record.organisation,
               {{"reason", std::string(name_of(reason))},
                {"amount", std::to_string(record.amount.minor)},
                {"charge", charge ? charge->text() : std::string()}}});
  return record.id;
}

Verdict set_aside(Work& work, Id<Charge> id, Problem why) {
  auto charge = store::charge(work.rows, id);
  must(charge && charge->state == ChargeState::paid && charge->paid_at && charge->paid_amount);
  auto payment = store::incoming_of(work.rows, id);
  must(payment.has_value());
  if (payment->item) return why;  // a person placed it here, and is told
  auto const partner = store::partner_name(work.rows, payment->partner);
  Movement const movement{.kind = payment->kind,
                          .acquirer_reference = payment->acquirer_reference,
                          .reference = payment->reference,
                          .amount = *charge->paid_amount,
                          .paid_at = *charge->paid_at,
                          .charge = charge,
                          .merchant = {}};
  Caller caller;
  caller.partner.number = payment->partner;
  caller.partner.name = partner;
  caller.home_book = payment->home_book;
  payment->item = TRY(open_item(work, caller, movement, SuspenseReason::not_booked));
  payment->charge.reset();
  store::set_incoming(work.rows, *payment);
  charge->state = ChargeState::waiting;
  charge->paid_at.reset();
  charge->paid_amount.reset();
  store::set_charge(work.rows, *charge);
  return done;
}

Verdict undo_posting(Work& work, SuspenseRecord const& item) {
  TRY(ledger::reverse(
      work, {.id = work.new_id<Entry>(), .book = item.book, .reverses = as<Entry>(item.id), .day = work.today()}));
  return done;
}

Verdict take_back_posting(Work& work, SuspenseRecord const& item) {
  auto const merchant = merchant_of(work, item.book);
  auto const at_hand = std::min(item.amount, TRY(ledger::balance(work, item.book, merchant.bank)));
  if (at_hand == item.amount) return undo_posting(work, item);
  TRY(open_owed_account(work, item.book, item.organisation));
  std::vector<ledger::TransferWish> transfers{
      {merchant.suspense, owed_account_of(item.organisation), item.amount - at_hand}};
  if (at_hand.positive()) transfers.push_back({merchant.suspense, merchant.bank, at_hand});
  TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                          .book = item.book,
                          .kind = ledger::kind_chargeback,
                          .day = work.today(),
                          .subject = item.id.uuid,
                          .transfers = std::move(transfers)}));
  return done;
}

Result<std::vector<SuspenseRecord>> list_suspense(View const& view, Id<Organisation> organisation,
                                                  std::optional<SuspenseState> state,
                                                  std::optional<Id<SuspenseItem>> after, int limit) {
  TRY(work::require(view.actor, may_see_suspense, organisation));
  auto const merchant = store::merchant(view.rows, organisation);
  if (!merchant) return std::vector<SuspenseRecord>();
  return store::items(view.rows, merchant->book, state, after, std::clamp(limit, 1, 200));
}

Result<SuspenseRecord> find_suspense(View const& view, Id<SuspenseItem> id) {
  auto const found = store::item(view.rows, id);
  if (!found) return refuse(suspense_unknown);
  TRY(work::require(view.actor, may_see_suspense, found->record.organisation));
  return found->record;
}

Result<SuspenseRecord> assign_suspense(Work& work, Id<SuspenseItem> id, Id<Charge> charge_id, std::string_view note) {
  auto item = TRY(resolvable(work, id));
  auto& record = item.record;
  if (record.state == SuspenseState::assigned && record.charge == charge_id) return record;
  if (record.state != SuspenseState::open) return refuse(suspense_settled);
  record.resolution_note = TRY(checked_note(note));
  auto const charge = store::charge(work.rows, charge_id);
  if (!charge || charge->book != record.book) return refuse(charge_unknown).at("/charge");
  if (charge->state != ChargeState::waiting && charge->state != ChargeState::expired)
    return refuse(charge_settled).at("/charge");
  record.state = SuspenseState::assigned;
  record.charge = charge_id;
  record.resolved_at = work.now;
  store::set_item(work.rows, record);
  lead_payment_to_charge(work, item, charge_id);
  // In this order: the money comes into the bank account once more before it leaves suspense (leave_suspense), so that
  // nothing is asked of a bank account that others have emptied.
  pay(work, *charge, record.amount, record.paid_at);
  work.record({suspense_assigned,
               id.uuid,
               record.organisation,
               {{"amount", std::to_string(record.amount.minor)}, {"charge", charge_id.text()}}});
  return record;
}

Verdict leave_suspense(Work& work, Id<SuspenseItem> id) {
  auto const item = store::item(work.rows, id);
  must(item && item->record.state == SuspenseState::assigned);
  return undo_posting(work, item->record);
}

Result<SuspenseRecord> return_suspense(Work& work, Id<SuspenseItem> id, std::string_view note) {
  auto item = TRY(resolvable(work, id));
  auto& record = item.record;
  if (record.state == SuspenseState::returned) return record;
  if (record.state != SuspenseState::open) return refuse(suspense_settled);
  record.resolution_note = TRY(checked_note(note));
  auto const posted = ledger::find_entry(work, record.book, as<Entry>(id));
  must(posted && posted->transfers.size() == 1);
  auto const& came = posted->transfers[0];
  auto const at_hand = TRY(ledger::balance(work, record.book, came.debit));
  if (at_hand < record.amount)
    return refuse(bank_too_low).with("available", shown(at_hand)).with("needed", shown(record.amount));
  TRY(ledger::post(work, {.id = work.new_id<Entry>(),
                          .book = record.book,
                          .kind = "suspense_return",
                          .day = work.today(),
                          .subject = id.uuid,
                          .transfers = {{came.credit, came.debit, record.amount}}}));
  record.state = SuspenseState::returned;
  record.resolved_at = work.now;
  store::set_item(work.rows, record);
  work.record({suspense_returned, id.uuid, record.organisation, {{"amount", std::to_string(record.amount.minor)}}});
  return record;
}

}  // namespace lumbung::payments
