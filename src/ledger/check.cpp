#include <algorithm>

#include "ledger/audit.h"
#include "ledger/store.h"

namespace lumbung::ledger {

Audit::Audit(View const& view, BookId book, std::function<bool(std::int64_t, std::int64_t)> const& progress)
    : view_(view), book_(book), progress_(progress) {}

std::vector<Fault> Audit::run() {
  auto const stored = store::book_head(view_.rows, book_);
  if (!stored) {
    report(0, "book_missing", "the book has no counters");
    return std::move(faults_);
  }
  counters_ = *stored;
  read_accounts();
  if (!entries()) return std::move(faults_);  // stopped
  ids();
  matches();
  holds();
  heads();
  backdated();
  counters();
  std::stable_sort(faults_.begin(), faults_.end(), [](Fault const& a, Fault const& b) {
    return (a.entry_number == 0 ? INT64_MAX : a.entry_number) < (b.entry_number == 0 ? INT64_MAX : b.entry_number);
  });
  return std::move(faults_);
}

void Audit::read_accounts() {
  constexpr int page = 10'000;
  for (std::int64_t from = 1;;) {
    auto rows = store::accounts_from(view_.rows, book_, from, page);
    for (auto& row : rows) {
      from = row.no + 1;
      expected_.last_account = row.no;
      accounts_[row.no].row = std::move(row);
    }
    if (rows.size() < page) break;
  }
  store::each_head(view_.rows, book_, [&](std::int64_t no, Head head) {
    if (auto* found = account(no)) found->stored = std::move(head);
  });
  bool const rows_are_behind = view_.rows.engine() == storage::Engine::sqlite;
  swept_upto_ = rows_are_behind ? store::swept_upto(view_.rows, book_) : counters_.last_transfer;
}

AuditedAccount* Audit::account(std::int64_t no) {
  auto const at = accounts_.find(no);
  return at == accounts_.end() ? nullptr : &at->second;
}

void Audit::report(std::int64_t entry, std::string_view what, std::string detail) {
  if (full()) return;
  Fault fault{.book = book_,
              .entry = std::nullopt,
              .entry_number = entry,
              .what = std::string(what),
              .detail = std::move(detail)};
  if (entry != 0)
    if (auto const row = store::entry(view_.rows, book_, entry)) fault.entry = row->id;
  faults_.push_back(std::move(fault));
}

std::vector<Fault> check(View const& view, BookId book,
                         std::function<bool(std::int64_t done, std::int64_t of)> const& progress) {
  return Audit(view, book, progress).run();
}

}  // namespace lumbung::ledger
