// Where every account stands, in memory, for as long as the engine lives. On the embedded database, which one process
// has to itself, a commit of a payment run need not write a row for each of ten thousand balances: their rows in
// `ledger_heads` are written later, a few with each commit (a sweep), and what is missing from them at the next start
// is replayed from the transfers.
//
// On PostgreSQL several processes may post, so rows are written with each commit, and what stands here is a copy that
// spares the writer the reading: only as long as nobody else has written (work::Residents::others), and not before as
// many rows were read one run after the other as a part of all that would be loaded.
//
// Only the writer's thread changes anything, after its commit is durable. A reader whose picture of the rows is older
// or newer than what stands here is told nothing and looks into the rows (Shelf::head).
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "ledger/head_table.h"
#include "ledger/paged.h"
#include "ledger/rows.h"
#include "storage/storage.h"

namespace lumbung::ledger {

// What posting must know of an account, without its words.
struct AccountFacts {
  Id<LedgerAccount> id;
  std::uint16_t asset = 0;  // place in BookStanding::assets()
  Side grows = Side::debit;
  Floor floor = Floor::never_below_zero;
  Passage passage = Passage::rests;
  bool closed = false;
};

class BookStanding {
 public:
  // `pace`: a sweep begins when at least so many transfers were posted since the last began;
  // 0: with each commit.
  BookStanding(BookId book, std::int64_t pace) : book_(book), pace_(pace) {}
  BookStanding(BookStanding const&) = delete;

  // ---- For the writer's thread

  // Reads all accounts and heads, and replays the transfers that the heads do not hold yet. Nothing to do the next
  // time.
  void load(storage::Reader& rows);
  bool loaded() const { return loaded_; }
  // PostgreSQL: forgets everything when others have written since the last time.
  void heed(std::uint64_t others);
  // PostgreSQL: so many accounts had to be read because nothing stands here; whether that is enough to load all.
  void count_read(std::size_t accounts) { read_ += accounts; }
  bool is_worth_loading(std::int64_t accounts) const {
    return 4 * read_ >= static_cast<std::size_t>(accounts) && read_ > 0;
  }
  // Adds what rows of an embedded database do not hold yet, after load() and whichever engine they were carried to.
  void catch_up(storage::Reader& rows);
  // Writes every row that was found behind, at once; for whoever carries the rows to another database.
  void write_behind(storage::Writer& rows) const;
  Head const& head(std::int64_t account) const;
  // Null for an account that was opened after the last commit.
  AccountFacts const* facts(std::int64_t account) const;
  std::vector<Asset> const& assets() const { return assets_; }

  // Accounts whose rows this commit shall write, so that the sweep gets on; `transfers` are in the commit.
  std::span<std::int64_t const> due(std::int64_t transfers) const;
  // The transfer up to which all rows hold everything when `written` more rows of the sweep are; nothing if not yet.
  std::optional<std::int64_t> complete_with(std::size_t written) const;

  // After the commit: heads as they are now, up to transfer `upto`; and how much of the sweep was written.
  void commit(std::vector<HeadTable::Item>&& changes, std::int64_t upto, std::size_t swept);
  void commit(AccountRow const& account);

  // ---- For everyone: as of transfer `last`, the newest of the reader's own picture; nothing when that is another time
  std::optional<Head> head_as_of(std::int64_t account, std::int64_t last) const;
  // These never change; nothing for an account that was opened since, or that nobody remembered where nothing is
  // loaded.
  struct Words {
    Id<LedgerAccount> id;
    Asset asset;
  };
  std::optional<Words> words_of(std::int64_t account) const;
  bool knows_all() const;
  void remember(std::int64_t account, Words const& words);
  std::optional<std::vector<AssetSum>> sums_as_of(std::int64_t last) const;

 private:
  void load_pages(storage::Reader& rows, std::int64_t accounts);
  void replay(storage::Reader& rows, std::int64_t from, std::int64_t last);
  void keep_facts(AccountRow const& account);
  Head& place(std::int64_t account) { return heads_.at(static_cast<std::size_t>(account)); }
  void mark(std::int64_t account);
  void begin_sweep();
  std::vector<std::int64_t> in_order(std::vector<std::int64_t> accounts) const;

  BookId const book_;
  std::int64_t const pace_;
  bool loaded_ = false;
  bool writes_through_ = false;  // PostgreSQL: no row is ever behind
  std::uint64_t others_ = 0;
  std::size_t read_ = 0;
  mutable std::shared_mutex gate_;
  std::int64_t upto_ = 0;
  Paged<Head> heads_;          // by account number
  Paged<AccountFacts> facts_;  // by account number
  std::vector<Asset> assets_;
  std::unordered_map<std::int64_t, Words> words_;  // of some accounts, where nothing is loaded

  // Rows to be written: accounts changed since their row was.
  std::vector<bool> is_changed_;
  std::vector<std::int64_t> changed_;
  std::vector<std::int64_t> sweep_;  // in order; written from next_ on
  std::size_t next_ = 0;
  std::int64_t sweep_upto_ = 0;       // when this sweep is through, all rows hold every transfer up to here
  std::int64_t sweep_transfers_ = 0;  // within how many transfers it should be through
};

// The standings of all books of an engine (work::Residents).
class Standings {
 public:
  BookStanding& of(BookId book) {
    std::lock_guard const held(mutex_);
    auto& slot = books_[book.number];
    if (!slot) slot = std::make_unique<BookStanding>(book, pace_);
    return *slot;
  }
  // Of the books that nobody has asked for yet; for tests.
  void set_pace(std::int64_t transfers) { pace_ = transfers; }

 private:
  std::mutex mutex_;
  std::int64_t pace_ = 65'536;
  std::map<std::int64_t, std::unique_ptr<BookStanding>> books_;
};

}  // namespace lumbung::ledger
