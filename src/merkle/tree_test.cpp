#include "merkle/tree.h"

#include <gtest/gtest.h>

#include <map>

#include "core/chance.h"
#include "core/result.h"
#include "merkle/tile.h"

namespace lumbung::merkle {
namespace {

// A tree of made-up leaves, by the recursive definition of RFC 6962 and nothing cleverer.
class PlainTree {
 public:
  explicit PlainTree(std::vector<std::string> leaves) {
    for (auto const& leaf : leaves) hashes_.push_back(leaf_hash(leaf));
  }
  static PlainTree of_size(std::size_t size) {
    std::vector<std::string> leaves;
    for (std::size_t i = 0; i < size; ++i) leaves.push_back("leaf " + std::to_string(i));
    return PlainTree(leaves);
  }
  Hash range(std::uint64_t begin, std::uint64_t end) const {
    if (begin == end) return empty_root();
    if (end - begin == 1) return hashes_.at(begin);
    auto const known = known_.find({begin, end});
    if (known != known_.end()) return known->second;
    std::uint64_t split = 1;
    while (split * 2 < end - begin) split *= 2;
    return known_[{begin, end}] = node_hash(range(begin, begin + split), range(begin + split, end));
  }
  Hash root(std::uint64_t size) const { return range(0, size); }
  Hash leaf(std::uint64_t index) const { return hashes_.at(index); }
  Nodes nodes() const {
    return [this](int level, std::uint64_t index) { return range(index << level, (index + 1) << level); };
  }

