// Sharing tables out, against functions that stand in for Citus: they record, and refuse what Citus refuses.
#include "storage/spread.h"

#include <gmock/gmock.h>

#include "storage/row.h"
#include "tests/fake_citus.h"
#include "tests/village.h"

namespace lumbung::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Migration const farm{"0001-farm", R"(
-- Rows of a book.
CREATE TABLE sheep (book_id {i64} NOT NULL, id {i64} NOT NULL, PRIMARY KEY (book_id, id)) {strict};
CREATE TABLE lambs (book_id {i64} NOT NULL, id {i64} NOT NULL, mother {i64} NOT NULL, PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, mother) REFERENCES sheep (book_id, id)) {strict};
-- reference: small
-- and the same for all.
CREATE TABLE breeds (name {text} NOT NULL PRIMARY KEY) {strict};
-- Words about them. Small: a reference table under Citus.
CREATE TABLE breed_words (word {text} NOT NULL PRIMARY KEY, name {text} NOT NULL REFERENCES breeds (name)) {strict};
-- local: on the coordinator
CREATE TABLE fences (id {i64} NOT NULL PRIMARY KEY) {strict};
CREATE TABLE old_barn (book_id {i64} NOT NULL PRIMARY KEY) {strict};
-- local: thrown away
CREATE TABLE mud (id {i64} NOT NULL PRIMARY KEY) {strict};
)"};
Migration const later{"0002-later", R"(
ALTER TABLE old_barn RENAME TO barn;
DROP TABLE mud;
-- Rows of a book.
CREATE TABLE ewes (book_id {i64} NOT NULL PRIMARY KEY) {strict};
)"};

TEST(Shares, AreSaidAboveEachTableAndFollowItsName) {
  EXPECT_THAT(shares_of({farm, later}),
              ElementsAre(testing::Pair("barn", Share::by_book), testing::Pair("breed_words", Share::reference),
                          testing::Pair("breeds", Share::reference), testing::Pair("ewes", Share::by_book),
                          testing::Pair("fences", Share::local), testing::Pair("lambs", Share::by_book),
                          testing::Pair("sheep", Share::by_book)));
}

class Spread : public testing::Test {
 protected:
  void apply(std::vector<Migration> const& steps) { migrate(*writer, steps, Instant{1}); }
  ForgottenDatabase place;
  std::unique_ptr<Database> database = Database::open(place.options());
  std::unique_ptr<WriterSession> writer = database->writer();
};

TEST_F(Spread, WithoutCitusNothingIsSharedOut) {
  apply({farm});
  EXPECT_THAT(spread(*writer, {farm}), IsEmpty());
  EXPECT_FALSE(is_spread(*writer));
}

TEST_F(Spread, ReferenceTablesFirstThenBooksEachAfterWhatItRefersTo) {
  if (!place.on_postgresql()) GTEST_SKIP() << "Citus is an extension of PostgreSQL";
  tests::FakeCitus const citus(*writer);
  apply({farm});
  EXPECT_THAT(spread_by_citus(*writer, {farm}), ElementsAre("breeds", "breed_words", "old_barn", "sheep", "lambs"));
  EXPECT_THAT(citus.calls(), ElementsAre("reference breeds", "reference breed_words", "old_barn by book_id with none",
                                         "sheep by book_id with old_barn", "lambs by book_id with old_barn"));
}

TEST_F(Spread, AgainIsNothingAndLaterStepsJoinTheOthers) {
  if (!place.on_postgresql()) GTEST_SKIP() << "Citus is an extension of PostgreSQL";
  tests::FakeCitus const citus(*writer);
  apply({farm});
  spread_by_citus(*writer, {farm});
  EXPECT_THAT(spread_by_citus(*writer, {farm}), IsEmpty());
  apply({farm, later});
  EXPECT_THAT(spread_by_citus(*writer, {farm, later}), ElementsAre("ewes"));
  EXPECT_EQ(citus.calls().back(), "ewes by book_id with barn");
}

TEST_F(Spread, WhatWasInterruptedIsTakenUpAgain) {
  if (!place.on_postgresql()) GTEST_SKIP() << "Citus is an extension of PostgreSQL";
  tests::FakeCitus citus(*writer);
  apply({farm});
  citus.refuse("sheep");
  EXPECT_THROW(spread_by_citus(*writer, {farm}), std::exception);
  citus.refuse("");
  EXPECT_THAT(spread_by_citus(*writer, {farm}), ElementsAre("sheep", "lambs"));
}

TEST_F(Spread, ATableSharedOutOtherwiseIsAFault) {
  if (!place.on_postgresql()) GTEST_SKIP() << "Citus is an extension of PostgreSQL";
  tests::FakeCitus const citus(*writer);
  apply({farm});
  writer->begin();
  writer->run("SELECT create_reference_table(CAST('sheep' AS REGCLASS))", {});
  writer->commit();
  EXPECT_THROW(spread_by_citus(*writer, {farm}), Breakdown);
}

}  // namespace
}  // namespace lumbung::storage
