#include "cooperative/grouping_bound_pool.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace lumbung::cooperative::grouping {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

constexpr double most_exponent = 40;

// From so many of the nearest the first groups are made: about 130 for each block.
std::size_t near_for(int size) {
  constexpr std::array<std::size_t, 9> near{0, 0, 24, 16, 10, 9, 9, 9, 9};
  return size < static_cast<int>(near.size()) ? near.at(at(size)) : at(size);
}

}  // namespace

Pool::Pool(Instance const& instance, Partition const& partition)
    : instance_(instance), price_(at(instance.blocks) + 1, 0.0) {
  std::vector<Group> first;
  Cost total = 0;
  for (auto const& group : partition) {
    for (auto const block : group) {
      Cost way = 0;
      for (auto const other : group)
        if (other != block) way += instance.between(block, other);
      price_[at(block)] = static_cast<double>(way) / 2;
      total += way;
    }
    first.push_back(group);
    std::sort(first.back().begin(), first.back().end());
  }
  usual_price_ = std::max(1.0, static_cast<double>(total) / 2 / instance.blocks);
  add(std::move(first));
  auto const near = near_for(instance.size + (instance.larger > 0 ? 1 : 0));
  for (int block = 0; block < instance.blocks; ++block) add_near(block, near);
  add({});
}

// All groups of this block and its nearest.
void Pool::add_near(int block, std::size_t near) {
  std::vector<int> others(at(instance_.blocks));
  std::iota(others.begin(), others.end(), 0);
  others.erase(others.begin() + block);
  auto const count = std::min(near, others.size());
  auto const* const row = instance_.row(block);
  std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end(),
                    [&](int a, int b) { return row[a] != row[b] ? row[a] < row[b] : a < b; });
  Group chosen{block};
  auto const choose = [&](auto&& self, std::size_t from, int weight) -> void {
    if (weight == instance_.size || (instance_.larger > 0 && weight == instance_.size + 1)) {
      if (cost_of(instance_, chosen) < never) {
        groups_.push_back(chosen);
        std::sort(groups_.back().begin(), groups_.back().end());
      }
    }
    if (weight > instance_.size || (weight == instance_.size && instance_.larger == 0)) return;
    for (auto i = from; i < count; ++i) {
      chosen.push_back(others[i]);
      auto const grown = weight + instance_.weight_of(others[i]);
      if (grown <= instance_.size + (instance_.larger > 0 ? 1 : 0)) self(self, i + 1, grown);
      chosen.pop_back();
    }
  };
  choose(choose, 0, instance_.weight_of(block));
}

void Pool::add(std::vector<Group> groups) {
  std::move(groups.begin(), groups.end(), std::back_inserter(groups_));
  std::sort(groups_.begin(), groups_.end());
  groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
  cost_.clear();
  larger_.clear();
  for (auto const& group : groups_) {
    cost_.push_back(cost_of(instance_, group));
    larger_.push_back(std::accumulate(group.begin(), group.end(), 0, [&](int sum, int block) {
                        return sum + instance_.weight_of(block);
                      }) > instance_.size);
  }
  index();
}

bool Pool::is_larger(std::size_t group) const { return larger_[group] != 0; }

void Pool::index() {
  begin_.assign(price_.size() + 1, 0);
  auto const each = [&](auto act) {
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      for (auto const block : groups_[group]) act(at(block), group);
      if (is_larger(group)) act(at(instance_.blocks), group);
    }
  };
  each([&](std::size_t block, std::size_t) { ++begin_[block + 1]; });
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  groups_of_.resize(begin_.back());
  auto next = begin_;
  each([&](std::size_t block, std::size_t group) { groups_of_[next[block]++] = static_cast<std::uint32_t>(group); });
}

double Pool::slack_of(std::size_t group) const {
  auto slack = static_cast<double>(cost_[group]);
  for (auto const block : groups_[group]) slack -= price_[at(block)];
  return is_larger(group) ? slack - price_.back() : slack;
}

