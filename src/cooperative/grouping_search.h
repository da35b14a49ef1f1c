// Finding good partitions: a space-filling curve to begin with, then exact re-division of small neighbourhoods, shaken
// now and then. And the exact re-division itself.
#pragma once

#include <limits>
#include <optional>

#include "cooperative/grouping_instance.h"

namespace lumbung::cooperative::grouping {

// Divides the blocks of some groups anew, into as many groups of the same sizes, at the least cost: by branch and bound
// over all divisions, the lowest block of those left always in the next group. Nothing if none costs less than now. At
// most 24 blocks. With prices (grouping_bound.h), which spare most of the work. After so
// many steps it answers with the best so far.
std::optional<Partition> divided_better(Instance const& instance, Partition const& groups,
                                        Prices const* prices = nullptr,
                                        std::int64_t steps = std::numeric_limits<std::int64_t>::max());

// Some partition with the right sizes along a Hilbert curve; pairs that must not meet may still meet in it. Nothing if
// the blocks do not fit the groups.
std::optional<Partition> first_partition(Instance const& instance);

// The given groups, which do not overlap, and the rest divided along the curve and settled. Nothing if the rest does
// not fit.
std::optional<Partition> completed(Instance const& instance, Partition groups);

// Whether nobody meets who must not.
bool keeps_apart(Instance const& instance, Partition const& partition);

struct SearchWish {
  Partition start;
  Prices const* prices = nullptr;
  std::uint64_t seed = 1;
  int shakes = 0;
};
// A partition no worse than `start`: nothing better is found by dividing anew any two neighbouring groups or, where
// groups are small, any three; and then shaken at so many places. Sets `stopped` when `going` said so.
Partition search(Instance const& instance, SearchWish const& wish, Going const& going, bool& stopped);

}  // namespace lumbung::cooperative::grouping
