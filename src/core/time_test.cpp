#include "core/time.h"

#include <gtest/gtest.h>

#include "core/chance.h"
#include "tests/vectors.h"

namespace lumbung {
namespace {

using tests::Vector;

Zone zone_named(std::string const& tz) {
  return tz == "Asia/Jakarta" ? Zone::wib : tz == "Asia/Makassar" ? Zone::wita : Zone::wit;
}

TEST(Time, IsShownAsTheStandardSays) {
  for (auto const& vector : tests::vectors("dates")) {
    auto const moment = *parse_iso_time(vector["utc"].text());
    auto const zone = zone_named(vector["tz"].text());
    EXPECT_EQ(shown_long(moment, zone), vector["long"].text());
    if (vector.has("medium")) {
      EXPECT_EQ(shown_medium(moment, zone), vector["medium"].text());
    }
    if (vector.has("short")) {
      EXPECT_EQ(shown_short(day_of(moment, zone)), vector["short"].text());
    }
    if (vector.has("iso")) {
      EXPECT_EQ(iso(moment, zone), vector["iso"].text());
    }
    EXPECT_EQ(iso(moment), vector["utc"].text());
  }
}

TEST(Time, KnowsTheMonthsAndDaysByTheirNames) {
  auto const months = Vector::file("vectors.json")["months"];
  auto const long_names = months["long"].texts(), short_names = months["short"].texts(), days = months["days"].texts();
  for (int month = 1; month <= 12; ++month) {
    auto const date = make_date(2026, month, 5);
    auto const at = static_cast<std::size_t>(month - 1);
    EXPECT_EQ(shown_long(date), "5 " + long_names[at] + " 2026");
    EXPECT_EQ(shown_medium(start_of(date, Zone::wib), Zone::wib), "5 " + short_names[at] + " 2026, 00.00");
    EXPECT_EQ(*parse_date("5 " + long_names[at] + " 2026"), date);
    EXPECT_EQ(*parse_date("5 " + short_names[at] + " 2026"), date);
  }
  for (int i = 0; i < 7; ++i) {  // 22 November 2026 was a Sunday
    auto const moment = start_of(make_date(2026, 11, 22) + i, Zone::wit);
    EXPECT_TRUE(shown_long(moment, Zone::wit).starts_with(days[static_cast<std::size_t>(i)] + ", "));
  }
}

TEST(Time, ReadsOldSpellings) {
  auto const accepted = Vector::file("vectors.json")["months"]["accepted_old"].texts();
  EXPECT_EQ(accepted.size(), 5u);
  EXPECT_EQ(iso(*parse_date("22 Nopember 2026")), "2026-11-22");
  EXPECT_EQ(iso(*parse_date("3 PEBRUARI 1985")), "1985-02-03");
  EXPECT_EQ(iso(*parse_date("17 Agt 1945")), "1945-08-17");
  EXPECT_EQ(iso(*parse_date("17 Ags 1945")), "1945-08-17");
  EXPECT_EQ(iso(*parse_date("Jum'at, 20 November 2026")), "2026-11-20");
  EXPECT_EQ(iso(*parse_date(" 22/11/2026 ")), "2026-11-22");
  EXPECT_EQ(iso(*parse_date("1-2-2026")), "2026-02-01");
}

TEST(Time, RefusesDaysThatAreNotInTheCalendar) {
  for (auto const* text :
       {"31/02/2026", "29/02/2025", "0/1/2026", "1/13/2026", "22/11/26", "22 Brumaire 2026", "", "22", "22/11-",
        "22/11/2026 x", "Senin, 22 November 2026", "2026-11-31", "2026-1-1", "22 11 2026"})
    EXPECT_EQ(parse_date(text).code(), date_unreadable.code) << text;
  EXPECT_FALSE(parse_date("29/02/2024").refused());
  EXPECT_EQ(parse_iso_date("22/11/2026").code(), date_unreadable.code);
}

TEST(Time, ReadsRfc3339AndNothingElse) {
  EXPECT_EQ(iso(*parse_iso_time("2026-11-22T10:55:20.622+07:00")), "2026-11-22T03:55:20.622Z");
  EXPECT_EQ(iso(*parse_iso_time("2026-11-22T00:00:00.000001Z")), "2026-11-22T00:00:00.000001Z");
  EXPECT_EQ(iso(*parse_iso_time("1969-12-31T23:30:00-01:00")), "1970-01-01T00:30:00Z");
  EXPECT_EQ(parse_iso_time("1969-12-31T23:59:59.5Z")->micros, -500'000);
  for (auto const* text :
       {"", "2026-11-22", "2026-11-22T10:55:20", "2026-11-22 10:55:20Z", "2026-11-22T24:00:00Z", "2026-11-22T10:60:00Z",
        "2026-11-22T10:55:60Z", "2026-11-22T10:55:20.Z", "2026-11-22T1:55:20Z", "2026-11-22T10:55:20.1234567Z",
        "2026-11-22T10:55:20+7", "2026-02-30T00:00:00Z", "2026-11-22T10:55:20Zx"})
    EXPECT_EQ(parse_iso_time(text).code(), time_unreadable.code) << text;
}

TEST(Time, KeepsToTheZoneOfEachProvince) {
  for (auto const& [name, zone] : Vector::file("vectors.json")["timezones"].members())
    for (auto const& province : zone["provinces"].texts()) {
      EXPECT_EQ(name_of(zone_of_province(province)), name) << province;
      auto const midnight =
          iso(start_of(make_date(2026, 11, 22), zone_of_province(province)), zone_of_province(province));
      EXPECT_EQ(midnight, "2026-11-22T00:00:00" + zone["offset"].text());
    }
}

TEST(Time, WalksThroughEveryDayOfFourHundredYearsWithoutAStumble) {
  auto expected = make_date(1800, 1, 1);
  for (int year = 1800; year < 2200; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; is_calendar_day(year, month, day); ++day) {
        auto const date = make_date(year, month, day);
        ASSERT_EQ(date, expected);
        ASSERT_EQ(calendar(date), (CalendarDay{year, month, day}));
        expected = expected + 1;
      }
  EXPECT_EQ(make_date(1970, 1, 1).day_number, 0);
  EXPECT_EQ(iso(make_date(9999, 12, 31)), "9999-12-31");
  EXPECT_THROW(make_date(2026, 2, 30), Mistake);
}

TEST(Time, MomentsSurviveBeingWrittenAndRead) {
  SeededChance chance(3);
  for (int i = 0; i < 2000; ++i) {
    Instant const moment{static_cast<std::int64_t>(chance.number(4'102'444'800'000'000)) - 1'000'000'000'000'000};
    EXPECT_EQ(*parse_iso_time(iso(moment)), moment);
    for (auto const zone : {Zone::wib, Zone::wita, Zone::wit}) {
      EXPECT_EQ(*parse_iso_time(iso(moment, zone)), moment);
      EXPECT_LE(start_of(day_of(moment, zone), zone), moment);
      EXPECT_GT(start_of(day_of(moment, zone) + 1, zone), moment);
    }
  }
}

TEST(MachineClock, NeverStepsBack) {
  auto before = machine_clock().now();
  EXPECT_GT(before, *parse_iso_time("2020-01-01T00:00:00Z"));
  for (int i = 0; i < 1000; ++i) {
    auto const now = machine_clock().now();
    EXPECT_GE(now, before);
    before = now;
  }
}

}  // namespace
}  // namespace lumbung
