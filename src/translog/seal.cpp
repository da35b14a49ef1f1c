#include "translog/seal.h"

#include <sodium.h>

#include <span>

namespace lumbung::translog {
namespace {

constexpr std::size_t cipher_nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

void ready() {
  static bool const started = sodium_init() >= 0;
  must(started);
}

Hash sealing_key(work::Keys const& keys) { return hmac_sha256(view_of(keys.field_root), "lumbung/translog/nonce@v1"); }

std::string bound_to(std::string_view what, work::Keys const& keys, Id<Leaf> leaf) {
  return std::string(what) + "|" + leaf.text() + "|" + std::to_string(keys.version);
}

std::string sealed(work::Keys const& keys, std::string const& bound, std::string_view plain, Chance& chance) {
  ready();
  auto key = sealing_key(keys);
  std::string out(cipher_nonce_bytes + plain.size() + tag_bytes, '\0');
  auto* const bytes = reinterpret_cast<std::uint8_t*>(out.data());
  chance.fill(std::span(bytes, cipher_nonce_bytes));
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + cipher_nonce_bytes, nullptr, bytes_of(plain).data(), plain.size(),
                                             bytes_of(bound).data(), bound.size(), nullptr, bytes, key.data());
  sodium_memzero(key.data(), key.size());
  return out;
}

std::optional<std::string> unsealed(work::Keys const& keys, std::string const& bound, std::string_view sealed) {
  ready();
  if (sealed.size() < cipher_nonce_bytes + tag_bytes) return std::nullopt;
  auto key = sealing_key(keys);
  auto const bytes = bytes_of(sealed);
  std::string plain(sealed.size() - cipher_nonce_bytes - tag_bytes, '\0');
  int const wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<std::uint8_t*>(plain.data()), nullptr, nullptr, bytes.data() + cipher_nonce_bytes,
      bytes.size() - cipher_nonce_bytes, bytes_of(bound).data(), bound.size(), bytes.data(), key.data());
  sodium_memzero(key.data(), key.size());
  if (wrong != 0) return std::nullopt;
  return plain;
}

constexpr std::string_view nonce_column = "log_openings|nonce", secret_column = "log_rolls|seed";

}  // namespace

std::string seal(work::Keys const& keys, Id<Leaf> leaf, Hash const& nonce, Chance& chance) {
  return sealed(keys, bound_to(nonce_column, keys, leaf), view_of(nonce), chance);
}

std::optional<Hash> unseal(work::Keys const& keys, Id<Leaf> leaf, std::string_view sealed) {
  auto const plain = unsealed(keys, bound_to(nonce_column, keys, leaf), sealed);
  if (!plain || plain->size() != sizeof(Hash)) return std::nullopt;
  return hash_from(*plain);
}

std::string seal_secret(work::Keys const& keys, Id<Leaf> roll, std::string_view secret, Chance& chance) {
  return sealed(keys, bound_to(secret_column, keys, roll), secret, chance);
}

std::optional<std::string> unseal_secret(work::Keys const& keys, Id<Leaf> roll, std::string_view sealed) {
  return unsealed(keys, bound_to(secret_column, keys, roll), sealed);
}

}  // namespace lumbung::translog
