#include "backup/bech32.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace lumbung::backup {
namespace {

constexpr std::string_view letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_letters = 6;
using Fives = std::vector<std::uint8_t>;  // numbers below 32

std::uint32_t remainder_of(Fives const& values) {
  constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  std::uint32_t rest = 1;
  for (auto const value : values) {
    auto const top = rest >> 25;
    rest = (rest & 0x1ffffff) << 5 ^ value;
    for (std::size_t i = 0; i < generator.size(); ++i)
      if ((top >> i & 1) != 0) rest ^= generator[i];
  }
  return rest;
}

// What the checksum is taken over, of the prefix.
Fives spread(std::string_view prefix) {
  Fives out;
  for (char const c : prefix) out.push_back(static_cast<std::uint8_t>(c) >> 5);
  out.push_back(0);
  for (char const c : prefix) out.push_back(static_cast<std::uint8_t>(c) & 31);
  return out;
}

Fives fives_of(std::string_view bytes) {
  Fives out;
  unsigned held = 0, bits = 0;
  for (char const c : bytes) {
    held = (held << 8 | static_cast<std::uint8_t>(c)) & 0xfff;
    for (bits += 8; bits >= 5;) out.push_back(static_cast<std::uint8_t>(held >> (bits -= 5) & 31));
  }
  if (bits > 0) out.push_back(static_cast<std::uint8_t>(held << (5 - bits) & 31));
  return out;
}

std::optional<std::string> bytes_from(Fives const& values) {
  std::string out;
  unsigned held = 0, bits = 0;
  for (auto const value : values) {
    held = (held << 5 | value) & 0xfff;
    if ((bits += 5) >= 8) out += static_cast<char>(held >> (bits -= 8) & 255);
  }
  if (bits >= 5 || (held & ((1U << bits) - 1)) != 0) return std::nullopt;
  return out;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::string bech32(std::string_view prefix, std::string_view bytes) {
  auto const values = fives_of(bytes);
  auto checked = spread(prefix);
  checked.insert(checked.end(), values.begin(), values.end());
  checked.resize(checked.size() + checksum_letters);
  auto const checksum = remainder_of(checked) ^ 1;
  std::string out = std::string(prefix) + "1";
  for (auto const value : values) out += letters[value];
  for (std::size_t i = 0; i < checksum_letters; ++i) out += letters[checksum >> 5 * (5 - i) & 31];
  return out;
}

std::optional<std::string> from_bech32(std::string_view prefix, std::string_view text) {
  bool const upper = std::any_of(text.begin(), text.end(), is_upper);
  if (upper && std::any_of(text.begin(), text.end(), is_lower)) return std::nullopt;
  std::string low(text);
  for (char& c : low) c = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  if (!low.starts_with(prefix) || low.rfind('1') != prefix.size()) return std::nullopt;
  Fives values;
  for (char const c : std::string_view(low).substr(prefix.size() + 1)) {
    auto const value = letters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    values.push_back(static_cast<std::uint8_t>(value));
  }
  if (values.size() < checksum_letters) return std::nullopt;
  auto checked = spread(prefix);
  checked.insert(checked.end(), values.begin(), values.end());
  if (remainder_of(checked) != 1) return std::nullopt;
  values.resize(values.size() - checksum_letters);
  return bytes_from(values);
}

}  // namespace lumbung::backup
