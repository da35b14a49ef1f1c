// What was answered is there: after the process was killed, after the disk failed, after the disk was full.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>
#include <thread>

#include "tests/failing_disk.h"
#include "tests/village.h"
#include "work/audit.h"
#include "work/work.h"

namespace lumbung::work {
namespace {

std::vector<storage::Migration> steps() {
  auto all = migrations();
  all.push_back({"0001-barn", R"(
-- local: for tests
CREATE TABLE sacks (id {i64} PRIMARY KEY, filler {text} NOT NULL) {strict};
)"});
  return all;
}

Result<std::int64_t> store_durably(Work& work, std::int64_t id) {
  work.rows.run("INSERT INTO sacks (id, filler) VALUES ($1, $2)", {id, std::string(100, 'x')});
  work.record({.kind = "test.stored", .facts = {{"sack", std::to_string(id)}}});
  return id;
}

// A child that stores sacks from four threads, tells each number through the pipe once it is answered, and never ends.
[[noreturn]] void store_for_ever(storage::Options const& options, std::int64_t first, int pipe) {
  auto const database = storage::Database::open(options);
  Engine engine(*database, {}, machine_clock(), machine_chance());
  auto const person = [&](std::int64_t id) {
    for (;; id += 4) {
      auto const answer = engine.work(Actor::system(), [id](Work& work) { return store_durably(work, id); });
      if (answer.refused() || ::write(pipe, &id, sizeof id) != sizeof id) ::_exit(1);
    }
  };
  std::thread others[] = {std::thread(person, first), std::thread(person, first + 1), std::thread(person, first + 2)};
  person(first + 3);
  for (auto& other : others) other.join();
  ::_exit(0);
}

// Starts the child, kills it -9 after some answers, and returns all that it was answered.
std::set<std::int64_t> answered_before_the_kill(storage::Options const& options, std::int64_t first,
                                                std::uint64_t answers) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  pid_t const child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    store_for_ever(options, first, ends[1]);
  }
  ::close(ends[1]);
  std::set<std::int64_t> answered;
  std::int64_t id = 0;
  while (answered.size() < answers && ::read(ends[0], &id, sizeof id) == sizeof id) answered.insert(id);
  ::kill(child, SIGKILL);
  while (::read(ends[0], &id, sizeof id) == sizeof id) answered.insert(id);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  return answered;
}

TEST(AcknowledgedWork, IsThereAfterTheProcessWasKilledTwentyTimes) {
  ForgottenDatabase place;
  auto const migrate = [&] {
    auto const database = storage::Database::open(place.options());
    storage::migrate(*database->writer(), steps(), Village::morning);
  };
  migrate();
  SeededChance chance(20);
  std::set<std::int64_t> answered;
  for (int kill = 0; kill < 20; ++kill) {
    auto const more = answered_before_the_kill(place.options(), kill * 1'000'000, 1 + chance.number(40));
    EXPECT_FALSE(more.empty());
    answered.insert(more.begin(), more.end());

    auto const database = storage::Database::open(place.options());
    auto const rows = database->reader();
    rows->begin();
    std::set<std::int64_t> there;
    rows->each("SELECT id FROM sacks", {}, [&](storage::Row const& row) {
      there.insert(row.integer(0));
      return true;
    });
    EXPECT_TRUE(std::includes(there.begin(), there.end(), answered.begin(), answered.end())) << "kill " << kill;
    EXPECT_EQ(first_broken_link(*rows), std::nullopt);
    EXPECT_EQ(rows->number("SELECT COUNT(*) FROM audit_events"), static_cast<std::int64_t>(there.size()));
    rows->end();
  }
}

// A village on a disk that can fail. SQLite only: PostgreSQL has a disk of its own.
class FailingDiskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (place_.on_postgresql()) GTEST_SKIP() << "the embedded database only";
    open();
  }
  void open() {
    engine_.reset();
    database_.reset();
    database_ = storage::Database::open(place_.options());
    storage::migrate(*database_->writer(), steps(), Village::morning);
    engine_ = std::make_unique<Engine>(*database_, House{}, clock_, chance_);
  }
  Result<std::int64_t> store(std::int64_t id) {
    return engine_->work(Actor::system(), [id](Work& work) { return store_durably(work, id); });
  }
  bool is_there(std::int64_t id) {
    return engine_->view(Actor::system(),
                         [&](View const& view) { return view.rows.exists("SELECT 1 FROM sacks WHERE id = $1", {id}); });
  }
  FailingDisk disk_;
  ForgottenDatabase place_;
  StillClock clock_{Village::morning};
  SeededChance chance_{1};
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(FailingDiskTest, EachCommitIsSyncedBeforeItIsAnswered) {
  for (int i = 0; i < 5; ++i) {
    auto const before = disk_.syncs_of_log();
    ASSERT_EQ(store(i).code(), "");
    EXPECT_GT(disk_.syncs_of_log(), before);
  }
}

TEST_F(FailingDiskTest, ASyncThatFailsIsAnsweredAsABreakdownAndNothingIsWrittenAnyMore) {
  ASSERT_EQ(store(1).code(), "");
  disk_.set(FailingDisk::Fault::sync_fails);
  EXPECT_THROW(static_cast<void>(store(2)), Breakdown);
  EXPECT_TRUE(engine_->broken());
  disk_.set(FailingDisk::Fault::none);
  EXPECT_THROW(static_cast<void>(store(3)), Breakdown) << "a kernel may have dropped the pages; never try in place";
  std::string told;
  engine_->queue(
      Actor::system(), [](Work& work) { return store_durably(work, 4); },
      [&](Result<std::int64_t> const&) { told = "done"; },
      [&](std::exception_ptr const& error) {
        try {
          std::rethrow_exception(error);
        } catch (Breakdown const&) {
          told = "breakdown";
        }
      });
  EXPECT_EQ(told, "breakdown");
  EXPECT_TRUE(is_there(1));
  EXPECT_FALSE(is_there(2));
  EXPECT_EQ(engine_->version(), 1u);

  open();
  EXPECT_TRUE(is_there(1));
  EXPECT_FALSE(is_there(3));
  EXPECT_EQ(store(5).code(), "");
  EXPECT_EQ(engine_->view(Actor::system(), [](View const& view) { return first_broken_link(view.rows); }),
            std::nullopt);
}

TEST_F(FailingDiskTest, AFullDiskIsABreakdownAndAllGoesOnWhenThereIsRoomAgain) {
  ASSERT_EQ(store(1).code(), "");
  disk_.set(FailingDisk::Fault::full);
  EXPECT_THROW(static_cast<void>(store(2)), Breakdown);
  EXPECT_THROW(static_cast<void>(store(3)), Breakdown);
  EXPECT_FALSE(engine_->broken());
  disk_.set(FailingDisk::Fault::none);
  EXPECT_EQ(store(3).code(), "");
  EXPECT_FALSE(is_there(2));
  EXPECT_TRUE(is_there(3));
}

}  // namespace
}  // namespace lumbung::work
