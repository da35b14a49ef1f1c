// Withdrawals by two, and members who leave.
#include "cooperative/routes_parts.h"

namespace lumbung::cooperative {
namespace {

void show(Json& j, PayoutRecord const& one) {
  j("id", one.id);
  j("approval", approval_of(one.id));
  j("member", one.member);
  j("kind", word_in(payout_kinds, one.kind));
  j("till", one.till);
  j("amount", one.amount);
  j("state", word_in(payout_states, one.state));
  or_null(j, "because",
          one.departure ? std::optional(std::string(word_in(becauses, one.departure->because))) : std::nullopt);
  j("proposed", one.proposed);
  j.list("shares", one.shares, [&](HeirShare const& share) {
    j("person", share.person);
    j("amount", share.amount);
  });
}

Answer made_payout(Id<Organisation> organisation, PayoutRecord const& payout) {
  Json j;
  j.object([&] { show(j, payout); });
  return http::made(base_of(organisation) + "/payouts", std::move(j));
}

Result<Act> proposing(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  PayoutWish const wish{.id = f.id<MemberPayout>("id"),
                        .member = f.id<CooperativeMember>("member"),
                        .till = f.id<CooperativeTill>("till")};
  auto const amount = f.money("amount");
  return Act([=](Work& work) -> Result<Answer> {
    auto const made = TRY(propose_withdrawal(work, id, wish, amount));
    return made_payout(id, made);
  });
}

Result<Act> settling(Request const& request, Fields& f) {
  auto const names = TRY(named(request));
  PayoutWish const wish{.id = f.id<MemberPayout>("id"), .member = names.member, .till = f.id<CooperativeTill>("till")};
  Departure const departure{.because = choice_of(f, "because", becauses),
                            .decision = {.decision = MemberDecision::left,
                                         .on = f.date("on"),
                                         .body = choice_of(f, "body", bodies),
                                         .minutes = f.text("minutes", {.max = 60}),
                                         .reason = f.text("reason", {.max = 500})}};
  return Act([=](Work& work) -> Result<Answer> {
    auto const made = TRY(settle(work, names.organisation, wish, departure));
    return made_payout(names.organisation, made);
  });
}

Result<Answer> showing_settlement(View const& view, Request const& request) {
  auto const member = TRY(member_to_show(view, request));
  auto const now = settlement_of(view, member);
  Json j;
  j.object([&] {
    j("pokok", now.pokok);
    j("wajib", now.wajib);
    j("sukarela", now.sukarela);
    j("owed", now.owed);
    j("tied", now.tied);
    j("paid", now.paid());
  });
  return http::shown(std::move(j));
}

Result<Answer> listing(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  auto query = Fields::of_query(request);
  auto const after = query.optional_id<MemberPayout>("after");
  TRY(query.finish());
  TRY(work::require(view.actor, view_members, id));
  auto const of = TRY(cooperative_of(view, id));
  auto page = payouts(view, of.book, after, page_limit + 1);
  bool const more = page.size() > page_limit;
  if (more) page.pop_back();
  Json j;
  j.object([&] {
    j.list("items", page, [&](PayoutRecord const& one) { show(j, one); });
    or_null(j, "next", more ? std::optional(page.back().id) : std::nullopt);
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_leaving_doors(Doors& doors) {
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/payouts", "proposePayout"}, proposing);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative/payouts", "listPayouts"}, listing);
  doors.change(
      {Method::post, "/api/organisations/{organisation}/cooperative/members/{member}/settlement", "settleMember"},
      settling);
  doors.look(
      {Method::get, "/api/organisations/{organisation}/cooperative/members/{member}/settlement", "getSettlement"},
      showing_settlement);
}

}  // namespace lumbung::cooperative
