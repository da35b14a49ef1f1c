#include "cooperative/grouping.h"

#include <algorithm>
#include <numeric>

#include "cooperative/grouping_bound.h"
#include "cooperative/grouping_search.h"

namespace lumbung::cooperative {
namespace {

using grouping::Cost;
using grouping::Going;
using grouping::Instance;
using grouping::Partition;

constexpr std::size_t proven_up_to = 24;

// What was found, before people are named again.
struct Found {
  Partition partition;
  Cost bound = 0;
};

GroupingWish sorted_by_id(GroupingWish wish) {
  std::sort(wish.people.begin(), wish.people.end(),
            [](auto const& one, auto const& other) { return one.id < other.id; });
  return wish;
}

// A part of the whole work, from `from` to `to` of it.
Going part_of(GroupingWish const& wish, double from, double to, Cost best) {
  return [&wish, from, to, best](double part, Cost now) {
    return !wish.progress ||
           wish.progress({.part_done = from + (to - from) * part, .total_so_far = now > 0 ? now : best});
  };
}

// All groups divided anew, by trying what the prices leave open: what comes back is the optimum.
Found proven(Instance const& instance, Partition partition, grouping::Prices const* prices) {
  if (auto better = divided_better(instance, partition, prices)) partition = std::move(*better);
  auto const cost = cost_of(instance, partition);
  return {std::move(partition), cost};
}

Result<Found> find(Instance const& instance, GroupingWish const& wish) {
  bool const small = wish.people.size() <= proven_up_to;
  auto start = first_partition(instance);
  if (!start) return refuse(wishes_cannot_be_met);
  bool stopped = false;
  auto quick = search(instance, {.start = std::move(*start), .seed = wish.seed, .shakes = small ? 20 : 0},
                      part_of(wish, 0, 0.1, 0), stopped);
  if (stopped) return refuse(grouping_stopped);
  if (!keeps_apart(instance, quick) && small) {
    // Then only trying everything says whether there is a partition at all.
    auto found = proven(instance, std::move(quick), nullptr);
    if (!keeps_apart(instance, found.partition)) return refuse(wishes_cannot_be_met);
    return found;
  }
  auto const reached = cost_of(instance, quick) + instance.inside;
  auto const bound = grouping::bound(instance, quick, part_of(wish, 0.1, 0.5, reached), stopped);
  if (stopped) return refuse(grouping_stopped);
  if (small) return proven(instance, std::move(quick), &bound.prices);

  auto const deeper = [&](Partition from, int shakes) {
    return search(instance, {.start = std::move(from), .prices = &bound.prices, .seed = wish.seed, .shakes = shakes},
                  part_of(wish, 0.5, 1, reached), stopped);
  };
  if (auto leaning = completed(instance, bound.leaning)) {
    auto settled = deeper(std::move(*leaning), 0);
    if (cost_of(instance, settled) < cost_of(instance, quick)) quick = std::move(settled);
  }
  if (cost_of(instance, quick) > bound.value)
    quick = deeper(std::move(quick), instance.size <= 5 ? 400 + 4 * instance.groups : 200 + 2 * instance.groups);
  if (stopped) return refuse(grouping_stopped);
  if (!keeps_apart(instance, quick)) return refuse(wishes_not_met);
  return Found{std::move(quick), bound.value};
}

using Homes = std::vector<Neighbour const*>;

// Walking from each to all others of the group.
std::vector<std::int64_t> ways(Homes const& homes, int detour_permille) {
  std::vector<std::int64_t> sums(homes.size(), 0);
  for (std::size_t i = 0; i < homes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      auto const way = walking_decimetres(homes[j]->home, homes[i]->home, detour_permille);
      sums[i] += way;
      sums[j] += way;
    }
  return sums;
}

// Needs the homes in the order of the ids: then of equal ways the lowest id leads, and distances are taken in one
// direction everywhere.
PeerGroup group_of(Homes const& homes, int detour_permille) {
  PeerGroup made;
  for (auto const* home : homes) made.members.push_back(home->id);
  auto const sums = ways(homes, detour_permille);
  if (homes.empty()) return made;
  made.leader = homes[static_cast<std::size_t>(std::min_element(sums.begin(), sums.end()) - sums.begin())]->id;
  made.decimetres = std::accumulate(sums.begin(), sums.end(), std::int64_t{0}) / 2;
  return made;
}

Grouping named(Found const& found, Instance const& instance, GroupingWish const& wish) {
  Grouping made;
  for (auto const& blocks : found.partition) {
    std::vector<int> places;
    for (auto const block : blocks) {
      auto const& people = instance.people[static_cast<std::size_t>(block)];
      places.insert(places.end(), people.begin(), people.end());
    }
    std::sort(places.begin(), places.end());
    Homes homes;
    for (auto const place : places) homes.push_back(&wish.people[static_cast<std::size_t>(place)]);
    made.groups.push_back(group_of(homes, wish.detour_permille));
    made.total += made.groups.back().decimetres;
  }
  std::sort(made.groups.begin(), made.groups.end(),
            [](auto const& one, auto const& other) { return one.members < other.members; });
  made.bound = found.bound + instance.inside;
  must(made.bound <= made.total);
  made.optimal = made.bound == made.total;
  return made;
}

}  // namespace

Result<Grouping> group_by_distance(GroupingWish const& unsorted) {
  auto const wish = sorted_by_id(unsorted);
  auto const instance = TRY(grouping::make_instance(wish));
  auto const found = TRY(find(instance, wish));
  return named(found, instance, wish);
}

}  // namespace lumbung::cooperative
