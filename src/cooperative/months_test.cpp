#include "cooperative/months.h"

#include <gtest/gtest.h>

#include "cooperative/wajib.h"

namespace lumbung::cooperative {
namespace {

Date on(int year, int month, int day) { return make_date(year, month, day); }

TEST(CalendarMonths, ThreeMonthsAfterTheTwentyEighthIsTheTwentyEighth) {
  EXPECT_EQ(months_after(on(2023, 12, 28), 3), on(2024, 3, 28));
  EXPECT_EQ(months_after(on(2023, 11, 30), 3), on(2024, 2, 29));
  EXPECT_EQ(months_after(on(2022, 11, 30), 3), on(2023, 2, 28));
  EXPECT_EQ(months_after(on(2024, 1, 31), 0), on(2024, 1, 31));
}

TEST(CalendarMonths, WhatHasElapsedIsWholeMonthsAndDaysAtBothEnds) {
  EXPECT_EQ(elapsed(on(2023, 12, 30), on(2024, 3, 28)), (Elapsed{2, 29}));
  EXPECT_EQ(elapsed(on(2023, 12, 28), on(2024, 3, 28)), (Elapsed{3, 0}));
  EXPECT_EQ(elapsed(on(2023, 12, 28), on(2024, 3, 31)), (Elapsed{3, 3}));
  EXPECT_EQ(elapsed(on(2024, 1, 31), on(2024, 2, 29)), (Elapsed{1, 0}));
  EXPECT_EQ(elapsed(on(2024, 1, 31), on(2024, 3, 1)), (Elapsed{1, 1}));
  EXPECT_EQ(elapsed(on(2024, 5, 5), on(2024, 5, 5)), (Elapsed{0, 0}));
  EXPECT_EQ(shown(Elapsed{2, 29}, true), "2 bulan 29 hari");
}

TEST(CalendarMonths, NoElapsedTimeIsAMonthWhenTheMonthsAreNotOver) {
  for (int start = 0; start < 400; ++start)
    for (int later = 0; later < 400; ++later) {
      auto const from = on(2023, 11, 1) + start, to = from + later;
      auto const been = elapsed(from, to);
      EXPECT_LE(months_after(from, been.months), to);
      EXPECT_GT(months_after(from, been.months + 1), to);
      EXPECT_GE(been.days, 0);
      EXPECT_LE(been.days, 30);
    }
}

std::vector<Bylaws> ten_thousand_then_fifteen() {
  Bylaws first{.from = on(2023, 9, 1),
               .pokok = 50'000_rp,
               .wajib = 10'000_rp,
               .due_day = 10,
               .grace_days = 5,
               .two_people_above = {},
               .source = {}};
  Bylaws second = first;
  second.from = on(2024, 2, 1);
  second.wajib = 15'000_rp;
  return {first, second};
}

TEST(Wajib, MonthsFillFromTheOldestOnAtTheRateOfTheirTime) {
  auto const months = wajib_months(ten_thousand_then_fifteen(), on(2023, 12, 28), {2024, 3}, 25'000_rp);
  ASSERT_EQ(months.size(), 4u);
  EXPECT_EQ(months[0].due, on(2023, 12, 28)) << "never due before joining";
  EXPECT_EQ(months[1].paid, 10'000_rp);
  EXPECT_EQ(months[2].rate, 15'000_rp);
  EXPECT_EQ(months[2].paid, 5'000_rp);
  EXPECT_EQ(months[3].left(), 15'000_rp);
}

TEST(Wajib, AMonthIsInArrearsOnceItsGraceIsOver) {
  auto const all = ten_thousand_then_fifteen();
  auto const since = on(2023, 12, 28);
  EXPECT_EQ(wajib_standing(all, since, on(2024, 1, 15), 10'000_rp).owed, 0_rp) << "due the 10th, five days of grace";
  EXPECT_EQ(wajib_standing(all, since, on(2024, 1, 16), 10'000_rp).owed, 10'000_rp);
  auto const ahead = wajib_standing(all, since, on(2024, 1, 16), 35'000_rp);
  EXPECT_EQ(ahead.owed, 0_rp);
  EXPECT_EQ(ahead.paid_through, (CalendarMonth{2024, 2}));
}

TEST(Wajib, OnlyWholeMonthsAreTaken) {
  auto const all = ten_thousand_then_fifteen();
  auto const since = on(2023, 12, 28);
  EXPECT_TRUE(whole_months(all, since, on(2024, 1, 5), 0_rp, 20'000_rp).fits);
  EXPECT_TRUE(whole_months(all, since, on(2024, 1, 5), 20'000_rp, 45'000_rp).fits) << "three months ahead";
  auto const odd = whole_months(all, since, on(2024, 1, 5), 0_rp, 12'000_rp);
  EXPECT_FALSE(odd.fits);
  EXPECT_EQ(odd.below, 10'000_rp);
  EXPECT_EQ(odd.above, 20'000_rp);
  EXPECT_EQ(odd.first, (CalendarMonth{2023, 12}));
}

}  // namespace
}  // namespace lumbung::cooperative
