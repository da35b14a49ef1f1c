#include "cooperative/payment_booking.h"

#include <algorithm>

#include "cooperative/collection.h"
#include "cooperative/store_credit.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_payment.h"
#include "cooperative/store_peer_group.h"
#include "cooperative/store_pledge.h"

namespace lumbung::cooperative {

Result<Booking> begin_booking(View const& view, Id<Organisation> id, Id<PeerCredit> credit_id, work::Right right) {
  auto const of = TRY(cooperative_of(view, id));
  auto const found = store::credit(view.rows, of.book, credit_id);
  auto const group = found ? store::peer_group(view.rows, of.book, found->group) : std::nullopt;
  TRY(work::require(view.actor, right, id, group ? group->area : ""));
  if (!found) return refuse(unknown_credit).at("/credit");
  return booking_of(view, of, credit_id);
}

Result<Booking> booking_of(View const& view, CooperativeRecord const& of, Id<PeerCredit> credit_id) {
  auto const found = store::credit(view.rows, of.book, credit_id);
  if (!found) return refuse(unknown_credit).at("/credit");
  Booking booking{.of = of,
                  .credit = *found,
                  .group = *store::peer_group(view.rows, of.book, found->group),
                  .terms = product_of(view, *found),
                  .loans = {},
                  .pledges = store::pledges(view.rows, *found),
                  .transfers = {},
                  .payment = {.book = of.book, .credit = credit_id}};
  for (auto const& loan : store::loans(view.rows, *found))
    booking.loans.push_back({loan, store::plan(view.rows, loan, loan.plan)});
  return booking;
}

Result<std::optional<ledger::Posted>> booked_before(View const& view, Booking const& booking) {
  auto const& asked = booking.payment;
  auto const entry = ledger::find_entry(view, {asked.book}, asked.entry);
  if (!entry) return std::optional<ledger::Posted>();
  auto const there = store::payment(view.rows, asked.book, asked.entry);
  if (!there || there->kind != asked.kind || there->credit != asked.credit || there->asked != asked.asked)
    return refuse(id_reused).at("/id");
  auto posted = entry->posted;
  posted.replayed = true;
  return std::optional(posted);
}

Verdict may_book_on(View const& view, Booking const& booking, Date day) {
  auto const& credit = booking.credit;
  if (credit.state == CreditState::settled) return refuse(loan_settled).at("/credit");
  if (credit.state != CreditState::disbursed) return not_in_state(credit).at("/credit");
  TRY(has_come(view, day, "/day"));
  if (day < *credit.disbursed)
    return refuse(before_disbursement).at("/day").with("from", shown_short(*credit.disbursed));
  return done;
}

PaidLoan* find_loan(Booking& booking, Id<CooperativeMember> member) {
  for (auto& one : booking.loans)
    if (one.loan.member == member) return &one;
  return nullptr;
}

Result<PaidLoan*> open_loan(Booking& booking, Id<CooperativeMember> member) {
  auto* const found = find_loan(booking, member);
  if (found == nullptr) return refuse(not_in_this_group).at("/member");
  if (found->loan.state == LoanState::settled) return refuse(loan_settled).at("/member");
  if (found->loan.state == LoanState::written_off) return refuse(loan_written_off).at("/member");
  return found;
}

Verdict pay_loan(Booking& booking, PaidLoan& paid, Money amount, std::optional<int> instalment,
                 Id<LedgerAccount> source) {
  if (!amount.positive() || amount.minor % 100 != 0) return refuse(paid_not_whole).at("/amount");
  auto const parts = TRY(pay_into(paid.plan, amount, instalment));
  Parts sum;
  for (auto const& one : parts) {
    sum.principal += one.parts.principal;
    sum.charge += one.parts.charge;
    sum.rounding += one.parts.rounding;
    booking.payment.parts.push_back(
        {.loan = paid.loan.id, .plan = paid.loan.plan, .number = one.number, .parts = one.parts});
  }
  auto const service = lending_account(booking.of, LendingAccount::service);
  bool const to_service = booking.terms.rounding_goes_to == RoundingGoesTo::service_charge;
  auto const goal = to_service ? service : account_of(paid.loan.member, Saving::sukarela);
  if (sum.principal.positive()) booking.transfers.push_back({source, owed_on(paid.loan.id), sum.principal});
  if (sum.charge.positive()) booking.transfers.push_back({source, service, sum.charge});
  if (sum.rounding.positive()) booking.transfers.push_back({source, goal, sum.rounding});
  paid.loan.returned += sum.principal;
  paid.touched = true;
  booking.payment.amount += amount;
  return done;
}

std::vector<Stake> stakes_of(Booking const& booking) {
  std::vector<Stake> stakes;
  for (auto const& one : booking.pledges) stakes.push_back({one.amount, one.returned, one.lost});
  return stakes;
}

Verdict give_back(Booking& booking) {
  auto principal = 0_rp;
  for (auto const& part : booking.payment.parts) principal += part.parts.principal;
  if (principal.zero()) return done;
  auto shares = TRY(share_repayment(stakes_of(booking), principal));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].zero()) continue;
    booking.pledges[i].returned += shares[i];
    booking.payment.shares.push_back({.pledge = booking.pledges[i].id, .returned = shares[i]});
  }
  // Loan by loan, lender by lender, until both are used up.
  std::size_t lender = 0;
  for (auto const& paid : booking.loans) {
    auto left = 0_rp;
    for (auto const& part : booking.payment.parts)
      if (part.loan == paid.loan.id) left += part.parts.principal;
    while (left.positive()) {
      auto const now = std::min(left, shares[lender]);
      if (now.positive())
        booking.transfers.push_back(
            {lent_on(paid.loan.id), account_of(booking.pledges[lender].lender, Saving::sukarela), now});
      left -= now;
      shares[lender] -= now;
      if (shares[lender].zero() && lender + 1 < shares.size()) ++lender;
    }
  }
  return done;
}

