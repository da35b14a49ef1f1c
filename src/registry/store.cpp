#include "registry/store.h"

namespace lumbung::registry::store {
namespace {

using storage::Blob;
using storage::Row;

std::optional<Blob> blob_of(std::optional<std::string> const& bytes) {
  if (!bytes) return std::nullopt;
  return Blob{*bytes};
}
std::optional<Blob> blob_of(std::optional<Hash> const& hash) {
  if (!hash) return std::nullopt;
  return Blob{view_of(*hash)};
}
std::optional<std::string> bytes_at(Row const& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.blob(column));
}

std::optional<Decile> decile_at(Row const& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Decile{row.get<int>(column), row.get<std::string>(column + 1), row.get<Date>(column + 2)};
}

Owner owner_at(Row const& row) { return {row.get<std::int64_t>(0), row.get<Id<Organisation>>(1)}; }

FamilyRow family_of(Row const& row) {
  FamilyRow family;
  family.id = row.get<Id<Family>>(0);
  family.organisation = row.get<Id<Organisation>>(1);
  family.home = {.area = AreaCode::parse(row.text(2)).value(),
                 .rt = row.get<std::string>(3),
                 .rw = row.get<std::string>(4),
                 .hamlet = row.get<std::string>(5),
                 .street = row.get<std::string>(6),
                 .latitude = row.get<std::optional<double>>(7),
                 .longitude = row.get<std::optional<double>>(8)};
  family.decile = decile_at(row, 9);
  family.wish_hash = hash_from(row.blob(12));
  family.registered = row.get<Instant>(13);
  return family;
}

// The columns of persons from `first` on, in the order that every SELECT here names them.
PersonRow person_of(Row const& row, int first = 0) {
  PersonRow person;
  person.id = row.get<Id<Person>>(first);
  person.name = row.get<std::string>(first + 1);
  person.sex = sex_from(row.text(first + 2)).value();
  person.birth_date = row.get<std::optional<Date>>(first + 3);
  person.birth_place = row.get<std::string>(first + 4);
  person.nik_sealed = bytes_at(row, first + 5);
  person.phone_sealed = bytes_at(row, first + 6);
  person.key_version = row.get<int>(first + 7);
  person.warnings = row.get<std::string>(first + 8);
  person.registered = row.get<Instant>(first + 9);
  person.erased = !row.is_null(first + 10);
  return person;
}

Stay stay_of(Row const& row) {
  return {.family = row.get<Id<Family>>(0),
          .person = row.get<Id<Person>>(1),
          .relation = value_in(relations, row.text(2)),
          .from = row.get<Date>(3),
          .until = row.get<std::optional<Date>>(4)};
}

}  // namespace

std::vector<Owner> owners_of(Reader& rows, Id<Family> family) {
  return rows.all("SELECT book_id, organisation FROM families WHERE id = $1 LIMIT 10", {family}, owner_at);
}

std::vector<Owner> owners_of(Reader& rows, Id<Person> person) {
  return rows.all(
      "SELECT p.book_id, f.organisation FROM persons p "
      "JOIN family_members m ON m.book_id = p.book_id AND m.person = p.id AND m.place = 1 "
      "JOIN families f ON f.book_id = m.book_id AND f.id = m.family WHERE p.id = $1 LIMIT 10",
      {person}, owner_at);
}

void add_family(Writer& rows, std::int64_t book, FamilyRow const& family) {
  auto const& home = family.home;
  auto const area = home.area.text();
  auto const decile = family.decile.value_or(Decile{});
  std::optional<int> const value = family.decile ? std::optional(decile.value) : std::nullopt;
  std::optional<Date> const on = family.decile ? std::optional(decile.on) : std::nullopt;
  rows.run(
      "INSERT INTO families (book_id, id, organisation, area, rt, rw, hamlet, street, latitude, longitude, decile, "
      "decile_source, decile_on, wish_hash, registered_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      {book, family.id, family.organisation, area, home.rt, home.rw, home.hamlet, home.street, home.latitude,
       home.longitude, value, decile.source, on, Blob{view_of(family.wish_hash)}, family.registered});
}

