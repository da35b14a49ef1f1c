// Tokens of sessions and invitations: 256 random bits in base64url, kept as their SHA-256. Inside access only.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/chance.h"

namespace lumbung::access {

inline std::string make_token(Chance& chance) {
  std::array<std::uint8_t, 32> bytes{};
  chance.fill(bytes);
  return base64url(view_of(bytes));
}
inline Hash token_hash(std::string_view token) { return sha256(token); }

}  // namespace lumbung::access
