#include <algorithm>

#include "access/sign_in.h"
#include "giving/holds.h"
#include "giving/routes_parts.h"
#include "giving/routes_show.h"
#include "giving/settlements.h"

namespace lumbung::giving {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr int page = 50;
constexpr std::array<std::string_view, 5> hold_states{"open", "released", "returned", "won", "lost"};
constexpr std::array<std::string_view, 3> settlement_states{"proposed", "paid", "refused"};

void show_hold(Json& j, HoldRecord const& hold) {
  j("id", hold.id);
  j("kind", hold.kind == HoldKind::dispute ? "dispute" : "suspicion");
  j("reason", hold.reason);
  j("reference", hold.reference);
  hold.deadline ? j("deadline", *hold.deadline) : j.null("deadline");
  j("amount", hold.amount());
  j("from_fund", hold.from_fund);
  j("from_released", hold.from_released);
  j("state", hold_states[static_cast<std::size_t>(hold.state)]);
  j("note", hold.note);
  j("placed_at", hold.placed);
  hold.ended ? j("ended_at", *hold.ended) : j.null("ended_at");
}

void show_gift(Json& j, work::View const& view, GiftRecord const& g) {
  j("id", g.id);
  j("at", g.at);
  j("amount", g.amount);
  j("fee", g.fee);
  j("refunded", g.refunded);
  j("state", name_of(g.state));
  j("shown_as", g.anonymous ? "Hamba Allah" : g.name);
  j("message", g.message);
  auto const left = left_of(view, g);
  j("unused", left.unused);
  j("returnable", left.in_fund);
}

Result<Answer> gifts_door(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Campaign>("campaign"));
  auto const campaign = TRY(find(view, id));
  TRY(work::require(view.actor, view_gifts, campaign.organisation));
  auto query = Fields::of_query(request);
  auto const after = query.optional_id<Gift>("after");
  auto const held_only = query.optional_choice("held", {"yes"}).has_value();
  TRY(query.finish());
  auto const found = held_only ? held_gifts(view, campaign, after, page) : gifts(view, campaign, after, page, false);
  auto const open = open_holds(view, campaign, found);
  Json j;
  j.object([&] {
    j.list("items", found, [&](GiftRecord const& g) {
      show_gift(j, view, g);
      auto const hold = std::ranges::find(open, g.id, &HoldRecord::gift);
      if (hold == open.end()) return j.null("hold");
      j.object("hold", [&] { show_hold(j, *hold); });
    });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> holds_door(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Gift>("gift"));
  auto const gift = TRY(find(view, id));
  auto const campaign = TRY(find(view, gift.campaign));
  TRY(work::require(view.actor, view_gifts, campaign.organisation));
  Json j;
  j.object([&] { j.list("items", holds(view, gift), [&](HoldRecord const& hold) { show_hold(j, hold); }); });
  return http::shown(std::move(j));
}

Result<Answer> hold_now(work::View const& view, Id<Gift> id) {
  auto const gift = TRY(find(view, id));
  auto const all = holds(view, gift);
  must(!all.empty());
  Json j;
  j.object([&] { show_hold(j, all.front()); });
  return http::shown(std::move(j));
}

Result<Act> hold_door(Request const& request, Fields& f) {
  HoldWish const wish{
      .id = f.id<GiftHold>("id"),
      .gift = TRY(request.id_in_path<Gift>("gift")),
      .kind = f.choice<HoldKind>("kind", {{"suspicion", HoldKind::suspicion}, {"dispute", HoldKind::dispute}}),
      .reason = f.text("reason", {.max = 500, .lines = true}),
      .reference = f.optional_text("reference", {.max = 60}).value_or(""),
      .deadline = f.optional_date("deadline")};
  return Act([wish](work::Work& work) -> Result<Answer> {
    TRY(hold_gift(work, wish));
    return hold_now(work, wish.gift);
  });
}

Result<Act> ending_door(Request const& request, Fields& f) {
  auto const gift = TRY(request.id_in_path<Gift>("gift"));
  auto const outcome = f.choice<HoldState>("outcome", {{"released", HoldState::released},
                                                       {"returned", HoldState::returned},
                                                       {"won", HoldState::won},
                                                       {"lost", HoldState::lost}});
  auto const note = f.text("note", {.max = 500, .lines = true});
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(end_hold(work, gift, outcome, note));
    // Then money leaves the house.
    if (outcome == HoldState::returned) TRY(access::require_fresh_second_factor(work));
    return hold_now(work, gift);
  });
}

// ---- What is owed to the acquirer

Result<Answer> owed_door(work::View const& view, Request const& request) {
  auto const organisation = TRY(request.id_in_path<Organisation>("organisation"));
  auto const now = TRY(owed(view, organisation));
  Json j;
  j.object([&] {
    j("owed", now.owed);
    j("own_money", now.own_money);
    j.list("items", now.settlements, [&](SettlementRecord const& s) {
      j("id", s.id);
      j("approval", approval_of(s.id));
      j("amount", s.amount);
      j("paid_from", s.from == PaidFrom::bank ? "bank" : "own_account");
      j("reference", s.reference);
      j("reason", s.reason);
      j("state", settlement_states[static_cast<std::size_t>(s.state)]);
      j("proposed_at", s.proposed);
      s.decided ? j("decided_at", *s.decided) : j.null("decided_at");
    });
  });
  return http::shown(std::move(j));
}

Result<Act> settle_door(Request const& request, Fields& f) {
  SettlementWish const wish{
      .id = f.id<Settlement>("id"),
      .organisation = TRY(request.id_in_path<Organisation>("organisation")),
      .amount = f.money("amount"),
      .from = f.choice<PaidFrom>("paid_from", {{"bank", PaidFrom::bank}, {"own_account", PaidFrom::own_account}}),
      .reference = f.optional_text("reference", {.max = 60}).value_or(""),
      .reason = f.text("reason", {.max = 500, .lines = true})};
  return Act([wish](work::Work& work) -> Result<Answer> {
    auto const made = TRY(propose_settlement(work, wish));
    Json j;
    j.object([&] {
      j("id", made);
      j("approval", approval_of(made));
    });
    return http::made("/api/approvals/" + approval_of(made).text(), std::move(j));
  });
}

}  // namespace

void open_hold_doors(http::Doors& doors) {
  doors.look({http::Method::get, "/api/console/campaigns/{campaign}/gifts", "listGifts"}, gifts_door);
  doors.look({http::Method::get, "/api/gifts/{gift}/holds", "listGiftHolds"}, holds_door);
  doors.change({http::Method::post, "/api/gifts/{gift}/hold", "holdGift"}, hold_door);
  doors.change({http::Method::post, "/api/gifts/{gift}/hold/ending", "endGiftHold"}, ending_door);
  doors.look({http::Method::get, "/api/organisations/{organisation}/owed", "getOwed"}, owed_door);
  doors.change({http::Method::post, "/api/organisations/{organisation}/settlements", "proposeSettlement"}, settle_door);
}

}  // namespace lumbung::giving
