// Which instalments a payment pays. Pure, besides looking at plans.
//
// Money fills the oldest unpaid instalment first, then the next; of one instalment principal before charge before
// rounding: what is lent is safe first, and the member's own saving comes last. Paying early is paying more of them.
// Whoever names an instalment means that one and those after it; if it is paid, the payment is refused rather than
// laid on another day: so two leaders who collect the same day are found out, and messages of a phone may come in any
// order.
#pragma once

#include <span>

#include "cooperative/credit.h"

namespace lumbung::cooperative {

// Refusals.
inline constexpr Refusal over_the_debt{
    "cooperative.over_the_debt", Trouble::conflict,
    "Pembayaran {amount} melebihi yang masih harus dibayar, yaitu {owed}. Periksa jumlahnya.",
    "The payment of {amount} is more than what is still to pay, {owed}. Check the amount."};
inline constexpr Refusal instalment_paid{
    "cooperative.instalment_paid", Trouble::conflict,
    "Angsuran ke-{number} sudah dibayar. Bila ini setoran lain, sebutkan angsuran berikutnya.",
    "Instalment {number} is paid already. If this is another payment, name the next instalment."};
inline constexpr Refusal instalment_unknown{"cooperative.instalment_unknown", Trouble::bad_input,
                                            "Angsuran ke-{number} tidak ada dalam jadwal pinjaman ini.",
                                            "There is no instalment {number} in the plan of this loan."};

// A part of a payment that went to one instalment.
struct PaidPart {
  int number = 0;
  Parts parts;
};
// What is still to pay of a plan.
Parts left_of(std::span<InstalmentRecord const> plan);
// Fills the plan, from the instalment named on if one is, and says what went where.
Result<std::vector<PaidPart>> pay_into(std::vector<InstalmentRecord>& plan, Money amount, std::optional<int> from);

// The plan that counts, and an earlier one.
std::vector<InstalmentRecord> plan_of(View const& view, LoanRecord const& loan);
std::vector<InstalmentRecord> plan_of(View const& view, LoanRecord const& loan, int number);

// ---- How loans stand on a day

struct LoanStanding {
  Money due;          // what fell due by the end of the day before: instalments due on the day itself are not late
  Money paid_of_due;  // of it
  Money owed_late() const { return due - paid_of_due; }
  Money outstanding;  // principal
  int days_late = 0;  // since the oldest of it that is not paid in full; 0: none
};
LoanStanding standing_on(std::span<InstalmentRecord const> plan, Date day);

// Over many loans. Hundredths of a per cent; 10,000 is 100,00 %.
struct Portfolio {
  std::int64_t loans = 0, late = 0;
  Money outstanding = 0_rp;                                     // principal
  Money at_risk_1 = 0_rp, at_risk_7 = 0_rp, at_risk_30 = 0_rp;  // principal of loans that many days late or more
  Money due = 0_rp, paid_of_due = 0_rp;

  void add(LoanStanding const& loan);
  int repayment_rate() const;  // 10,000 when nothing fell due
  int par(Money at_risk) const;
};
// Of all loans that were disbursed in a credit; and of the co-operative's open ones.
Portfolio portfolio_of(View const& view, CreditRecord const& credit, Date day);
Portfolio portfolio(View const& view, std::int64_t book, Date day);

}  // namespace lumbung::cooperative
