#include "ledger/posting.h"

#include <algorithm>

#include "core/canary.h"
#include "ledger/record.h"

namespace lumbung::ledger {
namespace {

constexpr std::size_t most_transfers = 100'000;

std::string at_transfer(std::size_t index, std::string_view field) {
  return "/transfers/" + std::to_string(index) + std::string(field);
}

Verdict check_shape(EntryWish const& wish, bool reversal) {
  if (!is_word(wish.kind) || (wish.kind == kind_reversal) != reversal)
    return refuse(kind_wrong).at("/kind").with("kind", wish.kind);
  if (wish.transfers.empty() || wish.transfers.size() > most_transfers) return refuse(entry_empty).at("/transfers");
  return done;
}

Verdict check_room(Draft& draft, AccountRow const& account, Side side, std::int64_t amount) {
  auto const& head = draft.head(account.no);
  std::int64_t sum = 0;
  if (__builtin_add_overflow(side == Side::debit ? head.debits : head.credits, amount, &sum))
    return refuse(amount_too_large).with("purpose", purpose_of(account));
  return done;
}

// ---- Taking by name

// What a leg takes by name out of one account: the value that came in at `starts`.
struct Taking {
  AccountRow const* account = nullptr;
  std::vector<WaitingUnits> units;  // enough for the whole leg, in the order of the axis
  std::int64_t named = 0;           // the entry
};

// The last `amount` of `waiting`, or a refusal that says how much there is.
Result<Taking> last_of(AccountRow const& account, std::vector<WaitingUnits> waiting, Money amount, std::int64_t named) {
  std::int64_t left = 0;
  for (auto const& units : waiting) left += units.amount;
  if (left < amount.minor)
    return refuse(not_unspent)
        .with("left", shown({left, amount.asset}))
        .with("needed", shown(amount))
        .with("purpose", purpose_of(account));
  auto surplus = canary("ledger.takes_the_first_units") ? 0 : left - amount.minor;
  auto first = waiting.begin();
  for (; surplus >= first->amount; ++first) surplus -= first->amount;
  first->offset += surplus;
  first->amount -= surplus;
  return Taking{.account = &account, .units = {first, waiting.end()}, .named = named};
}

Result<Taking> take_from_entry(Draft& draft, TwoAccounts const& pair, Money amount, Id<Entry> named) {
  auto const* account = pair.debit;
  if (!account->carries() || !loses(*account, Side::debit)) account = pair.credit;
  if (!account->carries() || !loses(*account, account == pair.debit ? Side::debit : Side::credit))
    return refuse(takes_from_nowhere).at("/takes_from");
  auto const* entry = draft.find_entry(named);
  if (entry == nullptr) return refuse(entry_unknown).at("/takes_from");
  auto taking = last_of(*account, waiting_in(draft, account->no, entrances(draft, *entry)), amount, entry->number);
  if (taking.refused()) return std::move(taking).problem().at("/takes_from");
  return taking;
}

// A reversal takes out of each account just what the reversed transfer had brought into it.
Result<Taking> take_back(Draft& draft, AccountRow const& account, TransferRow const& reversed, Money amount) {
  Start const start{.transfer = reversed.number, .account = account.no, .inside = true, .upto = reversed.amount};
  return last_of(account, waiting_in(draft, account.no, {start}), amount, reversed.entry);
}

void add_matches(Draft& draft, Taking const& taking, std::int64_t out_transfer) {
  std::int64_t offset = 0;
  for (auto const& units : taking.units) {
    auto const& inflow = draft.transfer(units.transfer);
    draft.add_match({.account = taking.account->no,
                     .in_transfer = units.transfer,
                     .in_offset = units.offset,
                     .amount = units.amount,
                     .out_transfer = out_transfer,
                     .out_offset = offset,
                     .takes = taking.named},
                    inflow.side_of(taking.account->no).posting);
    offset += units.amount;
  }
}

Result<std::vector<Taking>> takings_of(Draft& draft, TwoAccounts const& pair, TransferWish const& wish,
                                       TransferRow const* reversed) {
  std::vector<Taking> takings;
  if (wish.takes_from) takings.push_back(TRY(take_from_entry(draft, pair, wish.amount, *wish.takes_from)));
  if (reversed == nullptr) return takings;
  if (pair.debit->carries() && loses(*pair.debit, Side::debit))
    takings.push_back(TRY(take_back(draft, *pair.debit, *reversed, wish.amount)));
  if (pair.credit->carries() && loses(*pair.credit, Side::credit))
    takings.push_back(TRY(take_back(draft, *pair.credit, *reversed, wish.amount)));
  return takings;
}

// ---- One transfer

Verdict draft_transfer(Draft& draft, TransferWish const& wish, TransferRow const* reversed) {
  auto const pair = TRY(accounts_for(draft, wish.debit, wish.credit, wish.amount));
  auto const amount = wish.amount.minor;
  static_cast<void>(TRY(check_room(draft, *pair.debit, Side::debit, amount)));
  static_cast<void>(TRY(check_room(draft, *pair.credit, Side::credit, amount)));
  auto const takings = TRY(takings_of(draft, pair, wish, reversed));
  if (loses(*pair.debit, Side::debit)) static_cast<void>(TRY(check_floor(draft, *pair.debit, amount)));
  if (loses(*pair.credit, Side::credit)) static_cast<void>(TRY(check_floor(draft, *pair.credit, amount)));
  auto const& transfer = draft.add_transfer(*pair.debit, *pair.credit, amount);
  for (auto const& taking : takings) add_matches(draft, taking, transfer.number);
  return done;
}

Verdict draft_transfers(Draft& draft, Plan const& plan) {
  auto const* reversed = plan.reverses ? &draft.entry(*plan.reverses) : nullptr;
  auto const& wishes = plan.wish.transfers;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    auto const* twin =
        reversed != nullptr ? &draft.transfer(reversed->end() - 1 - static_cast<std::int64_t>(i)) : nullptr;
    auto verdict = draft_transfer(draft, wishes[i], twin);
    if (!verdict.refused()) continue;
    auto problem = std::move(verdict).problem();
    auto const pointer = at_transfer(i, problem.pointer());
    return std::move(problem).at(pointer);
  }
  return done;
}

std::optional<Id<Entry>> reversed_id(Draft& draft, Plan const& plan) {
  if (!plan.reverses) return std::nullopt;
  return draft.entry(*plan.reverses).id;
}

}  // namespace

