// The words of a run. Seen by this room only.
#pragma once

#include <array>

#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::ledger {

// SHA-256 over all that a caller wished; lines as they lie in memory (little end first).
Hash content_of(RunWish const& wish);

// Tells the public log the records of the lines of runs, from the rows (translog::let_tell).
translog::RollLines const& run_lines();

// Where the log finds a run again: its book and entry.
std::string source_of(BookId book, std::int64_t entry);

}  // namespace lumbung::ledger
