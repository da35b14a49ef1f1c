#include "translog/sequencer.h"

#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "translog/durable.h"
#include "translog/log_village.h"

namespace lumbung::translog {
namespace {

using merkle::Checkpoint;
using merkle::Note;

std::string signed_head(LogVillage& log, std::uint64_t size, Hash const& root) {
  auto const signer = log_key(log.key_file(), test_origin, log.village.chance);
  Checkpoint const checkpoint{std::string(test_origin), size, root};
  return Note{checkpoint.text(), {signer.sign(checkpoint.text())}}.whole();
}

TEST(Log, BeginsWithItsKeyEvenWhenEntriesCameBefore) {
  Village village({migrations()});
  auto const early =
      village.work([](Work& work) { return LogVillage::commit_one(work, "lumbung/record@v1\n"); }).value();
  auto const signer = log_key(village.directory() + "/log.key", test_origin, village.chance);
  Sequencer sequencer(village.engine(), signer, {.published_file = village.directory() + "/log.checkpoint"});
  ASSERT_FALSE(sequencer.start().refused());
  EXPECT_EQ(village.view([&](View const& view) { return index_of(view, early); }), 1);
  auto const first = village.view([](View const& view) { return file(view, "/tile/entries/000.p/1"); });
  EXPECT_EQ(first->bytes.substr(2),
            "lumbung/leaf@v1\nkind key\nday 2026-11-22\nkey " + signer.verifier().text() + "\n");
}

TEST(Log, GrownOverManyRestartsIsOneLog) {
  LogVillage log;
  std::vector<Checkpoint> heads;
  for (int count : {1, 2, 252, 1, 256, 255, 2}) {
    log.commit_some(count);
    ASSERT_FALSE(log.restart().refused()) << count;  // start publishes what waited
    heads.push_back(*Checkpoint::parse(Note::parse(log.head_now().note)->text));
  }
  EXPECT_EQ(heads.back().size, 770u);
  EXPECT_TRUE(log.faults().empty());
  // Each head is consistent with the last, by the leaves that were published.
  std::vector<Hash> hashes;
  for (std::string_view path : {"/tile/0/000", "/tile/0/001", "/tile/0/002", "/tile/0/003.p/2"}) {
    auto const tile = log.village.view([&](View const& view) { return file(view, path); });
    for (std::size_t i = 0; i < tile->bytes.size(); i += 32) hashes.push_back(hash_from(tile->bytes.substr(i, 32)));
  }
  merkle::Frontier frontier;
  std::size_t next = 0;
  for (auto const& hash : hashes) {
    frontier.add(hash);
    if (next == heads.size() || heads[next].size != frontier.size()) continue;
    EXPECT_EQ(frontier.root(), heads[next++].root);
  }
  EXPECT_EQ(next, heads.size());
}

TEST(Publishing, WithNothingNewSignsNothing) {
  LogVillage log;
  log.commit_some(1);
  log.publish();
  auto const before = log.head_now();
  auto const commits = log.village.engine().version();
  log.village.clock.advance(hours(23));
  log.publish();
  EXPECT_EQ(log.village.engine().version(), commits);
  EXPECT_EQ(log.head_now().refreshed, before.refreshed);
  log.village.clock.advance(hours(1));
  log.publish();
  EXPECT_EQ(log.head_now().refreshed, Village::morning + hours(24));
  EXPECT_EQ(log.head_now().note, before.note);
}

TEST(Publishing, WritesTheHeadOutsideTheDatabaseToo) {
  LogVillage log;
  log.commit_some(2);
  log.publish();
  EXPECT_EQ(read_small_file(log.published_file()), log.head_now().note);
}

// The crash points of section 1.7: what had become durable stands, the rest is done at the next start.
TEST(Publishing, IsTakenUpAfterACrashBeforeSigning) {
  LogVillage log;
  log.commit_some(7);
  log.publish();
  auto const note = log.head_now().note;
  std::filesystem::remove(log.published_file());
  log.tamper("DELETE FROM log_checkpoints WHERE size = 8");
  ASSERT_FALSE(log.restart().refused());
  EXPECT_EQ(log.head_now().note, note);
  EXPECT_EQ(read_small_file(log.published_file()), note);
}

TEST(Publishing, IsTakenUpAfterACrashBeforeTheHeadWasWrittenOut) {
  LogVillage log;
  auto const older = read_small_file(log.published_file()).value();
  log.commit_some(7);
  log.publish();
  write_durably(log.published_file(), older, 0644);
  ASSERT_FALSE(log.restart().refused());
  EXPECT_EQ(read_small_file(log.published_file()), log.head_now().note);
}

// As when a standby takes over that had not got everything.
TEST(Publishing, EndsWhenTheDatabaseGoesBackBehindWhatWasPublished) {
  LogVillage log;
  auto const before = log.village.view([](View const& view) { return head(view); });
  log.commit_some(3);
  log.publish();
  auto const published = read_small_file(log.published_file()).value();
  log.tamper("DELETE FROM log_checkpoints WHERE size > $1", {before.size});
  log.tamper("UPDATE log_head SET size = $1, root = $2", {before.size, before.root});
  EXPECT_EQ(log.sequencer->publish_now().code(), "translog.log_does_not_match");
  EXPECT_EQ(read_small_file(log.published_file()), published)
      << "and the head that people have seen is not overwritten";
}

TEST(Start, RefusesADatabaseOlderThanThePublishedHead) {
  LogVillage log;
  log.commit_some(3);
  log.publish();
  write_durably(log.published_file(), signed_head(log, 99, Hash{}), 0644);
  auto const verdict = log.restart();
  ASSERT_EQ(verdict.code(), "translog.log_does_not_match");
  EXPECT_NE(verdict.problem().sentence_id().find("lebih tua"), std::string::npos);
  EXPECT_NE(verdict.problem().sentence_en().find("index 4"), std::string::npos);
  EXPECT_THROW((void)log.sequencer->publish_now(), Mistake);
}

TEST(Start, RefusesAnotherRootForASizeThatWasPublished) {
  LogVillage log;
  log.commit_some(3);
  log.publish();
  write_durably(log.published_file(), signed_head(log, 3, Hash{}), 0644);
  EXPECT_EQ(log.restart().code(), "translog.log_does_not_match");
}

TEST(Start, RefusesAnEmptyDatabaseUnderAPublishedHead) {
  LogVillage log;
  Village empty({migrations()});
  Sequencer sequencer(empty.engine(), log_key(log.key_file(), test_origin, empty.chance),
                      {.published_file = log.published_file()});
  EXPECT_EQ(sequencer.start().code(), "translog.log_does_not_match");
  EXPECT_EQ(empty.view([](View const& view) { return head(view).origin; }), "");
}

TEST(Start, RefusesTheKeyOfAnotherLog) {
  LogVillage log;
  log.sequencer.reset();
  auto const other = log_key(log.village.directory() + "/other.key", "lumbung.example/lain", log.village.chance);
  Sequencer sequencer(log.village.engine(), other, {});
  EXPECT_EQ(sequencer.start().code(), "translog.other_origin");
}

TEST(Start, NamesTheLeafThatWasChanged) {
  LogVillage log;
  log.commit_some(300);
  log.publish();
  log.tamper(
      "UPDATE log_openings SET record = 'lumbung/record@v1 x' WHERE id = (SELECT id FROM log_leaves WHERE "
      "leaf_index = 222)");
  auto const verdict = log.restart();
  ASSERT_EQ(verdict.code(), "translog.log_does_not_match");
  EXPECT_NE(verdict.problem().sentence_en().find("index 222"), std::string::npos);
}

TEST(Start, NoticesAChangedTileOfLongAgo) {
  LogVillage log;
  log.commit_some(600);
  log.publish();
  log.tamper(
      "UPDATE log_nodes SET hash = (SELECT hash FROM log_leaves WHERE leaf_index = 1) WHERE level = 1 AND "
      "number = 0");
  EXPECT_EQ(log.restart().code(), "translog.log_does_not_match");
}

TEST(Key, IsMadeOnceReadableByItsOwnerOnly) {
  LogVillage log;
  struct stat about{};
  ASSERT_EQ(stat(log.key_file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0400u);
  auto const again = log_key(log.key_file(), test_origin, log.village.chance);
  EXPECT_EQ(again.verifier().text(), log.head_now().key);
}

TEST(Key, ThatOthersMayReadOrThatIsNoneIsABreakdown) {
  LogVillage log;
  chmod(log.key_file().c_str(), 0440);
  EXPECT_THROW((void)log_key(log.key_file(), test_origin, log.village.chance), Breakdown);
  chmod(log.key_file().c_str(), 0400);
  EXPECT_THROW((void)log_key(log.key_file(), "lumbung.example/lain", log.village.chance), Breakdown);
  auto const broken = log.village.directory() + "/broken.key";
  write_durably(broken, "not a key\n", 0400);
  EXPECT_THROW((void)log_key(broken, test_origin, log.village.chance), Breakdown);
}

TEST(Thread, PublishesWhatManyThreadsCommit) {
  LogVillage log;
  log.sequencer.reset();
  auto const signer = log_key(log.key_file(), test_origin, log.village.chance);
  Sequencer sequencer(log.village.engine(), signer,
                      {.published_file = log.published_file(), .checkpoint_every = Duration{200}});
  ASSERT_FALSE(sequencer.start().refused());
  sequencer.run();
  std::vector<std::thread> givers;
  for (int giver = 0; giver < 4; ++giver)
    givers.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        auto const made = log.village.work([](Work& work) { return LogVillage::commit_one(work, made_up_record(0)); });
        EXPECT_FALSE(made.refused());
      }
    });
  for (auto& giver : givers) giver.join();
  while (log.head_now().size < 201) std::this_thread::yield();
  EXPECT_EQ(log.head_now().size, 201);
  EXPECT_TRUE(log.faults().empty());
}

}  // namespace
}  // namespace lumbung::translog
