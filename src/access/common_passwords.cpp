#include "access/common_passwords.h"

#include <cstdint>
#include <string>

#include "core/bytes.h"
#include "core/result.h"

namespace lumbung::access {
namespace {

constexpr int hashes = 10;

std::string const& filter() {
  static std::string const bits = [] {
    auto bytes = from_base64(common_passwords_base64);
    must(bytes && !bytes->empty());
    return *std::move(bytes);
  }();
  return bits;
}

std::uint64_t little_endian(std::uint8_t const* bytes) {
  std::uint64_t number = 0;
  for (int i = 7; i >= 0; --i) number = (number << 8) | bytes[i];
  return number;
}

}  // namespace

bool is_common_password(std::string_view lower_case) {
  auto const digest = sha256(lower_case);
  auto const first = little_endian(digest.data());
  auto const step = little_endian(digest.data() + 8) | 1U;
  auto const& bits = filter();
  for (std::uint64_t i = 0; i < hashes; ++i) {
    auto const place = (first + i * step) % (bits.size() * 8);
    if ((static_cast<std::uint8_t>(bits[place >> 3]) & (1U << (place & 7))) == 0) return false;
  }
  return true;
}

}  // namespace lumbung::access
