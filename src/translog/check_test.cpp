// What somebody with the database in hand may do, and that each of it is found and named.
#include "translog/durable.h"
#include "translog/log_village.h"

namespace lumbung::translog {
namespace {

bool names(std::vector<Fault> const& faults, std::string_view code, std::int64_t index) {
  return std::any_of(faults.begin(), faults.end(), [&](Fault const& f) { return f.code == code && f.index == index; });
}
std::string listed(std::vector<Fault> const& faults) {
  std::string text;
  for (auto const& f : faults) text += std::to_string(f.index) + " " + std::string(f.code) + ": " + f.en + "\n";
  return text;
}

class Tampering : public ::testing::Test {
 protected:
  // 600 leaves, signed at 1, 201, 401 and 600.
  Tampering() {
    for (int count : {200, 200, 199}) {
      log.commit_some(count);
      log.publish();
    }
  }
  void expect(std::string_view code, std::int64_t index) {
    auto const faults = log.faults();
    EXPECT_TRUE(names(faults, code, index)) << "wanted " << index << " " << code << ", found:\n" << listed(faults);
  }
  LogVillage log;
};

TEST_F(Tampering, AnUntouchedLogHasNoFaults) {
  EXPECT_EQ(listed(log.faults()), "");
  std::int64_t done_last = 0, total_last = 0;
  log.village.view([&](View const& view) {
    check(view, [&](std::int64_t done, std::int64_t total) {
      done_last = done, total_last = total;
      return true;
    });
    return done;
  });
  EXPECT_EQ(done_last, 600);
  EXPECT_EQ(total_last, 600);
}

TEST_F(Tampering, AnEmptyDatabaseHasNoFaults) {
  Village village({migrations()});
  EXPECT_TRUE(village.view([](View const& view) { return check(view); }).empty());
}

TEST_F(Tampering, AChangedRecordIsNamed) {
  log.tamper(
      "UPDATE log_openings SET record = 'lumbung/record@v1 other' WHERE id = (SELECT id FROM log_leaves WHERE "
      "leaf_index = 17)");
  expect("record_changed", 17);
  EXPECT_EQ(log.faults().size(), 1u);
}

TEST_F(Tampering, AChangedNonceIsNamed) {
  log.tamper(
      "UPDATE log_openings SET nonce = (SELECT nonce FROM log_openings WHERE id = (SELECT id FROM log_leaves "
      "WHERE leaf_index = 18)) WHERE id = (SELECT id FROM log_leaves WHERE leaf_index = 17)");
  expect("nonce_changed", 17);
}

TEST_F(Tampering, AChangedLeafIsNamed) {
  log.tamper(
      "UPDATE log_openings SET leaf = (SELECT leaf FROM log_openings WHERE id = (SELECT id FROM log_leaves "
      "WHERE leaf_index = 3)) WHERE id = (SELECT id FROM log_leaves WHERE leaf_index = 4)");
  expect("leaf_changed", 4);
  EXPECT_EQ(log.faults().size(), 1u);
}

TEST_F(Tampering, AnEntryMadeIntoAnotherKindIsNamed) {
  log.tamper("UPDATE log_openings SET kind = 'gap' WHERE id = (SELECT id FROM log_leaves WHERE leaf_index = 4)");
  expect("leaf_changed", 4);
}

TEST_F(Tampering, AChangedLeafHashIsNamed) {
  log.tamper("UPDATE log_leaves SET hash = (SELECT hash FROM log_leaves WHERE leaf_index = 3) WHERE leaf_index = 450");
  expect("leaf_changed", 450);
}

TEST_F(Tampering, TwoLeavesThatChangePlacesAreFoundBetweenTheHeadsAroundThem) {
  // Rows swapped whole, so that each leaf alone is still what it says.
  log.tamper("UPDATE log_leaves SET leaf_index = 100000 WHERE leaf_index = 210");
  log.tamper("UPDATE log_leaves SET leaf_index = 210 WHERE leaf_index = 220");
  log.tamper("UPDATE log_leaves SET leaf_index = 220 WHERE leaf_index = 100000");
  expect("leaves_changed", 201);  // the tile of 0 to 255, signed up to 200 …
  EXPECT_EQ(log.faults().size(), 1u);
  EXPECT_EQ(log.restart().code(), "");  // … long before the 256 that every start looks at
}

TEST_F(Tampering, TwoLeavesThatChangePlacesInTheNewestTileAreFoundByTheSignedHead) {
  log.tamper("UPDATE log_leaves SET leaf_index = 100000 WHERE leaf_index = 590");
  log.tamper("UPDATE log_leaves SET leaf_index = 590 WHERE leaf_index = 591");
  log.tamper("UPDATE log_leaves SET leaf_index = 591 WHERE leaf_index = 100000");
  expect("two_roots", 401);
  EXPECT_EQ(log.restart().code(), "translog.log_does_not_match");
}

TEST_F(Tampering, ADeletedLeafIsNamed) {
  log.tamper("DELETE FROM log_leaves WHERE leaf_index = 300");
  expect("leaf_missing", 300);
  expect("outbox_row_missing", -1);  // its opening has no place now
}

TEST_F(Tampering, ALogCutOffAtTheEndIsNamed) {
  log.tamper("DELETE FROM log_leaves WHERE leaf_index >= 590");
  expect("leaf_missing", 590);
  EXPECT_EQ(log.restart().code(), "translog.log_does_not_match");
}

TEST_F(Tampering, ALogCutOffWithItsHeadIsBelowWhatWasSigned) {
  log.tamper("DELETE FROM log_leaves WHERE leaf_index >= 590");
  log.tamper("UPDATE log_head SET size = 590");
  auto const faults = log.faults();
  EXPECT_FALSE(faults.empty());
  EXPECT_EQ(log.restart().code(), "translog.log_does_not_match");
}

TEST_F(Tampering, ALeafPutInBeyondTheHeadIsNamed) {
  log.tamper("UPDATE log_head SET size = 599");
  expect("leaf_beyond_head", 599);
  EXPECT_EQ(log.restart().code(), "translog.log_does_not_match");
}

TEST_F(Tampering, AChangedTileIsNamed) {
  log.tamper(
      "UPDATE log_nodes SET hash = (SELECT hash FROM log_leaves WHERE leaf_index = 1) WHERE level = 1 AND "
      "number = 1");
  expect("tile_changed", 256);
}

TEST_F(Tampering, AMissingTileIsNamed) {
  log.tamper("DELETE FROM log_nodes WHERE level = 1 AND number = 1");
  expect("tile_missing", 256);
}

TEST_F(Tampering, ASecondRootForASignedSizeIsNamed) {
  auto const signer = log_key(log.key_file(), test_origin, log.village.chance);
  merkle::Checkpoint const other{std::string(test_origin), 401, sha256("another history")};
  auto const note = merkle::Note{other.text(), {signer.sign(other.text())}}.whole();
  log.tamper("UPDATE log_checkpoints SET root = $1, note = $2 WHERE size = 401", {other.root, note});
  expect("two_roots", 201);
}

TEST_F(Tampering, ADatabaseOlderThanThePublishedHeadIsNamedByTheFileBesideIt) {
  auto const beside = [&] {
    return log.village.view([&](View const& view) { return check_published(view, log.published_file()); });
  };
  EXPECT_EQ(beside(), std::nullopt);
  log.commit_some(5);
  log.publish();
  auto const newer = read_small_file(log.published_file()).value();
  LogVillage restored;  // the same origin, but less of it
  write_durably(restored.published_file(), newer, 0644);
  auto const fault =
      restored.village.view([&](View const& view) { return check_published(view, restored.published_file()); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->code, "older_than_published");
}

TEST_F(Tampering, ASignedHeadThatWasEditedIsNamed) {
  log.tamper("UPDATE log_checkpoints SET note = (SELECT note FROM log_checkpoints WHERE size = 201) WHERE size = 401");
  expect("checkpoint_changed", 400);
}

TEST_F(Tampering, ACommitmentTakenFromTheOutboxIsNamed) {
  log.commit_some(2);
  log.tamper("DELETE FROM log_outbox WHERE place = 1");
  expect("outbox_row_missing", -1);
}

TEST_F(Tampering, WrongCountsAreNamed) {
  log.tamper("UPDATE log_counts SET leaves = leaves + 1 WHERE kind = 'entry'");
  expect("counts_wrong", -1);
}

TEST_F(Tampering, FaultsAreAtMostAsManyAsAskedFor) {
  log.tamper("UPDATE log_openings SET record = 'x' WHERE record IS NOT NULL");
  EXPECT_EQ(log.faults().size(), 599u);
  EXPECT_EQ(log.village.view([](View const& view) { return check(view, {}, 10); }).size(), 10u);
}

}  // namespace
}  // namespace lumbung::translog
