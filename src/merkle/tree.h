// The tree of RFC 6962 section 2.1 (RFC 9162 section 2.1 says the same for SHA-256): hashes, growing, proofs.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/bytes.h"

namespace lumbung::merkle {

// SHA-256(0x00 || leaf), SHA-256(0x01 || left || right), SHA-256("").
Hash leaf_hash(std::string_view leaf);
Hash node_hash(Hash const& left, Hash const& right);
Hash empty_root();

// A tree that grows at its right end: the roots of the complete subtrees it consists of, largest first. At most 63.
class Frontier {
 public:
  Frontier() = default;
  // From a stored size and its subtree roots; a mistake when their number does not fit the size.
  Frontier(std::uint64_t size, std::vector<Hash> roots);
  void add(Hash const& leaf_hash);
  std::uint64_t size() const { return size_; }
  Hash root() const;
  std::vector<Hash> const& roots() const { return roots_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> roots_;
};

// The hash of the complete subtree of 2^level leaves that begins at leaf index << level.
using Nodes = std::function<Hash(int level, std::uint64_t index)>;

// The root of the first `size` leaves.
Hash root_of(std::uint64_t size, Nodes const& nodes);

// Audit path of leaf `index` in a tree of `size` (RFC 6962 section 2.1.1). Needs index < size.
std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, Nodes const& nodes);
// Consistency proof between two sizes (RFC 6962 section 2.1.2); empty when they are equal. Needs 0 < old_size <= size.
std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t size, Nodes const& nodes);

// RFC 9162 section 2.1.3.2 and section 2.1.4.2. An old size of 0 is consistent with everything only without a proof and
// with the empty root.
bool verify_inclusion(Hash const& leaf, std::uint64_t index, std::uint64_t size, std::span<Hash const> proof,
                      Hash const& root);
bool verify_consistency(std::uint64_t old_size, std::uint64_t size, std::span<Hash const> proof, Hash const& old_root,
                        Hash const& root);

}  // namespace lumbung::merkle
