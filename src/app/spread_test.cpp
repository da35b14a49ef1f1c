// The whole schema against what Citus refuses: every table is shared out as the comment above it says, and every key
// and foreign key lets it (tests/fake_citus.h refuses as Citus does).
#include "storage/spread.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "app/installation.h"
#include "storage/catalog.h"
#include "tests/fake_citus.h"
#include "tests/village.h"

namespace lumbung::app {
namespace {

using storage::Share;

class SpreadHouse : public testing::Test {
 protected:
  SpreadHouse() { storage::migrate(*writer, all_migrations(), Instant{1}); }
  ForgottenDatabase place;
  std::unique_ptr<storage::Database> database = storage::Database::open(place.options());
  std::unique_ptr<storage::WriterSession> writer = database->writer();
};

TEST_F(SpreadHouse, EveryTableSaysWhereItLiesAndItsKeyAgrees) {
  auto const shares = storage::shares_of(all_migrations());
  auto const tables = storage::tables_of(*writer);
  EXPECT_EQ(shares.size(), tables.size());
  std::map<Share, int> many;
  for (auto const& table : tables) {
    ASSERT_TRUE(shares.contains(table.name)) << table.name;
    auto const share = shares.at(table.name);
    ++many[share];
    auto const& first = table.columns[table.key.front()].name;
    if (share == Share::by_book) {
      EXPECT_EQ(first, "book_id") << table.name;
    }
    for (auto const& other : table.refers_to) {
      auto const theirs = shares.at(other);
      bool const well = theirs == Share::reference || theirs == share;
      EXPECT_TRUE(well) << table.name << " refers to " << other;
    }
  }
  EXPECT_GT(many[Share::by_book], 40);
  EXPECT_GT(many[Share::local], 15);
  EXPECT_GT(many[Share::reference], 5);
}

TEST_F(SpreadHouse, TheWholeSchemaIsSharedOutOnceAndNothingIsLeft) {
  if (!place.on_postgresql()) GTEST_SKIP() << "Citus is an extension of PostgreSQL";
  tests::FakeCitus const citus(*writer);
  auto const shared = storage::spread_by_citus(*writer, all_migrations());
  auto const shares = storage::shares_of(all_migrations());
  auto const wanted =
      std::count_if(shares.begin(), shares.end(), [](auto const& one) { return one.second != Share::local; });
  EXPECT_EQ(std::ssize(shared), wanted);
  for (auto const& table : shared) EXPECT_NE(shares.at(table), Share::local) << table;
  EXPECT_TRUE(storage::spread_by_citus(*writer, all_migrations()).empty());
}

}  // namespace
}  // namespace lumbung::app
