// Copies as an installation keeps them, and the lock on what came back from one.
#include "app/copies.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "app/examination.h"
#include "app/installation.h"
#include "app/restored.h"
#include "app/tamper_village.h"
#include "backup/restore.h"
#include "merkle/checkpoint.h"
#include "tests/told.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using translog::LeafKind;

// Of a process: the copying thread asks them, too.
class CopiesOfAHouse : public testing::Test {
 protected:
  CopiesOfAHouse() {
    config.data_dir = place.directory() + "/data";
    config.log_origin = "lumbung.example/uji/1";
    config.backup_dir = place.directory() + "/shelf";
    config.backup_recipients = {identity.recipient().text()};
  }
  std::unique_ptr<Installation> open(Config const& with, bool copies = false) {
    auto opened = Installation::open(with, machine_clock(), machine_chance(), {.copies = copies});
    problem = opened.refused() ? std::string(opened.code()) : "";
    if (opened.refused()) return nullptr;
    return std::move(opened).value();
  }
  // A leaf more, and a signed head of it.
  static void leaf(Installation& installation) {
    auto const committed = installation.engine().work(work::Actor::system(), [](work::Work& work) -> Verdict {
      auto const id =
          translog::commit_public(work, LeafKind::rule, work.today(), "document " + base64(view_of(Hash{1})) + "\n");
      work.record({"test.committed", id.uuid, {}, {}});
      return done;
    });
    ASSERT_FALSE(committed.refused());
    ASSERT_FALSE(installation.sequencer().publish_now().refused());
  }
  static translog::Head head(Installation& installation) {
    return installation.engine().view(work::Actor::system(),
                                      [](work::View const& view) { return translog::head(view); });
  }
  // What `lumbung restore` does of it, into another directory.
  Config restored(std::string const& name, std::optional<Instant> until = std::nullopt) {
    auto there = config;
    there.data_dir = place.directory() + "/" + name;
    fs::create_directories(there.data_dir);
    mark_restore(there.data_dir, Mark::unfinished);
    auto const back = backup::restore(config.backup_dir, {identity}, there.data_dir + "/lumbung.db",
                                      there.data_dir + "/files", until, {});
    EXPECT_FALSE(back.refused()) << back.code();
    fs::copy(config.data_dir + "/keys", there.data_dir + "/keys", fs::copy_options::recursive);
    mark_restore(there.data_dir, Mark::unconfirmed);
    return there;
  }

  ForgottenDatabase place;  // for its directory; the database is in it on both engines
  backup::Identity identity = backup::Identity::make(machine_chance());
  Config config;
  std::string problem;
};

TEST_F(CopiesOfAHouse, TheConfigurationIsHeldToSense) {
  EXPECT_TRUE(shelf_of(config)->has_value());
  auto wrong = config;
  wrong.backup_dir = config.data_dir + "/backup";
  EXPECT_EQ(shelf_of(wrong).code(), backup_beside_data.code);
  wrong = config;
  wrong.backup_recipients.clear();
  EXPECT_EQ(shelf_of(wrong).code(), backup_for_nobody.code);
  wrong.backup_recipients = {identity.text()};
  EXPECT_EQ(shelf_of(wrong).code(), backup_recipient_wrong.code);
  EXPECT_THAT(shelf_of(wrong).problem().sentence_en(), testing::Not(HasSubstr(identity.text().substr(5))))
      << "a secret that was put there by mistake is not repeated";
  wrong = config;
  wrong.database = "postgresql://somewhere/lumbung";
  EXPECT_EQ(shelf_of(wrong).code(), backup_needs_embedded.code);
  wrong = config;
  wrong.backup_dir.clear();
  EXPECT_FALSE(shelf_of(wrong)->has_value());
}

