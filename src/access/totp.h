// Time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, six digits, as every authenticator app has them), and
// recovery codes. Pure; liboath is seen by totp.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/chance.h"
#include "core/time.h"

namespace lumbung::access {

inline constexpr std::size_t totp_secret_bytes = 20;
inline constexpr int recovery_code_count = 10;

std::string make_totp_secret(Chance& chance);
// The number of the 30-second step that a moment falls into.
std::int64_t totp_step(Instant moment);
std::string totp_code(std::string_view secret, std::int64_t step);
// The step for which the code is right: this one, the one before or the one after; nothing when it is none of them, or
// not later than `last_step`, the last that was used (a code is good once).
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant now,
                                          std::int64_t last_step);

// Base32 without padding (RFC 4648 §6), as authenticator apps take it by hand.
std::string base32(std::string_view bytes);
// "otpauth://totp/Lumbung:siti%40contoh.id?secret=…&issuer=Lumbung&algorithm=SHA1&digits=6&period=30"
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret);

// "k3f7m-9qxtr-2hwnp": 75 bits without letters that look alike.
std::string make_recovery_code(Chance& chance);
// As it is hashed: lower case, without hyphens and blanks.
std::string normal_recovery_code(std::string_view typed);

}  // namespace lumbung::access
