#include "programme/programme.h"

#include <algorithm>
#include <array>

#include "core/public_text.h"
#include "programme/rules.h"
#include "programme/store.h"
#include "translog/translog.h"

namespace lumbung::programme {
namespace {

Money goods_of(PlanWish const& wish) {
  Money sum = 0_rp;
  for (auto const& item : wish.items) sum += Money{item.unit_cost.minor * item.units, rupiah};
  return sum;
}

Money goods_budget_of(PlanWish const& wish) {
  Money sum = 0_rp;
  for (auto const& line : wish.budget)
    if (line.kind == BudgetKind::goods) sum += line.amount;
  return sum;
}

Verdict plan_is_whole(PlanWish const& wish) {
  if (wish.needs.empty() || wish.items.empty() || wish.budget.empty()) return refuse(plan_empty);
  for (auto const& item : wish.items) TRY(times(item.unit_cost, item.units));
  for (std::size_t i = 0; i < wish.activities.size(); ++i)
    if (wish.activities[i].to < wish.activities[i].from)
      return refuse(dates_reversed).at("/activities/" + std::to_string(i) + "/to");
  if (goods_budget_of(wish) != goods_of(wish))
    return refuse(plan_budget_differs)
        .at("/budget")
        .with("budget", shown(goods_budget_of(wish)))
        .with("items", shown(goods_of(wish)));
  return done;
}

// The plan is public, word by word.
Verdict fit_for_all(PlanWish const& wish, Date today) {
  auto const each = [&](auto const& list, std::string_view name, auto words) -> Verdict {
    for (std::size_t i = 0; i < list.size(); ++i)
      TRY(fit_for_public(list[i].*words, today, "/" + std::string(name) + "/" + std::to_string(i)));
    return done;
  };
  TRY(each(wish.needs, "needs", &Need::text));
  TRY(each(wish.items, "items", &Item::name));
  TRY(each(wish.activities, "activities", &Activity::title));
  TRY(each(wish.budget, "budget", &BudgetLine::name));
  return fit_for_public(wish.reason, today, "/reason");
}

// What has been bought or handed over stays in the plan.
Verdict keeps_what_is_used(View const& view, ProgrammeRecord const& programme, Plan const& old, PlanWish const& wish) {
  for (auto const& item : old.items) {
    auto const used =
        std::max(store::units_bought(view, programme, item.id), store::units_delivered(view, programme, item.id));
    if (used == 0) continue;
    auto const same = std::ranges::find(wish.items, item.id, &Item::id);
    if (same == wish.items.end() || same->units < used || same->asset != item.asset)
      return refuse(plan_item_in_use).at("/items").with("item", item.name);
  }
  return done;
}

bool promises_less(Plan const& old, PlanWish const& wish) {
  if (wish.target_households < old.target_households) return true;
  return std::ranges::any_of(old.items, [&](Item const& item) {
    auto const same = std::ranges::find(wish.items, item.id, &Item::id);
    return same == wish.items.end() || same->units < item.units;
  });
}

// The units of each kind of goods: what lies in stock, where it comes from, where it goes.
Verdict open_goods_accounts(Work& work, ProgrammeRecord const& programme, Item const& item) {
  auto const account = [&](std::string_view purpose, ledger::Side grows, ledger::Class account_class,
                           ledger::Floor floor) {
    return ledger::open_account(work, {.id = goods_account(programme.id, item.id, purpose),
                                       .book = {programme.book},
                                       .asset = item.asset,
                                       .grows = grows,
                                       .account_class = account_class,
                                       .floor = floor,
                                       .passage = ledger::Passage::rests,
                                       .owner_kind = "programme",
                                       .owner = programme.id.uuid,
                                       .purpose = std::string(purpose)});
  };
  TRY(account("units_stock", ledger::Side::debit, ledger::Class::asset, ledger::Floor::never_below_zero));
  TRY(account("units_bought", ledger::Side::credit, ledger::Class::income, ledger::Floor::never_below_zero));
  TRY(account("units_delivered", ledger::Side::debit, ledger::Class::expense, ledger::Floor::never_below_zero));
  return done;
}

Verdict open_money_accounts(Work& work, ProgrammeRecord const& programme) {
  auto const account = [&](Id<LedgerAccount> id, ledger::Side grows, ledger::Class account_class,
                           ledger::Passage passage, std::string purpose) {
    return ledger::open_account(work, {.id = id,
                                       .book = {programme.book},
                                       .asset = rupiah,
                                       .grows = grows,
                                       .account_class = account_class,
                                       .floor = ledger::Floor::never_below_zero,
                                       .passage = passage,
                                       .owner_kind = "programme",
                                       .owner = programme.id.uuid,
                                       .purpose = std::move(purpose)});
  };
  using enum ledger::Side;
  using enum ledger::Class;
  auto const its = accounts(programme.id);
  TRY(account(its.released, credit, net_assets_restricted, ledger::Passage::carries, "released"));
  TRY(account(its.in_goods, credit, net_assets_restricted, ledger::Passage::carries, "in_goods"));
  TRY(account(its.spent, credit, net_assets_unrestricted, ledger::Passage::rests, "spent"));
  TRY(account(its.stock_value, debit, asset, ledger::Passage::rests, "stock_value"));
  TRY(account(its.expense, debit, expense, ledger::Passage::rests, "expense"));
  TRY(ledger::open_account(work, {.id = bank_of(programme.organisation),
                                  .book = {programme.book},
                                  .grows = debit,
                                  .account_class = asset,
                                  .owner_kind = "organisation",
                                  .owner = programme.organisation.uuid,
                                  .purpose = "bank"}));
  return done;
}

}  // namespace

Result<Id<Programme>> create(Work& work, ProgrammeWish const& wish) {
  TRY(work::require(work.actor, edit_plan, wish.organisation, wish.area));
  if (wish.ends < wish.starts) return refuse(dates_reversed).at("/ends");
  TRY(fit_for_public(wish.title, work.today(), "/title"));
  TRY(fit_for_public(wish.summary, work.today(), "/summary"));
  if (store::find(work, wish.id)) return refuse(id_reused).at("/id");
  auto const book = TRY(book_of(work, wish.organisation));
  ProgrammeRecord const made{.id = wish.id,
                             .book = book.number,
                             .organisation = wish.organisation,
                             .title = wish.title,
                             .summary = wish.summary,
                             .area = wish.area,
                             .starts = wish.starts,
                             .ends = wish.ends};
  store::insert(work, made);
  TRY(open_money_accounts(work, made));
  record(work, made, programme_created, made.id);
  return made.id;
}

Result<ProgrammeRecord> find(View const& view, Id<Programme> programme) {
  auto found = store::find(view, programme);
  if (!found) return refuse(unknown_programme);
  return *found;
}

std::vector<ProgrammeRecord> of_organisation(View const& view, Id<Organisation> organisation) {
  return store::of_organisation(view, organisation);
}

std::string canonical_text(Id<Programme> programme, Plan const& plan) {
  constexpr std::array<std::string_view, 3> kinds{"goods", "service", "collection"};
  std::string text = "lumbung/rule@v1\nprogramme " + programme.text() + "\nversion " + std::to_string(plan.version) +
                     "\nhouseholds " + std::to_string(plan.target_households) + "\n";
  for (auto const& need : plan.needs) text += "need " + std::to_string(need.households) + " " + need.text + "\n";
  for (auto const& item : plan.items)
    text += "item " + item.id.text() + " " + std::string(item.asset.code()) + " " + std::to_string(item.units) + " " +
            decimal(item.unit_cost) + " " + item.name + "\n";
  for (auto const& activity : plan.activities)
    text += "activity " + iso(activity.from) + " " + iso(activity.to) + " " + activity.title + "\n";
  for (auto const& line : plan.budget)
    text += "budget " + std::string(kinds[static_cast<std::size_t>(line.kind)]) + " " + decimal(line.amount) + " " +
            line.name + "\n";
  if (!plan.reason.empty()) text += "reason " + plan.reason + "\n";
  return text;
}

Result<int> change_plan(Work& work, Id<Programme> id, PlanWish const& wish) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, edit_plan, programme.organisation, programme.area));
  TRY(plan_is_whole(wish));
  TRY(fit_for_all(wish, work.today()));
  if (wish.version != programme.plan_version)
    return refuse(plan_version_old).at("/version").with("version", std::to_string(programme.plan_version));
  if (auto const old = store::plan(work, programme)) {
    TRY(keeps_what_is_used(work, programme, *old, wish));
    if (programme.state == State::open && promises_less(*old, wish) && wish.reason.empty())
      return refuse(plan_lowered_without_reason).at("/reason");
  }
  Plan plan{programme.plan_version + 1, wish.needs,  wish.items, wish.activities, wish.budget,
            wish.target_households,     wish.reason, {}};
  plan.hash = sha256(canonical_text(id, plan));
  store::insert_plan(work, programme, plan);
  for (auto const& item : wish.items) TRY(open_goods_accounts(work, programme, item));
  translog::commit_rule(work, work.today(), plan.hash);
  record(work, programme, plan_changed, id,
         {{"version", std::to_string(plan.version)}, {"hash", hex(view_of(plan.hash))}});
  return plan.version;
}

