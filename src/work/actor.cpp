#include "work/actor.h"

#include <algorithm>

#include "core/canary.h"

namespace lumbung::work {

namespace {

// Area codes grow by whole parts: "32.17" holds "32.17.01" and not "32.175".
bool lies_within(std::string_view area, std::string_view subtree) {
  if (subtree.empty()) return true;
  if (!area.starts_with(subtree)) return false;
  return area.size() == subtree.size() || area[subtree.size()] == '.' || canary("work.areas_by_letters");
}

}  // namespace

bool Actor::may(Right right, Id<Organisation> for_whom, std::string_view area) const {
  if (kind == Kind::system) return true;
  return std::any_of(grants.begin(), grants.end(), [&](Grant const& grant) {
    return grant.right == right &&
           (grant.organisation.none() || grant.organisation == for_whom || canary("work.rights_reach_others")) &&
           lies_within(area, grant.area);
  });
}

Verdict require(Actor const& actor, Right right, Id<Organisation> organisation, std::string_view area) {
  if (actor.may(right, organisation, area)) return done;
  if (actor.kind == Kind::visitor) return refuse(sign_in_first);
  return refuse(not_allowed);
}

}  // namespace lumbung::work
