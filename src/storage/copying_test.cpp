// Copies of the embedded database: a whole one, and the pages that changed since, give the database again.
#include "storage/copying.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "storage/log_follower.h"
#include "storage/storage.h"

namespace lumbung::storage {
namespace {

class Copying : public testing::Test {
 protected:
  Copying() {
    std::filesystem::create_directories(place);
    open(std::nullopt);
    auto const writer = database->writer();
    writer->begin();
    writer->define("CREATE TABLE entries (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    writer->commit();
  }
  ~Copying() override {
    database.reset();
    std::filesystem::remove_all(place);
  }
  void open(std::optional<LogPlace> const& from) {
    database.reset();
    database = Database::open({.url = "sqlite:" + file, .longest_log = longest_log});
    following = database->follow(from);
  }
  // One commit; as long as many pages.
  void commit(int first, int count = 1, std::string_view text = "isi") {
    auto const writer = database->writer();
    writer->begin();
    for (int id = first; id < first + count; ++id)
      writer->run("INSERT INTO entries (id, text) VALUES ($1, $2)",
                  {id, std::string(3'000, static_cast<char>('a' + id % 26)) + std::string(text)});
    writer->commit();
    writer->tend();
  }
  std::int64_t entries_in(std::string const& path) const {
    auto const copy = Database::open({.url = "sqlite:" + path, .look_only = true});
    auto const reader = copy->reader();
    reader->begin();
    return reader->number("SELECT COUNT(*) FROM entries");
  }
  std::string whole(std::string const& name = "copy.db") const {
    auto const to = place + "/" + name;
    EXPECT_TRUE(copy_whole(file, to, [](auto, auto) { return true; }));
    return to;
  }
  // As a restore does it.
  static void put_over(std::string const& path, ChangedPages const& changes) {
    std::fstream out(path, std::ios::binary | std::ios::in | std::ios::out);
    for (auto const& [number, page] : changes.pages_by_number) {
      out.seekp(static_cast<std::streamoff>(number - 1) * changes.page_size);
      out.write(page.data(), static_cast<std::streamsize>(page.size()));
    }
    out.close();
    if (changes.pages > 0) std::filesystem::resize_file(path, std::uint64_t{changes.pages} * changes.page_size);
  }

  std::string const place = testing::TempDir() + "lumbung-copying-" + std::to_string(::getpid());
  std::string const file = place + "/lumbung.db";
  std::int64_t longest_log = 64LL << 20;
  std::unique_ptr<Database> database;
  Following* following = nullptr;
};

TEST_F(Copying, AWholeCopyIsADatabaseOfItsOwnAndForUsAlone) {
  commit(1, 100);
  auto const copy = whole();
  EXPECT_EQ(entries_in(copy), 100);
  EXPECT_EQ(quick_fault(copy), std::nullopt);
  struct stat facts{};
  ASSERT_EQ(::stat(copy.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  EXPECT_THROW(copy_whole(file, copy, [](auto, auto) { return true; }), Breakdown) << "nothing is written over";
}

TEST_F(Copying, OneThatIsStoppedLeavesNothing) {
  commit(1, 3'000);
  int steps = 0;
  EXPECT_FALSE(copy_whole(file, place + "/copy.db", [&](auto done, auto of) {
    EXPECT_LE(done, of);
    return ++steps < 2;
  }));
  EXPECT_FALSE(std::filesystem::exists(place + "/copy.db"));
}

TEST_F(Copying, OneCopyIsOfOneMomentWhileOthersCommit) {
  commit(1, 3'000);
  int more = 3'001;
  EXPECT_TRUE(copy_whole(file, place + "/copy.db", [&](auto, auto) {
    commit(more++);
    return true;
  }));
  EXPECT_GT(more, 3'002);
  EXPECT_EQ(entries_in(place + "/copy.db"), 3'000);
}

TEST_F(Copying, TheChangesSinceGiveTheDatabaseAgain) {
  following->take();
  auto const copy = whole();
  commit(1, 50);
  put_over(copy, following->take());
  EXPECT_EQ(entries_in(copy), 50);
  commit(51, 2'000);
  commit(2'051);
  auto const changes = following->take();
  EXPECT_FALSE(changes.lost);
  put_over(copy, changes);
  EXPECT_EQ(entries_in(copy), 2'051);
  EXPECT_EQ(quick_fault(copy), std::nullopt);
  EXPECT_TRUE(following->take().pages_by_number.empty());
}

TEST_F(Copying, NothingPassesUnseenWhenTheLogIsWrittenBackAndBegunAnew) {
  longest_log = 1 << 20;
  open(std::nullopt);
  following->take();
  auto const copy = whole();
  int next = 1;
  for (int round = 0; round < 10; ++round) {
    for (int i = 0; i < 7; ++i, next += 60) commit(next, 60);
    auto const changes = following->take();
    ASSERT_FALSE(changes.lost);
    put_over(copy, changes);
  }
  ASSERT_LT(std::filesystem::file_size(file + "-wal"), 4U << 20) << "it was begun anew many times";
  EXPECT_EQ(entries_in(copy), next - 1);
  EXPECT_EQ(quick_fault(copy), std::nullopt);
}

TEST_F(Copying, AChangeOfAPageIsTakenOnceHoweverOftenItChanged) {
  following->take();
  for (int i = 1; i <= 40; ++i) {
    auto const writer = database->writer();
    writer->begin();
    writer->run("INSERT INTO entries (id, text) VALUES ($1, $2)", {i, "kecil"});
    writer->commit();
  }
  EXPECT_LE(following->take().pages_by_number.size(), 3U);
}

TEST_F(Copying, ItIsTakenUpAfterARestartWhereItWasLeft) {
  following->take();
  auto const copy = whole();
  commit(1, 50);
  auto const before = following->take();
  put_over(copy, before);
  commit(51, 10);  // committed, not taken: the machine stops
  open(before.until);
  EXPECT_TRUE(following->took_up());
  commit(61, 5);
  auto const changes = following->take();
  EXPECT_FALSE(changes.lost);
  put_over(copy, changes);
  EXPECT_EQ(entries_in(copy), 65);
}

TEST_F(Copying, ALogThatIsAnotherIsNotTakenUp) {
  commit(1, 50);
  auto const before = following->take().until;
  auto other = before;
  ++other.sum;
  open(other);
  EXPECT_FALSE(following->took_up());
  other = before;
  ++other.salts;
  open(other);
  EXPECT_FALSE(following->took_up());
  open(before);
  EXPECT_TRUE(following->took_up());
  database.reset();
  std::filesystem::resize_file(file + "-wal", std::filesystem::file_size(file + "-wal") - 1);  // its end was lost
  open(before);
  EXPECT_FALSE(following->took_up());
}

TEST_F(Copying, WhoeverWritesBackAndReusesTheLogUnaskedIsFoundOut) {
  following->take();
  commit(1, 50);
  ASSERT_EQ(std::system(("sqlite3 " + file + " 'PRAGMA wal_checkpoint(RESTART)' >/dev/null").c_str()), 0);
  commit(51, 1);
  EXPECT_TRUE(following->take().lost);
  commit(52, 1);
  auto const after = following->take();
  EXPECT_FALSE(after.lost) << "it goes on from there, for a new whole copy";
  EXPECT_FALSE(after.pages_by_number.empty());
}

TEST_F(Copying, WhatNobodyTakesIsNotKeptForEver) {
  auto const before = following->take().until;
  for (int i = 0; i < 10; ++i) commit(1 + i * 100, 100);
  LogFollower small(file + "-wal", before, 1 << 20);
  EXPECT_TRUE(small.took_up());
  EXPECT_TRUE(small.take().lost) << "more than a megabyte";
  LogFollower large(file + "-wal", before);
  EXPECT_FALSE(large.take().lost);
}

TEST_F(Copying, WritersAndTakersDoNotDisturbEachOther) {
  following->take();
  auto const copy = whole();
  std::thread writing([&] {
    for (int i = 0; i < 200; ++i) commit(1 + i * 5, 5);
  });
  for (int i = 0; i < 50; ++i) {
    auto const changes = following->take();
    EXPECT_FALSE(changes.lost);
    put_over(copy, changes);
    if (changes.pages > 0) {
      EXPECT_EQ(entries_in(copy) % 5, 0) << "whole commits only";
    }
  }
  writing.join();
  put_over(copy, following->take());
  EXPECT_EQ(entries_in(copy), 1'000);
}

}  // namespace
}  // namespace lumbung::storage
