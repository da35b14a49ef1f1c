// Everything recomputed: every book, what pages show of programmes, the public log, the audit trail. What
// `lumbung check` prints and the server does every night; it reads one picture of the rows and holds up nobody who
// writes. What stays in memory grows with the accounts and with
// what was booked for an earlier day, not with the rest of the history.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "storage/storage.h"
#include "work/work.h"

namespace lumbung::app {

// One thing that is wrong. `entry` and `index` name it as far as they can: the journal entry's id and its number in the
// book, the place in the log.
struct Finding {
  std::string line;   // for people: where and what, expected and found; no personal data
  std::string entry;  // "" when it is no entry
  std::int64_t entry_number = 0;
  std::int64_t index = -1, end = -1;  // leaves [index, end); a line of the trail
  std::string code;                   // "sums_differ", "leaf_changed", …
};

struct Examined {
  std::int64_t faults = 0;
  std::int64_t entries = 0;  // journal entries that were looked at
  std::int64_t leaves = 0;   // of the public log
  std::int64_t events = 0;   // of the audit trail
  bool stopped = false;      // before the end, because `progress` said so
};

struct Examining {
  std::string published_file;  // the head kept outside the database; "" when there is none
  // Told now and then how far a part is ("buku 1", "log publik", "jejak audit"); false stops. With `side_by_side` from
  // two threads.
  std::function<bool(std::string_view part, std::int64_t done, std::int64_t of)> progress;
  std::function<void(Finding const& finding)> found;  // one at a time
  bool side_by_side = false;                          // books on one thread, all else on another
  std::size_t most_faults = 100'000;                  // of each part
};

// A check may ask longer questions than a door: how long one statement may take on PostgreSQL.
inline constexpr int patience_of_check_ms = 600'000;

Examined examine(storage::Database& database, work::House const& house, Instant now, Examining const& how);
// In the picture that `view` has, on one thread.
Examined examine(work::View const& view, Examining const& how);

}  // namespace lumbung::app
