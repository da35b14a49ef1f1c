#include "access/limits.h"

#include <gtest/gtest.h>

namespace lumbung::access {
namespace {

constexpr Pace three_then_one_a_minute{3, minutes(1)};

class LimitsTest : public testing::Test {
 protected:
  StillClock clock{Instant{1'795'309'200'000'000}};
  Limits limits{clock, 100};

  std::optional<Duration> take(std::string_view whom) { return limits.take("sign-in", whom, three_then_one_a_minute); }
};

TEST_F(LimitsTest, LetTheBurstThroughAndThenSayHowLongToWait) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(take("203.0.113.7"), std::nullopt);
  EXPECT_EQ(take("203.0.113.7"), minutes(1));
  clock.advance(seconds(20));
  EXPECT_EQ(take("203.0.113.7"), seconds(40));
}

TEST_F(LimitsTest, ARefusedTryCostsNothing) {
  for (int i = 0; i < 3; ++i) static_cast<void>(take("203.0.113.7"));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(take("203.0.113.7"), minutes(1));
  clock.advance(minutes(1));
  EXPECT_EQ(take("203.0.113.7"), std::nullopt);
  EXPECT_NE(take("203.0.113.7"), std::nullopt);
}

TEST_F(LimitsTest, NeverGatherMoreThanTheBurst) {
  clock.advance(days(30));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(take("203.0.113.7"), std::nullopt);
  EXPECT_NE(take("203.0.113.7"), std::nullopt);
}

TEST_F(LimitsTest, CountEachAddressAndEachPurposeForItself) {
  for (int i = 0; i < 3; ++i) static_cast<void>(take("203.0.113.7"));
  EXPECT_EQ(take("203.0.113.8"), std::nullopt);
  EXPECT_EQ(limits.take("register", "203.0.113.7", three_then_one_a_minute), std::nullopt);
}

TEST_F(LimitsTest, ForgiveWhoGotItRight) {
  for (int i = 0; i < 3; ++i) static_cast<void>(take("203.0.113.7"));
  limits.forgive("sign-in", "203.0.113.7");
  EXPECT_EQ(take("203.0.113.7"), std::nullopt);
}

TEST_F(LimitsTest, KeepNoMoreBucketsThanTheyMay) {
  for (int i = 0; i < 10'000; ++i) static_cast<void>(take("2001:db8::" + std::to_string(i)));
  EXPECT_EQ(limits.size(), 100U);
}

TEST_F(LimitsTest, AForgottenBucketIsTheOneTouchedLongestAgo) {
  for (int i = 0; i < 3; ++i) static_cast<void>(take("stays"));
  for (int i = 0; i < 99; ++i) static_cast<void>(take(std::to_string(i)));
  EXPECT_NE(take("stays"), std::nullopt);  // refused tries do not touch it, but it is still there
}

// Over a whole day at random moments, nobody gets more than burst + elapsed / every.
TEST_F(LimitsTest, NeverLetMoreThroughThanThePaceAllows) {
  SeededChance chance(99);
  auto const begun = clock.now();
  std::int64_t through = 0;
  for (int i = 0; i < 20'000; ++i) {
    clock.advance({static_cast<std::int64_t>(chance.number(9'000'000))});
    if (!take("203.0.113.7")) ++through;
    auto const elapsed = (clock.now() - begun).micros;
    ASSERT_LE(through, 3 + elapsed / minutes(1).micros);
  }
  EXPECT_GT(through, 1'000);
}

}  // namespace
}  // namespace lumbung::access
