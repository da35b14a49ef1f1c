#include "access/crypto.h"

#include <sodium.h>

namespace lumbung::access::crypto {
namespace {

// t = 2, m = 19 MiB, p = 1: OWASP ASVS 5.0.0 appendix C.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = std::size_t{19} * 1024 * 1024;

static_assert(nonce_bytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(tag_bytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

void wake_sodium() {
  static bool const awake = sodium_init() >= 0;
  if (!awake) throw Breakdown("libsodium did not start");
}

std::uint8_t const* start_of(std::string_view text) { return reinterpret_cast<std::uint8_t const*>(text.data()); }
std::uint8_t* start_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

}  // namespace

std::string encrypt(Hash const& key, std::string_view bound_to, std::string_view plain, Chance& chance) {
  wake_sodium();
  std::string sealed(nonce_bytes + plain.size() + tag_bytes, '\0');
  auto* const nonce = start_of(sealed);
  chance.fill({nonce, nonce_bytes});
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, start_of(plain), plain.size(),
                                             start_of(bound_to), bound_to.size(), nullptr, nonce, key.data());
  return sealed;
}

std::optional<std::string> decrypt(Hash const& key, std::string_view bound_to, std::string_view sealed) {
  wake_sodium();
  if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
  auto const* const nonce = start_of(sealed);
  std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
  int const answer = crypto_aead_xchacha20poly1305_ietf_decrypt(start_of(plain), nullptr, nullptr, nonce + nonce_bytes,
                                                                sealed.size() - nonce_bytes, start_of(bound_to),
                                                                bound_to.size(), nonce, key.data());
  if (answer != 0) return std::nullopt;
  return plain;
}

std::string argon2id(std::string_view secret) {
  wake_sodium();
  char text[crypto_pwhash_STRBYTES];
  int const answer =
      crypto_pwhash_str_alg(text, secret.data(), secret.size(), passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (answer != 0) throw Breakdown("no memory to hash a password");
  return text;
}

bool argon2id_matches(std::string const& stored, std::string_view secret) {
  wake_sodium();
  return crypto_pwhash_str_verify(stored.c_str(), secret.data(), secret.size()) == 0;
}

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }
void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace lumbung::access::crypto
