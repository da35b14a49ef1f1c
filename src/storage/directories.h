// Directories whose names outlast a power cut. A file that was synced is lost all the same when the name of its
// directory never reached the disk.
#pragma once

#include <string>

namespace lumbung::storage {

// Makes the directory, mode 0700, with all that are missing above it. When it returns, the names of those made are on
// the disk, and so is its own name if it was there before: whoever made it may have been killed before the sync. Throws
// Breakdown; DiskFull when there is no room for it.
void make_directory(std::string const& path);
// What was made, renamed or removed in it is on the disk when this returns. Throws Breakdown or DiskFull.
void sync_directory(std::string const& path);

}  // namespace lumbung::storage
