// The nightly check: when it is due, what it finds while the server has the database, and what is kept of it.
#include "app/nightly.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "app/tamper_village.h"

namespace lumbung::app {
namespace {

Instant at_hour(int day, int hour) { return start_of(Date{20'000 + day}, Zone::wib) + hours(hour); }
Checked checked_at(Instant moment) { return {.at = moment}; }

TEST(Nightly, ACheckIsDueOnceAfterTheHourOfEachNight) {
  auto const due = [](std::optional<Checked> const& last, Instant now) {
    return check_is_due(last, now, Zone::wib, 2);
  };
  EXPECT_TRUE(due(std::nullopt, at_hour(1, 12))) << "never before";
  EXPECT_FALSE(due(checked_at(at_hour(1, 12)), at_hour(1, 23)));
  EXPECT_FALSE(due(checked_at(at_hour(1, 12)), at_hour(2, 1)));
  EXPECT_TRUE(due(checked_at(at_hour(1, 12)), at_hour(2, 2)));
  EXPECT_FALSE(due(checked_at(at_hour(2, 2)), at_hour(2, 3)));
  EXPECT_TRUE(due(checked_at(at_hour(2, 2)), at_hour(5, 0))) << "the server was off for some nights";
}

TEST(Nightly, TheHourIsThatOfItsOwnZone) {
  // 02.00 in the east is 00.00 in the west.
  auto const last = checked_at(at_hour(1, 12));
  EXPECT_TRUE(check_is_due(last, at_hour(2, 0), Zone::wit, 2));
  EXPECT_FALSE(check_is_due(last, at_hour(2, 0), Zone::wib, 2));
}

TEST(Nightly, WhatItFoundIsKeptAndReadAgain) {
  ForgottenDatabase const place;
  auto const file = place.directory() + "/last-check";
  EXPECT_EQ(read_checked(file), std::nullopt);
  Checked const checked{
      .faults = 3, .entries = 1'000'000, .leaves = 1'100'000, .events = 9, .at = Village::morning, .took = seconds(41)};
  write_checked(file, checked);
  EXPECT_EQ(read_checked(file), checked);
  auto failing = checked;
  failing.failing_since = Village::morning + seconds(5);
  write_checked(file, failing);
  EXPECT_EQ(read_checked(file), failing);
  EXPECT_THAT(told(checked), testing::HasSubstr("3 kesalahan / faults; 1000000 jurnal / entries"));
  std::ofstream(file) << "lumbung/checked@v2 3 4";
  EXPECT_EQ(read_checked(file), std::nullopt) << "a torn file";
}

class NightlyInAVillage : public testing::Test {
 protected:
  NightlyInAVillage() {
    config.data_dir = world.village.directory();
    config.database = world.village.url();
  }
  std::optional<Checked> check(std::function<bool()> const& go_on = [] { return true; }) {
    return Nightly::check_once(
        config, world.village.house, world.village.clock, [&](std::string_view line) { said.emplace_back(line); },
        go_on);
  }
  TamperVillage world{200, 7};
  Config config;
  std::vector<std::string> said;
};

TEST_F(NightlyInAVillage, BesideTheWriterItFindsNothingWrongInAnHonestWorld) {
  auto const checked = check();
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->faults, 0);
  EXPECT_EQ(checked->entries, world.entries());
  EXPECT_THAT(said, testing::IsEmpty());
}

TEST_F(NightlyInAVillage, AFaultIsCountedAndSaidWithItsEntry) {
  auto const changed = world.village.work([&](work::Work& w) -> Verdict {
    w.rows.run("UPDATE ledger_transfers SET amount = amount + 1 WHERE book_id = $1 AND transfer_no = 17",
               {world.book.number});
    w.record({.kind = "tamper.done"});
    return done;
  });
  ASSERT_FALSE(changed.refused());
  auto const checked = check();
  ASSERT_TRUE(checked);
  EXPECT_GT(checked->faults, 0);
  EXPECT_THAT(said, testing::Contains(testing::HasSubstr("entry_changed")));
}

TEST_F(NightlyInAVillage, AStopEndsItAndKeepsNothing) {
  EXPECT_EQ(check([] { return false; }), std::nullopt);
}

TEST_F(NightlyInAVillage, TheThreadChecksWhenItStartsAndKeepsWhatItFound) {
  {
    Nightly const nightly(config, world.village.house, world.village.clock, [](std::string_view) {});
    while (!nightly.last()) std::this_thread::yield();
    EXPECT_EQ(nightly.last()->faults, 0);
  }
  auto const kept = read_checked(config.data_dir + "/last-check");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->at, world.village.clock.now());
  Nightly const again(config, world.village.house, world.village.clock, [](std::string_view) {});
  EXPECT_EQ(again.last(), kept) << "known at once after a restart";
}

TEST_F(NightlyInAVillage, ThatItCannotBeDoneIsKeptUntilItWasDone) {
  auto const file = config.data_dir + "/last-check";
  Checked const before{.entries = 77, .at = world.village.clock.now() + days(-3), .took = seconds(1)};
  write_checked(file, before);
  auto broken = config;
  broken.database = "postgresql://nobody@127.0.0.1:1/gone";  // nothing listens there
  {
    Nightly const nightly(broken, world.village.house, world.village.clock, [](std::string_view) {});
    while (!nightly.last()->failing_since) std::this_thread::yield();
    EXPECT_EQ(nightly.last()->failing_since, world.village.clock.now());
    EXPECT_EQ(nightly.last()->entries, 77) << "what was found before stays, as of its own time";
  }
  EXPECT_EQ(read_checked(file)->failing_since, world.village.clock.now());
  Nightly const mended(config, world.village.house, world.village.clock, [](std::string_view) {});
  while (mended.last()->failing_since) std::this_thread::yield();
  EXPECT_EQ(mended.last()->at, world.village.clock.now());
}

}  // namespace
}  // namespace lumbung::app
