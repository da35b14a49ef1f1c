#include "cooperative/grouping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <limits>
#include <map>

#include "core/chance.h"

namespace lumbung::cooperative {
namespace {

constexpr std::uint64_t layout_seed = 20'261'123;

// Homes in a village of that width around Mekarmukti, in millionths of a degree (1.000 are 111 m).
std::vector<Neighbour> village(std::size_t people, std::int32_t width, SeededChance& chance) {
  std::vector<Neighbour> made;
  for (std::size_t i = 0; i < people; ++i) {
    auto const shift = [&] { return static_cast<std::int32_t>(chance.number(static_cast<std::uint64_t>(width))); };
    made.push_back({"A" + std::to_string(1'000 + i), {-6'930'000 + shift(), 107'460'000 + shift()}});
  }
  return made;
}

std::map<std::string, std::size_t> places_in(Grouping const& grouping) {
  std::map<std::string, std::size_t> places;
  for (std::size_t group = 0; group < grouping.groups.size(); ++group)
    for (auto const& member : grouping.groups[group].members) places[member] = group;
  return places;
}

// Everything that every answer promises.
void expect_sound(Grouping const& grouping, GroupingWish const& wish) {
  std::int64_t total = 0;
  std::size_t people = 0, larger = 0;
  for (auto const& group : grouping.groups) {
    people += group.members.size();
    total += group.decimetres;
    EXPECT_GE(group.members.size(), static_cast<std::size_t>(wish.size));
    EXPECT_LE(group.members.size(), static_cast<std::size_t>(wish.size + 1));
    larger += group.members.size() > static_cast<std::size_t>(wish.size) ? 1 : 0;
    EXPECT_TRUE(std::is_sorted(group.members.begin(), group.members.end()));
    EXPECT_THAT(group.members, testing::Contains(group.leader));
  }
  EXPECT_EQ(people, wish.people.size());
  EXPECT_EQ(larger, wish.people.size() % static_cast<std::size_t>(wish.size));
  EXPECT_EQ(total, grouping.total);
  EXPECT_LE(grouping.bound, grouping.total);
  EXPECT_EQ(grouping.optimal, grouping.bound == grouping.total);
  auto const places = places_in(grouping);
  EXPECT_EQ(places.size(), people);
  for (auto const& [one, other] : wish.apart) EXPECT_NE(places.at(one), places.at(other));
  for (auto const& [one, other] : wish.together) EXPECT_EQ(places.at(one), places.at(other));
}

// Every partition there is, one after the other, by hand and without any cleverness.
struct BruteForce {
  GroupingWish const& wish;
  std::int64_t best = std::numeric_limits<std::int64_t>::max();
  std::int64_t seen = 0;
  std::vector<std::vector<std::size_t>> groups{};

  std::int64_t way(std::size_t a, std::size_t b) const {
    return walking_decimetres(wish.people[a].home, wish.people[b].home, wish.detour_permille);
  }
  bool asked(std::vector<Pair> const& pairs, std::size_t a, std::size_t b) const {
    auto const &one = wish.people[a].id, &other = wish.people[b].id;
    return std::any_of(pairs.begin(), pairs.end(),
                       [&](auto const& pair) { return pair == Pair{one, other} || pair == Pair{other, one}; });
  }
  void place(std::size_t person) {
    if (person == wish.people.size()) return finish();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].size() > static_cast<std::size_t>(wish.size)) continue;
      if (groups[i].size() == static_cast<std::size_t>(wish.size) &&
          wish.people.size() % static_cast<std::size_t>(wish.size) == 0)
        continue;
      groups[i].push_back(person);
      place(person + 1);
      groups[i].pop_back();
    }
    if (groups.size() < wish.people.size() / static_cast<std::size_t>(wish.size)) {
      groups.push_back({person});
      place(person + 1);
      groups.pop_back();
    }
  }
  void finish() {
    std::int64_t total = 0;
    std::map<std::size_t, std::size_t> in;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups[g].size() < static_cast<std::size_t>(wish.size)) return;
      for (auto const one : groups[g]) in[one] = g;
      for (auto const one : groups[g])
        for (auto const other : groups[g])
          if (other < one) {
            if (asked(wish.apart, one, other)) return;
            total += way(other, one);
          }
    }
    if (groups.size() != wish.people.size() / static_cast<std::size_t>(wish.size)) return;
    for (std::size_t a = 0; !wish.together.empty() && a < wish.people.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        if (asked(wish.together, a, b) && in[a] != in[b]) return;
    ++seen;
    best = std::min(best, total);
  }
};

TEST(Grouping, OfFifteenIntoThreeIsTheBestOfAll126126Partitions) {
  std::cout << "seed " << layout_seed << "\n";
  SeededChance chance(layout_seed);
  for (int round = 0; round < 3; ++round) {
    GroupingWish const wish{.people = village(15, 3'000, chance)};
    auto const found = group_by_distance(wish);
    ASSERT_FALSE(found.refused()) << found.code();
    expect_sound(*found, wish);
    BruteForce all{wish};
    all.place(0);
    EXPECT_EQ(all.seen, 126'126);
    EXPECT_EQ(found->total, all.best);
    EXPECT_TRUE(found->optimal);
  }
}

TEST(Grouping, OfAFewIsTheBestOfAllWhateverTheSizesAndWishes) {
  std::cout << "seed " << layout_seed << "\n";
  SeededChance chance(layout_seed);
  int met = 0, unmet = 0;
  for (int round = 0; round < 120; ++round) {
    auto const count = 4 + chance.number(7);
    // Some villages are so narrow that several live at one place.
    GroupingWish wish{.people = village(count, chance.number(3) == 0 ? 3 : 2'000, chance),
                      .size = static_cast<int>(2 + chance.number(3)),
                      .one_more_allowed = true};
    auto const anybody = [&] { return wish.people[chance.number(count)].id; };
    for (auto left = chance.number(4); left > 0; --left) wish.apart.emplace_back(anybody(), anybody());
    for (auto left = chance.number(3); left > 0; --left) wish.together.emplace_back(anybody(), anybody());
    std::erase_if(wish.apart, [](auto const& pair) { return pair.first == pair.second; });
    auto const found = group_by_distance(wish);
    BruteForce all{wish};
    all.place(0);
    EXPECT_EQ(found.refused(), all.seen == 0) << "round " << round << " " << found.code();
    (found.refused() ? unmet : met) += 1;
    if (found.refused()) continue;
    expect_sound(*found, wish);
    EXPECT_EQ(found->total, all.best) << "round " << round;
    EXPECT_TRUE(found->optimal);
    if (::testing::Test::HasFailure()) FAIL() << "round " << round;
  }
  EXPECT_GT(met, 40);
  EXPECT_GT(unmet, 10);
}

TEST(Grouping, OfTwentyFourIsProvenForEverySize) {
  SeededChance chance(layout_seed);
  for (auto const size : {2, 3, 4, 5, 6, 7, 8, 12}) {
    GroupingWish const wish{.people = village(24, 4'000, chance), .size = size, .one_more_allowed = true};
    auto const found = group_by_distance(wish);
    ASSERT_FALSE(found.refused()) << size << " " << found.code();
    expect_sound(*found, wish);
    EXPECT_TRUE(found->optimal) << size;
  }
}

TEST(Grouping, IsTheSameWhateverTheOrderOfThePeople) {
  SeededChance chance(layout_seed);
  for (auto const count : {20u, 60u}) {
    GroupingWish wish{.people = village(count, 4'000, chance)};
    auto const found = group_by_distance(wish);
    ASSERT_FALSE(found.refused());
    for (int turn = 0; turn < 3; ++turn) {
      for (std::size_t i = 1; i < wish.people.size(); ++i) std::swap(wish.people[i], wish.people[chance.number(i + 1)]);
      auto const again = group_by_distance(wish);
      ASSERT_FALSE(again.refused());
      EXPECT_EQ(again->groups, found->groups);
      EXPECT_EQ(again->bound, found->bound);
    }
  }
}

TEST(Grouping, OfManyStaysWithinFivePerCentOfItsBound) {
  SeededChance chance(layout_seed);
  GroupingWish wish{.people = village(200, 4'000, chance)};
  auto const found = group_by_distance(wish);
  ASSERT_FALSE(found.refused());
  expect_sound(*found, wish);
  EXPECT_LE((found->total - found->bound) * 100, found->bound * 5) << found->total << " " << found->bound;
}

TEST(Grouping, KeepsWishesAmongMany) {
  SeededChance chance(layout_seed);
  GroupingWish wish{.people = village(83, 4'000, chance), .one_more_allowed = true};
  for (std::size_t i = 0; i < 40; i += 4) {
    wish.together.emplace_back(wish.people[i].id, wish.people[i + 1].id);
    wish.apart.emplace_back(wish.people[i + 2].id, wish.people[i + 3].id);
  }
  auto const found = group_by_distance(wish);
  ASSERT_FALSE(found.refused()) << found.code();
  expect_sound(*found, wish);
}

TEST(Grouping, OfPeopleAtOnePlaceIsProvenAndOfNoWay) {
  std::vector<Neighbour> people;
  for (int i = 0; i < 30; ++i) people.push_back({"B" + std::to_string(100 + i), {-6'930'000, 107'460'000}});
  auto const found = group_by_distance({.people = people});
  ASSERT_FALSE(found.refused());
  EXPECT_EQ(found->total, 0);
  EXPECT_TRUE(found->optimal);
  // Three centroids with as many people as do not divide: the twins must not be tried in every order.
  for (std::size_t i = 0; i < 24; ++i) people[i].home.latitude_e6 += static_cast<std::int32_t>(i % 3) * 1'000;
  people.resize(24);
  auto const centroids = group_by_distance({.people = people, .size = 6});
  ASSERT_FALSE(centroids.refused());
  EXPECT_TRUE(centroids->optimal);
}

TEST(Grouping, SuggestsWhoHasTheLeastWayToAllOthers) {
  std::vector<Neighbour> const people{{"C", {0, 0}}, {"B", {0, 1'000}}, {"A", {0, 2'500}}};
  auto const found = group_by_distance({.people = people, .size = 3});
  ASSERT_FALSE(found.refused());
  EXPECT_EQ(found->groups[0].leader, "B");
  std::vector<Neighbour> const two{{"Y", {0, 0}}, {"X", {0, 1'000}}};
  EXPECT_EQ(group_by_distance({.people = two, .size = 2})->groups[0].leader, "X")
      << "the lowest id, where ways are equal";
}

TEST(Grouping, SaysWhyPeopleDoNotDivide) {
  SeededChance chance(layout_seed);
  auto const people = village(17, 2'000, chance);
  auto const refused = group_by_distance({.people = people});
  EXPECT_EQ(refused.code(), people_do_not_divide.code);
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("kurangi 2 orang, tambah 3 orang"));
  EXPECT_EQ(refused.problem().sentence_en().find('{'), std::string::npos);
  EXPECT_FALSE(group_by_distance({.people = people, .one_more_allowed = true}).refused());
  auto const nine = village(9, 2'000, chance);
  EXPECT_EQ(group_by_distance({.people = nine, .one_more_allowed = true}).code(), people_do_not_divide.code);
  EXPECT_EQ(group_by_distance({.people = {nine[0]}, .one_more_allowed = true}).code(), people_do_not_divide.code);
  EXPECT_EQ(group_by_distance({}).code(), people_do_not_divide.code);
}

TEST(Grouping, RefusesWishesThatContradictEachOther) {
  SeededChance chance(layout_seed);
  GroupingWish wish{.people = village(15, 2'000, chance)};
  auto const id = [&](std::size_t i) { return wish.people[i].id; };
  wish.together = {{id(0), id(1)}, {id(1), id(2)}};
  wish.apart = {{id(2), id(0)}};
  EXPECT_EQ(group_by_distance(wish).code(), wishes_contradict.code);
  wish.apart = {{id(0), id(0)}};
  EXPECT_EQ(group_by_distance(wish).code(), wishes_contradict.code);
  wish.apart = {};
  wish.together = {{id(0), id(1)}, {id(0), id(2)}, {id(0), id(3)}, {id(0), id(4)}, {id(4), id(5)}};
  EXPECT_EQ(group_by_distance(wish).code(), wished_too_many.code);
  wish.together = {{id(0), "nobody"}};
  EXPECT_EQ(group_by_distance(wish).code(), person_unknown.code);
  // Blocks of three and four do not fit into groups of five.
  wish.together.clear();
  for (std::size_t i = 0; i < 12; i += 3)
    wish.together.insert(wish.together.end(), {{id(i), id(i + 1)}, {id(i), id(i + 2)}});
  EXPECT_EQ(group_by_distance(wish).code(), wishes_cannot_be_met.code);
  // Four who are all to be apart, and three groups.
  wish.together.clear();
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < i; ++j) wish.apart.emplace_back(id(i), id(j));
  EXPECT_EQ(group_by_distance(wish).code(), wishes_cannot_be_met.code);
}

TEST(Grouping, RefusesPeopleAndPlacesThatCannotBe) {
  SeededChance chance(layout_seed);
  GroupingWish wish{.people = village(10, 2'000, chance)};
  auto const with = [&](auto change) {
    auto changed = wish;
    change(changed);
    return std::string(group_by_distance(changed).code());
  };
  EXPECT_EQ(with([](auto& w) { w.people[3].id = w.people[4].id; }), person_named_twice.code);
  EXPECT_EQ(with([](auto& w) { w.people[3].id = ""; }), person_named_twice.code);
  EXPECT_EQ(with([](auto& w) { w.people[3].home = {0, 0}; }), places_too_far_apart.code);
  EXPECT_EQ(with([](auto& w) { w.people[3].home = {107'460'000, -6'930'000}; }), place_unknown.code);
  EXPECT_EQ(with([](auto& w) { w.size = 1; }), group_size_wrong.code);
  EXPECT_EQ(with([](auto& w) { w.size = 21; }), group_size_wrong.code);
  EXPECT_EQ(with([](auto& w) { w.detour_permille = 999; }), detour_out_of_range.code);
  EXPECT_EQ(with([&](auto& w) { w.people = village(2'005, 2'000, chance); }), grouping_too_many.code);
  EXPECT_EQ(place_at(91, 0).code(), place_unknown.code);
  EXPECT_EQ(place_at(0, -180.1).code(), place_unknown.code);
  EXPECT_EQ(place_at(std::nan(""), 0).code(), place_unknown.code);
}

TEST(Grouping, StopsWhenItIsToldTo) {
  SeededChance chance(layout_seed);
  GroupingWish wish{.people = village(100, 4'000, chance)};
  double last = -1;
  wish.progress = [&](GroupingProgress const& progress) {
    EXPECT_GE(progress.part_done, last);
    last = progress.part_done;
    return true;
  };
  EXPECT_FALSE(group_by_distance(wish).refused());
  EXPECT_GT(last, 0.4);
  wish.progress = [](GroupingProgress const&) { return false; };
  EXPECT_EQ(group_by_distance(wish).code(), grouping_stopped.code);
}

TEST(WalkingDistance, IsTheGreatCircleTimesTheDetour) {
  Place const monas = *place_at(-6.175392, 106.827153), gedung_sate = *place_at(-6.902481, 107.618810);
  EXPECT_NEAR(static_cast<double>(walking_decimetres(monas, gedung_sate, 1'000)), 1'191'000, 3'000);  // 119 km
  EXPECT_EQ(walking_decimetres({0, 0}, {0, 1'000'000}, 1'000), 1'111'951);  // a degree of the mean sphere: 111.195,1 m
  EXPECT_EQ(walking_decimetres({0, 0}, {0, 1'000'000}, 2'000), 2'223'902);
  EXPECT_EQ(walking_decimetres(monas, monas), 0);
  EXPECT_EQ(walking_decimetres({90'000'000, 0}, {-90'000'000, 0}, 1'000), 200'151'144);
}

TEST(GroupMoves, TellTheTotalBeforeAndAfterASwap) {
  GroupingWish const wish{.people = {{"A", {0, 0}}, {"B", {0, 100}}, {"C", {0, 1'000}}, {"D", {0, 1'100}}},
                          .size = 2,
                          .apart = {{"A", "C"}},
                          .together = {{"A", "B"}}};
  std::array const groups{std::vector<std::string>{"A", "B"}, std::vector<std::string>{"C", "D"}};
  std::array const moves{GroupMove{"B", 1}, GroupMove{"C", 0}};
  auto const effect = effect_of_moves(wish, groups, moves);
  ASSERT_FALSE(effect.refused());
  EXPECT_EQ(effect->total_before, 290);   // twice 11,1 m with the detour
  EXPECT_EQ(effect->total_after, 2'892);  // twice 111,2 m with the detour
  EXPECT_EQ(effect->groups[0].members, (std::vector<std::string>{"A", "C"}));
  ASSERT_EQ(effect->broken.size(), 2u);
  EXPECT_EQ(effect->broken[0].code(), apart_not_kept.code);
  EXPECT_EQ(effect->broken[1].code(), together_not_kept.code);
}

TEST(GroupMoves, SayWhichGroupsWouldHaveTheWrongSize) {
  GroupingWish const wish{.people = {{"A", {0, 0}}, {"B", {0, 100}}, {"C", {0, 1'000}}, {"D", {0, 1'100}}}, .size = 2};
  std::array const groups{std::vector<std::string>{"A", "B"}, std::vector<std::string>{"C", "D"}};
  std::array const moves{GroupMove{"B", 1}};
  auto const effect = effect_of_moves(wish, groups, moves);
  ASSERT_FALSE(effect.refused());
  ASSERT_EQ(effect->broken.size(), 2u);
  EXPECT_THAT(effect->broken[1].sentence_id(), testing::HasSubstr("Kelompok 2 akan beranggota 3 orang"));
}

TEST(GroupMoves, RefuseGroupsThatAreNotOfThesePeople) {
  GroupingWish const wish{.people = {{"A", {0, 0}}, {"B", {0, 100}}}, .size = 2};
  using Groups = std::vector<std::vector<std::string>>;
  auto const code = [&](Groups const& groups, std::vector<GroupMove> const& moves) {
    return std::string(effect_of_moves(wish, groups, moves).code());
  };
  EXPECT_EQ(code({{"A", "B"}}, {}), "");
  EXPECT_EQ(code({{"A"}}, {}), groups_do_not_fit.code);
  EXPECT_EQ(code({{"A", "B"}, {"A"}}, {}), groups_do_not_fit.code);
  EXPECT_EQ(code({{"A", "Z"}}, {}), person_unknown.code);
  EXPECT_EQ(code({{"A", "B"}}, {{"Z", 0}}), person_unknown.code);
  EXPECT_EQ(code({{"A", "B"}}, {{"A", 1}}), groups_do_not_fit.code);
}

}  // namespace
}  // namespace lumbung::cooperative
