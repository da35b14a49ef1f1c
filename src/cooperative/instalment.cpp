#include "cooperative/instalment.h"

#include <algorithm>

#include "cooperative/store_loan.h"

namespace lumbung::cooperative {
namespace {

constexpr int loans_at_once = 500;

Money take(Money& left, Money most) {
  auto const part = std::min(left, most);
  left -= part;
  return part;
}

}  // namespace

Parts left_of(std::span<InstalmentRecord const> plan) {
  Parts sum;
  for (auto const& one : plan) {
    auto const left = one.left();
    sum.principal += left.principal;
    sum.charge += left.charge;
    sum.rounding += left.rounding;
  }
  return sum;
}

Result<std::vector<PaidPart>> pay_into(std::vector<InstalmentRecord>& plan, Money amount, std::optional<int> from) {
  auto const number = from.value_or(1);
  auto const known = static_cast<int>(plan.size());
  if (number < 1 || number > known)
    return refuse(instalment_unknown).at("/instalment").with("number", std::to_string(number));
  auto const begin = plan.begin() + (number - 1);
  if (from && begin->settled()) return refuse(instalment_paid).at("/instalment").with("number", std::to_string(number));
  auto const owed = left_of({begin, plan.end()}).all();
  if (amount > owed) return refuse(over_the_debt).at("/amount").with("amount", shown(amount)).with("owed", shown(owed));
  std::vector<PaidPart> parts;
  auto left = amount;
  for (auto one = begin; one != plan.end() && left.positive(); ++one) {
    if (one->settled()) continue;
    auto const open = one->left();
    PaidPart part{.number = one->asked.number, .parts = {}};
    part.parts.principal = take(left, open.principal);
    part.parts.charge = take(left, open.charge);
    part.parts.rounding = take(left, open.rounding);
    one->paid.principal += part.parts.principal;
    one->paid.charge += part.parts.charge;
    one->paid.rounding += part.parts.rounding;
    parts.push_back(part);
  }
  must(left.zero());
  return parts;
}

std::vector<InstalmentRecord> plan_of(View const& view, LoanRecord const& loan) {
  return store::plan(view.rows, loan, loan.plan);
}

std::vector<InstalmentRecord> plan_of(View const& view, LoanRecord const& loan, int number) {
  return store::plan(view.rows, loan, number);
}

LoanStanding standing_on(std::span<InstalmentRecord const> plan, Date day) {
  LoanStanding standing{.due = 0_rp, .paid_of_due = 0_rp, .outstanding = 0_rp};
  for (auto const& one : plan) {
    standing.outstanding += one.left().principal;
    if (one.asked.due >= day) continue;
    standing.due += one.asked.amount();
    standing.paid_of_due += one.paid.all();
    if (!one.settled()) standing.days_late = std::max(standing.days_late, day - one.asked.due);
  }
  return standing;
}

void Portfolio::add(LoanStanding const& loan) {
  ++loans;
  late += loan.days_late > 0 ? 1 : 0;
  outstanding += loan.outstanding;
  if (loan.days_late >= 1) at_risk_1 += loan.outstanding;
  if (loan.days_late >= 7) at_risk_7 += loan.outstanding;
  if (loan.days_late >= 30) at_risk_30 += loan.outstanding;
  due += loan.due;
  paid_of_due += loan.paid_of_due;
}

int Portfolio::repayment_rate() const {
  if (due.zero()) return 10'000;
  return static_cast<int>(share_of({10'000, rupiah}, paid_of_due.minor, due.minor).minor);
}

int Portfolio::par(Money at_risk) const {
  if (outstanding.zero()) return 0;
  return static_cast<int>(share_of({10'000, rupiah}, at_risk.minor, outstanding.minor).minor);
}

Portfolio portfolio_of(View const& view, CreditRecord const& credit, Date day) {
  Portfolio all;
  for (auto const& loan : store::loans(view.rows, credit))
    if (loan.plan > 0 && loan.state != LoanState::written_off) all.add(standing_on(plan_of(view, loan), day));
  return all;
}

Portfolio portfolio(View const& view, std::int64_t book, Date day) {
  Portfolio all;
  Id<MemberLoan> after;
  for (;;) {
    auto const some = store::open_loans(view.rows, book, after, loans_at_once);
    for (auto const& loan : some) all.add(standing_on(plan_of(view, loan), day));
    if (some.size() < loans_at_once) return all;
    after = some.back().id;
  }
}

}  // namespace lumbung::cooperative
