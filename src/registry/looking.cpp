// Looking at families and persons.
#include <algorithm>

#include "registry/inside.h"

namespace lumbung::registry {
namespace {

using namespace inside;

std::vector<NikWarning> warnings_in(std::string_view stored) {
  std::vector<NikWarning> warnings;
  for (auto at = stored; !at.empty();) {
    auto const end = std::min(at.find(','), at.size());
    if (auto const warning = nik_warning_from(at.substr(0, end))) warnings.push_back(*warning);
    at.remove_prefix(std::min(end + 1, at.size()));
  }
  return warnings;
}

Nik nik_in(access::PersonKey const& key, store::PersonRow const& row) {
  return Nik::from_stored(key.open(nik_cell(row.id), *row.nik_sealed));
}

PersonRecord shown_person(View const& view, Owner const& owner, store::PersonRow const& row) {
  PersonRecord person{.id = row.id,
                      .name = row.name,
                      .sex = row.sex,
                      .birth_date = row.birth_date,
                      .birth_place = row.birth_place,
                      .nik_masked = "",
                      .phone_masked = "",
                      .warnings = warnings_in(row.warnings)};
  auto const key = access::PersonKey::find(view, book_of(owner), row.id);
  if (key && row.nik_sealed) person.nik_masked = nik_in(*key, row).masked();
  if (key && row.phone_sealed)
    person.phone_masked = Phone::parse(key->open(phone_cell(row.id), *row.phone_sealed))->masked();
  return person;
}

// Head first, then as on the family card; the store has them by age.
std::vector<Member> shown_members(View const& view, Owner const& owner, Id<Family> family) {
  std::vector<Member> members;
  for (auto const& row : store::members(view.rows, owner.book, family))
    members.push_back({shown_person(view, owner, row.person), row.relation, row.since});
  std::stable_sort(members.begin(), members.end(),
                   [](Member const& a, Member const& b) { return a.relation < b.relation; });
  return members;
}

std::vector<KkPeriod> shown_kk_numbers(View const& view, Owner const& owner, Id<Family> family) {
  std::vector<KkPeriod> periods;
  auto const key = access::PersonKey::find(view, book_of(owner), key_holder(family));
  for (auto const& row : store::kk_numbers(view.rows, owner.book, family)) {
    KkPeriod period{.id = row.id, .masked = "", .from = row.from, .until = row.until, .reason = row.reason};
    if (key) period.masked = KkNumber::from_stored(key->open(kk_cell(row.id), row.sealed)).masked();
    periods.push_back(std::move(period));
  }
  return periods;
}

}  // namespace

std::optional<FamilyRecord> find_family(View const& view, std::int64_t book, Id<Family> family) {
  auto const row = store::find_family(view.rows, book, family);
  if (!row) return std::nullopt;
  return record_of(view, book, *row);
}

std::optional<PersonSeen> find_person(View const& view, std::int64_t book, Id<Person> person) {
  auto const row = store::find_person(view.rows, book, person);
  if (!row) return std::nullopt;
  PersonSeen seen{.name = row->erased ? "" : row->name, .birth_date = row->birth_date, .home = {}};
  if (auto const stay = store::last_stay(view.rows, book, person))
    if (auto const family = store::find_family(view.rows, book, stay->stay.family)) seen.home = family->home;
  return seen;
}

Result<FamilyDetail> show_family(View const& view, Owner const& owner, Id<Family> family) {
  auto const row = TRY(family_for(view, owner, family, view_families));
  return FamilyDetail{.family = record_of(view, owner.book, row),
                      .home = row.home,
                      .members = shown_members(view, owner, family),
                      .kk_numbers = shown_kk_numbers(view, owner, family)};
}

Result<std::vector<Stay>> stays_of(View const& view, Owner const& owner, Id<Person> person) {
  TRY(person_for(view, owner, person, view_families));
  return store::stays(view.rows, owner.book, person);
}

Result<Nik> see_nik(Work& work, Owner const& owner, Id<Person> person, Reason reason) {
  auto const row = TRY(person_for(work, owner, person, view_identity));
  auto const key = access::PersonKey::find(work, book_of(owner), person);
  if (!key || !row.nik_sealed) return refuse(nik_unknown);
  record(work, owner, identity_seen, person.uuid, {{"what", "nik"}, {"reason", std::string(word_in(reasons, reason))}});
  return nik_in(*key, row);
}

}  // namespace lumbung::registry
