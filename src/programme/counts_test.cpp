#include "programme/counts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "programme/programme_village.h"

namespace lumbung::programme {
namespace {

class KeptCounts : public testing::Test {
 protected:
  KeptCounts() {
    v.kits();
    rich = v.household(7);
    poor = v.household(2);
    v.released(v.raised(700'000_rp), 560'000_rp);
    sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(8, 560'000_rp)); }));
  }
  Id<Delivery> delivered(Id<Enrolment> to, std::int64_t units = 1) {
    auto const wish = v.hand_over(to, units);
    return sure(v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, wish); }));
  }
  std::vector<CountFault> faults() {
    return v.village.view([](View const& view) { return check_counts(view); });
  }
  void run(std::vector<storage::Sql> const& statements) {
    sure(v.village.work([&](Work& work) -> Verdict {
      work.record({.kind = "test.planted", .subject = v.programme.uuid, .organisation = {}, .facts = {}});
      for (auto const& sql : statements) work.rows.run(sql, {});
      return done;
    }));
  }
  std::vector<std::pair<Date, Money>> days() {
    return v.village.view([&](View const& view) { return spent_by_day(view, v.programme); });
  }

  ProgrammeVillage v;
  Id<Enrolment> rich, poor;
};

TEST_F(KeptCounts, AgreeWithAddingEverythingUp) {
  EXPECT_TRUE(faults().empty()) << "where nothing was handed over yet";
  delivered(poor, 2);
  v.village.clock.advance(hours(1));
  delivered(rich);
  delivered(poor);
  EXPECT_TRUE(faults().empty());
}

TEST_F(KeptCounts, EachDifferenceIsNamed) {
  auto const first = delivered(poor, 2);
  auto const hour = "hour " + std::to_string(v.village.clock.now().micros / hours(1).micros);
  struct Planted {
    storage::Sql harm, repair;
    std::string what;
    std::int64_t kept, counted;
  };
  for (auto const& one : std::vector<Planted>{
           {"UPDATE programme_counts SET units = units + 1", "UPDATE programme_counts SET units = units - 1", "units",
            3, 2},
           {"UPDATE programme_counts SET proven = 0", "UPDATE programme_counts SET proven = 2", "proven", 0, 2},
           {"UPDATE programme_counts SET cost = cost - 1", "UPDATE programme_counts SET cost = cost + 1", "cost",
            13'999'999, 14'000'000},
           {"UPDATE programme_counts SET households = 9", "UPDATE programme_counts SET households = 1", "households", 9,
            1},
           {"UPDATE programme_counts SET with_decile = 0", "UPDATE programme_counts SET with_decile = 1", "with_decile",
            0, 1},
           {"UPDATE programme_counts SET in_1_to_4 = 0", "UPDATE programme_counts SET in_1_to_4 = 1", "in_1_to_4", 0,
            1},
           {"UPDATE programme_hours SET cost = 5", "UPDATE programme_hours SET cost = 14000000", hour, 5,
            14'000'000}}) {
    run({one.harm});
    auto const found = faults();
    ASSERT_EQ(found.size(), 1u) << one.what;
    EXPECT_EQ(found[0].book, v.book().number);
    EXPECT_EQ(found[0].subject, v.programme.uuid);
    EXPECT_EQ(found[0].what, one.what);
    EXPECT_EQ(found[0].kept, one.kept);
    EXPECT_EQ(found[0].counted, one.counted);
    run({one.repair});
    EXPECT_TRUE(faults().empty());
  }
  run({"DELETE FROM programme_counts", "DELETE FROM programme_hours"});
  EXPECT_EQ(faults().size(), 7u) << "what is not kept at all is missing everywhere";
  run({"UPDATE deliveries SET proven = 0"});
  auto const found = faults();
  auto const mark = std::ranges::find(found, "proof", &CountFault::what);
  ASSERT_NE(mark, found.end());
  EXPECT_EQ(mark->subject, first.uuid);
}

// The step 0005 had counted days in WIB, wherever the installation was.
TEST_F(KeptCounts, OldDaysAreCountedAgainInTheZoneOfTheInstallation) {
  auto const delivered_at = [&](Duration after_midnight_utc) {
    v.village.clock.advance(after_midnight_utc);
    delivered(poor);
  };
  delivered_at(hours(13));  // from 08.00 to 21.00 WIB
  delivered_at(hours(2));   // 23.00 WIB is 00.00 WITA
  delivered_at(hours(1));   // 00.00 WIB
  auto const today = day_of(Village::morning, Zone::wib);
  using Days = std::vector<std::pair<Date, Money>>;
  Days const wib{{today, 140'000_rp}, {today + 1, 70'000_rp}}, wita{{today, 70'000_rp}, {today + 1, 140'000_rp}};
  EXPECT_EQ(days(), wib);

  // As the database stood before the step 0006, with the days of 0005.
  run({"DROP TABLE programme_hours", "CREATE TABLE programme_days (day BIGINT)",
       "DELETE FROM schema_steps WHERE name = 'programme-0006-hours'"});
  v.village.house.zone = Zone::wita;
  v.village.restart();
  EXPECT_EQ(days(), wita);
  EXPECT_TRUE(faults().empty());
  v.village.house.zone = Zone::wib;
  v.village.restart();
  EXPECT_EQ(days(), wib) << "and the zone may change";
}

}  // namespace
}  // namespace lumbung::programme
