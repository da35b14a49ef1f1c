#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

constexpr std::array<std::string_view, 3> release_states{"proposed", "released", "refused"};

ReleaseState read_state(std::string_view word) {
  for (std::size_t i = 0; i < release_states.size(); ++i)
    if (release_states[i] == word) return static_cast<ReleaseState>(i);
  throw Mistake("a stored release has an unknown state");
}

Uuid read_uuid(storage::Row const& row, int column) { return row.get<Id<void>>(column).uuid; }

// Columns: id, approval, source, milestone, amount, reason, state, proposed_at, released_at.
ReleaseRecord read_release(storage::Row const& row) {
  return {.id = row.get<Id<Release>>(0),
          .approval = row.get<Id<Approval>>(1),
          .source = read_uuid(row, 2),
          .milestone = row.get<std::optional<Id<Milestone>>>(3),
          .amount = Money{row.integer(4), rupiah},
          .reason = row.get<std::string>(5),
          .evidence = {},
          .state = read_state(row.text(6)),
          .proposed_at = row.get<Instant>(7),
          .released_at = row.get<std::optional<Instant>>(8)};
}

}  // namespace

void insert_release(Work& work, ProgrammeRecord const& programme, ReleaseWish const& wish) {
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO releases (book_id, id, programme, approval, source, source_account, milestone, amount, reason, "
      "state, proposed_at, proposed_by, source_title) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10, $11, $12)",
      {programme.book, wish.id, programme.id, approval_of(wish.id), storage::Blob{view_of(wish.source)},
       wish.source_account, wish.milestone, wish.amount.minor, wish.reason, work.now, by, wish.source_title});
}

std::optional<ReleasePlace> release(View const& view, Id<Release> release) {
  auto place = view.rows.first(
      "SELECT id, approval, source, milestone, amount, reason, state, proposed_at, released_at, book_id, programme, "
      "source_account, source_title FROM releases WHERE id = $1",
      {release}, [](storage::Row const& row) {
        return ReleasePlace{row.integer(9), row.get<Id<Programme>>(10), row.get<Id<LedgerAccount>>(11),
                            row.get<std::optional<std::string>>(12), read_release(row)};
      });
  if (place) place->release.evidence = documents(view, place->book, place->release.id.uuid);
  return place;
}

void settle_release(Work& work, ReleasePlace const& place, ReleaseState state) {
  auto const at = state == ReleaseState::released ? std::optional(work.now) : std::nullopt;
  work.rows.run("UPDATE releases SET state = $3, released_at = $4 WHERE book_id = $1 AND id = $2",
                {place.book, place.release.id, release_states[static_cast<std::size_t>(state)], at});
}

std::vector<ReleaseRecord> releases(View const& view, ProgrammeRecord const& programme) {
  auto found = view.rows.all(
      "SELECT id, approval, source, milestone, amount, reason, state, proposed_at, released_at FROM releases "
      "WHERE book_id = $1 AND programme = $2 ORDER BY proposed_at DESC LIMIT 500",
      {programme.book, programme.id}, read_release);
  for (auto& release : found) release.evidence = documents(view, programme.book, release.id.uuid);
  return found;
}

Money proposed_of(View const& view, ProgrammeRecord const& programme, Uuid const& source) {
  return {view.rows.number("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM releases WHERE book_id = $1 "
                           "AND programme = $2 AND source = $3 AND state = 'proposed'",
                           {programme.book, programme.id, storage::Blob{view_of(source)}}),
          rupiah};
}

void insert_purchase(Work& work, ProgrammeRecord const& programme, PurchaseRecord const& purchase) {
  work.rows.run(
      "INSERT INTO purchases (book_id, id, programme, item, units, total, vendor, bought_on, "
      "units_before) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {programme.book, purchase.id, programme.id, purchase.item, purchase.units, purchase.total.minor, purchase.vendor,
       purchase.on, units_bought(work, programme, purchase.item)});
  std::int64_t place = 0;
  for (auto const& quote : purchase.quotes)
    work.rows.run("INSERT INTO purchase_quotes (book_id, purchase, place, vendor, total) VALUES ($1, $2, $3, $4, $5)",
                  {programme.book, purchase.id, place++, quote.vendor, quote.total.minor});
}

