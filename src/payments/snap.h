// SNAP BI, the open-API standard of Indonesian payments: what is signed and how, times, and response codes. Pure; the
// signatures are OpenSSL's. Source: standards, Indonesia, section 3.3 with its eight interoperation rules; vectors
// snap, snap_response_codes, snap_service_codes.
//
// Header strings are signed and verified as they stand, bodies as their raw bytes: nothing is ever re-serialised.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace lumbung::payments::snap {

// What is signed.
std::string token_text(std::string_view client_key, std::string_view timestamp);
// `path` with its query, as it came. `body_hash` is hex SHA-256 of the body.
std::string transaction_text(std::string_view method, std::string_view path, std::string_view access_token,
                             std::string_view body_hash, std::string_view timestamp);
// As acquirers sign notices to us, without a token.
std::string notice_text(std::string_view method, std::string_view path, std::string_view body_hash,
                        std::string_view timestamp);

std::string body_hash(std::string_view body);
// The body without the blanks outside its strings, not otherwise changed. Any bytes in; never fails.
std::string minify(std::string_view body);

// RSASSA-PKCS1-v1_5 with SHA-256. `private_pem`: PKCS#8 or PKCS#1. A mistake when the key cannot be read.
std::string sign_rsa(std::string_view private_pem, std::string_view text);  // base64
bool verify_rsa(std::string_view public_pem, std::string_view text, std::string_view signature);
// HMAC-SHA-512.
std::string sign_hmac(std::string_view secret, std::string_view text);  // base64
bool verify_hmac(std::string_view secret, std::string_view text, std::string_view signature);
// Signatures come as base64 or as hex; both are accepted and compared in constant time.

// Whether a public key is RSA of at least 2048 bits.
bool is_public_key(std::string_view public_pem);
struct KeyPair {
  std::string private_pem, public_pem;
};
KeyPair make_keys();  // RSA 2048, from OpenSSL's randomness; for the sandbox bank, and for tests

// A request as it was signed.
struct Signed {
  std::string method = "POST";
  std::string path;       // with query, raw
  std::string body;       // raw bytes
  std::string timestamp;  // X-TIMESTAMP, raw
  std::string signature;  // X-SIGNATURE, raw
};
// Over the raw body, then over the minified one.
bool verify_notice(Signed const& request, std::string_view public_pem);
bool verify_transaction(Signed const& request, std::string_view secret, std::string_view access_token);

// How far X-TIMESTAMP may be from our clock, either way. BI leaves it to the provider.
inline constexpr Duration time_window = minutes(5);

// A response code: HTTP status, service, case. `text(52)` is "2005200": always a string, for "0…" must not be lost.
struct Response {
  int http = 500;
  int outcome = 0;           // the case within the status
  std::string_view message;  // as the standard writes it; "{…}" and "[…]" stand for what the caller fills in
  std::string text(int service) const;
};
std::span<Response const> responses();
// One of the list; a mistake when it is not on it.
Response response(int http, int outcome);

// Service codes we speak.
enum Service : int { token_b2b = 73, va_inquiry = 24, va_payment = 25, qr_notify = 52 };
std::string_view service_name(int service);  // "qr/qr-mpm-notify", "" when not known

}  // namespace lumbung::payments::snap
