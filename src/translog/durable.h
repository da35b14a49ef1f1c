// Files that are whole or not there: temporary file, sync, rename, sync of the directory. Seen by this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lumbung::translog {

// Throws Breakdown when the disk fails.
void write_durably(std::string const& path, std::string_view bytes, unsigned mode);
// Nothing when there is no such file; throws Breakdown when it cannot be read or is larger than a megabyte.
std::optional<std::string> read_small_file(std::string const& path);

}  // namespace lumbung::translog
