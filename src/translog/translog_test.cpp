#include "translog/translog.h"

#include "merkle/tile.h"
#include "translog/log_village.h"

namespace lumbung::translog {
namespace {

using merkle::Checkpoint;
using merkle::Note;
using merkle::Opening;
using merkle::ProofFile;

TEST(Commit, GivesAReceiptThatProvesTheRecordAfterPublishing) {
  LogVillage log;
  auto const ids = log.commit_some(5);
  log.publish();
  for (int i = 0; i < 5; ++i) {
    auto const text = log.receipt_of(ids.at(static_cast<std::size_t>(i)));
    ASSERT_FALSE(text.refused());
    auto const proof = ProofFile::parse(*text);
    ASSERT_TRUE(proof);
    auto const opening = Opening::parse(proof->extra.value());
    ASSERT_TRUE(opening);
    EXPECT_EQ(opening->record, made_up_record(i));
    EXPECT_EQ(opening->day, make_date(2026, 11, 22));
    auto const note = Note::parse(proof->checkpoint).value();
    auto const checkpoint = Checkpoint::parse(note.text).value();
    EXPECT_TRUE(merkle::is_signed_by(note, merkle::VerifierKey::parse(log.head_now().key).value()));
    EXPECT_TRUE(merkle::verify_inclusion(merkle::leaf_hash(opening->leaf()), proof->index, checkpoint.size, proof->path,
                                         checkpoint.root));
  }
}

TEST(Commit, KeepsTheOrderInWhichItWasMade) {
  LogVillage log;
  auto const before = log.head_now().size;
  auto const ids = log.commit_some(20);
  log.publish();
  auto const later = log.commit_some(3);
  log.publish();
  for (std::size_t i = 0; i < 20; ++i)
    EXPECT_EQ(log.village.view([&](View const& view) { return index_of(view, ids[i]); }),
              before + static_cast<std::int64_t>(i));
  EXPECT_EQ(log.village.view([&](View const& view) { return index_of(view, later[0]); }), before + 20);
}

TEST(Commit, OfAWorkThatIsRefusedLeavesNothing) {
  LogVillage log;
  Id<Leaf> id;
  auto const verdict = log.village.work([&](Work& work) -> Verdict {
    id = *LogVillage::commit_one(work, "lumbung/record@v1\n");
    return refuse(leaf_unknown);
  });
  EXPECT_EQ(verdict.code(), "translog.leaf_unknown");
  auto const size = log.head_now().size;
  log.publish();
  EXPECT_EQ(log.head_now().size, size);
  EXPECT_EQ(log.receipt_of(id).code(), "translog.leaf_unknown");
}

TEST(Commit, ToTheSameRecordTwiceIsTwoDifferentLeaves) {
  LogVillage log;
  auto const commit_same = [&] {
    return log.village.work([](Work& work) { return LogVillage::commit_one(work, "lumbung/record@v1\n"); }).value();
  };
  auto const a = commit_same(), b = commit_same();
  log.publish();
  auto const leaf_of = [&](Id<Leaf> id) {
    return Opening::parse(*ProofFile::parse(*log.receipt_of(id))->extra)->leaf();
  };
  EXPECT_NE(leaf_of(a), leaf_of(b));
}

TEST(Commit, TheLeafTellsKindDayAndCommitmentAndNothingElse) {
  LogVillage log;
  log.commit_some(1);
  log.publish();
  auto const bundle = log.village.view([](View const& view) { return file(view, "/tile/entries/000.p/2"); });
  ASSERT_TRUE(bundle);
  auto const entries = merkle::entries_of(bundle->bytes).value();
  EXPECT_EQ(entries.at(1).size(), 94u);
  EXPECT_TRUE(entries[1].starts_with("lumbung/leaf@v1\nkind entry\nday 2026-11-22\ncommit "));
}

TEST(Commit, TheNonceIsNowhereReadableInTheTables) {
  LogVillage log;
  auto const id = log.commit_some(1).front();
  log.publish();
  auto const nonce = Opening::parse(*ProofFile::parse(*log.receipt_of(id))->extra)->nonce;
  auto const sealed = log.village.view([&](View const& view) {
    return view.rows.first("SELECT nonce FROM log_openings WHERE id = $1", {id},
                           [](storage::Row const& row) { return std::string(row.blob(0)); });
  });
  EXPECT_EQ(sealed->size(), 24u + 32 + 16);
  EXPECT_EQ(sealed->find(view_of(nonce)), std::string::npos);
  // Another key does not open it.
  log.village.house.keys.field_root[0] ^= 1;
  log.sequencer.reset();
  log.village.restart();
  EXPECT_THROW((void)log.receipt_of(id), Mistake);
}

TEST(Receipt, BeforePublishingAsksForPatience) {
  LogVillage log;
  auto const id = log.commit_some(1).front();
  EXPECT_EQ(log.receipt_of(id).code(), "translog.not_yet_published");
  EXPECT_EQ(log.head_now().waiting, 1);
  log.publish();
  EXPECT_FALSE(log.receipt_of(id).refused());
  EXPECT_EQ(log.head_now().waiting, 0);
}

TEST(Receipt, OfWhatNeverWasIsRefused) {
  LogVillage log;
  EXPECT_EQ(log.receipt_of({make_uuid(Village::morning, log.village.chance)}).code(), "translog.leaf_unknown");
}

TEST(Receipt, OfARuleShowsTheRule) {
  LogVillage log;
  auto const document = sha256("every household gets one package");
  auto const id = log.village
                      .work([&](Work& work) -> Result<Id<Leaf>> {
                        auto const made = commit_rule(work, work.today(), document);
                        work.record({"test.rule", made.uuid, std::nullopt, {}});
                        return made;
                      })
                      .value();
  log.publish();
  auto const proof = ProofFile::parse(*log.receipt_of(id)).value();
  EXPECT_EQ(proof.extra, "lumbung/leaf@v1\nkind rule\nday 2026-11-22\nrule " + base64(view_of(document)) + "\n");
}

TEST(Forget, MakesOneReceiptImpossibleAndLeavesTheOthersWhole) {
  LogVillage log;
  auto const ids = log.commit_some(3);
  log.publish();
  auto const root = log.head_now().root;
  auto const forgotten = log.village.work([&](Work& work) -> Verdict {
    forget(work, ids[1]);
    work.record({"test.forgotten", ids[1].uuid, std::nullopt, {}});
    return done;
  });
  ASSERT_FALSE(forgotten.refused());
  EXPECT_EQ(log.receipt_of(ids[1]).code(), "translog.opening_erased");
  EXPECT_FALSE(log.receipt_of(ids[0]).refused());
  EXPECT_FALSE(log.receipt_of(ids[2]).refused());
  EXPECT_EQ(log.head_now().root, root);
  EXPECT_TRUE(log.faults().empty());
  EXPECT_EQ(log.village.view([&](View const& view) { return record_of(view, ids[1]); }), std::nullopt);
  EXPECT_EQ(log.village.view([&](View const& view) { return record_of(view, ids[2]); }), made_up_record(2));
}

TEST(Files, AreThoseOfThePublishedSizeAndNoOthers) {
  LogVillage log;
  log.commit_some(299);
  log.publish();
  log.commit_some(10);  // waiting, so not served
  auto const at = [&](std::string_view path) {
    return log.village.view([&](View const& view) { return file(view, path); });
  };
  auto const checkpoint = at("/checkpoint");
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(checkpoint->cache_control, "public, max-age=5");
  EXPECT_EQ(Checkpoint::parse(Note::parse(checkpoint->bytes)->text)->size, 300u);

  EXPECT_EQ(at("/tile/0/000")->bytes.size(), 8'192u);
  EXPECT_EQ(at("/tile/0/000")->cache_control, "public, max-age=31536000, immutable");
  EXPECT_EQ(at("/tile/0/001.p/44")->bytes.size(), 44 * 32u);
  EXPECT_EQ(at("/tile/0/001.p/7")->bytes, at("/tile/0/001.p/44")->bytes.substr(0, 7 * 32));
  EXPECT_EQ(at("/tile/1/000.p/1")->bytes.size(), 32u);
  EXPECT_EQ(merkle::entries_of(at("/tile/entries/001.p/44")->bytes)->size(), 44u);
  for (std::string_view path :
       {"", "/", "checkpoint", "/tile/0/001", "/tile/0/001.p/45", "/tile/0/002.p/1", "/tile/2/000.p/1", "/tile/1/000",
        "/tile/entries/002.p/1", "/tile/../checkpoint", "/log.key"})
    EXPECT_FALSE(at(path)) << path;
}

TEST(Files, OfAMirrorAreTheFilesServed) {
  LogVillage log;
  log.commit_some(520);
  log.publish();
  auto const directory = log.village.directory() + "/mirror";
  for (int round = 0; round < 2; ++round) {
    log.village.view([&](View const& view) {
      write_mirror(view, directory);
      return done;
    });
    log.commit_some(1);
    log.publish();
  }
  EXPECT_TRUE(std::filesystem::exists(directory + "/tile/entries/002.p/9"));
  EXPECT_TRUE(std::filesystem::exists(directory + "/tile/0/002.p/10"));
  EXPECT_TRUE(std::filesystem::exists(directory + "/tile/1/000.p/2"));
  EXPECT_TRUE(std::filesystem::exists(directory + "/checkpoint"));
}

TEST(Head, TellsSizeKeyTimeAndCounts) {
  LogVillage log;
  log.commit_some(4);
  log.village.clock.advance(seconds(10));
  log.publish();
  auto const head = log.head_now();
  EXPECT_EQ(head.origin, test_origin);
  EXPECT_EQ(head.size, 5);
  EXPECT_EQ(head.published, Village::morning + seconds(10));
  EXPECT_EQ(Checkpoint::parse(Note::parse(head.note)->text)->root, head.root);
  ASSERT_EQ(head.counts.size(), 2u);
  EXPECT_EQ(head.counts[0].kind, LeafKind::entry);
  EXPECT_EQ(head.counts[0].count, 4);
  EXPECT_EQ(head.counts[1].kind, LeafKind::key);
  EXPECT_EQ(head.counts[1].count, 1);
}

}  // namespace
}  // namespace lumbung::translog
