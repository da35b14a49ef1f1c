#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

constexpr std::array<std::string_view, 3> states{"draft", "open", "closed"};
constexpr std::array<std::string_view, 3> budget_kinds{"goods", "service", "collection"};

template <class Enum, std::size_t N>
Enum read_choice(std::array<std::string_view, N> const& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  throw Mistake("a stored word is unknown: " + std::string(word));
}

ProgrammeRecord read_programme(storage::Row const& row) {
  return {.id = row.get<Id<Programme>>(0),
          .book = row.integer(1),
          .organisation = row.get<Id<Organisation>>(2),
          .title = row.get<std::string>(3),
          .summary = row.get<std::string>(4),
          .area = row.get<std::string>(5),
          .starts = row.get<Date>(6),
          .ends = row.get<Date>(7),
          .state = read_choice<State>(states, row.text(8)),
          .plan_version = row.get<int>(9)};
}

struct Line {
  std::string_view kind;
  std::int64_t place;
  std::optional<Id<PlanItem>> id;
  std::string_view label;
  std::optional<Asset> asset;
  std::optional<std::int64_t> amount, units;
  std::optional<Date> from, to;
  std::optional<std::string_view> budget_kind;
};

void insert_line(Work& work, ProgrammeRecord const& programme, int version, Line const& line) {
  work.rows.run(
      "INSERT INTO plan_lines (book_id, programme, version, kind, place, id, label, asset, amount, units, from_day, "
      "to_day, "
      "budget_kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {programme.book, programme.id, version, line.kind, line.place, line.id, line.label, line.asset, line.amount,
       line.units, line.from, line.to, line.budget_kind});
}

void read_line(storage::Row const& row, Plan& plan) {
  auto const kind = row.text(0);
  auto const label = row.get<std::string>(2);
  if (kind == "need") plan.needs.push_back({label, row.integer(5)});
  if (kind == "item")
    plan.items.push_back(
        {row.get<Id<PlanItem>>(1), label, row.get<Asset>(3), Money{row.integer(4), rupiah}, row.integer(5)});
  if (kind == "activity") plan.activities.push_back({label, row.get<Date>(6), row.get<Date>(7)});
  if (kind == "budget")
    plan.budget.push_back({label, Money{row.integer(4), rupiah}, read_choice<BudgetKind>(budget_kinds, row.text(8))});
}

}  // namespace

void insert(Work& work, ProgrammeRecord const& p) {
  work.rows.run(
      "INSERT INTO programmes (book_id, id, organisation, title, summary, area, starts, ends, state, plan_version, "
      "created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', 0, $9)",
      {p.book, p.id, p.organisation, p.title, p.summary, p.area, p.starts, p.ends, work.now});
}

std::optional<ProgrammeRecord> find(View const& view, Id<Programme> programme) {
  return view.rows.first(
      "SELECT id, book_id, organisation, title, summary, area, starts, ends, state, plan_version FROM programmes "
      "WHERE id = $1",
      {programme}, read_programme);
}

std::vector<ProgrammeRecord> of_organisation(View const& view, Id<Organisation> organisation) {
  return view.rows.all(
      "SELECT id, book_id, organisation, title, summary, area, starts, ends, state, plan_version FROM programmes "
      "WHERE organisation = $1 ORDER BY id DESC LIMIT 500",
      {organisation}, read_programme);
}

void set_state(Work& work, ProgrammeRecord const& programme, State state) {
  work.rows.run("UPDATE programmes SET state = $3 WHERE book_id = $1 AND id = $2",
                {programme.book, programme.id, states[static_cast<std::size_t>(state)]});
}

void insert_plan(Work& work, ProgrammeRecord const& programme, Plan const& plan) {
  work.rows.run(
      "INSERT INTO plan_versions (book_id, programme, version, target_households, reason, hash, made_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {programme.book, programme.id, plan.version, plan.target_households, plan.reason,
       storage::Blob{view_of(plan.hash)}, work.now});
  std::int64_t place = 0;
  auto const line = [&](Line const& wish) { insert_line(work, programme, plan.version, wish); };
  for (auto const& need : plan.needs)
    line({.kind = "need", .place = place++, .id = {}, .label = need.text, .units = need.households});
  for (auto const& item : plan.items)
    line({.kind = "item",
          .place = place++,
          .id = item.id,
          .label = item.name,
          .asset = item.asset,
          .amount = item.unit_cost.minor,
          .units = item.units});
  for (auto const& activity : plan.activities)
    line({.kind = "activity",
          .place = place++,
          .id = {},
          .label = activity.title,
          .from = activity.from,
          .to = activity.to});
  for (auto const& budget : plan.budget)
    line({.kind = "budget",
          .place = place++,
          .id = {},
          .label = budget.name,
          .amount = budget.amount.minor,
          .budget_kind = budget_kinds[static_cast<std::size_t>(budget.kind)]});
  work.rows.run("UPDATE programmes SET plan_version = $3 WHERE book_id = $1 AND id = $2",
                {programme.book, programme.id, plan.version});
}