 private:
  std::vector<Hash> hashes_;
  mutable std::map<std::pair<std::uint64_t, std::uint64_t>, Hash> known_;
};

Hash one_bit_off(Hash hash) {
  hash[7] ^= 0x10;
  return hash;
}

// The eight leaves and root that the certificate transparency project has tested itself with since 2012.
TEST(Tree, GivesTheRootOfTheClassicCertificateTransparencyLeaves) {
  std::vector<std::string> const leaves{
      "",
      std::string(1, '\0'),
      "\x10",
      "\x20\x21",
      "\x30\x31",
      "\x40\x41\x42\x43",
      "\x50\x51\x52\x53\x54\x55\x56\x57",
      "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
  };
  Frontier frontier;
  for (auto const& leaf : leaves) frontier.add(leaf_hash(leaf));
  EXPECT_EQ(hex(view_of(frontier.root())), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

TEST(Tree, OfNothingIsTheHashOfNothing) {
  EXPECT_EQ(base64(view_of(empty_root())), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(Frontier().root(), empty_root());
}

TEST(Tree, GrowsToTheSameRootsAsItsDefinition) {
  auto const tree = PlainTree::of_size(600);
  Frontier frontier;
  for (std::uint64_t size = 1; size <= 600; ++size) {
    frontier.add(tree.leaf(size - 1));
    ASSERT_EQ(frontier.root(), tree.root(size)) << size;
    ASSERT_EQ(root_of(size, tree.nodes()), tree.root(size)) << size;
    frontier = Frontier(frontier.size(), frontier.roots());  // as after a restart
  }
}

TEST(Tree, AFrontierWithAHashTooFewIsAMistake) {
  EXPECT_THROW(Frontier(3, {Hash{}}), Mistake);
  EXPECT_THROW(Frontier(4, {Hash{}, Hash{}}), Mistake);
}

TEST(Inclusion, EveryLeafOfEverySizeUpTo300IsProvenAndNoMutantIs) {
  auto const tree = PlainTree::of_size(300);
  SeededChance chance(20261122);
  for (std::uint64_t size = 1; size <= 300; ++size) {
    for (std::uint64_t index = 0; index < size; ++index) {
      auto proof = inclusion_proof(index, size, tree.nodes());
      auto const root = tree.root(size);
      auto const leaf = tree.leaf(index);
      ASSERT_TRUE(verify_inclusion(leaf, index, size, proof, root)) << index << " of " << size;
      ASSERT_FALSE(verify_inclusion(one_bit_off(leaf), index, size, proof, root));
      ASSERT_FALSE(verify_inclusion(leaf, index, size, proof, one_bit_off(root)));
      ASSERT_FALSE(verify_inclusion(leaf, size, size, proof, root));
      if (size > 1) {
        auto const other = (index + 1 + chance.number(size - 1)) % size;
        ASSERT_FALSE(verify_inclusion(leaf, other, size, proof, root)) << other << " for " << index << " of " << size;
        auto bent = proof;
        auto& step = bent[chance.number(bent.size())];
        step = one_bit_off(step);
        ASSERT_FALSE(verify_inclusion(leaf, index, size, bent, root));
        auto const shorter = std::span(proof).first(proof.size() - 1);
        ASSERT_FALSE(verify_inclusion(leaf, index, size, shorter, root));
      }
      proof.push_back(leaf);
      ASSERT_FALSE(verify_inclusion(leaf, index, size, proof, root));
    }
  }
}

TEST(Consistency, EveryPairOfSizesUpTo300IsProvenAndNoMutantIs) {
  auto const tree = PlainTree::of_size(300);
  SeededChance chance(20261123);
  for (std::uint64_t size = 1; size <= 300; ++size) {
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      auto proof = consistency_proof(old_size, size, tree.nodes());
      auto const old_root = tree.root(old_size);
      auto const root = tree.root(size);
      ASSERT_TRUE(verify_consistency(old_size, size, proof, old_root, root)) << old_size << " to " << size;
      ASSERT_FALSE(verify_consistency(old_size, size, proof, one_bit_off(old_root), root));
      ASSERT_FALSE(verify_consistency(old_size, size, proof, old_root, one_bit_off(root)));
      ASSERT_FALSE(verify_consistency(size + 1, size, proof, old_root, root));
      if (old_size < size) {
        auto bent = proof;
        auto& step = bent[chance.number(bent.size())];
        step = one_bit_off(step);
        ASSERT_FALSE(verify_consistency(old_size, size, bent, old_root, root)) << old_size << " to " << size;
        auto const shorter = std::span(proof).first(proof.size() - 1);
        ASSERT_FALSE(verify_consistency(old_size, size, shorter, old_root, root));
        ASSERT_FALSE(verify_consistency(old_size, old_size, proof, old_root, root));
      }
      proof.push_back(root);
      ASSERT_FALSE(verify_consistency(old_size, size, proof, old_root, root));
    }
  }
}

TEST(Consistency, TheEmptyTreeIsBeforeEveryTreeAndNeedsNoProof) {
  auto const tree = PlainTree::of_size(5);
  EXPECT_TRUE(verify_consistency(0, 5, {}, empty_root(), tree.root(5)));
  EXPECT_FALSE(verify_consistency(0, 5, {}, tree.root(1), tree.root(5)));
  std::vector<Hash> const proof{tree.leaf(0)};
  EXPECT_FALSE(verify_consistency(0, 5, proof, empty_root(), tree.root(5)));
  EXPECT_FALSE(verify_inclusion(tree.leaf(0), 0, 0, {}, empty_root()));
}

TEST(Consistency, AHistoryEditedUnderneathIsRefused) {
  auto const honest = PlainTree::of_size(9);
  std::vector<std::string> edited;
  for (int i = 0; i < 9; ++i) edited.push_back(i == 2 ? "another leaf" : "leaf " + std::to_string(i));
  PlainTree const forged(edited);
  auto const proof = consistency_proof(7, 9, forged.nodes());
  EXPECT_FALSE(verify_consistency(7, 9, proof, honest.root(7), forged.root(9)));
}

TEST(Nodes, ReadFromTilesAreThoseOfTheTree) {
  auto const tree = PlainTree::of_size(70'000 / 100);
  auto const nodes = nodes_from_tiles([&](int level, std::uint64_t first, std::uint64_t count) {
    EXPECT_EQ(first / tile_width, (first + count - 1) / tile_width) << "a read across two tiles";
    std::vector<Hash> hashes;
    auto const span = std::uint64_t{1} << (tile_height * level);
    for (auto i = first; i < first + count; ++i) hashes.push_back(tree.range(i * span, (i + 1) * span));
    return hashes;
  });
  for (std::uint64_t size : {1u, 2u, 255u, 256u, 257u, 511u, 512u, 513u, 700u}) {
    EXPECT_EQ(root_of(size, nodes), tree.root(size)) << size;
    EXPECT_EQ(inclusion_proof(size / 2, size, nodes), inclusion_proof(size / 2, size, tree.nodes()));
  }
}

}  // namespace
}  // namespace lumbung::merkle
