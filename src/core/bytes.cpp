// The plain SHA-256 functions of OpenSSL, which version 3 would rather see called through EVP: a payment run hashes
// millions of short texts, and finding the way there costs more than the hash.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/bytes.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <climits>
#include <cstring>
#include <memory>

#include "core/result.h"

namespace lumbung {
namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char url_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

enum class Padding { with, without };

std::string encoded(std::string_view bytes, char const* letters, Padding padding) {
  std::string out((bytes.size() + 2) / 3 * 4, '=');
  auto* to = out.data();
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    auto const at = [&](std::size_t k) { return std::uint32_t{static_cast<std::uint8_t>(bytes[i + k])}; };
    auto const word = at(0) << 16 | at(1) << 8 | at(2);
    for (int shift = 18; shift >= 0; shift -= 6) *to++ = letters[word >> shift & 63];
  }
  if (auto const have = bytes.size() - i; have > 0) {
    auto const word = static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[i])) << 16 |
                      (have == 2 ? static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[i + 1])) << 8 : 0U);
    for (std::size_t k = 0; k <= have; ++k) *to++ = letters[word >> (18 - 6 * k) & 63];
    if (padding == Padding::with) to = out.data() + out.size();
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

// Fetched once: OpenSSL 3 looks an algorithm up anew each time it is asked for by name.
EVP_MD const* sha256_method() {
  static EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  must(method != nullptr);
  return method;
}

EVP_MD_CTX* context(void* state) { return static_cast<EVP_MD_CTX*>(state); }

}  // namespace

Hash hash_from(std::string_view stored) {
  must(stored.size() == 32);
  Hash hash;
  std::memcpy(hash.data(), stored.data(), hash.size());
  return hash;
}

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out(bytes.size() * 2, '0');
  auto* to = out.data();
  for (char const byte : bytes) {
    *to++ = digits[static_cast<std::uint8_t>(byte) >> 4];
    *to++ = digits[static_cast<std::uint8_t>(byte) & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    auto const high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::string base64(std::string_view bytes) { return encoded(bytes, alphabet, Padding::with); }

std::string base64url(std::string_view bytes) { return encoded(bytes, url_alphabet, Padding::without); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    auto const last = i + 4 == text.size();
    auto const padded = last ? (text[i + 3] != '=' ? 0u : text[i + 2] != '=' ? 1u : 2u) : 0u;
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      auto const value = k >= 4 - padded ? 0 : base64_value(text[i + k]);
      if (value < 0) return std::nullopt;
      word = word << 6 | static_cast<std::uint32_t>(value);
    }
    if ((padded == 1 && (word & 0xff) != 0) || (padded == 2 && (word & 0xffff) != 0)) return std::nullopt;
    for (std::size_t k = 0; k < 3 - padded; ++k) out += static_cast<char>(word >> (16 - 8 * k) & 0xff);
  }
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string padded(text);
  for (char& c : padded) {
    if (c == '+' || c == '/' || c == '=') return std::nullopt;
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  while (padded.size() % 4 != 0) padded += '=';
  return from_base64(padded);
}

Hash sha256(std::string_view bytes) {
  Hash hash;
  SHA256_CTX state;
  must(SHA256_Init(&state) == 1);
  must(SHA256_Update(&state, bytes.data(), bytes.size()) == 1);
  must(SHA256_Final(hash.data(), &state) == 1);
  return hash;
}

Sha256::Sha256() : state_(EVP_MD_CTX_new()) {
  must(state_ != nullptr);
  must(EVP_DigestInit_ex2(context(state_), sha256_method(), nullptr) == 1);
}

Sha256::~Sha256() { EVP_MD_CTX_free(context(state_)); }

Sha256& Sha256::add(std::string_view bytes) {
  must(EVP_DigestUpdate(context(state_), bytes.data(), bytes.size()) == 1);
  return *this;
}

Hash Sha256::finish() {
  Hash hash;
  must(EVP_DigestFinal_ex(context(state_), hash.data(), nullptr) == 1);
  return hash;
}

Hash hmac_sha256(std::string_view key, std::string_view bytes) {
  must(key.size() <= INT_MAX);
  Hash hash;
  unsigned length = 0;
  must(HMAC(sha256_method(), key.data(), static_cast<int>(key.size()), bytes_of(bytes).data(), bytes.size(),
            hash.data(), &length) != nullptr);
  must(length == hash.size());
  return hash;
}

std::string hmac_sha512(std::string_view key, std::string_view bytes) {
  must(key.size() <= INT_MAX);
  std::array<std::uint8_t, 64> mac;
  unsigned length = 0;
  must(HMAC(EVP_sha512(), key.data(), static_cast<int>(key.size()), bytes_of(bytes).data(), bytes.size(), mac.data(),
            &length) != nullptr);
  must(length == mac.size());
  return std::string(view_of(mac));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace lumbung
