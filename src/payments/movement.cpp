#include "payments/movement.h"

#include "core/canary.h"

namespace lumbung::payments {
namespace {

store::Incoming incoming_of(Work& work, Caller const& caller, Movement const& movement) {
  return {.home_book = caller.home_book,
          .partner = caller.partner.number,
          .kind = movement.kind,
          .acquirer_reference = movement.acquirer_reference,
          .id = work.new_id<IncomingPayment>(),
          .reference = movement.reference,
          .amount = movement.amount,
          .paid_at = movement.paid_at,
          .received = work.now,
          .succeeded = false,
          .refunded = false,
          .charge = {},
          .item = {}};
}

// Where the money belongs: the charge it names, when that is waiting for just this; suspense otherwise.
Result<Outcome> place(Work& work, Caller const& caller, Movement const& movement, store::Incoming& payment) {
  auto const& charge = movement.charge;
  auto const against = charge ? reason_against(*charge, movement.amount, movement.paid_at)
                              : std::optional(SuspenseReason::unknown_reference);
  if (against) {
    payment.item = TRY(open_item(work, caller, movement, *against));
    return Outcome::suspended;
  }
  payment.charge = charge->id;
  pay(work, *charge, movement.amount, movement.paid_at);
  return Outcome::paid;
}

void take_back_from_charge(Work& work, Id<Charge> id) {
  auto charge = store::charge(work.rows, id);
  must(charge && charge->state == ChargeState::paid);
  charge->state = ChargeState::refunded;
  store::set_charge(work.rows, *charge);
  work.record({charge_refunded,
               charge->id.uuid,
               charge->organisation,
               {{"amount", std::to_string(charge->paid_amount.value_or(charge->amount).minor)}}});
}

Verdict take_back_from_item(Work& work, Id<SuspenseItem> id) {
  auto found = store::item(work.rows, id);
  must(found.has_value());
  auto& item = found->record;
  if (item.state == SuspenseState::open) {
    TRY(take_back_posting(work, item));
    item.state = SuspenseState::refunded_by_acquirer;
    item.resolved_at = work.now;
    store::set_item(work.rows, item);
  }
  // An item that we had returned already went back twice: the event tells those who must ask the bank about it.
  work.record({suspense_refunded,
               item.id.uuid,
               item.organisation,
               {{"amount", std::to_string(item.amount.minor)}, {"state", std::string(name_of(item.state))}}});
  return done;
}

}  // namespace

std::optional<SuspenseReason> reason_against(ChargeRecord const& charge, Money amount, Instant paid_at) {
  if (charge.state == ChargeState::cancelled) return SuspenseReason::cancelled;
  if (charge.state == ChargeState::paid || charge.state == ChargeState::refunded) return SuspenseReason::second_payment;
  if (paid_at > charge.expires && !canary("payments.late_is_taken")) return SuspenseReason::late;
  if (amount != charge.amount && !canary("payments.any_amount_will_do")) return SuspenseReason::wrong_amount;
  return std::nullopt;
}

void pay(Work& work, ChargeRecord charge, Money amount, Instant paid_at) {
  charge.state = ChargeState::paid;
  charge.paid_at = paid_at;
  charge.paid_amount = amount;
  store::set_charge(work.rows, charge);
  work.record({charge_paid,
               charge.id.uuid,
               charge.organisation,
               {{"amount", std::to_string(amount.minor)},
                {"paid_at", std::to_string(paid_at.micros)},
                {"method", std::string(name_of(charge.method))},
                {"reference", charge.reference}}});
}

Result<Outcome> succeed(Work& work, Caller const& caller, Movement const& movement) {
  auto known =
      store::incoming(work.rows, caller.home_book, caller.partner.number, movement.kind, movement.acquirer_reference);
  if (known) {
    if (known->amount != movement.amount || known->reference != movement.reference) return refuse(other_content);
    // What was refunded before it succeeded has come to nothing.
    if (known->refunded && !known->succeeded) {
      known->succeeded = true;
      store::set_incoming(work.rows, *known);
    }
    return Outcome::nothing_new;
  }
  auto payment = incoming_of(work, caller, movement);
  payment.succeeded = true;
  auto const outcome = TRY(place(work, caller, movement, payment));
  store::add_incoming(work.rows, payment);
  return outcome;
}

Result<Outcome> refund(Work& work, Caller const& caller, Movement const& movement) {
  auto known =
      store::incoming(work.rows, caller.home_book, caller.partner.number, movement.kind, movement.acquirer_reference);
  if (!known) {
    auto payment = incoming_of(work, caller, movement);
    payment.refunded = true;
    store::add_incoming(work.rows, payment);
    return Outcome::noted;
  }
  if (known->amount != movement.amount || known->reference != movement.reference) return refuse(other_content);
  if (known->refunded) return Outcome::nothing_new;
  known->refunded = true;
  store::set_incoming(work.rows, *known);
  if (known->charge)
    take_back_from_charge(work, *known->charge);
  else if (known->item)
    TRY(take_back_from_item(work, *known->item));
  return Outcome::refunded;
}

}  // namespace lumbung::payments
