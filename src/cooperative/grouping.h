// Peer groups by distance: people who live near each other pay back together (seed S004: "pembentukan peer borrower
// didasarkan pada jarak tempat tinggal"). From homes on the map into groups of one size with the least total of walking
// distances between all pairs within the groups.
//
// What is asked is the balanced clique partition problem (equal cliques of least weight), which is NP-hard from groups
// of three on. So: up to 24 people the optimum, proven. Up to 2,000 a good partition and, beside it, a lower bound that
// no partition can beat, so that everybody sees how far from the best it can be at most; where the two meet, it is
// proven as well. Methods and measured gaps: docs/decisions/0060-groups-by-distance.md.
//
// The same people give the same groups, in whatever order they come: everything goes by their ids and the given seed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"

namespace lumbung::cooperative {

// A place on WGS 84 in millionths of a degree (11 cm), so that equal places are equal everywhere.
struct Place {
  std::int32_t latitude_e6 = 0;   // -90'000'000 to 90'000'000, north is positive
  std::int32_t longitude_e6 = 0;  // -180'000'000 to 180'000'000, east is positive
  friend bool operator==(Place, Place) = default;
};
// From degrees, rounded to the nearest millionth. Refuses what is no place on earth, and NaN.
Result<Place> place_at(double latitude, double longitude);

// How far people walk is the great circle times a factor for the ways that are not straight. In thousandths. The
// default follows the detour indices of 1.2 to 1.4 that are commonly reported for street networks; it scales all
// distances alike, so which partition is best does not hang on it.
inline constexpr int usual_detour_permille = 1'300;

// Walking distance in decimetres: haversine on a sphere of radius 6,371,008.8 m (the mean radius R1 of WGS 84, IUGG;
// R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984), times the detour, to the nearest decimetre.
std::int64_t walking_decimetres(Place from, Place to, int detour_permille = usual_detour_permille);

struct Neighbour {
  std::string id;  // each once; a member number or an identity, no personal data
  Place home;
};
using Pair = std::pair<std::string, std::string>;  // two ids

struct GroupingProgress {
  double part_done = 0;           // 0 to 1
  std::int64_t total_so_far = 0;  // decimetres, the best so far; 0 before there is one
};

struct GroupingWish {
  std::vector<Neighbour> people;  // 2 to 2,000
  int size = 5;                   // of a group, 2 to 20
  // Where the people do not divide: may some groups have one more? As many groups as possible are of `size`.
  bool one_more_allowed = false;
  std::vector<Pair> apart;                      // never in one group
  std::vector<Pair> together;                   // always in one group
  int detour_permille = usual_detour_permille;  // 1,000 to 3,000
  std::uint64_t seed = 1;  // for more than 24 people: another seed may find another partition, no worse by rule
  // Called now and then; answering false stops the work, which then is refused with `grouping_stopped`.
  std::function<bool(GroupingProgress const&)> progress;
};

struct PeerGroup {
  std::vector<std::string> members;  // in the order of their ids
  std::string leader;                // suggested: the medoid, who has the least way to all others; lowest id if equal
  std::int64_t decimetres = 0;       // between all pairs
  friend bool operator==(PeerGroup const&, PeerGroup const&) = default;
};

struct Grouping {
  std::vector<PeerGroup> groups;  // in the order of their first members
  std::int64_t total = 0;         // decimetres
  std::int64_t bound = 0;         // no partition has a smaller total; at most `total`
  bool optimal = false;           // proven: total == bound
};

// The best partition found. Refusals below.
Result<Grouping> group_by_distance(GroupingWish const& wish);

// A person who is moved by hand into another group (two such moves are a swap).
struct GroupMove {
  std::string person;
  std::size_t to_group = 0;  // its place in the list of groups
};
struct OverrideEffect {
  std::int64_t total_before = 0, total_after = 0;  // decimetres
  std::vector<PeerGroup> groups;                   // as they would be; in the order given, empty ones kept
  std::vector<Problem> broken;                     // rules that the result does not keep: sizes, apart, together
};
// What moving people by hand does to the total and to the rules. It forbids nothing: the one who decides gives a
// reason, which is logged. Refuses unknown people and groups, and groups that are not of these people.
Result<OverrideEffect> effect_of_moves(GroupingWish const& wish, std::span<std::vector<std::string> const> groups,
                                       std::span<GroupMove const> moves);

inline constexpr Refusal place_unknown{
    "cooperative.place_unknown", Trouble::bad_input,
    "Titik ini tidak ada di bumi: lintang harus -90 sampai 90 dan bujur -180 sampai 180 derajat. Periksa apakah "
    "tertukar.",
    "This place is not on earth: latitude must be -90 to 90 and longitude -180 to 180 degrees. Check whether they are "
    "swapped."};
inline constexpr Refusal grouping_too_many{
    "cooperative.grouping_too_many", Trouble::too_large,
    "Pengelompokan sekaligus paling banyak untuk 2.000 orang, sedangkan ini {people}. Kerjakan per RW atau per dusun.",
    "At most 2,000 people can be grouped at once, and these are {people}. Do it by neighbourhood."};
inline constexpr Refusal group_size_wrong{"cooperative.group_size_wrong", Trouble::bad_input,
                                          "Satu kelompok harus 2 sampai 20 orang. Perbaiki ukuran kelompok.",
                                          "A group must have 2 to 20 people. Mend the size of the groups."};
inline constexpr Refusal people_do_not_divide{
    "cooperative.people_do_not_divide", Trouble::bad_input,
    "{people} orang tidak dapat dibagi menjadi kelompok {sizes} orang: {advice_id}.",
    "{people} people cannot be divided into groups of {sizes}: {advice_en}."};
inline constexpr Refusal person_named_twice{
    "cooperative.person_named_twice", Trouble::bad_input,
    "Orang ke-{position} dalam daftar tidak punya kode atau kodenya muncul dua kali. Tiap orang disebut sekali saja.",
    "Person {position} of the list has no id, or one that appears twice. Name each person once."};
inline constexpr Refusal person_unknown{"cooperative.person_unknown", Trouble::bad_input,
                                        "{person} tidak ada dalam daftar orang yang dikelompokkan. Periksa kodenya.",
                                        "{person} is not among the people to group. Check the id."};
inline constexpr Refusal places_too_far_apart{"cooperative.places_too_far_apart", Trouble::bad_input,
                                              "Rumah {one} dan {other} berjarak lebih dari 100 km, jadi salah satu "
                                              "titiknya tentu keliru. Periksa keduanya di peta.",
                                              "The homes of {one} and {other} are more than 100 km apart, so one of "
                                              "the places must be wrong. Check both on the map."};
inline constexpr Refusal detour_out_of_range{"cooperative.detour_out_of_range", Trouble::bad_input,
                                             "Faktor jalan memutar harus 1,0 sampai 3,0. Yang biasa 1,3.",
                                             "The detour factor must be 1.0 to 3.0. Usual is 1.3."};
inline constexpr Refusal wishes_contradict{
    "cooperative.wishes_contradict", Trouble::conflict,
    "{one} dan {other} diminta satu kelompok (langsung atau lewat orang lain), tetapi juga diminta terpisah. Hapus "
    "salah "
    "satu permintaan.",
    "{one} and {other} are wished together (directly or through others), and also apart. Take one of the two back."};
inline constexpr Refusal wished_too_many{
    "cooperative.wished_too_many", Trouble::conflict,
    "Permintaan satu kelompok di sekitar {one} menyatukan {count} orang, lebih dari isi kelompok. Kurangi "
    "permintaannya.",
    "The wishes around {one} join {count} people, more than a group holds. Take some of them back."};
inline constexpr Refusal wishes_cannot_be_met{
    "cooperative.wishes_cannot_be_met", Trouble::conflict,
    "Tidak ada pembagian yang memenuhi semua permintaan terpisah dan bersama dengan ukuran kelompok ini. Hapus "
    "sebagian "
    "permintaan atau ubah ukurannya.",
    "No partition meets all wishes to be apart and together with groups of this size. Take some wishes back or change "
    "the size."};
inline constexpr Refusal wishes_not_met{
    "cooperative.wishes_not_met", Trouble::conflict,
    "Pembagian yang memenuhi semua permintaan tidak ditemukan (belum tentu tidak ada). Hapus sebagian permintaan atau "
    "ubah "
    "ukurannya.",
    "No partition was found that meets all wishes (there may be one). Take some wishes back or change the size."};
inline constexpr Refusal grouping_stopped{"cooperative.grouping_stopped", Trouble::conflict,
                                          "Pengelompokan dihentikan sebelum selesai; tidak ada yang berubah.",
                                          "The grouping was stopped before it was done; nothing has changed."};
inline constexpr Refusal groups_do_not_fit{
    "cooperative.groups_do_not_fit", Trouble::bad_input,
    "Kelompok yang dikirim tidak memuat setiap orang tepat sekali, atau nomor kelompok tujuan tidak ada. Muat ulang "
    "lalu "
    "coba lagi.",
    "The groups that were sent do not hold everybody exactly once, or a target group does not exist. Reload and try "
    "again."};
// Said of an override, never refused.
inline constexpr Refusal group_of_wrong_size{"cooperative.group_of_wrong_size", Trouble::conflict,
                                             "Kelompok {group} akan beranggota {count} orang.",
                                             "Group {group} would have {count} members."};
inline constexpr Refusal apart_not_kept{"cooperative.apart_not_kept", Trouble::conflict,
                                        "{one} dan {other} diminta terpisah, tetapi akan satu kelompok.",
                                        "{one} and {other} are wished apart, but would be in one group."};
inline constexpr Refusal together_not_kept{"cooperative.together_not_kept", Trouble::conflict,
                                           "{one} dan {other} diminta satu kelompok, tetapi akan terpisah.",
                                           "{one} and {other} are wished together, but would be apart."};

}  // namespace lumbung::cooperative
