#include "payments/snap.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

#include "core/bytes.h"

namespace lumbung::payments::snap {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

Memory memory_of(std::string_view text) {
  return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(std::min<std::size_t>(text.size(), 1 << 20))));
}

// A key with a password must not make the server ask for it on its terminal.
int no_password(char*, int, int, void*) { return 0; }

Key read_public(std::string_view pem) {
  auto const memory = memory_of(pem);
  Key key(memory ? PEM_read_bio_PUBKEY(memory.get(), nullptr, no_password, nullptr) : nullptr);
  ERR_clear_error();
  return key;
}

Key read_private(std::string_view pem) {
  auto const memory = memory_of(pem);
  Key key(memory ? PEM_read_bio_PrivateKey(memory.get(), nullptr, no_password, nullptr) : nullptr);
  ERR_clear_error();
  return key;
}

bool matches(EVP_PKEY* key, std::string_view text, std::string const& signature) {
  Context const context(EVP_MD_CTX_new());
  must(context != nullptr);
  bool const right =
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestVerify(context.get(), reinterpret_cast<unsigned char const*>(signature.data()), signature.size(),
                       reinterpret_cast<unsigned char const*>(text.data()), text.size()) == 1;
  ERR_clear_error();
  return right;
}

std::string text_in(BIO* memory) {
  char* start = nullptr;
  auto const length = BIO_get_mem_data(memory, &start);
  return {start, static_cast<std::size_t>(length)};
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The two readings of a signature's text.
bool matches_either(std::string_view signature, auto&& right) {
  auto const from_64 = from_base64(signature);
  auto const from_16 = from_hex(signature);
  return (from_64 && right(*from_64)) || (from_16 && right(*from_16));
}

// Calls `right` with the hash of the raw body, then of the minified one.
bool either_body(std::string_view body, auto&& right) {
  if (right(body_hash(body))) return true;
  auto const small = minify(body);
  return small != body && right(body_hash(small));
}

}  // namespace

std::string token_text(std::string_view client_key, std::string_view timestamp) {
  return std::string(client_key) + "|" + std::string(timestamp);
}

std::string transaction_text(std::string_view method, std::string_view path, std::string_view access_token,
                             std::string_view body_hash, std::string_view timestamp) {
  std::string text;
  for (auto const part : {method, path, access_token, body_hash}) text.append(part).append(":");
  return text.append(timestamp);
}

std::string notice_text(std::string_view method, std::string_view path, std::string_view body_hash,
                        std::string_view timestamp) {
  std::string text;
  for (auto const part : {method, path, body_hash}) text.append(part).append(":");
  return text.append(timestamp);
}

std::string body_hash(std::string_view body) { return hex(view_of(sha256(body))); }

std::string minify(std::string_view body) {
  std::string small;
  small.reserve(body.size());
  bool in_string = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    char const c = body[i];
    if (in_string && c == '\\' && i + 1 < body.size()) {
      small += c;
      small += body[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string || !is_blank(c)) small += c;
  }
  return small;
}

std::string sign_rsa(std::string_view private_pem, std::string_view text) {
  auto const key = read_private(private_pem);
  must(key != nullptr);
  Context const context(EVP_MD_CTX_new());
  must(context != nullptr && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1);
  auto const bytes = reinterpret_cast<unsigned char const*>(text.data());
  std::size_t length = 0;
  must(EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size()) == 1);
  std::string signature(length, '\0');
  must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes, text.size()) ==
       1);
  signature.resize(length);
  return base64(signature);
}

bool verify_rsa(std::string_view public_pem, std::string_view text, std::string_view signature) {
  auto const key = read_public(public_pem);
  if (!key) return false;
  return matches_either(signature, [&](std::string const& bytes) { return matches(key.get(), text, bytes); });
}

std::string sign_hmac(std::string_view secret, std::string_view text) { return base64(hmac_sha512(secret, text)); }

bool verify_hmac(std::string_view secret, std::string_view text, std::string_view signature) {
  if (secret.empty()) return false;
  auto const expected = hmac_sha512(secret, text);
  return matches_either(signature, [&](std::string const& bytes) { return equal_in_constant_time(bytes, expected); });
}

bool is_public_key(std::string_view public_pem) {
  auto const key = read_public(public_pem);
  return key && EVP_PKEY_is_a(key.get(), "RSA") == 1 && EVP_PKEY_get_bits(key.get()) >= 2048;
}

KeyPair make_keys() {
  Key const key(EVP_RSA_gen(2048));
  if (!key) throw Breakdown("no randomness for a key");
  Memory const hidden(BIO_new(BIO_s_mem())), shown(BIO_new(BIO_s_mem()));
  must(hidden != nullptr && shown != nullptr);
  must(PEM_write_bio_PrivateKey(hidden.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  must(PEM_write_bio_PUBKEY(shown.get(), key.get()) == 1);
  return {text_in(hidden.get()), text_in(shown.get())};
}

bool verify_notice(Signed const& request, std::string_view public_pem) {
  auto const key = read_public(public_pem);
  if (!key) return false;
  return either_body(request.body, [&](std::string const& hash) {
    auto const text = notice_text(request.method, request.path, hash, request.timestamp);
    return matches_either(request.signature, [&](std::string const& bytes) { return matches(key.get(), text, bytes); });
  });
}

bool verify_transaction(Signed const& request, std::string_view secret, std::string_view access_token) {
  return either_body(request.body, [&](std::string const& hash) {
    auto const text = transaction_text(request.method, request.path, access_token, hash, request.timestamp);
    return verify_hmac(secret, text, request.signature);
  });
}

}  // namespace lumbung::payments::snap
