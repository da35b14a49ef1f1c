#include "registry/registry.h"

namespace lumbung::registry {

// "reference": small, the same on every node, of no organisation. The others belong to a book.
std::vector<storage::Migration> migrations() {
  return {{"registry-0001-areas", R"sql(
-- reference: provinces, regencies, districts and villages of one edition. Codes have dots, "32.17.10.2005".
CREATE TABLE areas (
  code {text} NOT NULL PRIMARY KEY,
  parent {text} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL
) {strict};
CREATE INDEX areas_by_parent ON areas (parent, code);

-- reference: under which names an area is found; letters made plain, "Kabupaten" and "Kota" with and without.
CREATE TABLE area_names (
  name_key {text} NOT NULL,
  code {text} NOT NULL,
  PRIMARY KEY (name_key, code)
) {strict};
CREATE INDEX area_names_by_code ON area_names (code, name_key);

-- reference: which editions were loaded; the latest is the one in the tables.
CREATE TABLE area_editions (
  edition {text} NOT NULL PRIMARY KEY,
  areas {i64} NOT NULL,
  loaded_at {i64} NOT NULL
) {strict};
)sql"},
          {"registry-0002-families", R"sql(
-- A family as an organisation knows it, and where it lives. `wish_hash` (keyed) tells a repeated request from another.
CREATE TABLE families (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  area {text} NOT NULL,
  rt {text} NOT NULL,
  rw {text} NOT NULL,
  hamlet {text} NOT NULL,
  street {text} NOT NULL,
  latitude {real},
  longitude {real},
  decile {i64} CHECK (decile BETWEEN 1 AND 10),
  decile_source {text} NOT NULL,
  decile_on {i64},
  wish_hash {bytes} NOT NULL,
  registered_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((decile IS NULL) = (decile_on IS NULL))
) {strict};
CREATE INDEX families_by_area ON families (book_id, area, id);
CREATE INDEX families_by_id ON families (id);

-- A person. NIK and phone are sealed with the person's own key and found by blind index; null when not known.
CREATE TABLE persons (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  name {text} NOT NULL,
  sex {text} NOT NULL CHECK (sex IN ('L', 'P')),
  birth_date {i64},
  birth_place {text} NOT NULL,
  nik_sealed {bytes},
  nik_index {bytes},
  phone_sealed {bytes},
  phone_index {bytes},
  key_version {i32} NOT NULL,
  warnings {text} NOT NULL,
  registered_at {i64} NOT NULL,
  erased_at {i64},
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, nik_index),
  CHECK ((nik_sealed IS NULL) = (nik_index IS NULL)),
  CHECK ((phone_sealed IS NULL) = (phone_index IS NULL))
) {strict};
CREATE INDEX persons_by_phone ON persons (book_id, phone_index);
CREATE INDEX persons_by_id ON persons (id);

-- Who lived in which family from when (included) until when (not included); `place` counts the stays of a person.
CREATE TABLE family_members (
  book_id {i64} NOT NULL,
  person {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  family {bytes} NOT NULL,
  relation {text} NOT NULL,
  from_day {i64} NOT NULL,
  until_day {i64} CHECK (until_day >= from_day),
  reason {text} NOT NULL,
  PRIMARY KEY (book_id, person, place),
  FOREIGN KEY (book_id, person) REFERENCES persons (book_id, id),
  FOREIGN KEY (book_id, family) REFERENCES families (book_id, id)
) {strict};
CREATE UNIQUE INDEX family_members_in_one ON family_members (book_id, person) WHERE until_day IS NULL;
CREATE UNIQUE INDEX family_members_one_head ON family_members (book_id, family)
  WHERE until_day IS NULL AND relation = 'head';
CREATE INDEX family_members_by_family ON family_members (book_id, family, until_day);

-- The KK numbers a family has had, sealed with a key of the family, each from a day until the next one's.
CREATE TABLE kk_numbers (
  book_id {i64} NOT NULL,
  family {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  id {bytes} NOT NULL,
  kk_sealed {bytes} NOT NULL,
  kk_index {bytes} NOT NULL,
  key_version {i32} NOT NULL,
  from_day {i64} NOT NULL,
  until_day {i64} CHECK (until_day >= from_day),
  reason {text} NOT NULL,
  PRIMARY KEY (book_id, family, place),
  FOREIGN KEY (book_id, family) REFERENCES families (book_id, id)
) {strict};
CREATE UNIQUE INDEX kk_numbers_one_now ON kk_numbers (book_id, family) WHERE until_day IS NULL;
CREATE UNIQUE INDEX kk_numbers_of_one ON kk_numbers (book_id, kk_index) WHERE until_day IS NULL;

-- Words of the names of present members, in one spelling for all, to find families by. `name_key` holds all words of
-- the name, each after a blank, and `area` is the family's: so that a search reads this one table and no planner can
-- lose its way.
CREATE TABLE name_words (
  book_id {i64} NOT NULL,
  word {text} NOT NULL,
  family {bytes} NOT NULL,
  person {bytes} NOT NULL,
  area {text} NOT NULL,
  name_key {text} NOT NULL,
  PRIMARY KEY (book_id, word, family, person)
) {strict};
CREATE INDEX name_words_by_family ON name_words (book_id, family, word);
CREATE INDEX name_words_by_area ON name_words (book_id, area, family, word, person);
)sql"},
          {"registry-0003-consents", R"sql(
-- What a person consented to, or took back; the latest line of a purpose holds. Never changed, only added to.
CREATE TABLE consents (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  person {bytes} NOT NULL,
  purpose {text} NOT NULL,
  decision {text} NOT NULL CHECK (decision IN ('given', 'withdrawn')),
  manner {text} NOT NULL,
  at {i64} NOT NULL,
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, person) REFERENCES persons (book_id, id)
) {strict};
CREATE INDEX consents_by_person ON consents (book_id, person, purpose, at);
)sql"},
          {"registry-0004-corrections", R"sql(
-- What was set right about a person: what stood before, and why, sealed with the person's key. Only added to.
CREATE TABLE person_corrections (
  book_id {i64} NOT NULL,
  person {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  id {bytes} NOT NULL,
  before_sealed {bytes} NOT NULL,
  key_version {i32} NOT NULL,
  corrected_by {bytes} NOT NULL,
  corrected_at {i64} NOT NULL,
  PRIMARY KEY (book_id, person, place),
  UNIQUE (book_id, id),
  FOREIGN KEY (book_id, person) REFERENCES persons (book_id, id)
) {strict};
)sql"}};
}

}  // namespace lumbung::registry
