// What only the embedded database must hold: its settings, its lock, its log, its file. On a file of its own, whatever
// engine the rest of the tests run on.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "storage/storage.h"
#include "tests/village.h"

namespace lumbung::storage {
namespace {

std::vector<Migration> const one_table{
    {"0001-sacks", "CREATE TABLE sacks (id {i64} PRIMARY KEY, label {bytes} NOT NULL) {strict};\n"}};

class SqliteTest : public ::testing::Test {
 protected:
  SqliteTest() { open(); }
  void open() {
    database_ = Database::open(options());
    writer_ = database_->writer();
    migrate(*writer_, one_table, Instant{0});
  }
  void close() {
    writer_.reset();
    database_.reset();
  }
  std::string path() const { return place_.directory() + "/embedded.db"; }
  Options options() const { return {.url = "sqlite:" + path(), .data_dir = ""}; }
  void put(std::int64_t id, std::string const& label) {
    writer_->begin();
    writer_->run("INSERT INTO sacks (id, label) VALUES ($1, $2)", {id, Blob{label}});
    writer_->commit();
  }
  static std::string bytes_of_file(std::string const& name) {
    std::ifstream file(name, std::ios::binary);
    std::stringstream all;
    all << file.rdbuf();
    return all.str();
  }
  ForgottenDatabase place_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<WriterSession> writer_;
};

TEST_F(SqliteTest, AFileIsInWalModeWithPagesOf16KibAndForItsOwnerOnly) {
  EXPECT_EQ(writer_->first("PRAGMA journal_mode", {}, [](Row const& row) { return row.get<std::string>(0); }), "wal");
  EXPECT_EQ(writer_->number("PRAGMA page_size"), 16384);
  EXPECT_EQ(writer_->number("PRAGMA synchronous"), 2);
  EXPECT_EQ(writer_->number("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(writer_->number("PRAGMA secure_delete"), 1);
  EXPECT_EQ(writer_->number("PRAGMA wal_autocheckpoint"), 0);
  EXPECT_EQ(writer_->number("PRAGMA mmap_size"), 0);
  for (auto const* suffix : {"", "-wal", "-shm"}) {
    struct stat facts{};
    ASSERT_EQ(::stat((path() + suffix).c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U) << suffix;
  }
}

TEST_F(SqliteTest, AFileThatCannotBeInWalModeIsRefused) {
  // A read-only directory holds no log: SQLite then stays in the old mode. As root nothing is read-only, so another
  // way: a file kept in rollback mode by a reader that holds it.
  close();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(
      sqlite3_exec(other, "PRAGMA journal_mode=DELETE; BEGIN; SELECT COUNT(*) FROM sacks", nullptr, nullptr, nullptr),
      SQLITE_OK);
  EXPECT_THROW(Database::open(options()), Breakdown);
  sqlite3_close(other);
  open();
}

TEST_F(SqliteTest, ASecondProcessIsRefusedByTheLock) {
  auto const tries = [&] {
    pid_t const child = ::fork();
    if (child == 0) {
      try {
        auto const second = Database::open(options());
        ::_exit(0);
      } catch (Breakdown const&) {
        ::_exit(7);
      }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  };
  EXPECT_EQ(tries(), 7);
  EXPECT_THROW(Database::open(options()), Breakdown) << "nor twice in one process";
  close();
  EXPECT_EQ(tries(), 0);
}

TEST_F(SqliteTest, WhoOnlyLooksMayLookBesideARunningServerAndNotWrite) {
  put(1, "one");
  auto other = options();
  other.look_only = true;
  auto const looking = Database::open(other);
  auto const reader = looking->reader();
  reader->begin();
  EXPECT_EQ(reader->number("SELECT COUNT(*) FROM sacks"), 1);
  EXPECT_THROW(reader->number("INSERT INTO sacks (id, label) VALUES (2, $1) RETURNING id", {Blob{"x"}}), Mistake);
  EXPECT_THROW(looking->writer(), Mistake);
  reader->end();
}

TEST_F(SqliteTest, ThereIsOneWriter) { EXPECT_THROW(database_->writer(), Mistake); }

TEST_F(SqliteTest, WhatIsDeletedIsGoneFromTheFile) {
  std::string const canary = "canary-3217010203040506";
  for (int i = 0; i < 50; ++i) put(i, canary);
  writer_->begin();
  writer_->run("DELETE FROM sacks WHERE id >= 0", {});
  writer_->commit();
  close();
  EXPECT_EQ(bytes_of_file(path()).find(canary), std::string::npos);
  EXPECT_EQ(bytes_of_file(path() + "-wal").find(canary), std::string::npos);
}

TEST_F(SqliteTest, TheLogIsWrittenBackWhenItIsLongAndDoesNotGrowForEver) {
  std::string const megabyte(1 << 20, 'x');
  std::int64_t id = 0;
  auto const put_megabytes = [&](int count) {
    for (int i = 0; i < count; ++i) {
      put(++id, megabyte);
      writer_->tend();
    }
  };
  auto const log_size = [&] { return std::filesystem::file_size(path() + "-wal"); };
  put_megabytes(62);
  EXPECT_GT(log_size(), 62U << 20) << "nobody writes back before it is due";
  auto const reader = database_->reader();  // holds back what it still sees
  reader->begin();
  put_megabytes(10);
  EXPECT_EQ(reader->number("SELECT COUNT(*) FROM sacks"), 62);
  reader->end();
  put_megabytes(70);
  auto const longest = log_size();
  EXPECT_LT(longest, 140U << 20);
  put_megabytes(20);
  EXPECT_EQ(log_size(), longest) << "the log is used again from its start";
}

TEST_F(SqliteTest, InSmallStepsTheLogStaysShort) {
  std::string const megabyte(1 << 20, 'x');
  for (int id = 1; id <= 40; ++id) {
    put(id, megabyte);
    writer_->tend(true);
  }
  auto const longest = std::filesystem::file_size(path() + "-wal");
  EXPECT_GE(longest, 8U << 20) << "nor is it written back after each commit";
  EXPECT_LT(longest, 11U << 20);
}

}  // namespace
}  // namespace lumbung::storage
