// What follows upon which event, across rooms that do not know each other.
#include <charconv>

#include "access/organisations.h"
#include "app/installation.h"
#include "giving/giving.h"
#include "payments/payments.h"
#include "programme/programme.h"

namespace lumbung::app {
namespace {

std::string_view fact(work::Event const& event, std::string_view name) {
  for (auto const& fact : event.facts)
    if (fact.name == name) return fact.value;
  throw Mistake("an event lacks its fact " + std::string(name));
}

Instant moment(std::string_view micros) {
  Instant at;
  auto const [end, error] = std::from_chars(micros.data(), micros.data() + micros.size(), at.micros);
  must(error == std::errc() && end == micros.data() + micros.size());
  return at;
}

// A gift's charge was paid: the gift is booked.
Verdict gift_arrives(work::Work& work, work::Event const& event) {
  return giving::receive(work, {event.subject}, moment(fact(event, "paid_at")));
}

Verdict gift_expires(work::Work& work, work::Event const& event) { return giving::expire(work, {event.subject}); }

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

}  // namespace

void wire_followers(work::Engine& engine) {
  engine.after(access::approved, access::organisation_approved);
  engine.after(access::approved, release_is_carried_out);
  engine.after(access::approval_refused, release_is_refused);
  engine.after(payments::charge_paid, gift_arrives);
  engine.after(payments::charge_expired, gift_expires);
  engine.after(payments::charge_cancelled, gift_expires);
}

void wire_contents(access::Contents& contents) {
  access::add_contents_of_organisations(contents);
  contents.of(std::string(programme::release_approval),
              [](work::View const& view, Uuid const& release) { return programme::release_content(view, {release}); });
}

}  // namespace lumbung::app
