// What moving people by hand does. Kept apart from the search: it asks nothing of it.
#include <algorithm>
#include <map>

#include "cooperative/grouping.h"

namespace lumbung::cooperative {
namespace {

using Places = std::map<std::string, std::size_t>;  // everybody's group
using Homes = std::map<std::string, Place>;

Result<Homes> homes_of(GroupingWish const& wish) {
  Homes homes;
  for (std::size_t i = 0; i < wish.people.size(); ++i)
    if (!homes.emplace(wish.people[i].id, wish.people[i].home).second)
      return refuse(person_named_twice).at("/people").with("position", std::to_string(i + 1));
  return homes;
}

Result<Places> places_of(Homes const& homes, std::span<std::vector<std::string> const> groups) {
  Places places;
  for (std::size_t group = 0; group < groups.size(); ++group)
    for (auto const& person : groups[group]) {
      if (!homes.contains(person))
        return refuse(person_unknown).at("/groups/" + std::to_string(group)).with("person", person);
      if (!places.emplace(person, group).second)
        return refuse(groups_do_not_fit).at("/groups/" + std::to_string(group));
    }
  if (places.size() != homes.size()) return refuse(groups_do_not_fit).at("/groups");
  return places;
}

std::vector<PeerGroup> measured(Homes const& homes, Places const& places, std::size_t count, int detour_permille) {
  std::vector<PeerGroup> groups(count);
  for (auto const& [person, group] : places) groups[group].members.push_back(person);  // in the order of the ids
  for (auto& group : groups) {
    std::int64_t least = 0;
    for (auto const& person : group.members) {
      std::int64_t way = 0;
      for (auto const& other : group.members) {
        auto const& [low, high] = std::minmax(person, other);
        way += walking_decimetres(homes.at(low), homes.at(high), detour_permille);
      }
      if (group.leader.empty() || way < least) least = way, group.leader = person;
      group.decimetres += way;
    }
    group.decimetres /= 2;
  }
  return groups;
}

std::int64_t total_of(std::vector<PeerGroup> const& groups) {
  std::int64_t sum = 0;
  for (auto const& group : groups) sum += group.decimetres;
  return sum;
}

std::vector<Problem> broken_rules(GroupingWish const& wish, Places const& places,
                                  std::vector<PeerGroup> const& groups) {
  std::vector<Problem> broken;
  auto const most = static_cast<std::size_t>(wish.size + (wish.one_more_allowed ? 1 : 0));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto const count = groups[i].members.size();
    if (count < static_cast<std::size_t>(wish.size) || count > most)
      broken.push_back(
          refuse(group_of_wrong_size).with("group", std::to_string(i + 1)).with("count", std::to_string(count)));
  }
  auto const note = [&](std::vector<Pair> const& pairs, Refusal const& rule, bool one_group) {
    for (auto const& [one, other] : pairs) {
      auto const a = places.find(one), b = places.find(other);
      if (a == places.end() || b == places.end()) continue;
      if ((a->second == b->second) != one_group) broken.push_back(refuse(rule).with("one", one).with("other", other));
    }
  };
  note(wish.apart, apart_not_kept, false);
  note(wish.together, together_not_kept, true);
  return broken;
}

}  // namespace

Result<OverrideEffect> effect_of_moves(GroupingWish const& wish, std::span<std::vector<std::string> const> groups,
                                       std::span<GroupMove const> moves) {
  auto const homes = TRY(homes_of(wish));
  auto places = TRY(places_of(homes, groups));
  OverrideEffect effect;
  effect.total_before = total_of(measured(homes, places, groups.size(), wish.detour_permille));
  for (std::size_t i = 0; i < moves.size(); ++i) {
    auto const found = places.find(moves[i].person);
    if (found == places.end())
      return refuse(person_unknown).at("/moves/" + std::to_string(i)).with("person", moves[i].person);
    if (moves[i].to_group >= groups.size()) return refuse(groups_do_not_fit).at("/moves/" + std::to_string(i));
    found->second = moves[i].to_group;
  }
  effect.groups = measured(homes, places, groups.size(), wish.detour_permille);
  effect.total_after = total_of(effect.groups);
  effect.broken = broken_rules(wish, places, effect.groups);
  return effect;
}

}  // namespace lumbung::cooperative
