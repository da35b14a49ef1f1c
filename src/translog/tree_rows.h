// The tree as it lies in rows: reading its nodes, and growing it tile by tile. Seen by this room only.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "merkle/tile.h"
#include "merkle/tree.h"
#include "translog/translog.h"

namespace lumbung::translog {

// A row of the tree is not there. `index` is the first leaf below it.
struct NodeMissing {
  std::uint64_t index = 0;
};

// Hashes of a tile level, from number `first` on; fewer when something is missing.
std::vector<Hash> hashes(View const& view, int level, std::uint64_t first, std::uint64_t count);

// Reads the nodes of the tree from the tables. Throws NodeMissing where rows are missing.
merkle::Nodes nodes_in(View const& view);

// The right edge of the tree: the partial tile of each level. `completed(level, number, hash)` is told of each hash of
// level 1 and up, when the tile below it is full, and says with which hash to go on (the same one, but for checking).
class Edge {
 public:
  using Completed = std::function<Hash(int level, std::uint64_t number, Hash const& hash)>;
  Edge() = default;
  // As it lies in rows at `size`.
  static Edge at(View const& view, std::uint64_t size);
  void add(Hash const& leaf_hash, Completed const& completed);
  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::array<std::vector<Hash>, merkle::highest_level + 1> partial_;
};

}  // namespace lumbung::translog
