// Tanggung renteng: the group pays what a member missed, and she owes it to those who paid.
//
// The cash of a cover is the group's, so the loan is paid like by a collection: lenders get their money on the day. In
// the same entry the member's debt to those who paid comes into being: an asset "covered" on her loan, against a
// liability to each of them. It is a matter between members that the co-operative keeps the books of. It is paid back
// from hand to hand, or through a till into the sukarela of those who paid; the oldest cover first.
#pragma once

#include "cooperative/collection.h"

namespace lumbung::cooperative {

inline constexpr std::string_view cover_entry = "loan_cover";
inline constexpr std::string_view cover_back_entry = "loan_cover_back";

// Events.
inline constexpr std::string_view member_covered = "cooperative.member_covered";        // facts: amount (sen)
inline constexpr std::string_view cover_was_paid_back = "cooperative.cover_paid_back";  // facts: amount (sen)

// Refusals.
inline constexpr Refusal renteng_is_off{"cooperative.renteng_is_off", Trouble::conflict,
                                        "Produk ini tidak memakai tanggung renteng.",
                                        "This product has no joint liability."};
inline constexpr Refusal cover_not_due{
    "cooperative.cover_not_due", Trouble::conflict,
    "Yang sudah jatuh tempo dan belum dibayar anggota ini {owed}. Kelompok hanya menanggung sampai jumlah itu.",
    "Of this member {owed} is due and unpaid. The group covers no more than that."};
inline constexpr Refusal covers_herself{"cooperative.covers_herself", Trouble::bad_input,
                                        "Yang menanggung adalah anggota lain dari kelompok ini, masing-masing sekali.",
                                        "Those who cover are other members of this group, each named once."};
inline constexpr Refusal cover_less{"cooperative.cover_less", Trouble::conflict,
                                    "Utang anggota ini kepada kelompoknya {owed}, kurang dari {amount}.",
                                    "This member owes the group {owed}, less than {amount}."};

struct Cover {
  Id<Entry> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> member;  // who missed
  std::vector<Asked> by;         // who pays how much
  std::optional<int> instalment;
  Date day;
  Id<CooperativeTill> till;
};
// Needs `collect`. The same again is the first answer.
Result<ledger::Posted> cover_member(Work& work, Id<Organisation> organisation, Cover const& wish);

struct CoverBack {
  Id<Entry> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> member;
  Money amount;
  Date day;
  std::optional<Id<CooperativeTill>> till;  // none: from hand to hand
};
// Needs `collect`. The same again is the first answer.
Result<ledger::Posted> pay_back_cover(Work& work, Id<Organisation> organisation, CoverBack const& wish);

// Who paid how much for a loan and what is still owed; oldest first.
std::vector<CoverRecord> covers_of(View const& view, LoanRecord const& loan);
Money owed_to_group(View const& view, LoanRecord const& loan);

}  // namespace lumbung::cooperative
