// Members: who applies, who is admitted, who is refused, and to whom their savings go.
//
// A member is a person of the registry, once: while an application or a membership of theirs stands there is no other.
// Only people become members here; KTP and KK copies are looked at and noted, and a copy is never kept.
#pragma once

#include "cooperative/cooperative.h"

namespace lumbung::cooperative {

// Events.
inline constexpr std::string_view member_applied = "cooperative.member_applied";
inline constexpr std::string_view papers_noted = "cooperative.papers_noted";  // facts: paper
inline constexpr std::string_view business_told = "cooperative.business_told";
inline constexpr std::string_view member_decided = "cooperative.member_decided";  // facts: decision
inline constexpr std::string_view heirs_named = "cooperative.heirs_named";        // facts: heirs

// Refusals.
inline constexpr Refusal unknown_member{"cooperative.unknown_member", Trouble::not_found,
                                        "Anggota ini tidak ditemukan di koperasi Anda. Periksa tautannya.",
                                        "There is no such member in your co-operative. Check the link."};
inline constexpr Refusal unknown_person{
    "cooperative.unknown_person", Trouble::bad_input,
    "Orang ini belum terdata di organisasi Anda. Daftarkan dulu keluarganya.",
    "This person is not registered in your organisation. Register the family first."};
inline constexpr Refusal homeless_person{
    "cooperative.homeless_person", Trouble::conflict,
    "Orang ini tidak tercatat dalam keluarga mana pun, jadi wilayahnya tidak diketahui. Lengkapi datanya dulu.",
    "This person is in no family, so nobody knows where they live. Complete the registry first."};
inline constexpr Refusal member_already{
    "cooperative.member_already", Trouble::conflict,
    "Orang ini sudah menjadi anggota atau calon anggota. Satu orang hanya satu keanggotaan.",
    "This person is a member or a candidate already. One person has one membership."};
inline constexpr Refusal not_a_candidate{"cooperative.not_a_candidate", Trouble::conflict,
                                         "Keputusan ini hanya untuk calon anggota; yang ini sudah diputuskan.",
                                         "This decision is for candidates only; this one was decided already."};
inline constexpr Refusal not_a_member{
    "cooperative.not_a_member", Trouble::conflict,
    "Hanya anggota yang boleh menyimpan dan meminjam; orang ini belum diterima atau sudah keluar.",
    "Only members save and borrow; this person is not admitted yet, or has left."};
inline constexpr Refusal decided_before_applied{"cooperative.decided_before_applied", Trouble::bad_input,
                                                "Tanggal keputusan tidak boleh sebelum tanggal permohonan ({from}).",
                                                "The decision cannot be before the application ({from})."};
inline constexpr Refusal member_before_founded{"cooperative.member_before_founded", Trouble::bad_input,
                                               "Tanggal ini sebelum koperasi didirikan ({from}).",
                                               "This day is before the co-operative was founded ({from})."};
inline constexpr Refusal minutes_missing{"cooperative.minutes_missing", Trouble::bad_input,
                                         "Isi nomor berita acara keputusannya.",
                                         "Give the number of the minutes in which it was decided."};
inline constexpr Refusal reason_missing{"cooperative.reason_missing", Trouble::bad_input,
                                        "Tuliskan alasannya; calon anggota berhak mengetahuinya.",
                                        "Write the reason; the candidate has a right to know it."};
inline constexpr Refusal heirs_not_whole{"cooperative.heirs_not_whole", Trouble::bad_input,
                                         "Bagian semua ahli waris harus berjumlah 100 persen; sekarang {sum}.",
                                         "The shares of all heirs must add up to 100 per cent; now {sum}."};
inline constexpr Refusal heir_wrong{
    "cooperative.heir_wrong", Trouble::bad_input,
    "Ahli waris adalah orang lain yang terdata, masing-masing satu kali, dengan bagian lebih dari nol.",
    "An heir is another registered person, named once, with a share above zero."};
inline constexpr Refusal page_wrong{"cooperative.page_wrong", Trouble::bad_input,
                                    "Halaman ini tidak dapat dibaca. Mulai lagi dari awal.",
                                    "This page cannot be read. Start again from the beginning."};

inline constexpr std::size_t most_heirs = 20;

struct Application {
  Id<CooperativeMember> id;  // made by the caller; the same again changes nothing
  Id<Person> person;
  Date on;
  std::string business;  // kind of business, at most 60 letters; kept in lower case
  std::vector<Paper> papers;
};
// Needs `apply` where the person lives.
Result<MemberRecord> apply_for_membership(Work& work, Id<Organisation> organisation, Application const& wish);
// A copy was seen, also later. Needs `apply`.
Verdict note_paper(Work& work, Id<Organisation> organisation, Id<CooperativeMember> member, Paper paper, Date seen);
Verdict tell_business(Work& work, Id<Organisation> organisation, Id<CooperativeMember> member,
                      std::string_view business);

// Admits or refuses a candidate; needs `decide`. Admission gives the number, begins the membership on `decision.on` and
// opens the member's accounts. The same again changes nothing. Departures: leaving.h.
Verdict decide_on(Work& work, Id<Organisation> organisation, Id<CooperativeMember> member,
                  DecisionRecord const& decision);

// Replaces all of them; none is allowed. Needs `apply`.
Verdict name_heirs(Work& work, Id<Organisation> organisation, Id<CooperativeMember> member,
                   std::vector<Heir> const& heirs);

// ---- Looking. No right is asked by `member`; the others need `view_members`.

Result<MemberRecord> member(View const& view, std::int64_t book, Id<CooperativeMember> id);
// The one in good standing who is this person, if there is one.
std::optional<MemberRecord> member_who_is(View const& view, std::int64_t book, Id<Person> person);
struct PaperSeen {
  Paper paper = Paper::ktp;
  Date seen;
};
std::vector<PaperSeen> papers_of(View const& view, MemberRecord const& member);
std::vector<DecisionRecord> decisions_on(View const& view, MemberRecord const& member);  // oldest first
std::vector<Heir> heirs_of(View const& view, MemberRecord const& member);
std::string name_of(View const& view, std::int64_t book, Id<Person> person);  // "" when erased

struct MemberSearch {
  std::optional<MemberState> state;
  std::string q;  // words of a name (at least two letters), or a member number
  std::optional<Id<CooperativeMember>> after;
  int limit = 50;
};
struct MemberPage {
  std::vector<MemberRecord> members;
  std::optional<Id<CooperativeMember>> next;  // hand it in as `after`
};
// In the order of their application; found by name, in the order of the names. Only of areas the actor may see.
Result<MemberPage> find_members(View const& view, Id<Organisation> organisation, MemberSearch const& search);

}  // namespace lumbung::cooperative
