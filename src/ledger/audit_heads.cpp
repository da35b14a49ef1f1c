// What is kept only to be quick, against what it was made from: heads, holds, backdated postings, counters.
#include <algorithm>

#include "ledger/audit.h"
#include "ledger/store.h"

namespace lumbung::ledger {

void Audit::holds() {
  store::each_open_hold(view_.rows, book_, [&](HoldRow const& hold) {
    for (auto const no : {hold.debit_no, hold.credit_no}) {
      auto* found = account(no);
      if (found == nullptr) continue;
      bool const loses = (found->grows == Side::debit) == (no == hold.credit_no);
      if (loses) found->held += hold.remaining;
    }
    return true;
  });
}

// Rows of heads, each against what stood when its newest transfer had been posted, and against what is held and was
// taken by name now.
void Audit::heads() {
  constexpr int page = 10'000;
  std::int64_t next = 1;
  auto const without_row = [&](std::int64_t upto) {
    for (; next < upto && !full(); ++next)
      if (account(next) != nullptr) head_of(next, Head{});
  };
  for (std::int64_t from = 1;;) {
    auto const rows = store::heads_from(view_.rows, book_, from, page);
    for (auto const& [no, head] : rows) {
      from = no + 1;
      without_row(std::min(no, std::ssize(accounts_) + 1));
      next = no + 1;
      if (account(no) == nullptr)
        report(0, "head_differs", "a balance of no account: " + std::to_string(no));
      else
        head_of(no, head);
    }
    if (rows.size() < page || full()) break;
  }
  without_row(std::ssize(accounts_) + 1);
}

void Audit::head_of(std::int64_t no, Head const& found) {
  auto const& about = *account(no);
  bool const fits = found.last == 0 ? found.debits == 0 && found.credits == 0 && found.postings == 0 : about.head_fits;
  if (fits && found.last >= about.last_swept && found.held == about.held && found.matched == about.matched) return;
  report(0, "head_differs",
         "account " + about.id.text() + ": debits " + std::to_string(about.debits) + "/" +
             std::to_string(found.debits) + ", credits " + std::to_string(about.credits) + "/" +
             std::to_string(found.credits) + ", postings " + std::to_string(about.postings) + "/" +
             std::to_string(found.postings) + ", newest " + std::to_string(about.last) + "/" +
             std::to_string(found.last) + ", held " + std::to_string(about.held) + "/" + std::to_string(found.held) +
             ", matched " + std::to_string(about.matched) + "/" + std::to_string(found.matched) +
             " (by the entries/in the row, which may be behind)");
}

void Audit::backdated() {
  auto const key = [](BackdatedRow const& row) {
    return std::tuple(row.account, row.transfer, row.day, row.debits, row.credits);
  };
  std::sort(backdated_.begin(), backdated_.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
  auto const tell = [&](BackdatedRow const& row) {
    auto const transfer = store::transfer(view_.rows, book_, row.transfer);
    report(transfer ? transfer->entry : 0, "backdated_differs",
           "transfer " + std::to_string(row.transfer) + ", account " + std::to_string(row.account));
  };
  auto next = backdated_.begin();
  std::vector<BackdatedRow> wrong;
  store::each_backdated(view_.rows, book_, [&](BackdatedRow const& row) {
    for (; next != backdated_.end() && key(*next) < key(row); ++next) wrong.push_back(*next);
    if (next != backdated_.end() && key(*next) == key(row))
      ++next;
    else
      wrong.push_back(row);
    return wrong.size() < most_faults_;
  });
  if (wrong.size() < most_faults_) wrong.insert(wrong.end(), next, backdated_.end());
  for (auto const& row : wrong) tell(row);
}

void Audit::counters() {
  auto const differ = [&](std::string_view name, std::int64_t expected, std::int64_t found) {
    if (expected != found)
      report(0, "counters_differ",
             std::string(name) + ": expected " + std::to_string(expected) + ", found " + std::to_string(found));
  };
  differ("last entry", expected_.last_entry, counters_.last_entry);
  differ("last transfer", expected_.last_transfer, counters_.last_transfer);
  differ("last account", expected_.last_account, counters_.last_account);
  differ("last booked", expected_.last_booked.micros, counters_.last_booked.micros);
  differ("latest day", expected_.latest_day.day_number, counters_.latest_day.day_number);
  differ("papers", papers_, store::count_papers(view_.rows, book_));
  differ("reversals", reversals_, store::count_reversals(view_.rows, book_));
  if (store::swept_upto(view_.rows, book_) > counters_.last_transfer)
    report(0, "counters_differ", "balances are said to be complete beyond the last transfer");
}

}  // namespace lumbung::ledger
