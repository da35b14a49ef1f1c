#include "core/id.h"

#include <gtest/gtest.h>

#include <set>
#include <unordered_set>

#include "core/chance.h"

namespace lumbung {
namespace {

struct Gift;
struct Campaign;

TEST(Id, IsOrderedByTheTimeItWasMade) {
  SeededChance chance(1);
  StillClock clock({1'790'000'000'000'000});
  Uuid before{};
  for (int i = 0; i < 500; ++i) {
    clock.advance({1000});
    auto const made = make_uuid(clock.now(), chance);
    EXPECT_LT(before, made);
    EXPECT_LT(text_of(before), text_of(made));
    before = made;
  }
}

TEST(Id, SaysVersionSevenAndItsVariant) {
  SeededChance chance(2);
  std::set<Uuid> all;
  for (int i = 0; i < 1000; ++i) {
    auto const uuid = make_uuid({1'645'557'742'000'000}, chance);
    auto const text = text_of(uuid);
    EXPECT_EQ(text.substr(0, 15), "017f22e2-79b0-7");  // RFC 9562, appendix A.6
    EXPECT_NE(std::string_view("89ab").find(text[19]), std::string_view::npos);
    all.insert(uuid);
  }
  EXPECT_EQ(all.size(), 1000u);
}

TEST(Id, SurvivesTextAndBytes) {
  Id<Gift> const gift{make_uuid({1}, machine_chance())};
  EXPECT_EQ(*Id<Gift>::parse(gift.text()), gift);
  EXPECT_EQ(Id<Gift>::from_bytes(gift.bytes()), gift);
  EXPECT_EQ(as<Campaign>(gift).uuid, gift.uuid);
  EXPECT_FALSE(gift.none());
  EXPECT_TRUE(Id<Gift>{}.none());
  EXPECT_EQ((std::unordered_set<Id<Gift>>{gift, gift}.size()), 1u);
  EXPECT_EQ(Id<Gift>::parse("0198C5D6-2F3A-7CC1-8A44-5D1F0C9E7B21")->text(), "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21");
}

TEST(Id, RefusesEverythingElse) {
  for (auto const* text : {"", "0198c5d6", "00000000-0000-0000-0000-000000000000", "0198c5d62f3a7cc18a445d1f0c9e7b21",
                           "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b2", "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b211",
                           "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b2g", "0198c5d6_2f3a_7cc1_8a44_5d1f0c9e7b21",
                           "0198c5d-62f3a-7cc1-8a44-5d1f0c9e7b21", "{198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21"})
    EXPECT_EQ(Id<Gift>::parse(text).code(), id_unreadable.code) << text;
  EXPECT_THROW(Id<Gift>::from_bytes("short"), Mistake);
}

TEST(Chance, RepeatsItselfFromItsSeedAndIsEven) {
  SeededChance one(9), same(9), other(10);
  std::array<std::uint8_t, 20> a{}, b{}, c{};
  one.fill(a);
  same.fill(b);
  other.fill(c);
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
  std::array<int, 6> seen{};
  for (int i = 0; i < 6000; ++i) ++seen.at(one.number(6));
  for (auto const count : seen) EXPECT_NEAR(count, 1000, 150);
  EXPECT_THROW(one.number(0), Mistake);
}

TEST(Chance, OfTheMachineDiffers) {
  std::array<std::uint8_t, 32> a{}, b{};
  machine_chance().fill(a);
  machine_chance().fill(b);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace lumbung
