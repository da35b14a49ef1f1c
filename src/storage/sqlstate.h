// What an error of PostgreSQL means to us, by its SQLSTATE. For this room only.
#pragma once

#include <string>
#include <string_view>

namespace lumbung::storage {

// Throws what the five letters stand for: Clash, TryAgain, ConnectionLost, DiskFailed, DiskFull, Breakdown, or Mistake.
// `said` must be free of values: a server's detail repeats them.
[[noreturn]] void fail_by_state(std::string_view state, std::string const& said);

}  // namespace lumbung::storage
