// Copies while the database is in use, and back again: everything that was committed is there, or it is said what is
// not.
#include "backup/running.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "backup/restore.h"

namespace lumbung::backup {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A clock that several threads may ask.
class SharedClock final : public Clock {
 public:
  Instant now() override { return {micros.load()}; }
  void advance(Duration by) { micros += by.micros; }
  std::atomic<std::int64_t> micros{1'795'309'200'000'000};
};

class Copies : public testing::Test {
 protected:
  Copies() : identity(Identity::make(machine_chance())) {
    fs::create_directories(data);
    open();
    auto const writer = database->writer();
    writer->begin();
    writer->define("CREATE TABLE entries (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    writer->commit();
  }
  ~Copies() override {
    close();
    fs::remove_all(place);
  }

  void open() {
    database = storage::Database::open({.url = "sqlite:" + data + "/lumbung.db", .longest_log = 1 << 20});
    files = std::make_unique<storage::Files>(data + "/files");
    running = std::make_unique<Running>(*database, *files,
                                        RunningOptions{.shelf = {shelf, {identity.recipient()}},
                                                       .data_dir = data,
                                                       .database_file = data + "/lumbung.db",
                                                       .every = seconds(1),
                                                       .say = [this](std::string_view line) { note(line); }},
                                        clock, machine_chance());
  }
  void close() {
    running.reset();
    database.reset();
  }
  void start() {
    running->start();
    for (int i = 0; i < 400 && running->now().beginning; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  void note(std::string_view line) {
    std::lock_guard const held(guard);
    said += std::string(line) + "\n";
  }
  void commit(int count = 1, std::string_view text = "NIK 3204110108900001") {
    auto const writer = database->writer();
    writer->begin();
    for (int i = 0; i < count; ++i)
      writer->run("INSERT INTO entries (id, text) VALUES ($1, $2)",
                  {++newest, std::string(text) + std::string(500, 'x')});
    writer->commit();
    writer->tend();
  }
  bool copied() { return running->copy_now(seconds(20)); }

  Result<Restored> back(std::optional<Instant> until = std::nullopt) {
    fs::remove_all(elsewhere);
    fs::create_directories(elsewhere);
    return restore(shelf, {identity}, elsewhere + "/lumbung.db", elsewhere + "/files", until, {});
  }
  std::int64_t entries() const {
    auto const copy = storage::Database::open({.url = "sqlite:" + elsewhere + "/lumbung.db", .look_only = true});
    auto const reader = copy->reader();
    reader->begin();
    return reader->number("SELECT COUNT(*) FROM entries");
  }
  std::vector<std::string> records() const {
    std::vector<std::string> found;
    for (auto const& one : fs::recursive_directory_iterator(shelf))
      if (one.path().string().ends_with(".gz.age") && one.path().filename() != base_name())
        found.push_back(one.path().string());
    std::sort(found.begin(), found.end());
    return found;
  }
  bool shelf_has(std::string const& bytes) const {
    for (auto const& one : fs::recursive_directory_iterator(shelf)) {
      if (!one.is_regular_file()) continue;
      std::ifstream in(one.path(), std::ios::binary);
      if (std::string(std::istreambuf_iterator<char>(in), {}).find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  std::string const place = testing::TempDir() + "lumbung-copies-" + std::to_string(::getpid());
  std::string const data = place + "/data", shelf = place + "/shelf", elsewhere = place + "/elsewhere";
  Identity identity;
  SharedClock clock;
  std::mutex guard;
  std::string said;
  int newest = 0;
  std::unique_ptr<storage::Database> database;
  std::unique_ptr<storage::Files> files;
  std::unique_ptr<Running> running;
};

TEST_F(Copies, WhatWasCommittedBeforeAndAfterTheWholeCopyComesBack) {
  commit(100);
  auto const picture = files->put("a picture");
  start();
  commit(50);
  auto const paper = files->put("a paper");
  ASSERT_TRUE(copied());
  auto const restored = back();
  ASSERT_FALSE(restored.refused()) << restored.problem().sentence_en();
  EXPECT_EQ(entries(), 150);
  EXPECT_EQ(restored->pictures, 2);
  EXPECT_EQ(restored->until, clock.now());
  storage::Files const there(elsewhere + "/files");
  EXPECT_EQ(there.get(picture), "a picture");
  EXPECT_EQ(there.get(paper), "a paper");
}

TEST_F(Copies, NothingOnTheShelfCanBeReadWithoutTheKey) {
  commit(10);
  files->put("NIK 3204110108900001 on a paper");
  start();
  commit(10);
  ASSERT_TRUE(copied());
  EXPECT_FALSE(shelf_has("3204110108900001"));
  EXPECT_FALSE(shelf_has("CREATE TABLE"));
  identity = Identity::make(machine_chance());
  EXPECT_EQ(back().code(), file_damaged.code);
}

TEST_F(Copies, ManyCommitsBesideManyCopiesAreAllThere) {
  start();
  std::atomic<bool> over = false;
  std::thread writing([&] {
    for (int i = 0; i < 300; ++i) commit(20);
    over = true;
  });
  while (!over) EXPECT_TRUE(copied());
  writing.join();
  ASSERT_TRUE(copied());
  ASSERT_GT(records().size(), 2U);
  ASSERT_FALSE(back().refused());
  EXPECT_EQ(entries(), 6'000);
}

TEST_F(Copies, EachMomentCanBeRestored) {
  start();
  std::vector<std::pair<Instant, int>> moments;
  for (int i = 0; i < 5; ++i) {
    clock.advance(seconds(10));
    commit(3);
    ASSERT_TRUE(copied());
    moments.emplace_back(clock.now(), newest);
  }
  for (auto const& [moment, count] : moments) {
    auto const restored = back(moment + seconds(4));
    ASSERT_FALSE(restored.refused());
    EXPECT_EQ(restored->until, moment);
    EXPECT_EQ(entries(), count);
  }
  EXPECT_EQ(back(moments[0].first - hours(1)).code(), no_copy.code);
}

TEST_F(Copies, ARecordThatIsMissingOrChangedOrOfAnotherTimeIsNamed) {
  start();
  for (int i = 0; i < 4; ++i) {
    clock.advance(seconds(10));
    commit(3);
    ASSERT_TRUE(copied());
  }
  auto const all = records();  // 0 to 4
  ASSERT_EQ(all.size(), 5U);
  auto const kept = place + "/kept";
  fs::rename(all[2], kept);
  auto const missing = back();
  EXPECT_EQ(missing.code(), record_missing.code);
  EXPECT_THAT(missing.problem().sentence_en(), HasSubstr("000002.gz.age"));
  EXPECT_FALSE(back(*parse_iso_time(missing.problem().word("until"))).refused()) << "as it was told";
  EXPECT_EQ(entries(), 3);
  fs::copy_file(all[3], all[2]);
  EXPECT_EQ(back().code(), record_damaged.code) << "another record under its name";
  fs::rename(kept, all[2]);
  EXPECT_FALSE(back().refused());
  std::fstream(all[4], std::ios::in | std::ios::out | std::ios::binary).seekp(300).put('x');
  EXPECT_EQ(back().code(), record_damaged.code);
  fs::remove(all[0]);
  EXPECT_EQ(back().code(), no_copy.code) << "without its first record it is unfinished";
}

TEST_F(Copies, ARecordOfAnotherChainIsFound) {
  start();
  for (int i = 0; i < 3; ++i) {
    commit(3);
    ASSERT_TRUE(copied());
  }
  // Whoever knows the recipient can seal a record; but not one that what follows was written behind.
  auto const second = records()[2];
  std::string text;
  ASSERT_FALSE(
      read_sealed(second, "second", std::vector{identity}, Squeezed::yes, 1 << 30, [&](std::string_view piece) {
        text += piece;
      }).refused());
  auto record = *decoded(text);
  record.at = record.at + Duration{1};
  write_sealed(second, std::vector{identity.recipient()}, machine_chance(), Squeezed::yes,
               [&](Sink const& sink) { sink(encoded(record)); });
  auto const refused = back();
  EXPECT_EQ(refused.code(), record_foreign.code);
  EXPECT_THAT(refused.problem().sentence_en(), HasSubstr("000003.gz.age"));
}

TEST_F(Copies, APictureUnderAnotherNameIsFound) {
  files->put("a picture");
  start();
  auto const real = path_of_picture(shelf, sha256("a picture"));
  auto const other = path_of_picture(shelf, sha256("another"));
  fs::create_directories(fs::path(other).parent_path());
  fs::rename(real, other);
  EXPECT_EQ(back().code(), file_damaged.code);
}

TEST_F(Copies, ARestartGoesOnWhereItWasLeft) {
  commit(10);
  start();
  commit(10);
  close();  // as a stop does: what is left is copied
  open();
  EXPECT_FALSE(running->now().beginning);
  start();
  commit(10);
  ASSERT_TRUE(copied());
  EXPECT_EQ(generations_on(shelf).size(), 1U);
  ASSERT_FALSE(back().refused());
  EXPECT_EQ(entries(), 30);
}

TEST_F(Copies, WhenSomebodyWroteMeanwhileAWholeCopyBeginsAnew) {
  commit(10);
  start();
  ASSERT_TRUE(copied());
  close();
  {
    auto const alone = storage::Database::open({.url = "sqlite:" + data + "/lumbung.db"});  // follows nobody
    auto const writer = alone->writer();
    writer->begin();
    writer->run("INSERT INTO entries (id, text) VALUES ($1, $2)", {++newest, "beside"});
    writer->commit();
  }
  clock.advance(seconds(5));
  open();
  EXPECT_TRUE(running->now().beginning);
  start();
  commit(10);
  ASSERT_TRUE(copied());
  EXPECT_EQ(generations_on(shelf).size(), 2U);
  ASSERT_FALSE(back().refused());
  EXPECT_EQ(entries(), 21);
}

TEST_F(Copies, AWholeCopyComesEachNightAndChangesGoOnMeanwhile) {
  commit(10);
  start();
  clock.advance(days(1));
  for (int i = 0; i < 400 && generations_on(shelf).size() < 2; ++i) {
    commit();
    EXPECT_TRUE(copied());
  }
  ASSERT_EQ(generations_on(shelf).size(), 2U);
  for (int i = 0; i < 400 && !generations_on(shelf).back().finished; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  commit();
  ASSERT_TRUE(copied());
  auto const restored = back();
  ASSERT_FALSE(restored.refused());
  EXPECT_EQ(restored->generation, generations_on(shelf).back().name);
  EXPECT_EQ(entries(), newest);
}

TEST_F(Copies, WhoeverAsksBeforeTheFirstWholeCopyIsThereDoesNotHinderIt) {
  commit(20'000);
  std::atomic<bool> over = false;
  std::thread asking([&] {
    for (; !over; commit()) running->copy_now(Duration{});
  });
  start();
  over = true;
  asking.join();
  EXPECT_FALSE(running->now().beginning);
  EXPECT_LT(records().size(), 20U) << "one a second, and not one for each piece of the whole copy";
}

TEST_F(Copies, WhenTheShelfIsAwayItIsSaidAndMadeGoodLater) {
  commit(10);
  start();
  auto const away = place + "/away";
  auto const generation = shelf + "/" + generations_on(shelf)[0].name;
  fs::rename(generation, away);
  std::ofstream(generation) << "no directory";
  commit(10);
  EXPECT_FALSE(running->copy_now(seconds(20)));
  EXPECT_TRUE(running->now().failing_since);
  fs::remove(generation);
  fs::rename(away, generation);
  for (int i = 0; i < 800 && running->now().failing_since; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(running->now().failing_since);
  ASSERT_FALSE(back().refused());
  EXPECT_EQ(entries(), 20);
  std::lock_guard const held(guard);
  EXPECT_THAT(said, HasSubstr("backup: cannot make"));
}

TEST_F(Copies, TwoServersDoNotCopyToOnePlace) {
  auto const other = place + "/other";
  fs::create_directories(other);
  auto const second = storage::Database::open({.url = "sqlite:" + other + "/lumbung.db"});
  EXPECT_THROW(
      Running(*second, *files,
              {.shelf = {shelf, {identity.recipient()}}, .data_dir = other, .database_file = other + "/lumbung.db"},
              clock, machine_chance()),
      Breakdown);
}

TEST(WholeCopy, IsDueOnceAfterTheHourOfEachNight) {
  auto const at = [](int day, int hour) { return start_of(Date{20'000 + day}, Zone::wib) + hours(hour); };
  EXPECT_FALSE(whole_copy_is_due(at(1, 12), at(1, 23), Zone::wib, 1));
  EXPECT_FALSE(whole_copy_is_due(at(1, 12), at(2, 0), Zone::wib, 1));
  EXPECT_TRUE(whole_copy_is_due(at(1, 12), at(2, 1), Zone::wib, 1));
  EXPECT_FALSE(whole_copy_is_due(at(2, 1), at(2, 2), Zone::wib, 1));
}

class ClearingAway : public testing::Test {
 protected:
  ~ClearingAway() override { fs::remove_all(shelf); }
  std::string add(Instant begun, bool finished = true) const {
    SeededChance chance(static_cast<std::uint64_t>(begun.micros));
    auto const name = generation_name(begun, chance);
    fs::create_directories(shelf + "/" + name);
    std::ofstream(shelf + "/" + name + "/" + base_name()) << "x";
    if (finished) std::ofstream(shelf + "/" + name + "/" + record_name(0)) << "x";
    return name;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (auto const& one : generations_on(shelf)) found.push_back(one.name);
    return found;
  }
  std::string const shelf = testing::TempDir() + "lumbung-clearing-" + std::to_string(::getpid());
  Instant const now{1'795'309'200'000'000};
};

TEST_F(ClearingAway, KeepsEveryMomentOfTheLastDaysAndTheNewestWholeCopyAlways) {
  std::vector<std::string> nights;
  for (int ago = 12; ago >= 0; --ago) nights.push_back(add(now - days(ago)));
  EXPECT_EQ(clear_away(shelf, now, 7, {}), 5);
  EXPECT_THAT(names(), testing::ElementsAreArray(nights.begin() + 5, nights.end()))
      << "the one of seven days ago, too: its changes reach into these days";
  EXPECT_EQ(clear_away(shelf, now + days(400), 7, {}), 7);
  EXPECT_THAT(names(), testing::ElementsAre(nights.back()));
}

TEST_F(ClearingAway, AnUnfinishedCopyGoesUnlessItIsBeingWritten) {
  auto const whole = add(now - days(1)), broken_off = add(now - hours(2), false), live = add(now - hours(1), false);
  fs::create_directories(shelf + "/holiday-pictures");
  clear_away(shelf, now, 7, {live});
  EXPECT_THAT(names(), testing::ElementsAre(whole, live));
  EXPECT_TRUE(fs::exists(shelf + "/holiday-pictures")) << "what is not ours is let be";
}

TEST_F(ClearingAway, APictureWhoseOriginalIsLongGoneGoesToo) {
  auto const old = shelf + "/files/ab/old.age", fresh = shelf + "/files/ab/fresh.age";
  fs::create_directories(shelf + "/files/ab");
  for (auto const& path : {old, fresh}) std::ofstream(path) << "x";
  fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(24 * 8));
  clear_away(shelf, now, 7, {});
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(fresh));
}

}  // namespace
}  // namespace lumbung::backup
