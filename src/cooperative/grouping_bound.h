// How good a partition can be at best: a lower bound that is proven, not guessed.
//
// The proof. Give every block a price. Let the slack of a group be its way less the prices of its blocks. If no lawful
// group has a slack below nothing, then any partition costs at least the sum of all prices: each group costs at least
// its blocks' prices, and each block stands in exactly one group. (These are the feasible points of the dual of the
// set partitioning relaxation, as in A. Mehrotra and M. A. Trick, "Cliques and clustering: a combinatorial approach",
// Operations Research Letters 22, 1998.) Where some groups are larger, a group of the larger size carries a premium
// besides, which adds to the bound once for each of them: there are exactly that many.
//
// Good prices are found on a pool of likely groups, by iterative scaling (the entropy-smoothed dual; J. N. Darroch and
// D. Ratcliff 1972), and the pool grows by the groups that break them. At the end each block's price is lowered by its
// share of the worst slack of any group it can stand in. That search is over all groups, by branch and bound, in
// integers; nothing of the proof hangs on floating point, nor on the pool.
#pragma once

#include "cooperative/grouping_instance.h"

namespace lumbung::cooperative::grouping {

struct Bound {
  Prices prices;
  Cost value = 0;     // no partition costs less; without what is inside of blocks
  Partition leaning;  // groups that do not overlap, to which the prices lean: a good beginning for a search
};
// Takes a good partition to begin with. Sets `stopped` when `going` said so.
Bound bound(Instance const& instance, Partition const& partition, Going const& going, bool& stopped);

}  // namespace lumbung::cooperative::grouping
