// What the ledger remembers from one call to the next within a commit, so that a hot fund is read once in a group of
// 500 gifts: book counters, accounts and their heads.
//
// Heads are held back here until the commit, so that each is written once however often it was posted to; on the
// embedded database most are written later still (standing.h). So within a work ask here first, before the rows
// (Shelf::head). Counters and accounts are in the tables at once. On PostgreSQL all of it is true for as long as the
// commit holds the book's lock, which taking a book's head for writing gets first.
#pragma once

#include <map>
#include <unordered_map>

#include "ledger/head_table.h"
#include "ledger/rows.h"
#include "ledger/standing.h"
#include "work/work.h"

namespace lumbung::ledger {

class Memory final : public work::Extension {
 public:
  explicit Memory(Memory const* below) : below_(below) {}
  void merge_into(work::Extension& group) override;
  void before_commit(storage::Writer& rows) override;
  void committed() noexcept override;

  BookHead const* book(BookId book) const;
  AccountRow const* account(BookId book, std::int64_t no) const;
  AccountRow const* account(BookId book, Id<LedgerAccount> id) const;
  Head const* head(BookId book, std::int64_t account) const;
  // Whether an account was opened, closed or looked up within this commit.
  bool has_accounts(BookId book) const;

  // Where the book stands, exactly, but for what this commit has changed; null when that is not in memory.
  BookStanding* standing(BookId book) const;

  // `standing` where the book stands in memory from one commit to the next.
  void remember(BookId book, BookHead const& head, BookStanding* standing);
  void remember(BookId book, BookHead const& head);
  void remember(BookId book, AccountRow const& account);
  void remember(BookId book, std::int64_t account, Head head);
  void remember(BookId book, HeadTable&& heads);

 private:
  struct OfBook {
    std::optional<BookHead> counters;
    std::unordered_map<std::int64_t, AccountRow> accounts;
    std::unordered_map<Id<LedgerAccount>, std::int64_t> numbers;
    HeadTable heads;
    BookStanding* standing = nullptr;
    std::size_t swept = 0;
  };
  OfBook const* of(BookId book) const;
  static void write_all(storage::Writer& rows, BookId book, OfBook const& mine);
  static void sweep(storage::Writer& rows, BookId book, OfBook& mine);

  Memory const* below_;
  std::map<std::int64_t, OfBook> books_;
};

}  // namespace lumbung::ledger
