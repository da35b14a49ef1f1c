#include <algorithm>
#include <set>

#include "registry/inside.h"

namespace lumbung::registry {
namespace {

using namespace inside;

// Every field with its length, so that two wishes never read the same.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view field) {
    text_ += std::to_string(field.size()) + ":";
    text_ += field;
    return *this;
  }
  Fingerprint& add(std::int64_t number) { return add(std::to_string(number)); }
  Fingerprint& add(std::optional<double> const& degrees) { return degrees ? add(std::to_string(*degrees)) : add("-"); }
  Fingerprint& add(std::optional<Date> const& date) { return date ? add(iso(*date)) : add("-"); }
  // Keyed: a plain hash over a NIK could be searched for through all NIKs.
  Hash keyed(work::Keys const& keys) const {
    return hmac_sha256(view_of(keys.blind_index), "registry.family|" + text_);
  }

 private:
  std::string text_;
};

Hash fingerprint(work::Keys const& keys, NewFamily const& wish) {
  Fingerprint print;
  auto const& home = wish.home;
  print.add(wish.id.bytes()).add(home.area.text()).add(home.rt).add(home.rw).add(home.hamlet).add(home.street);
  print.add(home.latitude).add(home.longitude).add(std::optional(wish.since)).add(wish.kk ? wish.kk->digits() : "");
  auto const decile = wish.decile.value_or(Decile{});
  print.add(decile.value).add(decile.source).add(std::optional(decile.on));
  for (auto const& person : wish.members)
    print.add(person.id.bytes())
        .add(person.name)
        .add(code_of(person.sex))
        .add(person.birth_date)
        .add(person.birth_place)
        .add(person.nik ? person.nik->digits() : "")
        .add(person.phone ? person.phone->e164() : "")
        .add(word_in(relations, person.relation));
  for (auto const& moving : wish.moving) print.add(moving.person.bytes()).add(word_in(relations, moving.relation));
  return print.keyed(keys);
}

void check_heads(NewFamily const& wish, Faults& faults) {
  if (wish.members.empty() && wish.moving.empty()) return faults.add(family_empty, "/members");
  auto const is_head = [](auto const& one) { return one.relation == Relation::head; };
  auto const heads = std::count_if(wish.members.begin(), wish.members.end(), is_head) +
                     std::count_if(wish.moving.begin(), wish.moving.end(), is_head);
  if (heads != 1) faults.add(heads_not_one, "/members");
}

void check_members(View const& view, Owner const& owner, NewFamily const& wish, Faults& faults) {
  std::set<std::string_view> niks;
  std::set<Id<Person>> ids;
  for (std::size_t i = 0; i < wish.members.size(); ++i) {
    auto const& person = wish.members[i];
    auto const at = "/members/" + std::to_string(i);
    check_person(view, owner, person, at, faults);
    if (person.nik && !niks.insert(person.nik->digits()).second) faults.add(nik_twice, at + "/nik");
    if (!ids.insert(person.id).second) faults.add(id_reused, at + "/id");
  }
}

Verdict check_moving(View const& view, Owner const& owner, NewFamily const& wish) {
  std::set<Id<Person>> ids;
  for (std::size_t i = 0; i < wish.moving.size(); ++i) {
    auto const at = "/moving/" + std::to_string(i) + "/person";
    auto const person = person_for(view, owner, wish.moving[i].person, edit);
    if (person.refused()) return Problem(person.problem()).at(at);
    if (person->erased) return refuse(person_erased_already).at(at);
    if (!ids.insert(person->id).second) return refuse(id_reused).at(at);
    auto const day = check_move_day(view, owner, person->id, wish.since);
    if (day.refused()) return Problem(day.problem()).at("/since");
  }
  return done;
}

Verdict check(View const& view, Owner const& owner, NewFamily const& wish) {
  Faults faults;
  check_home(view, wish.home, faults);
  if (wish.since > view.today()) faults.add(day_not_come, "/since");
  if (wish.decile) check_decile(view, *wish.decile, faults);
  check_heads(wish, faults);
  check_members(view, owner, wish, faults);
  if (wish.kk) check_kk(view, owner, wish.id, *wish.kk, faults);
  TRY(faults.verdict());
  return check_moving(view, owner, wish);
}

void keep(Work& work, Owner const& owner, NewFamily const& wish, Hash const& wish_hash) {
  store::add_family(work.rows, owner.book,
                    {.id = wish.id,
                     .organisation = owner.organisation,
                     .home = wish.home,
                     .decile = wish.decile,
                     .wish_hash = wish_hash,
                     .registered = work.now});
  for (auto const& person : wish.members) keep_person(work, owner, person, wish.id, wish.since);
  for (auto const& moving : wish.moving) {
    auto const person = store::find_person(work.rows, owner.book, moving.person);
    auto const from = keep_move(work, owner, *person, wish.id, moving.relation, wish.since);
    record(work, owner, member_moved, moving.person.uuid, {{"from", from ? from->text() : ""}, {"to", wish.id.text()}});
  }
  if (wish.kk) keep_kk(work, owner, wish.id, *wish.kk, wish.since, "");
  record(work, owner, family_registered, wish.id.uuid,
         {{"area", wish.home.area.text()}, {"members", std::to_string(wish.members.size() + wish.moving.size())}});
}

}  // namespace

Result<FamilyRecord> register_family(Work& work, Owner const& owner, NewFamily const& wish) {
  TRY(work::require(work.actor, edit, owner.organisation, wish.home.area.text()));
  auto const wish_hash = fingerprint(work.house.keys, wish);
  if (auto const known = store::find_family(work.rows, owner.book, wish.id)) {
    if (known->wish_hash != wish_hash) return refuse(id_reused).at("/id");
    return record_of(work, owner.book, *known);
  }
  must(wish.members.size() + wish.moving.size() <= most_members);
  TRY(check(work, owner, wish));
  keep(work, owner, wish, wish_hash);
  return record_of(work, owner.book, *store::find_family(work.rows, owner.book, wish.id));
}

Verdict add_member(Work& work, Owner const& owner, Id<Family> family, NewPerson const& person, Date since) {
  TRY(family_for(work, owner, family, edit));
  Faults faults;
  check_person(work, owner, person, "", faults);
  if (since > work.today()) faults.add(day_not_come, "/since");
  if (person.relation == Relation::head && store::head_of(work.rows, owner.book, family))
    faults.add(head_is_there, "/relation");
  TRY(faults.verdict());
  keep_person(work, owner, person, family, since);
  record(work, owner, member_added, person.id.uuid, {{"family", family.text()}});
  return done;
}

}  // namespace lumbung::registry
