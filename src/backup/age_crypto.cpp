#include "backup/age_crypto.h"

#include <sodium.h>

#include "core/result.h"

namespace lumbung::backup::crypto {
namespace {

void ready() {
  static bool const started = sodium_init() >= 0;
  must(started);
}

unsigned char const* raw(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Hash public_point(Hash const& secret) {
  ready();
  Hash point;
  must(crypto_scalarmult_base(point.data(), secret.data()) == 0);
  return point;
}

std::optional<Hash> shared_secret(Hash const& secret, Hash const& point) {
  ready();
  Hash shared;
  if (crypto_scalarmult(shared.data(), secret.data(), point.data()) != 0) return std::nullopt;
  return shared;
}

Hash hkdf_sha256(std::string_view key, std::string_view salt, std::string_view info) {
  auto drawn = hmac_sha256(salt.empty() ? std::string_view("\0", 1) : salt, key);  // a key of zeros is the empty one
  auto const out = hmac_sha256(view_of(drawn), std::string(info) + '\x01');
  wipe(drawn);
  return out;
}

std::string seal(Hash const& key, Nonce const& nonce, std::string_view plain) {
  ready();
  std::string out(plain.size() + tag_bytes, '\0');
  unsigned long long length = 0;
  must(crypto_aead_chacha20poly1305_ietf_encrypt(raw(out), &length, raw(plain), plain.size(), nullptr, 0, nullptr,
                                                 nonce.data(), key.data()) == 0);
  must(length == out.size());
  return out;
}

std::optional<std::string> open(Hash const& key, Nonce const& nonce, std::string_view sealed) {
  ready();
  if (sealed.size() < tag_bytes) return std::nullopt;
  std::string out(sealed.size() - tag_bytes, '\0');
  unsigned long long length = 0;
  if (crypto_aead_chacha20poly1305_ietf_decrypt(raw(out), &length, nullptr, raw(sealed), sealed.size(), nullptr, 0,
                                                nonce.data(), key.data()) != 0)
    return std::nullopt;
  must(length == out.size());
  return out;
}

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }
void wipe(std::string& text) { sodium_memzero(text.data(), text.size()); }

}  // namespace lumbung::backup::crypto
