// A credit of a peer group, from application to disbursement.
//
//   applied → proposed (checked at the desk and at home) → approved by two → disbursed → settled
//   proposed → refused
// Pledges (pledge.h) may come in from the application on; they must add up to the credit before it is disbursed.
//
// The disbursement is one entry, named like the credit. In this order, so that the ledger's own provenance goes from
// lender over group to member:
//   each lender's sukarela           → the group's fund         (liability; carries)
//   the group's fund                 → lent to each member      (liability; carries)
//   each member's debt (asset)       ← stock at cost, or a till
// What a member pays back goes from "lent" to the lenders' sukarela again (collection.h).
#pragma once

#include "access/approvals.h"
#include "cooperative/peer_group.h"

namespace lumbung::cooperative {

inline constexpr std::string_view disbursement_entry = "loan_disbursement";

// Events.
inline constexpr std::string_view credit_applied = "cooperative.credit_applied";  // facts: group, amount (sen)
inline constexpr std::string_view credit_checked = "cooperative.credit_checked";  // facts: kind, passed
inline constexpr std::string_view credit_proposed = "cooperative.credit_proposed";
inline constexpr std::string_view credit_approved = "cooperative.credit_approved";
inline constexpr std::string_view credit_refused = "cooperative.credit_refused";
inline constexpr std::string_view credit_disbursed = "cooperative.credit_disbursed";  // facts: amount (sen)

// Refusals.
inline constexpr Refusal unknown_credit{"cooperative.unknown_credit", Trouble::not_found,
                                        "Pinjaman kelompok ini tidak ditemukan di koperasi Anda.",
                                        "There is no such credit in your co-operative."};
inline constexpr Refusal not_in_this_group{"cooperative.not_in_this_group", Trouble::bad_input,
                                           "Orang ini bukan anggota kelompok peminjam, atau disebut dua kali.",
                                           "This person is not in the borrowing group, or is named twice."};
inline constexpr Refusal above_member_limit{"cooperative.above_member_limit", Trouble::bad_input,
                                            "Pinjaman seorang anggota harus rupiah bulat, paling banyak {limit}.",
                                            "The loan of a member is whole rupiah, at most {limit}."};
inline constexpr Refusal above_group_limit{"cooperative.above_group_limit", Trouble::bad_input,
                                           "Jumlah pinjaman kelompok {sum}, batasnya {limit}. Kurangi jumlahnya.",
                                           "The group asks for {sum}; its limit is {limit}."};
inline constexpr Refusal nobody_applies{"cooperative.nobody_applies", Trouble::bad_input,
                                        "Isi paling sedikit satu anggota dengan jumlah pinjamannya.",
                                        "Name at least one member and the amount."};
inline constexpr Refusal group_formed_later{"cooperative.group_formed_later", Trouble::bad_input,
                                            "Kelompok ini baru dibentuk pada {from}.",
                                            "This group was formed on {from} only."};
inline constexpr Refusal credit_not_open{
    "cooperative.credit_not_open", Trouble::conflict,
    "Langkah ini tidak sesuai dengan keadaan pengajuan sekarang ({state}). Muat ulang halamannya.",
    "This step does not fit the state of the credit ({state}). Reload the page."};
inline constexpr Refusal not_checked_yet{"cooperative.not_checked_yet", Trouble::conflict,
                                         "Pengajuan belum lengkap diperiksa: {missing}. Catat dulu hasilnya.",
                                         "The application is not checked yet: {missing}. Record it first."};
inline constexpr Refusal own_application{"cooperative.own_application", Trouble::forbidden,
                                         "Yang mencatat pengajuan tidak boleh menyetujuinya. Minta orang lain.",
                                         "Whoever recorded the application cannot approve it. Ask another person."};
inline constexpr Refusal pledges_not_exact{
    "cooperative.pledges_not_exact", Trouble::conflict,
    "Dana pemberi pinjaman {pledged}, sedangkan pinjaman kelompok {needed}. Keduanya harus sama sebelum pencairan.",
    "The lenders pledged {pledged}, the credit is {needed}. Both must be equal before disbursement."};
inline constexpr Refusal till_needed{"cooperative.till_needed", Trouble::bad_input,
                                     "Pilih kas tempat uang pinjaman dikeluarkan.",
                                     "Choose the till that the money is taken from."};
inline constexpr Refusal before_application{"cooperative.before_application", Trouble::bad_input,
                                            "Tanggal ini sebelum pengajuan ({from}).",
                                            "This day is before the application ({from})."};

struct Asked {
  Id<CooperativeMember> member;
  Money amount;
};
struct CreditWish {
  Id<PeerCredit> id;
  Id<LendingGroup> group;
  std::vector<Asked> members;  // those of the group who borrow, in their order
  Date on;
};
// Needs `apply`. Every member must pass the product's borrower rules on that day; the refusals name rule and fact, each
// at "/members/<i>". The same again changes nothing.
Result<CreditRecord> apply_for_credit(Work& work, Id<Organisation> organisation, CreditWish const& wish);
// The papers were looked at (desk), or a member's home (home: `member` is a borrower). Needs `apply`.
Verdict record_check(Work& work, Id<Organisation> organisation, Id<PeerCredit> credit, VerificationRecord const& done);
// The credit goes to a second person. Needs `apply`; the last desk check and that of every home must have passed.
Result<CreditRecord> propose_credit(Work& work, Id<Organisation> organisation, Id<PeerCredit> credit);

inline constexpr std::string_view credit_approval = "cooperative.credit";
Id<Approval> approval_of(Id<PeerCredit> credit);
std::optional<std::string> credit_content(View const& view, Id<PeerCredit> credit);
// What follows upon the approval. Refuses `own_application`, which undoes the approval.
Verdict approve_credit(Work& work, Id<PeerCredit> credit);
// Lets go of all pledges.
Verdict refuse_credit(Work& work, Id<PeerCredit> credit);

struct Disbursement {
  Id<PeerCredit> credit;
  Date on;
  std::optional<Id<CooperativeTill>> till;  // for cash
  std::vector<Hash> evidence = {};
};
// Needs `pay_out`. Opens the accounts, posts the entry, makes the plans. The same again is the first answer.
Result<ledger::Posted> disburse(Work& work, Id<Organisation> organisation, Disbursement const& wish);

// ---- Looking. Doors ask for `view_members`.

Result<CreditRecord> credit(View const& view, std::int64_t book, Id<PeerCredit> id);
std::vector<VerificationRecord> checks_of(View const& view, CreditRecord const& credit);  // oldest first
std::vector<LoanRecord> loans_of(View const& view, CreditRecord const& credit);           // in their order
std::vector<CreditRecord> credits(View const& view, std::int64_t book, std::optional<CreditState> state,
                                  std::optional<Id<PeerCredit>> after, int limit);
// `credit_not_open` with the state in words.
Problem not_in_state(CreditRecord const& credit);
// The terms that count for it.
ProductRecord product_of(View const& view, CreditRecord const& credit);

}  // namespace lumbung::cooperative
