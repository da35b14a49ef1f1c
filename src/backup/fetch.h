// A small public file from somewhere else: the newest head of a log.
#pragma once

#include <string>

#include "core/result.h"

namespace lumbung::backup {

inline constexpr Refusal not_fetched{"backup.not_fetched", Trouble::not_found, "Tidak terambil dari {from}: {what}.",
                                     "Not fetched from {from}: {what}."};

// From "http://…" or "https://…", or else a file. At most a megabyte, within 20 seconds.
Result<std::string> fetch_small(std::string const& from);

}  // namespace lumbung::backup