void give_back(Booking& booking, LoanRecord const& loan, std::vector<Money> const& shares) {
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].zero()) continue;
    booking.pledges[i].returned += shares[i];
    booking.payment.shares.push_back({.pledge = booking.pledges[i].id, .returned = shares[i]});
    booking.transfers.push_back({lent_on(loan.id), account_of(booking.pledges[i].lender, Saving::sukarela), shares[i]});
  }
}

void keep_states(Work& work, Booking& booking) {
  bool open = false;
  for (auto& paid : booking.loans) {
    auto& loan = paid.loan;
    if (paid.touched && loan.state != LoanState::written_off)
      loan.state = left_of(paid.plan).all().zero() ? LoanState::settled : LoanState::open;
    if (paid.touched) store::update(work.rows, loan);
    open = open || loan.state == LoanState::open;
  }
  for (auto& pledge : booking.pledges) {
    pledge.state = pledge.outstanding().zero() ? PledgeState::ended : PledgeState::lent;
    store::update(work.rows, pledge);
  }
  auto const state = open ? CreditState::disbursed : CreditState::settled;
  if (state == booking.credit.state) return;
  booking.credit.state = state;
  store::update(work.rows, booking.credit);
}

Result<ledger::Posted> book(Work& work, Booking& booking, std::string_view entry_kind,
                            std::vector<Hash> const& evidence) {
  auto& payment = booking.payment;
  auto const posted = TRY(ledger::post(work, {.id = payment.entry,
                                              .book = {payment.book},
                                              .kind = entry_kind,
                                              .day = payment.day,
                                              .subject = payment.credit.uuid,
                                              .transfers = booking.transfers,
                                              .evidence = evidence}));
  store::insert(work, payment);
  for (auto const& paid : booking.loans) {
    if (!paid.touched) continue;
    for (auto const& part : payment.parts)
      if (part.loan == paid.loan.id && part.number > 0)
        store::update_paid(work.rows, paid.loan, part.plan, paid.plan.at(static_cast<std::size_t>(part.number) - 1));
  }
  keep_states(work, booking);
  return posted;
}

}  // namespace lumbung::cooperative
