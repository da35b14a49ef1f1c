#include "cooperative/leaving.h"

#include <algorithm>
#include <numeric>

#include "cooperative/rules.h"
#include "cooperative/store_leaving.h"
#include "cooperative/store_loan.h"
#include "cooperative/store_members.h"

namespace lumbung::cooperative {
namespace {

constexpr Saving in_order[] = {Saving::sukarela, Saving::wajib, Saving::pokok};  // which pays debts first

std::vector<ledger::AccountState> debts_of(View const& view, MemberRecord const& member) {
  std::vector<ledger::AccountState> debts;
  for (auto& one : ledger::accounts_of(view, {member.book}, "member", member.id.uuid))
    if (one.about.account_class == ledger::Class::asset && one.balance().positive()) debts.push_back(std::move(one));
  return debts;
}

Money balance_of(View const& view, MemberRecord const& member, Saving saving) {
  auto const account = ledger::find_account(view, {member.book}, account_of(member.id, saving));
  return account ? account->balance() : 0_rp;
}

// Debts are paid first, what is left leaves through the till.
std::vector<ledger::TransferWish> transfers_of(View const& view, MemberRecord const& member, Id<LedgerAccount> till) {
  std::vector<ledger::TransferWish> transfers;
  auto debts = debts_of(view, member);
  auto debt = debts.begin();
  auto left_of_debt = debt == debts.end() ? 0_rp : debt->balance();
  for (auto const saving : in_order) {
    auto left = balance_of(view, member, saving);
    while (left.positive() && debt != debts.end()) {
      auto const part = std::min(left, left_of_debt);
      transfers.push_back({account_of(member.id, saving), debt->about.id, part});
      left -= part;
      left_of_debt -= part;
      if (left_of_debt.positive()) continue;
      ++debt;
      left_of_debt = debt == debts.end() ? 0_rp : debt->balance();
    }
    if (left.positive()) transfers.push_back({account_of(member.id, saving), till, left});
  }
  return transfers;
}

Verdict may_settle(View const& view, MemberRecord const& member, Settlement const& now, Because because) {
  if (member.state != MemberState::member) return refuse(not_a_member).at("/member");
  if (now.tied.positive()) return refuse(savings_tied_up).with("amount", shown(now.tied));
  if (store::has_open_loan(view.rows, member.book, member.id))
    return refuse(loan_still_open).with("owed", shown(now.owed));
  if (now.owed > now.saved()) return refuse(owes_more).with("owed", shown(now.owed)).with("saved", shown(now.saved()));
  if (because == Because::died && heirs_of(view, member).empty()) return refuse(heirs_missing);
  return done;
}

Verdict sound(View const& view, MemberRecord const& member, DecisionRecord const& decision) {
  TRY(has_come(view, decision.on, "/on"));
  if (member.since && decision.on < *member.since)
    return refuse(before_joining).at("/on").with("from", shown_short(*member.since));
  if (decision.minutes.empty()) return refuse(minutes_missing).at("/minutes");
  if (decision.reason.empty()) return refuse(reason_missing).at("/reason");
  return done;
}

bool same(std::optional<Departure> const& a, std::optional<Departure> const& b) {
  if (!a || !b) return !a && !b;
  return a->because == b->because && a->decision.on == b->decision.on && a->decision.body == b->decision.body &&
         a->decision.minutes == b->decision.minutes && a->decision.reason == b->decision.reason;
}

Result<PayoutRecord> known_or_reused(PayoutRecord const& there, PayoutRecord const& wish) {
  bool const amounts = wish.kind == PayoutKind::settlement || there.amount == wish.amount;
  bool const all = there.book == wish.book && there.member == wish.member && there.kind == wish.kind &&
                   there.till == wish.till && amounts && same(there.departure, wish.departure);
  if (!all) return refuse(id_reused).at("/id");
  return there;
}

Result<PayoutRecord> propose(Work& work, CooperativeRecord const& of, MemberRecord const& member,
                             PayoutRecord const& made) {
  store::insert(work, made);
  record(work, of, payout_proposed, made.id, {{"kind", std::string(word_in(payout_kinds, made.kind))}});
  TRY(access::open_approval(work, {.id = approval_of(made.id),
                                   .kind = std::string(payout_approval),
                                   .subject = made.id.uuid,
                                   .content = *payout_content(work, made.id),
                                   .organisation = of.organisation,
                                   .area = member.area,
                                   .needed = std::string(approve_payout),
                                   .stakes = access::Stakes::moves_money}));
  return made;
}

Verdict pay_withdrawal(Work& work, CooperativeRecord const& of, MemberRecord const& member, PayoutRecord payout) {
  auto const hold = as<Hold>(payout.id);
  TRY(ledger::post_hold(work, {.hold = hold,
                               .id = as<Entry>(payout.id),
                               .book = {payout.book},
                               .kind = withdrawal_entry,
                               .day = work.today()}));
  tie_posted(work, member, hold);
  payout.state = PayoutState::paid;
  store::end_payout(work, payout);
  record(work, of, payout_paid, payout.id, {{"kind", "withdrawal"}, {"amount", std::to_string(payout.amount.minor)}});
  return done;
}

Verdict pay_settlement(Work& work, CooperativeRecord const& of, MemberRecord member, PayoutRecord payout) {
  auto const now = settlement_of(work, member);
  TRY(may_settle(work, member, now, payout.departure->because));
  auto const transfers = transfers_of(work, member, Id<LedgerAccount>{payout.till.uuid});
  if (!transfers.empty())
    TRY(ledger::post(work, {.id = as<Entry>(payout.id),
                            .book = {payout.book},
                            .kind = settlement_entry,
                            .day = work.today(),
                            .subject = member.id.uuid,
                            .transfers = transfers}));
  for (auto const saving : in_order) TRY(ledger::close_account(work, {member.book}, account_of(member.id, saving)));
  payout.state = PayoutState::paid;
  payout.amount = now.paid();
  if (payout.departure->because == Because::died) {
    auto const heirs = heirs_of(work, member);
    auto const parts = shares_of(payout.amount, heirs);
    for (std::size_t i = 0; i < heirs.size(); ++i) payout.shares.push_back({heirs[i].person, parts[i]});
  }
  store::end_payout(work, payout);
  member.state = MemberState::left;
  member.left = payout.departure->decision.on;
  store::update(work.rows, member);
  store::add_decision(work, member, payout.departure->decision);
  record(work, of, payout_paid, payout.id, {{"kind", "settlement"}, {"amount", std::to_string(payout.amount.minor)}});
  return done;
}

struct Place {
  PayoutRecord payout;
  CooperativeRecord of;
  MemberRecord member;
};
Result<Place> place_of(View const& view, Id<MemberPayout> id) {
  auto const found = store::payout(view, id);
  if (!found) return refuse(unknown_payout);
  auto const whose = store::member(view.rows, found->book, found->member);
  must(whose.has_value());
  auto const of = TRY(cooperative_in(view, found->book));
  return Place{*found, of, *whose};
}

}  // namespace

Settlement settlement_of(View const& view, MemberRecord const& member) {
  Settlement now{.pokok = balance_of(view, member, Saving::pokok),
                 .wajib = balance_of(view, member, Saving::wajib),
                 .sukarela = balance_of(view, member, Saving::sukarela),
                 .owed = 0_rp,
                 .tied = 0_rp};
  for (auto const& debt : debts_of(view, member)) now.owed += debt.balance();
  for (auto const& one : ties_of(view, member)) now.tied += one.amount;
  return now;
}

Result<PayoutRecord> propose_withdrawal(Work& work, Id<Organisation> id, PayoutWish const& wish, Money amount) {
  auto const of = TRY(cooperative_of(work, id));
  auto const member = store::member(work.rows, of.book, wish.member);
  TRY(work::require(work.actor, pay_out, id, member ? member->area : ""));
  if (!member) return refuse(unknown_member).at("/member");
  auto const out_of = till(work, of.book, wish.till);
  if (out_of.refused()) return Problem(out_of.problem()).at("/till");
  PayoutRecord const made{.book = of.book,
                          .id = wish.id,
                          .member = wish.member,
                          .kind = PayoutKind::withdrawal,
                          .till = wish.till,
                          .amount = amount,
                          .departure = {},
                          .state = PayoutState::proposed,
                          .proposed = work.now,
                          .shares = {}};
  if (auto const there = store::payout(work, wish.id)) return known_or_reused(*there, made);
  if (member->state != MemberState::member) return refuse(not_a_member).at("/member");
  TRY(tie(work, *member, {.id = as<Hold>(wish.id), .why = TieReason::payout, .amount = amount, .until = {}},
          out_of->account()));
  return propose(work, of, *member, made);
}

Result<PayoutRecord> settle(Work& work, Id<Organisation> id, PayoutWish const& wish, Departure const& departure) {
  auto const of = TRY(cooperative_of(work, id));
  auto const member = store::member(work.rows, of.book, wish.member);
  TRY(work::require(work.actor, decide, id, member ? member->area : ""));
  if (!member) return refuse(unknown_member).at("/member");
  auto const out_of = till(work, of.book, wish.till);
  if (out_of.refused()) return Problem(out_of.problem()).at("/till");
  auto const now = settlement_of(work, *member);
  PayoutRecord const made{.book = of.book,
                          .id = wish.id,
                          .member = wish.member,
                          .kind = PayoutKind::settlement,
                          .till = wish.till,
                          .amount = std::max(now.paid(), 0_rp),
                          .departure = departure,
                          .state = PayoutState::proposed,
                          .proposed = work.now,
                          .shares = {}};
  if (auto const there = store::payout(work, wish.id)) return known_or_reused(*there, made);
  if (store::has_open_payout(work, *member)) return refuse(payout_waits);
  TRY(may_settle(work, *member, now, departure.because));
  TRY(sound(work, *member, departure.decision));
  auto const all = bylaws(work, of.book);
  auto const above = in_force(all, work.today()).two_people_above;
  if (above && made.amount > *above) return propose(work, of, *member, made);
  store::insert(work, made);
  TRY(pay_settlement(work, of, *member, made));
  return *store::payout(work, made.id);
}

Id<Approval> approval_of(Id<MemberPayout> payout) { return {derived_uuid(payout.uuid, "approval")}; }

std::optional<std::string> payout_content(View const& view, Id<MemberPayout> id) {
  auto const found = store::payout(view, id);
  if (!found) return std::nullopt;
  auto const member = store::member(view.rows, found->book, found->member);
  std::string text = "lumbung/member-payout@v1\nid " + found->id.text() + "\nkind " +
                     std::string(word_in(payout_kinds, found->kind)) + "\nmember " + std::to_string(member->number) +
                     " " + found->member.text() + "\ntill " + found->till.text() + "\namount " + shown(found->amount) +
                     "\n";
  if (found->departure) {
    auto const& decision = found->departure->decision;
    text += "because " + std::string(word_in(becauses, found->departure->because)) + "\ndecided " + iso(decision.on) +
            " " + std::string(word_in(bodies, decision.body)) + "\nminutes " + access::on_one_line(decision.minutes) +
            "\n";
    // What is paid follows from what is saved on the day: whoever agrees, agrees to this sum.
    text += "to_pay " + shown(settlement_of(view, *member).paid()) + "\n";
  }
  return text;
}

Verdict carry_out_payout(Work& work, Id<MemberPayout> id) {
  auto const place = TRY(place_of(work, id));
  if (place.payout.state != PayoutState::proposed) return done;
  if (place.payout.kind == PayoutKind::withdrawal) return pay_withdrawal(work, place.of, place.member, place.payout);
  return pay_settlement(work, place.of, place.member, place.payout);
}

Verdict refuse_payout(Work& work, Id<MemberPayout> id) {
  auto place = TRY(place_of(work, id));
  if (place.payout.state != PayoutState::proposed) return done;
  if (place.payout.kind == PayoutKind::withdrawal) TRY(untie(work, place.member, as<Hold>(id)));
  place.payout.state = PayoutState::refused;
  store::end_payout(work, place.payout);
  record(work, place.of, payout_refused, id);
  return done;
}

std::vector<PayoutRecord> payouts(View const& view, std::int64_t book, std::optional<Id<MemberPayout>> after,
                                  int limit) {
  Id<MemberPayout> last;
  last.uuid.fill(0xFF);
  return store::payouts(view, book, after.value_or(last), limit);
}

std::vector<Money> shares_of(Money amount, std::vector<Heir> const& heirs) {
  std::vector<Money> parts;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;  // the largest first, then in their order
  auto left = amount;
  for (auto const& heir : heirs) {
    auto const part = share_of(amount, heir.hundredths, 10'000);
    auto const remainder = (amount.minor % 10'000) * heir.hundredths % 10'000;
    remainders.push_back({-remainder, parts.size()});
    parts.push_back(part);
    left -= part;
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; left.positive(); ++i, left.minor -= 1) parts[remainders[i].second].minor += 1;
  return parts;
}

}  // namespace lumbung::cooperative
