#include "core/area.h"

#include <gtest/gtest.h>

namespace lumbung {
namespace {

AreaCode area(std::string_view text) { return AreaCode::parse(text).value(); }

TEST(AreaCode, IsReadWithAndWithoutDots) {
  for (auto const* text : {"32", "32.17", "32.17.10", "32.17.10.2005"}) {
    std::string bare(text);
    std::erase(bare, '.');
    EXPECT_EQ(area(text).text(), text);
    EXPECT_EQ(area(bare), area(text));
    EXPECT_EQ(area(text).digits(), bare);
  }
}

TEST(AreaCode, RefusesEverythingElse) {
  for (auto const* text : {"", "3", "321", "32.", "32.1", "32.17.", "32.17.1", "32.17.10.205", "32.17.10.20055",
                           "3217.10", "32.1710", "3x", "32-17", ".32", "32..17", "32171020", "32.17.10.2.05", " 32"})
    EXPECT_EQ(AreaCode::parse(text).code(), area_code_wrong.code) << text;
}

TEST(AreaCode, ClimbsToItsParents) {
  auto const village = area("32.17.10.2005");
  EXPECT_EQ(village.level(), AreaLevel::village);
  EXPECT_EQ(village.parent(), area("32.17.10"));
  EXPECT_EQ(village.parent().parent().parent(), area("32"));
  EXPECT_EQ(area("32").parent(), AreaCode());
  EXPECT_EQ(AreaCode().parent(), AreaCode());
  EXPECT_EQ(AreaCode().text(), "");
  EXPECT_EQ(village.at(AreaLevel::regency), area("32.17"));
  EXPECT_THROW(area("32").at(AreaLevel::village), Mistake);
}

TEST(AreaCode, ContainsWhatLiesInsideIt) {
  EXPECT_TRUE(area("32.17").contains(area("32.17.10.2005")));
  EXPECT_TRUE(area("32.17").contains(area("32.17")));
  EXPECT_FALSE(area("32.17").contains(area("32")));
  EXPECT_FALSE(area("32.17").contains(area("32.71")));
  EXPECT_TRUE(AreaCode().contains(area("91")));
}

TEST(AreaCode, KnowsItsZone) {
  EXPECT_EQ(area("32.17.10.2005").zone(), Zone::wib);
  EXPECT_EQ(area("64").zone(), Zone::wita);
  EXPECT_EQ(area("93.01").zone(), Zone::wit);
  EXPECT_EQ(AreaCode().zone(), Zone::wib);
}

}  // namespace
}  // namespace lumbung
