#include "payments/routes.h"

#include "access/sign_in.h"
#include "payments/payments.h"

namespace lumbung::payments {

namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr int page = 50;

Result<Answer> charge_status(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Charge>("charge"));
  auto const charge = TRY(find_charge(view, id));
  Json j;
  j.object([&] {
    j("state", name_of(charge.state));
    j("expires", charge.expires);
  });
  return http::shown(std::move(j));
}

// By what a payer's statement or an acquirer's message says: our reference or a virtual account's number.
Result<Answer> find_charges_door(work::View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const reference = query.text("reference", {.max = 40});
  TRY(query.finish());
  auto const found = TRY(find_charges(view, organisation, reference));
  Json j;
  j.object([&] {
    j.list("items", found, [&](ChargeRecord const& charge) {
      j("id", charge.id);
      j("reference", charge.reference);
      j("method", name_of(charge.method));
      j("va_number", charge.va_number);
      j("title", charge.title);
      j("amount", charge.amount);
      j("state", name_of(charge.state));
      j("created", charge.created);
      j("expires", charge.expires);
      j("payable", charge.state == ChargeState::waiting || charge.state == ChargeState::expired);
    });
    j.null("next");
  });
  return http::shown(std::move(j));
}

void write_item(Json& j, SuspenseRecord const& item) {
  j("id", item.id);
  j("organisation", item.organisation);
  j("reason", name_of(item.reason));
  j("state", name_of(item.state));
  j("amount", item.amount);
  j("received", item.received);
  j("paid_at", item.paid_at);
  j("partner", item.partner);
  j("acquirer_reference", item.acquirer_reference);
  j("reference", item.reference);
  j("charge", item.charge);
  j("resolved_at", item.resolved_at);
  if (!item.resolution_note.empty()) j("note", item.resolution_note);
}

Answer shown_item(SuspenseRecord const& item) {
  Json j;
  j.object([&] { write_item(j, item); });
  return http::shown(std::move(j));
}

Result<Answer> list_door(work::View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const state =
      query.optional_choice<SuspenseState>("state", {{"open", SuspenseState::open},
                                                     {"assigned", SuspenseState::assigned},
                                                     {"returned", SuspenseState::returned},
                                                     {"refunded_by_acquirer", SuspenseState::refunded_by_acquirer}});
  auto const after = query.optional_id<SuspenseItem>("after");
  TRY(query.finish());
  auto const items = TRY(list_suspense(view, organisation, state, after, page));
  Json j;
  j.object([&] {
    j.list("items", items, [&](SuspenseRecord const& item) { write_item(j, item); });
    items.size() == page ? j("next", items.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> item_door(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<SuspenseItem>("item"));
  auto const item = TRY(find_suspense(view, id));
  return shown_item(item);
}

Result<Act> resolve_door(Request const& request, Fields& f) {
  auto const item = TRY(request.id_in_path<SuspenseItem>("item"));
  bool const assigns = f.choice("action", {"assign", "return"}) == 0;
  auto const charge = f.optional_id<Charge>("charge");
  if (assigns && !charge && !f.has("charge")) f.wrong("charge", refuse(http::field_missing));
  if (!assigns && f.has("charge")) f.wrong("charge", refuse(http::field_unknown));
  auto const note = f.text("note", {.min = 5, .max = 300, .lines = true});
  return Act([=](work::Work& work) -> Result<Answer> {
    auto const resolved = TRY(assigns ? assign_suspense(work, item, *charge, note) : return_suspense(work, item, note));
    if (!assigns) TRY(access::require_fresh_second_factor(work));  // money leaves the house: undone without it
    return shown_item(resolved);
  });
}

}  // namespace

void open_doors(http::Doors& doors) {
  using http::Method;
  doors.look({Method::get, "/api/charges/{charge}/status", "getChargeStatus"}, charge_status);
  doors.look({Method::get, "/api/charges", "findCharges"}, find_charges_door);
  doors.look({Method::get, "/api/suspense", "listSuspense"}, list_door);
  doors.look({Method::get, "/api/suspense/{item}", "getSuspenseItem"}, item_door);
  doors.change({Method::post, "/api/suspense/{item}/resolution", "resolveSuspense"}, resolve_door);
  open_snap_doors(doors);
}

}  // namespace lumbung::payments
