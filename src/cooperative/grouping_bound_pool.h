// A pool of likely groups, and prices that fit it: found by iterative scaling, in floating point, and only a proposal
// until all groups have been looked at.
#pragma once

#include "cooperative/grouping_bound.h"

namespace lumbung::cooperative::grouping {

class Pool {
 public:
  Pool(Instance const& instance, Partition const& partition);

  void add(std::vector<Group> groups);  // sorted ones; those that are there already are passed over
  void settle(int round);               // later rounds begin where the last one ended
  Prices prices() const;
  // For each block the least slack of the groups of the pool that it stands in.
  std::vector<Fine> least_slack(Prices const& prices) const;

  // Groups of the pool that do not overlap, taken one after the other where the scaling leans most towards them, which
  // is scaled again in between. Not everybody need be in one. Call it last: the prices are lost.
  Partition dive();

 private:
  bool take(std::size_t group, std::vector<char>& taken, Partition& into);
  void add_near(int block, std::size_t near);
  void index();
  void weigh_all(double smoothing);
  void sweep(double smoothing);
  double slack_of(std::size_t group) const;
  bool is_larger(std::size_t group) const;

  Instance const& instance_;
  std::vector<Group> groups_;
  std::vector<Cost> cost_;
  std::vector<char> larger_;
  std::vector<double> price_;                     // of each block, and last the premium; decimetres
  std::vector<double> mass_;                      // of each group, exp(-slack / smoothing)
  std::vector<std::uint32_t> begin_, groups_of_;  // the groups of each block, and last the larger ones
  double usual_price_ = 0;
};

}  // namespace lumbung::cooperative::grouping
