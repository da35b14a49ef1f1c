#include <algorithm>

#include "programme/rules.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr std::int64_t fewest_shown = 10;  // households in an area before the area may be named in public

Money balance(View const& view, ProgrammeRecord const& programme, Id<LedgerAccount> account) {
  auto const found = ledger::balance(view, {programme.book}, account);
  must(!found.refused());  // opened together with the programme
  return *found;
}

}  // namespace

Standing standing(View const& view, Id<Programme> id) {
  Standing sum;
  auto const programme = store::find(view, id);
  if (!programme) return sum;
  auto const its = accounts(id);
  sum.released = balance(view, *programme, its.released);
  sum.in_goods = balance(view, *programme, its.in_goods);
  sum.service_costs = store::costs_of(view, *programme, BudgetKind::service);
  sum.collection_costs = store::costs_of(view, *programme, BudgetKind::collection);
  sum.delivered = balance(view, *programme, its.spent) - sum.service_costs - sum.collection_costs;
  if (auto const plan = store::plan(view, *programme))
    for (auto const& item : plan->items) sum.units_planned += item.units;
  auto const counts = store::delivery_counts(view, *programme);
  sum.units_delivered = counts.units;
  sum.units_proven = counts.proven;
  sum.households_served = counts.households;
  sum.served_with_decile = counts.with_decile;
  sum.served_in_1_to_4 = counts.in_1_to_4;
  return sum;
}

std::vector<std::pair<Date, Money>> spent_by_day(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  if (!programme) return {};
  auto days = store::delivered_by_day(view, *programme);
  auto const costs = store::costs_by_day(view, *programme);
  days.insert(days.end(), costs.begin(), costs.end());
  return days;
}

PublicTotals public_totals(View const& view) { return store::public_totals(view); }

std::vector<DeliveryRecord> latest_deliveries(View const& view, int limit) {
  std::vector<DeliveryRecord> latest;
  for (auto const& id : store::latest_deliveries(view, limit))
    if (auto delivery = store::delivery(view, id)) latest.push_back(*std::move(delivery));
  return latest;
}

std::vector<StockLine> stock(View const& view, Id<Programme> id) {
  std::vector<StockLine> lines;
  auto const programme = store::find(view, id);
  if (!programme) return lines;
  auto const plan = store::plan(view, *programme);
  if (!plan) return lines;
  for (auto const& item : plan->items) {
    StockLine line{.item = item, .in_stock = 0, .value = 0_rp};
    line.bought = store::units_bought(view, *programme, item.id);
    line.delivered = store::units_delivered(view, *programme, item.id);
    auto const out = store::units_out(view, *programme, item.id);
    line.in_stock = line.bought - out;
    for (auto const& lot : store::lots(view, *programme, item.id, out, line.bought)) {
      auto const gone = std::max(out, lot.before) - lot.before;
      line.value += lot.total - share_of(lot.total, gone, lot.units);
    }
    lines.push_back(line);
  }
  return lines;
}

std::string shown_area(View const& view, Id<Programme> id, std::string_view village) {
  auto const programme = store::find(view, id);
  if (!programme) return {};
  std::string area(village);
  while (!area.empty() && store::enrolled_in(view, *programme, area, fewest_shown) < fewest_shown) {
    auto const dot = area.rfind('.');
    area.resize(dot == std::string::npos ? 0 : dot);
  }
  // Never finer than what the programme says of itself, and never nothing: the programme's own area is public anyway.
  return area.size() < programme->area.size() ? programme->area : area;
}

}  // namespace lumbung::programme
