// Small steps of reading the line texts of this room; seen by its own files only.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "core/bytes.h"

namespace lumbung::merkle {

// Takes the next line, without its line feed; nothing when no line feed is left.
inline std::optional<std::string_view> take_line(std::string_view& text) {
  auto const end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto const line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// Takes `prefix` off the front, if it is there.
inline bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Takes the next word of a line whose words stand between single spaces; an empty word is none.
inline std::optional<std::string_view> take_word(std::string_view& line) {
  auto const end = std::min(line.find(' '), line.size());
  auto const word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  if (word.empty()) return std::nullopt;
  return word;
}

// A decimal number without sign, spaces and leading zeros, below 2^63.
inline std::optional<std::uint64_t> number_of(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number >> 63 != 0) return std::nullopt;
  return number;
}

inline std::optional<Hash> hash_of(std::string_view base64_text) {
  auto const bytes = from_base64(base64_text);
  if (!bytes || bytes->size() != sizeof(Hash)) return std::nullopt;
  return hash_from(*bytes);
}

inline std::string big_endian(std::uint64_t number) {
  std::string out(8, '\0');
  for (std::size_t i = 8; i-- > 0; number >>= 8) out[i] = static_cast<char>(number & 0xff);
  return out;
}

}  // namespace lumbung::merkle
