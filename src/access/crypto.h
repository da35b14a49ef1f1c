// The few primitives that access needs from libsodium, seen by crypto.cpp alone: XChaCha20-Poly1305 (RFC 8439 with a
// 24-byte nonce), Argon2id (RFC 9106), and memory that is wiped. Inside access only; others use vault.h and password.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/chance.h"

namespace lumbung::access::crypto {

inline constexpr std::size_t nonce_bytes = 24;
inline constexpr std::size_t tag_bytes = 16;

// nonce || ciphertext || tag. The nonce is random, so the same plain text never looks the same twice.
std::string encrypt(Hash const& key, std::string_view bound_to, std::string_view plain, Chance& chance);
// Nothing when the bytes were changed, bound to something else, or made with another key.
std::optional<std::string> decrypt(Hash const& key, std::string_view bound_to, std::string_view sealed);

// Argon2id as a string that carries its own salt and costs ("$argon2id$v=19$m=19456,t=2,p=1$…").
// Throws Breakdown when there is no memory for it.
std::string argon2id(std::string_view secret);
bool argon2id_matches(std::string const& stored, std::string_view secret);

// Overwrites with zeros in a way that the compiler keeps.
void wipe(std::span<std::uint8_t> bytes);
void wipe(std::string& text);

}  // namespace lumbung::access::crypto
