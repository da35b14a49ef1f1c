// What the report of a period reads: sums over transfers, by value date. Nothing is decided here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/rows.h"
#include "ledger/store.h"
#include "storage/storage.h"

namespace lumbung::ledger::store {

// All that moved between two accounts by entries of one kind.
struct Moved {
  std::int64_t debit_no = 0;
  std::int64_t credit_no = 0;
  std::string kind;       // of a reversal: that of the entry it reverses
  bool reversal = false;  // the sides are then swapped
  std::int64_t amount = 0;
};

// Of the transfers with numbers in (after, upto], those of the value days from..to.
std::vector<Moved> moved(Reader& rows, BookId book, std::int64_t after, std::int64_t upto, Date from, Date to);
// Of the transfers after `after` that were booked with an earlier value date than one before them: those of the days.
std::vector<Moved> moved_late(Reader& rows, BookId book, std::int64_t after, Date from, Date to);
// As `backdated`, for all accounts of the book at once, by account number.
std::map<std::int64_t, Sums> all_backdated(Reader& rows, BookId book, std::int64_t after, Date day);

}  // namespace lumbung::ledger::store
