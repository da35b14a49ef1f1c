#include "cooperative/collection.h"

#include <algorithm>
#include <set>

#include "cooperative/payment_booking.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_payment.h"

namespace lumbung::cooperative {
namespace {

std::string text_of_wish(Collection const& wish) {
  std::string text = "day " + iso(wish.day) + "\ntill " + wish.till.text() + "\n";
  if (wish.lump) text += "lump " + std::to_string(wish.lump->minor) + "\n";
  for (auto const& line : wish.lines)
    text += "line " + line.member.text() + " " + std::to_string(line.amount.minor) + " " +
            (line.instalment ? std::to_string(*line.instalment) : "-") + "\n";
  return text;
}

// What the group paid as a whole, laid on the oldest due day first, in the order of the loans.
Result<std::vector<CollectedLine>> spread(Booking const& booking, Money lump) {
  auto owed = 0_rp;
  std::vector<std::pair<Date, std::size_t>> days;  // of open instalments
  for (std::size_t i = 0; i < booking.loans.size(); ++i) {
    if (booking.loans[i].loan.state != LoanState::open) continue;
    owed += left_of(booking.loans[i].plan).all();
    for (auto const& one : booking.loans[i].plan)
      if (!one.settled()) days.push_back({one.asked.due, i});
  }
  if (lump > owed) return refuse(over_the_debt).at("/lump").with("amount", shown(lump)).with("owed", shown(owed));
  std::sort(days.begin(), days.end());
  std::vector<Money> paid(booking.loans.size(), 0_rp);
  auto left = lump;
  for (auto const& [day, place] : days) {
    auto const& plan = booking.loans[place].plan;
    auto const one = std::find_if(plan.begin(), plan.end(),
                                  [&due = day](InstalmentRecord const& seen) { return seen.asked.due == due; });
    auto const part = std::min(left, one->left().all());
    paid[place] += part;
    left -= part;
  }
  std::vector<CollectedLine> lines;
  for (std::size_t i = 0; i < paid.size(); ++i)
    if (paid[i].positive()) lines.push_back({booking.loans[i].loan.member, paid[i], std::nullopt});
  return lines;
}

Verdict pay_lines(Booking& booking, std::vector<CollectedLine> const& lines, Id<LedgerAccount> source) {
  std::set<Id<CooperativeMember>> once;
  std::optional<Problem> problem;
  auto const tell = [&](std::size_t place, Problem found) {
    auto const at = "/lines/" + std::to_string(place) + found.pointer();
    found = std::move(found).at(at);
    problem = problem ? std::move(*problem).also(std::move(found)) : std::move(found);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!once.insert(lines[i].member).second) {
      tell(i, refuse(member_paid_twice).at("/member"));
      continue;
    }
    auto const loan = open_loan(booking, lines[i].member);
    if (loan.refused()) {
      tell(i, loan.problem());
      continue;
    }
    auto const paid = pay_loan(booking, **loan, lines[i].amount, lines[i].instalment, source);
    if (paid.refused()) tell(i, paid.problem());
  }
  if (problem) return *std::move(problem);
  return done;
}

// Back to where it stood before the payment.
Verdict take_out(Booking& booking, PaymentRecord const& payment) {
  for (auto const& part : payment.parts) {
    auto const found = std::find_if(booking.loans.begin(), booking.loans.end(),
                                    [&](PaidLoan const& one) { return one.loan.id == part.loan; });
    must(found != booking.loans.end());
    found->touched = true;
    if (part.number == 0) {
      found->loan.recovered -= part.parts.principal;
      continue;
    }
    if (found->loan.plan != part.plan || found->loan.state == LoanState::written_off) return refuse(plan_replaced);
    auto& one = found->plan.at(static_cast<std::size_t>(part.number) - 1);
    one.paid.principal -= part.parts.principal;
    one.paid.charge -= part.parts.charge;
    one.paid.rounding -= part.parts.rounding;
    found->loan.returned -= part.parts.principal;
  }
  for (auto const& share : payment.shares) {
    auto const pledge = std::find_if(booking.pledges.begin(), booking.pledges.end(),
                                     [&](PledgeRecord const& one) { return one.id == share.pledge; });
    must(pledge != booking.pledges.end());
    pledge->returned -= share.returned;
    pledge->lost -= share.lost;
  }
  return done;
}

Verdict end_covers(Work& work, PaymentRecord const& payment) {
  for (auto cover : store::covers_in(work.rows, payment.book, payment.entry)) {
    if (cover.paid_back.positive()) return refuse(plan_replaced);
    cover.ended = true;
    store::update(work.rows, payment.book, cover);
  }
  return done;
}

bool can_be_reversed(PaymentKind kind) {
  return kind == PaymentKind::collection || kind == PaymentKind::cover || kind == PaymentKind::recovery;
}

}  // namespace

