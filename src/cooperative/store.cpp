#include "cooperative/store.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

Money rupiah_at(Row const& row, int column) { return {row.integer(column), rupiah}; }

Bylaws bylaws_in(Row const& row) {
  Bylaws bylaws{.from = row.get<Date>(0),
                .pokok = rupiah_at(row, 1),
                .pokok_parts = row.get<int>(2),
                .wajib = rupiah_at(row, 3),
                .due_day = row.get<int>(4),
                .grace_days = row.get<int>(5),
                .sukarela_free = row.get<bool>(6),
                .two_people_above = {},
                .source = row.get<std::string>(8)};
  if (!row.is_null(7)) bylaws.two_people_above = rupiah_at(row, 7);
  return bylaws;
}

TillRecord till_in(Row const& row) {
  return {.id = row.get<Id<CooperativeTill>>(0),
          .kind = value_in(till_kinds, row.text(1)),
          .name = row.get<std::string>(2),
          .opened = row.get<Instant>(3)};
}

}  // namespace

void insert(Writer& rows, CooperativeRecord const& made) {
  rows.run(
      "INSERT INTO cooperatives (book_id, organisation, legal_number, founded_on, last_number, opened_at) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      {made.book, made.organisation, made.legal_number, made.founded, made.last_number, made.opened});
}

std::optional<CooperativeRecord> find(Reader& rows, std::int64_t book) {
  return rows.first(
      "SELECT book_id, organisation, legal_number, founded_on, last_number, opened_at FROM cooperatives "
      "WHERE book_id = $1",
      {book}, [](Row const& row) {
        return CooperativeRecord{.book = row.integer(0),
                                 .organisation = row.get<Id<Organisation>>(1),
                                 .legal_number = row.get<std::string>(2),
                                 .founded = row.get<Date>(3),
                                 .last_number = row.integer(4),
                                 .opened = row.get<Instant>(5)};
      });
}

std::vector<std::int64_t> books(Reader& rows) {
  return rows.all("SELECT book_id FROM cooperatives ORDER BY book_id", {},
                  [](Row const& row) { return row.integer(0); });
}

void insert_bylaws(Writer& rows, std::int64_t book, Bylaws const& bylaws, Instant now) {
  auto const above = bylaws.two_people_above ? std::optional(bylaws.two_people_above->minor) : std::nullopt;
  rows.run(
      "INSERT INTO cooperative_bylaws (book_id, from_day, pokok, pokok_parts, wajib, due_day, grace_days, "
      "sukarela_free, two_people_above, source, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {book, bylaws.from, bylaws.pokok.minor, bylaws.pokok_parts, bylaws.wajib.minor, bylaws.due_day, bylaws.grace_days,
       bylaws.sukarela_free ? 1 : 0, above, bylaws.source, now});
}

std::vector<Bylaws> bylaws(Reader& rows, std::int64_t book) {
  return rows.all(
      "SELECT from_day, pokok, pokok_parts, wajib, due_day, grace_days, sukarela_free, two_people_above, source "
      "FROM cooperative_bylaws WHERE book_id = $1 ORDER BY from_day LIMIT 1000",
      {book}, bylaws_in);
}

void insert_till(Writer& rows, std::int64_t book, TillRecord const& till) {
  rows.run("INSERT INTO cooperative_tills (book_id, id, kind, name, opened_at) VALUES ($1, $2, $3, $4, $5)",
           {book, till.id, word_in(till_kinds, till.kind), till.name, till.opened});
}

std::vector<TillRecord> tills(Reader& rows, std::int64_t book) {
  return rows.all(
      "SELECT id, kind, name, opened_at FROM cooperative_tills WHERE book_id = $1 ORDER BY opened_at, id LIMIT 1000",
      {book}, till_in);
}

std::optional<TillRecord> till(Reader& rows, std::int64_t book, Id<CooperativeTill> id) {
  return rows.first("SELECT id, kind, name, opened_at FROM cooperative_tills WHERE book_id = $1 AND id = $2",
                    {book, id}, till_in);
}

std::int64_t next_number(Writer& rows, std::int64_t book) {
  rows.run("UPDATE cooperatives SET last_number = last_number + 1 WHERE book_id = $1", {book});
  return rows.number("SELECT last_number FROM cooperatives WHERE book_id = $1", {book});
}

}  // namespace lumbung::cooperative::store
