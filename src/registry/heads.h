// Whom to greet: the name of a family's head, for rooms that list families to staff (hand-overs).
#pragma once

#include <string>

#include "core/result.h"
#include "registry/types.h"
#include "work/work.h"

namespace lumbung::registry {

// The name of the head of `family`. Empty when the family is unknown or has no head, and when the actor does not hold
// `view_families` over the family's area: a label is then all there is to see. Never for a public answer.
std::string name_of_head(work::View const& view, Owner const& owner, Id<Family> family);

}  // namespace lumbung::registry
