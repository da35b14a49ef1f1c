#include "access/organisations.h"
#include "programme/rules.h"
#include "programme/store.h"
#include "registry/registry.h"

namespace lumbung::programme {
namespace {

// Letters and digits that are hard to mistake for one another, as labels are read aloud at a hand-over.
std::string new_label(Work& work) {
  constexpr std::string_view letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::array<std::uint8_t, 4> chance{};
  work.chance.fill(chance);
  std::string label = "K-";
  for (auto const byte : chance) label += letters[byte % letters.size()];
  return label;
}

}  // namespace

Result<ledger::BookId> book_of(View const& view, Id<Organisation> organisation) {
  auto const found = access::find_organisation(view, organisation);
  if (!found) return refuse(access::unknown_organisation).at("/organisation");
  return found->book;
}

Result<EnrolmentRecord> enrol(Work& work, Id<Programme> id, Id<Enrolment> enrolment, Id<Family> family) {
  auto const programme = TRY(find(work, id));
  auto const found = registry::find_family(work, programme.book, family);
  if (!found) return refuse(registry::unknown_family).at("/family");
  auto const area = found->area.text();
  TRY(work::require(work.actor, enrol_households, programme.organisation, area));
  if (store::enrolment(work, enrolment)) return refuse(id_reused).at("/id");
  if (store::enrolled(work, programme, family)) return refuse(family_enrolled_already).at("/family");
  EnrolmentRecord made{.id = enrolment, .family = family, .label = new_label(work), .area = area, .decile = {}};
  if (found->decile) made.decile = found->decile->value;
  while (store::label_taken(work, programme, made.label)) made.label = new_label(work);
  store::insert_enrolment(work, programme, made);
  record(work, programme, household_enrolled, enrolment);
  return made;
}

Verdict end_enrolment(Work& work, Id<Enrolment> id, std::string_view reason) {
  auto const place = store::enrolment(work, id);
  if (!place) return refuse(unknown_enrolment);
  auto const programme = TRY(find(work, place->programme));
  TRY(work::require(work.actor, enrol_households, programme.organisation, place->enrolment.area));
  if (place->enrolment.ended) return done;
  store::end_enrolment(work, *place, reason);
  record(work, programme, enrolment_ended, id);
  return done;
}

std::vector<EnrolmentRecord> enrolments(View const& view, Id<Programme> id, std::optional<Id<Enrolment>> after,
                                        int limit) {
  auto const programme = store::find(view, id);
  return programme ? store::enrolments(view, *programme, after, limit) : std::vector<EnrolmentRecord>();
}

}  // namespace lumbung::programme
