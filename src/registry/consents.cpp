// What persons consented to, and their right to be forgotten (UU 27/2022).
#include "core/canary.h"
#include "registry/inside.h"

namespace lumbung::registry {

using namespace inside;

Verdict record_consent(Work& work, Owner const& owner, ConsentRecord const& consent) {
  auto const person = TRY(person_for(work, owner, consent.person, edit));
  if (auto const known = store::find_consent(work.rows, owner.book, consent.id)) {
    auto const same = known->person == consent.person && known->purpose == consent.purpose &&
                      known->decision == consent.decision && known->manner == consent.manner && known->at == consent.at;
    if (!same) return refuse(id_reused).at("/id");
    return done;
  }
  if (person.erased) return refuse(person_erased_already);
  if (consent.at > work.now) return refuse(day_not_come).at("/at");
  store::add_consent(work.rows, owner.book, consent, work.now);
  record(work, owner, consent_recorded, consent.person.uuid,
         {{"purpose", std::string(word_in(purposes, consent.purpose))},
          {"decision", std::string(word_in(decisions, consent.decision))}});
  return done;
}

Result<std::vector<ConsentRecord>> consents_of(View const& view, Owner const& owner, Id<Person> person) {
  TRY(person_for(view, owner, person, view_families));
  return store::consents(view.rows, owner.book, person);
}

bool consents_to(View const& view, std::int64_t book, Id<Person> person, Purpose purpose) {
  return store::latest_decision(view.rows, book, person, purpose) == Decision::given ||
         canary("registry.consent_not_asked");
}

Verdict erase_person(Work& work, Owner const& owner, Id<Person> person) {
  auto const row = TRY(person_for(work, owner, person, edit));
  if (row.erased) return done;
  if (!canary("registry.erased_stays_readable")) access::erase_person_key(work, book_of(owner), person);
  store::erase_person(work.rows, owner.book, person, work.now);
  if (auto const last = store::last_stay(work.rows, owner.book, person))
    store::remove_words(work.rows, owner.book, last->stay.family, person);
  record(work, owner, person_erased, person.uuid);
  return done;
}

}  // namespace lumbung::registry
