// Entries seen again, statements, balances now and then, the trial balance.
#include <algorithm>

#include "ledger/ledger.h"
#include "ledger/search.h"
#include "ledger/standing.h"
#include "ledger/store.h"
#include "ledger/store_report.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

int64_t balance_after(AccountRow const& account, TransferRow const& transfer) {
  auto const& side = transfer.side_of(account.no);
  auto const before = account.in_before(side) - account.out_before(side);
  return account.gains_by(transfer) ? before + transfer.amount : before - transfer.amount;
}

// The account's newest posting at or before transfer number `upto`; 0 when there is none. Both ways back from a posting
// are transfer numbers, so a row is read only where the walk really goes; the first part of it is the head's own path.
int64_t newest_upto(Shelf& shelf, int64_t account, Head const& head, int64_t upto) {
  if (head.last <= upto) return head.last;
  auto const path = head.path.all();
  auto const first = std::ranges::upper_bound(path, upto);
  must(first != path.end());  // it ends with the last posting
  auto at = *first;
  while (at > upto) {
    auto const& side = shelf.transfer(at).side_of(account);
    at = side.skip > upto ? side.skip : side.prev;
  }
  return at;
}

// The balance after all transfers up to and with number `upto`.
int64_t balance_upto(Shelf& shelf, AccountRow const& account, int64_t upto) {
  auto const& head = shelf.head(account.no);
  if (head.last <= upto) return head.balance(account.about.grows);
  auto const at = newest_upto(shelf, account.no, head, upto);
  return at == 0 ? 0 : balance_after(account, shelf.transfer(at));
}

// The last entry whose key is at most `asked`, where keys never fall from entry to entry; nothing when there is none.
// Entries lie about evenly in time, so it guesses by distance and steps away from the guess, each time twice as far:
// some five rows are read where that is so, and at most about twice as many as halving would need where it is not.
template <class Key>
std::optional<EntryRow> last_entry(storage::Reader& rows, BookId book, int64_t newest, int64_t asked, Key const& key) {
  auto const read = [&](int64_t number) {
    auto found = store::entry(rows, book, number);
    must(found.has_value());
    return *std::move(found);
  };
  if (newest == 0) return std::nullopt;
  auto after = read(newest);
  if (key(after) <= asked) return after;
  auto upto = read(1);
  if (key(upto) > asked) return std::nullopt;
  auto const is_upto = [&](int64_t number) {
    auto row = read(number);
    bool const answer = key(row) <= asked;
    (answer ? upto : after) = std::move(row);
    return answer;
  };
  auto const between = [&](int64_t number) { return upto.number < number && number < after.number; };
  auto const share = static_cast<double>(asked - key(upto)) / static_cast<double>(key(after) - key(upto));
  auto next = upto.number + static_cast<int64_t>(share * static_cast<double>(after.number - upto.number));
  if (next == upto.number) ++next;
  if (between(next)) {
    bool const upwards = is_upto(next);
    for (int64_t step = 1; next = upwards ? upto.number + step : after.number - step, between(next); step *= 2)
      if (is_upto(next) != upwards) break;
  }
  while (after.number - upto.number > 1) is_upto(upto.number + (after.number - upto.number) / 2);
  return upto;
}

int64_t last_transfer_of(std::optional<EntryRow> const& entry) { return entry ? entry->end() - 1 : 0; }

// In the sense of the account.
int64_t change_of(AccountRow const& account, store::Sums const& sums) {
  return account.about.grows == Side::debit ? sums.debits - sums.credits : sums.credits - sums.debits;
}

StatementLine line_from(Shelf& shelf, AccountRow const& account, TransferRow const& transfer) {
  auto const& entry = shelf.entry(transfer.entry);
  auto const& asset = account.about.asset;
  return {.transfer = transfer.number,
          .entry = entry.id,
          .kind = entry.kind,
          .subject = entry.subject,
          .day = entry.day,
          .booked = entry.booked,
          .side = transfer.debits_account(account.no) ? Side::debit : Side::credit,
          .amount = {transfer.amount, asset},
          .balance = {balance_after(account, transfer), asset},
          .other = shelf.id_of(transfer.other_than(account.no))};
}

}  // namespace

constexpr std::int64_t most_lines_shown = 200;  // of a run, which may have 100,000

std::optional<EntrySeen> find_entry(View const& view, BookId book, Id<Entry> id) {
  Shelf shelf(view, book);
  auto const* entry = shelf.find_entry(id);
  if (entry == nullptr) return std::nullopt;
  EntrySeen seen;
  seen.posted = {.id = entry->id,
                 .number = entry->number,
                 .first_transfer = entry->first_transfer,
                 .booked = entry->booked,
                 .leaf = entry->leaf};
  seen.book = book;
  seen.kind = entry->kind;
  seen.day = entry->day;
  seen.subject = entry->subject;
  if (entry->reverses) seen.reverses = shelf.entry(*entry->reverses).id;
  if (auto const by = shelf.reversed_by(entry->number)) seen.reversed_by = shelf.entry(*by).id;
  seen.run = entry->run;
  seen.lines = entry->transfers;
  auto const shown = entry->run ? std::min(entry->transfers, most_lines_shown) : entry->transfers;
  for (auto number = entry->first_transfer; number < entry->first_transfer + shown; ++number) {
    auto const& transfer = shelf.transfer(number);
    auto const& debit = shelf.account(transfer.debit_no);
    auto const& credit = shelf.account(transfer.credit_no);
    TransferSeen leg{.number = number,
                     .debit = debit.about.id,
                     .credit = credit.about.id,
                     .amount = {transfer.amount, debit.about.asset},
                     .takes_from = std::nullopt};
    for (auto const* account : {&debit, &credit})
      if (shelf.head(account->no).matched > 0)
        for (auto const& match : shelf.matches_out_of(account->no, number))
          leg.takes_from = shelf.entry(match.takes).id;
    seen.transfers.push_back(leg);
  }
  auto papers = store::papers(view.rows, book, entry->number);
  seen.evidence = std::move(papers.evidence);
  seen.parties = std::move(papers.parties);
  return seen;
}

