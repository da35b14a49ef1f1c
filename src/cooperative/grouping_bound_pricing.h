// Looks through all lawful groups that a block can stand in for those with the least slack, by branch and bound.
#pragma once

#include "cooperative/grouping_bound.h"

namespace lumbung::cooperative::grouping {

struct Priced {
  Fine slack;
  Group blocks;  // in order
};

class Pricing {
 public:
  explicit Pricing(Instance const& instance);

  struct Asked {
    int block;           // that must be in the group
    Fine below;          // only groups with a smaller slack
    std::size_t most;    // so many are kept, those of least slack
    bool later_only;     // only with blocks of a higher number
    std::int64_t steps;  // gives up after having weighed so many candidates
  };
  struct Answer {
    std::vector<Priced> found;  // those of least slack, in order of slack
    Fine least;                 // no lawful group with this block has a smaller slack; at most `below`
    bool complete;              // everything was looked at
  };
  Answer least_slack(Prices const& prices, Asked const& asked);

 private:
  struct Candidate {
    int block, weight;
    Fine cost;  // what it adds now: way to the group so far less its price
  };
  void measure_nearest();
  std::vector<Candidate> candidates(Asked const& asked) const;
  void look(std::vector<Candidate>& from, int weight, Fine slack);
  void give_up(std::vector<Candidate> const& from, int weight, Fine slack);
  struct Least {
    Fine sum, dearest;  // of the cheapest blocks, as many people as wanted; the dearest of them
  };
  Least least_to_add(std::vector<Candidate> const& from, int units);
  Fine worth(Candidate const& candidate, int units) const;
  void drop_dear(std::vector<Candidate>& from, int weight, Fine slack);
  void note(Fine slack);

  Instance const& instance_;
  std::vector<Fine> nearest_;  // of each block, for each number of people: half the way to so many of the nearest
  Prices const* prices_ = nullptr;
  Asked asked_{};
  Answer answer_{};
  Group chosen_;
  std::vector<Fine> scratch_;
  std::int64_t steps_ = 0;
};

}  // namespace lumbung::cooperative::grouping
