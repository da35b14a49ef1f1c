// Lenders: members who give a part of their own unused sukarela to a group's credit.
//
// Only members lend, and only out of what they saved (PermenKopUKM 8/2023: savings and loans are for members). A pledge
// ties the money (savings.h); the disbursement takes it. What is lent cannot be withdrawn; the refusal says how much
// and until when. Of each repayment every lender gets her part by returning.h.
#pragma once

#include "cooperative/credit.h"
#include "cooperative/savings.h"

namespace lumbung::cooperative {

// Events.
inline constexpr std::string_view credit_pledged = "cooperative.credit_pledged";  // facts: credit, amount (sen)
inline constexpr std::string_view pledge_withdrawn = "cooperative.pledge_withdrawn";

// Refusals.
inline constexpr Refusal unknown_pledge{"cooperative.unknown_pledge", Trouble::not_found,
                                        "Dana yang dijanjikan ini tidak ditemukan.", "There is no such pledge."};
inline constexpr Refusal pledge_beyond_unused{
    "cooperative.pledge_beyond_unused", Trouble::conflict,
    "Simpanan sukarela yang belum terpakai {unused}, kurang dari {asked}. Kurangi jumlahnya atau setor dulu.",
    "The unused simpanan sukarela is {unused}, less than {asked}. Lower the amount or deposit first."};
inline constexpr Refusal pledge_beyond_credit{"cooperative.pledge_beyond_credit", Trouble::conflict,
                                              "Pinjaman kelompok ini tinggal memerlukan {missing}. Kurangi jumlahnya.",
                                              "This credit needs only {missing} more. Lower the amount."};
inline constexpr Refusal pledged_already{
    "cooperative.pledged_already", Trouble::conflict,
    "Anggota ini sudah menjanjikan dana untuk pinjaman ini. Tarik dulu yang lama bila jumlahnya berubah.",
    "This member pledged to this credit already. Withdraw that pledge first to change the amount."};
inline constexpr Refusal pledge_not_whole{"cooperative.pledge_not_whole", Trouble::bad_input,
                                          "Isi jumlah rupiah bulat, lebih dari nol.",
                                          "Give whole rupiah, more than zero."};
inline constexpr Refusal lent_already{"cooperative.lent_already", Trouble::conflict,
                                      "Dana ini sudah dipinjamkan; ia kembali lewat angsuran.",
                                      "This money is lent already; it comes back with the instalments."};

struct PledgeWish {
  Id<LenderPledge> id;
  Id<PeerCredit> credit;
  Id<CooperativeMember> lender;
  Money amount;
  Date on;
};
// Needs `apply` where the lender lives. The lender must pass the product's lender rules on that day. The same again
// changes nothing.
Result<PledgeRecord> pledge(Work& work, Id<Organisation> organisation, PledgeWish const& wish);
// Before disbursement only. Needs `apply`. Again changes nothing.
Verdict withdraw_pledge(Work& work, Id<Organisation> organisation, Id<LenderPledge> pledge);

std::vector<PledgeRecord> pledges_of(View const& view, CreditRecord const& credit);  // in the order they came

// What a lender sees.
struct LenderSeen {
  Money unused;   // sukarela that is neither pledged nor held
  Money pledged;  // waits for disbursement
  Money lent;     // in all, ever
  Money out;      // of it, with borrowers now
  Money returned, lost;
  std::vector<PledgeRecord> pledges;  // newest first
};
LenderSeen lender_seen(View const& view, MemberRecord const& lender);

}  // namespace lumbung::cooperative