std::vector<PurchaseRecord> purchases(View const& view, ProgrammeRecord const& programme) {
  auto found = view.rows.all(
      "SELECT id, item, units, total, vendor, bought_on FROM purchases WHERE book_id = $1 AND programme = $2 "
      "ORDER BY bought_on DESC, id DESC LIMIT 500",
      {programme.book, programme.id}, [](storage::Row const& row) {
        return PurchaseRecord{.id = row.get<Id<Purchase>>(0),
                              .item = row.get<Id<PlanItem>>(1),
                              .units = row.integer(2),
                              .total = Money{row.integer(3), rupiah},
                              .vendor = row.get<std::string>(4),
                              .on = row.get<Date>(5),
                              .quotes = {},
                              .evidence = {}};
      });
  for (auto& purchase : found) {
    purchase.evidence = documents(view, programme.book, purchase.id.uuid);
    purchase.quotes = view.rows.all(
        "SELECT vendor, total FROM purchase_quotes WHERE book_id = $1 AND purchase = $2 ORDER BY place LIMIT 20",
        {programme.book, purchase.id},
        [](storage::Row const& row) { return Quote{row.get<std::string>(0), Money{row.integer(1), rupiah}}; });
  }
  return found;
}

std::int64_t units_bought(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item) {
  return view.rows.number(
      "SELECT COALESCE((SELECT units_before + units FROM purchases WHERE book_id = $1 AND programme = $2 AND item = $3 "
      "ORDER BY units_before DESC LIMIT 1), 0)",
      {programme.book, programme.id, item});
}

std::vector<Lot> lots(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item, std::int64_t from,
                      std::int64_t to) {
  return view.rows.all(
      "SELECT units_before, units, total, bought_on FROM purchases WHERE book_id = $1 AND programme = $2 AND item = $3 "
      "AND units_before < $5 AND units_before + units > $4 ORDER BY units_before LIMIT 10000",
      {programme.book, programme.id, item, from, to}, [](storage::Row const& row) {
        return Lot{row.integer(0), row.integer(1), Money{row.integer(2), rupiah}, row.get<Date>(3)};
      });
}

void insert_cost(Work& work, ProgrammeRecord const& programme, CostRecord const& cost) {
  work.rows.run(
      "INSERT INTO costs (book_id, id, programme, name, kind, amount, paid_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {programme.book, cost.id, programme.id, cost.name, cost.kind == BudgetKind::collection ? "collection" : "service",
       cost.amount.minor, cost.on});
}

std::vector<CostRecord> costs(View const& view, ProgrammeRecord const& programme) {
  auto found = view.rows.all(
      "SELECT id, name, kind, amount, paid_on FROM costs WHERE book_id = $1 AND programme = $2 "
      "ORDER BY paid_on DESC, id DESC LIMIT 500",
      {programme.book, programme.id}, [](storage::Row const& row) {
        return CostRecord{.id = row.get<Id<Cost>>(0),
                          .name = row.get<std::string>(1),
                          .kind = row.text(2) == "collection" ? BudgetKind::collection : BudgetKind::service,
                          .amount = Money{row.integer(3), rupiah},
                          .on = row.get<Date>(4),
                          .evidence = {}};
      });
  for (auto& cost : found) cost.evidence = documents(view, programme.book, cost.id.uuid);
  return found;
}

std::vector<std::pair<Date, Money>> costs_by_day(View const& view, ProgrammeRecord const& programme) {
  return view.rows.all(
      "SELECT paid_on, CAST(SUM(amount) AS BIGINT) FROM costs WHERE book_id = $1 AND programme = $2 GROUP BY paid_on "
      "ORDER BY paid_on",
      {programme.book, programme.id},
      [](storage::Row const& row) { return std::pair(row.get<Date>(0), Money{row.integer(1), rupiah}); });
}

Money costs_of(View const& view, ProgrammeRecord const& programme, BudgetKind kind) {
  return {view.rows.number("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM costs WHERE book_id = $1 AND "
                           "programme = $2 AND kind = $3",
                           {programme.book, programme.id, kind == BudgetKind::collection ? "collection" : "service"}),
          rupiah};
}

}  // namespace lumbung::programme::store
