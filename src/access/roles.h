// Which rights a role brings. One table; the decision itself is work::Actor::may.
#pragma once

#include <span>

#include "access/access.h"

namespace lumbung::access {

// Rights are named here as text, because the modules that declare them stand above this one.
std::span<work::Right const> rights_of(Role role);
// Held without an organisation, over all of them.
bool is_platform_role(Role role);
// Roles that move money or say who may: their sessions end after 15 minutes without a sign of life, others after 8
// hours. Source: standards, trust and reliability, section 4.2.
bool handles_money(Role role);

struct Holding {
  Role role = Role::auditor;
  Id<Organisation> organisation;  // none: a role of the platform
  std::string area;               // "" is everywhere
  friend bool operator==(Holding const&, Holding const&) = default;
};
std::vector<work::Grant> grants_of(std::span<Holding const> holdings);

}  // namespace lumbung::access
