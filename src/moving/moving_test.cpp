// Rows, files and facts that leave one database and arrive in another; and all that must be refused on the way.
#include "moving/moving.h"

#include <gmock/gmock.h>

#include <limits>

#include "moving/rows.h"
#include "moving/texts.h"
#include "storage/row.h"
#include "tests/village.h"

namespace lumbung::moving {
namespace {

using storage::Database;
using storage::Migration;

Migration const barns{"0001-barns", R"(
CREATE TABLE barns (book_id {i64} NOT NULL, id {bytes} NOT NULL, name {text} NOT NULL, note {text}, weight {real},
  is_full {i32}, picture {bytes}, PRIMARY KEY (book_id, id)) {strict};
CREATE TABLE a_sack (book_id {i64} NOT NULL, place {i64} NOT NULL, barn {bytes} NOT NULL, grains {i64},
  PRIMARY KEY (book_id, place), FOREIGN KEY (book_id, barn) REFERENCES barns (book_id, id)) {strict_by_key};
CREATE TABLE words (word {text} NOT NULL PRIMARY KEY, many {i64} NOT NULL) {strict};
)"};

class Place {
 public:
  explicit Place(std::vector<Migration> const& steps = {barns}) {
    storage::migrate(*writer, steps, Instant{1});
    files.emplace(forgotten.directory() + "/files");
  }
  template <class Act>
  void change(Act act) {
    writer->begin();
    act(*writer);
    writer->commit();
  }
  std::string exported(Facts facts = {}, Progress progress = {}) {
    std::string bytes;
    auto const reader = database->reader();
    reader->begin();
    auto const made = write_out({.rows = *reader, .files = &*files, .facts = facts, .progress = progress},
                                [&](std::string_view more) { bytes += more; });
    reader->end();
    return made.refused() ? std::string(made.code()) : bytes;
  }
  // The code of the refusal; "" when all is in and kept.
  std::string import(std::string_view bytes, Arriving arriving) {
    writer->begin();
    try {
      auto const made = read_in(arriving, [&](std::span<char> room) {
        auto const taken = std::min(room.size(), bytes.size());
        bytes.copy(room.data(), taken);
        bytes.remove_prefix(taken);
        return taken;
      });
      if (made.refused()) writer->rollback();
      if (made.refused()) return std::string(made.code());
      writer->commit();
      return "";
    } catch (...) {
      writer->rollback();
      throw;
    }
  }
  std::string import(std::string_view bytes) { return import(bytes, {.rows = *writer, .files = &*files}); }
  std::int64_t rows() {
    std::int64_t sum = 0;
    for (auto const& table : storage::tables_of(*writer)) sum += storage::count_rows(*writer, table);
    return sum;
  }

