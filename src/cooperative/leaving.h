// Money that leaves for good: withdrawals that a second person must agree to, and what a member gets back on leaving.
//
// A settlement returns pokok, wajib and sukarela less what the member owes: every open account of class asset that the
// ledger has with this member as owner (what lending opened) is paid from the savings first. All of it is one entry,
// and the member's accounts are closed. Nobody leaves with savings that are tied (savings.h), or owing more than they
// saved. The savings of a member who died go to the heirs named (UU 25/1992 leaves it to the by-laws); their parts sum
// to what is paid, by largest remainder.
//
// By-laws say above which amount two people must agree (Bylaws::two_people_above); then the pay-out waits for an
// approval (access/approvals.h), and what a withdrawal asks for is held meanwhile. Else it is paid at once.
#pragma once

#include "access/approvals.h"
#include "cooperative/savings.h"

namespace lumbung::cooperative {

inline constexpr std::string_view settlement_entry = "savings_settlement";

// Events.
inline constexpr std::string_view payout_proposed = "cooperative.payout_proposed";  // facts: kind
inline constexpr std::string_view payout_paid = "cooperative.payout_paid";          // facts: kind, amount (sen)
inline constexpr std::string_view payout_refused = "cooperative.payout_refused";

// Refusals.
inline constexpr Refusal owes_more{
    "cooperative.owes_more", Trouble::conflict,
    "Anggota ini masih berutang {owed}, lebih dari simpanannya {saved}. Selesaikan dulu pinjamannya.",
    "This member still owes {owed}, more than the savings of {saved}. Settle the loan first."};
inline constexpr Refusal loan_still_open{
    "cooperative.loan_still_open", Trouble::conflict,
    "Anggota ini masih punya pinjaman yang berjalan, {owed}. Lunasi dulu di kas; boleh dari simpanan sukarelanya.",
    "This member still has a running loan, {owed}. Pay it off at the till first; sukarela may be withdrawn for it."};
inline constexpr Refusal savings_tied_up{
    "cooperative.savings_tied_up", Trouble::conflict,
    "Simpanan anggota ini {amount} masih dipinjamkan atau ditahan. Anggota dapat keluar sesudah itu kembali.",
    "{amount} of this member's savings is still lent or held. The member can leave once it is back."};
inline constexpr Refusal heirs_missing{"cooperative.heirs_missing", Trouble::conflict,
                                       "Ahli waris anggota ini belum ditetapkan. Catat dulu ahli warisnya.",
                                       "No heirs of this member are named. Record them first."};
inline constexpr Refusal unknown_payout{"cooperative.unknown_payout", Trouble::not_found,
                                        "Pembayaran ini tidak ditemukan.", "There is no such pay-out."};
inline constexpr Refusal payout_waits{
    "cooperative.payout_waits", Trouble::conflict,
    "Masih ada pembayaran untuk anggota ini yang menunggu persetujuan. Tunggu keputusannya.",
    "A pay-out to this member still waits for approval. Wait until it is decided."};

enum class Because { asked, moved, excluded, died };  // own wish, moved away, excluded by decision, died
inline constexpr Word<Because> becauses[] = {
    {Because::asked, "asked"}, {Because::moved, "moved"}, {Because::excluded, "excluded"}, {Because::died, "died"}};
enum class PayoutKind { withdrawal, settlement };
inline constexpr Word<PayoutKind> payout_kinds[] = {{PayoutKind::withdrawal, "withdrawal"},
                                                    {PayoutKind::settlement, "settlement"}};
enum class PayoutState { proposed, paid, refused };
inline constexpr Word<PayoutState> payout_states[] = {
    {PayoutState::proposed, "proposed"}, {PayoutState::paid, "paid"}, {PayoutState::refused, "refused"}};

struct Departure {
  Because because = Because::asked;
  DecisionRecord decision;  // of the kind `left`
};
struct HeirShare {
  Id<Person> person;
  Money amount;
};
struct PayoutRecord {
  std::int64_t book = 0;
  Id<MemberPayout> id;  // the entry has the same id
  Id<CooperativeMember> member;
  PayoutKind kind = PayoutKind::withdrawal;
  Id<CooperativeTill> till;
  Money amount;                        // out of the till; of a settlement as it stood when proposed, then as paid
  std::optional<Departure> departure;  // of a settlement
  PayoutState state = PayoutState::proposed;
  Instant proposed;
  std::vector<HeirShare> shares;  // once paid to heirs
};

// What a member would get back now.
struct Settlement {
  Money pokok, wajib, sukarela;
  Money owed, tied;
  Money saved() const { return pokok + wajib + sukarela; }
  Money paid() const { return saved() - owed; }  // negative: owes more
};
Settlement settlement_of(View const& view, MemberRecord const& member);

struct PayoutWish {
  Id<MemberPayout> id;
  Id<CooperativeMember> member;
  Id<CooperativeTill> till;
};
// A withdrawal of sukarela that two people agree to. Needs `pay_out`.
Result<PayoutRecord> propose_withdrawal(Work& work, Id<Organisation> organisation, PayoutWish const& wish,
                                        Money amount);
// The member leaves, or died. Needs `decide`. Paid at once, or proposed when the by-laws want two people.
Result<PayoutRecord> settle(Work& work, Id<Organisation> organisation, PayoutWish const& wish,
                            Departure const& departure);

// The text both people look at, and what follows upon the approval.
inline constexpr std::string_view payout_approval = "cooperative.payout";
Id<Approval> approval_of(Id<MemberPayout> payout);
std::optional<std::string> payout_content(View const& view, Id<MemberPayout> payout);
Verdict carry_out_payout(Work& work, Id<MemberPayout> payout);
Verdict refuse_payout(Work& work, Id<MemberPayout> payout);

// Newest first, those before `after`; doors ask for `view_members`.
std::vector<PayoutRecord> payouts(View const& view, std::int64_t book, std::optional<Id<MemberPayout>> after,
                                  int limit);

// Parts of an amount by hundredths of a per cent, by largest remainder; they sum to it.
std::vector<Money> shares_of(Money amount, std::vector<Heir> const& heirs);

}  // namespace lumbung::cooperative
