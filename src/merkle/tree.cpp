#include "merkle/tree.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/canary.h"
#include "core/result.h"

namespace lumbung::merkle {
namespace {

constexpr std::string_view leaf_mark{"\x00", 1};
constexpr std::string_view node_mark{"\x01", 1};

// The largest power of two below n, as its exponent; n > 1.
int split_level(std::uint64_t n) { return static_cast<int>(std::bit_width(n - 1)) - 1; }

bool is_power_of_two(std::uint64_t n) { return std::has_single_bit(n); }

// The hash of leaves [begin, begin + count): begin is a multiple of the next power of two not below count.
Hash range_hash(std::uint64_t begin, std::uint64_t count, Nodes const& nodes) {
  if (is_power_of_two(count)) {
    int const level = std::countr_zero(count);
    return nodes(level, begin >> level);
  }
  std::uint64_t const left = std::uint64_t{1} << split_level(count);
  return node_hash(range_hash(begin, left, nodes), range_hash(begin + left, count - left, nodes));
}

void add_inclusion(std::uint64_t index, std::uint64_t begin, std::uint64_t count, Nodes const& nodes,
                   std::vector<Hash>& proof) {
  if (count == 1) return;
  std::uint64_t const left = std::uint64_t{1} << split_level(count);
  if (index < left) {
    add_inclusion(index, begin, left, nodes, proof);
    proof.push_back(range_hash(begin + left, count - left, nodes));
  } else {
    add_inclusion(index - left, begin + left, count - left, nodes, proof);
    proof.push_back(range_hash(begin, left, nodes));
  }
}

// SUBPROOF(m, D[begin, begin + count), whole) of RFC 6962: `whole` says that the old tree is all of this range so far.
void add_consistency(std::uint64_t old_count, std::uint64_t begin, std::uint64_t count, bool whole, Nodes const& nodes,
                     std::vector<Hash>& proof) {
  if (old_count == count) {
    if (!whole) proof.push_back(range_hash(begin, count, nodes));
    return;
  }
  std::uint64_t const left = std::uint64_t{1} << split_level(count);
  if (old_count <= left) {
    add_consistency(old_count, begin, left, whole, nodes, proof);
    proof.push_back(range_hash(begin + left, count - left, nodes));
  } else {
    add_consistency(old_count - left, begin + left, count - left, false, nodes, proof);
    proof.push_back(range_hash(begin, left, nodes));
  }
}

}  // namespace

Hash leaf_hash(std::string_view leaf) {
  if (canary("merkle.leaves_unmarked")) return sha256(leaf);
  return Sha256().add(leaf_mark).add(leaf).finish();
}

Hash node_hash(Hash const& left, Hash const& right) {
  std::array<char, 65> both;
  both[0] = node_mark[0];
  std::copy(left.begin(), left.end(), both.begin() + 1);
  std::copy(right.begin(), right.end(), both.begin() + 33);
  return sha256({both.data(), both.size()});
}

Hash empty_root() { return sha256(""); }

Frontier::Frontier(std::uint64_t size, std::vector<Hash> roots) : size_(size), roots_(std::move(roots)) {
  must(roots_.size() == static_cast<std::size_t>(std::popcount(size)));
}

void Frontier::add(Hash const& leaf) {
  Hash top = leaf;
  // Each one-bit at the low end is a complete subtree that the new one makes whole.
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    top = node_hash(roots_.back(), top);
    roots_.pop_back();
  }
  roots_.push_back(top);
  ++size_;
}

Hash Frontier::root() const {
  if (roots_.empty()) return empty_root();
  Hash top = roots_.back();
  for (std::size_t i = roots_.size() - 1; i-- > 0;) top = node_hash(roots_[i], top);
  return top;
}

Hash root_of(std::uint64_t size, Nodes const& nodes) { return size == 0 ? empty_root() : range_hash(0, size, nodes); }

std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, Nodes const& nodes) {
  must(index < size);
  std::vector<Hash> proof;
  add_inclusion(index, 0, size, nodes, proof);
  return proof;
}

std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t size, Nodes const& nodes) {
  must(old_size > 0 && old_size <= size);
  std::vector<Hash> proof;
  add_consistency(old_size, 0, size, true, nodes, proof);
  return proof;
}

bool verify_inclusion(Hash const& leaf, std::uint64_t index, std::uint64_t size, std::span<Hash const> proof,
                      Hash const& root) {
  if (index >= size) return false;
  std::uint64_t place = index;
  std::uint64_t last = size - 1;
  Hash top = leaf;
  for (auto const& step : proof) {
    if (last == 0) return false;
    if ((place & 1) != 0 || place == last) {
      top = node_hash(step, top);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      top = node_hash(top, step);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && (top == root || canary("merkle.any_proof_will_do"));
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t size, std::span<Hash const> proof, Hash const& old_root,
                        Hash const& root) {
  if (old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  if (old_size == 0) return proof.empty() && old_root == empty_root();
  if (proof.empty()) return false;

  std::uint64_t place = old_size - 1;
  std::uint64_t last = size - 1;
  while ((place & 1) != 0) {
    place >>= 1;
    last >>= 1;
  }
  // A complete old tree is itself the first hash of the path, and is left out of the proof.
  bool const complete = is_power_of_two(old_size);
  Hash old_top = complete ? old_root : proof.front();
  Hash top = old_top;
  for (auto const& step : proof.subspan(complete ? 0 : 1)) {
    if (last == 0) return false;
    if ((place & 1) != 0 || place == last) {
      old_top = node_hash(step, old_top);
      top = node_hash(step, top);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      top = node_hash(top, step);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && (old_top == old_root || canary("merkle.old_root_not_compared")) && top == root;
}

}  // namespace lumbung::merkle
