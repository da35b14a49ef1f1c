// The rows of one book within reach: read once, kept for as long as the question lasts. A Draft (draft.h) puts what it
// is about to post on the same shelf, so that every walk sees it.
#pragma once

#include <span>
#include <unordered_map>
#include <utility>

#include "ledger/memory.h"
#include "ledger/rows.h"
#include "ledger/totals.h"
#include "storage/storage.h"

namespace lumbung::ledger {

class Shelf {
 public:
  Shelf(work::View const& view, BookId book);
  Shelf(Shelf const&) = delete;

  BookId book() const { return book_; }

  // Rows that were read elsewhere, for those who read in order and by the thousand.
  void put(TransferRow const& transfer) { transfers_.insert_or_assign(transfer.number, transfer); }
  void put(EntryRow const& entry) { entries_.insert_or_assign(entry.number, entry); }
  void put(AccountRow const& account) { keep(account); }
  void put(std::int64_t account, Head const& head) { heads_.insert_or_assign(account, head); }

  AccountRow const* find_account(Id<LedgerAccount> id);
  AccountRow const& account(std::int64_t no);     // must exist, as below
  Id<LedgerAccount> id_of(std::int64_t account);  // the same without the rest of its row
  Head const& head(std::int64_t account);         // all zero before the first posting
  // Reads where all these stand (in the order of their numbers) in one go, so that head() need not ask for each.
  void stand(std::span<AccountRow const> accounts);
  std::vector<AssetSum> sums();  // of all heads, by asset
  TransferRow const& transfer(std::int64_t number);
  EntryRow const& entry(std::int64_t number);
  EntryRow const* find_entry(Id<Entry> id);
  std::optional<std::int64_t> reversed_by(std::int64_t entry);

  // What was taken by name from an inflow, in the order of in_offset; what an outflow took by name, of out_offset.
  // Valid until the next call.
  std::vector<MatchRow> const& matches_into(std::int64_t account, std::int64_t in_transfer);
  std::vector<MatchRow> const& matches_out_of(std::int64_t account, std::int64_t out_transfer);
  // Sum of the matched outflows of the account before `transfer`.
  std::int64_t matched_out_before(std::int64_t account, std::int64_t transfer);
  MatchedRow matched(std::int64_t account, std::int64_t posting);

  // The transfer that stands opposite to `transfer` in a reversal: its twin in `other`, the entry that reverses, or was
  // reversed by, the entry of `transfer`. Transfers are reversed in reverse order. Nothing while `other` is a draft
  // that has not come to it yet.
  std::optional<std::int64_t> twin(TransferRow const& transfer, EntryRow const& other);

 protected:
  static BookStanding* standing_of(work::View const& view, BookId book);

  using Pair = std::pair<std::int64_t, std::int64_t>;
  struct PairHash {
    std::size_t operator()(Pair const& pair) const noexcept {
      return static_cast<std::size_t>(static_cast<std::uint64_t>(pair.first) * 0x9e3779b97f4a7c15U +
                                      static_cast<std::uint64_t>(pair.second));
    }
  };
  template <class T>
  using ByPair = std::unordered_map<Pair, T, PairHash>;

  AccountRow const& keep(AccountRow account);
  // Where an account stands that no work under way has touched.
  Head stood(std::int64_t account);
  Head head_from_rows(std::int64_t account, std::int64_t last);
  // A row's head brought up to the newest transfer that touches the account.
  Head brought_up(Head head, std::int64_t account, TransferRow const& newest);
  void stand_from_rows(std::span<AccountRow const> accounts);
  std::vector<AssetSum> sums_from_rows();
  std::vector<AssetSum> sums_inside_a_work();
  // Of the transfers that this look can see; 0 in a book that is not there.
  std::int64_t last_transfer();

  storage::Reader& rows_;
  BookId book_;
  Memory const* memory_;          // of the work under way, if there is one
  BookStanding const* standing_;  // for looks; null on PostgreSQL and outside an engine
  Totals* totals_;                // null outside an engine
  std::optional<std::int64_t> last_transfer_;
  std::unordered_map<std::int64_t, AccountRow> accounts_;
  std::unordered_map<Id<LedgerAccount>, std::int64_t> account_numbers_;
  std::unordered_map<std::int64_t, Head> heads_;
  std::unordered_map<std::int64_t, TransferRow> transfers_;
  std::unordered_map<std::int64_t, EntryRow> entries_;
  std::unordered_map<Id<Entry>, std::int64_t> entry_numbers_;
  std::unordered_map<std::int64_t, std::int64_t> reversals_;  // of the draft only
  std::optional<bool> any_reversals_;
  ByPair<std::vector<MatchRow>> into_;
  ByPair<std::vector<MatchRow>> out_of_;
  ByPair<MatchedRow> matched_;
  std::unordered_map<std::int64_t, std::vector<MatchRow>> fresh_;  // of the draft, by account, in order
};

}  // namespace lumbung::ledger
