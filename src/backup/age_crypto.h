// What age needs of libsodium: X25519 (RFC 7748), HKDF-SHA-256 (RFC 5869), ChaCha20-Poly1305 (RFC 8439). Seen by this
// room only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/bytes.h"

namespace lumbung::backup::crypto {

using Nonce = std::array<std::uint8_t, 12>;
inline constexpr std::size_t tag_bytes = 16;

Hash public_point(Hash const& secret);
// Nothing when it is all zero: the point is one of the few under which everybody knows the secret.
std::optional<Hash> shared_secret(Hash const& secret, Hash const& point);
Hash hkdf_sha256(std::string_view key, std::string_view salt, std::string_view info);  // 32 bytes of it

std::string seal(Hash const& key, Nonce const& nonce, std::string_view plain);
std::optional<std::string> open(Hash const& key, Nonce const& nonce, std::string_view sealed);

void wipe(std::span<std::uint8_t> bytes);
void wipe(std::string& text);

}  // namespace lumbung::backup::crypto
