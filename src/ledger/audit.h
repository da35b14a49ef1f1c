// Checking a book from its first entry on: what `check` is made of. It recomputes with its own arithmetic and shares
// with posting only the tables and the words of a record. Entries, transfers and papers are read in order, each once;
// what stays in memory is one AuditedAccount an account, never the history.
//
// One thing that was changed is told once: who stands on sums that a fault before has made doubtful is taken at his
// word, and only told of when the next posting does not agree with him either.
#pragma once

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "ledger/ledger.h"
#include "ledger/rows.h"
#include "ledger/store.h"

namespace lumbung::ledger {

// An account as the transfers so far make it.
struct AuditedAccount {
  Id<LedgerAccount> id;
  Asset asset;
  Side grows = Side::debit;
  bool there = false;  // it has a row
  bool rests_above_zero = false;
  bool carries = false;
  bool has_matches = false;
  // The newest posting belongs to an entry that was changed: what the next one says about the sums before it may be
  // right, and is taken over without another fault.
  bool suspect = false;
  bool head_fits = true;         // its row of heads against what stood when that row's newest transfer was posted
  std::int64_t taken_over = 0;   // the entry whose word was taken at the newest posting; 0: none
  std::int64_t stored_last = 0;  // the newest transfer that its row of heads knows, which may be behind (standing.h)
  std::int64_t last_swept = 0;   // its newest transfer that this row must hold
  std::int64_t debits = 0;
  std::int64_t credits = 0;
  std::int64_t postings = 0;
  std::int64_t last = 0;
  Path path;  // transfers of postings ..., k & (k - 1), k
  std::int64_t held = 0;
  std::int64_t matched = 0;

  AccountRow row(BookId book, std::int64_t no) const;  // as far as the words of a record need it
};

// Transfers in order, read by the thousand.
class TransferStream {
 public:
  TransferStream(View const& view, BookId book) : view_(view), book_(book) {}
  TransferRow const* peek();  // null at the end; valid until pop
  void pop() { ++at_; }

 private:
  View const& view_;
  BookId book_;
  std::vector<TransferRow> rows_;
  std::size_t at_ = 0;
  std::int64_t from_ = INT64_MIN;
  bool ended_ = false;
};

// What records name besides transfers, in the order of entries.
class PaperStream {
 public:
  PaperStream(View const& view, BookId book) : view_(view), book_(book) {}
  // Of `entry`, which is later than the one before; those of entries in between are handed to `stray`.
  std::vector<store::PaperRow> of(std::int64_t entry, std::function<void(std::int64_t)> const& stray);

 private:
  store::PaperRow const* peek();
  View const& view_;
  BookId book_;
  std::vector<store::PaperRow> rows_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

class Audit {
 public:
  Audit(View const& view, BookId book, std::function<bool(std::int64_t, std::int64_t)> const& progress,
        std::size_t most_faults);
  std::vector<Fault> run();

 private:
  struct Taken {
    std::vector<TransferRow> transfers;
    std::int64_t end = 0;  // the number after the last
    bool sound = true;
  };

  void read_accounts();
  // audit_entries.cpp
  bool entries();
  std::vector<EntryRow> page_of_entries(std::int64_t& from);
  void fetch_records(std::span<EntryRow const> rows);
  void entry(EntryRow const& row, EntryRow const* after);
  void missing_until(std::int64_t number);
  void stray_transfers(std::int64_t before_entry, std::int64_t before);
  bool lost_step_before(EntryRow const& row);
  Taken take_transfers(EntryRow const& row, EntryRow const* after, bool after_gap);
  void miss_transfers(Taken const& taken, std::int64_t start);
  bool dates(EntryRow const& row, EntryRow const* after);
  void doubt(std::span<TransferRow const> transfers);
  // audit_legs.cpp
  bool leg(std::int64_t entry, TransferRow const& transfer);
  bool side(std::int64_t entry, TransferRow const& transfer, std::int64_t no, Side side);
  void differing(std::int64_t entry, TransferRow const& transfer, AuditedAccount const& account,
                 SideRow const& expected, SideRow const& found);
  void compare_with_row(AuditedAccount& account, std::int64_t no, std::int64_t transfer) const;
  // audit_content.cpp
  bool content(EntryRow const& row, std::span<TransferRow const> transfers);
  bool content_of_run(EntryRow const& row, std::span<TransferRow const> transfers);
  bool content_of_entry(EntryRow const& row, std::span<TransferRow const> transfers);
  store::Papers papers_of(EntryRow const& row);
  void stray_paper(std::int64_t of);
  std::optional<std::string> committed(Id<Leaf> leaf) const;
  void record_of_entry(EntryRow const& row, std::string const& expected, bool& sound);
  // audit_ids.cpp
  void ids();
  void unknown_ids();
  void reversals();
  // audit_matches.cpp
  void matches();
  void matches_of(std::int64_t account, std::span<MatchRow const> matches);
  void tree_of(std::int64_t account, std::map<std::int64_t, MatchedRow> const& expected);
  // audit_heads.cpp
  void heads();
  void head_of(std::int64_t no, Head const& found);
  void holds();
  void backdated();
  void counters();

  void report(std::int64_t entry, std::string_view what, std::string detail);
  // Runs a part; what cannot even be read (a hash of the wrong width) is a fault of it.
  template <class Part>
  void guarded(std::string_view of, Part part);
  bool full() const { return faults_.size() >= most_faults_; }
  AuditedAccount* account(std::int64_t no);

  View const& view_;
  BookId book_;
  std::function<bool(std::int64_t, std::int64_t)> const& progress_;
  std::size_t most_faults_;
  std::vector<AuditedAccount> accounts_;  // account number n is accounts_[n - 1]
  BookHead counters_;                     // as stored
  BookHead expected_;                     // as recomputed
  std::int64_t swept_upto_ = 0;           // rows of heads hold at least what was posted up to this transfer
  std::int64_t next_transfer_ = 1;        // where the next entry should begin
  std::int64_t papers_ = 0;
  std::int64_t reversals_ = 0;
  std::int64_t found_entries_ = 0;
  TransferStream transfers_;
  PaperStream paper_rows_;
  bool days_unsure_ = false;                            // an entry that may have had the latest day is gone or changed
  std::unordered_set<std::int64_t> doubtful_;           // transfers that are gone, or no longer say whose they are
  std::map<std::int64_t, std::size_t> missing_faults_;  // number of an entry that is gone → its fault
  std::unordered_map<Id<Leaf>, std::string> records_, records_before_;  // of this page of entries, of the one before
  std::vector<BackdatedRow> backdated_;
  std::vector<Fault> faults_;
};

template <class Part>
void Audit::guarded(std::string_view of, Part part) {
  try {
    part();
  } catch (Mistake const& unreadable) {
    report(0, "unreadable", std::string(of) + ": " + unreadable.what());
  }
}

}  // namespace lumbung::ledger