TEST_F(CopiesOfAHouse, AHeadThatIsSignedIsInTheCopies) {
  auto house = open(config, true);
  ASSERT_TRUE(house) << problem;
  for (int i = 0; i < 400 && house->copied()->beginning; ++i) usleep(10'000);
  for (int i = 0; i < 5; ++i) {
    leaf(*house);
    auto const signed_head = head(*house);
    // Taken away at this very moment:
    auto const there = restored("there" + std::to_string(i));
    auto const confirmed = confirm_head(there, signed_head.note);
    ASSERT_FALSE(confirmed.refused()) << confirmed.problem().sentence_en();
    EXPECT_EQ(confirmed->size, signed_head.size);
  }
}

class RestoredHouse : public CopiesOfAHouse {
 protected:
  RestoredHouse() {
    auto house = open(config, true);
    for (int i = 0; i < 400 && house->copied()->beginning; ++i) usleep(10'000);
    leaf(*house);
    early = machine_clock().now();
    usleep(20'000);
    early_head = head(*house);
    for (int i = 0; i < 3; ++i) leaf(*house);
    last = head(*house);
  }
  Instant early;
  translog::Head early_head, last;
};

TEST_F(RestoredHouse, ItCanBeLookedAtAndNothingChangesUntilItIsConfirmed) {
  auto const there = restored("there");
  {
    auto house = open(there, true);
    ASSERT_TRUE(house) << problem;
    EXPECT_TRUE(house->is_locked());
    EXPECT_FALSE(house->copied()) << "it is not copied either: it may be older than what is on the shelf";
    EXPECT_EQ(head(*house).size, last.size);
    auto const refused = house->engine().work(work::Actor::system(), [](work::Work&) -> Verdict { return done; });
    EXPECT_EQ(refused.code(), restored_unconfirmed.code);
    ASSERT_FALSE(house->sequencer().publish_now().refused());
    EXPECT_EQ(head(*house).size, last.size);
  }
  ASSERT_FALSE(confirm_head(there, last.note).refused());
  auto house = open(there);
  ASSERT_TRUE(house) << problem;
  EXPECT_FALSE(house->is_locked());
  leaf(*house);
  EXPECT_EQ(head(*house).size, last.size + 1);
  EXPECT_EQ(confirm_head(there, last.note).code(), nothing_restored.code);
}

TEST_F(RestoredHouse, OneThatIsOlderThanWhatWasPublishedStaysLockedAndNamesWhatIsMissing) {
  auto const there = restored("there", early);
  auto const behind = confirm_head(there, last.note);
  ASSERT_EQ(behind.code(), head_ahead.code);
  EXPECT_EQ(behind.problem().word("size"), std::to_string(early_head.size));
  EXPECT_EQ(behind.problem().word("first"), std::to_string(early_head.size));
  EXPECT_EQ(behind.problem().word("last"), std::to_string(last.size - 1));
  EXPECT_TRUE(restore_mark(there.data_dir));
  EXPECT_FALSE(confirm_head(there, early_head.note).refused()) << "an older head is no reason to stay locked";
}

TEST_F(RestoredHouse, OnlyAHeadOfThisLogCounts) {
  auto const there = restored("there");
  EXPECT_EQ(confirm_head(there, "nothing").code(), head_unreadable.code);
  auto forged = last.note;
  forged[forged.size() - 5] = forged[forged.size() - 5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(confirm_head(there, forged).code(), head_unreadable.code);
  auto const stranger = merkle::Signer(config.origin(), Hash{9});
  auto const text = merkle::Checkpoint{config.origin(), 1, Hash{7}}.text();
  EXPECT_EQ(confirm_head(there, merkle::Note{text, {stranger.sign(text)}}.whole()).code(), head_unreadable.code);
}

TEST_F(RestoredHouse, AHeadOfAnotherHistoryUnderOurKeyIsTold) {
  auto const there = restored("there");
  auto const signer = translog::log_key(config.data_dir + "/keys/log.key", config.origin(), machine_chance());
  auto const text = merkle::Checkpoint{config.origin(), 2, Hash{7}}.text();
  EXPECT_EQ(confirm_head(there, merkle::Note{text, {signer.sign(text)}}.whole()).code(), head_of_another_history.code);
  EXPECT_TRUE(restore_mark(there.data_dir));
  EXPECT_FALSE(confirm_head(there, std::nullopt).refused()) << "on the operator's word";
}

TEST_F(RestoredHouse, WithoutItsKeysOrHalfWayItDoesNotStart) {
  auto const there = restored("there");
  for (auto const* name : {"log.key", "field-root.key", "blind-index.key"}) {
    fs::rename(there.data_dir + "/keys/" + name, there.data_dir + "/kept");
    EXPECT_FALSE(open(there));
    EXPECT_EQ(problem, restored_without_keys.code) << name;
    EXPECT_FALSE(fs::exists(there.data_dir + "/keys/" + name)) << "no new one was made";
    fs::rename(there.data_dir + "/kept", there.data_dir + "/keys/" + name);
  }
  mark_restore(there.data_dir, Mark::unfinished);
  EXPECT_FALSE(open(there));
  EXPECT_EQ(problem, restore_unfinished.code);
  EXPECT_EQ(confirm_head(there, last.note).code(), restore_unfinished.code);
}

// Larger by LUMBUNG_COPIES_ENTRIES; what it measures is in docs/operate/backup.md.
TEST(AWholeWorld, ComesBackWithoutAFaultAndWithTheSameRoot) {
  TamperVillage world(tests::told("LUMBUNG_COPIES_ENTRIES", 3'000), 7);
  if (world.village.on_postgresql()) GTEST_SKIP() << "copies are of the embedded database";
  auto const place = world.village.directory();
  auto const identity = backup::Identity::make(machine_chance());
  backup::Shelf const shelf{place + "/shelf", {identity.recipient()}};
  backup::Original const original{world.village.url().substr(7), place, world.village.files()};
  auto const seconds_since = [](Instant begun) {
    return static_cast<double>((machine_clock().now() - begun).micros) / 1e6;
  };

  auto const begun = machine_clock().now();
  auto const name = backup::generation_name(begun, machine_chance());
  auto generation = backup::Generation::begin(shelf, machine_chance(), name, name);
  ASSERT_TRUE(generation.write_base(original, [](auto, auto, auto) { return true; }));
  generation.finish(begun);
  auto const copied_in = seconds_since(begun);

  auto const restoring = machine_clock().now();
  fs::create_directories(place + "/back");
  auto const restored =
      backup::restore(shelf.directory, {identity}, place + "/back/lumbung.db", place + "/back/files", {}, {});
  ASSERT_FALSE(restored.refused()) << restored.code();
  auto const there = storage::Database::open({.url = "sqlite:" + place + "/back/lumbung.db", .look_only = true});
  auto const found = examine(*there, world.village.house, world.village.clock.now(), {.side_by_side = true});
  EXPECT_EQ(found.faults, 0);
  EXPECT_GE(found.entries, world.entries());
  std::cout << found.entries << " entries, " << found.leaves << " leaves, " << restored->bytes / 1'000'000
            << " MB: copied in " << copied_in << " s, restored and checked in " << seconds_since(restoring) << " s\n";

  auto const root_of = [&](storage::Database& database) {
    auto const rows = database.reader();
    rows->begin();
    auto const actor = work::Actor::system();
    auto const head = translog::sequenced_head(work::View(actor, {}, *rows, world.village.house));
    return std::pair(head.size, head.root);
  };
  EXPECT_EQ(root_of(*there), root_of(world.village.database()));
}

}  // namespace
}  // namespace lumbung::app