std::optional<Plan> plan(View const& view, ProgrammeRecord const& programme) {
  auto plan = view.rows.first(
      "SELECT version, target_households, reason, hash FROM plan_versions WHERE book_id = $1 AND programme = $2 "
      "AND version = $3",
      {programme.book, programme.id, programme.plan_version}, [](storage::Row const& row) {
        Plan made;
        made.version = row.get<int>(0);
        made.target_households = row.integer(1);
        made.reason = row.get<std::string>(2);
        made.hash = hash_from(row.blob(3));
        return made;
      });
  if (!plan) return std::nullopt;
  view.rows.each(
      "SELECT kind, id, label, asset, amount, units, from_day, to_day, budget_kind FROM plan_lines "
      "WHERE book_id = $1 AND programme = $2 AND version = $3 ORDER BY place",
      {programme.book, programme.id, programme.plan_version}, [&](storage::Row const& row) {
        read_line(row, *plan);
        return true;
      });
  return plan;
}

std::optional<Item> item(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item) {
  return view.rows.first(
      "SELECT id, label, asset, amount, units FROM plan_lines WHERE book_id = $1 AND programme = $2 AND version = $3 "
      "AND kind = 'item' AND id = $4",
      {programme.book, programme.id, programme.plan_version, item}, [](storage::Row const& row) {
        return Item{row.get<Id<PlanItem>>(0), row.get<std::string>(1), row.get<Asset>(2), Money{row.integer(3), rupiah},
                    row.integer(4)};
      });
}

void insert_milestone(Work& work, ProgrammeRecord const& programme, MilestoneRecord const& milestone) {
  work.rows.run("INSERT INTO milestones (book_id, id, programme, title, due, amount) VALUES ($1, $2, $3, $4, $5, $6)",
                {programme.book, milestone.id, programme.id, milestone.title, milestone.due, milestone.amount.minor});
}

std::vector<MilestoneRecord> milestones(View const& view, ProgrammeRecord const& programme) {
  return view.rows.all(
      "SELECT id, title, due, amount FROM milestones WHERE book_id = $1 AND programme = $2 ORDER BY due, id LIMIT 200",
      {programme.book, programme.id}, [](storage::Row const& row) {
        return MilestoneRecord{row.get<Id<Milestone>>(0), row.get<std::string>(1), row.get<Date>(2),
                               Money{row.integer(3), rupiah}};
      });
}

bool milestone_in_use(View const& view, ProgrammeRecord const& programme, Id<Milestone> milestone) {
  return view.rows.exists(
      "SELECT 1 FROM releases WHERE book_id = $1 AND programme = $2 AND milestone = $3 AND state <> 'refused'",
      {programme.book, programme.id, milestone});
}

void insert_indicator(Work& work, ProgrammeRecord const& programme, IndicatorRecord const& indicator) {
  work.rows.run(
      "INSERT INTO indicators (book_id, id, programme, name, unit, baseline, target) VALUES ($1, $2, $3, $4, $5, $6, "
      "$7)",
      {programme.book, indicator.id, programme.id, indicator.name, indicator.unit, indicator.baseline,
       indicator.target});
}

bool has_measurement(View const& view, ProgrammeRecord const& programme, Id<Measurement> measurement) {
  return view.rows.exists("SELECT 1 FROM measurements WHERE book_id = $1 AND id = $2", {programme.book, measurement});
}

bool has_indicator(View const& view, ProgrammeRecord const& programme, Id<Indicator> indicator) {
  return view.rows.exists("SELECT 1 FROM indicators WHERE book_id = $1 AND id = $2 AND programme = $3",
                          {programme.book, indicator, programme.id});
}

void insert_measurement(Work& work, ProgrammeRecord const& programme, Id<Indicator> indicator, Id<Measurement> id,
                        Date on, std::int64_t actual, std::string_view note) {
  work.rows.run(
      "INSERT INTO measurements (book_id, id, indicator, measured_on, actual, note) VALUES ($1, $2, $3, $4, $5, $6)",
      {programme.book, id, indicator, on, actual, note});
}

std::vector<IndicatorRecord> indicators(View const& view, ProgrammeRecord const& programme) {
  auto found = view.rows.all(
      "SELECT id, name, unit, baseline, target FROM indicators WHERE book_id = $1 AND programme = $2 ORDER BY id LIMIT "
      "100",
      {programme.book, programme.id}, [](storage::Row const& row) {
        return IndicatorRecord{.id = row.get<Id<Indicator>>(0),
                               .name = row.get<std::string>(1),
                               .unit = row.get<std::string>(2),
                               .baseline = row.integer(3),
                               .target = row.integer(4),
                               .actual = {},
                               .measured_on = {}};
      });
  for (auto& indicator : found)
    view.rows.each(
        "SELECT actual, measured_on FROM measurements WHERE book_id = $1 AND indicator = $2 "
        "ORDER BY measured_on DESC, id DESC LIMIT 1",
        {programme.book, indicator.id}, [&](storage::Row const& row) {
          indicator.actual = row.integer(0);
          indicator.measured_on = row.get<Date>(1);
          return false;
        });
  return found;
}

}  // namespace lumbung::programme::store
