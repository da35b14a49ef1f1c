// Files that nothing names: what was uploaded and never used, and what was stored when its work did not commit.
#pragma once

#include <functional>

#include "work/work.h"

namespace lumbung::app {

// How long a file may wait to be named: a phone may be without signal for as long as its requests are remembered.
inline constexpr int days_to_be_named = 31;

// Removes the files that have waited longer; gives their number. A file is old by the disk's clock and its upload by
// the house's. Stops early when `go_on` says so.
int remove_unused_files(work::Engine& engine, Instant now, std::function<bool()> const& go_on);

}  // namespace lumbung::app
