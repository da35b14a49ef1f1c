// How a payment of a running credit is put together and booked. Not for others.
#pragma once

#include "cooperative/instalment.h"
#include "cooperative/payment_types.h"
#include "cooperative/returning.h"
#include "cooperative/rules.h"

namespace lumbung::cooperative {

struct PaidLoan {
  LoanRecord loan;
  std::vector<InstalmentRecord> plan;
  bool touched = false;
};

// Everything that a payment may touch, and what it comes to so far.
struct Booking {
  CooperativeRecord of;
  CreditRecord credit;
  PeerGroupRecord group;
  ProductRecord terms;
  std::vector<PaidLoan> loans;
  std::vector<PledgeRecord> pledges;
  std::vector<ledger::TransferWish> transfers;
  PaymentRecord payment;
};

// The credit with its loans and pledges, for those who have the right where its leader lives.
Result<Booking> begin_booking(View const& view, Id<Organisation> organisation, Id<PeerCredit> credit,
                              work::Right right);
// The same, where the right was asked for before.
Result<Booking> booking_of(View const& view, CooperativeRecord const& of, Id<PeerCredit> credit);
// The answer to the same act, if it was booked under this id; `id_reused` if another was.
Result<std::optional<ledger::Posted>> booked_before(View const& view, Booking const& booking);
// The credit is disbursed, the day has come and is not before the disbursement.
Verdict may_book_on(View const& view, Booking const& booking, Date day);
PaidLoan* find_loan(Booking& booking, Id<CooperativeMember> member);  // null: she has none in it
// The loan of a member in it, open. Refuses `not_in_this_group`, `loan_settled`, `loan_written_off`.
Result<PaidLoan*> open_loan(Booking& booking, Id<CooperativeMember> member);

// The member pays: money from `source` (a till) to her debt, the charge, and where rounding goes.
Verdict pay_loan(Booking& booking, PaidLoan& loan, Money amount, std::optional<int> instalment,
                 Id<LedgerAccount> source);
// The principal of all parts so far goes back from what was lent to the lenders.
Verdict give_back(Booking& booking);
// `amount` out of what was lent on one loan to the lenders, in those shares of theirs.
void give_back(Booking& booking, LoanRecord const& loan, std::vector<Money> const& shares);

// Posts the entry, keeps rows and states. The subject is the credit.
Result<ledger::Posted> book(Work& work, Booking& booking, std::string_view entry_kind,
                            std::vector<Hash> const& evidence = {});
// Writes loans, pledges and the credit back, with the states that follow.
void keep_states(Work& work, Booking& booking);

std::vector<Stake> stakes_of(Booking const& booking);

}  // namespace lumbung::cooperative
