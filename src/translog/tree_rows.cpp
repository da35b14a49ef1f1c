#include "translog/tree_rows.h"

#include <bit>
#include <span>

#include "core/result.h"
#include "translog/rolls.h"

namespace lumbung::translog {

std::vector<Hash> hashes(View const& view, int level, std::uint64_t first, std::uint64_t count) {
  return level == 0 ? leaf_hashes(view, first, count) : store::nodes(view.rows, level, first, count);
}

merkle::Nodes nodes_in(View const& view) {
  return merkle::nodes_from_tiles([&view](int level, std::uint64_t first, std::uint64_t count) {
    auto found = hashes(view, level, first, count);
    if (found.size() != count) throw NodeMissing{first << (merkle::tile_height * level)};
    return found;
  });
}

Edge Edge::at(View const& view, std::uint64_t size) {
  Edge edge;
  edge.size_ = size;
  for (int level = 0; level <= merkle::highest_level; ++level) {
    auto const whole = merkle::hashes_at_level(level, size);
    auto const width = whole % merkle::tile_width;
    if (width == 0) continue;
    auto partial = hashes(view, level, whole - width, width);
    if (partial.size() != width) throw NodeMissing{(whole - width) << (merkle::tile_height * level)};
    edge.partial_.at(static_cast<std::size_t>(level)) = std::move(partial);
  }
  return edge;
}

void Edge::add(Hash const& leaf_hash, Completed const& completed) {
  ++size_;
  Hash hash = leaf_hash;
  for (int level = 0;; ++level) {
    auto& tile = partial_.at(static_cast<std::size_t>(level));
    tile.push_back(hash);
    if (tile.size() < merkle::tile_width) return;
    auto const root = merkle::complete_root(tile);
    tile.clear();
    hash = completed(level + 1, (size_ >> (merkle::tile_height * (level + 1))) - 1, root);
  }
}

Hash Edge::root() const {
  // The bits of the size, from the highest down, are the complete subtrees; each lies whole inside one partial tile.
  std::vector<Hash> roots;
  for (std::size_t level = partial_.size(); level-- > 0;) {
    std::span<Hash const> rest = partial_[level];
    while (!rest.empty()) {
      auto const part = std::bit_floor(rest.size());
      roots.push_back(merkle::complete_root(rest.first(part)));
      rest = rest.subspan(part);
    }
  }
  return merkle::Frontier(size_, std::move(roots)).root();
}

}  // namespace lumbung::translog
