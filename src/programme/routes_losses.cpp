#include <array>

#include "programme/losses.h"
#include "programme/routes.h"

namespace lumbung::programme {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr std::array<std::string_view, 3> states{"reported", "booked", "refused"};

Result<Act> report_door(Request const& request, Fields& f) {
  auto const programme = TRY(request.id_in_path<Programme>("programme"));
  LossWish wish{.id = f.id<StockLoss>("id"),
                .item = f.id<PlanItem>("item"),
                .kind = f.choice<LossKind>("kind", {{"spoiled", LossKind::spoiled}, {"lost", LossKind::lost}}),
                .units = f.integer("units", 1, 1'000'000'000),
                .reason = f.text("reason", {.max = 500, .lines = true}),
                .on = f.date("on"),
                .evidence = {}};
  for (auto const& text : f.texts("evidence", 20, {.min = 64, .max = 64})) {
    auto const bytes = from_hex(text);
    if (bytes && bytes->size() == 32)
      wish.evidence.push_back(hash_from(*bytes));
    else
      f.wrong("evidence", refuse(evidence_not_stored));
  }
  return Act([programme, wish](work::Work& work) -> Result<Answer> {
    auto const made = TRY(report_loss(work, programme, wish));
    Json j;
    j.object([&] {
      j("id", made);
      j("approval", approval_of(made));
    });
    return http::made("/api/programmes/" + programme.text() + "/losses", std::move(j));
  });
}

Result<Answer> losses_door(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Programme>("programme"));
  auto const programme = TRY(find(view, id));
  TRY(work::require(view.actor, view_programme, programme.organisation, programme.area));
  Json j;
  j.object([&] {
    j.list("items", losses(view, id), [&](LossRecord const& one) {
      j("id", one.id);
      j("approval", approval_of(one.id));
      j("item", one.item_name);
      j("kind", one.kind == LossKind::lost ? "lost" : "spoiled");
      j("units", one.units);
      j("cost", one.cost);
      j("reason", one.reason);
      j("on", one.on);
      j.values("evidence", one.evidence);
      j("state", states[static_cast<std::size_t>(one.state)]);
      j("reported_at", one.reported_at);
    });
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_loss_doors(http::Doors& doors) {
  doors.change({http::Method::post, "/api/programmes/{programme}/losses", "reportLoss"}, report_door);
  doors.look({http::Method::get, "/api/programmes/{programme}/losses", "listLosses"}, losses_door);
}

}  // namespace lumbung::programme
