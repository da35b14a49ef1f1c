#include "cooperative/write_off.h"

#include "cooperative/payment_booking.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_write_off.h"

namespace lumbung::cooperative {
namespace {

// What was lent is gone with the debt; each lender bears her share.
Verdict let_lenders_bear(Booking& booking, LoanRecord const& loan, Money amount) {
  auto const shares = TRY(share_loss(stakes_of(booking), amount));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].zero()) continue;
    booking.pledges[i].lost += shares[i];
    booking.payment.shares.push_back({.pledge = booking.pledges[i].id, .lost = shares[i]});
  }
  booking.transfers.push_back({lent_on(loan.id), owed_on(loan.id), amount});
  return done;
}

Verdict let_the_cooperative_bear(Booking& booking, LoanRecord const& loan, Money amount) {
  auto const shares = TRY(share_repayment(stakes_of(booking), amount));
  booking.transfers.push_back({lending_account(booking.of, LendingAccount::loss), owed_on(loan.id), amount});
  give_back(booking, loan, shares);
  return done;
}

Verdict give_recovered(Booking& booking, Money amount, Id<LedgerAccount> till) {
  auto const shares = TRY(share_recovery(stakes_of(booking), amount));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].zero()) continue;
    auto& pledge = booking.pledges[i];
    pledge.returned += shares[i];
    pledge.lost -= shares[i];
    booking.payment.shares.push_back({.pledge = pledge.id, .returned = shares[i], .lost = 0_rp - shares[i]});
    booking.transfers.push_back({till, account_of(pledge.lender, Saving::sukarela), shares[i]});
  }
  return done;
}

struct Found {
  WriteOffRecord record;
  LoanRecord loan;
};
std::optional<Found> find(View const& view, Id<LoanWriteOff> id) {
  auto const found = store::write_off(view.rows, id);
  if (!found) return std::nullopt;
  auto const loan = store::loan(view.rows, found->book, found->loan);
  must(loan.has_value());
  return Found{*found, *loan};
}

}  // namespace

Result<WriteOffRecord> propose_write_off(Work& work, Id<Organisation> id, WriteOffWish const& wish) {
  auto booking = TRY(begin_booking(work, id, wish.credit, decide));
  auto const loan_id = loan_of(wish.credit, wish.member);
  if (auto const there = store::write_off(work.rows, wish.id)) {
    bool const same = there->book == booking.of.book && there->loan == loan_id && there->reason == wish.reason &&
                      there->minutes == wish.minutes;
    if (!same) return refuse(id_reused).at("/id");
    return *there;
  }
  if (booking.credit.state != CreditState::disbursed) return not_in_state(booking.credit);
  auto const* const paid = TRY(open_loan(booking, wish.member));
  if (wish.minutes.empty()) return refuse(minutes_missing).at("/minutes");
  if (wish.reason.empty()) return refuse(reason_missing).at("/reason");
  if (!paid->loan.outstanding().positive()) return refuse(nothing_to_write_off).at("/member");
  if (store::write_off_of(work.rows, paid->loan)) return refuse(write_off_waits).at("/member");
  WriteOffRecord const made{.book = booking.of.book,
                            .id = wish.id,
                            .loan = loan_id,
                            .amount = paid->loan.outstanding(),
                            .policy = booking.terms.loss_policy,
                            .reason = wish.reason,
                            .minutes = wish.minutes,
                            .state = WriteOffState::proposed,
                            .proposed = work.now};
  store::insert(work, made);
  record(work, booking.of, write_off_proposed, made.id);
  TRY(access::open_approval(work, {.id = approval_of(made.id),
                                   .kind = std::string(write_off_approval),
                                   .subject = made.id.uuid,
                                   .content = *write_off_content(work, made.id),
                                   .organisation = booking.of.organisation,
                                   .area = booking.group.area,
                                   .needed = std::string(approve_payout),
                                   .stakes = access::Stakes::moves_money}));
  return made;
}

Id<Approval> approval_of(Id<LoanWriteOff> id) { return {derived_uuid(id.uuid, "approval")}; }

