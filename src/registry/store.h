// The tables of persons and families. Nobody but the rules of the registry sees them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "registry/types.h"
#include "storage/storage.h"

namespace lumbung::registry::store {

using storage::Reader;
using storage::Writer;

// ---- Families

// Whose family or person it is. Callers make ids, so two organisations may hold the same one: all of them (up to 10).
std::vector<Owner> owners_of(Reader& rows, Id<Family> family);
std::vector<Owner> owners_of(Reader& rows, Id<Person> person);

struct FamilyRow {
  Id<Family> id;
  Id<Organisation> organisation;
  Home home;
  std::optional<Decile> decile;
  Hash wish_hash{};
  Instant registered;
};
void add_family(Writer& rows, std::int64_t book, FamilyRow const& family);
std::optional<FamilyRow> find_family(Reader& rows, std::int64_t book, Id<Family> id);
void set_home(Writer& rows, std::int64_t book, Id<Family> id, Home const& home);
void set_decile(Writer& rows, std::int64_t book, Id<Family> id, Decile const& decile);

// ---- Persons

struct PersonRow {
  Id<Person> id;
  std::string name;
  Sex sex = Sex::female;
  std::optional<Date> birth_date;
  std::string birth_place;
  std::optional<std::string> nik_sealed, phone_sealed;
  std::optional<Hash> nik_index, phone_index;  // written, not read
  int key_version = 1;
  std::string warnings;  // "AREA_HISTORIC,DOB_MISMATCH"
  Instant registered;
  bool erased = false;
};
void add_person(Writer& rows, std::int64_t book, PersonRow const& person);
std::optional<PersonRow> find_person(Reader& rows, std::int64_t book, Id<Person> id);
bool has_nik(Reader& rows, std::int64_t book, Hash const& nik_index);
std::optional<Id<Person>> person_with_nik(Reader& rows, std::int64_t book, Hash const& nik_index);
// Everything but the day of registration; sealed numbers and their indexes only where `numbers` says so.
struct Rewritten {
  bool nik = false, phone = false;
};
void rewrite_person(Writer& rows, std::int64_t book, PersonRow const& person, Rewritten numbers);

struct CorrectionRow {
  Id<PersonCorrection> id;
  std::int64_t place = 1;
  std::string sealed;
  int key_version = 1;
  Id<Account> by;
  Instant at;
};
void add_correction(Writer& rows, std::int64_t book, Id<Person> person, CorrectionRow const& correction);
std::vector<CorrectionRow> corrections(Reader& rows, std::int64_t book, Id<Person> person);  // newest first
void erase_person(Writer& rows, std::int64_t book, Id<Person> id, Instant now);

// ---- Stays of persons in families

struct StayRow {
  Stay stay;
  std::int64_t place = 1;
};
void add_stay(Writer& rows, std::int64_t book, StayRow const& stay);
void end_stay(Writer& rows, std::int64_t book, Id<Person> person, Date until, std::string_view reason);
void set_relation(Writer& rows, std::int64_t book, Id<Person> person, Relation relation);
std::optional<StayRow> last_stay(Reader& rows, std::int64_t book, Id<Person> person);  // present or past
std::vector<Stay> stays(Reader& rows, std::int64_t book, Id<Person> person);
std::optional<Id<Person>> head_of(Reader& rows, std::int64_t book, Id<Family> family);
std::int64_t count_members(Reader& rows, std::int64_t book, Id<Family> family);

struct MemberRow {
  PersonRow person;
  Relation relation = Relation::other;
  Date since;
};
std::vector<MemberRow> members(Reader& rows, std::int64_t book, Id<Family> family);

// ---- KK numbers

struct KkRow {
  Id<KkRecord> id;
  std::int64_t place = 1;
  std::string sealed;
  Hash index{};
  int key_version = 1;
  Date from;
  std::optional<Date> until;
  std::string reason;
};
void add_kk(Writer& rows, std::int64_t book, Id<Family> family, KkRow const& kk);
void end_kk(Writer& rows, std::int64_t book, Id<Family> family, Date until);
std::vector<KkRow> kk_numbers(Reader& rows, std::int64_t book, Id<Family> family);                // newest first
std::optional<Id<Family>> family_with_kk(Reader& rows, std::int64_t book, Hash const& kk_index);  // now

// ---- Finding families

void add_words(Writer& rows, std::int64_t book, Id<Family> family, Id<Person> person, std::string const& area,
               std::vector<std::string> const& words);
void remove_words(Writer& rows, std::int64_t book, Id<Family> family, Id<Person> person);
void move_words(Writer& rows, std::int64_t book, Id<Family> family, std::string const& area);

struct Span {
  std::string from, to;  // to is not included
};
// A member whose name fits, by the word that was met.
struct Hit {
  std::string word;
  Id<Family> family;
  Id<Person> person;
  std::string area;
};
struct NameQuery {
  Span areas;
  Span word;                            // the leading word begins so
  std::array<std::string, 3> patterns;  // LIKE: what the others begin with, "% yua%"; "%" for none
};
// In the order of (word, family, person), after `after`; of `after` an empty word means from the beginning.
std::vector<Hit> hits_along_words(Reader& rows, std::int64_t book, NameQuery const& query, Hit const& after, int limit);
// In the order of (area, family, word, person), beginning with the first family after that of `after`.
std::vector<Hit> hits_along_areas(Reader& rows, std::int64_t book, NameQuery const& query, Hit const& after, int limit);
// How many hits of a word there are in all areas, and how many of any word inside some, counted up to `most`.
std::int64_t count_of_word(Reader& rows, std::int64_t book, Span const& word, int most);
std::int64_t count_in_areas(Reader& rows, std::int64_t book, Span const& areas, int most);
// The first hit in a family, in the order of (word, person).
std::optional<Hit> first_hit_in(Reader& rows, std::int64_t book, NameQuery const& query, Id<Family> family);

// Families inside `areas`, in the order of (area, id), after that family in that area.
std::vector<Id<Family>> families_in(Reader& rows, std::int64_t book, Span const& areas, std::string const& after_area,
                                    Id<Family> after, int limit);
// A line of a list; `found` is left empty.
FamilyLine family_line(Reader& rows, std::int64_t book, Id<Family> family);

// ---- Consents

void add_consent(Writer& rows, std::int64_t book, ConsentRecord const& consent, Instant now);
std::optional<ConsentRecord> find_consent(Reader& rows, std::int64_t book, Id<Consent> id);
std::vector<ConsentRecord> consents(Reader& rows, std::int64_t book, Id<Person> person);  // newest first
std::optional<Decision> latest_decision(Reader& rows, std::int64_t book, Id<Person> person, Purpose purpose);

}  // namespace lumbung::registry::store
