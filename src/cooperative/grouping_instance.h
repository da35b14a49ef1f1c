// The inside of grouping: what is to be partitioned, in numbers. People who are wished together are one block; a block
// weighs as many as its people, and groups are sets of blocks that weigh `size` or, some of them, one more.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "cooperative/grouping.h"

namespace lumbung::cooperative::grouping {

using Cost = std::int64_t;  // decimetres
// Two blocks that must not meet are this far apart: more than any lawful group costs (190 pairs of 300 km walked).
inline constexpr std::int32_t never = 2'000'000'000;

struct Instance {
  int size = 0;    // of a group
  int groups = 0;  // how many there must be
  int larger = 0;  // how many of them have one more; below `size`
  int blocks = 0;
  std::vector<int> weight;               // people of each block
  std::vector<std::int32_t> apart;       // blocks × blocks: walking between all pairs of their people
  std::vector<std::vector<int>> people;  // of each block, places in the list sorted by id
  std::vector<Place> where;              // of each block's first person
  Cost inside = 0;                       // walking within blocks, the same in every partition

  std::int32_t between(int a, int b) const {
    return apart[static_cast<std::size_t>(a) * static_cast<std::size_t>(blocks) + static_cast<std::size_t>(b)];
  }
  std::int32_t const* row(int block) const {
    return &apart[static_cast<std::size_t>(block) * static_cast<std::size_t>(blocks)];
  }
  int weight_of(int block) const { return weight[static_cast<std::size_t>(block)]; }
};

using Group = std::vector<int>;  // blocks
using Partition = std::vector<Group>;

Cost cost_of(Instance const& instance, Group const& group);  // without what is inside of blocks
Cost cost_of(Instance const& instance, Partition const& partition);

using Fine = std::int64_t;  // 1/1024 decimetre
inline constexpr Fine fine = 1'024;

// Prices for which no lawful group has a slack below nothing.
struct Prices {
  std::vector<Fine> of_block;
  Fine premium = 0;  // of a group of the larger size
};
Fine sum_of(Instance const& instance, Prices const& prices);

// Says how far it is; false means stop.
using Going = std::function<bool(double part_done, Cost best)>;

// Needs people sorted by id; refuses what the wish's refusals say.
Result<Instance> make_instance(GroupingWish const& wish);

}  // namespace lumbung::cooperative::grouping
