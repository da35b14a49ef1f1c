// The registry: who needs help, how they belong together and where they live.
//
// A family has an identity of its own. Its KK number is a property with a history, for it changes on a move, a death, a
// divorce or a split; a person is in at most one family on any day. NIK, KK number and phone are sealed by the vault
// (access/vault.h), found again by blind index, shown masked; each look at a full NIK stands in the audit trail. Names
// are kept plain within the organisation's book, so that they can be searched, and appear nowhere else.
//
// What looks odd in a NIK (old district, other birth date) warns and is kept as a warning with the record; it never
// keeps anybody out. Source: standards, Indonesia, section 1.
//
// Areas: areas.h. Searching: find_families and `areas::search`, which never load all; pass on the `next` they hand
// back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "registry/areas.h"
#include "registry/types.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::registry {

using work::View;
using work::Work;

// Rights.
inline constexpr work::Right edit = "registry.edit";
inline constexpr work::Right view_families = "registry.view";
inline constexpr work::Right view_identity = "registry.view_identity";  // a full NIK

// Events, with their facts in order.
inline constexpr std::string_view family_registered = "registry.family_registered";  // area, members
inline constexpr std::string_view kk_changed = "registry.kk_changed";                // from
inline constexpr std::string_view home_changed = "registry.home_changed";            // area
inline constexpr std::string_view decile_set = "registry.decile_set";                // decile, on
inline constexpr std::string_view member_added = "registry.member_added";            // family
inline constexpr std::string_view member_moved = "registry.member_moved";            // from, to
inline constexpr std::string_view member_left = "registry.member_left";              // family
inline constexpr std::string_view head_named = "registry.head_named";                // family
inline constexpr std::string_view identity_seen = "registry.identity_seen";          // what, reason
inline constexpr std::string_view consent_recorded = "registry.consent_recorded";    // purpose, decision
inline constexpr std::string_view person_corrected = "registry.person_corrected";    // fields: their names only
inline constexpr std::string_view person_erased = "registry.person_erased";

// Refusals.
inline constexpr Refusal unknown_family{"registry.unknown_family", Trouble::not_found,
                                        "Keluarga ini tidak ditemukan di organisasi Anda. Periksa tautannya.",
                                        "There is no such family in your organisation. Check the link."};
inline constexpr Refusal unknown_person{"registry.unknown_person", Trouble::not_found,
                                        "Orang ini tidak ditemukan di organisasi Anda. Periksa tautannya.",
                                        "There is no such person in your organisation. Check the link."};
inline constexpr Refusal organisation_not_told{"registry.organisation_not_told", Trouble::bad_input,
                                               "Pilih organisasi yang datanya ingin Anda buka.",
                                               "Choose the organisation whose records you want to open."};
inline constexpr Refusal id_reused{"registry.id_reused", Trouble::conflict,
                                   "Nomor kiriman ini sudah dipakai untuk isi yang lain. Muat ulang lalu ulangi.",
                                   "This id was used with other content already. Load again and repeat."};
inline constexpr Refusal nik_known{
    "registry.nik_known", Trouble::conflict,
    "NIK ini sudah terdaftar di organisasi Anda. Cari orangnya dan pindahkan, jangan daftarkan lagi.",
    "This NIK is registered in your organisation already. Find the person and move them instead."};
inline constexpr Refusal nik_twice{"registry.nik_twice", Trouble::bad_input,
                                   "NIK yang sama tertulis dua kali dalam isian ini.",
                                   "The same NIK stands twice in this form."};
inline constexpr Refusal kk_known{"registry.kk_known", Trouble::conflict,
                                  "Nomor KK ini sudah dipakai keluarga lain di organisasi Anda. Periksa nomornya.",
                                  "Another family of your organisation has this KK number. Check it."};
inline constexpr Refusal kk_overlaps{
    "registry.kk_overlaps", Trouble::conflict,
    "Nomor KK yang baru harus berlaku setelah nomor sebelumnya mulai ({from}). Periksa tanggalnya.",
    "A new KK number must begin after the one before it began ({from}). Check the date."};
inline constexpr Refusal family_empty{"registry.family_empty", Trouble::bad_input,
                                      "Keluarga perlu paling sedikit satu anggota.",
                                      "A family needs at least one member."};
inline constexpr Refusal heads_not_one{"registry.heads_not_one", Trouble::bad_input,
                                       "Pilih tepat satu kepala keluarga.", "Choose exactly one head of the family."};
inline constexpr Refusal head_is_there{"registry.head_is_there", Trouble::conflict,
                                       "Keluarga ini sudah punya kepala keluarga. Ganti kepala keluarganya dulu.",
                                       "This family has a head already. Change the head first."};