Result<Plan> plan(View const& view, Id<Programme> id) {
  auto const programme = TRY(find(view, id));
  auto found = store::plan(view, programme);
  if (!found) return refuse(no_plan);
  return *found;
}

Verdict open(Work& work, Id<Programme> id) {
  auto const programme = TRY(find(work, id));
  if (programme.plan_version == 0) return refuse(no_plan);
  if (programme.state == State::draft) store::set_state(work, programme, State::open);
  return done;
}

Result<Id<Milestone>> set_milestone(Work& work, Id<Programme> id, MilestoneRecord const& milestone) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, edit_plan, programme.organisation, programme.area));
  TRY(fit_for_public(milestone.title, work.today(), "/title"));
  auto const known = store::milestones(work, programme);
  if (std::ranges::find(known, milestone.id, &MilestoneRecord::id) != known.end()) return refuse(id_reused).at("/id");
  store::insert_milestone(work, programme, milestone);
  record(work, programme, milestone_set, milestone.id, {{"amount", std::to_string(milestone.amount.minor)}});
  return milestone.id;
}

std::vector<MilestoneRecord> milestones(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  return programme ? store::milestones(view, *programme) : std::vector<MilestoneRecord>();
}

Result<Id<Indicator>> set_indicator(Work& work, Id<Programme> id, IndicatorRecord const& indicator) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, edit_plan, programme.organisation, programme.area));
  TRY(fit_for_public(indicator.name, work.today(), "/name"));
  TRY(fit_for_public(indicator.unit, work.today(), "/unit"));
  if (store::has_indicator(work, programme, indicator.id)) return refuse(id_reused).at("/id");
  store::insert_indicator(work, programme, indicator);
  record(work, programme, indicator_set, indicator.id);
  return indicator.id;
}

Result<Id<Measurement>> measure(Work& work, Id<Programme> id, Id<Indicator> indicator, Id<Measurement> measurement,
                                Date on, std::int64_t actual, std::string_view note) {
  auto const programme = TRY(find(work, id));
  TRY(work::require(work.actor, edit_plan, programme.organisation, programme.area));
  if (!store::has_indicator(work, programme, indicator)) return refuse(unknown_indicator);
  if (on > work.today()) return refuse(not_yet_happened).at("/on");
  if (store::has_measurement(work, programme, measurement)) return refuse(id_reused).at("/id");
  store::insert_measurement(work, programme, indicator, measurement, on, actual, note);
  record(work, programme, indicator_measured, indicator);
  return measurement;
}

std::vector<IndicatorRecord> indicators(View const& view, Id<Programme> id) {
  auto const programme = store::find(view, id);
  return programme ? store::indicators(view, *programme) : std::vector<IndicatorRecord>();
}

}  // namespace lumbung::programme
