// Whose records a request means.
#include <algorithm>

#include "access/organisations.h"
#include "registry/registry.h"
#include "registry/store.h"

namespace lumbung::registry {
namespace {

bool works_for(work::Actor const& actor, Id<Organisation> organisation) {
  if (actor.kind == work::Kind::system || actor.organisation == organisation) return true;
  return std::any_of(actor.grants.begin(), actor.grants.end(),
                     [&](work::Grant const& grant) { return grant.organisation == organisation; });
}

Result<Owner> own_of(View const& view, std::vector<Owner> const& owners, Refusal const& none) {
  if (view.actor.kind == work::Kind::visitor) return refuse(work::sign_in_first);
  for (auto const& owner : owners)
    if (works_for(view.actor, owner.organisation)) return owner;
  return refuse(none);
}

}  // namespace

Result<Owner> owner_for(View const& view, std::optional<Id<Organisation>> organisation) {
  if (view.actor.kind == work::Kind::visitor) return refuse(work::sign_in_first);
  auto const wanted = organisation.value_or(view.actor.organisation);
  if (wanted.none()) return refuse(organisation_not_told).at("/organisation");
  auto const found = access::find_organisation(view, wanted);
  if (!found) return refuse(access::unknown_organisation);
  return Owner{found->book.number, found->id};
}

Result<Owner> owner_of(View const& view, Id<Family> family) {
  return own_of(view, store::owners_of(view.rows, family), unknown_family);
}

Result<Owner> owner_of(View const& view, Id<Person> person) {
  return own_of(view, store::owners_of(view.rows, person), unknown_person);
}

}  // namespace lumbung::registry
