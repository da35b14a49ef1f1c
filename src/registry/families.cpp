// How families change: numbers, homes, moves, heads.
#include "registry/inside.h"

namespace lumbung::registry {

using namespace inside;

Verdict change_kk(Work& work, Owner const& owner, Id<Family> family, KkNumber const& kk, Date from,
                  std::string_view reason) {
  TRY(family_for(work, owner, family, edit));
  auto const before = store::kk_numbers(work.rows, owner.book, family);
  if (!before.empty() && !before.front().until) {
    auto const index = access::blind_index(work.house.keys, access::Indexed::kk, kk.digits());
    if (before.front().index == index && before.front().from == from) return done;
    if (from < before.front().from)
      return refuse(kk_overlaps).with("from", shown_short(before.front().from)).at("/from");
  }
  Faults faults;
  if (from > work.today()) faults.add(day_not_come, "/from");
  check_kk(work, owner, family, kk, faults);
  TRY(faults.verdict());
  keep_kk(work, owner, family, kk, from, reason);
  record(work, owner, kk_changed, family.uuid, {{"from", iso(from)}});
  return done;
}

Verdict change_home(Work& work, Owner const& owner, Id<Family> family, Home const& home) {
  TRY(family_for(work, owner, family, edit));
  TRY(work::require(work.actor, edit, owner.organisation, home.area.text()));
  Faults faults;
  check_home(work, home, faults);
  TRY(faults.verdict());
  store::set_home(work.rows, owner.book, family, home);
  store::move_words(work.rows, owner.book, family, home.area.text());
  record(work, owner, home_changed, family.uuid, {{"area", home.area.text()}});
  return done;
}

Verdict set_decile(Work& work, Owner const& owner, Id<Family> family, Decile const& decile) {
  TRY(family_for(work, owner, family, edit));
  Faults faults;
  check_decile(work, decile, faults);
  TRY(faults.verdict());
  store::set_decile(work.rows, owner.book, family, decile);
  record(work, owner, decile_set, family.uuid, {{"decile", std::to_string(decile.value)}, {"on", iso(decile.on)}});
  return done;
}

Verdict move_member(Work& work, Owner const& owner, Id<Person> person, Id<Family> to, Relation relation, Date on) {
  auto const who = TRY(person_for(work, owner, person, edit));
  if (who.erased) return refuse(person_erased_already);
  TRY(family_for(work, owner, to, edit));
  auto const last = store::last_stay(work.rows, owner.book, person);
  if (last && !last->stay.until && last->stay.family == to) return refuse(lives_there_already);
  if (relation == Relation::head && store::head_of(work.rows, owner.book, to)) return refuse(head_is_there);
  TRY(check_move_day(work, owner, person, on));
  auto const from = keep_move(work, owner, who, to, relation, on);
  record(work, owner, member_moved, person.uuid, {{"from", from ? from->text() : ""}, {"to", to.text()}});
  return done;
}

Verdict end_membership(Work& work, Owner const& owner, Id<Person> person, Date on, std::string_view reason) {
  TRY(person_for(work, owner, person, edit));
  auto const last = store::last_stay(work.rows, owner.book, person);
  if (!last || last->stay.until) return refuse(not_a_member);
  TRY(check_move_day(work, owner, person, on));
  store::end_stay(work.rows, owner.book, person, on, reason);
  store::remove_words(work.rows, owner.book, last->stay.family, person);
  record(work, owner, member_left, person.uuid, {{"family", last->stay.family.text()}});
  return done;
}

Verdict name_head(Work& work, Owner const& owner, Id<Family> family, Id<Person> person, Relation former_head_is) {
  must(former_head_is != Relation::head);
  TRY(family_for(work, owner, family, edit));
  auto const last = store::last_stay(work.rows, owner.book, person);
  if (!last || last->stay.until || last->stay.family != family) return refuse(not_a_member);
  if (last->stay.relation == Relation::head) return done;
  if (auto const former = store::head_of(work.rows, owner.book, family))
    store::set_relation(work.rows, owner.book, *former, former_head_is);
  store::set_relation(work.rows, owner.book, person, Relation::head);
  record(work, owner, head_named, person.uuid, {{"family", family.text()}});
  return done;
}

}  // namespace lumbung::registry
