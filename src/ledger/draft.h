// What is about to be posted in one book: entries, transfers, matches, changed heads. It stands on the same shelf as
// what is in the tables, so walks see both; it is written at once when every rule has said yes, or forgotten.
#pragma once

#include <unordered_set>
#include <vector>

#include "ledger/shelf.h"
#include "work/work.h"

namespace lumbung::ledger {

class Draft : public Shelf {
 public:
  Draft(work::Work& work, BookId book);

  bool has_book() const { return known_; }
  BookHead& counters() { return counters_; }
  Instant now() const { return work_.now; }

  // An account's head, to be changed; written with the rest.
  Head& change_head(std::int64_t account);

  // Begins an entry; legs are added to it until the next begins. Numbers are given here.
  EntryRow& begin_entry(EntryRow entry, std::span<Hash const> evidence, std::span<Uuid const> parties);
  // Adds a leg to the entry begun last: moves both heads on.
  TransferRow const& add_transfer(AccountRow const& debit, AccountRow const& credit, std::int64_t amount);
  void add_match(MatchRow match, std::int64_t in_posting);

  // ---- A run: one entry whose transfers go into the table at once

  // Where the book stands, exactly, but for what this commit has changed; null when it must be read.
  BookStanding const* standing() const { return remembered_.standing(book_); }
  bool has_changed_accounts() const { return remembered_.has_accounts(book_); }
  // Null when there is none.
  AccountRow const* account_by_number(std::int64_t no);
  // Where an account stands, without keeping it on the shelf.
  Head head_now(std::int64_t account);
  // Reads many accounts and heads at once, on PostgreSQL, where each alone is a journey; those that exist.
  void read_accounts(std::span<std::int64_t const> numbers);
  std::int64_t next_transfer() const { return counters_.last_transfer + 1; }
  std::unique_ptr<storage::BulkLoad> bulk_transfers();
  void count_line(TransferRow const& row, storage::BulkLoad& load);
  void note_backdated(std::span<BackdatedRow const> rows);
  void take_heads(HeadTable&& heads);
  void write_run(Asset const& asset, std::int64_t total);

  // Everything into the tables; each new entry's record is committed to the public log.
  void write();

 private:
  BookStanding* brought_up() const;
  void note_backdated(EntryRow const& entry);
  struct Begun {
    std::int64_t number;
    std::vector<Hash> evidence;
    std::vector<Uuid> parties;
  };

  work::Work& work_;
  Memory& remembered_;
  BookHead counters_;
  bool known_ = false;
  std::vector<Begun> begun_;
  std::unordered_set<std::int64_t> changed_heads_;
  std::vector<std::int64_t> new_transfers_;
  std::vector<MatchRow> new_matches_;
  std::vector<Pair> changed_matched_;
  std::vector<std::pair<std::int64_t, std::int64_t>> new_reversals_;
};

}  // namespace lumbung::ledger
