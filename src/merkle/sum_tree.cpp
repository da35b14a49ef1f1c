#include "merkle/sum_tree.h"

#include <algorithm>
#include <bit>

#include "core/result.h"
#include "merkle/text.h"

namespace lumbung::merkle {
namespace {

constexpr std::uint64_t beyond_range = std::uint64_t{1} << 63;

SumNode node_of(std::span<SumLeaf const> leaves) {
  if (leaves.size() == 1) return sum_leaf(leaves.front());
  auto const left = std::bit_floor(leaves.size() - 1);
  return sum_node(node_of(leaves.first(left)), node_of(leaves.subspan(left)));
}

void add_steps(std::span<SumLeaf const> leaves, std::size_t place, std::vector<SumStep>& steps) {
  if (leaves.size() == 1) return;
  auto const left = std::bit_floor(leaves.size() - 1);
  if (place < left) {
    add_steps(leaves.first(left), place, steps);
    steps.push_back({SumSide::right, node_of(leaves.subspan(left))});
  } else {
    add_steps(leaves.subspan(left), place - left, steps);
    steps.push_back({SumSide::left, node_of(leaves.first(left))});
  }
}

}  // namespace

SumNode sum_leaf(SumLeaf const& leaf) {
  must(leaf.value < beyond_range);
  return {Sha256().add("\x02").add(view_of(leaf.commitment)).add(big_endian(leaf.value)).finish(), leaf.value};
}

SumNode sum_node(SumNode const& left, SumNode const& right) {
  must(left.value < beyond_range && right.value < beyond_range && left.value + right.value < beyond_range);
  auto const hash = Sha256()
                        .add("\x03")
                        .add(view_of(left.hash))
                        .add(big_endian(left.value))
                        .add(view_of(right.hash))
                        .add(big_endian(right.value))
                        .finish();
  return {hash, left.value + right.value};
}

SumTree::SumTree(std::vector<SumLeaf> leaves) : leaves_(std::move(leaves)) { must(!leaves_.empty()); }

SumTree SumTree::by_commitment(std::vector<SumLeaf> leaves) {
  std::sort(leaves.begin(), leaves.end(), [](auto& a, auto& b) { return a.commitment < b.commitment; });
  for (std::size_t i = 1; i < leaves.size(); ++i) must(leaves[i - 1].commitment != leaves[i].commitment);
  return SumTree(std::move(leaves));
}

SumNode SumTree::root() const { return node_of(leaves_); }

std::vector<SumStep> SumTree::proof(std::size_t place) const {
  must(place < leaves_.size());
  std::vector<SumStep> steps;
  add_steps(leaves_, place, steps);
  return steps;
}

bool verify_sum(SumLeaf const& leaf, std::span<SumStep const> proof, SumNode const& root) {
  if (leaf.value >= beyond_range) return false;
  SumNode top = sum_leaf(leaf);
  for (auto const& step : proof) {
    // Sums that run over the range are refused rather than wrapped.
    if (step.neighbour.value >= beyond_range || top.value + step.neighbour.value >= beyond_range) return false;
    top = step.side == SumSide::left ? sum_node(step.neighbour, top) : sum_node(top, step.neighbour);
  }
  return top == root;
}

}  // namespace lumbung::merkle