void Pool::weigh_all(double smoothing) {
  mass_.resize(groups_.size());
  for (std::size_t group = 0; group < groups_.size(); ++group)
    mass_[group] = std::exp(std::clamp(-slack_of(group) / smoothing, -most_exponent * 4, most_exponent));
}

// One after the other each price moves until the mass of its groups is what it must be: 1, for everybody is in one
// group; for the premium, the number of larger groups.
void Pool::sweep(double smoothing) {
  for (std::size_t block = 0; block < price_.size(); ++block) {
    auto const wanted = block + 1 < price_.size() ? 1.0 : static_cast<double>(instance_.larger);
    double mass = 0;
    for (auto i = begin_[block]; i < begin_[block + 1]; ++i) mass += mass_[groups_of_[i]];
    if (mass <= 0 || wanted <= 0) continue;  // all its groups are taken or shut out
    auto const factor = wanted / std::max(mass, 1e-100);
    price_[block] += smoothing * std::log(factor);
    for (auto i = begin_[block]; i < begin_[block + 1]; ++i) mass_[groups_of_[i]] *= factor;
  }
}

void Pool::settle(int round) {
  constexpr std::array smoothings{0.3, 0.15, 0.08, 0.04, 0.02, 0.01, 0.006};
  std::size_t const first = round == 0 ? 0 : 3;
  for (auto step = first; step < smoothings.size(); ++step) {
    auto const smoothing = smoothings.at(step) * usual_price_;
    weigh_all(smoothing);
    for (int sweeps = 0; sweeps < 12; ++sweeps) sweep(smoothing);
  }
}

bool Pool::take(std::size_t group, std::vector<char>& taken, Partition& into) {
  for (auto const block : groups_[group])
    if (taken[at(block)] != 0) return false;
  for (auto const block : groups_[group]) {
    taken[at(block)] = 1;
    // Whatever overlaps it is out.
    for (auto i = begin_[at(block)]; i < begin_[at(block) + 1]; ++i) mass_[groups_of_[i]] = 0;
  }
  into.push_back(groups_[group]);
  return true;
}

Partition Pool::dive() {
  Partition dived;
  std::vector<char> taken(at(instance_.blocks), 0);
  auto const smoothing = 0.006 * usual_price_;
  int larger = 0;
  int const usual = instance_.groups - instance_.larger;
  weigh_all(smoothing);
  for (;;) {
    std::vector<std::pair<double, std::size_t>> alive;
    for (std::size_t group = 0; group < groups_.size(); ++group)
      if (mass_[group] > 1e-60) alive.emplace_back(-mass_[group], group);
    if (alive.empty()) return dived;
    std::sort(alive.begin(), alive.end());
    // The surest, and a few more: a fiftieth of all groups a time.
    auto left = std::max(1, instance_.groups / 50);
    for (auto const& one : alive) {
      auto const group = one.second;
      if (left <= 0) break;
      if (is_larger(group) ? larger >= instance_.larger : static_cast<int>(dived.size()) - larger >= usual) {
        mass_[group] = 0;
        continue;
      }
      if (!take(group, taken, dived)) continue;
      larger += is_larger(group) ? 1 : 0;
      --left;
    }
    for (int sweeps = 0; sweeps < 20; ++sweeps) sweep(smoothing);
  }
}

Prices Pool::prices() const {
  Prices made{.of_block = {}, .premium = static_cast<Fine>(std::llround(price_.back() * fine))};
  for (std::size_t block = 0; block + 1 < price_.size(); ++block)
    made.of_block.push_back(static_cast<Fine>(std::llround(price_[block] * fine)));
  return made;
}

std::vector<Fine> Pool::least_slack(Prices const& prices) const {
  std::vector<Fine> least(at(instance_.blocks), Fine{never} * fine);
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    auto slack = cost_[group] * fine - (is_larger(group) ? prices.premium : 0);
    for (auto const block : groups_[group]) slack -= prices.of_block[at(block)];
    for (auto const block : groups_[group]) least[at(block)] = std::min(least[at(block)], slack);
  }
  return least;
}

}  // namespace lumbung::cooperative::grouping