  ForgottenDatabase forgotten;
  std::unique_ptr<Database> database = Database::open(forgotten.options());
  std::unique_ptr<storage::WriterSession> writer = database->writer();
  std::optional<storage::Files> files;
};

void fill(Place& place) {
  place.change([](storage::Writer& rows) {
    std::string const every_byte = [] {
      std::string all;
      for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
      return all;
    }();
    for (std::int64_t i = 0; i < 5'000; ++i) {
      std::string const id{static_cast<char>(i % 251), static_cast<char>(i / 251)};
      rows.run(
          "INSERT INTO barns (book_id, id, name, note, weight, is_full, picture) VALUES ($1, $2, $3, $4, $5, $6, $7)",
          {i % 7, storage::Blob{id}, "Lumbung é " + std::to_string(i), i % 3 == 0 ? std::optional<std::string>() : "",
           i % 5 == 0 ? std::optional<double>() : 0.1 * static_cast<double>(i),
           i % 2 == 0 ? std::optional<std::int64_t>() : INT32_MIN, storage::Blob{i % 11 == 0 ? every_byte : ""}});
      rows.run("INSERT INTO a_sack (book_id, place, barn, grains) VALUES ($1, $2, $3, $4)",
               {i % 7, -i, storage::Blob{id},
                i % 2 == 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max()});
    }
    for (auto const* word : {"padi", "Padi", "", "é", "zz", "a"})
      rows.run("INSERT INTO words (word, many) VALUES ($1, $2)", {word, 1});
  });
  place.files->put("a picture");
  place.files->put("");
  place.files->put(std::string(3 * usual_block + 7, 'x'));
}

TEST(Moving, CarriesEveryRowAndEveryFile) {
  Place from, to;
  fill(from);
  auto const bytes = from.exported({{"origin", "lumbung.example/1"}});
  std::string told;
  EXPECT_EQ(to.import(bytes, {.rows = *to.writer,
                              .files = &*to.files,
                              .consider = [&](Facts const& facts) -> Verdict {
                                told = fact(facts, "origin");
                                return done;
                              }}),
            "");
  EXPECT_EQ(told, "lumbung.example/1");
  EXPECT_EQ(to.rows(), 10'006);
  EXPECT_EQ(*digests_of(*from.writer), *digests_of(*to.writer));
  EXPECT_TRUE(to.files->has(sha256("a picture")));
  EXPECT_EQ(to.files->get(sha256("")), "");
  EXPECT_EQ(to.exported({{"origin", "lumbung.example/1"}}), bytes) << "the same rows are the same bytes";
}

TEST(Moving, TablesComeAfterThoseTheyReferTo) {
  Place place;
  std::vector<std::string> names;
  for (auto const& table : storage::tables_of(*place.writer)) names.push_back(table.name);
  EXPECT_THAT(names, testing::ElementsAre("barns", "a_sack", "words"));
}

TEST(Moving, RefusesATargetThatHoldsSomething) {
  Place from, to;
  fill(from);
  to.change([](storage::Writer& rows) { rows.run("INSERT INTO words (word, many) VALUES ($1, $2)", {"x", 1}); });
  EXPECT_EQ(to.import(from.exported()), "moving.not_empty");
  EXPECT_EQ(to.rows(), 1);
}

TEST(Moving, RefusesAnotherSchemaInEitherDirection) {
  Migration const mills{"0002-mills", "CREATE TABLE mills (id {i64} NOT NULL PRIMARY KEY) {strict};\n"};
  Place old_one, new_one({barns, mills});
  EXPECT_EQ(new_one.import(old_one.exported()), "moving.other_schema");
  EXPECT_EQ(old_one.import(new_one.exported()), "moving.other_schema");
}

TEST(Moving, RefusesWhatTheCallerRefusesBeforeAnythingIsWritten) {
  Place from, to;
  fill(from);
  EXPECT_EQ(
      to.import(from.exported(),
                {.rows = *to.writer, .files = &*to.files, .consider = [](Facts const&) { return refuse(stopped); }}),
      "moving.stopped");
  EXPECT_EQ(to.rows(), 0);
}

TEST(Moving, AFileWithOneWrongByteAnywhereIsRefused) {
  Place from, to;
  from.change([](storage::Writer& rows) { rows.run("INSERT INTO words (word, many) VALUES ($1, $2)", {"padi", 7}); });
  from.files->put("a picture");
  auto const whole = from.exported();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    EXPECT_NE(to.import(bytes), "") << "byte " << at;
  }
  EXPECT_EQ(to.rows(), 0);
  EXPECT_EQ(to.import(whole), "");
}

TEST(Moving, AFileThatEndsTooEarlyOrGoesOnIsRefused) {
  Place from, to;
  from.change([](storage::Writer& rows) { rows.run("INSERT INTO words (word, many) VALUES ($1, $2)", {"padi", 7}); });
  auto const whole = from.exported();
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_NE(to.import(whole.substr(0, size)), "") << size;
  EXPECT_EQ(to.import(whole.substr(0, whole.size() / 2)), "moving.cut_off");
  EXPECT_EQ(to.import(whole + "x"), "moving.damaged");
  EXPECT_EQ(to.rows(), 0);
}

TEST(Moving, SomethingElseIsToldFromADamagedFile) {
  Place to;
  EXPECT_EQ(to.import("SQLite format 3"), "moving.not_a_moving_file");
  EXPECT_EQ(to.import("lumbung-move/2\n"), "moving.another_format");
}

// The proofs are right; what stands in the blocks is not.
class Forged {
 public:
  Forged() : writer_([this](std::string_view more) { bytes_ += more; }) {}
  Forged& add(Block kind, std::string_view text) {
    writer_.write(kind, text);
    return *this;
  }
  std::string const& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  BlockWriter writer_;
};

TEST(Moving, NonsenseWithRightProofsIsRefused) {
  Place to;
  auto const header = text_of(Header{storage::steps_of(*to.writer), {}});
  auto const tables = storage::tables_of(*to.writer);
  auto const first = text_of(tables[0]);
  auto const nothing = text_of(TableEnd{0, sha256("")});
  auto const whole = [&](Forged& f) -> Forged& {
    f.add(Block::header, header);
    for (auto const& table : tables) f.add(Block::table, text_of(table)).add(Block::table_end, nothing);
    return f;
  };
  auto const refused = [&](Forged& f) { EXPECT_EQ(to.import(f.bytes()), "moving.damaged"); };
  for (auto const* text : {"", "step", "step x y\n", "step \n", " a\n", "a\n"}) {
    Forged f;
    if (std::string_view(text).empty()) f.add(Block::table, first);
    refused(f.add(Block::header, text).add(Block::header, header));
  }
  refused(Forged().add(Block::header, header).add(Block::rows, "x"));
  refused(Forged().add(Block::header, header).add(Block::table, text_of(tables[1])));
  refused(Forged().add(Block::header, header).add(Block::table, first).add(Block::table, first));
  refused(Forged().add(Block::header, header).add(Block::table, first).add(Block::rows, "\xff\xff\xff\xff"));
  refused(Forged().add(Block::header, header).add(Block::table, first).add(Block::table_end, "rows 1\nsha256 00\n"));
  refused(Forged().add(Block::header, header).add(Block::end, text_of(Totals{})));
  refused(Forged().add(Block::header, header).add(Block::file, "sha256 00\nsize 1\n"));
  refused(
      Forged().add(Block::header, header).add(Block::file, text_of(FileHead{sha256("a"), 1})).add(Block::piece, "b"));
  refused(
      Forged().add(Block::header, header).add(Block::file, text_of(FileHead{sha256("a"), 1})).add(Block::piece, "ab"));
  {
    Forged f;
    refused(whole(f).add(Block::end, text_of(Totals{3, 1, 0})));
  }
  {
    Forged f;
    refused(whole(f).add(Block::table, first));
  }
  Forged f;
  EXPECT_EQ(to.import(whole(f).add(Block::end, text_of(Totals{3, 0, 0})).bytes()), "") << "this one is right";
}

TEST(Moving, StoppingLeavesNothing) {
  Place from, to;
  fill(from);
  EXPECT_EQ(from.exported({}, [](auto, auto, auto) { return false; }), "moving.stopped");
  int told = 0;
  Arriving arriving{.rows = *to.writer, .files = &*to.files, .consider = {}, .progress = [&](auto, auto, auto) {
                      return ++told < 3;
                    }};
  EXPECT_EQ(to.import(from.exported(), arriving), "moving.stopped");
  EXPECT_EQ(to.rows(), 0);
}

TEST(Moving, OnePictureOfTheRowsIsCarriedWhileOthersWrite) {
  Place from, to;
  fill(from);
  bool wrote = false;
  auto const bytes = from.exported({}, [&](auto, auto, auto) {
    if (!wrote)
      from.change([](storage::Writer& rows) {
        rows.run("INSERT INTO words (word, many) VALUES ($1, $2)", {"later", 1});
        rows.run("UPDATE words SET many = $1", {2});
      });
    wrote = true;
    return true;
  });
  EXPECT_TRUE(wrote);
  EXPECT_EQ(to.import(bytes), "");
  EXPECT_EQ(to.writer->number("SELECT COUNT(*) FROM words WHERE word = 'later' OR many = 2"), 0);
}

TEST(Moving, RowsThatRefuseEachOtherAreNotTaken) {
  Place to;
  auto const tables = storage::tables_of(*to.writer);
  // One sack in a barn that there is not: null bitmap, book 1, place 1, barn "b", grains 1.
  std::string const sack(
      "\0\x02\x02\x01"
      "b\x02",
      6);
  Forged f;
  f.add(Block::header, text_of(Header{storage::steps_of(*to.writer), {}}));
  f.add(Block::table, text_of(tables[0])).add(Block::table_end, text_of(TableEnd{0, sha256("")}));
  f.add(Block::table, text_of(tables[1])).add(Block::rows, sack);
  f.add(Block::table_end, text_of(TableEnd{1, sha256(sack)}));
  EXPECT_THROW(static_cast<void>(to.import(f.bytes())), storage::Clash);
  EXPECT_EQ(to.rows(), 0);
}

}  // namespace
}  // namespace lumbung::moving