Result<Statement> statement(View const& view, StatementWish const& wish) {
  Shelf shelf(view, wish.book);
  auto const* account = shelf.find_account(wish.account);
  if (account == nullptr) return refuse(account_unknown).at("/account");
  if (wish.limit < 1 || wish.limit > 1'000) return refuse(page_wrong).at("/limit");
  auto next = wish.from.value_or(shelf.head(account->no).last);
  if (wish.from) {
    // A mark from outside: it must be a posting of this account.
    auto const marked = store::transfer(view.rows, wish.book, *wish.from);
    if (!marked || (marked->debit_no != account->no && marked->credit_no != account->no))
      return refuse(page_wrong).at("/from");
  }
  Statement made;
  while (next != 0 && made.lines.size() < static_cast<std::size_t>(wish.limit)) {
    auto const& transfer = shelf.transfer(next);
    made.lines.push_back(line_from(shelf, *account, transfer));
    next = transfer.side_of(account->no).prev;
  }
  if (next != 0) made.next = next;
  return made;
}

Result<Money> balance(View const& view, BookId book, Id<LedgerAccount> account) {
  auto const found = find_account(view, book, account);
  if (!found) return refuse(account_unknown).at("/account");
  return found->balance();
}

Result<Money> balance_at(View const& view, BookId book, Id<LedgerAccount> account, Instant moment) {
  Shelf shelf(view, book);
  auto const* found = shelf.find_account(account);
  if (found == nullptr) return refuse(account_unknown).at("/account");
  auto const counters = store::book_head(view.rows, book);
  must(counters.has_value());
  auto const entry = last_entry(view.rows, book, counters->last_entry, moment.micros,
                                [](EntryRow const& row) { return row.booked.micros; });
  return Money{balance_upto(shelf, *found, last_transfer_of(entry)), found->about.asset};
}

std::int64_t booked_through(View const& view, BookId book, Date day) {
  auto const counters = store::book_head(view.rows, book);
  must(counters.has_value());
  return last_transfer_of(last_entry(view.rows, book, counters->last_entry, day.day_number,
                                     [](EntryRow const& row) { return std::int64_t{row.latest_day.day_number}; }));
}

Result<Money> balance_on(View const& view, BookId book, Id<LedgerAccount> account, Date day) {
  Shelf shelf(view, book);
  auto const* found = shelf.find_account(account);
  if (found == nullptr) return refuse(account_unknown).at("/account");
  // Up to this transfer no value date is after `day`; later ones count only where they were backdated.
  auto const upto = booked_through(view, book, day);
  auto const late = store::backdated(view.rows, book, found->no, upto, day);
  return Money{balance_upto(shelf, *found, upto) + change_of(*found, late), found->about.asset};
}

std::vector<BalanceOn> balances_on(View const& view, BookId book, Date day) {
  constexpr int page = 1'000;
  Shelf shelf(view, book);
  auto const upto = booked_through(view, book, day);
  auto const late = store::all_backdated(view.rows, book, upto, day);
  std::vector<BalanceOn> found;
  int64_t from = 1;
  for (;;) {
    auto const accounts = store::accounts_from(view.rows, book, from, page);
    for (auto const& account : accounts) {
      shelf.put(account);
      auto const later = late.find(account.no);
      auto const change = later == late.end() ? 0 : change_of(account, later->second);
      found.push_back({account.no, account.about, {balance_upto(shelf, account, upto) + change, account.about.asset}});
    }
    if (accounts.size() < page) return found;
    from = accounts.back().no + 1;
  }
}

Verdict stand_ready(Work& work, BookId book) {
  if (work.rows.engine() == storage::Engine::sqlite && work.house.residents != nullptr)
    work.house.residents->get<Standings>().of(book).load(work.rows);
  return done;
}

TrialBalance trial_balance(View const& view, BookId book, std::optional<int64_t> from) {
  constexpr int page = 1'000;
  Shelf shelf(view, book);
  TrialBalance trial;
  auto const accounts = store::accounts_from(view.rows, book, from.value_or(1), page + 1);
  shelf.stand(accounts);
  for (auto const& account : accounts) {
    if (trial.lines.size() == page) {
      trial.next = account.no;
      break;
    }
    auto const& head = shelf.head(account.no);
    auto const& about = account.about;
    trial.lines.push_back({.about = about,
                           .debits = {head.debits, about.asset},
                           .credits = {head.credits, about.asset},
                           .held = head.held});
  }
  for (auto const& sum : shelf.sums())
    trial.totals.push_back({.debits = {sum.debits, sum.asset}, .credits = {sum.credits, sum.asset}});
  return trial;
}

}  // namespace lumbung::ledger
