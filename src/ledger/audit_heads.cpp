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
      bool const loses = (found->row.about.grows == Side::debit) == (no == hold.credit_no);
      if (loses) found->held += hold.remaining;
    }
    return true;
  });
}

void Audit::compare_with_row(AuditedAccount& account, std::int64_t transfer) const {
  if (transfer <= swept_upto_) account.last_swept = transfer;
  if (transfer != account.stored.last) return;
  account.at_stored = Head{.debits = account.debits,
                           .credits = account.credits,
                           .postings = account.postings,
                           .last = transfer,
                           .held = 0,
                           .matched = 0,
                           .path = {}};
  for (auto const& [posting, number] : account.chain) account.at_stored->path.push_back(number);
}

void Audit::heads() {
  for (std::int64_t no = 1; no <= expected_.last_account && !full(); ++no) {
    auto const* about = account(no);
    if (about == nullptr) {
      report(0, "account_missing", "account " + std::to_string(no));
      continue;
    }
    auto const& found = about->stored;
    auto expected = about->at_stored.value_or(Head{});
    expected.held = about->held;
    expected.matched = about->matched;
    if (found == expected && found.last >= about->last_swept) continue;
    auto const last = about->last != 0 ? store::transfer(view_.rows, book_, about->last) : std::nullopt;
    report(last ? last->entry : 0, "head_differs",
           "account " + about->row.about.id.text() + ": debits " + std::to_string(expected.debits) + "/" +
               std::to_string(found.debits) + ", credits " + std::to_string(expected.credits) + "/" +
               std::to_string(found.credits) + ", postings " + std::to_string(expected.postings) + "/" +
               std::to_string(found.postings) + ", newest " + std::to_string(about->last_swept) + "/" +
               std::to_string(found.last) + ", held " + std::to_string(expected.held) + "/" +
               std::to_string(found.held) + ", matched " + std::to_string(expected.matched) + "/" +
               std::to_string(found.matched) + " (expected/found)");
  }
}

void Audit::backdated() {
  auto const key = [](BackdatedRow const& row) {
    return std::tuple(row.account, row.transfer, row.day, row.debits, row.credits);
  };
  std::sort(backdated_.begin(), backdated_.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
  std::size_t next = 0;
  bool same = true;
  store::each_backdated(view_.rows, book_, [&](BackdatedRow const& row) {
    same = same && next < backdated_.size() && key(row) == key(backdated_[next]);
    ++next;
    return same;
  });
  if (!same || next != backdated_.size())
    report(0, "backdated_differs", "postings with an earlier value date are not those of the entries");
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
}

}  // namespace lumbung::ledger
