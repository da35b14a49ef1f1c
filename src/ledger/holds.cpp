// Pending transfers that count against what is available. What is held is a sum on the head of each account that would
// lose by the transfer; the floor of every other posting counts it, so held money leaves by post_hold only.
#include "core/canary.h"
#include "ledger/posting.h"
#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

bool same(HoldWish const& a, HoldWish const& b) {
  return a.debit == b.debit && a.credit == b.credit && a.amount == b.amount && a.subject == b.subject &&
         a.expires == b.expires;
}

void change_held(Draft& draft, std::int64_t debit_no, std::int64_t credit_no, std::int64_t by) {
  if (loses(draft.account(debit_no), Side::debit)) draft.change_head(debit_no).held += by;
  if (loses(draft.account(credit_no), Side::credit)) draft.change_head(credit_no).held += by;
}

void end_hold(Work& work, Draft& draft, HoldRow const& hold, HoldState state) {
  if (!canary("ledger.voided_hold_holds_on")) change_held(draft, hold.debit_no, hold.credit_no, -hold.remaining);
  store::set_hold(work.rows, draft.book(), hold.about.id, 0, state);
}

bool expired(HoldRow const& hold, Instant now) {
  return !canary("ledger.expired_hold_posts") && hold.about.expires && *hold.about.expires <= now;
}

Verdict check_held(Draft& draft, AccountRow const& account, std::int64_t amount) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(draft.head(account.no).held, amount, &sum))
    return refuse(amount_too_large).at("/amount").with("purpose", purpose_of(account));
  return check_floor(draft, account, amount);
}

}  // namespace

Verdict place_hold(Work& work, HoldWish const& wish) {
  Draft draft(work, wish.book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  if (auto const there = store::hold(work.rows, wish.book, wish.id)) {
    if (!same(there->about, wish)) return refuse(hold_reused).at("/id");
    return done;
  }
  if (wish.expires && *wish.expires <= work.now) return refuse(expiry_passed).at("/expires");
  auto const pair = TRY(accounts_for(draft, wish.debit, wish.credit, wish.amount));
  if (loses(*pair.debit, Side::debit)) static_cast<void>(TRY(check_held(draft, *pair.debit, wish.amount.minor)));
  if (loses(*pair.credit, Side::credit)) static_cast<void>(TRY(check_held(draft, *pair.credit, wish.amount.minor)));
  change_held(draft, pair.debit->no, pair.credit->no, wish.amount.minor);
  store::add_hold(work.rows, {.about = wish,
                              .debit_no = pair.debit->no,
                              .credit_no = pair.credit->no,
                              .remaining = wish.amount.minor,
                              .placed = work.now});
  draft.write();
  return done;
}

namespace {

// The entry that a hold becomes. A repeated request means the amount that was posted then, not what remains now.
EntryWish wish_from(Draft& draft, HoldRow const& hold, HoldPosting const& posting, EntryRow const* made) {
  auto const& about = hold.about;
  Money amount = posting.amount.value_or(Money{hold.remaining, about.amount.asset});
  if (made != nullptr && !posting.amount) amount.minor = draft.transfer(made->first_transfer).amount;
  return {
      .id = posting.id,
      .book = posting.book,
      .kind = posting.kind,
      .day = posting.day,
      .subject = about.subject,
      .transfers = {{.debit = about.debit, .credit = about.credit, .amount = amount, .takes_from = posting.takes_from}},
      .evidence = posting.evidence};
}

// The caller wished no transfers: pointers into the only one become pointers into the posting.
Problem without_transfer(Problem problem) {
  constexpr std::string_view only_transfer = "/transfers/0";
  auto pointer = problem.pointer();
  if (pointer.starts_with(only_transfer)) pointer.erase(0, only_transfer.size());
  return std::move(problem).at(pointer);
}

}  // namespace

Result<Posted> post_hold(Work& work, HoldPosting const& posting) {
  Draft draft(work, posting.book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  auto const hold = store::hold(work.rows, posting.book, posting.hold);
  if (!hold) return refuse(hold_unknown).at("/hold");
  auto const* made = draft.find_entry(posting.id);
  auto const wish = wish_from(draft, *hold, posting, made);
  if (made != nullptr) return draft_entry(draft, {.wish = wish});
  if (hold->state != HoldState::open || expired(*hold, work.now)) return refuse(hold_ended).at("/hold");
  auto const amount = wish.transfers.front().amount;
  if (amount.asset == hold->about.amount.asset && amount.minor > hold->remaining)
    return refuse(hold_too_small)
        .at("/amount")
        .with("left", shown({hold->remaining, amount.asset}))
        .with("needed", shown(amount));
  auto const keeps = posting.remainder == Remainder::stays_held ? hold->remaining - amount.minor : 0;
  change_held(draft, hold->debit_no, hold->credit_no, keeps - hold->remaining);
  auto posted = draft_entry(draft, {.wish = wish});
  if (posted.refused()) return without_transfer(std::move(posted).problem());
  store::set_hold(work.rows, posting.book, posting.hold, keeps, keeps == 0 ? HoldState::posted : HoldState::open);
  draft.write();
  posted.value().leaf = draft.entry(posted->number).leaf;
  return posted;
}

Verdict void_hold(Work& work, BookId book, Id<Hold> id) {
  Draft draft(work, book);
  auto const hold = draft.has_book() ? store::hold(work.rows, book, id) : std::nullopt;
  if (!hold) return refuse(hold_unknown).at("/hold");
  if (hold->state == HoldState::voided) return done;
  if (hold->state != HoldState::open) return refuse(hold_ended).at("/hold");
  end_hold(work, draft, *hold, HoldState::voided);
  draft.write();
  return done;
}

int expire_holds(Work& work, Instant now) {
  constexpr int most = 1'000;
  int ended = 0;
  for (auto const book : store::books(work.rows)) {
    if (store::expired_holds(work.rows, book, now, 1).empty()) continue;
    Draft draft(work, book);  // takes the book first: another process may be posting one of them
    auto const holds = store::expired_holds(work.rows, book, now, most - ended);
    for (auto const& hold : holds) end_hold(work, draft, hold, HoldState::expired);
    draft.write();
    ended += static_cast<int>(holds.size());
    if (ended >= most) break;
  }
  if (ended > 0) work.record({.kind = event_holds_expired, .facts = {{"count", std::to_string(ended)}}});
  return ended;
}

std::optional<HoldSeen> find_hold(View const& view, BookId book, Id<Hold> id) {
  auto const hold = store::hold(view.rows, book, id);
  if (!hold) return std::nullopt;
  return HoldSeen{.about = hold->about,
                  .state = hold->state,
                  .remaining = {hold->remaining, hold->about.amount.asset},
                  .placed = hold->placed};
}

}  // namespace lumbung::ledger
