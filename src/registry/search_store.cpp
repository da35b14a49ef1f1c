// Finding families, and what persons consented to.
//
// Each statement here reads one table along one index. Joined into one, they were ten to ten thousand times slower:
// PostgreSQL turns EXISTS into joins, and picks badly where a table was not analysed yet.
#include "core/letters.h"
#include "registry/store.h"

namespace lumbung::registry::store {
namespace {

using storage::Row;

Hit hit_of(Row const& row) {
  return {row.get<std::string>(0), row.get<Id<Family>>(1), row.get<Id<Person>>(2), row.get<std::string>(3)};
}

ConsentRecord consent_of(Row const& row) {
  return {.id = row.get<Id<Consent>>(0),
          .person = row.get<Id<Person>>(1),
          .purpose = value_in(purposes, row.text(2)),
          .decision = value_in(decisions, row.text(3)),
          .manner = value_in(manners, row.text(4)),
          .at = row.get<Instant>(5)};
}

}  // namespace

void add_words(Writer& rows, std::int64_t book, Id<Family> family, Id<Person> person, std::string const& area,
               std::vector<std::string> const& words) {
  auto const name_key = " " + joined(words);
  for (auto const& word : words)
    rows.run("INSERT INTO name_words (book_id, word, family, person, area, name_key) VALUES ($1, $2, $3, $4, $5, $6)",
             {book, word, family, person, area, name_key});
}

void remove_words(Writer& rows, std::int64_t book, Id<Family> family, Id<Person> person) {
  rows.run("DELETE FROM name_words WHERE book_id = $1 AND family = $2 AND person = $3", {book, family, person});
}

void move_words(Writer& rows, std::int64_t book, Id<Family> family, std::string const& area) {
  rows.run("UPDATE name_words SET area = $3 WHERE book_id = $1 AND family = $2", {book, family, area});
}

// The lower end of the range is where the page begins, and no second condition stands beside it: with two, SQLite
// walks the index from the lower of them.
std::vector<Hit> hits_along_words(Reader& rows, std::int64_t book, NameQuery const& query, Hit const& after,
                                  int limit) {
  auto const& from = after.word.empty() ? query.word.from : after.word;
  return rows.all(
      "SELECT word, family, person, area FROM name_words WHERE book_id = $1 AND word >= $2 AND word < $3 "
      "AND (word > $2 OR family > $4 OR (family = $4 AND person > $5)) AND area >= $6 AND area < $7 "
      "AND name_key LIKE $8 AND name_key LIKE $9 AND name_key LIKE $10 ORDER BY word, family, person LIMIT $11",
      {book, from, query.word.to, after.family, after.person, query.areas.from, query.areas.to, query.patterns[0],
       query.patterns[1], query.patterns[2], limit},
      hit_of);
}

std::vector<Hit> hits_along_areas(Reader& rows, std::int64_t book, NameQuery const& query, Hit const& after,
                                  int limit) {
  auto const& from = after.area.empty() ? query.areas.from : after.area;
  return rows.all(
      "SELECT word, family, person, area FROM name_words WHERE book_id = $1 AND area >= $2 AND area < $3 "
      "AND (area > $2 OR family > $4) AND word >= $5 AND word < $6 "
      "AND name_key LIKE $7 AND name_key LIKE $8 AND name_key LIKE $9 ORDER BY area, family, word, person LIMIT $10",
      {book, from, query.areas.to, after.family, query.word.from, query.word.to, query.patterns[0], query.patterns[1],
       query.patterns[2], limit},
      hit_of);
}

std::int64_t count_of_word(Reader& rows, std::int64_t book, Span const& word, int most) {
  return rows.number(
      "SELECT COUNT(*) FROM (SELECT 1 AS one FROM name_words WHERE book_id = $1 AND word >= $2 AND word < $3 "
      "LIMIT $4) AS counted",
      {book, word.from, word.to, most});
}

std::int64_t count_in_areas(Reader& rows, std::int64_t book, Span const& areas, int most) {
  return rows.number(
      "SELECT COUNT(*) FROM (SELECT 1 AS one FROM name_words WHERE book_id = $1 AND area >= $2 AND area < $3 "
      "LIMIT $4) AS counted",
      {book, areas.from, areas.to, most});
}

std::optional<Hit> first_hit_in(Reader& rows, std::int64_t book, NameQuery const& query, Id<Family> family) {
  return rows.first(
      "SELECT word, family, person, area FROM name_words WHERE book_id = $1 AND family = $2 AND word >= $3 "
      "AND word < $4 AND name_key LIKE $5 AND name_key LIKE $6 AND name_key LIKE $7 ORDER BY word, person LIMIT 1",
      {book, family, query.word.from, query.word.to, query.patterns[0], query.patterns[1], query.patterns[2]}, hit_of);
}

std::vector<Id<Family>> families_in(Reader& rows, std::int64_t book, Span const& areas, std::string const& after_area,
                                    Id<Family> after, int limit) {
  auto const& from = after_area.empty() ? areas.from : after_area;
  return rows.all(
      "SELECT id FROM families WHERE book_id = $1 AND area >= $2 AND area < $3 AND (area > $2 OR id > $4) "
      "ORDER BY area, id LIMIT $5",
      {book, from, areas.to, after, limit}, [](Row const& row) { return row.get<Id<Family>>(0); });
}

FamilyLine family_line(Reader& rows, std::int64_t book, Id<Family> family) {
  auto const known = find_family(rows, book, family);
  must(known.has_value());
  auto const& home = known->home;
  FamilyLine line{.id = family, .area = home.area, .rt = home.rt, .rw = home.rw, .hamlet = home.hamlet};
  line.members = count_members(rows, book, family);
  if (known->decile) line.decile = known->decile->value;
  if (auto const head = head_of(rows, book, family)) line.head_name = find_person(rows, book, *head)->name;
  return line;
}

void add_consent(Writer& rows, std::int64_t book, ConsentRecord const& consent, Instant now) {
  rows.run(
      "INSERT INTO consents (book_id, id, person, purpose, decision, manner, at, recorded_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {book, consent.id, consent.person, word_in(purposes, consent.purpose), word_in(decisions, consent.decision),
       word_in(manners, consent.manner), consent.at, now});
}

std::optional<ConsentRecord> find_consent(Reader& rows, std::int64_t book, Id<Consent> id) {
  return rows.first("SELECT id, person, purpose, decision, manner, at FROM consents WHERE book_id = $1 AND id = $2",
                    {book, id}, consent_of);
}

std::vector<ConsentRecord> consents(Reader& rows, std::int64_t book, Id<Person> person) {
  return rows.all(
      "SELECT id, person, purpose, decision, manner, at FROM consents WHERE book_id = $1 AND person = $2 "
      "ORDER BY at DESC, id DESC LIMIT 1000",
      {book, person}, consent_of);
}

std::optional<Decision> latest_decision(Reader& rows, std::int64_t book, Id<Person> person, Purpose purpose) {
  return rows.first(
      "SELECT decision FROM consents WHERE book_id = $1 AND person = $2 AND purpose = $3 "
      "ORDER BY at DESC, id DESC LIMIT 1",
      {book, person, word_in(purposes, purpose)}, [](Row const& row) { return value_in(decisions, row.text(0)); });
}

}  // namespace lumbung::registry::store
