#include "cooperative/grouping_search.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <numeric>

#include "core/chance.h"

namespace lumbung::cooperative::grouping {
namespace {

constexpr std::size_t near_blocks = 10;      // how many of the nearest blocks of a block count as its neighbours
constexpr std::int64_t most_steps = 5'000;   // of one such division, where many stand at one place
constexpr std::size_t divided_exactly = 15;  // so many blocks are divided by trying all

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class Search {
 public:
  Search(Instance const& instance, SearchWish const& wish)
      : instance_(instance), prices_(wish.prices), chance_(wish.seed), groups_(wish.start), of_(at(instance.blocks)) {
    for (std::size_t group = 0; group < groups_.size(); ++group)
      for (auto const block : groups_[group]) of_[at(block)] = static_cast<int>(group);
    cost_ = cost_of(instance_, groups_);
    find_near();
  }

  // Until nothing near the touched groups can be bettered.
  void settle() {
    while (!touched_.empty()) {
      auto const group = touched_.front();
      touched_.pop_front();
      waits_[at(group)] = false;
      auto const around = neighbours(group);
      bool bettered = false;
      for (std::size_t i = 0; i < around.size() && !bettered; ++i) bettered = better({group, around[i]});
      for (std::size_t i = 0; i < around.size() && i < 6 && !bettered; ++i)
        for (std::size_t j = 0; j < i && !bettered; ++j)
          bettered = fits_three(group, around[i], around[j]) && better({group, around[i], around[j]});
    }
  }

  void touch_all() {
    for (int group = 0; group < instance_.groups; ++group) touch(group);
  }

  // Shakes one place and settles it again; what is no better is taken back.
  void shake() {
    auto const before = cost_;
    undo_.clear();
    recording_ = true;
    auto const group = static_cast<int>(chance_.number(groups_.size()));
    auto const around = neighbours(group);
    for (int kicks = 0; kicks < 2 && !around.empty(); ++kicks) kick(group, around[chance_.number(around.size())]);
    settle();
    recording_ = false;
    if (cost_ <= before) return;
    for (auto change = undo_.rbegin(); change != undo_.rend(); ++change) put(change->first, std::move(change->second));
    cost_ = before;
  }

  Cost cost() const { return cost_; }
  Partition const& groups() const { return groups_; }

 private:
  // The nearest blocks, and in each of eight directions the nearest two that stand elsewhere: so that what is left over
  // in one hamlet meets what is left over in the next.
  void find_near() {
    std::vector<int> others(at(instance_.blocks));
    for (int block = 0; block < instance_.blocks; ++block) {
      std::iota(others.begin(), others.end(), 0);
      auto const* const row = instance_.row(block);
      std::sort(others.begin(), others.end(), [&](int a, int b) { return row[a] != row[b] ? row[a] < row[b] : a < b; });
      near_.emplace_back();
      std::array<int, 8> in_direction{};
      for (auto const other : others) {
        if (other == block) continue;
        bool const close = near_.back().size() < near_blocks;
        auto const direction = direction_of(block, other);
        bool const first_there = direction < 8 && ++in_direction.at(direction) <= 2;
        if (close || first_there) near_.back().push_back(other);
      }
    }
  }

  // One of eight, or 8 for who stands at the same place.
  std::size_t direction_of(int from, int to) const {
    auto const& one = instance_.where[at(from)];
    auto const& other = instance_.where[at(to)];
    auto const north = other.latitude_e6 - one.latitude_e6, east = other.longitude_e6 - one.longitude_e6;
    if (north == 0 && east == 0) return 8;
    return (north > 0 ? 4U : 0U) + (east > 0 ? 2U : 0U) + (std::abs(north) > std::abs(east) ? 1U : 0U);
  }

  // The groups of the nearest blocks of this group's blocks, the nearest first.
  std::vector<int> neighbours(int group) const {
    std::vector<int> found;
    for (std::size_t rank = 0; rank < near_blocks + 16; ++rank)
      for (auto const block : groups_[at(group)]) {
        if (rank >= near_[at(block)].size()) continue;
        auto const other = of_[at(near_[at(block)][rank])];
        if (other != group && std::find(found.begin(), found.end(), other) == found.end()) found.push_back(other);
      }
    if (found.size() > 14) found.resize(14);
    return found;
  }

  void touch(int group) {
    waits_.resize(groups_.size());
    if (waits_[at(group)]) return;
    waits_[at(group)] = true;
    touched_.push_back(group);
  }

  void put(int group, Group blocks) {
    for (auto const block : blocks) of_[at(block)] = group;
    groups_[at(group)] = std::move(blocks);
  }

  void change(int group, Group blocks) {
    if (recording_) undo_.emplace_back(group, groups_[at(group)]);
    put(group, std::move(blocks));
    touch(group);
  }

  bool fits_three(int a, int b, int c) const {
    return groups_[at(a)].size() + groups_[at(b)].size() + groups_[at(c)].size() <= divided_exactly;
  }

  bool better(std::vector<int> const& which) {
    Partition now;
    std::size_t blocks = 0;
    for (auto const group : which) {
      now.push_back(groups_[at(group)]);
      blocks += now.back().size();
    }
    auto const before = cost_of(instance_, now);
    if (before == 0) return false;
    auto found = blocks <= divided_exactly ? divided_better(instance_, now, prices_, most_steps) : swapped_better(now);
    if (!found) return false;
    cost_ += cost_of(instance_, *found) - before;
    for (std::size_t i = 0; i < which.size(); ++i) change(which[i], std::move((*found)[i]));
    return true;
  }

  // For two large groups: the best swap of two blocks that weigh the same, or the best move out of a larger group.
  std::optional<Partition> swapped_better(Partition now) const {
    auto const way = [&](int block, Group const& group) {
      Cost sum = 0;
      for (auto const other : group)
        if (other != block) sum += instance_.between(block, other);
      return sum;
    };
    auto const weigh = [&](Group const& group) {
      return std::accumulate(group.begin(), group.end(), 0,
                             [&](int sum, int block) { return sum + instance_.weight_of(block); });
    };
    auto const difference = weigh(now[0]) - weigh(now[1]);
    if (difference < 0) std::swap(now[0], now[1]);
    Cost best = 0;
    int out = -1, in = -1;
    for (auto const one : now[0]) {
      auto const leaving = way(one, now[0]), coming = way(one, now[1]);
      if (difference != 0 && instance_.weight_of(one) == 1 && coming - leaving < best)
        best = coming - leaving, out = one, in = -1;
      for (auto const other : now[1]) {
        if (instance_.weight_of(one) != instance_.weight_of(other)) continue;
        auto const change =
            coming - leaving + way(other, now[0]) - way(other, now[1]) - 2 * Cost{instance_.between(one, other)};
        if (change < best) best = change, out = one, in = other;
      }
    }
    if (out < 0) return std::nullopt;
    std::erase(now[0], out);
    now[1].push_back(out);
    if (in >= 0) {
      std::erase(now[1], in);
      now[0].push_back(in);
    }
    return now;
  }

  void kick(int group, int other) {
    auto mine = groups_[at(group)], theirs = groups_[at(other)];
    auto& one = mine[chance_.number(mine.size())];
    auto& two = theirs[chance_.number(theirs.size())];
    if (instance_.weight_of(one) != instance_.weight_of(two)) return;
    auto const before = cost_of(instance_, mine) + cost_of(instance_, theirs);
    std::swap(one, two);
    cost_ += cost_of(instance_, mine) + cost_of(instance_, theirs) - before;
    change(group, std::move(mine));
    change(other, std::move(theirs));
  }

  Instance const& instance_;
  Prices const* prices_;
  SeededChance chance_;
  Partition groups_;
  std::vector<int> of_;
  Cost cost_ = 0;
  std::vector<std::vector<int>> near_;
  std::deque<int> touched_;
  std::vector<char> waits_;
  bool recording_ = false;
  std::vector<std::pair<int, Group>> undo_;
};

}  // namespace

bool keeps_apart(Instance const& instance, Partition const& partition) {
  return std::all_of(partition.begin(), partition.end(),
                     [&](auto const& group) { return cost_of(instance, group) < never; });
}

Partition search(Instance const& instance, SearchWish const& wish, Going const& going, bool& stopped) {
  Search searching(instance, wish);
  searching.touch_all();
  searching.settle();
  for (int shaken = 0; instance.groups > 1 && shaken < wish.shakes && searching.cost() > 0; ++shaken) {
    if (shaken % 64 == 0 && !going(static_cast<double>(shaken) / wish.shakes, searching.cost() + instance.inside)) {
      stopped = true;
      break;
    }
    searching.shake();
  }
  return searching.groups();
}

}  // namespace lumbung::cooperative::grouping
