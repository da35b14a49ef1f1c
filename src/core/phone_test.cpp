#include "core/phone.h"

#include <gtest/gtest.h>

namespace lumbung {
namespace {

TEST(Phone, IsOneNumberHoweverItIsWritten) {
  for (auto const* text : {"0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 3456.7890", "81234567890",
                           "+62 0812-3456-7890", "006281234567890"}) {
    auto const phone = Phone::parse(text);
    ASSERT_FALSE(phone.refused()) << text;
    EXPECT_EQ(phone->e164(), "+6281234567890") << text;
    EXPECT_EQ(phone->shown(), "0812-3456-7890");
    EXPECT_EQ(phone->masked(), "0812-****-7890");
    EXPECT_EQ(phone->for_links(), "6281234567890");
    EXPECT_TRUE(phone->is_mobile());
  }
}

TEST(Phone, MayBeALandline) {
  auto const bandung = *Phone::parse("022-1234567");
  EXPECT_EQ(bandung.shown(), "022-1234567");
  EXPECT_EQ(bandung.e164(), "+62221234567");
  EXPECT_FALSE(bandung.is_mobile());
  EXPECT_EQ(Phone::parse("(0341) 123456")->shown(), "0341-123456");
  EXPECT_EQ(Phone::parse("(0341) 123456")->masked(), "0341-**3456");
}

TEST(Phone, RefusesWhatIsNone) {
  for (auto const* text : {"", "0812", "0812345", "081234567890123", "0112345678", "12345678", "0812-CALL-ME", "+", "0",
                           "62", "08+1234567890"})
    EXPECT_EQ(Phone::parse(text).code(), phone_unreadable.code) << text;
  for (auto const* text : {"+60 12 345 6789", "+1 202 555 0100", "0060123456789"})
    EXPECT_EQ(Phone::parse(text).code(), phone_not_indonesian.code) << text;
}

}  // namespace
}  // namespace lumbung
