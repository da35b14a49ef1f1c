#include "cooperative/cover.h"

#include <algorithm>
#include <set>

#include "cooperative/payment_booking.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_payment.h"

namespace lumbung::cooperative {
namespace {

std::string text_of_wish(Cover const& wish) {
  std::string text = "member " + wish.member.text() + "\nday " + iso(wish.day) + "\ntill " + wish.till.text() +
                     "\nfrom " + (wish.instalment ? std::to_string(*wish.instalment) : "-") + "\n";
  for (auto const& one : wish.by) text += "by " + one.member.text() + " " + std::to_string(one.amount.minor) + "\n";
  return text;
}

Result<Money> covered_in_all(Booking const& booking, Cover const& wish) {
  std::set<Id<CooperativeMember>> once{wish.member};
  auto const& all = booking.group.members;
  auto sum = 0_rp;
  for (std::size_t i = 0; i < wish.by.size(); ++i) {
    auto const at = "/by/" + std::to_string(i);
    auto const& one = wish.by[i];
    bool const inside = std::find(all.begin(), all.end(), one.member) != all.end();
    if (!inside || !once.insert(one.member).second) return refuse(covers_herself).at(at);
    if (!one.amount.positive() || one.amount.minor % 100 != 0) return refuse(paid_not_whole).at(at + "/amount");
    sum = TRY(plus(sum, one.amount));
  }
  if (!sum.positive()) return refuse(covers_herself).at("/by");
  return sum;
}

Money due_by(std::vector<InstalmentRecord> const& plan, Date day) {
  auto sum = 0_rp;
  for (auto const& one : plan)
    if (one.asked.due <= day) sum += one.left().all();
  return sum;
}

Verdict open_cover_accounts(Work& work, LoanRecord const& loan, std::vector<Asked> const& by) {
  TRY(ledger::open_account(work, {.id = covered_on(loan.id),
                                  .book = {loan.book},
                                  .owner_kind = "member",
                                  .owner = loan.member.uuid,
                                  .purpose = "covered"}));
  for (auto const& one : by)
    TRY(ledger::open_account(work, {.id = paid_for_others(one.member),
                                    .book = {loan.book},
                                    .grows = ledger::Side::credit,
                                    .account_class = ledger::Class::liability,
                                    .owner_kind = "member",
                                    .owner = one.member.uuid,
                                    .purpose = "paid_for_others"}));
  return done;
}

}  // namespace

Result<ledger::Posted> cover_member(Work& work, Id<Organisation> id, Cover const& wish) {
  auto booking = TRY(begin_booking(work, id, wish.credit, collect));
  booking.payment.entry = wish.id;
  booking.payment.kind = PaymentKind::cover;
  booking.payment.day = wish.day;
  booking.payment.asked = text_of_wish(wish);
  auto const into = till(work, booking.of.book, wish.till);
  if (into.refused()) return Problem(into.problem()).at("/till");
  auto const before = TRY(booked_before(work, booking));
  if (before) return *before;
  if (booking.terms.renteng == Renteng::off) return refuse(renteng_is_off);
  TRY(may_book_on(work, booking, wish.day));
  auto* const paid = TRY(open_loan(booking, wish.member));
  auto const amount = TRY(covered_in_all(booking, wish));
  auto const due = due_by(paid->plan, wish.day);
  if (amount > due) return refuse(cover_not_due).at("/by").with("owed", shown(due));
  TRY(pay_loan(booking, *paid, amount, wish.instalment, into->account()));
  TRY(give_back(booking));
  TRY(open_cover_accounts(work, paid->loan, wish.by));
  for (auto const& one : wish.by)
    booking.transfers.push_back({covered_on(paid->loan.id), paid_for_others(one.member), one.amount});
  auto const posted = TRY(book(work, booking, cover_entry));
  int place = 0;
  for (auto const& one : wish.by) {
    ++place;
    store::insert(work, booking.of.book,
                  {.entry = wish.id, .place = place, .loan = paid->loan.id, .by = one.member, .amount = one.amount},
                  place);
  }
  record(work, booking.of, member_covered, wish.id, {{"amount", std::to_string(amount.minor)}});
  return posted;
}

Result<ledger::Posted> pay_back_cover(Work& work, Id<Organisation> id, CoverBack const& wish) {
  auto booking = TRY(begin_booking(work, id, wish.credit, collect));
  booking.payment.entry = wish.id;
  booking.payment.kind = PaymentKind::cover_back;
  booking.payment.day = wish.day;
  booking.payment.amount = wish.amount;
  booking.payment.asked = wish.member.text() + " " + std::to_string(wish.amount.minor) + " " + iso(wish.day) + " " +
                          (wish.till ? wish.till->text() : "-");
  auto const before = TRY(booked_before(work, booking));
  if (before) return *before;
  if (wish.till) {
    auto const into = till(work, booking.of.book, *wish.till);
    if (into.refused()) return Problem(into.problem()).at("/till");
  }
  auto const* const paid = find_loan(booking, wish.member);
  if (paid == nullptr) return refuse(not_in_this_group).at("/member");
  TRY(has_come(work, wish.day, "/day"));
  if (!wish.amount.positive() || wish.amount.minor % 100 != 0) return refuse(paid_not_whole).at("/amount");
  auto const owed = owed_to_group(work, paid->loan);
  if (wish.amount > owed)
    return refuse(cover_less).at("/amount").with("owed", shown(owed)).with("amount", shown(wish.amount));
  auto left = wish.amount;
  for (auto cover : store::covers(work.rows, paid->loan)) {
    auto const part = std::min(left, cover.left());
    if (!part.positive()) continue;
    if (wish.till) {
      booking.transfers.push_back({Id<LedgerAccount>{wish.till->uuid}, covered_on(paid->loan.id), part});
      booking.transfers.push_back({paid_for_others(cover.by), account_of(cover.by, Saving::sukarela), part});
    } else {
      booking.transfers.push_back({paid_for_others(cover.by), covered_on(paid->loan.id), part});
    }
    cover.paid_back += part;
    left -= part;
    store::update(work.rows, booking.of.book, cover);
  }
  must(left.zero());
  auto const posted = TRY(book(work, booking, cover_back_entry));
  record(work, booking.of, cover_was_paid_back, wish.id, {{"amount", std::to_string(wish.amount.minor)}});
  return posted;
}

std::vector<CoverRecord> covers_of(View const& view, LoanRecord const& loan) { return store::covers(view.rows, loan); }

Money owed_to_group(View const& view, LoanRecord const& loan) {
  auto sum = 0_rp;
  for (auto const& one : store::covers(view.rows, loan)) sum += one.left();
  return sum;
}

}  // namespace lumbung::cooperative