Verdict check_day(Draft& draft, Date day) {
  // The day of a programme in the east of Indonesia comes two hours before that of Jakarta.
  if (day > day_of(draft.now(), Zone::wit)) return refuse(day_in_future).at("/day").with("day", iso(day));
  auto const& closed = draft.counters().closed_through;
  if (closed && day <= *closed && !canary("ledger.closed_period_takes_entries"))
    return refuse(day_in_closed_period).at("/day").with("closed", iso(*closed));
  return done;
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string_view purpose_of(AccountRow const& account) { return account.about.purpose; }

Result<TwoAccounts> accounts_for(Draft& draft, Id<LedgerAccount> debit, Id<LedgerAccount> credit, Money amount) {
  if (!amount.positive()) return refuse(amount_not_positive).at("/amount");
  if (debit == credit) return refuse(same_account).at("/credit");
  TwoAccounts const pair{draft.find_account(debit), draft.find_account(credit)};
  if (pair.debit == nullptr) return refuse(account_unknown).at("/debit");
  if (pair.credit == nullptr) return refuse(account_unknown).at("/credit");
  for (auto const* account : {pair.debit, pair.credit}) {
    auto const* const field = account == pair.debit ? "/debit" : "/credit";
    if (account->closed) return refuse(account_closed).at(field).with("purpose", purpose_of(*account));
    if (account->about.asset != amount.asset && !canary("ledger.assets_mix"))
      return refuse(asset_mismatch)
          .at(field)
          .with("purpose", purpose_of(*account))
          .with("expected", account->about.asset.code())
          .with("given", amount.asset.code());
  }
  return pair;
}

Verdict check_floor(Draft& draft, AccountRow const& account, std::int64_t amount) {
  if (account.about.floor == Floor::may_go_below_zero || canary("ledger.no_floor")) return done;
  auto const& head = draft.head(account.no);
  auto const available = head.balance(account.about.grows) - (canary("ledger.held_money_leaves") ? 0 : head.held);
  if (amount <= available) return done;
  return refuse(not_enough)
      .at("/amount")
      .with("purpose", purpose_of(account))
      .with("available", shown({available, account.about.asset}))
      .with("needed", shown({amount, account.about.asset}));
}

Posted posted_as(EntryRow const& entry, bool replayed) {
  return {.id = entry.id,
          .number = entry.number,
          .first_transfer = entry.first_transfer,
          .booked = entry.booked,
          .leaf = entry.leaf,
          .replayed = replayed};
}

Result<Posted> draft_entry(Draft& draft, Plan const& plan) {
  auto const& wish = plan.wish;
  static_cast<void>(TRY(check_shape(wish, plan.reverses.has_value())));
  auto const content = content_of(wish, reversed_id(draft, plan));
  if (auto const* there = draft.find_entry(wish.id)) {
    if (there->content != content && !canary("ledger.id_means_two_things")) return refuse(id_reused).at("/id");
    return posted_as(*there, true);
  }
  static_cast<void>(TRY(check_day(draft, wish.day)));
  EntryRow entry;
  entry.id = wish.id;
  entry.kind = wish.kind;
  entry.day = wish.day;
  entry.subject = wish.subject;
  entry.reverses = plan.reverses;
  entry.content = content;
  auto const& begun = draft.begin_entry(std::move(entry), wish.evidence, wish.parties);
  static_cast<void>(TRY(draft_transfers(draft, plan)));
  return posted_as(begun, false);
}

// ---- Doors

Result<Posted> post(Work& work, EntryWish const& wish) {
  Draft draft(work, wish.book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  auto posted = TRY(draft_entry(draft, {.wish = wish}));
  draft.write();
  posted.leaf = draft.entry(posted.number).leaf;
  return posted;
}

Result<std::vector<Posted>> post_all(Work& work, std::span<EntryWish const> wishes) {
  std::vector<Posted> all;
  if (wishes.empty()) return all;
  Draft draft(work, wishes.front().book);
  if (!draft.has_book()) return refuse(book_unknown).at("/entries/0/book");
  all.reserve(wishes.size());
  for (auto const& wish : wishes) {
    auto const pointer = "/entries/" + std::to_string(all.size());
    if (wish.book != draft.book()) return refuse(other_book).at(pointer + "/book");
    auto posted = draft_entry(draft, {.wish = wish});
    if (posted.refused()) {
      auto problem = std::move(posted).problem();
      auto const whole = pointer + problem.pointer();
      return std::move(problem).at(whole);
    }
    all.push_back(*posted);
  }
  draft.write();
  for (auto& posted : all) posted.leaf = draft.entry(posted.number).leaf;
  return all;
}

namespace {

// The same transfers with sides swapped, in reverse order.
std::vector<TransferWish> swapped(Draft& draft, EntryRow const& entry) {
  std::vector<TransferWish> wishes;
  wishes.reserve(static_cast<std::size_t>(entry.transfers));
  for (auto number = entry.end() - 1; number >= entry.first_transfer; --number) {
    auto const& transfer = draft.transfer(number);
    auto const& debit = draft.account(transfer.debit_no).about;
    auto const& credit = draft.account(transfer.credit_no).about;
    wishes.push_back({.debit = credit.id, .credit = debit.id, .amount = {transfer.amount, debit.asset}});
  }
  return wishes;
}

}  // namespace

Result<Posted> reverse(Work& work, ReversalWish const& wish) {
  Draft draft(work, wish.book);
  if (!draft.has_book()) return refuse(book_unknown).at("/book");
  auto const* original = draft.find_entry(wish.reverses);
  if (original == nullptr) return refuse(entry_unknown).at("/reverses");
  if (original->reverses) return refuse(reversal_of_reversal).at("/reverses");
  auto const by = draft.reversed_by(original->number);
  if (by && draft.entry(*by).id != wish.id && !canary("ledger.reversed_twice"))
    return refuse(already_reversed).at("/reverses");
  EntryWish const entry{.id = wish.id,
                        .book = wish.book,
                        .kind = kind_reversal,
                        .day = wish.day,
                        .subject = original->subject,
                        .transfers = swapped(draft, *original),
                        .evidence = wish.evidence};
  auto posted = draft_entry(draft, {.wish = entry, .reverses = original->number});
  if (posted.refused()) {
    // The caller wished no transfers: what stands in their way is the entry that was named.
    auto problem = std::move(posted).problem();
    if (problem.pointer().starts_with("/transfers")) return std::move(problem).at("/reverses");
    return problem;
  }
  draft.write();
  posted.value().leaf = draft.entry(posted->number).leaf;
  return posted;
}

}  // namespace lumbung::ledger
