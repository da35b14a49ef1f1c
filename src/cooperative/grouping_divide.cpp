// Dividing a few groups anew, exactly.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "cooperative/grouping_search.h"
#include "core/result.h"

namespace lumbung::cooperative::grouping {
namespace {

constexpr int most_blocks = 24;
using Mask = std::uint32_t;
constexpr Mask bit(int block) { return Mask{1} << block; }

class Division {
 public:
  Division(Instance const& instance, Partition const& groups, Prices const* prices, std::int64_t steps)
      : instance_(instance), steps_left_(steps) {
    for (auto const& group : groups) {
      blocks_.insert(blocks_.end(), group.begin(), group.end());
      int weight = 0;
      for (auto const block : group) weight += instance.weight_of(block);
      larger_ += weight > instance.size ? 1 : 0;
    }
    must(blocks_.size() <= most_blocks);
    std::sort(blocks_.begin(), blocks_.end());
    groups_ = static_cast<int>(groups.size());
    best_ = cost_of(instance, groups);
    if (prices != nullptr) {
      premium_ = prices->premium;
      for (std::size_t i = 0; i < blocks_.size(); ++i) left_price_ += price_[i] = prices->of_block[index(blocks_[i])];
      priced_ = true;
    }
    if (too_dear(0, larger_)) return;
    measure();
    find_twins();
  }

  std::optional<Partition> better() {
    if (!too_dear(0, larger_)) next_group(all(), groups_, larger_, 0);
    if (found_.empty()) return std::nullopt;
    Partition made;
    for (auto const members : found_) {
      made.emplace_back();
      for (auto left = members; left != 0; left &= left - 1)
        made.back().push_back(blocks_[index(std::countr_zero(left))]);
    }
    return made;
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  Mask all() const { return bit(static_cast<int>(blocks_.size())) - 1; }

  // For every block twice the least it can add: half the way to its nearest, as many as a group holds besides it.
  void measure() {
    auto const n = blocks_.size();
    for (std::size_t i = 0; i < n; ++i) {
      weight_[i] = instance_.weight_of(blocks_[i]);
      std::vector<Cost> near;
      for (std::size_t j = 0; j < n; ++j) {
        apart_[i][j] = i == j ? 0 : instance_.between(blocks_[i], blocks_[j]);
        // A heavy block may stand for several, so each of its people is a share, rounded down.
        if (i != j)
          near.insert(near.end(), index(instance_.weight_of(blocks_[j])),
                      apart_[i][j] / instance_.weight_of(blocks_[j]));
      }
      auto const besides = std::min(near.size(), index(std::max(0, instance_.size - weight_[i])));
      std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(besides), near.end());
      for (std::size_t j = 0; j < besides; ++j) least_[i] += near[j];
      left_least_ += least_[i];
    }
  }

  bool are_twins(std::size_t a, std::size_t b) const {
    if (weight_[a] != weight_[b] || apart_[a][b] >= never) return false;
    for (std::size_t other = 0; other < blocks_.size(); ++other)
      if (other != a && other != b && apart_[a][other] != apart_[b][other]) return false;
    return true;
  }
  void find_twins() {
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (are_twins(j, i)) twins_before_[i] |= bit(static_cast<int>(j));
  }

  bool hopeless(Cost cost) const { return 2 * cost + left_least_ >= 2 * best_; }

  // Whoever is left costs at least the prices: then nothing below the best can come of it.
  bool too_dear(Cost cost, int larger) const {
    return priced_ && cost * fine + left_price_ + larger * premium_ > (best_ - 1) * fine;
  }

  void next_group(Mask left, int groups, int larger, Cost cost) {
    if (too_dear(cost, larger)) return;
    if (groups == 1) return close_last(left, cost);
    auto const first = std::countr_zero(left);
    left_least_ -= least_[index(first)];
    left_price_ -= price_[index(first)];
    grow({bit(first), left & ~bit(first), left & ~bit(first), weight_[index(first)], groups, larger}, cost);
    left_least_ += least_[index(first)];
    left_price_ += price_[index(first)];
  }

  struct Growing {
    Mask members, left, after;  // in the group; in none; of those, what may still come into this one
    int weight, groups, larger;
  };
  void grow(Growing const& at, Cost cost) {
    if (--steps_left_ < 0 || hopeless(cost)) return;
    if (at.weight == instance_.size && at.groups > at.larger) {
      made_.push_back(at.members);
      next_group(at.left, at.groups - 1, at.larger, cost);
      made_.pop_back();
    }
    if (at.weight > instance_.size) {
      made_.push_back(at.members);
      next_group(at.left, at.groups - 1, at.larger - 1, cost);
      made_.pop_back();
      return;
    }
    auto const room = instance_.size + (at.larger > 0 ? 1 : 0) - at.weight;
    for (auto after = at.after; room > 0 && after != 0;) {
      auto const block = std::countr_zero(after);
      after &= after - 1;
      if (weight_[index(block)] > room) continue;
      // Of blocks that stand in one place, the lower ones go first: to try them in another order changes nothing.
      if ((twins_before_[index(block)] & at.left) != 0) continue;
      Cost added = 0;
      for (auto members = at.members; members != 0; members &= members - 1)
        added += apart_[index(block)][index(std::countr_zero(members))];
      if (added >= never) continue;
      left_least_ -= least_[index(block)];
      left_price_ -= price_[index(block)];
      grow({at.members | bit(block), at.left & ~bit(block), after, at.weight + weight_[index(block)], at.groups,
            at.larger},
           cost + added);
      left_least_ += least_[index(block)];
      left_price_ += price_[index(block)];
    }
  }

  void close_last(Mask left, Cost cost) {
    for (auto one = left; one != 0; one &= one - 1)
      for (auto other = one & (one - 1); other != 0; other &= other - 1)
        cost += apart_[index(std::countr_zero(one))][index(std::countr_zero(other))];
    if (cost >= best_) return;
    best_ = cost;
    found_ = made_;
    found_.push_back(left);
  }

  Instance const& instance_;
  std::int64_t steps_left_;
  std::vector<int> blocks_;
  int groups_ = 0, larger_ = 0;
  std::array<std::array<std::int32_t, most_blocks>, most_blocks> apart_{};
  std::array<int, most_blocks> weight_{};
  std::array<Cost, most_blocks> least_{};  // twice
  std::array<Mask, most_blocks> twins_before_{};
  Cost left_least_ = 0, best_ = 0;
  bool priced_ = false;
  std::array<Fine, most_blocks> price_{};
  Fine left_price_ = 0, premium_ = 0;
  std::vector<Mask> made_, found_;
};

}  // namespace

std::optional<Partition> divided_better(Instance const& instance, Partition const& groups, Prices const* prices,
                                        std::int64_t steps) {
  return Division(instance, groups, prices, steps).better();
}

}  // namespace lumbung::cooperative::grouping
