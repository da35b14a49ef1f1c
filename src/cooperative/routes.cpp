#include "cooperative/routes.h"

#include "cooperative/routes_parts.h"

namespace lumbung::cooperative {
namespace {

Bylaws read_bylaws(Fields f) {
  return {.from = f.date("from"),
          .pokok = f.money("pokok"),
          .pokok_parts = static_cast<int>(f.integer_or("pokok_parts", 1, 1, 60)),
          .wajib = f.money_or_zero("wajib"),
          .due_day = static_cast<int>(f.integer("due_day", 1, 31)),
          .grace_days = static_cast<int>(f.integer_or("grace_days", 0, 0, 365)),
          .sukarela_free = f.optional_boolean("sukarela_free").value_or(true),
          .two_people_above = f.optional_money("two_people_above"),
          .source = f.text("source", {.max = 300})};
}

void show(Json& j, View const& view, CooperativeRecord const& of) {
  j("organisation", of.organisation);
  j("legal_number", of.legal_number);
  j("founded", of.founded);
  j("last_number", of.last_number);
  j.list("bylaws", bylaws(view, of.book), [&](Bylaws const& one) {
    j("from", one.from);
    j("pokok", one.pokok);
    j("pokok_parts", one.pokok_parts);
    j("wajib", one.wajib);
    j("due_day", one.due_day);
    j("grace_days", one.grace_days);
    j("sukarela_free", one.sukarela_free);
    or_null(j, "two_people_above", one.two_people_above);
    j("source", one.source);
  });
  j.list("tills", tills(view, of.book), [&](TillRecord const& one) {
    j("id", one.id);
    j("kind", word_in(till_kinds, one.kind));
    j("name", one.name);
    auto const balance = ledger::balance(view, {of.book}, one.account());
    j("balance", balance.refused() ? 0_rp : *balance);
  });
}

Result<Act> opening(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  CooperativeWish const wish{.legal_number = f.text("legal_number", {.max = 60}),
                             .founded = f.date("founded"),
                             .bylaws = read_bylaws(f.object("bylaws"))};
  return Act([id, wish](Work& work) -> Result<Answer> {
    auto const made = TRY(open_cooperative(work, id, wish));
    Json j;
    j.object([&] { show(j, work, made); });
    return http::made(base_of(id), std::move(j));
  });
}

Result<Answer> showing(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  bool const any = view.actor.may(view_members, id) || view.actor.may(collect, id);
  if (!any) TRY(work::require(view.actor, manage, id));
  auto const of = TRY(cooperative_of(view, id));
  Json j;
  j.object([&] { show(j, view, of); });
  return http::shown(std::move(j));
}

Result<Act> changing_bylaws(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  auto const wish = read_bylaws(f.object("bylaws"));
  return Act([id, wish](Work& work) -> Result<Answer> {
    TRY(change_bylaws(work, id, wish));
    auto const of = TRY(cooperative_of(work, id));
    Json j;
    j.object([&] { show(j, work, of); });
    return http::shown(std::move(j));
  });
}

Result<Act> opening_till(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  TillRecord const wish{.id = f.id<CooperativeTill>("id"),
                        .kind = choice_of(f, "kind", till_kinds),
                        .name = f.text("name", {.max = 60}),
                        .opened = {}};
  return Act([id, wish](Work& work) -> Result<Answer> {
    TRY(open_till(work, id, wish));
    return made_with_id(base_of(id), wish.id.uuid);
  });
}

Result<Act> moving_cash(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  CashMove const wish{.id = f.id<Entry>("id"),
                      .from = f.id<CooperativeTill>("from"),
                      .to = f.id<CooperativeTill>("to"),
                      .amount = f.money("amount"),
                      .day = f.date("day")};
  return Act([id, wish](Work& work) -> Result<Answer> {
    TRY(move_cash(work, id, wish));
    return made_with_id(base_of(id), wish.id.uuid);
  });
}

}  // namespace

Result<Named> named(Request const& request) {
  auto const organisation = TRY(request.id_in_path<Organisation>("organisation"));
  auto const member = TRY(request.id_in_path<CooperativeMember>("member"));
  return Named{organisation, member};
}

Result<MemberRecord> member_to_show(View const& view, Request const& request) {
  auto const names = TRY(named(request));
  if (view.actor.kind == work::Kind::visitor) return refuse(work::sign_in_first);
  auto const of = TRY(cooperative_of(view, names.organisation));
  auto const found = member(view, of.book, names.member);
  TRY(work::require(view.actor, view_members, names.organisation, found.refused() ? "" : found->area));
  return found;
}

void open_doors(Doors& doors) {
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative", "openCooperative"}, opening);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative", "getCooperative"}, showing);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/bylaws", "changeBylaws"}, changing_bylaws);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/tills", "openTill"}, opening_till);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/cash-moves", "moveCash"}, moving_cash);
  open_member_doors(doors);
  open_saving_doors(doors);
  open_eligibility_doors(doors);
  open_leaving_doors(doors);
}

}  // namespace lumbung::cooperative
