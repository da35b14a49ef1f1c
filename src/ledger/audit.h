// Checking a book from its first entry on: what `check` is made of. It recomputes with its own arithmetic and shares
// with posting only the tables and the words of a record.
#pragma once

#include <map>
#include <unordered_map>

#include "ledger/ledger.h"
#include "ledger/rows.h"

namespace lumbung::ledger {

// An account as the transfers so far make it.
struct AuditedAccount {
  AccountRow row;
  std::int64_t debits = 0;
  std::int64_t credits = 0;
  std::int64_t postings = 0;
  std::int64_t last = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> chain;  // posting and transfer of ..., k & (k - 1), k
  std::int64_t held = 0;
  std::int64_t matched = 0;
  // The row of its head, which may be behind (standing.h), and what stood when its newest transfer had been posted.
  Head stored;
  std::optional<Head> at_stored;
  std::int64_t last_swept = 0;  // its newest transfer that the row must hold
  // The newest posting belongs to an entry that was changed: what the next one says about the sums before it may be
  // right, and is taken over without another fault.
  bool suspect = false;
};

class Audit {
 public:
  Audit(View const& view, BookId book, std::function<bool(std::int64_t, std::int64_t)> const& progress);
  std::vector<Fault> run();

 private:
  static constexpr std::size_t most_faults = 1'000;

  void read_accounts();
  // audit_entries.cpp
  bool entries();
  void entry(EntryRow const& row, std::span<TransferRow const> transfers);
  bool transfers_of(EntryRow const& row, std::span<TransferRow const> transfers);
  bool leg(EntryRow const& row, TransferRow const& transfer);
  bool side(EntryRow const& row, TransferRow const& transfer, AuditedAccount& account, Side side);
  void compare_with_row(AuditedAccount& account, std::int64_t transfer) const;
  static void resume(AuditedAccount& account, SideRow const& found);
  bool content_of_run(EntryRow const& row, std::span<TransferRow const> transfers);
  bool content(EntryRow const& row, std::span<TransferRow const> transfers);
  void missing(std::int64_t number);
  void ids();
  // audit_matches.cpp
  void matches();
  void matches_of(std::int64_t account, std::span<MatchRow const> matches);
  void tree_of(std::int64_t account, std::map<std::int64_t, MatchedRow> const& expected);
  // audit_heads.cpp
  void heads();
  void holds();
  void backdated();
  void counters();

  void report(std::int64_t entry, std::string_view what, std::string detail);
  bool full() const { return faults_.size() >= most_faults; }
  AuditedAccount* account(std::int64_t no);

  View const& view_;
  BookId book_;
  std::function<bool(std::int64_t, std::int64_t)> const& progress_;
  std::unordered_map<std::int64_t, AuditedAccount> accounts_;
  BookHead counters_;            // as stored
  BookHead expected_;            // as recomputed
  std::int64_t swept_upto_ = 0;  // rows of heads hold at least what was posted up to this transfer
  std::int64_t checked_transfers_ = 0;
  std::int64_t papers_ = 0;
  std::int64_t reversals_ = 0;
  std::vector<BackdatedRow> backdated_;
  std::vector<Fault> faults_;
};

}  // namespace lumbung::ledger
