#include "registry/heads.h"

#include "registry/inside.h"

namespace lumbung::registry {

std::string name_of_head(work::View const& view, Owner const& owner, Id<Family> family) {
  if (inside::family_for(view, owner, family, view_families).refused()) return {};
  auto const head = store::head_of(view.rows, owner.book, family);
  if (!head) return {};
  auto const person = store::find_person(view.rows, owner.book, *head);
  return person ? person->name : std::string();
}

}  // namespace lumbung::registry
