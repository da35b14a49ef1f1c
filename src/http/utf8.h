// Small things about UTF-8 (RFC 3629).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lumbung::http {

// The length in bytes (1 to 4) of the well-formed character that the text begins with; 0 when there is none.
std::size_t utf8_length(std::string_view text);
// The first character as a code point. Needs utf8_length(text) > 0.
char32_t utf8_first(std::string_view text);
bool is_utf8(std::string_view text);
// How many characters (code points) there are. Needs is_utf8.
std::size_t characters_in(std::string_view text);

}  // namespace lumbung::http