std::optional<FamilyRow> find_family(Reader& rows, std::int64_t book, Id<Family> id) {
  return rows.first(
      "SELECT id, organisation, area, rt, rw, hamlet, street, latitude, longitude, decile, decile_source, decile_on, "
      "wish_hash, registered_at FROM families WHERE book_id = $1 AND id = $2",
      {book, id}, family_of);
}

void set_home(Writer& rows, std::int64_t book, Id<Family> id, Home const& home) {
  auto const area = home.area.text();
  rows.run(
      "UPDATE families SET area = $3, rt = $4, rw = $5, hamlet = $6, street = $7, latitude = $8, longitude = $9 "
      "WHERE book_id = $1 AND id = $2",
      {book, id, area, home.rt, home.rw, home.hamlet, home.street, home.latitude, home.longitude});
}

void set_decile(Writer& rows, std::int64_t book, Id<Family> id, Decile const& decile) {
  rows.run("UPDATE families SET decile = $3, decile_source = $4, decile_on = $5 WHERE book_id = $1 AND id = $2",
           {book, id, decile.value, decile.source, decile.on});
}

void add_person(Writer& rows, std::int64_t book, PersonRow const& person) {
  rows.run(
      "INSERT INTO persons (book_id, id, name, sex, birth_date, birth_place, nik_sealed, nik_index, phone_sealed, "
      "phone_index, key_version, warnings, registered_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {book, person.id, person.name, code_of(person.sex), person.birth_date, person.birth_place,
       blob_of(person.nik_sealed), blob_of(person.nik_index), blob_of(person.phone_sealed), blob_of(person.phone_index),
       person.key_version, person.warnings, person.registered});
}

std::optional<PersonRow> find_person(Reader& rows, std::int64_t book, Id<Person> id) {
  return rows.first(
      "SELECT id, name, sex, birth_date, birth_place, nik_sealed, phone_sealed, key_version, warnings, registered_at, "
      "erased_at FROM persons WHERE book_id = $1 AND id = $2",
      {book, id}, [](Row const& row) { return person_of(row); });
}

bool has_nik(Reader& rows, std::int64_t book, Hash const& nik_index) {
  return rows.exists("SELECT 1 FROM persons WHERE book_id = $1 AND nik_index = $2", {book, Blob{view_of(nik_index)}});
}

void erase_person(Writer& rows, std::int64_t book, Id<Person> id, Instant now) {
  rows.run(
      "UPDATE persons SET name = '', birth_date = NULL, birth_place = '', nik_sealed = NULL, nik_index = NULL, "
      "phone_sealed = NULL, phone_index = NULL, warnings = '', erased_at = $3 WHERE book_id = $1 AND id = $2",
      {book, id, now});
}

void add_stay(Writer& rows, std::int64_t book, StayRow const& row) {
  auto const& stay = row.stay;
  rows.run(
      "INSERT INTO family_members (book_id, person, place, family, relation, from_day, until_day, reason) "
      "VALUES ($1, $2, $3, $4, $5, $6, NULL, '')",
      {book, stay.person, row.place, stay.family, word_in(relations, stay.relation), stay.from});
}

void end_stay(Writer& rows, std::int64_t book, Id<Person> person, Date until, std::string_view reason) {
  rows.run(
      "UPDATE family_members SET until_day = $3, reason = $4 WHERE book_id = $1 AND person = $2 AND until_day IS NULL",
      {book, person, until, reason});
}

void set_relation(Writer& rows, std::int64_t book, Id<Person> person, Relation relation) {
  rows.run("UPDATE family_members SET relation = $3 WHERE book_id = $1 AND person = $2 AND until_day IS NULL",
           {book, person, word_in(relations, relation)});
}