inline constexpr Refusal not_a_member{"registry.not_a_member", Trouble::conflict,
                                      "Orang ini tidak sedang menjadi anggota keluarga mana pun.",
                                      "This person is not a member of any family now."};
inline constexpr Refusal lives_there_already{"registry.lives_there_already", Trouble::conflict,
                                             "Orang ini sudah menjadi anggota keluarga ini.",
                                             "This person is a member of this family already."};
inline constexpr Refusal stay_overlaps{
    "registry.stay_overlaps", Trouble::conflict,
    "Tanggal ini sebelum orang tersebut masuk keluarganya yang sekarang ({from}). Periksa tanggalnya.",
    "This day is before the person came to their present family ({from}). Check the date."};
inline constexpr Refusal day_not_come{"registry.day_not_come", Trouble::bad_input,
                                      "Tanggal ini belum terjadi. Periksa lagi tanggalnya.",
                                      "This day has not come yet. Check the date."};
inline constexpr Refusal area_not_village{
    "registry.area_not_village", Trouble::bad_input,
    "Pilih desa atau kelurahan dari daftar wilayah. Kode ini bukan desa atau kelurahan yang dikenal.",
    "Choose a village from the list of areas. This code is no known village."};
inline constexpr Refusal unit_wrong{"registry.unit_wrong", Trouble::bad_input,
                                    "RT dan RW ditulis dengan satu sampai tiga angka, misalnya 003.",
                                    "RT and RW are one to three digits, such as 003."};
inline constexpr Refusal place_half{"registry.place_half", Trouble::bad_input,
                                    "Isi lintang dan bujur bersama-sama, atau kosongkan keduanya.",
                                    "Give latitude and longitude together, or neither."};
inline constexpr Refusal place_abroad{"registry.place_abroad", Trouble::bad_input,
                                      "Titik ini di luar Indonesia. Periksa lintang dan bujurnya.",
                                      "This point is outside Indonesia. Check latitude and longitude."};
inline constexpr Refusal name_wrong{"registry.name_wrong", Trouble::bad_input,
                                    "Nama perlu paling sedikit satu huruf dan paling banyak 100 huruf.",
                                    "A name needs at least one letter and at most 100."};
inline constexpr Refusal decile_wrong{"registry.decile_wrong", Trouble::bad_input,
                                      "Desil adalah angka 1 sampai 10 beserta sumber dan tanggalnya.",
                                      "A decile is a number from 1 to 10, with its source and date."};
inline constexpr Refusal nik_unknown{"registry.nik_unknown", Trouble::not_found,
                                     "NIK orang ini belum tercatat atau sudah dihapus.",
                                     "The NIK of this person is not recorded, or was erased."};
inline constexpr Refusal born_later{"registry.born_later", Trouble::bad_input,
                                    "Tanggal lahir ini belum terjadi atau lebih dari 120 tahun yang lalu.",
                                    "This date of birth has not come yet, or is more than 120 years ago."};
inline constexpr Refusal person_erased_already{"registry.person_erased_already", Trouble::gone,
                                               "Data orang ini sudah dihapus atas permintaan.",
                                               "The data of this person were erased on request."};
inline constexpr Refusal nothing_corrected{"registry.nothing_corrected", Trouble::bad_input,
                                           "Isian ini sama dengan yang sudah tercatat. Ubah dulu yang salah.",
                                           "This is what is recorded already. Change what is wrong first."};
inline constexpr Refusal reason_needed{"registry.reason_needed", Trouble::bad_input,
                                       "Tulis alasan pembetulan, 5 sampai 300 huruf.",
                                       "Write why it is corrected, in 5 to 300 letters."};
inline constexpr Refusal page_wrong{"registry.page_wrong", Trouble::bad_input,
                                    "Halaman ini tidak dapat dibaca. Mulai lagi dari awal.",
                                    "This page cannot be read. Start again from the beginning."};
inline constexpr Refusal search_too_short{"registry.search_too_short", Trouble::bad_input,
                                          "Tulis paling sedikit dua huruf nama yang dicari.",
                                          "Write at least two letters of the name you look for."};

inline constexpr std::size_t most_members = 40;  // of one family at once
inline constexpr int page_limit = 50;            // lines in one page of a list

// ---- Changing. All need the right `edit` for the family's area.

// Registers a family with its members in one go. The same id with the same content again is the same family.
Result<FamilyRecord> register_family(Work& work, Owner const& owner, NewFamily const& wish);
// A new KK number, from that day on; the one before ends there. The same number from the same day again changes
// nothing.
Verdict change_kk(Work& work, Owner const& owner, Id<Family> family, KkNumber const& kk, Date from,
                  std::string_view reason);
