// Bech32 (BIP 173) without its limit on length. Seen by age_keys.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lumbung::backup {

// `prefix` in lower case.
std::string bech32(std::string_view prefix, std::string_view bytes);
// Nothing when the prefix is another, the checksum is wrong, bits are left over, or cases are mixed. `prefix` in lower
// case; so is the text, unless it is all in upper case.
std::optional<std::string> from_bech32(std::string_view prefix, std::string_view text);

}  // namespace lumbung::backup
