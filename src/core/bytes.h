// Bytes as text and back: hexadecimal, base64; and the hash that all of Lumbung speaks (SHA-256, FIPS 180-4, by
// OpenSSL).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lumbung {

using Hash = std::array<std::uint8_t, 32>;

inline std::string_view view_of(std::span<std::uint8_t const> bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}
inline std::span<std::uint8_t const> bytes_of(std::string_view text) {
  return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}
// From stored bytes; a mistake (throws) if there are not 32.
Hash hash_from(std::string_view stored);

std::string hex(std::string_view bytes);                           // lower case
std::optional<std::string> from_hex(std::string_view text);        // either case, nothing else
std::string base64(std::string_view bytes);                        // RFC 4648 §4, padded
std::optional<std::string> from_base64(std::string_view text);     // strict: canonical padding only
std::string base64url(std::string_view bytes);                     // RFC 4648 §5, unpadded
std::optional<std::string> from_base64url(std::string_view text);  // strict: unpadded, canonical

Hash sha256(std::string_view bytes);
// Hashes what comes in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256 const&) = delete;
  Sha256& operator=(Sha256 const&) = delete;
  Sha256& add(std::string_view bytes);
  Hash finish();

 private:
  void* state_;
};
Hash hmac_sha256(std::string_view key, std::string_view bytes);
std::string hmac_sha512(std::string_view key, std::string_view bytes);  // 64 bytes
// Whether two secrets are equal, in a time that does not tell where they differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace lumbung
