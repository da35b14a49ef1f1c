// Power cuts around the whole house: the real start, group commit, ledger, outbox, sequencer, log, photos and keys, on
// a disk that keeps only what was synced.
//
//   test_power                                          what ./test runs: 2,000 cuts and the planted faults
//   test_power --cuts 100000 [--seed N] [--world W]     the long run; goes on from world W when it was stopped
#include <gtest/gtest.h>
#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "core/chance.h"
#include "tests/power/world.h"

namespace lumbung::power {
namespace {

std::uint64_t the_seed = 0;  // 0: by chance

std::uint64_t seed() {
  if (the_seed != 0) return the_seed;
  std::uint64_t drawn = 0;
  machine_chance().fill({reinterpret_cast<std::uint8_t*>(&drawn), 4});
  return 1 + drawn % 1'000'000'000;
}

std::string all_of(Tally const& tally) {
  std::string text;
  for (auto const& fault : tally.faults) text += fault + "\n";
  return text;
}

void print(Plan const& plan, Tally const& tally) {
  std::cout << "seed " << plan.seed << ", worlds " << plan.first_world << " to " << plan.first_world + plan.worlds - 1
            << ": " << tally.cuts << " cuts, " << tally.kills << " ends without a cut, " << tally.failed_syncs
            << " failed syncs, " << tally.answered << " acknowledged, " << tally.heads << " heads seen, "
            << tally.faults.size() << " faults\n"
            << all_of(tally) << std::flush;
}

TEST(PowerCut, TwoThousandCutsLoseNothingThatWasAcknowledged) {
  Plan plan;
  plan.seed = seed();
  plan.worlds = 100;
  auto const tally = run(plan);
  print(plan, tally);
  EXPECT_EQ(all_of(tally), "") << "again with: test_power --seed " << plan.seed;
  EXPECT_GE(tally.cuts, 2'000U);
  EXPECT_GT(tally.kills, 100U);
  EXPECT_GT(tally.answered, 10'000U);
  EXPECT_GT(tally.heads, 2'000U);
  EXPECT_GT(tally.failed_syncs, 20U);
}

TEST(PowerCut, OneSeedRepeatsARunExactly) {
  Plan plan;
  plan.seed = seed();
  plan.worlds = 2;
  plan.lives = 12;
  auto const once = run(plan), again = run(plan);
  EXPECT_EQ(once.fingerprint, again.fingerprint) << "seed " << plan.seed;
  EXPECT_NE(once.fingerprint, 0U);
  EXPECT_EQ(once.answered, again.answered);
  plan.seed += 1;
  EXPECT_NE(run(plan).fingerprint, once.fingerprint);
}

// What is planted is found; as what it is, where that is sure.
void expect_found(Fault fault, std::initializer_list<std::string_view> words = {}) {
  Plan plan;
  plan.seed = seed();
  plan.worlds = 40;
  plan.fault = fault;
  plan.stops_at_a_fault = true;
  auto const tally = run(plan);
  print(plan, tally);
  ASSERT_FALSE(tally.faults.empty()) << "nobody noticed; seed " << plan.seed;
  bool is_named = words.size() == 0;
  for (auto const word : words) is_named = is_named || all_of(tally).find(word) != std::string::npos;
  EXPECT_TRUE(is_named) << all_of(tally);
}

// Where a sync is left out, anything may be torn: an act is lost, a head has two roots, the files do not open.
TEST(PlantedFault, CommitsThatAreNotSyncedAreFound) { expect_found(Fault::sync_normal); }
TEST(PlantedFault, AHeadPublishedBeforeItsCommitIsFound) { expect_found(Fault::head_before_commit); }
TEST(PlantedFault, DirectoriesThatAreNotSyncedAreFound) { expect_found(Fault::directories_never_sync); }
TEST(PlantedFault, ADiskThatLiesAboutItsSyncsIsFound) { expect_found(Fault::files_never_sync); }

TEST(PlantedFault, AThankYouBeforeTheCommitIsFound) {
  expect_found(Fault::answer_before_commit, {"was acknowledged and is lost"});
}
TEST(PlantedFault, HalfAnEntryIsFound) { expect_found(Fault::half_entry, {"transfers of", "entry ", "must hold"}); }

// Tells where it is, how fast, how long yet; and how to go on.
int long_run(std::uint64_t cuts, std::uint64_t first_world) {
  Plan plan;
  plan.seed = seed();
  plan.first_world = first_world;
  auto const all = (cuts + 19) / 20;  // of 25 lives at least 20 end by a cut
  plan.worlds = all > first_world ? all - first_world : 0;
  auto const began = std::chrono::steady_clock::now();
  std::cout << "power cuts, seed " << plan.seed << "; goes on with --seed " << plan.seed << " --world N\n"
            << std::flush;
  plan.progress = [&](std::uint64_t worlds) {
    if (worlds % 10 != 0) return;
    auto const spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::fprintf(stderr, "\rworld %llu of %llu, %.0f s to go   ", static_cast<unsigned long long>(first_world + worlds),
                 static_cast<unsigned long long>(all),
                 spent / static_cast<double>(worlds) * static_cast<double>(plan.worlds - worlds));
  };
  auto const tally = run(plan);
  std::fprintf(stderr, "\n");
  print(plan, tally);
  std::cout << (tally.faults.empty() ? "1 passed, 0 failed\n" : "0 passed, 1 failed\n");
  return tally.faults.empty() ? 0 : 1;
}

}  // namespace
}  // namespace lumbung::power

int main(int argc, char** argv) {
  // Each life copies whole files now and then: from memory that is there already.
  ::mallopt(M_MMAP_THRESHOLD, 256 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  ::mallopt(M_TOP_PAD, 16 << 20);
  testing::InitGoogleTest(&argc, argv);
  std::uint64_t cuts = 0, world = 0;
  for (int i = 1; i + 1 < argc; i += 2) {
    auto const value = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::string_view(argv[i]) == "--cuts") cuts = value;
    if (std::string_view(argv[i]) == "--seed") lumbung::power::the_seed = value;
    if (std::string_view(argv[i]) == "--world") world = value;
  }
  return cuts > 0 ? lumbung::power::long_run(cuts, world) : RUN_ALL_TESTS();
}
