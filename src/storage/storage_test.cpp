#include "storage/storage.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/village.h"

namespace lumbung::storage {
namespace {

struct Thing;
using Kind = Clash::Kind;

std::vector<Migration> const schema{{"0001-things", R"(
-- local: for tests
CREATE TABLE things (
  id {i64} PRIMARY KEY,
  whole {i64},
  small {i32},
  real {real},
  text {text},
  bytes {bytes},
  CONSTRAINT small_is_small CHECK (small IS NULL OR small < 1000)
) {strict};
-- local: for tests
CREATE TABLE parts (
  thing {i64} NOT NULL REFERENCES things (id),
  name {text} NOT NULL,
  PRIMARY KEY (thing, name)
) {strict_by_key};
)"}};

class StorageTest : public ::testing::Test {
 protected:
  StorageTest() {
    migrate(*writer_, schema, Instant{0});
    writer_->begin();
  }
  bool on_postgresql() const { return place_.on_postgresql(); }
  void add(std::int64_t id) { writer_->run("INSERT INTO things (id, small) VALUES ($1, 1)", {id}); }
  // What the table says to an act that must not be; afterwards the unit is undone.
  template <class Act>
  std::optional<Kind> clash_of(Act act) {
    writer_->savepoint();
    std::optional<Kind> kind;
    try {
      act();
    } catch (Clash const& clash) {
      kind = clash.kind;
    }
    writer_->rollback_to_savepoint();
    return kind;
  }

  ForgottenDatabase place_;
  std::unique_ptr<Database> database_ = Database::open(place_.options());
  std::unique_ptr<WriterSession> writer_ = database_->writer();
};

TEST_F(StorageTest, ValuesComeBackAsTheyWentIn) {
  std::string const text = "Rp25.000 — lumbung ✓ 'quoted' $1 {x}", bytes("\0\1\xff\0", 4);
  std::int64_t const wholes[] = {0, 1, -1, INT64_MAX, INT64_MIN};
  for (int i = 0; i < 5; ++i)
    writer_->run("INSERT INTO things (id, whole, small, real, text, bytes) VALUES ($1, $2, $3, $4, $5, $6)",
                 {i, wholes[i], -i, 0.1 * i, text, Blob{bytes}});
  int seen = 0;
  writer_->each("SELECT id, whole, small, real, text, bytes FROM things ORDER BY id", {}, [&](Row const& row) {
    EXPECT_EQ(row.get<int>(0), seen);
    EXPECT_EQ(row.get<std::int64_t>(1), wholes[seen]);
    EXPECT_EQ(row.get<int>(2), -seen);
    EXPECT_EQ(row.get<double>(3), 0.1 * seen);
    EXPECT_EQ(row.get<std::string>(4), text);
    EXPECT_EQ(row.blob(5), bytes);
    ++seen;
    return true;
  });
  EXPECT_EQ(seen, 5);
}

TEST_F(StorageTest, TypesOfOursComeBackAsTheyWentIn) {
  Id<Thing> const id{{9, 8, 7}};
  Hash const hash{1, 2, 3};
  auto const insert = [&](std::int64_t number, Parameter whole, Parameter text, Parameter bytes) {
    writer_->run("INSERT INTO things (id, whole, text, bytes) VALUES ($1, $2, $3, $4)", {number, whole, text, bytes});
  };
  insert(1, Instant{-5}, rupiah, id);
  insert(2, Date{20'000}, asset("KG-BERAS"), hash);
  insert(3, std::optional<std::int64_t>(), std::optional<std::string>(), std::optional<Id<Thing>>());
  insert(4, std::optional<std::int64_t>(7), std::optional<std::string>(""), std::optional<Id<Thing>>(id));
  auto const at = [&](std::int64_t number, auto check) {
    EXPECT_TRUE(writer_->first("SELECT whole, text, bytes FROM things WHERE id = $1", {number}, [&](Row const& row) {
      check(row);
      return done;
    }));
  };
  at(1, [&](Row const& row) {
    EXPECT_EQ(row.get<Instant>(0), Instant{-5});
    EXPECT_EQ(row.get<Asset>(1), rupiah);
    EXPECT_EQ(row.get<Id<Thing>>(2), id);
    EXPECT_THROW(row.get<Hash>(2), Mistake) << "16 bytes are no hash";
  });
  at(2, [&](Row const& row) {
    EXPECT_EQ(row.get<Date>(0), Date{20'000});
    EXPECT_EQ(row.get<Asset>(1), asset("KG-BERAS"));
    EXPECT_EQ(row.get<Hash>(2), hash);
  });
  at(3, [&](Row const& row) {
    EXPECT_EQ(row.get<std::optional<std::int64_t>>(0), std::nullopt);
    EXPECT_EQ(row.get<std::optional<std::string>>(1), std::nullopt);
    EXPECT_EQ(row.get<std::optional<Id<Thing>>>(2), std::nullopt);
    EXPECT_THROW(row.get<std::int64_t>(0), Mistake) << "null is not 0";
    EXPECT_THROW(row.get<std::string>(1), Mistake);
  });
  at(4, [&](Row const& row) {
    EXPECT_EQ(row.get<std::optional<std::int64_t>>(0), 7);
    EXPECT_EQ(row.get<std::optional<std::string>>(1), "") << "an empty text is not null";
    EXPECT_EQ(row.get<std::optional<Id<Thing>>>(2), id);
    EXPECT_THROW(row.get<std::string>(0), Mistake) << "a number is no text";
    EXPECT_THROW(row.get<std::int64_t>(1), Mistake);
  });
}

TEST_F(StorageTest, PlaceholdersMayComeInAnyOrderAndAgain) {
  auto const row = writer_->first("SELECT CAST($2 AS BIGINT), CAST($1 AS BIGINT), CAST($2 AS BIGINT)", {10, 20},
                                  [](Row const& r) { return std::vector{r.integer(0), r.integer(1), r.integer(2)}; });
  EXPECT_EQ(row, (std::vector<std::int64_t>{20, 10, 20}));
}

TEST_F(StorageTest, TheSameStatementTakesNullAndValueInTurn) {
  for (int i = 0; i < 4; ++i)
    writer_->run("INSERT INTO things (id, whole) VALUES ($1, $2)",
                 {i, i % 2 == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(i)});
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE whole IS NULL"), 2);
}

TEST_F(StorageTest, AWrongNumberOfParametersIsAMistake) {
  writer_->savepoint();
  EXPECT_THROW(writer_->run("INSERT INTO things (id, whole) VALUES ($1, $2)", {1}), Mistake);
  writer_->rollback_to_savepoint();
  EXPECT_THROW(writer_->run("INSERT INTO things (id) VALUES ($1)", {1, 2}), Mistake);
}

TEST_F(StorageTest, AQueryMayAskItselfAgainWhileItsRowsAreRead) {
  for (int i = 0; i < 3; ++i) add(i);
  int rows = 0;
  Sql const all = "SELECT id FROM things ORDER BY id";
  writer_->each(all, {}, [&](Row const&) {
    writer_->each(all, {}, [&](Row const&) {
      ++rows;
      return true;
    });
    return true;
  });
  EXPECT_EQ(rows, 9);
}

TEST_F(StorageTest, FirstAllNumberAndExistsSayWhatIsThere) {
  auto const id_of = [](Row const& row) { return row.integer(0); };
  EXPECT_EQ(writer_->first("SELECT id FROM things", {}, id_of), std::nullopt);
  EXPECT_FALSE(writer_->exists("SELECT 1 FROM things WHERE id = $1", {2}));
  EXPECT_THROW(writer_->number("SELECT id FROM things"), Mistake);
  for (int i = 0; i < 3; ++i) add(i);
  EXPECT_EQ(writer_->first("SELECT id FROM things ORDER BY id DESC", {}, id_of), 2);
  EXPECT_EQ(writer_->all("SELECT id FROM things ORDER BY id LIMIT 2", {}, id_of), (std::vector<std::int64_t>{0, 1}));
  EXPECT_TRUE(writer_->exists("SELECT 1 FROM things WHERE id = $1", {2}));
}

TEST_F(StorageTest, RunSaysHowManyRowsChanged) {
  for (int i = 0; i < 3; ++i) add(i);
  auto const before = writer_->changed();
  EXPECT_EQ(writer_->run("UPDATE things SET whole = 1 WHERE id > 0", {}), 2);
  EXPECT_EQ(writer_->run("UPDATE things SET whole = 1 WHERE id > 10", {}), 0);
  EXPECT_EQ(writer_->run("INSERT INTO things (id) VALUES (1) ON CONFLICT (id) DO NOTHING", {}), 0);
  EXPECT_EQ(writer_->number("DELETE FROM things WHERE id = 2 RETURNING id"), 2);
  EXPECT_EQ(writer_->changed() - before, 3);
}

TEST_F(StorageTest, WhatTheTableMustNeverHoldIsAClashThatSaysWhy) {
  add(1);
  EXPECT_EQ(clash_of([&] { add(1); }), Kind::unique);
  EXPECT_EQ(clash_of([&] { writer_->run("INSERT INTO parts (thing, name) VALUES (99, 'lid')", {}); }),
            Kind::foreign_key);
  EXPECT_EQ(clash_of([&] { writer_->run("UPDATE things SET small = 1000", {}); }), Kind::check);
  EXPECT_EQ(clash_of([&] { writer_->run("INSERT INTO parts (thing, name) VALUES (1, $1)", {nullptr}); }),
            Kind::not_null);
  EXPECT_EQ(clash_of([&] { writer_->run("INSERT INTO parts (thing, name) VALUES (1, 'lid')", {}); }), std::nullopt);
}

TEST_F(StorageTest, ANumberThatRunsOverIsAClashAndNeverAReal) {
  writer_->run("INSERT INTO things (id, whole) VALUES (1, $1)", {std::numeric_limits<std::int64_t>::max()});
  EXPECT_EQ(clash_of([&] { writer_->run("UPDATE things SET whole = whole + 1", {}); }), Kind::range);
  EXPECT_EQ(writer_->number("SELECT whole FROM things"), INT64_MAX);
}

TEST_F(StorageTest, NothingRunsAfterAClashUntilTheUnitIsUndone) {
  add(1);
  writer_->savepoint();
  EXPECT_THROW(add(1), Clash);
  EXPECT_THROW(add(2), Mistake);
  EXPECT_THROW(writer_->number("SELECT COUNT(*) FROM things"), Mistake);
  EXPECT_THROW(writer_->release_savepoint(), Mistake);
  writer_->rollback_to_savepoint();
  add(2);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things"), 2);
}

TEST_F(StorageTest, AnUnitUndoneLeavesTheOthers) {
  for (int i = 0; i < 6; ++i) {
    writer_->savepoint();
    add(i);
    if (i % 2 == 0)
      writer_->release_savepoint();
    else
      writer_->rollback_to_savepoint();
  }
  writer_->commit();
  auto const reader = database_->reader();
  reader->begin();
  EXPECT_EQ(reader->all("SELECT id FROM things ORDER BY id", {}, [](Row const& row) { return row.integer(0); }),
            (std::vector<std::int64_t>{0, 2, 4}));
  reader->end();
}

TEST_F(StorageTest, TextIsSortedByItsBytes) {
  add(1);
  for (auto const* name : {"b", "a", "B", "é", "A", "_"})
    writer_->run("INSERT INTO parts (thing, name) VALUES (1, $1)", {name});
  EXPECT_EQ(
      writer_->all("SELECT name FROM parts ORDER BY name", {}, [](Row const& row) { return row.get<std::string>(0); }),
      (std::vector<std::string>{"A", "B", "_", "a", "b", "é"}));
}

TEST_F(StorageTest, ASumNeedsItsCastAndThenIsANumber) {
  add(1);
  EXPECT_EQ(writer_->number("SELECT CAST(SUM(id) AS BIGINT) FROM things"), 1);
  if (on_postgresql()) {
    EXPECT_THROW(writer_->number("SELECT SUM(id) FROM things"), Mistake);
  }
}

TEST_F(StorageTest, ABulkLoadIsAllThereAfterwards) {
  auto const load = writer_->bulk("things", "id, whole, small, real, text, bytes");
  std::string const text(100, 'x');
  for (int i = 0; i < 60'000; ++i)
    load->add({i, i % 7 == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(-i), i % 1000, i / 2.0, text,
               Blob{text}});
  load->finish();
  writer_->commit();
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things"), 60'000);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE whole IS NULL"), 8572);
  EXPECT_EQ(writer_->number("SELECT CAST(SUM(small) AS BIGINT) FROM things"), 60 * 499'500);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE real = id / 2.0 AND text = $1 AND bytes = $2",
                            {text, Blob{text}}),
            60'000);
}

TEST_F(StorageTest, ABulkLoadClashesLikeAnyInsert) {
  add(5);
  auto const load_with = [&](std::int64_t id, std::int64_t small) {
    auto const load = writer_->bulk("things", "id, small");
    load->add({id, small});
    load->finish();
  };
  EXPECT_EQ(clash_of([&] { load_with(5, 1); }), Kind::unique);
  EXPECT_EQ(clash_of([&] { load_with(6, 1000); }), Kind::check);
  EXPECT_EQ(clash_of([&] { load_with(6, 999); }), std::nullopt);
  writer_->savepoint();
  EXPECT_THROW(writer_->bulk("things", "id, small")->add({1}), Mistake);
  writer_->rollback_to_savepoint();
}

// Rows of numbers go in blocks on SQLite; what is no number, a block that is not full and two loads in a row must not
// mix.
TEST_F(StorageTest, ABulkLoadOfNumbersKeepsEachRowWhateverComesBetween) {
  for (int load_number = 0; load_number < 2; ++load_number) {
    auto const load = writer_->bulk("things", "id, whole, small");
    for (int i = 0; i < 40; ++i)
      load->add(
          {load_number * 100 + i, i == 20 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(7 * i), i});
    load->finish();
  }
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE whole = 7 * small"), 78);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE whole IS NULL AND small = 20"), 2);
}

TEST_F(StorageTest, RowsThatAreThereTakeTheNewColumnsAndTheOthersAreAdded) {
  for (std::int64_t id = 1; id <= 50; ++id) add(id);
  auto const before = writer_->changed();
  auto const load = writer_->replace("things", "id", "id, small, text");
  std::vector<std::string> const texts{"ganjil", "genap"};
  for (std::int64_t id = 31; id <= 100; ++id) load->add({id, 7, texts[static_cast<std::size_t>(id % 2 == 0)]});
  load->finish();
  EXPECT_GE(writer_->changed() - before, 70);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things"), 100);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE small = 1 AND text IS NULL"), 30);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE small = 7 AND text = 'genap'"), 35);
  load->add({100, 8, nullptr});  // again after finish(), and NULL takes away
  load->finish();
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things WHERE small = 8 AND text IS NULL"), 1);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things"), 100);
  EXPECT_EQ(clash_of([&] {
              auto const wrong = writer_->replace("things", "id", "id, small");
              wrong->add({1, 1'000});
              wrong->finish();
            }),
            Kind::check);
}

TEST_F(StorageTest, ABlockThatClashesHalfWayIsUndoneWithItsUnit) {
  add(5);
  EXPECT_EQ(clash_of([&] {
              auto const load = writer_->bulk("things", "id, small");
              for (int i = 0; i < 16; ++i) load->add({i, i});
              load->finish();
            }),
            Kind::unique);
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things"), 1);
}

TEST_F(StorageTest, ARolledBackTransactionNeverWas) {
  add(1);
  writer_->rollback();
  EXPECT_EQ(writer_->number("SELECT COUNT(*) FROM things"), 0);
}

TEST(DatabaseAddress, OfAnUnknownKindIsRefusedWithoutRepeatingIt) {
  try {
    Database::open({.url = "mysql://user:secret@host/db", .data_dir = ""});
    FAIL();
  } catch (Breakdown const& breakdown) {
    EXPECT_EQ(std::string(breakdown.what()).find("secret"), std::string::npos);
  }
  EXPECT_THROW(Database::open({.url = "sqlite::memory:", .data_dir = ""}), Breakdown);
  EXPECT_THROW(Database::open({.url = "sqlite:", .data_dir = ""}), Breakdown);
  EXPECT_THROW(Database::open({.url = "sqlite:/no/such/directory/x.db", .data_dir = ""}), Breakdown);
}

}  // namespace
}  // namespace lumbung::storage