Result<ledger::Posted> collect_instalments(Work& work, Id<Organisation> id, Collection const& wish) {
  auto booking = TRY(begin_booking(work, id, wish.credit, collect));
  booking.payment.entry = wish.id;
  booking.payment.kind = PaymentKind::collection;
  booking.payment.day = wish.day;
  booking.payment.asked = text_of_wish(wish);
  auto const into = till(work, booking.of.book, wish.till);
  if (into.refused()) return Problem(into.problem()).at("/till");
  auto const before = TRY(booked_before(work, booking));
  if (before) return *before;
  TRY(may_book_on(work, booking, wish.day));
  bool const by_lump = wish.lump.has_value();
  if (by_lump != wish.lines.empty()) return refuse(nothing_collected).at("/lines");
  if (by_lump && (!wish.lump->positive() || wish.lump->minor % 100 != 0)) return refuse(paid_not_whole).at("/lump");
  auto const lines = by_lump ? TRY(spread(booking, *wish.lump)) : wish.lines;
  TRY(pay_lines(booking, lines, into->account()));
  TRY(all_uploaded(work, booking.of.book, wish.evidence));
  TRY(give_back(booking));
  auto const posted = TRY(book(work, booking, collection_entry, wish.evidence));
  record(work, booking.of, instalments_collected, wish.id, {{"amount", std::to_string(booking.payment.amount.minor)}});
  return posted;
}

Result<ledger::Posted> reverse_payment(Work& work, Id<Organisation> id, PaymentReversal const& wish) {
  TRY(work::require(work.actor, pay_out, id));
  auto const of = TRY(cooperative_of(work, id));
  auto const payment = store::payment(work.rows, of.book, wish.reverses);
  if (!payment || !can_be_reversed(payment->kind)) return refuse(unknown_payment).at("/reverses");
  if (payment->reversed_by) {
    if (*payment->reversed_by != wish.id || payment->reason != wish.reason)
      return refuse(ledger::already_reversed).at("/reverses");
    auto posted = ledger::find_entry(work, {of.book}, wish.id)->posted;
    posted.replayed = true;
    return posted;
  }
  auto booking = TRY(begin_booking(work, id, payment->credit, pay_out));
  TRY(take_out(booking, *payment));
  TRY(end_covers(work, *payment));
  auto const posted =
      ledger::reverse(work, {.id = wish.id, .book = {of.book}, .reverses = wish.reverses, .day = work.today()});
  if (posted.code() == ledger::not_enough.code) return refuse(lender_used_it).at("/reverses");
  if (posted.refused()) return posted;
  for (auto const& paid : booking.loans) {
    if (!paid.touched) continue;
    for (auto const& part : payment->parts)
      if (part.loan == paid.loan.id && part.number > 0)
        store::update_paid(work.rows, paid.loan, part.plan, paid.plan.at(static_cast<std::size_t>(part.number) - 1));
  }
  keep_states(work, booking);
  store::note_reversal(work, *payment, wish.id, wish.reason);
  record(work, of, payment_reversed, wish.id, {{"reverses", wish.reverses.text()}});
  return posted;
}

std::vector<PaymentRecord> payments_of(View const& view, CreditRecord const& credit) {
  auto all = store::payments(view.rows, credit);
  for (auto& one : all) one = *store::payment(view.rows, credit.book, one.entry);
  return all;
}

}  // namespace lumbung::cooperative
