#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

struct LossRow {
  std::int64_t book = 0;
  LossRecord loss;
};
LossRow read_loss(storage::Row const& row) {
  auto const word = row.text(8);
  auto const state = word == "reported" ? LossState::reported
                     : word == "booked" ? LossState::booked
                                        : LossState::refused;
  return {row.integer(10),
          {.id = row.get<Id<StockLoss>>(0),
           .programme = row.get<Id<Programme>>(1),
           .item = row.get<Id<PlanItem>>(2),
           .item_name = row.get<std::string>(3),
           .kind = row.text(4) == "lost" ? LossKind::lost : LossKind::spoiled,
           .units = row.integer(5),
           .cost = Money{row.integer(6), rupiah},
           .reason = row.get<std::string>(7),
           .on = row.get<Date>(9),
           .evidence = {},
           .state = state,
           .reported_at = row.get<Instant>(11)}};
}

}  // namespace

void insert_loss(Work& work, ProgrammeRecord const& programme, LossRecord const& loss) {
  work.rows.run(
      "INSERT INTO stock_losses (book_id, id, programme, item, item_name, kind, units, cost, reason, found_on, state, "
      "reported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, 'reported', $10)",
      {programme.book, loss.id, programme.id, loss.item, loss.item_name,
       loss.kind == LossKind::lost ? "lost" : "spoiled", loss.units, loss.reason, loss.on, work.now});
}

void book_loss(Work& work, ProgrammeRecord const& programme, LossRecord const& loss, std::int64_t before, Money cost) {
  work.rows.run("UPDATE stock_losses SET state = 'booked', units_before = $3, cost = $4 WHERE book_id = $1 AND id = $2",
                {programme.book, loss.id, before, cost.minor});
}

void refuse_loss(Work& work, ProgrammeRecord const& programme, LossRecord const& loss) {
  work.rows.run("UPDATE stock_losses SET state = 'refused' WHERE book_id = $1 AND id = $2", {programme.book, loss.id});
}

std::optional<LossRecord> loss(View const& view, Id<StockLoss> id) {
  auto found = view.rows.first(
      "SELECT id, programme, item, item_name, kind, units, cost, reason, state, found_on, book_id, reported_at "
      "FROM stock_losses WHERE id = $1",
      {id}, read_loss);
  if (!found) return std::nullopt;
  found->loss.evidence = documents(view, found->book, id.uuid);
  return found->loss;
}

std::vector<LossRecord> losses(View const& view, ProgrammeRecord const& programme) {
  std::vector<LossRecord> all;
  for (auto& row : view.rows.all(
           "SELECT id, programme, item, item_name, kind, units, cost, reason, state, found_on, book_id, reported_at "
           "FROM stock_losses WHERE book_id = $1 AND programme = $2 ORDER BY reported_at DESC, id DESC LIMIT 200",
           {programme.book, programme.id}, read_loss)) {
    row.loss.evidence = documents(view, row.book, row.loss.id.uuid);
    all.push_back(std::move(row.loss));
  }
  return all;
}

std::int64_t units_lost(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item) {
  return view.rows.number(
      "SELECT CAST(COALESCE(SUM(units), 0) AS BIGINT) FROM stock_losses WHERE book_id = $1 AND programme = $2 AND "
      "item = $3 AND state = 'booked'",
      {programme.book, programme.id, item});
}

std::int64_t units_out(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item) {
  auto const handed = view.rows.number(
      "SELECT COALESCE((SELECT units_before + units FROM deliveries WHERE book_id = $1 AND programme = $2 AND "
      "item = $3 ORDER BY units_before DESC LIMIT 1), 0)",
      {programme.book, programme.id, item});
  auto const lost = view.rows.number(
      "SELECT COALESCE(MAX(units_before + units), 0) FROM stock_losses WHERE book_id = $1 AND programme = $2 AND item "
      "= $3 AND state = 'booked'",
      {programme.book, programme.id, item});
  return std::max(handed, lost);
}

std::int64_t units_delivered(View const& view, ProgrammeRecord const& programme, Id<PlanItem> item) {
  return units_out(view, programme, item) - units_lost(view, programme, item);
}

}  // namespace lumbung::programme::store
