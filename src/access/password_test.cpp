#include "access/password.h"

#include <gtest/gtest.h>

#include "access/common_passwords.h"

namespace lumbung::access {
namespace {

std::string_view judged(std::string_view password) {
  static Verdict verdict = done;
  verdict = good_password(password, "Siti Rahmawati", "siti.rahma@yayasan.id");
  return verdict.code();
}

TEST(Password, OfSeveralRandomWordsIsTaken) {
  EXPECT_EQ(judged("gunting kabut tujuh payung"), "");
  EXPECT_EQ(judged("Rw9#kTz2!mQx"), "");
  EXPECT_EQ(judged("perahu-biru-meloncat-kaku"), "");
  EXPECT_EQ(judged(std::string(60, 'x') + "kq7 perahu bakau zebra"), "");
}

TEST(Password, OfFewerThanTwelveOrMoreThan128CharactersIsRefused) {
  EXPECT_EQ(judged("kabut tujuh"), password_too_short.code);
  EXPECT_EQ(judged("kabut tujuh!"), "");
  std::string const part = "kabut7 payung gunting ";
  std::string text;
  while (text.size() < 128) text += part;
  EXPECT_EQ(judged(text.substr(0, 129)), password_too_long.code);
}

TEST(Password, IsCountedInCharactersNotInBytes) {
  EXPECT_EQ(judged("ééééàüöñ"), password_too_short.code);  // sixteen bytes, eight characters
}

TEST(Password, ThatGuessersTryFirstIsRefused) {
  for (auto const* common :
       {"password1234", "Password1234!", "qwertyuiop12", "123456789012", "abcdefghijkl", "1qaz2wsx3edc",
        "bismillahirrahmanirrahim", "Indonesia2024!", "sayangkamu123", "akucintakamu", "rahasia12345", "lumbunglumbung",
        "P4ssw0rd2024", "aaaaaaaaaaaa", "121212121212", "pendamping2026"})
    EXPECT_EQ(judged(common), password_too_common.code) << common;
}

TEST(Password, MadeOfTheOwnNameOrAddressIsRefused) {
  EXPECT_EQ(judged("rahmawati1987"), password_about_you.code);
  EXPECT_EQ(judged("siti.rahmawati"), password_about_you.code);
  EXPECT_EQ(judged("rahma-rahma-1"), password_about_you.code);
  EXPECT_EQ(judged("rahmawati naik perahu"), "");
}

TEST(Password, FilterKnowsWhatWentIntoItAndLittleElse) {
  for (auto const* common : {"123456", "password", "sayang", "bismillah", "unbelievable"})
    EXPECT_TRUE(is_common_password(common)) << common;
  int alarms = 0;
  for (int i = 0; i < 20'000; ++i) alarms += is_common_password("no such password " + std::to_string(i)) ? 1 : 0;
  EXPECT_LT(alarms, 60);  // one in 1,024 is expected: about 20
}

TEST(Password, OpensWithItselfOnly) {
  auto const stored = hash_password("gunting kabut tujuh payung");
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << stored;
  EXPECT_TRUE(verify_password(stored, "gunting kabut tujuh payung"));
  EXPECT_FALSE(verify_password(stored, "gunting kabut tujuh payunG"));
  EXPECT_FALSE(verify_password(stored, ""));
  EXPECT_NE(stored, hash_password("gunting kabut tujuh payung"));
}

TEST(Password, OfNobodyMatchesNothing) {
  EXPECT_FALSE(verify_password(no_password(), ""));
  EXPECT_FALSE(verify_password(no_password(), "gunting kabut tujuh payung"));
  EXPECT_EQ(no_password().substr(0, 31), hash_password("x").substr(0, 31));  // the same costs
}

}  // namespace
}  // namespace lumbung::access
