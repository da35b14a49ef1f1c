// Finding families, and what persons consented to.
#include "registry/store.h"

namespace lumbung::registry::store {
namespace {

using storage::Row;

// Where a page begins is the lower end of the range itself, not a second condition beside it: with two, SQLite walks
// the index from the lower of them.

// Everything that sorts as a word of a name.
Span const any_word{"", "\x7f"};

FamilyLine line_of(Row const& row) {
  return {.id = row.get<Id<Family>>(0),
          .area = AreaCode::parse(row.text(1)).value(),
          .rt = row.get<std::string>(2),
          .rw = row.get<std::string>(3),
          .hamlet = row.get<std::string>(4),
          .head_name = row.get<std::optional<std::string>>(6).value_or(""),
          .found = row.get<std::string>(8),
          .members = row.get<std::int64_t>(7),
          .decile = row.get<std::optional<int>>(5)};
}

ConsentRecord consent_of(Row const& row) {
  return {.id = row.get<Id<Consent>>(0),
          .person = row.get<Id<Person>>(1),
          .purpose = value_in(purposes, row.text(2)),
          .decision = value_in(decisions, row.text(3)),
          .manner = value_in(manners, row.text(4)),
          .at = row.get<Instant>(5)};
}

// The words of a query, filled up to four with some that any name has.
std::vector<Span> four_of(std::vector<Span> words) {
  must(!words.empty() && words.size() <= 4);
  words.resize(4, any_word);
  return words;
}

// Where the family that ended the page before lives; rules have looked that it is there.
std::string area_of(Reader& rows, std::int64_t book, Id<Family> family) {
  auto const known = find_family(rows, book, family);
  return known ? known->home.area.text() : std::string();
}

// The word by which `family` stands in the list of a query; nothing when it is not in it (any more).
std::optional<std::string> first_word_of(Reader& rows, std::int64_t book, NameQuery const& query,
                                         std::vector<Span> const& words) {
  return rows.first(
      "SELECT w.word FROM name_words w WHERE w.book_id = $1 AND w.family = $2 AND w.word >= $3 AND w.word < $4 "
      "AND EXISTS (SELECT 1 FROM name_words b WHERE b.book_id = w.book_id AND b.family = w.family "
      "AND b.person = w.person AND b.word >= $5 AND b.word < $6) "
      "AND EXISTS (SELECT 1 FROM name_words c WHERE c.book_id = w.book_id AND c.family = w.family "
      "AND c.person = w.person AND c.word >= $7 AND c.word < $8) "
      "AND EXISTS (SELECT 1 FROM name_words d WHERE d.book_id = w.book_id AND d.family = w.family "
      "AND d.person = w.person AND d.word >= $9 AND d.word < $10) "
      "ORDER BY w.word LIMIT 1",
      {book, query.after, words[0].from, words[0].to, words[1].from, words[1].to, words[2].from, words[2].to,
       words[3].from, words[3].to},
      [](Row const& row) { return row.get<std::string>(0); });
}

}  // namespace

void add_words(Writer& rows, std::int64_t book, Id<Family> family, Id<Person> person,
               std::vector<std::string> const& words) {
  for (auto const& word : words)
    rows.run("INSERT INTO name_words (book_id, word, family, person) VALUES ($1, $2, $3, $4)",
             {book, word, family, person});
}

void remove_words(Writer& rows, std::int64_t book, Id<Family> family, Id<Person> person) {
  rows.run("DELETE FROM name_words WHERE book_id = $1 AND family = $2 AND person = $3", {book, family, person});
}

std::vector<FamilyLine> families_in(Reader& rows, std::int64_t book, Span const& areas, Id<Family> after, int limit) {
  auto const from_area = after.none() ? areas.from : area_of(rows, book, after);
  return rows.all(
      "SELECT f.id, f.area, f.rt, f.rw, f.hamlet, f.decile, p.name, "
      "(SELECT COUNT(*) FROM family_members n WHERE n.book_id = f.book_id AND n.family = f.id "
      "AND n.until_day IS NULL), '' "
      "FROM families f LEFT JOIN family_members h ON h.book_id = f.book_id AND h.family = f.id "
      "AND h.until_day IS NULL AND h.relation = 'head' "
      "LEFT JOIN persons p ON p.book_id = h.book_id AND p.id = h.person "
      "WHERE f.book_id = $1 AND f.area >= $2 AND f.area < $3 AND (f.area > $2 OR f.id > $4) "
      "ORDER BY f.area, f.id LIMIT $5",
      {book, from_area, areas.to, after, limit}, line_of);
}

std::vector<FamilyLine> families_named(Reader& rows, std::int64_t book, NameQuery const& query, int limit) {
  auto const words = four_of(query.words);
  auto from_word = words[0].from;
  if (!query.after.none()) {
    auto const last = first_word_of(rows, book, query, words);
    if (!last) return {};
    from_word = *last;
  }
  // A family stands in the list once, by the first of its words that fits: hence NOT EXISTS an earlier one.
  return rows.all(
      "SELECT f.id, f.area, f.rt, f.rw, f.hamlet, f.decile, "
      "(SELECT hp.name FROM family_members h JOIN persons hp ON hp.book_id = h.book_id AND hp.id = h.person "
      "WHERE h.book_id = f.book_id AND h.family = f.id AND h.until_day IS NULL AND h.relation = 'head'), "
      "(SELECT COUNT(*) FROM family_members n WHERE n.book_id = f.book_id AND n.family = f.id "
      "AND n.until_day IS NULL), p.name "
      "FROM name_words w JOIN families f ON f.book_id = w.book_id AND f.id = w.family "
      "JOIN persons p ON p.book_id = w.book_id AND p.id = w.person "
      "WHERE w.book_id = $1 AND w.word >= $10 AND w.word < $3 AND (w.word > $10 OR w.family > $11) "
      "AND f.area >= $12 AND f.area < $13 "
      "AND EXISTS (SELECT 1 FROM name_words b WHERE b.book_id = w.book_id AND b.family = w.family "
      "AND b.person = w.person AND b.word >= $4 AND b.word < $5) "
      "AND EXISTS (SELECT 1 FROM name_words c WHERE c.book_id = w.book_id AND c.family = w.family "
      "AND c.person = w.person AND c.word >= $6 AND c.word < $7) "
      "AND EXISTS (SELECT 1 FROM name_words d WHERE d.book_id = w.book_id AND d.family = w.family "
      "AND d.person = w.person AND d.word >= $8 AND d.word < $9) "
      "AND NOT EXISTS (SELECT 1 FROM name_words e WHERE e.book_id = w.book_id AND e.family = w.family "
      "AND e.word >= $2 AND e.word <= w.word AND (e.word < w.word OR e.person < w.person) "
      "AND EXISTS (SELECT 1 FROM name_words b WHERE b.book_id = e.book_id AND b.family = e.family "
      "AND b.person = e.person AND b.word >= $4 AND b.word < $5) "
      "AND EXISTS (SELECT 1 FROM name_words c WHERE c.book_id = e.book_id AND c.family = e.family "
      "AND c.person = e.person AND c.word >= $6 AND c.word < $7) "
      "AND EXISTS (SELECT 1 FROM name_words d WHERE d.book_id = e.book_id AND d.family = e.family "
      "AND d.person = e.person AND d.word >= $8 AND d.word < $9)) "
      "ORDER BY w.word, w.family LIMIT $14",
      {book, words[0].from, words[0].to, words[1].from, words[1].to, words[2].from, words[2].to, words[3].from,
       words[3].to, from_word, query.after, query.areas.from, query.areas.to, limit},
      line_of);
}

std::vector<FamilyLine> families_named_nearby(Reader& rows, std::int64_t book, NameQuery const& query, int limit) {
  auto const words = four_of(query.words);
  auto const from_area = query.after.none() ? query.areas.from : area_of(rows, book, query.after);
  return rows.all(
      "SELECT f.id, f.area, f.rt, f.rw, f.hamlet, f.decile, "
      "(SELECT hp.name FROM family_members h JOIN persons hp ON hp.book_id = h.book_id AND hp.id = h.person "
      "WHERE h.book_id = f.book_id AND h.family = f.id AND h.until_day IS NULL AND h.relation = 'head'), "
      "(SELECT COUNT(*) FROM family_members n WHERE n.book_id = f.book_id AND n.family = f.id "
      "AND n.until_day IS NULL), p.name "
      "FROM families f JOIN persons p ON p.book_id = f.book_id AND p.id = ("
      "SELECT w.person FROM name_words w WHERE w.book_id = f.book_id AND w.family = f.id "
      "AND w.word >= $2 AND w.word < $3 "
      "AND EXISTS (SELECT 1 FROM name_words b WHERE b.book_id = w.book_id AND b.family = w.family "
      "AND b.person = w.person AND b.word >= $4 AND b.word < $5) "
      "AND EXISTS (SELECT 1 FROM name_words c WHERE c.book_id = w.book_id AND c.family = w.family "
      "AND c.person = w.person AND c.word >= $6 AND c.word < $7) "
      "AND EXISTS (SELECT 1 FROM name_words d WHERE d.book_id = w.book_id AND d.family = w.family "
      "AND d.person = w.person AND d.word >= $8 AND d.word < $9) "
      "ORDER BY w.word, w.person LIMIT 1) "
      "WHERE f.book_id = $1 AND f.area >= $10 AND f.area < $12 AND (f.area > $10 OR f.id > $11) "
      "ORDER BY f.area, f.id LIMIT $13",
      {book, words[0].from, words[0].to, words[1].from, words[1].to, words[2].from, words[2].to, words[3].from,
       words[3].to, from_area, query.after, query.areas.to, limit},
      line_of);
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
