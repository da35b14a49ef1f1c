// Books, periods and accounts.
#include "ledger/ledger.h"
#include "ledger/memory.h"
#include "ledger/posting.h"
#include "ledger/store.h"

namespace lumbung::ledger {
namespace {

AccountState state_from(AccountRow const& row, Head const& head) {
  return {.about = row.about,
          .number = row.no,
          .debits = head.debits,
          .credits = head.credits,
          .held = head.held,
          .postings = head.postings,
          .opened = row.opened,
          .closed = row.closed};
}

AccountState state_from(View const& view, AccountRow const& row) {
  Shelf shelf(view, row.about.book);
  return state_from(row, shelf.head(row.no));
}

bool same(AccountWish const& a, AccountWish const& b) {
  return a.id == b.id && a.book == b.book && a.asset == b.asset && a.grows == b.grows &&
         a.account_class == b.account_class && a.floor == b.floor && a.passage == b.passage &&
         a.owner_kind == b.owner_kind && a.owner == b.owner && a.purpose == b.purpose;
}

}  // namespace

// ---- Books

Result<BookId> open_book(Work& work, Uuid const& owner, std::string_view name) {
  if (auto const there = store::book_of(work.rows, owner)) return *there;
  if (name.empty() || name.size() > 200) return refuse(book_name_wrong).at("/name");
  // Two processes that open a book at once get the same number, and one of them is told to try again by the key.
  BookId const book{store::newest_book(work.rows) + 1};
  store::add_book(work.rows, book, owner, name, work.now);
  return book;
}

std::optional<BookId> find_book(View const& view, Uuid const& owner) { return store::book_of(view.rows, owner); }

std::vector<BookId> books(View const& view) { return store::books(view.rows); }

Verdict close_period(Work& work, BookId book, Date last_day) {
  Draft draft(work, book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  auto& counters = draft.counters();
  if (counters.closed_through && last_day <= *counters.closed_through) return done;
  // Ended everywhere: the west of Indonesia is the last to see the day end.
  if (last_day >= day_of(work.now, Zone::wib)) return refuse(day_not_ended).at("/last_day").with("day", iso(last_day));
  store::add_closing(work.rows, book, last_day, work.now);
  counters.closed_through = last_day;
  work.extension<Memory>().remember(book, counters);
  work.record(
      {.kind = event_period_closed, .facts = {{"book", std::to_string(book.number)}, {"last_day", iso(last_day)}}});
  return done;
}

std::optional<Date> closed_through(View const& view, BookId book) {
  auto const head = store::book_head(view.rows, book);
  return head ? head->closed_through : std::nullopt;
}

// ---- Accounts

Verdict open_account(Work& work, AccountWish const& wish) {
  if (!is_word(wish.owner_kind)) return refuse(account_wish_wrong).at("/owner_kind");
  if (!is_word(wish.purpose)) return refuse(account_wish_wrong).at("/purpose");
  if (wish.passage == Passage::carries && wish.floor != Floor::never_below_zero)
    return refuse(carries_needs_floor).at("/floor");
  Draft draft(work, wish.book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  if (auto const* there = draft.find_account(wish.id)) {
    if (!same(there->about, wish)) return refuse(account_reused).at("/id");
    return done;
  }
  auto& counters = draft.counters();
  AccountRow account{.no = ++counters.last_account, .about = wish, .opened = work.now, .closed = std::nullopt};
  auto& memory = work.extension<Memory>();
  store::add_account(work.rows, account);
  store::set_book_head(work.rows, wish.book, counters);
  memory.remember(wish.book, account);
  memory.remember(wish.book, counters);
  return done;
}

Verdict close_account(Work& work, BookId book, Id<LedgerAccount> id) {
  Draft draft(work, book);
  auto const* found = draft.has_book() ? draft.find_account(id) : nullptr;
  if (found == nullptr) return refuse(account_unknown).at("/account");
  if (found->closed) return done;
  auto const& head = draft.head(found->no);
  auto const& about = found->about;
  if (head.debits != head.credits || head.held != 0)
    return refuse(account_not_empty)
        .at("/account")
        .with("purpose", about.purpose)
        .with("balance", shown({head.balance(about.grows), about.asset}))
        .with("held", shown({head.held, about.asset}));
  auto closed = *found;
  closed.closed = work.now;
  store::set_closed(work.rows, book, closed.no, work.now);
  work.extension<Memory>().remember(book, closed);
  return done;
}

std::optional<AccountState> find_account(View const& view, BookId book, Id<LedgerAccount> account) {
  auto const row = store::account(view.rows, book, account);
  if (!row) return std::nullopt;
  return state_from(view, *row);
}

std::optional<AccountState> find_account(View const& view, BookId book, std::string_view owner_kind, Uuid const& owner,
                                         std::string_view purpose) {
  for (auto const& row : store::accounts_of(view.rows, book, owner, 1'000))
    if (row.about.owner_kind == owner_kind && row.about.purpose == purpose && !row.closed) return state_from(view, row);
  return std::nullopt;
}

std::vector<AccountState> accounts_of(View const& view, BookId book, std::string_view owner_kind, Uuid const& owner) {
  std::vector<AccountState> found;
  Shelf shelf(view, book);
  for (auto const& row : store::accounts_of(view.rows, book, owner, 1'000))
    if (row.about.owner_kind == owner_kind) found.push_back(state_from(row, shelf.head(row.no)));
  return found;
}

}  // namespace lumbung::ledger
