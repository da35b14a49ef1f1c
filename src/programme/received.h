// What each enrolled household has got so far, so that nobody is served twice by mistake.
#pragma once

#include <span>
#include <vector>

#include "programme/types.h"
#include "work/work.h"

namespace lumbung::programme {

struct Received {
  Id<Enrolment> enrolment;
  Id<PlanItem> item;
  std::int64_t units = 0;
};

// For the enrolments of one page, in the order of `enrolments()` (newest first); those that got nothing are left out.
std::vector<Received> received(work::View const& view, ProgrammeRecord const& programme,
                               std::span<EnrolmentRecord const> page);

}  // namespace lumbung::programme
