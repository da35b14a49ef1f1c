// What the organisation owes the acquirer after a chargeback of money that was spent, and how it is paid.
//
// A chargeback takes what the bank account holds; the rest is owed (`owed_to_acquirer`). Donors' money never pays it:
// one person proposes to pay it from the organisation's own unrestricted money, another approves exactly that text, and
// one entry books it. Decision 0043.
#pragma once

#include "giving/giving.h"

namespace lumbung {
struct Settlement;
}  // namespace lumbung

namespace lumbung::giving {

// Events.
inline constexpr std::string_view settlement_proposed = "giving.settlement_proposed";  // facts: amount (sen)
inline constexpr std::string_view settlement_paid = "giving.settlement_paid";          // facts: amount (sen)
inline constexpr std::string_view settlement_refused = "giving.settlement_refused";

// Refusals.
inline constexpr Refusal unknown_settlement{"giving.unknown_settlement", Trouble::not_found,
                                            "Pelunasan ini tidak ditemukan.", "There is no such settlement."};
inline constexpr Refusal beyond_what_is_owed{
    "giving.beyond_what_is_owed", Trouble::conflict,
    "Utang kepada penyelenggara pembayaran tinggal {left}. Lunasi paling banyak sebesar itu.",
    "Only {left} is still owed to the payment provider. Settle at most that."};
inline constexpr Refusal own_money_short{
    "giving.own_money_short", Trouble::conflict,
    "Uang lembaga sendiri di rekening ini hanya {left}; selebihnya titipan donatur. Bayar dari rekening lain.",
    "Only {left} in this bank account is the organisation's own; the rest is donors' money. Pay from another account."};
inline constexpr Refusal settlement_needs_reason{
    "giving.settlement_needs_reason", Trouble::bad_input,
    "Tuliskan alasannya, paling sedikit 10 huruf dan tanpa nama orang.",
    "Write the reason, in at least 10 characters and without names of people."};

// bank: from the bank account of this book, as far as it holds the organisation's own (its collection fees).
// own_account: from an account outside this book; in the book it is money that the organisation puts in.
enum class PaidFrom { bank, own_account };
enum class SettlementState { proposed, paid, refused };

struct SettlementRecord {
  Id<Settlement> id;
  std::int64_t book = 0;
  Id<Organisation> organisation;
  Money amount;
  PaidFrom from = PaidFrom::own_account;
  std::string reference;  // of the transfer; may be ""
  std::string reason;
  SettlementState state = SettlementState::proposed;
  Instant proposed;
  std::optional<Instant> decided;
};
struct SettlementWish {
  Id<Settlement> id;
  Id<Organisation> organisation;
  Money amount;
  PaidFrom from = PaidFrom::own_account;
  std::string reference, reason;
};

// Needs `giving.refund`; the approver needs `programme.approve_release`. Refuses more than is owed.
Result<Id<Settlement>> propose_settlement(Work& work, SettlementWish const& wish);
// The text both people look at.
inline constexpr std::string_view settlement_approval = "giving.settlement";
std::optional<std::string> settlement_content(View const& view, Id<Settlement> settlement);
Id<Approval> approval_of(Id<Settlement> settlement);
// Follow the approval. Refuses like the proposal, when less is owed or at hand by then.
Verdict pay_settlement(Work& work, Id<Settlement> settlement);
Verdict refuse_settlement(Work& work, Id<Settlement> settlement);

struct Owed {
  Money owed;       // to the acquirer
  Money own_money;  // the organisation's own in the bank account; negative when donors' money paid a chargeback
  std::vector<SettlementRecord> settlements;  // newest first, at most 200
};
// Needs `giving.view_gifts`.
Result<Owed> owed(View const& view, Id<Organisation> organisation);

// What the organisation put in from outside; opened with the first such settlement.
Id<LedgerAccount> own_contribution_of(Id<Organisation> organisation);

}  // namespace lumbung::giving
