// Sums that grow with each hand-over, so that no page adds up all hand-overs again.
#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

bool is_first(View const& view, ProgrammeRecord const& programme, DeliveryWish const& wish) {
  return !view.rows.exists("SELECT 1 FROM deliveries WHERE book_id = $1 AND enrolment = $2 AND id <> $3",
                           {programme.book, wish.enrolment, wish.id});
}

bool proves(View const& view, DeliveryRow const& d) {
  return d.has_place &&
         view.rows.exists(
             "SELECT 1 FROM evidence WHERE book_id = $1 AND subject = $2 AND kind = 'photo' "
             "AND revoked_at IS NULL",
             {d.book, d.id}) &&
         view.rows.exists(
             "SELECT 1 FROM evidence WHERE book_id = $1 AND subject = $2 AND kind IN ('form', 'signature') "
             "AND revoked_at IS NULL",
             {d.book, d.id});
}

}  // namespace

void count_delivery(Work& work, ProgrammeRecord const& programme, DeliveryWish const& wish, Money cost,
                    std::optional<int> decile) {
  bool const first = is_first(work, programme, wish);
  int const with_decile = first && decile ? 1 : 0, in_1_to_4 = first && decile && *decile <= 4 ? 1 : 0;
  // The book is locked by the entry that was posted before: nobody else inserts between the two.
  if (work.rows.run("UPDATE programme_counts SET units = units + $3, cost = cost + $4, households = households + $5, "
                    "with_decile = with_decile + $6, in_1_to_4 = in_1_to_4 + $7 WHERE book_id = $1 AND programme = $2",
                    {programme.book, programme.id, wish.units, cost.minor, first ? 1 : 0, with_decile, in_1_to_4}) == 0)
    work.rows.run(
        "INSERT INTO programme_counts (book_id, programme, units, proven, cost, households, with_decile, in_1_to_4) "
        "VALUES ($1, $2, $3, 0, $4, $5, $6, $7)",
        {programme.book, programme.id, wish.units, cost.minor, first ? 1 : 0, with_decile, in_1_to_4});
  auto const hour = wish.at.micros / hours(1).micros;
  if (work.rows.run("UPDATE programme_hours SET cost = cost + $4 WHERE book_id = $1 AND programme = $2 AND hour = $3",
                    {programme.book, programme.id, hour, cost.minor}) == 0)
    work.rows.run("INSERT INTO programme_hours (book_id, programme, hour, cost) VALUES ($1, $2, $3, $4)",
                  {programme.book, programme.id, hour, cost.minor});
}

void weigh_proof(Work& work, std::int64_t book, Id<Delivery> id) {
  auto const found = work.rows.first(
      "SELECT programme, units, latitude, proven FROM deliveries WHERE book_id = $1 AND id = $2", {book, id},
      [&](storage::Row const& row) {
        return DeliveryRow{book, id, row.get<Id<Programme>>(0), row.integer(1), !row.is_null(2), row.integer(3) == 1};
      });
  if (!found) return;  // evidence of something else
  bool const proven = proves(work, *found);
  if (proven == found->proven) return;
  work.rows.run("UPDATE deliveries SET proven = $3 WHERE book_id = $1 AND id = $2", {book, id, proven ? 1 : 0});
  work.rows.run("UPDATE programme_counts SET proven = proven + $3 WHERE book_id = $1 AND programme = $2",
                {book, found->programme, proven ? found->units : -found->units});
}

DeliveryCounts delivery_counts(View const& view, ProgrammeRecord const& programme) {
  return view.rows
      .first(
          "SELECT units, proven, households, with_decile, in_1_to_4 FROM programme_counts WHERE book_id = $1 AND "
          "programme = $2",
          {programme.book, programme.id},
          [](storage::Row const& row) {
            return DeliveryCounts{.units = row.integer(0),
                                  .proven = row.integer(1),
                                  .households = row.integer(2),
                                  .with_decile = row.integer(3),
                                  .in_1_to_4 = row.integer(4)};
          })
      .value_or(DeliveryCounts{});
}

std::vector<std::pair<Date, Money>> delivered_by_day(View const& view, ProgrammeRecord const& programme) {
  auto const ahead = offset_of(view.house.zone).micros / hours(1).micros;
  return view.rows.all(
      "SELECT h.day, CAST(SUM(h.cost) AS BIGINT) FROM (SELECT (hour + $3) / 24 AS day, cost FROM programme_hours "
      "WHERE book_id = $1 AND programme = $2) h GROUP BY h.day ORDER BY h.day",
      {programme.book, programme.id, ahead},
      [](storage::Row const& row) { return std::pair(row.get<Date>(0), Money{row.integer(1), rupiah}); });
}

PublicTotals public_totals(View const& view) {
  PublicTotals sums{.delivered = 0_rp};
  view.rows.each(
      "SELECT CAST(COALESCE(SUM(c.cost), 0) AS BIGINT), CAST(COALESCE(SUM(c.households), 0) AS BIGINT) "
      "FROM programme_counts c JOIN programmes p ON p.book_id = c.book_id AND p.id = c.programme "
      "WHERE p.state <> 'draft'",
      {}, [&](storage::Row const& row) {
        sums = {.delivered = Money{row.integer(0), rupiah}, .households = row.integer(1)};
        return false;
      });
  return sums;
}

std::vector<Id<Delivery>> latest_deliveries(View const& view, int limit) {
  return view.rows.all(
      "SELECT d.id FROM deliveries d JOIN programmes p ON p.book_id = d.book_id AND p.id = d.programme "
      "WHERE p.state <> 'draft' ORDER BY d.at DESC, d.id DESC LIMIT $1",
      {limit}, [](storage::Row const& row) { return row.get<Id<Delivery>>(0); });
}

}  // namespace lumbung::programme::store
