// Worlds, each with an installation that lives until its power is cut, is started again, and so on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/power/life.h"

namespace lumbung::power {

struct Plan {
  std::uint64_t seed = 1;
  std::uint64_t first_world = 0;
  std::uint64_t worlds = 1;
  std::uint64_t lives = 25;  // in each
  Fault fault = Fault::none;
  int hands = 2;                  // processes that share the work
  bool stops_at_a_fault = false;  // when one is enough
  // Told now and then, by the first hand: worlds done by all, and what was found until now.
  std::function<void(std::uint64_t worlds)> progress;
};

struct Tally {
  std::uint64_t cuts = 0, kills = 0;  // how lives ended
  std::uint64_t calls = 0;            // file calls, of those lives that could still count them
  std::uint64_t answered = 0;         // wishes acknowledged
  std::uint64_t heads = 0;            // different heads of logs seen
  std::uint64_t failed_syncs = 0;
  std::uint64_t fingerprint = 0;    // of all file calls with their bytes, all worlds together
  std::vector<std::string> faults;  // "world 17, life 3, …", at most 20
};

Tally run(Plan const& plan);

}  // namespace lumbung::power
