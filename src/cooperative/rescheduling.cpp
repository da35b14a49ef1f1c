#include "cooperative/rescheduling.h"

#include "cooperative/payment_booking.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_write_off.h"

namespace lumbung::cooperative {
namespace {

std::string text_of(ReschedulingWish const& wish) {
  return wish.credit.text() + " " + wish.member.text() + " " + iso(wish.begins) + " " +
         std::to_string(wish.instalments) + " " + std::string(word_in(periods, wish.period));
}

// The product's terms for what is left: new days, no new charge.
Terms terms_for(Parts const& left, ProductRecord const& product, ReschedulingWish const& wish) {
  auto terms = product.terms(left.principal);
  terms.instalments = wish.instalments;
  terms.period = wish.period;
  terms.charges.clear();
  if (left.charge.positive())
    terms.charges.push_back({.name = "sisa jasa", .kind = ChargeKind::fixed, .amount = left.charge});
  return terms;
}

}  // namespace

Result<ReschedulingRecord> reschedule(Work& work, Id<Organisation> id, ReschedulingWish const& wish) {
  auto booking = TRY(begin_booking(work, id, wish.credit, decide));
  ReschedulingRecord made{.book = booking.of.book,
                          .id = wish.id,
                          .loan = loan_of(wish.credit, wish.member),
                          .begins = wish.begins,
                          .asked = text_of(wish),
                          .reason = wish.reason,
                          .minutes = wish.minutes};
  if (auto const there = store::rescheduling(work.rows, made.book, made.id)) {
    bool const same = there->asked == made.asked && there->reason == made.reason && there->minutes == made.minutes;
    if (!same) return refuse(id_reused).at("/id");
    return *there;
  }
  if (booking.credit.state != CreditState::disbursed) return not_in_state(booking.credit);
  if (wish.minutes.empty()) return refuse(minutes_missing).at("/minutes");
  if (wish.reason.empty()) return refuse(reason_missing).at("/reason");
  if (wish.begins < *booking.credit.disbursed)
    return refuse(before_disbursement).at("/begins").with("from", shown_short(*booking.credit.disbursed));
  auto* const paid = TRY(open_loan(booking, wish.member));
  auto const left = left_of(paid->plan);
  if (!left.principal.positive()) return refuse(nothing_to_reschedule).at("/member");
  auto const plan = TRY(schedule(terms_for(left, booking.terms, wish), wish.begins));
  auto& loan = paid->loan;
  made.plan = ++loan.plan;
  loan.last_due = plan.last_due();
  store::insert_plan(work.rows, loan, plan.instalments);
  store::update(work.rows, loan);
  store::insert(work, made);
  record(work, booking.of, loan_rescheduled, made.id, {{"plan", std::to_string(made.plan)}});
  return made;
}

std::vector<ReschedulingRecord> reschedulings_of(View const& view, LoanRecord const& loan) {
  return store::reschedulings(view.rows, loan);
}

}  // namespace lumbung::cooperative
