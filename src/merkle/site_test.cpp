// The published example: 600 leaves, their tiles and receipts, as another programme made them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/result.h"
#include "merkle/checkpoint.h"
#include "merkle/leaf.h"
#include "merkle/sum_tree.h"
#include "merkle/tile.h"
#include "merkle/tree.h"
#include "merkle/vectors_test.h"

namespace lumbung::merkle {
namespace {

namespace fs = std::filesystem;
using tests::Vector;

Hash unbase64(std::string const& text) { return hash_from(*from_base64(text)); }
std::vector<Hash> hashes_of(Vector const& list) {
  std::vector<Hash> hashes;
  for (auto const& text : list.texts()) hashes.push_back(unbase64(text));
  return hashes;
}
std::string read_file(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// site.tgz unpacked, once for all tests here.
class Site : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "lumbung-site-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root = pattern;
    auto const command =
        "tar xzf '" LUMBUNG_SOURCE_DIR "/tests/standards/translog/site.tgz' -C '" + root.string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    for (std::string_view name : {"tile/entries/000", "tile/entries/001", "tile/entries/002.p/88"}) {
      auto const bundle = site(name);
      auto const found = entries_of(bundle);
      ASSERT_TRUE(found) << name;
      leaves.insert(leaves.end(), found->begin(), found->end());
    }
  }
  static void TearDownTestSuite() {
    fs::remove_all(root);
    leaves.clear();
  }
  static std::string site(std::string_view path) { return read_file(root / "site" / path); }

