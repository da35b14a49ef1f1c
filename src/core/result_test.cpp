#include "core/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace lumbung {
namespace {

constexpr Refusal closed{"test.closed", Trouble::conflict, "Pintu {name} tertutup.", "The {name} door is closed."};
constexpr Refusal dark{"test.dark", Trouble::bad_input, "Gelap.", "It is dark."};

// Counts how many are alive, so that a leaked member shows.
struct Counted {
  static inline int alive = 0;
  std::string text = std::string(64, 'x');  // on the heap: the address sanitizer sees it too
  Counted() { ++alive; }
  Counted(Counted const& other) : text(other.text) { ++alive; }
  Counted(Counted&& other) noexcept : text(std::move(other.text)) { ++alive; }
  ~Counted() { --alive; }
};

struct Pair {
  Counted first;
  int second;
};

Result<int> open(bool refused) {
  if (refused) return refuse(closed).with("name", "depan", "front");
  return 7;
}

Result<Pair> built_from(bool refused) {
  Counted first;
  auto const second = TRY(open(refused));
  return Pair{first, second};
}

Result<std::unique_ptr<int>> moved_through() {
  auto held = TRY(Result<std::unique_ptr<int>>(std::make_unique<int>(3)));
  return held;
}

TEST(Result, HoldsAValueOrAProblem) {
  EXPECT_EQ(*open(false), 7);
  EXPECT_TRUE(open(true).refused());
  EXPECT_EQ(open(true).code(), "test.closed");
  EXPECT_EQ(open(false).code(), "");
}

TEST(Result, TryHandsARefusalUpwardAndLeaksNothing) {
  auto const before = Counted::alive;
  {
    auto const refused = built_from(true);
    EXPECT_EQ(refused.code(), "test.closed");
    EXPECT_EQ(Counted::alive, before);
    auto const kept = built_from(false);
    EXPECT_EQ(kept->second, 7);
    EXPECT_EQ(Counted::alive, before + 1);
  }
  EXPECT_EQ(Counted::alive, before);
}

TEST(Result, TryMovesWhatCannotBeCopied) { EXPECT_EQ(**moved_through(), 3); }

TEST(Problem, SpeaksBothLanguagesWithItsWordsFilledIn) {
  auto const problem = open(true).problem();
  EXPECT_EQ(problem.sentence_id(), "Pintu depan tertutup.");
  EXPECT_EQ(problem.sentence_en(), "The front door is closed.");
  EXPECT_EQ(problem.trouble(), Trouble::conflict);
}

TEST(Problem, PointsAtItsFieldAndCarriesOthers) {
  auto const problem = refuse(closed).at("/door").also(refuse(dark).at("/light"));
  EXPECT_EQ(problem.pointer(), "/door");
  ASSERT_EQ(problem.others().size(), 1u);
  EXPECT_EQ(problem.others()[0].code(), "test.dark");
  EXPECT_EQ(problem.others()[0].pointer(), "/light");
}

TEST(Problem, KeepsWhatItHeldWhenItIsTakenBackIntoItself) {
  auto problem = refuse(closed).at("/door").with("name", "depan");
  problem = std::move(problem).also(refuse(dark));
  problem = std::move(problem).also(refuse(dark));
  EXPECT_EQ(problem.others().size(), 2u);
  EXPECT_EQ(problem.pointer(), "/door");
  EXPECT_EQ(problem.sentence_id(), "Pintu depan tertutup.");
}

TEST(Problem, LeavesAnOpenBraceAsItIs) {
  constexpr Refusal odd{"test.odd", Trouble::bad_input, "satu { dua", "{unknown}!"};
  EXPECT_EQ(refuse(odd).sentence_id(), "satu { dua");
  EXPECT_EQ(refuse(odd).sentence_en(), "!");
}

TEST(Must, ThrowsAMistakeThatNamesItsPlace) {
  EXPECT_NO_THROW(must(1 + 1 == 2));
  try {
    must(1 + 1 == 3);
    FAIL() << "must let a falsehood pass";
  } catch (Mistake const& mistake) {
    EXPECT_NE(std::string(mistake.what()).find("result_test.cpp"), std::string::npos);
  }
}

}  // namespace
}  // namespace lumbung