Verdict change_home(Work& work, Owner const& owner, Id<Family> family, Home const& home);
Verdict set_decile(Work& work, Owner const& owner, Id<Family> family, Decile const& decile);

// Somebody new in a family: a birth, a newcomer.
Verdict add_member(Work& work, Owner const& owner, Id<Family> family, NewPerson const& person, Date since);
// Somebody known moves from where they are (or from no family) to another. A family that loses its head has none until
// `name_head`.
Verdict move_member(Work& work, Owner const& owner, Id<Person> person, Id<Family> to, Relation relation, Date on);
// Leaves without going to another family that we know: death, departure.
Verdict end_membership(Work& work, Owner const& owner, Id<Person> person, Date on, std::string_view reason);
// Makes a member the head; who was the head becomes `former_head_is`.
Verdict name_head(Work& work, Owner const& owner, Id<Family> family, Id<Person> person, Relation former_head_is);

// Sets right what was recorded wrongly: under the rules of registration, with a reason. What stood before is kept
// sealed with the person's key; its blind indexes are gone at once, so nobody is found by a number that is not theirs.
// NIK warnings are found anew. Refuses `nothing_corrected`, `reason_needed`, `nik_known`, `person_erased_already`.
Verdict correct_person(Work& work, Owner const& owner, Id<Person> person, Correction const& wish);

// The same id again changes nothing.
Verdict record_consent(Work& work, Owner const& owner, ConsentRecord const& consent);
// Deletes the person's key, name and indexes (right to erasure). What stays says only that somebody was there.
Verdict erase_person(Work& work, Owner const& owner, Id<Person> person);

// ---- Whose

// The organisation, or the one the actor works for when none is told. Refuses when it is not known.
Result<Owner> owner_for(View const& view, std::optional<Id<Organisation>> organisation);
// Whose family or person it is, among the organisations the actor works for.
Result<Owner> owner_of(View const& view, Id<Family> family);
Result<Owner> owner_of(View const& view, Id<Person> person);

// ---- Looking

// For other rooms (programme): no right is asked, nothing personal is told.
std::optional<FamilyRecord> find_family(View const& view, std::int64_t book, Id<Family> family);

// The same of a person: what they are called and where they live (or lived last). It is personal: whoever asks shows it
// only to those who hold a right of their own room.
struct PersonSeen {
  std::string name;  // empty once erased
  std::optional<Date> birth_date;
  std::optional<Home> home;  // none: in no family ever
};
std::optional<PersonSeen> find_person(View const& view, std::int64_t book, Id<Person> person);
// Hands out the persons of a book whose name fits, one by one, until `take` returns false; somebody may come twice.
// Looks at no more than `most_named`. Refuses `search_too_short`.
Verdict each_person_named(View const& view, std::int64_t book, std::string const& name,
                          std::function<bool(Id<Person>)> const& take);
inline constexpr int most_named = 5'000;

// These need `view_families` for the area.
Result<FamilyDetail> show_family(View const& view, Owner const& owner, Id<Family> family);
struct FamilySearch {
  std::optional<AreaCode> area;  // inside it; none: everywhere the actor may look, which must be the whole country
  std::string name;              // words of a name, in any spelling; each may be only a beginning
  std::string after;             // `next` of the page before
  int many_hits = 5'000;         // what more people than this are called is common, and not counted further
};
struct FamilyPage {
  std::vector<FamilyLine> lines;
  std::string next;  // empty: that was all
};
Result<FamilyPage> find_families(View const& view, Owner const& owner, FamilySearch const& search);
Result<std::vector<Stay>> stays_of(View const& view, Owner const& owner, Id<Person> person);  // oldest first
Result<std::vector<CorrectionRecord>> corrections_of(View const& view, Owner const& owner,
                                                     Id<Person> person);  // newest
Result<std::vector<ConsentRecord>> consents_of(View const& view, Owner const& owner, Id<Person> person);
// Whether the latest word on this purpose was yes.
bool consents_to(View const& view, std::int64_t book, Id<Person> person, Purpose purpose);

// A full NIK; needs `view_identity`, and is written into the audit trail with the reason.
Result<Nik> see_nik(Work& work, Owner const& owner, Id<Person> person, Reason reason);

std::vector<storage::Migration> migrations();

// Whether a point (WGS 84 degrees) lies in the box around Indonesia, Sabang to Merauke and Miangas to Rote.
bool in_indonesia(double latitude, double longitude);

}  // namespace lumbung::registry