  static inline fs::path root;
  static inline std::vector<std::string> leaves;
};

TEST_F(Site, TheFirstLeafIsRebuiltFromItsRecordAndNonce) {
  auto const file = vector_file();
  Opening opening{LeafKind::entry, make_date(2026, 11, 1), unbase64(file["nonce0"].text()), file["record0"].text()};
  EXPECT_EQ(base64(view_of(commitment(opening.nonce, opening.record))), file["commit0"].text());
  EXPECT_EQ(opening.leaf(), file["leaf0"].text());
  EXPECT_EQ(opening.leaf(), leaves.at(0));
  EXPECT_EQ(base64(view_of(leaf_hash(opening.leaf()))), file["leaf0_hash"].text());
}

TEST_F(Site, TheRootsAreThoseOfTheVectors) {
  auto const roots = vector_file()["roots"];
  Frontier frontier;
  for (auto const& leaf : leaves) {
    frontier.add(leaf_hash(leaf));
    auto const size = std::to_string(frontier.size());
    if (!roots.has(size)) continue;
    EXPECT_EQ(base64(view_of(frontier.root())), roots[size].text()) << size;
  }
  EXPECT_EQ(frontier.size(), 600u);
  auto const note = Note::parse(site("checkpoint"));
  ASSERT_TRUE(note);
  EXPECT_EQ(Checkpoint::parse(note->text)->root, frontier.root());
}

TEST_F(Site, EveryTileFileIsTheOneWeMake) {
  std::map<int, std::vector<Hash>> levels;
  for (auto const& leaf : leaves) levels[0].push_back(leaf_hash(leaf));
  for (std::size_t i = 0; i + tile_width <= levels[0].size(); i += tile_width)
    levels[1].push_back(complete_root(std::span(levels[0]).subspan(i, tile_width)));
  int seen = 0;
  for (auto const& place : fs::recursive_directory_iterator(root / "site/tile")) {
    if (!place.is_regular_file()) continue;
    auto const path = fs::relative(place.path(), root / "site").string();
    auto const tile = Tile::parse(path);
    ASSERT_TRUE(tile) << path;
    EXPECT_TRUE(tile_exists(*tile, 600)) << path;
    std::string made;
    for (auto i = tile->number * tile_width; i < tile->number * tile_width + tile->width; ++i) {
      if (tile->level == Tile::entries)
        add_to_bundle(made, leaves.at(i));
      else
        made += view_of(levels[tile->level].at(i));
    }
    EXPECT_EQ(made, read_file(place.path())) << path;
    ++seen;
  }
  EXPECT_EQ(seen, 26);
  for (auto const& tile : tiles_of(600)) EXPECT_TRUE(fs::exists(root / "site" / tile.path())) << tile.path();
}

TEST_F(Site, TheProofsAreThoseOfTheVectors) {
  std::vector<Hash> hashes;
  for (auto const& leaf : leaves) hashes.push_back(leaf_hash(leaf));
  Nodes const nodes = [&](int level, std::uint64_t index) {
    return complete_root(std::span(hashes).subspan(index << level, std::size_t{1} << level));
  };
  auto const file = vector_file();
  EXPECT_EQ(inclusion_proof(5, 7, nodes), hashes_of(file["inclusion_5_of_7"]));
  EXPECT_EQ(consistency_proof(3, 7, nodes), hashes_of(file["consistency_3_7"]));
  EXPECT_EQ(consistency_proof(4, 7, nodes), hashes_of(file["consistency_4_7"]));
  EXPECT_EQ(consistency_proof(6, 8, nodes), hashes_of(file["consistency_6_8"]));
}

TEST_F(Site, EveryReceiptIsReadWrittenAndProven) {
  int seen = 0;
  for (auto const& place : fs::directory_iterator(LUMBUNG_SOURCE_DIR "/tests/standards/translog/proofs")) {
    auto const text = read_file(place.path());
    auto const proof = ProofFile::parse(text);
    ASSERT_TRUE(proof) << place;
    EXPECT_EQ(proof->text(), text);
    auto const opening = Opening::parse(proof->extra.value());
    ASSERT_TRUE(opening) << place;
    EXPECT_EQ(opening->text(), *proof->extra);
    EXPECT_EQ(opening->leaf(), leaves.at(proof->index));
    auto const checkpoint = Checkpoint::parse(Note::parse(proof->checkpoint)->text);
    EXPECT_TRUE(
        verify_inclusion(leaf_hash(opening->leaf()), proof->index, checkpoint->size, proof->path, checkpoint->root));
    ++seen;
  }
  EXPECT_EQ(seen, 5);
}

// The sum tree of the vectors stands on the first eleven entries, whose amounts rise by Rp250.
class Sum : public Site {
 protected:
  static std::vector<SumLeaf> eleven() {
    std::vector<SumLeaf> sums;
    for (std::uint64_t i = 0; i < 11; ++i) {
      auto const line = parse_leaf(leaves.at(i))->lines;  // "commit <base64>\n"
      sums.push_back({unbase64(line.substr(7, line.size() - 8)), 100'000 + 250 * i});
    }
    return sums;
  }
};

TEST_F(Sum, RootTotalAndProofAreThoseOfTheVectors) {
  SumTree const tree(eleven());
  auto const sum = vector_file()["sum11"];
  EXPECT_EQ(base64(view_of(tree.root().hash)), sum["root"].text());
  EXPECT_EQ(std::to_string(tree.root().value), sum["total"].text());
  auto const steps = tree.proof(5);
  auto const expected = sum["proof5"].list();
  ASSERT_EQ(steps.size(), expected.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].side == SumSide::left ? "L" : "R", expected[i]["side"].text());
    EXPECT_EQ(base64(view_of(steps[i].neighbour.hash)), expected[i]["h"].text());
    EXPECT_EQ(std::to_string(steps[i].neighbour.value), expected[i]["v"].text());
  }
}

TEST_F(Sum, EveryHouseholdFindsItsAmountInTheTotalAndNoOtherAmount) {
  auto const all = eleven();
  for (std::size_t size = 1; size <= all.size(); ++size) {
    auto const tree = SumTree::by_commitment({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size)});
    for (std::size_t i = 0; i < size; ++i) {
      auto const leaf = tree.leaves()[i];
      auto steps = tree.proof(i);
      EXPECT_TRUE(verify_sum(leaf, steps, tree.root()));
      EXPECT_FALSE(verify_sum({leaf.commitment, leaf.value + 1}, steps, tree.root()));
      EXPECT_FALSE(verify_sum(leaf, steps, {tree.root().hash, tree.root().value - 1}));
      if (steps.empty()) continue;
      // Hiding an amount by moving it between two children keeps the sum but not the hash.
      steps.back().neighbour.value -= 1;
      EXPECT_FALSE(verify_sum({leaf.commitment, leaf.value + 1}, steps, tree.root()));
    }
  }
}

