// Sisa hasil usaha (SHU): what a co-operative earned in a year, shared out as its by-laws (AD/ART) and its members'
// meeting (RAT) say. Pure reckoning; the meeting decides, two people approve, the ledger books.
//
// UU 25/1992 art. 45: after the reserve, SHU goes to the members by the business each did with the co-operative, to
// education and to other purposes, as the meeting decides; art. 5 (1) c and d: by each one's services, and what capital
// earns is limited. So the members' part is two pools: jasa modal by savings, and jasa usaha by business done; a rule
// that gives all of it to capital is refused. Vector: shu.
//
//   SHU of a member = savings / all savings × jasa modal pool + business / all business × jasa usaha pool
//
// Each division is by largest remainder in whole rupiah, equal remainders to the earlier purpose or the lower member
// number (as people count: "9" before "10"); sen, if the result has any, stay with the first purpose, the reserve.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"

namespace lumbung::cooperative {

// One purpose of the by-laws: "cadangan" 40 %.
struct ShuPurpose {
  std::string code;      // as the chart of accounts names it
  int basis_points = 0;  // hundredths of a per cent of the SHU, 0 to 10.000
  friend bool operator==(ShuPurpose const&, ShuPurpose const&) = default;
};

struct ShuRule {
  std::vector<ShuPurpose> purposes;  // the reserve first; together 100 %; at most 20
  std::string members_purpose;       // the code of the purpose that is shared among the members
  int capital_basis_points = 0;      // of the members' part, what goes by savings (jasa modal); below 10.000
};

// What one member brings. `savings` is what counts by the by-laws (pokok and wajib, or their average over the year),
// `business` what she did with the co-operative. Neither may be negative; sen are allowed.
struct ShuMember {
  std::string number;  // the member number; each once
  Money savings = 0_rp;
  Money business = 0_rp;
};

struct ShuShare {
  Money for_savings = 0_rp;   // jasa modal
  Money for_business = 0_rp;  // jasa usaha
  Money total() const { return for_savings + for_business; }
  friend bool operator==(ShuShare const&, ShuShare const&) = default;
};

struct ShuAllocation {
  std::vector<Money> purposes;  // in the order of the rule; sum to the SHU
  Money savings_pool = 0_rp;    // the two sum to the members' purpose
  Money business_pool = 0_rp;
};
struct ShuResult {
  ShuAllocation allocation;
  std::vector<ShuShare> members;  // in the order given; sum to the pools exactly
};

inline constexpr Refusal shu_nothing_to_share{"cooperative.shu_nothing_to_share", Trouble::conflict,
                                              "Tidak ada sisa hasil usaha untuk dibagi: hasil tahun ini {result}. Rugi "
                                              "ditutup dari cadangan menurut keputusan RAT.",
                                              "There is no surplus to share: this year's result is {result}. A loss is "
                                              "covered from the reserve as the meeting decides."};
inline constexpr Refusal shu_percentages_wrong{
    "cooperative.shu_percentages_wrong", Trouble::bad_input,
    "Persentase pembagian SHU berjumlah {sum}, seharusnya tepat 100 %, tidak ada yang negatif, dan tiap tujuan hanya "
    "sekali. "
    "Periksa dengan AD/ART.",
    "The percentages of the SHU come to {sum}; they must be exactly 100%, none negative, each purpose once. Check them "
    "against the by-laws."};
inline constexpr Refusal shu_members_purpose_unknown{
    "cooperative.shu_members_purpose_unknown", Trouble::bad_input,
    "Bagian anggota \"{code}\" tidak ada dalam daftar tujuan pembagian SHU. Pilih salah satu dari daftar itu.",
    "The members' part \"{code}\" is not among the purposes of the SHU. Choose one of that list."};
inline constexpr Refusal shu_capital_alone{
    "cooperative.shu_capital_alone", Trouble::bad_input,
    "Jasa modal harus 0 sampai di bawah 100 % dari bagian anggota: SHU tidak boleh dibagi hanya menurut modal (UU "
    "25/1992 "
    "pasal 5 dan 45).",
    "The part for capital must be 0 to below 100% of the members' part: SHU must not be shared by capital alone (UU "
    "25/1992 art. 5 and 45)."};
inline constexpr Refusal shu_member_unusable{"cooperative.shu_member_unusable", Trouble::bad_input,
                                             "Anggota ke-{position} dalam daftar tidak dapat dihitung: nomor anggota "
                                             "kosong atau muncul dua kali, atau simpanan atau "
                                             "transaksinya negatif.",
                                             "Member {position} of the list cannot be reckoned: the member number is "
                                             "empty or appears twice, or savings or business "
                                             "are negative."};
inline constexpr Refusal shu_no_basis{
    "cooperative.shu_no_basis", Trouble::conflict,
    "{pool} sebesar {amount} tidak dapat dibagi karena tidak ada anggota yang punya {basis_id}. Ubah pembagian dalam "
    "keputusan RAT.",
    "{pool} of {amount} cannot be shared, for no member has any {basis_en}. Change the shares by a decision of the "
    "meeting."};

// The pools alone, before the members are known: what the meeting is asked to decide upon.
Result<ShuAllocation> allocate_shu(Money shu, ShuRule const& rule);
// The pools and every member's share of them.
Result<ShuResult> share_shu(Money shu, ShuRule const& rule, std::span<ShuMember const> members);

// Whether member number `a` comes before `b`: runs of digits by their value, all else by its bytes ("A-9" < "A-10").
bool comes_before(std::string_view a, std::string_view b);

}  // namespace lumbung::cooperative
