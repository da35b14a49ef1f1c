// What this room speaks of: a co-operative's by-laws and tills, its members, and their savings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/area.h"
#include "core/id.h"
#include "core/money.h"
#include "core/time.h"
#include "ledger/types.h"

namespace lumbung {
struct Organisation;
struct Person;
struct CooperativeMember;
struct CooperativeTill;
struct MemberPayout;  // money that leaves: a withdrawal that needs two people, or a settlement
}  // namespace lumbung

namespace lumbung::cooperative {

// A word that stands in the database and in the API for each value of an enum.
template <class Enum>
struct Word {
  Enum value;
  std::string_view word;
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

// ---- The co-operative

// What the articles and by-laws (AD/ART) say of savings, from a day on until the next ones.
struct Bylaws {
  Date from;
  Money pokok;                            // simpanan pokok: once, the same for every member
  int pokok_parts = 1;                    // in how many deposits it may be brought; 1: all at once
  Money wajib;                            // simpanan wajib a calendar month; zero: none
  int due_day = 10;                       // of the month, 1-31; the last day where the month is shorter
  int grace_days = 0;                     // days after it until the month is in arrears
  bool sukarela_free = true;              // whether two people must agree to every withdrawal (false) or only above
  std::optional<Money> two_people_above;  // this amount; none: never. Settlements follow it, too
  std::string source;                     // "AD pasal 12, ART pasal 5; RAT 28-02-2024"
  friend bool operator==(Bylaws const&, Bylaws const&) = default;
};

struct CooperativeRecord {
  std::int64_t book = 0;
  Id<Organisation> organisation;
  std::string legal_number;  // of the badan hukum
  Date founded;
  std::int64_t last_number = 0;  // the member number that was given last
  Instant opened;
};

// Where cash and bank money lie: each is an account of the ledger with the same id.
enum class TillKind { cash, bank, field };  // field: what a companion carries until it is handed in
inline constexpr Word<TillKind> till_kinds[] = {
    {TillKind::cash, "cash"}, {TillKind::bank, "bank"}, {TillKind::field, "field"}};
struct TillRecord {
  Id<CooperativeTill> id;
  TillKind kind = TillKind::cash;
  std::string name;
  Instant opened;
  Id<LedgerAccount> account() const { return {id.uuid}; }
};

// ---- Members

// candidate → member → left; candidate → refused. Who was refused, or left and was settled, may apply again: as another
// membership with a number of its own.
enum class MemberState { candidate, member, refused, left };
inline constexpr Word<MemberState> member_states[] = {{MemberState::candidate, "candidate"},
                                                      {MemberState::member, "member"},
                                                      {MemberState::refused, "refused"},
                                                      {MemberState::left, "left"}};

// Copies that lie with the application. Only that they are there is kept, never the copy itself.
enum class Paper { ktp, kk };
inline constexpr Word<Paper> papers[] = {{Paper::ktp, "ktp"}, {Paper::kk, "kk"}};

struct MemberRecord {
  std::int64_t book = 0;
  Id<CooperativeMember> id;
  Id<Person> person;
  MemberState state = MemberState::candidate;
  std::int64_t number = 0;  // nomor anggota; 0 before admission
  std::string business;     // kind of business, lower case: "pindang"; empty: none
  std::string area;         // village where they lived when they applied; for rights within an area
  Date applied;
  std::optional<Date> since;  // member since
  std::optional<Date> left;
};

enum class MemberDecision { admitted, refused, left };
inline constexpr Word<MemberDecision> member_decisions[] = {
    {MemberDecision::admitted, "admitted"}, {MemberDecision::refused, "refused"}, {MemberDecision::left, "left"}};
enum class Body { pengurus, rapat_anggota };  // the board; the members' meeting
inline constexpr Word<Body> bodies[] = {{Body::pengurus, "pengurus"}, {Body::rapat_anggota, "rapat_anggota"}};
struct DecisionRecord {
  MemberDecision decision = MemberDecision::admitted;
  Date on;
  Body body = Body::pengurus;
  std::string minutes;  // number of the minutes (berita acara)
  std::string reason;   // may be empty for an admission
};

struct Heir {
  Id<Person> person;   // of the registry
  int hundredths = 0;  // of what is paid out, in hundredths of a per cent; all heirs together 10,000
  friend bool operator==(Heir const&, Heir const&) = default;
};

// ---- Savings

enum class Saving { pokok, wajib, sukarela };
inline constexpr Word<Saving> savings[] = {
    {Saving::pokok, "pokok"}, {Saving::wajib, "wajib"}, {Saving::sukarela, "sukarela"}};

}  // namespace lumbung::cooperative
