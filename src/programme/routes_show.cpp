#include "programme/routes.h"
#include "registry/registry.h"
#include "translog/translog.h"

namespace lumbung::programme {
namespace {

constexpr std::array<std::string_view, 3> budget_kinds{"goods", "service", "collection"};
constexpr std::array<std::string_view, 3> evidence_kinds{"photo", "form", "signature"};

}  // namespace

std::string picture_url(Hash const& hash) { return "/evidence/" + hex(view_of(hash)) + ".jpg"; }

void show_area(http::Json& j, std::string_view name, work::View const& view, std::string_view code) {
  j.object(name, [&] {
    j("code", code);
    auto const parsed = AreaCode::parse(code);
    j("name", parsed.refused() ? std::string("Indonesia") : registry::full_name(view, *parsed));
  });
}

void show_log_index(http::Json& j, work::View const& view, std::int64_t book, Id<Entry> entry) {
  auto const found = ledger::find_entry(view, {book}, entry);
  auto const index = found ? translog::index_of(view, found->posted.leaf) : std::nullopt;
  if (index)
    j("log_index", *index);
  else
    j.null("log_index");
}

void show_delivery(http::Json& j, work::View const& view, ProgrammeRecord const& programme, DeliveryRecord const& d) {
  j("id", d.id);
  j("item", d.item_name);
  j("units", d.units);
  j("cost", d.cost);
  j("on", day_of(d.at, view.house.zone));
  show_area(j, "area", view, shown_area(view, programme.id, d.area));
  j("household", "Keluarga " + d.household);
  j("proven", d.proven());
  j.values("missing", d.missing());
  std::vector<EvidenceRecord> shown;
  for (auto const& piece : d.evidence)
    if (!piece.revoked) shown.push_back(piece);
  j.list("pictures", shown, [&](EvidenceRecord const& piece) {
    j("url", picture_url(piece.hash));
    j("kind", evidence_kinds[static_cast<std::size_t>(piece.kind)]);
    j("hash", piece.hash);
    j("cleared", piece.cleared);
  });
  j.object("entry", [&] {
    j("id", d.id);
    show_log_index(j, view, programme.book, as<Entry>(d.id));
  });
}

void show_plan(http::Json& j, Plan const& plan) {
  j("version", plan.version);
  j("target_households", plan.target_households);
  j("reason", plan.reason);
  j("hash", plan.hash);
  j.list("needs", plan.needs, [&](Need const& need) {
    j("text", need.text);
    j("households", need.households);
  });
  j.list("items", plan.items, [&](Item const& item) {
    j("id", item.id);
    j("name", item.name);
    j("asset", item.asset);
    j("unit_cost", item.unit_cost);
    j("units", item.units);
  });
  j.list("activities", plan.activities, [&](Activity const& activity) {
    j("title", activity.title);
    j("from", activity.from);
    j("to", activity.to);
  });
  j.list("budget", plan.budget, [&](BudgetLine const& line) {
    j("name", line.name);
    j("amount", line.amount);
    j("kind", budget_kinds[static_cast<std::size_t>(line.kind)]);
  });
}

}  // namespace lumbung::programme
