// What follows upon which event, across rooms that do not know each other.
#include <charconv>

#include "access/organisations.h"
#include "app/installation.h"
#include "cooperative/credit.h"
#include "cooperative/leaving.h"
#include "cooperative/write_off.h"
#include "giving/giving.h"
#include "giving/settlements.h"
#include "payments/payments.h"
#include "programme/losses.h"
#include "programme/programme.h"

namespace lumbung::app {
namespace {

std::string_view fact(work::Event const& event, std::string_view name) {
  for (auto const& fact : event.facts)
    if (fact.name == name) return fact.value;
  throw Mistake("an event lacks its fact " + std::string(name));
}

std::int64_t number(std::string_view text) {
  std::int64_t read = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  must(error == std::errc() && end == text.data() + text.size());
  return read;
}

// A gift's charge was paid: the gift is booked.
Verdict gift_arrives(work::Work& work, work::Event const& event) {
  return giving::receive(work, {event.subject}, Instant{number(fact(event, "paid_at"))});
}

// Suspense money was assigned, and booked as what it is: it lies in suspense no longer.
Verdict suspense_is_left(work::Work& work, work::Event const& event) {
  return payments::leave_suspense(work, {event.subject});
}

Verdict gift_expires(work::Work& work, work::Event const& event) { return giving::expire(work, {event.subject}); }

// The acquirer took a paid charge back: so does the ledger.
Verdict gift_is_taken_back(work::Work& work, work::Event const& event) {
  return giving::take_back(work, {event.subject});
}

// A collection cost was paid: the law bounds it by what was collected, which programme does not know.
Verdict collection_cost_is_bounded(work::Work& work, work::Event const& event) {
  if (fact(event, "kind") != "collection") return done;
  auto const programme = Id<Programme>::parse(fact(event, "programme"));
  must(!programme.refused());
  return giving::within_cost_cap(work, *programme, Money{number(fact(event, "amount")), rupiah});
}

// Two people agreed on a release: the money moves.
Verdict release_is_carried_out(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != programme::release_approval) return done;
  return programme::carry_out_release(work, {approval->subject});
}

Verdict release_is_refused(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != programme::release_approval) return done;
  return programme::refuse_release(work, {approval->subject});
}

// The same for goods that spoiled or were lost.
Verdict loss_is_booked(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != programme::loss_approval) return done;
  return programme::book_loss(work, {approval->subject});
}

Verdict loss_is_refused(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != programme::loss_approval) return done;
  return programme::refuse_loss(work, {approval->subject});
}

// The same for what is owed to the acquirer.
Verdict settlement_is_paid(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != giving::settlement_approval) return done;
  return giving::pay_settlement(work, {approval->subject});
}

Verdict settlement_is_refused(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != giving::settlement_approval) return done;
  return giving::refuse_settlement(work, {approval->subject});
}

// The same for money that a co-operative's member takes out.
Verdict payout_is_carried_out(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != cooperative::payout_approval) return done;
  return cooperative::carry_out_payout(work, {approval->subject});
}

Verdict payout_is_refused(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval || approval->kind != cooperative::payout_approval) return done;
  return cooperative::refuse_payout(work, {approval->subject});
}

// Credits of its groups, and what will not be paid back.
Verdict lending_is_approved(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval) return done;
  if (approval->kind == cooperative::credit_approval) return cooperative::approve_credit(work, {approval->subject});
  if (approval->kind == cooperative::write_off_approval)
    return cooperative::carry_out_write_off(work, {approval->subject});
  return done;
}

Verdict lending_is_refused(work::Work& work, work::Event const& event) {
  auto const approval = access::find_approval(work, access::approval_of(event));
  if (!approval) return done;
  if (approval->kind == cooperative::credit_approval) return cooperative::refuse_credit(work, {approval->subject});
  if (approval->kind == cooperative::write_off_approval)
    return cooperative::refuse_write_off(work, {approval->subject});
  return done;
}

}  // namespace

void wire_followers(work::Engine& engine) {
  engine.after(access::approved, access::organisation_approved);
  engine.after(access::approved, release_is_carried_out);
  engine.after(access::approval_refused, release_is_refused);
  engine.after(access::approved, loss_is_booked);
  engine.after(access::approval_refused, loss_is_refused);
  engine.after(access::approved, settlement_is_paid);
  engine.after(access::approval_refused, settlement_is_refused);
  engine.after(access::approved, payout_is_carried_out);
  engine.after(access::approval_refused, payout_is_refused);
  engine.after(access::approved, lending_is_approved);
  engine.after(access::approval_refused, lending_is_refused);
  engine.after(payments::charge_paid, gift_arrives);
  engine.after(payments::suspense_assigned, suspense_is_left);
  engine.after(payments::charge_expired, gift_expires);
  engine.after(payments::charge_cancelled, gift_expires);
  engine.after(payments::charge_refunded, gift_is_taken_back);
  engine.after(programme::cost_paid, collection_cost_is_bounded);
}

void wire_contents(access::Contents& contents) {
  access::add_contents_of_organisations(contents);
  contents.of(std::string(programme::release_approval),
              [](work::View const& view, Uuid const& release) { return programme::release_content(view, {release}); });
  contents.of(std::string(programme::loss_approval),
              [](work::View const& view, Uuid const& loss) { return programme::loss_content(view, {loss}); });
  contents.of(std::string(giving::settlement_approval), [](work::View const& view, Uuid const& settlement) {
    return giving::settlement_content(view, {settlement});
  });
  contents.of(std::string(cooperative::payout_approval),
              [](work::View const& view, Uuid const& payout) { return cooperative::payout_content(view, {payout}); });
  contents.of(std::string(cooperative::credit_approval),
              [](work::View const& view, Uuid const& credit) { return cooperative::credit_content(view, {credit}); });
  contents.of(std::string(cooperative::write_off_approval),
              [](work::View const& view, Uuid const& loan) { return cooperative::write_off_content(view, {loan}); });
}

}  // namespace lumbung::app
