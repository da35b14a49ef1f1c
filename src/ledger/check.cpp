#include <algorithm>

#include "ledger/audit.h"

namespace lumbung::ledger {

Audit::Audit(View const& view, BookId book, std::function<bool(std::int64_t, std::int64_t)> const& progress,
             std::size_t most_faults)
    : view_(view),
      book_(book),
      progress_(progress),
      most_faults_(most_faults),
      transfers_(view, book),
      paper_rows_(view, book) {}

std::vector<Fault> Audit::run() {
  auto const stored = store::book_head(view_.rows, book_);
  if (!stored) {
    report(0, "book_missing", "the book has no counters");
    return std::move(faults_);
  }
  counters_ = *stored;
  if (!store::has_book(view_.rows, book_)) report(0, "book_missing", "the book itself is not there");
  bool stopped = false;
  guarded("accounts", [&] { read_accounts(); });
  guarded("entries", [&] { stopped = !entries(); });
  if (stopped) return std::move(faults_);
  guarded("ids", [&] { ids(); });
  guarded("reversals", [&] { reversals(); });
  guarded("matches", [&] { matches(); });
  guarded("holds", [&] { holds(); });
  guarded("heads", [&] { heads(); });
  guarded("backdated", [&] { backdated(); });
  counters();
  std::stable_sort(faults_.begin(), faults_.end(), [](Fault const& a, Fault const& b) {
    return (a.entry_number == 0 ? INT64_MAX : a.entry_number) < (b.entry_number == 0 ? INT64_MAX : b.entry_number);
  });
  return std::move(faults_);
}

void Audit::read_accounts() {
  for (std::int64_t from = 1;;) {
    auto const rows = store::accounts_from(view_.rows, book_, from, 10'000);
    for (auto const& row : rows) {
      from = row.no + 1;
      if (row.no > counters_.last_account) {
        report(0, "account_beyond", "the counters of the book do not know account " + row.about.id.text());
        continue;
      }
      for (auto lost = std::ssize(accounts_) + 1; lost < row.no; ++lost)
        report(0, "account_missing", "account " + std::to_string(lost));
      accounts_.resize(static_cast<std::size_t>(row.no));
      auto& about = accounts_.back();
      about.id = row.about.id;
      about.asset = row.about.asset;
      about.grows = row.about.grows;
      about.there = true;
      about.rests_above_zero = row.about.floor == Floor::never_below_zero;
      about.carries = row.carries();
    }
    if (rows.size() < 10'000) break;
  }
  expected_.last_account = std::ssize(accounts_);
  store::each_head_end(view_.rows, book_, [&](std::int64_t no, std::int64_t last) {
    if (auto* found = account(no)) {
      found->stored_last = last;
      found->head_fits = last == 0;  // until that transfer is met
    }
  });
  for (auto const no : store::accounts_with_matches(view_.rows, book_))
    if (auto* found = account(no)) found->has_matches = true;
  bool const rows_are_behind = view_.rows.engine() == storage::Engine::sqlite;
  swept_upto_ = rows_are_behind ? store::swept_upto(view_.rows, book_) : counters_.last_transfer;
}

AuditedAccount* Audit::account(std::int64_t no) {
  if (no < 1 || no > std::ssize(accounts_)) return nullptr;
  auto& found = accounts_[static_cast<std::size_t>(no - 1)];
  return found.there ? &found : nullptr;
}

void Audit::report(std::int64_t entry, std::string_view what, std::string detail) {
  if (full()) return;
  Fault fault{.book = book_,
              .entry = std::nullopt,
              .entry_number = entry,
              .what = std::string(what),
              .detail = std::move(detail)};
  if (entry != 0) fault.entry = store::id_of_entry(view_.rows, book_, entry);
  faults_.push_back(std::move(fault));
}

std::vector<Fault> check(View const& view, BookId book,
                         std::function<bool(std::int64_t done, std::int64_t of)> const& progress,
                         std::size_t most_faults) {
  return Audit(view, book, progress, most_faults).run();
}

}  // namespace lumbung::ledger
