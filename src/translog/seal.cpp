#include "translog/seal.h"

#include <sodium.h>

#include <array>

namespace lumbung::translog {
namespace {

constexpr std::size_t cipher_nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t sealed_bytes = cipher_nonce_bytes + sizeof(Hash) + tag_bytes;

void ready() {
  static bool const started = sodium_init() >= 0;
  must(started);
}

Hash sealing_key(work::Keys const& keys) { return hmac_sha256(view_of(keys.field_root), "lumbung/translog/nonce@v1"); }

std::string bound_to(work::Keys const& keys, Id<Leaf> leaf) {
  return "log_openings|nonce|" + leaf.text() + "|" + std::to_string(keys.version);
}

}  // namespace

std::string seal(work::Keys const& keys, Id<Leaf> leaf, Hash const& nonce, Chance& chance) {
  ready();
  auto key = sealing_key(keys);
  auto const bound = bound_to(keys, leaf);
  std::array<std::uint8_t, sealed_bytes> out;
  chance.fill(std::span(out).first(cipher_nonce_bytes));
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + cipher_nonce_bytes, nullptr, nonce.data(), nonce.size(),
                                             bytes_of(bound).data(), bound.size(), nullptr, out.data(), key.data());
  sodium_memzero(key.data(), key.size());
  return std::string(view_of(out));
}

std::optional<Hash> unseal(work::Keys const& keys, Id<Leaf> leaf, std::string_view sealed) {
  ready();
  if (sealed.size() != sealed_bytes) return std::nullopt;
  auto key = sealing_key(keys);
  auto const bound = bound_to(keys, leaf);
  auto const bytes = bytes_of(sealed);
  Hash nonce;
  int const wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(
      nonce.data(), nullptr, nullptr, bytes.data() + cipher_nonce_bytes, bytes.size() - cipher_nonce_bytes,
      bytes_of(bound).data(), bound.size(), bytes.data(), key.data());
  sodium_memzero(key.data(), key.size());
  if (wrong != 0) return std::nullopt;
  return nonce;
}

}  // namespace lumbung::translog
