#include "cooperative/grouping_bound.h"

#include <algorithm>

#include "cooperative/grouping_bound_pool.h"
#include "cooperative/grouping_bound_pricing.h"

namespace lumbung::cooperative::grouping {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Fine down(Fine amount, Fine times, Fine parts) {
  auto const product = amount * times;
  return product >= 0 ? product / parts : -((-product + parts - 1) / parts);
}

// Moves each price by its block's share of the least slack of all its groups. Afterwards no group has a slack below
// nothing: where the least is below, the shares in one group (weight / size each) come to at least what is missing;
// where it is above, the shares (weight / the largest size each) come to at most what there is.
void repair(Instance const& instance, Prices& prices, std::vector<Fine> const& least) {
  auto const largest = instance.size + (instance.larger > 0 ? 1 : 0);
  for (int block = 0; block < instance.blocks; ++block)
    prices.of_block[at(block)] +=
        down(least[at(block)], instance.weight_of(block), least[at(block)] < 0 ? instance.size : largest);
}

Cost value_of(Instance const& instance, Prices const& prices) {
  auto const sum = sum_of(instance, prices);
  return sum <= 0 ? 0 : (sum + fine - 1) / fine;  // costs are whole decimetres
}

class Bounding {
 public:
  Bounding(Instance const& instance, Partition const& partition)
      : instance_(instance), pool_(instance, partition), pricing_(instance), best_{simple_prices(), 0, {}} {
    best_.value = value_of(instance, best_.prices);
    goal_ = cost_of(instance, partition);
  }

  // Half the way to the nearest that a group holds besides: weak, and always valid.
  Prices simple_prices() const {
    Prices prices{.of_block = std::vector<Fine>(at(instance_.blocks), 0)};
    std::vector<Fine> near;
    for (int block = 0; block < instance_.blocks; ++block) {
      near.clear();
      for (int other = 0; other < instance_.blocks; ++other)
        if (other != block)
          near.insert(near.end(), at(instance_.weight_of(other)),
                      instance_.between(block, other) * fine / instance_.weight_of(other));
      std::sort(near.begin(), near.end());
      auto const besides = std::min(near.size(), at(std::max(0, instance_.size - instance_.weight_of(block))));
      for (std::size_t i = 0; i < besides; ++i) prices.of_block[at(block)] += std::min(near[i], Fine{never} / 8 * fine);
      prices.of_block[at(block)] /= 2;
    }
    return prices;
  }

  Bound run(Going const& going, bool& stopped) {
    constexpr int rounds = 3;
    for (int round = 0; round < rounds && best_.value < goal_; ++round) {
      if (!going(static_cast<double>(round) / rounds, 0)) {
        stopped = true;
        break;
      }
      pool_.settle(round);
      auto prices = pool_.prices();
      for (int polish = 0; polish < (round + 1 == rounds ? 2 : 1); ++polish) {
        auto const least = look_at_all(prices, round + 1 == rounds ? 1 : 12);
        repair(instance_, prices, least);
        keep(prices);
      }
    }
    if (!stopped && best_.value < goal_) best_.leaning = pool_.dive();
    return best_;
  }

 private:
  std::vector<Fine> look_at_all(Prices const& prices, std::size_t most) {
    auto least = pool_.least_slack(prices);
    std::vector<Group> found;
    for (int block = 0; block < instance_.blocks; ++block) {
      auto const below = least[at(block)];
      auto answer = pricing_.least_slack(prices, {.block = block,
                                                  .below = std::min(below, most > 1 ? Fine{0} : below),
                                                  .most = most,
                                                  .later_only = false,
                                                  .steps = most > 1 ? 60'000 : 200'000});
      if (answer.found.empty() && answer.complete && most > 1) answer.least = std::min(below, Fine{0});
      least[at(block)] = std::min(below, answer.least);
      for (auto& group : answer.found) found.push_back(std::move(group.blocks));
    }
    pool_.add(std::move(found));
    return least;
  }

  void keep(Prices const& prices) {
    auto const value = value_of(instance_, prices);
    if (value > best_.value) best_ = {prices, value, {}};
  }

  Instance const& instance_;
  Pool pool_;
  Pricing pricing_;
  Bound best_;
  Cost goal_ = 0;
};

}  // namespace

Fine sum_of(Instance const& instance, Prices const& prices) {
  Fine sum = prices.premium * instance.larger;
  for (auto const price : prices.of_block) sum += price;
  return sum;
}

Bound bound(Instance const& instance, Partition const& partition, Going const& going, bool& stopped) {
  return Bounding(instance, partition).run(going, stopped);
}

}  // namespace lumbung::cooperative::grouping
