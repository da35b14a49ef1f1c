// Who may borrow, who may lend: rules that are rows, so that a co-operative writes its own (AD/ART, decisions of the
// RAT) and nobody changes a program.
//
// A rule set has a name ("borrower", "lender") and versions; the newest counts, all are kept. Evaluating it for a
// member and a day gives every rule with the fact that was looked at and whether it holds. A refusal names each rule
// that does not: "Anggota sejak 30/12/2023: baru 2 bulan 29 hari, syaratnya 3 bulan."
//
// Months are calendar months (months.h): member since 28 December means three months on 28 March.
#pragma once

#include "cooperative/savings.h"

namespace lumbung::cooperative {

enum class RuleKind {
  member_for,  // `number` calendar months at least, on the day
  pokok_paid,  // simpanan pokok in full
  wajib_paid,  // no month of simpanan wajib in arrears
  paper,       // one of `words`: "ktp" or "kk", is there
  business,    // the kind of business is one of `words`
  area,        // lives inside one of `words`: an area code, or "32.17.10.2005/008" for an RW of a village
  own          // a fact of that name in `words`, recorded as true by a person in charge
};
inline constexpr Word<RuleKind> rule_kinds[] = {{RuleKind::member_for, "member_for"},
                                                {RuleKind::pokok_paid, "pokok_paid"},
                                                {RuleKind::wajib_paid, "wajib_paid"},
                                                {RuleKind::paper, "paper"},
                                                {RuleKind::business, "business"},
                                                {RuleKind::area, "area"},
                                                {RuleKind::own, "own"}};

struct Rule {
  RuleKind kind = RuleKind::member_for;
  std::int64_t number = 0;         // months, for member_for
  std::vector<std::string> words;  // as the kind says; at most 50
  std::string sentence;            // as the by-laws put it, for people: "Anggota paling sedikit 3 bulan"
  friend bool operator==(Rule const&, Rule const&) = default;
};
struct RuleSet {
  std::string name;  // 1 to 40 of a-z, 0-9, '_'
  int version = 0;
  std::vector<Rule> rules;
  Instant made;
};

struct Finding {
  Rule rule;
  bool holds = false;
  std::string fact_id, fact_en;  // what was found
};

// A fact of the co-operative's own about a member; the latest of a name counts.
struct MemberFact {
  std::string name;  // "ikut_pelatihan"
  bool holds = false;
  Date on;
  std::string note;  // no names
};

// Events.
inline constexpr std::string_view rules_set = "cooperative.rules_set";          // facts: name, version
inline constexpr std::string_view fact_recorded = "cooperative.fact_recorded";  // facts: name, holds

// Refusals.
inline constexpr Refusal unknown_rules{"cooperative.unknown_rules", Trouble::not_found,
                                       "Syarat dengan nama ini belum dibuat.", "There are no rules of this name yet."};
inline constexpr Refusal rules_changed{
    "cooperative.rules_changed", Trouble::conflict,
    "Syarat ini sudah diubah orang lain (versi {version}). Muat ulang, lalu ulangi perubahan Anda.",
    "Somebody else changed these rules (version {version}). Reload, then make your change again."};
inline constexpr Refusal rule_wrong{
    "cooperative.rule_wrong", Trouble::bad_input,
    "Syarat ini belum lengkap: isi jumlah bulan, atau pilihan yang sesuai dengan jenis syaratnya.",
    "This rule is not complete: give the months, or the words that its kind needs."};
inline constexpr Refusal rule_name_wrong{"cooperative.rule_name_wrong", Trouble::bad_input,
                                         "Nama ini ditulis dengan 1 sampai 40 huruf kecil, angka, atau garis bawah.",
                                         "This name is 1 to 40 lower-case letters, digits or underscores."};
inline constexpr Refusal not_eligible{"cooperative.not_eligible", Trouble::conflict, "{rule}. {fact}.",
                                      "{rule}. {fact}."};

inline constexpr std::size_t most_rules = 50;

// A new version; needs `manage`. `version` is the one it changes, 0 for the first. The same rules again change nothing.
Result<RuleSet> set_rules(Work& work, Id<Organisation> organisation, RuleSet const& wish);
Result<RuleSet> rules_named(View const& view, std::int64_t book, std::string_view name);
std::vector<RuleSet> rule_sets(View const& view, std::int64_t book);  // the newest of each name

// Needs `apply` where the member lives.
Verdict record_fact(Work& work, Id<Organisation> organisation, Id<CooperativeMember> member, MemberFact const& fact);

// What the pure part looks at.
struct MemberFacts {
  std::optional<Date> since;
  Money pokok, pokok_due;
  WajibStanding wajib;
  std::vector<Paper> papers;
  std::string business;
  std::string area, rw;
  std::vector<MemberFact> own;
};
Finding evaluate(Rule const& rule, MemberFacts const& facts, Date day);

// Every rule of a set, in its order. No right is asked; doors ask for `view_members`.
Result<std::vector<Finding>> evaluate(View const& view, MemberRecord const& member, std::string_view rules, Date day);
// Refuses with `not_eligible` for the first rule that does not hold, and the others beside it.
Verdict require_eligible(View const& view, MemberRecord const& member, std::string_view rules, Date day);

}  // namespace lumbung::cooperative
