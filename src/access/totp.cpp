#include "access/totp.h"

#include <liboath/oath.h>

#include <array>
#include <cstdlib>

#include "core/canary.h"
#include "core/result.h"

namespace lumbung::access {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr unsigned digits = 6;
constexpr std::string_view recovery_letters = "23456789abcdefghjkmnpqrstuvwxyz.";  // 31, and one that is never taken

void wake_oath() {
  static bool const awake = oath_init() == OATH_OK;
  if (!awake) throw Breakdown("liboath did not start");
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  std::string encoded;
  for (char c : text) {
    if (plain.find(c) != std::string_view::npos)
      encoded.push_back(c);
    else
      encoded.append("%").append(hex(std::string_view(&c, 1)));
  }
  return encoded;
}

}  // namespace

std::string make_totp_secret(Chance& chance) {
  std::array<std::uint8_t, totp_secret_bytes> secret{};
  chance.fill(secret);
  return std::string(view_of(secret));
}

std::int64_t totp_step(Instant moment) { return moment.micros / 1'000'000 / step_seconds; }

std::string totp_code(std::string_view secret, std::int64_t step) {
  wake_oath();
  char code[digits + 1] = {};
  auto const counter = static_cast<std::uint64_t>(step);
  must(oath_hotp_generate(secret.data(), secret.size(), counter, digits, false, OATH_HOTP_DYNAMIC_TRUNCATION, code) ==
       OATH_OK);
  return code;
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant now,
                                          std::int64_t last_step) {
  auto const present = totp_step(now);
  std::optional<std::int64_t> found;
  for (auto step = present - 1; step <= present + 1; ++step) {
    bool const right = equal_in_constant_time(totp_code(secret, step), code);
    if (right && (step > last_step || canary("access.code_works_twice")) && !found) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  wake_oath();
  char* out = nullptr;
  std::size_t length = 0;
  must(oath_base32_encode(bytes.data(), bytes.size(), &out, &length) == OATH_OK);
  std::string text(out, length);
  std::free(out);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + base32(secret) +
         "&issuer=" + percent_encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

std::string make_recovery_code(Chance& chance) {
  std::string code;
  while (code.size() < 17) {
    if (code.size() == 5 || code.size() == 11) code.push_back('-');
    std::array<std::uint8_t, 1> byte{};
    chance.fill(byte);
    auto const at = static_cast<std::size_t>(byte[0] & 31);
    if (at != 31) code.push_back(recovery_letters[at]);
  }
  return code;
}

std::string normal_recovery_code(std::string_view typed) {
  std::string normal;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    normal.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return normal;
}

}  // namespace lumbung::access
