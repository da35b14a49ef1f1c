#include "cooperative/store_product.h"

#include <algorithm>

#include "core/letters.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

Money rupiah_at(Row const& row, int column) { return {row.integer(column), rupiah}; }

int mask_of(std::vector<Weekday> const& days) {
  int mask = 0;
  for (auto const day : days) mask |= 1 << static_cast<int>(day);
  return mask;
}
std::vector<Weekday> days_of(int mask) {
  std::vector<Weekday> days;
  for (auto const& [day, word] : weekdays)
    if ((mask >> static_cast<int>(day) & 1) != 0) days.push_back(day);
  return days;
}

std::string lines_of(std::vector<Date> const& days) {
  std::vector<std::string> lines;
  for (auto const day : days) lines.push_back(iso(day));
  return joined(lines, "\n");
}
std::vector<Date> dates_in(std::string_view lines) {
  std::vector<Date> days;
  while (!lines.empty()) {
    auto const day = parse_iso_date(lines.substr(0, 10));
    must(!day.refused());
    days.push_back(*day);
    lines.remove_prefix(std::min<std::size_t>(lines.size(), 11));
  }
  return days;
}

ProductRecord product_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<CreditProduct>>(1),
          .from = row.get<Date>(2),
          .name = row.get<std::string>(3),
          .member_limit = rupiah_at(row, 4),
          .group_limit = rupiah_at(row, 5),
          .group_size = row.get<int>(6),
          .handed_over = value_in(handed_overs, row.text(7)),
          .borrower_rules = row.get<std::string>(8),
          .lender_rules = row.get<std::string>(9),
          .loss_policy = value_in(loss_policies, row.text(10)),
          .renteng = row.get<bool>(11) ? Renteng::on : Renteng::off,
          .instalments = row.get<int>(12),
          .period = value_in(periods, row.text(13)),
          .rest_weekdays = days_of(row.get<int>(14)),
          .holidays = dates_in(row.text(15)),
          .rounded_up_to = rupiah_at(row, 16),
          .rounding_goes_to = value_in(rounding_goals, row.text(17)),
          .odd_rupiah = value_in(odd_rupiahs, row.text(18)),
          .charges = {},
          .source = row.get<std::string>(19)};
}

std::vector<Charge> charges_of(Reader& rows, ProductRecord const& product) {
  return rows.all(
      "SELECT name, kind, basis_points, amount, paid FROM cooperative_product_charges WHERE book_id = $1 "
      "AND product = $2 AND from_day = $3 ORDER BY place LIMIT 100",
      {product.book, product.id, product.from}, [](Row const& row) {
        return Charge{.name = row.get<std::string>(0),
                      .kind = value_in(charge_kinds, row.text(1)),
                      .basis_points = row.get<int>(2),
                      .amount = rupiah_at(row, 3),
                      .paid = value_in(charges_paids, row.text(4))};
      });
}

}  // namespace

void insert(Writer& rows, ProductRecord const& p, Instant now) {
  rows.run(
      "INSERT INTO cooperative_products (book_id, id, from_day, name, member_limit, group_limit, group_size, "
      "handed_over, borrower_rules, lender_rules, loss_policy, tanggung_renteng, instalments, period, rest_weekdays, "
      "holidays, rounded_up_to, rounding_goes_to, odd_rupiah, source, set_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
      {p.book,
       p.id,
       p.from,
       p.name,
       p.member_limit.minor,
       p.group_limit.minor,
       p.group_size,
       word_in(handed_overs, p.handed_over),
       p.borrower_rules,
       p.lender_rules,
       word_in(loss_policies, p.loss_policy),
       p.renteng == Renteng::on ? 1 : 0,
       p.instalments,
       word_in(periods, p.period),
       mask_of(p.rest_weekdays),
       lines_of(p.holidays),
       p.rounded_up_to.minor,
       word_in(rounding_goals, p.rounding_goes_to),
       word_in(odd_rupiahs, p.odd_rupiah),
       p.source,
       now});
  std::int64_t place = 0;
  for (auto const& charge : p.charges)
    rows.run(
        "INSERT INTO cooperative_product_charges (book_id, product, from_day, place, name, kind, basis_points, amount, "
        "paid) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {p.book, p.id, p.from, ++place, charge.name, word_in(charge_kinds, charge.kind), charge.basis_points,
         charge.amount.minor, word_in(charges_paids, charge.paid)});
}

std::vector<ProductRecord> products(Reader& rows, std::int64_t book, Id<CreditProduct> id) {
  auto found = rows.all(
      "SELECT book_id, id, from_day, name, member_limit, group_limit, group_size, handed_over, borrower_rules, "
      "lender_rules, loss_policy, tanggung_renteng, instalments, period, rest_weekdays, holidays, rounded_up_to, "
      "rounding_goes_to, odd_rupiah, source FROM cooperative_products WHERE book_id = $1 AND id = $2 "
      "ORDER BY from_day LIMIT 1000",
      {book, id}, product_in);
  for (auto& one : found) one.charges = charges_of(rows, one);
  return found;
}

std::vector<Id<CreditProduct>> product_ids(Reader& rows, std::int64_t book) {
  return rows.all("SELECT DISTINCT id FROM cooperative_products WHERE book_id = $1 ORDER BY id LIMIT 200", {book},
                  [](Row const& row) { return row.get<Id<CreditProduct>>(0); });
}

}  // namespace lumbung::cooperative::store
