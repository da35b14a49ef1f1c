#include <gtest/gtest.h>

#include "payments/payments.h"
#include "payments/vectors_test.h"

namespace lumbung::payments {
namespace {

TEST(Mdr, EveryVectorHolds) {
  auto const& group = testing::vectors().at("mdr").as_array();
  ASSERT_EQ(group.size(), 8u);
  for (auto const& one : group) {
    Money const amount{one.at("amount").as_int64() * 100, rupiah};
    EXPECT_EQ(mdr(one.at("category").as_string(), amount, make_date(2026, 11, 22)),
              (Money{one.at("fee").as_int64() * 100, rupiah}))
        << one;
  }
}

TEST(Mdr, WhatTheTableDoesNotKnowHasNoFigure) {
  EXPECT_EQ(mdr("X", 1'000_rp, make_date(2026, 11, 22)), std::nullopt);
  EXPECT_EQ(mdr("UKE", 1'000_rp, make_date(2023, 6, 30)), std::nullopt);
}

}  // namespace
}  // namespace lumbung::payments