std::optional<std::string> write_off_content(View const& view, Id<LoanWriteOff> id) {
  auto const found = find(view, id);
  if (!found) return std::nullopt;
  // The amount is what is owed now: whoever agrees, agrees to this sum.
  return "lumbung/loan-write-off@v1\nid " + id.text() + "\nloan " + found->loan.id.text() + "\nmember " +
         found->loan.member.text() + "\namount " + shown(found->loan.outstanding()) + "\nborne_by " +
         std::string(word_in(loss_policies, found->record.policy)) + "\nminutes " +
         access::on_one_line(found->record.minutes) + "\nreason " + access::on_one_line(found->record.reason) + "\n";
}

Verdict carry_out_write_off(Work& work, Id<LoanWriteOff> id) {
  auto found = find(work, id);
  if (!found) return refuse(unknown_write_off);
  if (found->record.state != WriteOffState::proposed) return done;
  auto const of = TRY(cooperative_in(work, found->record.book));
  auto booking = TRY(booking_of(work, of, found->loan.credit));
  auto* const paid = TRY(open_loan(booking, found->loan.member));
  auto const amount = paid->loan.outstanding();
  if (!amount.positive()) return refuse(nothing_to_write_off);
  booking.payment.entry = as<Entry>(id);
  booking.payment.kind = PaymentKind::write_off;
  booking.payment.day = work.today();
  booking.payment.amount = amount;
  booking.payment.asked = "write-off";
  TRY(found->record.policy == LossPolicy::lenders ? let_lenders_bear(booking, paid->loan, amount)
                                                  : let_the_cooperative_bear(booking, paid->loan, amount));
  paid->loan.written_off = amount;
  paid->loan.state = LoanState::written_off;
  paid->touched = true;
  TRY(book(work, booking, write_off_entry));
  found->record.amount = amount;
  found->record.state = WriteOffState::done;
  store::update(work, found->record);
  record(work, of, loan_was_written_off, id, {{"amount", std::to_string(amount.minor)}});
  return done;
}

Verdict refuse_write_off(Work& work, Id<LoanWriteOff> id) {
  auto found = find(work, id);
  if (!found) return refuse(unknown_write_off);
  if (found->record.state != WriteOffState::proposed) return done;
  auto const of = TRY(cooperative_in(work, found->record.book));
  found->record.state = WriteOffState::refused;
  store::update(work, found->record);
  record(work, of, write_off_refused, id);
  return done;
}

Result<ledger::Posted> recover(Work& work, Id<Organisation> id, Recovery const& wish) {
  auto booking = TRY(begin_booking(work, id, wish.credit, collect));
  booking.payment.entry = wish.id;
  booking.payment.kind = PaymentKind::recovery;
  booking.payment.day = wish.day;
  booking.payment.asked =
      wish.member.text() + " " + std::to_string(wish.amount.minor) + " " + iso(wish.day) + " " + wish.till.text();
  auto const into = till(work, booking.of.book, wish.till);
  if (into.refused()) return Problem(into.problem()).at("/till");
  auto const before = TRY(booked_before(work, booking));
  if (before) return *before;
  auto* const paid = find_loan(booking, wish.member);
  if (paid == nullptr) return refuse(not_in_this_group).at("/member");
  if (paid->loan.state != LoanState::written_off) return refuse(not_written_off).at("/member");
  TRY(has_come(work, wish.day, "/day"));
  if (wish.day < *booking.credit.disbursed)
    return refuse(before_disbursement).at("/day").with("from", shown_short(*booking.credit.disbursed));
  if (!wish.amount.positive() || wish.amount.minor % 100 != 0) return refuse(paid_not_whole).at("/amount");
  auto const left = paid->loan.written_off - paid->loan.recovered;
  if (wish.amount > left)
    return refuse(over_the_debt).at("/amount").with("amount", shown(wish.amount)).with("owed", shown(left));
  if (booking.terms.loss_policy == LossPolicy::lenders)
    TRY(give_recovered(booking, wish.amount, into->account()));
  else
    booking.transfers.push_back({into->account(), lending_account(booking.of, LendingAccount::recovered), wish.amount});
  booking.payment.amount = wish.amount;
  booking.payment.parts.push_back(
      {.loan = paid->loan.id, .plan = paid->loan.plan, .number = 0, .parts = {wish.amount}});
  paid->loan.recovered += wish.amount;
  paid->touched = true;
  auto const posted = TRY(book(work, booking, recovery_entry));
  record(work, booking.of, loan_recovered, wish.id, {{"amount", std::to_string(wish.amount.minor)}});
  return posted;
}

}  // namespace lumbung::cooperative
