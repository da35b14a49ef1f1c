#include "access/totp.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <set>

namespace lumbung::access {
namespace {

// What Debian's oathtool says, a program that is not ours.
std::string oathtool(std::string const& secret, Instant at) {
  auto const when = std::to_string(at.micros / 1'000'000);
  auto const command =
      "oathtool --totp -b " + base32(secret) + " --now \"$(date -u -d @" + when + " '+%Y-%m-%d %H:%M:%S UTC')\"";
  std::array<char, 64> line{};
  auto* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return "no oathtool";
  bool const read = std::fgets(line.data(), line.size(), pipe) != nullptr;
  ::pclose(pipe);
  std::string answer(read ? line.data() : "no answer");
  while (answer.ends_with('\n')) answer.pop_back();
  return answer;
}

// RFC 6238 appendix B, SHA-1; the last six of its eight digits.
TEST(Totp, AgreesWithTheStandard) {
  std::string_view const secret = "12345678901234567890";
  EXPECT_EQ(totp_code(secret, totp_step({59'000'000})), "287082");
  EXPECT_EQ(totp_code(secret, totp_step({1'111'111'109'000'000})), "081804");
  EXPECT_EQ(totp_code(secret, totp_step({1'111'111'111'000'000})), "050471");
  EXPECT_EQ(totp_code(secret, totp_step({1'234'567'890'000'000})), "005924");
  EXPECT_EQ(totp_code(secret, totp_step({2'000'000'000'000'000})), "279037");
  EXPECT_EQ(totp_code(secret, totp_step({20'000'000'000'000'000})), "353130");
}

TEST(Totp, AgreesWithOathtoolOnFiftySecretsAndMoments) {
  SeededChance chance(20261122);
  for (int i = 0; i < 50; ++i) {
    auto const secret = make_totp_secret(chance);
    Instant const at{static_cast<std::int64_t>(chance.number(4'000'000'000)) * 1'000'000};
    EXPECT_EQ(totp_code(secret, totp_step(at)), oathtool(secret, at));
  }
}

TEST(Totp, TakesTheStepBeforeAndAfterButNoOther) {
  std::string_view const secret = "12345678901234567890";
  Instant const now{1'795'309'200'000'000};
  auto const step = totp_step(now);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step), now, 0), step);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step - 1), now, 0), step - 1);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step + 1), now, 0), step + 1);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step - 2), now, 0), std::nullopt);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step + 2), now, 0), std::nullopt);
}

TEST(Totp, CodeIsGoodOnce) {
  std::string_view const secret = "12345678901234567890";
  Instant const now{1'795'309'200'000'000};
  auto const step = totp_step(now);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step), now, step), std::nullopt);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step - 1), now, step), std::nullopt);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step + 1), now, step), step + 1);
}

TEST(Totp, RefusesWhatIsNoCode) {
  std::string_view const secret = "12345678901234567890";
  Instant const now{1'795'309'200'000'000};
  for (auto const* typed : {"", "0", "abcdef", "1234567", "000000000000"})
    EXPECT_EQ(matching_step(secret, typed, now, 0), std::nullopt) << typed;
}

TEST(Totp, UriIsWhatAuthenticatorAppsRead) {
  EXPECT_EQ(otpauth_uri("Lumbung", "siti@contoh.id", "12345678901234567890"),
            "otpauth://totp/Lumbung:siti%40contoh.id?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lumbung&"
            "algorithm=SHA1&digits=6&period=30");
}

TEST(RecoveryCode, IsReadAsPeopleTypeIt) {
  SeededChance chance(3);
  auto const code = make_recovery_code(chance);
  EXPECT_EQ(code.size(), 17U);
  auto typed = code;
  for (auto& c : typed)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  EXPECT_EQ(normal_recovery_code(" " + typed + " "), normal_recovery_code(code));
  EXPECT_EQ(normal_recovery_code(code).size(), 15U);
}

TEST(RecoveryCode, IsNeverTheSameTwice) {
  SeededChance chance(4);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(make_recovery_code(chance));
  EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace lumbung::access