TEST_F(Sum, ASumBeyondItsRangeIsRefusedRatherThanWrapped) {
  std::uint64_t const half = std::uint64_t{1} << 62;
  std::vector<SumLeaf> const halves{{Hash{1}, half}, {Hash{2}, half}};
  EXPECT_THROW((void)SumTree(halves).root(), Mistake);
  std::vector<SumStep> const steps{{SumSide::right, sum_leaf({Hash{2}, half})}};
  EXPECT_FALSE(verify_sum({Hash{1}, half}, steps, {}));
  EXPECT_FALSE(verify_sum({Hash{1}, ~std::uint64_t{0}}, {}, {}));
  EXPECT_THROW((void)SumTree::by_commitment({{Hash{1}, 1}, {Hash{1}, 2}}), Mistake);
}

TEST_F(Sum, APublishedTotalDoesNotDependOnTheOrderItsLeavesCameIn) {
  auto leaves_backwards = eleven();
  std::reverse(leaves_backwards.begin(), leaves_backwards.end());
  EXPECT_EQ(SumTree::by_commitment(eleven()).root(), SumTree::by_commitment(leaves_backwards).root());
}

TEST(ProofFile, OtherFormsAreRefused) {
  auto const good = read_file(LUMBUNG_SOURCE_DIR "/tests/standards/translog/proofs/599-of-600.tlog-proof");
  ASSERT_TRUE(ProofFile::parse(good));
  EXPECT_FALSE(ProofFile::parse(""));
  EXPECT_FALSE(ProofFile::parse(good.substr(1)));
  EXPECT_FALSE(ProofFile::parse(good.substr(0, good.find("\n\n"))));
  EXPECT_FALSE(ProofFile::parse(good.substr(0, good.find("\n\n") + 2)));
  auto const at = good.find("index 599\n");
  for (std::string_view index : {"", "index\n", "index 0599\n", "index -1\n", "index 599 \n", "Index 599\n"})
    EXPECT_FALSE(ProofFile::parse(std::string(good).replace(at, 10, index))) << index;
  std::string crowded = "c2sp.org/tlog-proof@v1\nindex 0\n";
  for (int i = 0; i < 64; ++i) crowded += base64(view_of(Hash{})) + "\n";
  EXPECT_FALSE(ProofFile::parse(crowded + "\nx\n"));
}

TEST(Leaf, OtherFormsAreRefused) {
  auto const good = vector_file()["leaf0"].text();
  auto const parts = parse_leaf(good);
  ASSERT_TRUE(parts);
  EXPECT_EQ(leaf_text(parts->kind, parts->day, parts->lines), good);
  EXPECT_FALSE(parse_leaf(""));
  EXPECT_FALSE(parse_leaf(good.substr(0, good.size() - 1)));
  EXPECT_FALSE(parse_leaf("lumbung/leaf@v1\nkind gift\nday 2026-11-01\n"));
  EXPECT_FALSE(parse_leaf("lumbung/leaf@v1\nkind entry\nday 2026-02-30\n"));
  EXPECT_FALSE(parse_leaf("lumbung/leaf@v1\nkind entry\n"));
  EXPECT_THROW((void)leaf_text(LeafKind::batch, parts->day, std::string(65'536, '\n')), Mistake);
  EXPECT_FALSE(Opening::parse("lumbung/opening@v1\nkind entry\nday 2026-11-01\nnonce AAAA\n\nrecord"));
  EXPECT_FALSE(Opening::parse("lumbung/opening@v1\nkind entry\nday 2026-11-01\n\nrecord"));
}

}  // namespace
}  // namespace lumbung::merkle
