// J14: a house moves from one database to another with everything in it, and its public log goes on where it stood.
#include "app/move.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "app/installation.h"
#include "app/restored.h"
#include "app/tamper_village.h"
#include "cooperative/cooperative.h"
#include "givers/givers.h"
#include "giving/giving_village.h"
#include "http/door.h"
#include "mail/mail.h"
#include "moving/file.h"
#include "storage/row.h"
#include "tests/told.h"

namespace lumbung::app {
namespace {

using access::sure;
using giving::GivingVillage;

constexpr std::string_view origin = "lumbung.example/uji";
constexpr std::string_view nik = "3217105203900003", kk = "3217101501100007", phone = "081298765432";

// Databases made as long as this lives are embedded ones.
class Embedded {
 public:
  Embedded() {
    auto const* given = std::getenv("LUMBUNG_TEST_POSTGRES");
    if (given == nullptr) return;
    url_ = given;
    unsetenv("LUMBUNG_TEST_POSTGRES");
  }
  ~Embedded() {
    if (!url_.empty()) setenv("LUMBUNG_TEST_POSTGRES", url_.c_str(), 1);
  }

 private:
  std::string url_;
};

std::string whole(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void write_key(std::string const& path, std::string const& text) {
  std::filesystem::remove(path);
  std::ofstream(path) << text;
  ::chmod(path.c_str(), 0400);
}

void write_keys(std::string const& data_dir, work::Keys const& made) {
  auto const keys = data_dir + "/keys";
  std::filesystem::create_directory(keys);
  ::chmod(keys.c_str(), 0700);
  write_key(keys + "/field-root.key", hex(view_of(made.field_root)) + "\n");
  write_key(keys + "/blind-index.key", hex(view_of(made.blind_index)) + "\n");
}

// J8 with families and their numbers, every room's tables, and a log that was published.
class MovingHouse {
 public:
  MovingHouse()
      : v(1, GivingVillage::Wired::here,
          {http::migrations(), mail::migrations(), givers::migrations(), cooperative::migrations()}) {
    write_keys(v.village.directory(), v.village.house.keys);
    ledger::tell_runs(v.village.engine().house());
    sequencer.emplace(v.village.engine(),
                      translog::log_key(v.village.directory() + "/keys/log.key", origin, v.village.chance),
                      translog::SequencerOptions{.published_file = v.village.directory() + "/published-checkpoint"});
    EXPECT_FALSE(sequencer->start().refused());
    campaign_of_kits();
    EXPECT_FALSE(sequencer->publish_now().refused());
    family_with_numbers();  // its leaves wait for their place
  }

  Config config() const { return config_at(v.village.directory(), v.village.url()); }
  static Config config_at(std::string const& data_dir, std::string const& url) {
    Config config;
    config.data_dir = data_dir;
    config.database = url;
    config.log_origin = origin;
    return config;
  }
  std::string exported(std::string const& name = "move") {
    auto const path = v.village.directory() + "/" + name;
    auto const left = export_installation(config(), path);
    EXPECT_EQ(left.code(), "");
    return path;
  }

  GivingVillage v;
  std::optional<translog::Sequencer> sequencer;

 private:
  void campaign_of_kits() {
    auto const campaign = v.opened();
    v.paid_gift(campaign, 50'000_rp);
    v.paid_gift(campaign, 100'000_rp);
    auto const last = v.paid_gift(campaign, 25'000_rp);
    v.release(campaign, 140'000_rp);
    v.buy_kits(2, 140'000_rp);
    v.hand_kits(v.household());
    v.hand_kits(v.household());
    sure(v.refund_by_treasurer(last, 5'000_rp));
  }
  void family_with_numbers() {
    registry::NewFamily wish{
        .id = v.new_id<Family>(), .home = {.area = *AreaCode::parse("32.17.10.2005")}, .since = v.today()};
    wish.kk = *KkNumber::parse(kk, v.today());
    registry::NewPerson person{.id = v.new_id<Person>(), .name = "Ibu Berangka", .relation = registry::Relation::head};
    person.nik = *Nik::parse(nik, v.today());
    person.phone = *Phone::parse(phone);
    wish.members.push_back(std::move(person));
    auto const owner = registry::Owner{v.book().number, v.organisation};
    sure(v.as(v.officer, [&](work::Work& work) { return registry::register_family(work, owner, wish); }));
    v.paid_gift(v.opened(v.campaign_wish("lain")), 75'000_rp);
  }
};

// An empty place with the keys of the house carried to it.
class Target {
 public:
  explicit Target(std::string const& keys_from) {
    std::filesystem::create_directory(data_dir);
    std::filesystem::copy(keys_from + "/keys", data_dir + "/keys", std::filesystem::copy_options::recursive);
  }
  Config config() const {
    return MovingHouse::config_at(data_dir, place.on_postgresql() ? place.url() : "sqlite:" + data_dir + "/lumbung.db");
  }
  Result<Arrived> import(std::string const& file) {
    return import_installation(config(), file, {}, [this](Finding const& finding) { findings += finding.line + "\n"; });
  }
  ForgottenDatabase place;
  std::string data_dir = place.directory() + "/data";
  std::string findings;
};

std::vector<moving::TableCarried> digests(Config const& config) {
  auto const database =
      storage::Database::open({.url = config.database_url(), .data_dir = config.data_dir, .look_only = true});
  auto const rows = database->reader();
  rows->begin();
  auto const made = moving::digests_of(*rows);
  rows->end();
  return *made;
}

// All but those which are completed on arrival.
std::vector<moving::TableCarried> without_heads(std::vector<moving::TableCarried> tables) {
  std::erase_if(tables,
                [](auto const& table) { return table.name == "ledger_heads" || table.name == "ledger_sweeps"; });
  return tables;
}

class Move : public testing::Test {
 protected:
  static std::unique_ptr<MovingHouse> embedded_house() {
    Embedded const here;
    return std::make_unique<MovingHouse>();
  }
  std::unique_ptr<MovingHouse> house = embedded_house();
};

TEST_F(Move, ThereAndBackAgainEveryRowIsTheSameAndSoIsTheRootOfTheLog) {
  Target there(house->v.village.directory());  // on PostgreSQL when the tests are
  auto const left = export_installation(house->config(), house->v.village.directory() + "/move");
  ASSERT_EQ(left.code(), "");
  EXPECT_TRUE(left->running) << "the village has it open";
  EXPECT_GT(left->log_size, 5);
  auto const arrived = there.import(house->v.village.directory() + "/move");
  ASSERT_EQ(arrived.code(), "");
  EXPECT_EQ(arrived->examined.faults, 0) << there.findings;
  EXPECT_GT(arrived->examined.entries, 5);
  EXPECT_EQ(arrived->log_size, left->log_size);
  EXPECT_EQ(arrived->log_root, left->log_root);
  auto const here_now = digests(house->config()), there_now = digests(there.config());
  EXPECT_EQ(without_heads(there_now), without_heads(here_now));
  EXPECT_NE(there_now, here_now) << "the rows of balances were behind, and are complete where they arrived";

  EXPECT_EQ(export_installation(there.config(), there.data_dir + "/early").code(), "app.restored_unconfirmed")
      << "the old server ran: more may have been published since";
  ASSERT_EQ(confirm_head(there.config(), whole(house->v.village.directory() + "/published-checkpoint")).code(), "");

  Embedded const back_on_sqlite;
  Target back(there.data_dir);
  auto const on = export_installation(there.config(), there.data_dir + "/on");
  ASSERT_EQ(on.code(), "");
  // On PostgreSQL other tests may use the same database; who they are cannot be told.
  if (!there.place.on_postgresql()) {
    EXPECT_FALSE(on->running);
  }
  auto const again = back.import(there.data_dir + "/on");
  ASSERT_EQ(again.code(), "");
  EXPECT_EQ(again->examined.faults, 0) << back.findings;
  EXPECT_EQ(again->log_root, left->log_root);
  EXPECT_EQ(digests(back.config()), digests(there.config()));
  EXPECT_EQ(whole(back.data_dir + "/published-checkpoint"),
            whole(house->v.village.directory() + "/published-checkpoint"));
}

// A book with payment runs, holds, matches and days long past, whose rows of balances are behind; larger by
// LUMBUNG_MOVE_ENTRIES, and then it says what it took.
TEST(LargeMove, ALongBookWithRunsArrivesWithoutAFault) {
  constexpr std::int64_t few = 3'000;
  auto const entries = tests::told("LUMBUNG_MOVE_ENTRIES", few);
  std::optional<Embedded> here(std::in_place);
  auto const world = std::make_unique<TamperVillage>(entries, 14);
  here.reset();
  auto const from = world->village.directory();
  write_keys(from, world->village.house.keys);
  std::filesystem::rename(from + "/log.key", from + "/keys/log.key");
  Target there(from);
  auto const clock = [began = machine_clock().now()] { return (machine_clock().now() - began).micros / 1'000; };
  auto const left = export_installation(MovingHouse::config_at(from, world->village.url()), from + "/move");
  ASSERT_EQ(left.code(), "");
  auto const out = clock();
  auto const arrived = there.import(from + "/move");
  ASSERT_EQ(arrived.code(), "");
  EXPECT_EQ(arrived->examined.faults, 0) << there.findings;
  EXPECT_GE(arrived->examined.entries, entries);
  EXPECT_EQ(arrived->log_root, left->log_root);
  EXPECT_EQ(arrived->carried.tables, left->carried.tables);
  if (entries == few) return;
  struct rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::cout << left->carried.rows << " rows, " << left->carried.bytes << " bytes; export " << out
            << " ms, import and check " << clock() - out << " ms; " << used.ru_maxrss / 1024
            << " MB at the peak, the making of the world included\n";
}

TEST_F(Move, AServerStartsWhereItArrivedAndItsNextHeadExtendsTheOldOne) {
  Target there(house->v.village.directory());
  auto const arrived = there.import(house->exported());
  ASSERT_EQ(arrived.code(), "");
  ASSERT_EQ(confirm_head(there.config(), std::nullopt).code(), "");
  {
    StillClock clock(house->v.village.clock.now() + hours(1));
    SeededChance chance(77);
    auto const opened = Installation::open(there.config(), clock, chance);
    ASSERT_EQ(opened.code(), "");
    auto& engine = (*opened)->engine();
    ASSERT_FALSE((*opened)->sequencer().publish_now().refused());  // what waited has its place now
    auto const head = engine.view(work::Actor::system(), [](work::View const& view) { return translog::head(view); });
    EXPECT_GT(head.size, arrived->log_size);
    // What was given before the move is still to be given back: balances, keys and rights came along.
    auto const trial = engine.view(
        work::Actor::system(), [&](work::View const& view) { return ledger::trial_balance(view, house->v.book()); });
    auto const before =
        house->v.village.view([&](work::View const& view) { return ledger::trial_balance(view, house->v.book()); });
    ASSERT_EQ(trial.totals.size(), before.totals.size());
    EXPECT_EQ(trial.totals[0].debits, before.totals[0].debits);
  }
  auto const database =
      storage::Database::open({.url = there.config().database_url(), .data_dir = there.data_dir, .look_only = true});
  Examining how;
  how.published_file = there.data_dir + "/published-checkpoint";
  // Every head that was ever signed, the old ones too, is held against the leaves again.
  EXPECT_EQ(examine(*database, house_of(there.config(), nullptr), house->v.village.clock.now(), how).faults, 0);
  auto const rows = database->reader();
  rows->begin();
  EXPECT_EQ(rows->first("SELECT root FROM log_checkpoints WHERE size = $1", {arrived->log_size},
                        [](storage::Row const& row) { return row.get<Hash>(0); }),
            arrived->log_root);
  rows->end();
}

// Names of tables as the texts of all migrations make them, found without the catalogue that the export asks.
std::set<std::string> tables_in_migrations() {
  std::set<std::string> names;
  auto const words_of = [](std::string_view text) {
    std::vector<std::string> words;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
      std::istringstream stream(line.substr(0, line.find("--")));
      for (std::string word; stream >> word;) {
        while (!word.empty() && (word.back() == ';' || word.back() == '(')) word.pop_back();
        words.push_back(word);
      }
    }
    return words;
  };
  for (auto const& step : all_migrations()) {
    auto const words = words_of(step.text);
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
      if (words[i] == "CREATE" && words[i + 1] == "TABLE") names.insert(words[i + 2]);
      if (words[i] == "DROP" && words[i + 1] == "TABLE") names.erase(words[i + 2]);
      if (words[i] == "ALTER" && words[i + 3] == "RENAME" && words[i + 4] == "TO") {
        names.erase(words[i + 2]);
        names.insert(words[i + 5]);
      }
    }
  }
  return names;
}

TEST_F(Move, ACopyOfARunningServerSignsNothingUntilItIsHeldAgainstThePublicLog) {
  Target there(house->v.village.directory());
  auto const file = house->exported();
  house->v.paid_gift(house->v.opened(house->v.campaign_wish("sesudahnya")), 1'000_rp);
  ASSERT_FALSE(house->sequencer->publish_now().refused());  // the old server goes on
  ASSERT_EQ(there.import(file).code(), "");
  {
    SeededChance chance(78);
    auto const opened = Installation::open(there.config(), house->v.village.clock, chance);
    ASSERT_EQ(opened.code(), "");
    EXPECT_TRUE((*opened)->is_locked());
  }
  EXPECT_EQ(confirm_head(there.config(), whole(house->v.village.directory() + "/published-checkpoint")).code(),
            "app.head_ahead");
}

TEST_F(Move, EveryTableOfEveryRoomIsCarried) {
  std::set<std::string> carried;
  for (auto const& table : digests(house->config())) carried.insert(table.name);
  EXPECT_GT(carried.size(), 60u);
  EXPECT_EQ(carried, tables_in_migrations());
}

TEST_F(Move, WhatIsSealedStaysSealedInTheFile) {
  auto const bytes = whole(house->exported());
  for (auto const secret : {nik, kk, phone, phone.substr(2), std::string_view("orang1@contoh.id"),
                            std::string_view("0812-3456-7890"), std::string_view("rahasia-bank-uji")})
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  EXPECT_EQ(bytes.find(view_of(house->v.village.house.keys.field_root)), std::string::npos);
  EXPECT_NE(bytes.find("Kit sekolah"), std::string::npos) << "the search must be able to find";
}

TEST_F(Move, PicturesAndPapersComeAlong) {
  Target there(house->v.village.directory());
  ASSERT_EQ(there.import(house->exported()).code(), "");
  storage::Files const files(there.data_dir + "/files");
  EXPECT_EQ(files.get(house->v.photo), "sebuah foto");
  EXPECT_EQ(files.get(house->v.form), "sebuah formulir");
}

TEST_F(Move, WithoutTheKeysOrWithOthersNothingMoves) {
  auto const file = house->exported();
  for (auto const* name : {"field-root.key", "blind-index.key", "log.key"}) {
    Target there(house->v.village.directory());
    auto const key = there.data_dir + "/keys/" + name;
    auto const text = whole(key);
    std::filesystem::remove(key);
    EXPECT_EQ(there.import(file).code(), "app.move_keys_missing") << name;
    if (std::string_view(name) == "log.key") {
      SeededChance chance(9);
      static_cast<void>(translog::log_key(key, origin, chance));
    } else {
      write_key(key, std::string(64, 'a') + "\n");
    }
    EXPECT_EQ(there.import(file).code(), "app.move_keys_differ") << name;
    write_key(key, text);
    EXPECT_EQ(there.import(file).code(), "") << "what was refused left nothing in the way";
  }
}

TEST_F(Move, ALogOfAnotherNameIsRefused) {
  Target there(house->v.village.directory());
  auto config = there.config();
  config.log_origin = "other.example/uji";
  EXPECT_EQ(import_installation(config, house->exported()).code(), "app.move_other_origin");
}

TEST_F(Move, WhereAnotherHeadWasPublishedNothingArrives) {
  Target there(house->v.village.directory());
  std::ofstream(there.data_dir + "/published-checkpoint") << "another head";
  EXPECT_EQ(there.import(house->exported()).code(), "app.move_published_here");
}

TEST_F(Move, ASecondImportIsRefused) {
  Target there(house->v.village.directory());
  auto const file = house->exported();
  ASSERT_EQ(there.import(file).code(), "");
  EXPECT_EQ(there.import(file).code(), "moving.not_empty");
}

TEST_F(Move, ADamagedFileLeavesNeitherRowsNorFilesNorHead) {
  Target there(house->v.village.directory());
  auto const file = house->exported();
  auto bytes = whole(file);
  bytes[bytes.size() - 40] = static_cast<char>(bytes[bytes.size() - 40] ^ 1);
  auto const damaged = file + ".damaged";
  std::ofstream(damaged, std::ios::binary) << bytes;
  EXPECT_EQ(there.import(damaged).code(), "moving.damaged");
  EXPECT_FALSE(storage::Files(there.data_dir + "/files").has(house->v.photo));
  EXPECT_FALSE(std::filesystem::exists(there.data_dir + "/published-checkpoint"));
  EXPECT_EQ(there.import(file).code(), "");
}

TEST_F(Move, AnExportThatIsStoppedLeavesNoFile) {
  auto const path = house->v.village.directory() + "/half";
  EXPECT_EQ(export_installation(house->config(), path, [](auto, auto, auto) { return false; }).code(),
            "moving.stopped");
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
  std::ofstream(path + ".part") << "what a killed export left";
  EXPECT_EQ(export_installation(house->config(), path).code(), "");
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
  EXPECT_THROW(static_cast<void>(export_installation(house->config(), path)), Breakdown) << "nothing is written over";
}

TEST_F(Move, AnExportForNobodyElseToRead) {
  struct stat about{};
  ASSERT_EQ(::stat(house->exported().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

}  // namespace
}  // namespace lumbung::app
