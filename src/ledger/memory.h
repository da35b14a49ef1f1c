// What the ledger remembers from one call to the next within a commit, so that a hot fund is read once in a group of
// 500 gifts: book counters, accounts and their heads.
//
// What is remembered here is always in the tables too, because every posting writes its heads before it returns: so the
// functions that look need to know nothing of a Work. On PostgreSQL it is true for as long as the commit holds the
// book's lock, which taking a book's head for writing gets first.
#pragma once

#include <unordered_map>

#include "ledger/rows.h"
#include "work/work.h"

namespace lumbung::ledger {

class Memory final : public work::Extension {
 public:
  explicit Memory(Memory const* below) : below_(below) {}
  void merge_into(work::Extension& group) override;

  BookHead const* book(BookId book) const;
  AccountRow const* account(BookId book, std::int64_t no) const;
  AccountRow const* account(BookId book, Id<LedgerAccount> id) const;
  Head const* head(BookId book, std::int64_t account) const;

  void remember(BookId book, BookHead const& head);
  void remember(BookId book, AccountRow const& account);
  void remember(BookId book, std::int64_t account, Head const& head);

 private:
  struct OfBook {
    std::optional<BookHead> counters;
    std::unordered_map<std::int64_t, AccountRow> accounts;
    std::unordered_map<Id<LedgerAccount>, std::int64_t> numbers;
    std::unordered_map<std::int64_t, Head> heads;
  };
  OfBook const* of(BookId book) const;

  Memory const* below_;
  std::unordered_map<std::int64_t, OfBook> books_;
};

}  // namespace lumbung::ledger
