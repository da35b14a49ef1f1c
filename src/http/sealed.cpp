#include "http/sealed.h"

#include <openssl/evp.h>

#include <memory>
#include <span>

#include "core/bytes.h"
#include "core/result.h"

namespace lumbung::http {
namespace {

constexpr std::size_t nonce_bytes = 12, tag_bytes = 16;

struct Freed {
  void operator()(EVP_CIPHER_CTX* cipher) const { EVP_CIPHER_CTX_free(cipher); }
};

Hash key_of(work::Keys const& keys) { return hmac_sha256(view_of(keys.field_root), "lumbung/http/answers@v1"); }

std::uint8_t* bytes_in(std::string& text, std::size_t from) {
  return reinterpret_cast<std::uint8_t*>(text.data()) + from;
}

}  // namespace

std::string sealed(work::Keys const& keys, std::string_view bound_to, std::string_view plain, Chance& chance) {
  std::string out(nonce_bytes + plain.size() + tag_bytes, '\0');
  chance.fill(std::span(bytes_in(out, 0), nonce_bytes));
  auto const key = key_of(keys);
  std::unique_ptr<EVP_CIPHER_CTX, Freed> const cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  must(EVP_EncryptInit_ex2(cipher.get(), EVP_chacha20_poly1305(), key.data(), bytes_in(out, 0), nullptr) == 1);
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &length, bytes_of(bound_to).data(),
                         static_cast<int>(bound_to.size())) == 1);
  must(EVP_EncryptUpdate(cipher.get(), bytes_in(out, nonce_bytes), &length, bytes_of(plain).data(),
                         static_cast<int>(plain.size())) == 1);
  must(EVP_EncryptFinal_ex(cipher.get(), bytes_in(out, nonce_bytes + plain.size()), &length) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, tag_bytes, bytes_in(out, nonce_bytes + plain.size())) ==
       1);
  return base64url(out);
}

std::optional<std::string> unsealed(work::Keys const& keys, std::string_view bound_to, std::string_view sealed) {
  auto in = from_base64url(sealed);
  if (!in || in->size() < nonce_bytes + tag_bytes) return std::nullopt;
  std::string plain(in->size() - nonce_bytes - tag_bytes, '\0');
  auto const key = key_of(keys);
  std::unique_ptr<EVP_CIPHER_CTX, Freed> const cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  must(EVP_DecryptInit_ex2(cipher.get(), EVP_chacha20_poly1305(), key.data(), bytes_in(*in, 0), nullptr) == 1);
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytes_of(bound_to).data(),
                         static_cast<int>(bound_to.size())) == 1);
  must(EVP_DecryptUpdate(cipher.get(), bytes_in(plain, 0), &length, bytes_in(*in, nonce_bytes),
                         static_cast<int>(plain.size())) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, tag_bytes, bytes_in(*in, in->size() - tag_bytes)) == 1);
  std::uint8_t end[tag_bytes];
  if (EVP_DecryptFinal_ex(cipher.get(), end, &length) != 1) return std::nullopt;
  return plain;
}

}  // namespace lumbung::http
