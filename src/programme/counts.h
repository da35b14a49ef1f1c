// What is kept of the hand-overs of each programme, so that no page adds them all up, held against adding them up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "work/work.h"

namespace lumbung::programme {

struct CountFault {
  std::int64_t book = 0;
  Uuid subject{};    // a programme, or a hand-over where `what` is "proof"
  std::string what;  // "units", "proven", "cost", "households", "with_decile", "in_1_to_4", "proof", "hour 498696"
  std::int64_t kept = 0, counted = 0;
};

// For `lumbung check`: reads every hand-over of every book. At most 1,000, in the order of the programmes.
std::vector<CountFault> check_counts(work::View const& view);

}  // namespace lumbung::programme