std::optional<StayRow> last_stay(Reader& rows, std::int64_t book, Id<Person> person) {
  return rows.first(
      "SELECT family, person, relation, from_day, until_day, place FROM family_members "
      "WHERE book_id = $1 AND person = $2 ORDER BY place DESC LIMIT 1",
      {book, person}, [](Row const& row) { return StayRow{stay_of(row), row.get<std::int64_t>(5)}; });
}

std::vector<Stay> stays(Reader& rows, std::int64_t book, Id<Person> person) {
  return rows.all(
      "SELECT family, person, relation, from_day, until_day FROM family_members "
      "WHERE book_id = $1 AND person = $2 ORDER BY place LIMIT 1000",
      {book, person}, stay_of);
}

std::optional<Id<Person>> head_of(Reader& rows, std::int64_t book, Id<Family> family) {
  return rows.first(
      "SELECT person FROM family_members WHERE book_id = $1 AND family = $2 AND until_day IS NULL AND relation = "
      "'head'",
      {book, family}, [](Row const& row) { return row.get<Id<Person>>(0); });
}

std::int64_t count_members(Reader& rows, std::int64_t book, Id<Family> family) {
  return rows.number("SELECT COUNT(*) FROM family_members WHERE book_id = $1 AND family = $2 AND until_day IS NULL",
                     {book, family});
}

std::vector<MemberRow> members(Reader& rows, std::int64_t book, Id<Family> family) {
  return rows.all(
      "SELECT p.id, p.name, p.sex, p.birth_date, p.birth_place, p.nik_sealed, p.phone_sealed, p.key_version, "
      "p.warnings, p.registered_at, p.erased_at, m.relation, m.from_day FROM family_members m "
      "JOIN persons p ON p.book_id = m.book_id AND p.id = m.person "
      "WHERE m.book_id = $1 AND m.family = $2 AND m.until_day IS NULL ORDER BY p.birth_date, p.id LIMIT 1000",
      {book, family},
      [](Row const& row) { return MemberRow{person_of(row), value_in(relations, row.text(11)), row.get<Date>(12)}; });
}

void add_kk(Writer& rows, std::int64_t book, Id<Family> family, KkRow const& kk) {
  rows.run(
      "INSERT INTO kk_numbers (book_id, family, place, id, kk_sealed, kk_index, key_version, from_day, until_day, "
      "reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, $9)",
      {book, family, kk.place, kk.id, Blob{kk.sealed}, Blob{view_of(kk.index)}, kk.key_version, kk.from, kk.reason});
}

void end_kk(Writer& rows, std::int64_t book, Id<Family> family, Date until) {
  rows.run("UPDATE kk_numbers SET until_day = $3 WHERE book_id = $1 AND family = $2 AND until_day IS NULL",
           {book, family, until});
}

std::vector<KkRow> kk_numbers(Reader& rows, std::int64_t book, Id<Family> family) {
  return rows.all(
      "SELECT id, place, kk_sealed, kk_index, key_version, from_day, until_day, reason FROM kk_numbers "
      "WHERE book_id = $1 AND family = $2 ORDER BY place DESC LIMIT 1000",
      {book, family}, [](Row const& row) {
        return KkRow{.id = row.get<Id<KkRecord>>(0),
                     .place = row.get<std::int64_t>(1),
                     .sealed = std::string(row.blob(2)),
                     .index = hash_from(row.blob(3)),
                     .key_version = row.get<int>(4),
                     .from = row.get<Date>(5),
                     .until = row.get<std::optional<Date>>(6),
                     .reason = row.get<std::string>(7)};
      });
}

std::optional<Id<Family>> family_with_kk(Reader& rows, std::int64_t book, Hash const& kk_index) {
  return rows.first("SELECT family FROM kk_numbers WHERE book_id = $1 AND kk_index = $2 AND until_day IS NULL",
                    {book, Blob{view_of(kk_index)}}, [](Row const& row) { return row.get<Id<Family>>(0); });
}

}  // namespace lumbung::registry::store
