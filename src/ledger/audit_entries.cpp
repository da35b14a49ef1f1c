// Entries and transfers in their order: numbers, chains, sums before, contents and records.
#include <algorithm>

#include "ledger/audit.h"
#include "ledger/record.h"
#include "ledger/run.h"
#include "ledger/store.h"
#include "translog/translog.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

constexpr int entries_at_a_time = 500;

std::string differs(std::string_view name, int64_t expected, int64_t found) {
  return std::string(name) + ": expected " + std::to_string(expected) + ", found " + std::to_string(found);
}

std::vector<TransferRow> transfers_in(View const& view, BookId book, int64_t from, int64_t upto) {
  std::vector<TransferRow> rows;
  store::each_transfer(view.rows, book, from, static_cast<int>(std::min<int64_t>(upto - from, 1'000'000'000)),
                       [&](TransferRow const& row) {
                         if (row.number >= upto) return false;
                         rows.push_back(row);
                         return true;
                       });
  return rows;
}

// The wish that a row was made from, as far as its content goes.
EntryWish wish_from(Shelf& shelf, EntryRow const& row, std::span<TransferRow const> transfers, store::Papers papers) {
  EntryWish wish{.id = row.id,
                 .book = shelf.book(),
                 .kind = row.kind,
                 .day = row.day,
                 .subject = row.subject,
                 .transfers = {},
                 .evidence = std::move(papers.evidence),
                 .parties = std::move(papers.parties)};
  for (auto const& transfer : transfers) {
    auto const& debit = shelf.account(transfer.debit_no).about;
    auto const& credit = shelf.account(transfer.credit_no).about;
    TransferWish leg{.debit = debit.id, .credit = credit.id, .amount = {transfer.amount, debit.asset}};
    for (auto const no : {transfer.debit_no, transfer.credit_no})
      if (!row.reverses && shelf.head(no).matched > 0)
        for (auto const& match : shelf.matches_out_of(no, transfer.number))
          leg.takes_from = shelf.entry(match.takes).id;
    wish.transfers.push_back(leg);
  }
  return wish;
}

}  // namespace

// False when the caller stopped it.
bool Audit::entries() {
  for (int64_t next = 1;;) {
    std::vector<EntryRow> rows;
    store::each_entry(view_.rows, book_, next, entries_at_a_time, [&](EntryRow const& row) {
      rows.push_back(row);
      return true;
    });
    for (auto const& row : rows) {
      for (; next < row.number; ++next) missing(next);
      next = row.number + 1;
      entry(row, transfers_in(view_, book_, row.first_transfer, row.end()));
      if (full()) return true;
    }
    if (progress_ && !progress_(checked_transfers_, counters_.last_transfer)) return false;
    if (rows.size() < entries_at_a_time) {
      for (; next <= counters_.last_entry; ++next) missing(next);
      return true;
    }
  }
}

// An entry that is not there: its number is known from the gap, its id perhaps from the table of ids.
void Audit::missing(int64_t number) {
  expected_.last_entry = number;
  Fault fault{.book = book_,
              .entry = std::nullopt,
              .entry_number = number,
              .what = "entry_missing",
              .detail = "entry " + std::to_string(number) + " is not there"};
  for (Id<Entry> after{};;) {
    auto const page = store::entry_ids(view_.rows, book_, after, 10'000);
    for (auto const& known : page)
      if (known.number == number) fault.entry = known.id;
    if (page.empty() || fault.entry) break;
    after = page.back().id;
  }
  if (!full()) faults_.push_back(std::move(fault));
}

void Audit::entry(EntryRow const& row, std::span<TransferRow const> transfers) {
  auto const first = expected_.last_transfer + 1;
  if (row.first_transfer != first && expected_.last_entry + 1 == row.number && row.number != 1 && row.transfers > 0 &&
      row.first_transfer < first)
    report(row.number, "transfers_overlap", differs("first transfer", first, row.first_transfer));
  for (auto lost = first; lost < row.first_transfer; ++lost)
    if (auto const stray = store::transfer(view_.rows, book_, lost))
      report(stray->entry, "transfer_without_entry", "transfer " + std::to_string(lost));
  auto const latest = std::max(row.day, expected_.latest_day);
  if (row.latest_day != latest)
    report(row.number, "latest_day_differs", differs("latest day", latest.day_number, row.latest_day.day_number));
  if (row.booked < expected_.last_booked)
    report(row.number, "order_differs", differs("booked", expected_.last_booked.micros, row.booked.micros));
  expected_.last_entry = row.number;
  expected_.last_booked = std::max(expected_.last_booked, row.booked);
  expected_.latest_day = latest;
  bool sound = transfers_of(row, transfers);
  if (sound && !content(row, transfers)) sound = false;
  expected_.last_transfer = std::max(expected_.last_transfer, row.end() - 1);
  checked_transfers_ += row.transfers;
  if (!sound)
    for (auto const& transfer : transfers)
      for (auto const no : {transfer.debit_no, transfer.credit_no})
        if (auto* found = account(no)) found->suspect = true;
}

// Whether all legs are there and fit; faults are reported.
bool Audit::transfers_of(EntryRow const& row, std::span<TransferRow const> transfers) {
  bool sound = true;
  if (static_cast<int64_t>(transfers.size()) != row.transfers) {
    report(row.number, "transfer_missing", differs("transfers", row.transfers, static_cast<int64_t>(transfers.size())));
    sound = false;
    // Whoever follows in these accounts stands on sums that are gone.
    for (auto& [no, any] : accounts_) any.suspect = true;
  }
  for (auto const& transfer : transfers) sound = leg(row, transfer) && sound;
  return sound;
}

bool Audit::leg(EntryRow const& row, TransferRow const& transfer) {
  bool sound = true;
  if (transfer.entry != row.number) {
    report(row.number, "transfer_moved", differs("entry of transfer", row.number, transfer.entry));
    sound = false;
  }
  auto* debit = account(transfer.debit_no);
  auto* credit = account(transfer.credit_no);
  if (debit == nullptr || credit == nullptr || debit == credit) {
    report(row.number, "account_unknown", "transfer " + std::to_string(transfer.number));
    return false;
  }
  if (debit->row.about.asset != credit->row.about.asset) {
    report(row.number, "asset_differs", "transfer " + std::to_string(transfer.number));
    sound = false;
  }
  sound = side(row, transfer, *debit, Side::debit) && sound;
  sound = side(row, transfer, *credit, Side::credit) && sound;
  if (row.day < row.latest_day) {
    backdated_.push_back({transfer.debit_no, transfer.number, row.day, transfer.amount, 0});
    backdated_.push_back({transfer.credit_no, transfer.number, row.day, 0, transfer.amount});
  }
  return sound;
}

// After a fault: what the next posting says of the account so far is taken over, so that one fault is told once.
void Audit::resume(AuditedAccount& account, SideRow const& found) {
  account.debits = found.debits;
  account.credits = found.credits;
  account.postings = found.posting - 1;
  auto const skipped = found.posting & (found.posting - 1);
  while (!account.chain.empty() && account.chain.back().first > skipped) account.chain.pop_back();
  if (skipped > 0 && (account.chain.empty() || account.chain.back().first < skipped))
    account.chain.emplace_back(skipped, found.skip);
}

// One side of a transfer against what the account is by now, which then moves on.
bool Audit::side(EntryRow const& row, TransferRow const& transfer, AuditedAccount& account, Side side) {
  auto const& found = side == Side::debit ? transfer.debit : transfer.credit;
  auto const posting = account.postings + 1;
  while (!account.chain.empty() && account.chain.back().first > (posting & (posting - 1))) account.chain.pop_back();
  SideRow const expected{.debits = account.debits,
                         .credits = account.credits,
                         .posting = posting,
                         .prev = account.last,
                         .skip = account.chain.empty() ? 0 : account.chain.back().second};
  bool sound = true;
  if (found != expected && !account.suspect) {
    sound = false;
    auto const what =
        found.debits != expected.debits || found.credits != expected.credits ? "sums_differ" : "chain_differs";
    report(row.number, what,
           "transfer " + std::to_string(transfer.number) + ", account " + account.row.about.id.text() + "; " +
               differs("debits before", expected.debits, found.debits) + "; " +
               differs("credits before", expected.credits, found.credits) + "; " +
               differs("posting", expected.posting, found.posting) + "; " +
               differs("previous", expected.prev, found.prev) + "; " + differs("skip", expected.skip, found.skip));
  }
  if (account.suspect && found.posting >= posting) resume(account, found);
  account.suspect = false;
  (side == Side::debit ? account.debits : account.credits) += transfer.amount;
  ++account.postings;
  account.last = transfer.number;
  account.chain.emplace_back(account.postings, transfer.number);
  compare_with_row(account, transfer.number);
  auto const balance =
      account.row.about.grows == Side::debit ? account.debits - account.credits : account.credits - account.debits;
  if (sound && balance < 0 && account.row.about.floor == Floor::never_below_zero) {
    report(row.number, "below_zero", differs("balance", 0, balance));
    sound = false;
  }
  return sound;
}

// A run is known by the hash of its lines; its record tells their number and sum. Each line is held to its own leaf by
// the check of the public log.
bool Audit::content_of_run(EntryRow const& row, std::span<TransferRow const> transfers) {
  std::vector<RunLine> lines;
  lines.reserve(transfers.size());
  std::int64_t total = 0;
  for (auto const& transfer : transfers) {
    lines.push_back({static_cast<std::uint32_t>(transfer.debit_no), static_cast<std::uint32_t>(transfer.credit_no),
                     transfer.amount});
    total += transfer.amount;
  }
  auto const& asset = accounts_.find(transfers.front().debit_no)->second.row.about.asset;
  RunWish const wish{.id = row.id,
                     .book = book_,
                     .kind = row.kind,
                     .day = row.day,
                     .subject = row.subject,
                     .asset = asset,
                     .lines = lines};
  bool sound = true;
  if (content_of(wish) != row.content) {
    report(row.number, "entry_changed", "the run is not what was wished");
    sound = false;
  }
  auto const record = translog::record_of(view_, row.leaf);
  if (!record || *record != record_of_run(book_, row, asset, total)) {
    report(row.number, "record_differs", "the run is not what the public log committed to");
    sound = false;
  }
  return sound;
}

// The content by which the wish is known again, and the record that the public log committed to.
bool Audit::content(EntryRow const& row, std::span<TransferRow const> transfers) {
  if (row.run) return content_of_run(row, transfers);
  Shelf shelf(view_, book_);
  shelf.put(row);
  for (auto const& transfer : transfers) {
    shelf.put(transfer);
    for (auto const no : {transfer.debit_no, transfer.credit_no}) {
      auto const& found = accounts_.find(no)->second;
      shelf.put(found.row);
      shelf.put(no, found.stored);  // of which only what was matched counts here, and that is never behind
    }
  }
  auto papers = store::papers(view_.rows, book_, row.number);
  papers_ += static_cast<int64_t>(papers.evidence.size() + papers.parties.size());
  std::optional<Id<Entry>> reverses;
  if (row.reverses) {
    ++reversals_;
    auto const original = store::entry(view_.rows, book_, *row.reverses);
    if (!original || store::reversed_by(view_.rows, book_, *row.reverses) != row.number) {
      report(row.number, "reversal_differs", "the reversed entry does not point back");
      return false;
    }
    reverses = original->id;
  }
  auto const wish = wish_from(shelf, row, transfers, papers);
  bool sound = true;
  if (content_of(wish, reverses) != row.content) {
    report(row.number, "entry_changed", "the entry is not what was wished");
    sound = false;
  }
  auto const record = translog::record_of(view_, row.leaf);
  if (record && *record != record_of(shelf, row, papers.evidence, papers.parties)) {
    report(row.number, "record_differs", "the entry is not what the public log committed to");
    sound = false;
  }
  if (!record && translog::receipt(view_, row.leaf).code() == translog::leaf_unknown.code) {
    report(row.number, "leaf_missing", "the public log does not know this entry");
    sound = false;
  }
  return sound;
}

// Every id leads to its entry and every entry has an id that does.
void Audit::ids() {
  int64_t count = 0;
  for (Id<Entry> after{};;) {
    auto const page = store::entry_ids(view_.rows, book_, after, 10'000);
    if (page.empty()) break;
    for (auto const& known : page) {
      ++count;
      auto const row = store::entry(view_.rows, book_, known.number);
      if (row && row->id != known.id)
        report(known.number, "id_differs", "an id leads to another entry: " + known.id.text());
      if (!row && known.number > counters_.last_entry) report(known.number, "entry_missing", "id " + known.id.text());
    }
    after = page.back().id;
  }
  if (count < expected_.last_entry) report(0, "ids_missing", differs("ids of entries", expected_.last_entry, count));
}

}  // namespace lumbung::ledger
