#include "cooperative/grouping_instance.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace lumbung::cooperative::grouping {
namespace {

constexpr std::size_t most_people = 2'000;
constexpr int largest_group = 20;
constexpr std::int64_t farthest_in_decimetres = 1'000'000;  // 100 km, as the crow flies

// Who stands with whom: the least member of everybody's block.
class Blocks {
 public:
  explicit Blocks(std::size_t people) : above_(people) { std::iota(above_.begin(), above_.end(), 0); }
  int of(int person) const {
    while (above_[static_cast<std::size_t>(person)] != person) person = above_[static_cast<std::size_t>(person)];
    return person;
  }
  void join(int a, int b) {
    auto const one = of(a), other = of(b);
    above_[static_cast<std::size_t>(std::max(one, other))] = std::min(one, other);
  }

 private:
  std::vector<int> above_;
};

std::optional<int> place_of(std::vector<Neighbour> const& people, std::string const& id) {
  auto const found = std::lower_bound(people.begin(), people.end(), id,
                                      [](auto const& one, auto const& other) { return one.id < other; });
  if (found == people.end() || found->id != id) return std::nullopt;
  return static_cast<int>(found - people.begin());
}

Result<std::vector<std::pair<int, int>>> places_of(std::vector<Neighbour> const& people, std::vector<Pair> const& pairs,
                                                   std::string const& field) {
  std::vector<std::pair<int, int>> found;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    auto const one = place_of(people, pairs[i].first), other = place_of(people, pairs[i].second);
    if (!one || !other)
      return refuse(person_unknown)
          .at(field + std::to_string(i))
          .with("person", one ? pairs[i].second : pairs[i].first);
    found.emplace_back(std::min(*one, *other), std::max(*one, *other));
  }
  return found;
}

Problem do_not_divide(int people, GroupingWish const& wish) {
  auto const sizes = wish.one_more_allowed ? std::to_string(wish.size) + "–" + std::to_string(wish.size + 1)
                                           : std::to_string(wish.size);
  auto const fewer = std::to_string(people % wish.size), more = std::to_string(wish.size - people % wish.size);
  auto problem = refuse(people_do_not_divide).at("/size").with("people", std::to_string(people)).with("sizes", sizes);
  auto const text_id = "kurangi " + fewer + " orang, tambah " + more + " orang, atau ubah ukuran kelompok";
  auto const text_en = "take out " + fewer + ", add " + more + ", or change the size of the groups";
  return std::move(problem).with("advice_id", text_id).with("advice_en", text_en);
}

Verdict check_people(GroupingWish const& wish) {
  auto const& people = wish.people;
  if (people.size() > most_people)
    return refuse(grouping_too_many).at("/people").with("people", std::to_string(people.size()));
  if (wish.size < 2 || wish.size > largest_group) return refuse(group_size_wrong).at("/size");
  if (wish.detour_permille < 1'000 || wish.detour_permille > 3'000)
    return refuse(detour_out_of_range).at("/detour_permille");
  for (std::size_t i = 0; i < people.size(); ++i) {
    auto const& home = people[i].home;
    if (std::abs(home.latitude_e6) > 90'000'000 || std::abs(home.longitude_e6) > 180'000'000)
      return refuse(place_unknown).at("/people/" + std::to_string(i));
    if (people[i].id.empty() || (i > 0 && people[i - 1].id == people[i].id))
      return refuse(person_named_twice).at("/people").with("position", std::to_string(i + 1));
  }
  return done;
}

Verdict count_groups(Instance& made, GroupingWish const& wish) {
  auto const people = static_cast<int>(wish.people.size());
  made.size = wish.size;
  made.groups = people / wish.size;
  made.larger = people % wish.size;
  if (made.groups == 0 || made.larger > (wish.one_more_allowed ? made.groups : 0)) return do_not_divide(people, wish);
  return done;
}

// Gathers people into blocks; answers everybody's block.
Result<std::vector<int>> make_blocks(Instance& made, GroupingWish const& wish) {
  auto const& people = wish.people;
  Blocks joined(people.size());
  auto const together = TRY(places_of(people, wish.together, "/together/"));
  for (auto const& [one, other] : together) joined.join(one, other);
  std::vector<int> block(people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    auto const first = joined.of(static_cast<int>(i));
    if (first == static_cast<int>(i)) {
      block[i] = made.blocks++;
      made.people.emplace_back();
      made.where.push_back(people[i].home);
    } else {
      block[i] = block[static_cast<std::size_t>(first)];
    }
    made.people[static_cast<std::size_t>(block[i])].push_back(static_cast<int>(i));
  }
  auto const most = static_cast<std::size_t>(wish.size + (made.larger > 0 ? 1 : 0));
  for (auto const& members : made.people) {
    if (members.size() > most)
      return refuse(wished_too_many)
          .at("/together")
          .with("one", people[static_cast<std::size_t>(members.front())].id)
          .with("count", std::to_string(members.size()));
    made.weight.push_back(static_cast<int>(members.size()));
  }
  return block;
}

Verdict measure(Instance& made, GroupingWish const& wish, std::vector<int> const& block) {
  auto const n = static_cast<std::size_t>(made.blocks);
  made.apart.assign(n * n, 0);
  for (std::size_t i = 0; i < wish.people.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      auto const& one = wish.people[j];
      auto const& other = wish.people[i];
      auto const way = walking_decimetres(one.home, other.home, wish.detour_permille);
      if (way > farthest_in_decimetres * wish.detour_permille / 1'000)
        return refuse(places_too_far_apart).at("/people").with("one", one.id).with("other", other.id);
      auto const a = static_cast<std::size_t>(block[i]), b = static_cast<std::size_t>(block[j]);
      if (a == b) {
        made.inside += way;
      } else {
        made.apart[a * n + b] += static_cast<std::int32_t>(way);
        made.apart[b * n + a] = made.apart[a * n + b];
      }
    }
  return done;
}

Verdict forbid(Instance& made, GroupingWish const& wish, std::vector<int> const& block) {
  auto const n = static_cast<std::size_t>(made.blocks);
  auto const pairs = TRY(places_of(wish.people, wish.apart, "/apart/"));
  for (auto const& [one, other] : pairs) {
    auto const a = static_cast<std::size_t>(block[static_cast<std::size_t>(one)]);
    auto const b = static_cast<std::size_t>(block[static_cast<std::size_t>(other)]);
    if (a == b)
      return refuse(wishes_contradict)
          .at("/apart")
          .with("one", wish.people[static_cast<std::size_t>(one)].id)
          .with("other", wish.people[static_cast<std::size_t>(other)].id);
    made.apart[a * n + b] = made.apart[b * n + a] = never;
  }
  return done;
}

}  // namespace

Cost cost_of(Instance const& instance, Group const& group) {
  Cost sum = 0;
  for (std::size_t i = 1; i < group.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) sum += instance.between(group[i], group[j]);
  return sum;
}

Cost cost_of(Instance const& instance, Partition const& partition) {
  Cost sum = 0;
  for (auto const& group : partition) sum += cost_of(instance, group);
  return sum;
}

Result<Instance> make_instance(GroupingWish const& wish) {
  Instance made;
  TRY(check_people(wish));
  TRY(count_groups(made, wish));
  auto const block = TRY(make_blocks(made, wish));
  TRY(measure(made, wish, block));
  TRY(forbid(made, wish, block));
  return made;
}

}  // namespace lumbung::cooperative::grouping
