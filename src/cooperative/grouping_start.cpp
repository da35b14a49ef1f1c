// The partition to begin with: blocks of several people are packed first, then everybody along a Hilbert curve.
#include <algorithm>
#include <numeric>

#include "cooperative/grouping_search.h"

namespace lumbung::cooperative::grouping {
namespace {

// The place of a point along a Hilbert curve over a square of 2^16 by 2^16 (D. Hilbert 1891; the rotation as in
// Hacker's Delight, ch. 16).
std::uint64_t along_the_curve(std::uint32_t x, std::uint32_t y) {
  constexpr std::uint32_t side = 1U << 16;
  std::uint64_t along = 0;
  for (auto step = side / 2; step > 0; step /= 2) {
    std::uint32_t const right = (x & step) > 0 ? 1 : 0, up = (y & step) > 0 ? 1 : 0;
    along += std::uint64_t{step} * step * ((3 * right) ^ up);
    if (up == 0) {
      if (right == 1) {
        x = side - 1 - x;
        y = side - 1 - y;
      }
      std::swap(x, y);
    }
  }
  return along;
}

std::vector<int> in_order_of_place(Instance const& instance) {
  auto const by = [&](auto coordinate) {
    return std::minmax_element(instance.where.begin(), instance.where.end(),
                               [=](auto const& a, auto const& b) { return a.*coordinate < b.*coordinate; });
  };
  auto const south = by(&Place::latitude_e6).first->latitude_e6, north = by(&Place::latitude_e6).second->latitude_e6;
  auto const west = by(&Place::longitude_e6).first->longitude_e6, east = by(&Place::longitude_e6).second->longitude_e6;
  auto const span = std::max<std::int64_t>(1, std::max(std::int64_t{north} - south, std::int64_t{east} - west));
  std::vector<std::uint64_t> along;
  for (auto const& place : instance.where) {
    auto const scaled = [&](std::int64_t from) { return static_cast<std::uint32_t>(from * 65'535 / span); };
    along.push_back(along_the_curve(scaled(std::int64_t{place.longitude_e6} - west),
                                    scaled(std::int64_t{place.latitude_e6} - south)));
  }
  std::vector<int> order(along.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return along[static_cast<std::size_t>(a)] < along[static_cast<std::size_t>(b)];
  });
  return order;
}

// Packs the blocks of several people, heaviest first, by trying; equal rooms are tried once. Gives up after a million
// steps.
class Packing {
 public:
  Packing(Instance const& instance, std::vector<int> heavy, std::vector<int>& room, Partition& into)
      : instance_(instance), heavy_(std::move(heavy)), room_(room), into_(into) {}
  bool fits(std::size_t next = 0) {
    if (next == heavy_.size()) return true;
    if (++steps_ > 1'000'000) return false;
    auto const block = heavy_[next];
    std::vector<int> tried_empty;
    for (std::size_t group = 0; group < room_.size(); ++group) {
      if (room_[group] < instance_.weight_of(block) || meets_who_it_must_not(block, into_[group])) continue;
      if (into_[group].empty()) {
        if (std::find(tried_empty.begin(), tried_empty.end(), room_[group]) != tried_empty.end()) continue;
        tried_empty.push_back(room_[group]);
      }
      into_[group].push_back(block);
      room_[group] -= instance_.weight_of(block);
      if (fits(next + 1)) return true;
      room_[group] += instance_.weight_of(block);
      into_[group].pop_back();
    }
    return false;
  }

 private:
  bool meets_who_it_must_not(int block, Group const& group) const {
    return std::any_of(group.begin(), group.end(), [&](int other) { return instance_.between(block, other) >= never; });
  }
  Instance const& instance_;
  std::vector<int> heavy_;
  std::vector<int>& room_;
  Partition& into_;
  int steps_ = 0;
};

}  // namespace

std::optional<Partition> first_partition(Instance const& instance) {
  auto const order = in_order_of_place(instance);
  auto const groups = static_cast<std::size_t>(instance.groups);
  Partition made(groups);
  std::vector<int> room(groups, instance.size);
  for (std::size_t i = 0; i < static_cast<std::size_t>(instance.larger); ++i) ++room[i];
  std::vector<int> heavy, light;
  for (auto const block : order) (instance.weight_of(block) > 1 ? heavy : light).push_back(block);
  std::stable_sort(heavy.begin(), heavy.end(),
                   [&](int a, int b) { return instance.weight_of(a) > instance.weight_of(b); });
  if (!Packing(instance, std::move(heavy), room, made).fits()) return std::nullopt;
  auto next = light.begin();
  for (std::size_t group = 0; group < groups; ++group)
    for (; room[group] > 0; --room[group]) made[group].push_back(*next++);
  return made;
}

std::optional<Partition> completed(Instance const& instance, Partition groups) {
  std::vector<char> taken(static_cast<std::size_t>(instance.blocks), 0);
  Instance rest{
      .size = instance.size, .groups = instance.groups - static_cast<int>(groups.size()), .larger = instance.larger};
  for (auto const& group : groups) {
    int weight = 0;
    for (auto const block : group) {
      taken[static_cast<std::size_t>(block)] = 1;
      weight += instance.weight_of(block);
    }
    rest.larger -= weight > instance.size ? 1 : 0;
  }
  std::vector<int> left;
  for (int block = 0; block < instance.blocks; ++block)
    if (taken[static_cast<std::size_t>(block)] == 0) left.push_back(block);
  if (left.empty()) return groups;
  rest.blocks = static_cast<int>(left.size());
  for (auto const block : left) {
    rest.weight.push_back(instance.weight_of(block));
    rest.where.push_back(instance.where[static_cast<std::size_t>(block)]);
    for (auto const other : left) rest.apart.push_back(instance.between(block, other));
  }
  auto start = first_partition(rest);
  if (!start) return std::nullopt;
  bool stopped = false;
  for (auto const& group : search(rest, {.start = std::move(*start)}, [](double, Cost) { return true; }, stopped)) {
    groups.emplace_back();
    for (auto const block : group) groups.back().push_back(left[static_cast<std::size_t>(block)]);
  }
  return groups;
}

}  // namespace lumbung::cooperative::grouping
