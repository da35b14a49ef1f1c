#include "mail/store.h"

namespace lumbung::mail::store {
namespace {

Row read(storage::Row const& row) {
  return {row.get<Id<Letter>>(0), std::string(row.blob(1)), row.get<Instant>(2), row.get<Instant>(3), row.get<int>(4)};
}

}  // namespace

void add(storage::Writer& rows, Row const& row) {
  rows.run("INSERT INTO letters (id, sealed, written_at, useless_after, due_at, tries) VALUES ($1, $2, $3, $4, $5, $6)",
           {row.id, storage::Blob{row.sealed}, row.written, row.useless_after, row.written, row.tries});
}

std::vector<Row> due(storage::Reader& rows, Instant now, int limit) {
  return rows.all(
      "SELECT id, sealed, written_at, useless_after, tries FROM letters WHERE due_at <= $1 ORDER BY due_at, id LIMIT "
      "$2",
      {now, limit}, read);
}

std::optional<Row> find(storage::Reader& rows, Id<Letter> id) {
  return rows.first("SELECT id, sealed, written_at, useless_after, tries FROM letters WHERE id = $1", {id}, read);
}

void put_off(storage::Writer& rows, Id<Letter> id, Instant due, int tries) {
  rows.run("UPDATE letters SET due_at = $2, tries = $3 WHERE id = $1", {id, due, tries});
}

bool remove(storage::Writer& rows, Id<Letter> id) { return rows.run("DELETE FROM letters WHERE id = $1", {id}) > 0; }

bool any_due(storage::Reader& rows, Instant now) {
  return rows.exists("SELECT 1 FROM letters WHERE due_at <= $1", {now});
}

std::int64_t count(storage::Reader& rows) { return rows.number("SELECT COUNT(*) FROM letters", {}); }

}  // namespace lumbung::mail::store
