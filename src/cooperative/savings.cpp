#include "cooperative/savings.h"

#include <algorithm>

#include "cooperative/rules.h"
#include "cooperative/store_members.h"
#include "cooperative/store_pledge.h"
#include "cooperative/store_savings.h"

namespace lumbung::cooperative {
namespace {

Money balance_of(View const& view, MemberRecord const& member, Saving saving) {
  auto const account = ledger::find_account(view, {member.book}, account_of(member.id, saving));
  return account ? account->balance() : 0_rp;
}

// Deposits less the ones that were reversed.
int parts_paid(View const& view, MemberRecord const& member) {
  auto const seen =
      ledger::statement(view, {.book = {member.book}, .account = account_of(member.id, Saving::pokok), .limit = 1'000});
  if (seen.refused()) return 0;
  int parts = 0;
  for (auto const& line : seen->lines) parts += line.side == ledger::Side::credit ? 1 : -1;
  return parts;
}

Verdict fits_pokok(View const& view, MemberRecord const& member, Bylaws const& rules, Money amount) {
  auto const paid = balance_of(view, member, Saving::pokok);
  if (paid >= rules.pokok) return refuse(pokok_paid_already).with("paid", shown(paid));
  auto const left = rules.pokok - paid;
  if (amount > left) return refuse(pokok_too_much).at("/amount").with("left", shown(left));
  bool const last_part = parts_paid(view, member) + 1 >= rules.pokok_parts;
  if (last_part && amount != left) return refuse(pokok_not_exact).at("/amount").with("left", shown(left));
  return done;
}

Verdict fits_wajib(View const& view, MemberRecord const& member, SavingWish const& wish) {
  auto const all = bylaws(view, member.book);
  auto const months = whole_months(all, *member.since, wish.day, balance_of(view, member, Saving::wajib), wish.amount);
  if (months.fits) return done;
  if (months.below.zero() && months.above.zero()) return refuse(wajib_not_asked).at("/saving");
  if (months.above.zero())
    return refuse(wajib_too_far_ahead)
        .at("/amount")
        .with("most", std::to_string(most_months_ahead))
        .with("below", shown(months.below));
  return refuse(wajib_not_whole_months)
      .at("/amount")
      .with("month", shown(months.first, true), shown(months.first, false))
      .with("below", shown(months.below.zero() ? months.above : months.below))
      .with("above", shown(months.above));
}

Verdict fits(View const& view, MemberRecord const& member, SavingWish const& wish) {
  if (wish.saving == Saving::pokok)
    return fits_pokok(view, member, in_force(bylaws(view, member.book), wish.day), wish.amount);
  if (wish.saving == Saving::wajib) return fits_wajib(view, member, wish);
  return done;
}

Verdict may_save_on(View const& view, MemberRecord const& member, Date day) {
  if (member.state != MemberState::member) return refuse(not_a_member).at("/member");
  TRY(has_come(view, day, "/day"));
  if (day < *member.since) return refuse(before_joining).at("/day").with("from", shown_short(*member.since));
  return done;
}

// "tied until 3 April: Rp60.000", or nothing tied, in one language.
std::string tied_words(std::vector<Tie> const& ties, bool indonesian) {
  if (ties.empty()) return indonesian ? "tidak ada yang dipinjamkan atau ditahan." : "nothing of it is lent or held.";
  auto total = 0_rp;
  std::optional<Date> until;
  bool known = true;
  for (auto const& one : ties) {
    total += one.amount;
    known = known && one.until.has_value();
    if (one.until) until = std::max(until.value_or(*one.until), *one.until);
  }
  auto const when = known && until ? (indonesian ? " sampai " : " until ") + shown_short(*until) : std::string();
  return shown(total) + (indonesian ? " sedang dipinjamkan atau ditahan" : " is lent or held") + when + ".";
}

Verdict available_for(View const& view, MemberRecord const& member, Money amount) {
  auto const account = ledger::find_account(view, {member.book}, account_of(member.id, Saving::sukarela));
  must(account.has_value());
  if (amount <= account->available()) return done;
  auto const ties = ties_of(view, member);
  return refuse(not_available)
      .at("/amount")
      .with("available", shown(account->available()))
      .with("balance", shown(account->balance()))
      .with("tied", tied_words(ties, true), tied_words(ties, false));
}

ledger::EntryWish entry_of(CooperativeRecord const& of, SavingWish const& wish, std::string_view kind,
                           ledger::TransferWish const& transfer) {
  return {.id = wish.id,
          .book = {of.book},
          .kind = kind,
          .day = wish.day,
          .subject = wish.member.uuid,
          .transfers = {transfer},
          .evidence = wish.evidence};
}

}  // namespace

Result<ledger::Posted> deposit(Work& work, Id<Organisation> id, SavingWish const& wish) {
  auto const of = TRY(cooperative_of(work, id));
  auto const found = store::member(work.rows, of.book, wish.member);
  TRY(work::require(work.actor, collect, id, found ? found->area : ""));
  if (!found) return refuse(unknown_member).at("/member");
  auto const into = till(work, of.book, wish.till);
  if (into.refused()) return Problem(into.problem()).at("/till");
  if (!wish.amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (!booked(work, of.book, wish.id)) {  // what is booked already, the ledger judges
    TRY(may_save_on(work, *found, wish.day));
    TRY(fits(work, *found, wish));
    TRY(all_uploaded(work, of.book, wish.evidence));
  }
  auto const posted = TRY(post_once(
      work, entry_of(of, wish, deposit_entry, {into->account(), account_of(found->id, wish.saving), wish.amount})));
  if (!posted.replayed)
    record(work, of, savings_deposited, wish.id,
           {{"saving", std::string(word_in(savings, wish.saving))}, {"amount", std::to_string(wish.amount.minor)}});
  return posted;
}

Result<ledger::Posted> withdraw(Work& work, Id<Organisation> id, SavingWish const& wish) {
  auto const of = TRY(cooperative_of(work, id));
  auto const found = store::member(work.rows, of.book, wish.member);
  TRY(work::require(work.actor, pay_out, id, found ? found->area : ""));
  if (!found) return refuse(unknown_member).at("/member");
  auto const out_of = till(work, of.book, wish.till);
  if (out_of.refused()) return Problem(out_of.problem()).at("/till");
  if (wish.saving != Saving::sukarela) return refuse(only_sukarela_leaves).at("/saving");
  if (!wish.amount.positive()) return refuse(ledger::amount_not_positive).at("/amount");
  if (!booked(work, of.book, wish.id)) {
    TRY(may_save_on(work, *found, wish.day));
    TRY(available_for(work, *found, wish.amount));
    auto const all = bylaws(work, of.book);
    auto const& rules = in_force(all, wish.day);
    bool const above = rules.two_people_above && wish.amount > *rules.two_people_above;
    if (!rules.sukarela_free || above) return refuse(two_people_needed).at("/amount");
    TRY(all_uploaded(work, of.book, wish.evidence));
  }
  auto const posted =
      TRY(post_once(work, entry_of(of, wish, withdrawal_entry,
                                   {account_of(found->id, Saving::sukarela), out_of->account(), wish.amount})));
  if (!posted.replayed) record(work, of, savings_withdrawn, wish.id, {{"amount", std::to_string(wish.amount.minor)}});
  return posted;
}

Result<ledger::Posted> correct(Work& work, Id<Organisation> id, CorrectionWish const& wish) {
  TRY(work::require(work.actor, pay_out, id));
  auto const of = TRY(cooperative_of(work, id));
  auto const entry = ledger::find_entry(work, {of.book}, wish.reverses);
  bool const ours = entry && (entry->kind == deposit_entry || entry->kind == withdrawal_entry);
  if (!ours) return refuse(not_a_savings_entry).at("/reverses");
  auto const member = TRY(cooperative::member(work, of.book, {entry->subject}));
  auto const known = store::correction(work, of.book, wish.id);
  if (known && (*known != wish.reason || entry->reversed_by != wish.id)) return refuse(id_reused).at("/id");
  if (known) return ledger::find_entry(work, {of.book}, wish.id)->posted;
  if (member.state == MemberState::left) return refuse(not_a_member).at("/reverses");
  auto const posted =
      TRY(ledger::reverse(work, {.id = wish.id, .book = {of.book}, .reverses = wish.reverses, .day = work.today()}));
  store::insert_correction(work, member, wish);
  record(work, of, savings_corrected, wish.id, {{"reverses", wish.reverses.text()}});
  return posted;
}

Verdict tie(Work& work, MemberRecord const& member, Tie const& wish, Id<LedgerAccount> into) {
  if (auto const there = store::tie(work, member, wish.id)) {
    auto const hold = ledger::find_hold(work, {member.book}, wish.id);
    bool const same = hold && hold->about.amount == wish.amount && hold->about.credit == into && there->why == wish.why;
    if (!same) return refuse(id_reused).at("/id");
    return done;
  }
  TRY(available_for(work, member, wish.amount));
  TRY(ledger::place_hold(work, {.id = wish.id,
                                .book = {member.book},
                                .debit = account_of(member.id, Saving::sukarela),
                                .credit = into,
                                .amount = wish.amount,
                                .subject = member.id.uuid}));
  store::insert_tie(work, member, wish);
  work.record(
      {.kind = savings_tied,
       .subject = wish.id.uuid,
       .organisation = {},
       .facts = {{"why", std::string(word_in(tie_reasons, wish.why))}, {"amount", std::to_string(wish.amount.minor)}}});
  return done;
}

Verdict untie(Work& work, MemberRecord const& member, Id<Hold> id) {
  if (!store::tie(work, member, id)) return refuse(unknown_tie);
  auto const hold = ledger::find_hold(work, {member.book}, id);
  if (hold && hold->state != ledger::HoldState::open) return done;
  TRY(ledger::void_hold(work, {member.book}, id));
  store::end_tie(work, member, id);
  work.record({.kind = savings_untied, .subject = id.uuid, .organisation = {}, .facts = {}});
  return done;
}

void tie_posted(Work& work, MemberRecord const& member, Id<Hold> id) { store::end_tie(work, member, id); }

std::vector<Tie> ties_of(View const& view, MemberRecord const& member) {
  std::vector<Tie> ties;
  for (auto& one : store::open_ties(view, member)) {
    auto const hold = ledger::find_hold(view, {member.book}, one.id);
    if (!hold || !hold->remaining.positive()) continue;
    one.amount = hold->remaining;
    ties.push_back(one);
  }
  // What was lent has left the account; it is named here all the same, with the day by which it should be back.
  for (auto const& one : store::lent_out(view.rows, member.book, member.id))
    if (one.pledge.outstanding().positive())
      ties.push_back({.id = as<Hold>(one.pledge.id),
                      .why = TieReason::lent,
                      .amount = one.pledge.outstanding(),
                      .until = one.until});
  return ties;
}

Result<SavingsSeen> savings_of(View const& view, MemberRecord const& member, Date day) {
  if (!member.since) return refuse(not_a_member);
  auto const all = bylaws(view, member.book);
  auto const on = [&](Saving saving) {
    auto const found = ledger::balance_on(view, {member.book}, account_of(member.id, saving), day);
    return found.refused() ? 0_rp : *found;
  };
  auto const account = ledger::find_account(view, {member.book}, account_of(member.id, Saving::sukarela));
  auto const wajib = on(Saving::wajib);
  return SavingsSeen{.pokok = on(Saving::pokok),
                     .pokok_due = in_force(all, day).pokok,
                     .wajib = wajib,
                     .sukarela = on(Saving::sukarela),
                     .available = account ? account->available() : 0_rp,
                     .months = wajib_standing(all, *member.since, day, wajib),
                     .ties = ties_of(view, member)};
}

Result<ledger::Statement> passbook(View const& view, MemberRecord const& member, Saving saving, int limit,
                                   std::optional<std::int64_t> from) {
  if (!member.since) return refuse(not_a_member);
  return ledger::statement(
      view, {.book = {member.book}, .account = account_of(member.id, saving), .limit = limit, .from = from});
}

std::string reason_of_correction(View const& view, std::int64_t book, Id<Entry> entry) {
  return store::correction(view, book, entry).value_or("");
}

}  // namespace lumbung::cooperative
