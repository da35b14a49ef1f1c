// What is set right about persons.
#include "registry/store.h"

namespace lumbung::registry::store {
namespace {

using storage::Blob;
using storage::Row;

storage::Parameter blob_of(std::optional<std::string> const& bytes) {
  if (!bytes) return nullptr;
  return Blob{*bytes};
}
storage::Parameter blob_of(std::optional<Hash> const& hash) {
  if (!hash) return nullptr;
  return Blob{view_of(*hash)};
}

}  // namespace

std::optional<Id<Person>> person_with_nik(Reader& rows, std::int64_t book, Hash const& nik_index) {
  return rows.first("SELECT id FROM persons WHERE book_id = $1 AND nik_index = $2", {book, Blob{view_of(nik_index)}},
                    [](Row const& row) { return row.get<Id<Person>>(0); });
}

void rewrite_person(Writer& rows, std::int64_t book, PersonRow const& person, Rewritten numbers) {
  rows.run(
      "UPDATE persons SET name = $3, sex = $4, birth_date = $5, birth_place = $6, warnings = $7 "
      "WHERE book_id = $1 AND id = $2",
      {book, person.id, person.name, code_of(person.sex), person.birth_date, person.birth_place, person.warnings});
  if (numbers.nik)
    rows.run("UPDATE persons SET nik_sealed = $3, nik_index = $4, key_version = $5 WHERE book_id = $1 AND id = $2",
             {book, person.id, blob_of(person.nik_sealed), blob_of(person.nik_index), person.key_version});
  if (numbers.phone)
    rows.run("UPDATE persons SET phone_sealed = $3, phone_index = $4, key_version = $5 WHERE book_id = $1 AND id = $2",
             {book, person.id, blob_of(person.phone_sealed), blob_of(person.phone_index), person.key_version});
}

void add_correction(Writer& rows, std::int64_t book, Id<Person> person, CorrectionRow const& c) {
  rows.run(
      "INSERT INTO person_corrections (book_id, person, place, id, before_sealed, key_version, corrected_by, "
      "corrected_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {book, person, c.place, c.id, Blob{c.sealed}, c.key_version, c.by, c.at});
}

std::vector<CorrectionRow> corrections(Reader& rows, std::int64_t book, Id<Person> person) {
  return rows.all(
      "SELECT id, place, before_sealed, key_version, corrected_by, corrected_at FROM person_corrections "
      "WHERE book_id = $1 AND person = $2 ORDER BY place DESC LIMIT 1000",
      {book, person}, [](Row const& row) {
        return CorrectionRow{.id = row.get<Id<PersonCorrection>>(0),
                             .place = row.get<std::int64_t>(1),
                             .sealed = std::string(row.blob(2)),
                             .key_version = row.get<int>(3),
                             .by = row.get<Id<Account>>(4),
                             .at = row.get<Instant>(5)};
      });
}

}  // namespace lumbung::registry::store
