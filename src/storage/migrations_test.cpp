#include <gtest/gtest.h>

#include "storage/engines.h"
#include "storage/storage.h"
#include "tests/village.h"

namespace lumbung::storage {
namespace {

Migration const barn{"0001-barn", "CREATE TABLE barn (id {i64} PRIMARY KEY) {strict};\n"};
Migration const mill{"0002-mill", "CREATE TABLE mill (id {i64} PRIMARY KEY, name {text}) {strict};\n"};

class MigrationTest : public ::testing::Test {
 protected:
  std::vector<std::string> apply(std::vector<Migration> const& steps) {
    return migrate(*writer_, steps, Instant{1'000'000});
  }
  bool works(Sql sql) {
    try {
      writer_->number(sql);
      return true;
    } catch (Mistake const&) {
      return false;
    }
  }
  ForgottenDatabase place_;
  std::unique_ptr<Database> database_ = Database::open(place_.options());
  std::unique_ptr<WriterSession> writer_ = database_->writer();
};

TEST_F(MigrationTest, EachStepIsAppliedOnceInOrder) {
  EXPECT_EQ(apply({barn}), std::vector<std::string>{"0001-barn"});
  EXPECT_EQ(apply({barn, mill}), std::vector<std::string>{"0002-mill"});
  EXPECT_EQ(apply({barn, mill}), std::vector<std::string>{});
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM schema_steps WHERE applied_at = 1000000"), 2);
}

TEST_F(MigrationTest, AnEditedStepIsRefused) {
  apply({barn});
  Migration const edited{"0001-barn", "CREATE TABLE barn (id {i64} PRIMARY KEY, more {text}) {strict};\n"};
  EXPECT_THROW(apply({edited, mill}), Breakdown);
  EXPECT_FALSE(works("SELECT COUNT(*) FROM mill"));
}

TEST_F(MigrationTest, ADatabaseOfANewerProgramIsRefused) {
  apply({barn, mill});
  EXPECT_THROW(apply({barn}), Breakdown);
}

TEST_F(MigrationTest, AStepThatFailsLeavesNothingOfItOrOfTheStepsBeforeIt) {
  EXPECT_THROW(apply({barn, {"0002-wrong", "CREATE TABLE wrong (id {i64}) {strict};\nCREATE NONSENSE;\n"}}), Mistake);
  EXPECT_FALSE(works("SELECT COUNT(*) FROM barn"));
  EXPECT_FALSE(works("SELECT COUNT(*) FROM wrong"));
  EXPECT_EQ(apply({barn}).size(), 1u);
}

TEST_F(MigrationTest, TwoStepsOfOneNameAreAMistake) { EXPECT_THROW(apply({barn, barn}), Mistake); }

TEST(SchemaText, IsWrittenOutForEachEngine) {
  std::string_view const text = "CREATE TABLE t (a {i64}, b {i32}, c {text}, d {bytes}, e {real}) {strict};";
  EXPECT_EQ(written_out(text, Engine::sqlite), "CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, d BLOB, e REAL) STRICT;");
  EXPECT_EQ(written_out(text, Engine::postgresql),
            "CREATE TABLE t (a BIGINT, b INTEGER, c TEXT COLLATE \"C\", d BYTEA, e DOUBLE PRECISION) ;");
  EXPECT_EQ(written_out("{strict_by_key}", Engine::sqlite), "STRICT, WITHOUT ROWID");
  EXPECT_EQ(written_out("{strict_by_key}", Engine::postgresql), "");
  EXPECT_EQ(written_out("{changes_often t}", Engine::sqlite), "");
  EXPECT_EQ(written_out("{changes_often t}", Engine::postgresql), "ALTER TABLE t SET (fillfactor = 50);");
  EXPECT_THROW(written_out("a {float}", Engine::sqlite), Mistake);
  EXPECT_THROW(written_out("a {i64", Engine::sqlite), Mistake);
}

}  // namespace
}  // namespace lumbung::storage
