// The key files of an installation: `field-root.key` and `blind-index.key`, 32 random bytes each in hexadecimal, mode
// 0400, in a directory of mode 0700 that no backup of the database contains. Losing them loses every personal field;
// docs say to keep a copy on paper or in a safe.
#pragma once

#include <string>

#include "core/chance.h"
#include "work/keys.h"

namespace lumbung::access {

// The keys kept in `directory`; made, with the directory, when neither is there yet. Throws Breakdown when only one is
// there (a half restored directory must not silently get a new key), when others may read or write a file, when it is
// not a plain file of ours, or when it does not hold 64 hexadecimal digits.
work::Keys load_or_make_keys(std::string const& directory, Chance& chance);

}  // namespace lumbung::access
