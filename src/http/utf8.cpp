#include "http/utf8.h"

#include <algorithm>

namespace lumbung::http {
namespace {

unsigned char byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

bool continues(std::string_view text, std::size_t i, unsigned char low = 0x80, unsigned char high = 0xBF) {
  return i < text.size() && byte_at(text, i) >= low && byte_at(text, i) <= high;
}

}  // namespace

// The table of RFC 3629 section 4, which leaves out overlong forms, surrogates and what lies beyond U+10FFFF.
std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  auto const lead = byte_at(text, 0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return continues(text, 1) ? 2 : 0;
  if (lead < 0xF0) {
    unsigned char const low = lead == 0xE0 ? 0xA0 : 0x80;
    unsigned char const high = lead == 0xED ? 0x9F : 0xBF;
    return continues(text, 1, low, high) && continues(text, 2) ? 3 : 0;
  }
  unsigned char const low = lead == 0xF0 ? 0x90 : 0x80;
  unsigned char const high = lead == 0xF4 ? 0x8F : 0xBF;
  return continues(text, 1, low, high) && continues(text, 2) && continues(text, 3) ? 4 : 0;
}

char32_t utf8_first(std::string_view text) {
  auto const length = utf8_length(text);
  if (length <= 1) return byte_at(text, 0);
  char32_t point = byte_at(text, 0) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6) | (byte_at(text, i) & 0x3Fu);
  return point;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    auto const length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace lumbung::http
