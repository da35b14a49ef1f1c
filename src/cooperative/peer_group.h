// Peer groups: members who borrow together and answer for one another. A group has exactly the size that its product
// says, and a leader; it is made from a grouping by distance (grouping.h), or by hand with a reason that is kept.
//
// Only members are in a group, and nobody is in two running groups of one product. A group runs until it is ended,
// which it can be when nothing is owed.
#pragma once

#include "cooperative/grouping.h"
#include "cooperative/members.h"
#include "cooperative/product.h"

namespace lumbung::cooperative {

// Events.
inline constexpr std::string_view group_formed = "cooperative.group_formed";  // facts: product, made
inline constexpr std::string_view group_ended = "cooperative.group_ended";

// Refusals.
inline constexpr Refusal unknown_group{"cooperative.unknown_group", Trouble::not_found,
                                       "Kelompok ini tidak ada di koperasi Anda. Pilih dari daftarnya.",
                                       "There is no such group in your co-operative."};
inline constexpr Refusal group_not_of_size{
    "cooperative.group_not_of_size", Trouble::bad_input,
    "Satu kelompok produk ini harus {size} anggota yang berbeda, sekarang {count}.",
    "A group of this product has {size} different members; these are {count}."};
inline constexpr Refusal leader_not_inside{"cooperative.leader_not_inside", Trouble::bad_input,
                                           "Ketua kelompok harus salah satu anggotanya.",
                                           "The leader must be one of the members."};
inline constexpr Refusal in_a_group_already{
    "cooperative.in_a_group_already", Trouble::conflict,
    "Anggota nomor {number} sudah ada di kelompok lain untuk produk ini, yaitu {group}. Satu anggota hanya di satu "
    "kelompok.",
    "Member number {number} is in another group of this product already: {group}. A member is in one only."};
inline constexpr Refusal group_reason_missing{
    "cooperative.group_reason_missing", Trouble::bad_input,
    "Kelompok yang dibentuk tanpa pembagian jarak perlu alasan, 5 sampai 300 huruf. Alasan ini dicatat.",
    "A group that is not made by distance needs a reason of 5 to 300 letters. It is kept."};
inline constexpr Refusal group_name_wrong{"cooperative.group_name_wrong", Trouble::bad_input,
                                          "Nama kelompok 1 sampai 60 huruf.", "The group's name has 1 to 60 letters."};
inline constexpr Refusal group_has_credit{
    "cooperative.group_has_credit", Trouble::conflict,
    "Kelompok ini masih punya pinjaman yang berjalan atau sedang diajukan. Selesaikan dulu.",
    "This group still has a credit that runs or is applied for. Finish it first."};
inline constexpr Refusal group_has_ended{"cooperative.group_has_ended", Trouble::conflict,
                                         "Kelompok ini sudah dibubarkan pada {on}.", "This group was ended on {on}."};

struct GroupWish {
  Id<LendingGroup> id;
  Id<CreditProduct> product;
  std::string name;
  std::vector<Id<CooperativeMember>> members;
  Id<CooperativeMember> leader;
  MadeBy made = MadeBy::hand;
  std::string reason;  // needed when made by hand
  Date on;
};
// Needs `apply` where the leader lives. The same again changes nothing.
Result<PeerGroupRecord> form_group(Work& work, Id<Organisation> organisation, GroupWish const& wish);
// The wish for a group as the grouping made it: its ids are those of members. `made` is `distance`.
Result<GroupWish> wish_of(PeerGroup const& group, Id<LendingGroup> id, Id<CreditProduct> product, std::string name,
                          Date on);
// Needs `apply`. Again changes nothing.
Verdict end_group(Work& work, Id<Organisation> organisation, Id<LendingGroup> group, Date on);

Result<PeerGroupRecord> peer_group(View const& view, std::int64_t book, Id<LendingGroup> id);
// In the order of their making; at most `limit` after `after`.
std::vector<PeerGroupRecord> peer_groups(View const& view, std::int64_t book, std::optional<Id<LendingGroup>> after,
                                         int limit);

}  // namespace lumbung::cooperative
