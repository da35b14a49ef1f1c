// The people who may need help: persons, the families they live in, where those live, and what they consented to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/area.h"
#include "core/id.h"
#include "core/nik.h"
#include "core/phone.h"
#include "core/time.h"

namespace lumbung {
struct Organisation;
struct Person;
struct Family;
struct Consent;
struct KkRecord;
struct PersonCorrection;
struct Account;
}  // namespace lumbung

namespace lumbung::registry {

// Whose records: every organisation keeps its own, in its own book (the tenant). Nothing is looked up across books.
struct Owner {
  std::int64_t book = 0;
  Id<Organisation> organisation;
};

// A word that stands in the database and in the API for each value of an enum.
template <class Enum>
struct Word {
  std::string_view word;
  Enum value;
};
template <class Enum, std::size_t N>
std::string_view word_in(Word<Enum> const (&words)[N], Enum value) {
  for (auto const& known : words)
    if (known.value == value) return known.word;
  must(false);
  return {};
}
template <class Enum, std::size_t N>
Enum value_in(Word<Enum> const (&words)[N], std::string_view word) {
  for (auto const& known : words)
    if (known.word == word) return known.value;
  must(false);
  return words[0].value;
}

// ---- Areas

enum class AreaKind {
  province,
  regency,
  city,
  district,
  kelurahan,  // urban village
  village,    // desa
  desa_adat,  // customary village (Jayapura)
};
inline constexpr Word<AreaKind> area_kinds[] = {{"province", AreaKind::province},   {"regency", AreaKind::regency},
                                                {"city", AreaKind::city},           {"district", AreaKind::district},
                                                {"kelurahan", AreaKind::kelurahan}, {"village", AreaKind::village},
                                                {"desa_adat", AreaKind::desa_adat}};

struct Area {
  AreaCode code;
  std::string name;  // as the edition writes it: "MEKARMUKTI", "KABUPATEN BANDUNG BARAT"
  AreaKind kind = AreaKind::province;
};

// ---- Families and persons

// Standing in the family, in the order of the family card (SHDK).
enum class Relation {
  head,
  husband,
  wife,
  child,
  child_in_law,
  grandchild,
  parent,
  parent_in_law,
  relative,
  helper,
  other
};
inline constexpr Word<Relation> relations[] = {{"head", Relation::head},
                                               {"husband", Relation::husband},
                                               {"wife", Relation::wife},
                                               {"child", Relation::child},
                                               {"child_in_law", Relation::child_in_law},
                                               {"grandchild", Relation::grandchild},
                                               {"parent", Relation::parent},
                                               {"parent_in_law", Relation::parent_in_law},
                                               {"relative", Relation::relative},
                                               {"helper", Relation::helper},
                                               {"other", Relation::other}};

// Where a family lives. The area is a village; RT and RW have three digits, "003", or are empty.
struct Home {
  AreaCode area;
  std::string rt, rw;
  std::string hamlet;                         // dusun or kampung
  std::string street;                         // as written
  std::optional<double> latitude, longitude;  // degrees, WGS 84; both or none
};

// How poor, in tenths of all people: 1 is the poorest. Never without where and when it was found.
struct Decile {
  int value = 0;       // 1-10
  std::string source;  // "DTSEN", "survei desa"
  Date on;
};

struct NewPerson {
  Id<Person> id;  // made by the caller
  std::string name;
  Sex sex = Sex::female;
  std::optional<Date> birth_date;
  std::string birth_place;
  std::optional<Nik> nik;
  std::optional<Phone> phone;
  Relation relation = Relation::other;
};

struct NewFamily {
  Id<Family> id;  // made by the caller; the same again is the same family
  Home home;
  Date since;  // from when these people live as this family, and from when its KK number is counted
  std::optional<KkNumber> kk;
  std::optional<Decile> decile;
  std::vector<NewPerson> members;
  // Persons who are known already and move in from another family on `since`: a split, a marriage.
  struct Moving {
    Id<Person> person;
    Relation relation = Relation::other;
  };
  std::vector<Moving> moving;
};

// A person as staff see them: the NIK and the phone masked.
struct PersonRecord {
  Id<Person> id;
  std::string name;
  Sex sex = Sex::female;
  std::optional<Date> birth_date;
  std::string birth_place;
  std::string nik_masked;    // "3217********0003"; empty when none is known, or the person was erased
  std::string phone_masked;  // "0812-****-7890"
  std::vector<NikWarning> warnings;
};

struct Member {
  PersonRecord person;
  Relation relation = Relation::other;
  Date since;
};

// What is set right about a person after registration; what is left out stays.
struct Correction {
  Id<PersonCorrection> id;  // made by the caller; the same again changes nothing
  std::optional<std::string> name;
  std::optional<Sex> sex;
  std::optional<Date> birth_date;
  std::optional<std::string> birth_place;
  std::optional<Nik> nik;
  bool remove_nik = false;  // it is somebody else's, and theirs is not known
  std::optional<Phone> phone;
  std::string reason;  // 5 to 300 characters
};
struct CorrectionRecord {
  Id<PersonCorrection> id;
  struct Before {
    std::string field;  // "name", "sex", "birth_date", "birth_place", "nik", "phone"
    std::string value;  // as it was, numbers masked; empty: there was none
  };
  std::vector<Before> before;  // empty when the person was erased since
  std::string reason;          // as above
  Id<Account> by;
  Instant at;
};

// A time of a person in a family; `until` is the first day on which it no longer holds.
struct Stay {
  Id<Family> family;
  Id<Person> person;
  Relation relation = Relation::other;
  Date from;
  std::optional<Date> until;
};

struct KkPeriod {
  Id<KkRecord> id;
  std::string masked;  // "3217********0007"
  Date from;
  std::optional<Date> until;
  std::string reason;  // why it changed: "pindah", "pecah KK"
};

// What others may know of a family without knowing who it is.
struct FamilyRecord {
  Id<Family> id;
  Id<Organisation> organisation;
  AreaCode area;
  std::optional<Decile> decile;
  std::optional<Id<Person>> head;
  std::int64_t members = 0;
  Instant registered;
};

struct FamilyDetail {
  FamilyRecord family;
  Home home;
  std::vector<Member> members;       // head first, then in the order of the family card, then by age
  std::vector<KkPeriod> kk_numbers;  // newest first
};

// A line in a list of families.
struct FamilyLine {
  Id<Family> id;
  AreaCode area;
  std::string rt, rw, hamlet;
  std::string head_name;  // empty when there is no head
  std::string found;      // the name of the member who was searched for
  std::int64_t members = 0;
  std::optional<int> decile;
};

// Why somebody looks at a full NIK.
enum class Reason { verification, hand_over, correction, duplicate };
inline constexpr Word<Reason> reasons[] = {{"verification", Reason::verification},
                                           {"hand_over", Reason::hand_over},
                                           {"correction", Reason::correction},
                                           {"duplicate", Reason::duplicate}};

// ---- Consents (UU 27/2022): a line for each time it was given or withdrawn; the latest holds.

enum class Purpose { assistance, pictures, research, contact, sharing };
inline constexpr Word<Purpose> purposes[] = {
    {"assistance", Purpose::assistance},  // to be registered and helped
    {"pictures", Purpose::pictures},      // pictures of a handing over, faces covered
    {"research", Purpose::research},      // interviews and surveys
    {"contact", Purpose::contact},        // to be called or written to
    {"sharing", Purpose::sharing}};       // passing data on to a partner
enum class Decision { given, withdrawn };
inline constexpr Word<Decision> decisions[] = {{"given", Decision::given}, {"withdrawn", Decision::withdrawn}};
enum class Manner { written, spoken, thumbprint, digital };
inline constexpr Word<Manner> manners[] = {{"written", Manner::written},
                                           {"spoken", Manner::spoken},
                                           {"thumbprint", Manner::thumbprint},
                                           {"digital", Manner::digital}};

struct ConsentRecord {
  Id<Consent> id;
  Id<Person> person;
  Purpose purpose = Purpose::assistance;
  Decision decision = Decision::given;
  Manner manner = Manner::written;
  Instant at;
};

}  // namespace lumbung::registry
