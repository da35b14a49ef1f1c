#include "core/bytes.h"

#include <gtest/gtest.h>

#include "core/chance.h"
#include "core/result.h"

namespace lumbung {
namespace {

TEST(Bytes, AreWrittenInBase64AsRfc4648Says) {
  struct {
    char const *plain, *encoded;
  } const table[] = {{"", ""},
                     {"f", "Zg=="},
                     {"fo", "Zm8="},
                     {"foo", "Zm9v"},
                     {"foob", "Zm9vYg=="},
                     {"fooba", "Zm9vYmE="},
                     {"foobar", "Zm9vYmFy"}};
  for (auto const& row : table) {
    EXPECT_EQ(base64(row.plain), row.encoded);
    EXPECT_EQ(from_base64(row.encoded), row.plain);
  }
  EXPECT_EQ(base64url("\xff\xfe\xfd\xfc"), "__79_A");
}

TEST(Bytes, RefuseBase64ThatIsNotCanonical) {
  for (auto const* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm-_", "Zg==\n"})
    EXPECT_FALSE(from_base64(text).has_value()) << text;
}

TEST(Bytes, SurviveTextAndComeBack) {
  SeededChance chance(4);
  for (std::size_t size = 0; size < 70; ++size) {
    std::string bytes(size, ' ');
    chance.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    EXPECT_EQ(from_hex(hex(bytes)), bytes);
    EXPECT_EQ(from_base64(base64(bytes)), bytes);
  }
  EXPECT_EQ(from_hex("C0ffEE"), "\xc0\xff\xee");
  EXPECT_FALSE(from_hex("abc").has_value());
  EXPECT_FALSE(from_hex("zz").has_value());
}

TEST(Hashing, AgreesWithThePublishedExamples) {
  EXPECT_EQ(hex(view_of(sha256(""))), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(view_of(sha256("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2.
  EXPECT_EQ(hex(view_of(hmac_sha256("Jefe", "what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(hmac_sha512("Jefe", "what do ya want for nothing?")),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
            "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

TEST(Hashing, OfPiecesIsHashingOfTheWhole) {
  std::string const whole(1000, 'a');
  Sha256 pieces;
  for (std::size_t at = 0; at < whole.size(); at += 37) pieces.add(std::string_view(whole).substr(at, 37));
  EXPECT_EQ(pieces.finish(), sha256(whole));
  EXPECT_EQ(hash_from(view_of(sha256(whole))), sha256(whole));
  EXPECT_THROW(hash_from("short"), Mistake);
}

TEST(Hashing, ComparesSecretsWhole) {
  EXPECT_TRUE(equal_in_constant_time("rahasia", "rahasia"));
  EXPECT_FALSE(equal_in_constant_time("rahasia", "rahasiA"));
  EXPECT_FALSE(equal_in_constant_time("rahasia", "rahasia "));
  EXPECT_TRUE(equal_in_constant_time("", ""));
}

}  // namespace
}  // namespace lumbung
