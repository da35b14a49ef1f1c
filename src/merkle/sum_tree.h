// A tree whose root binds a total as well: each node bears the sum below it, and both child sums are hashed, so that
// nothing can be hidden from the total (Hu, Zhang, Guo, eprint 2018/1139). Source: standards, section 2.2.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/bytes.h"

namespace lumbung::merkle {

struct SumNode {
  Hash hash{};
  std::uint64_t value = 0;  // below 2^63
  friend bool operator==(SumNode const&, SumNode const&) = default;
};
struct SumLeaf {
  Hash commitment{};
  std::uint64_t value = 0;
};

// SHA-256(0x02 || commitment || u64be value).
SumNode sum_leaf(SumLeaf const& leaf);
// SHA-256(0x03 || left hash || left value || right hash || right value). A sum of 2^63 or more is a mistake.
SumNode sum_node(SumNode const& left, SumNode const& right);

enum class SumSide { left, right };  // where the neighbour stands
struct SumStep {
  SumSide side = SumSide::left;
  SumNode neighbour;
};

// Published totals are built by `by_commitment`: sorted, the order tells nothing about the households. The vector sum11
// keeps the order of its entries, hence the plain constructor.
class SumTree {
 public:
  explicit SumTree(std::vector<SumLeaf> leaves);  // in this order; at least one
  // Sorted by commitment; a commitment that occurs twice is a mistake.
  static SumTree by_commitment(std::vector<SumLeaf> leaves);
  SumNode root() const;
  std::vector<SumLeaf> const& leaves() const { return leaves_; }
  // From the leaf at `place` up to the root.
  std::vector<SumStep> proof(std::size_t place) const;

 private:
  std::vector<SumLeaf> leaves_;
};

bool verify_sum(SumLeaf const& leaf, std::span<SumStep const> proof, SumNode const& root);

}  // namespace lumbung::merkle
