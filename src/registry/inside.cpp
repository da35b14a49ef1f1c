#include "registry/inside.h"

#include <algorithm>

#include "core/letters.h"
#include "core/name.h"

namespace lumbung::registry::inside {
namespace {

constexpr std::size_t longest_name = 100;  // characters; 60 by Permendagri 73/2022, more for titles

constexpr double south = -11.5, north = 6.5, west = 94.5, east = 141.5;

bool is_unit(std::string const& unit) {
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  return unit.empty() || (unit.size() == 3 && std::all_of(unit.begin(), unit.end(), digit));
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

bool is_name(std::string const& name) { return characters(name) <= longest_name && !search_words(name).empty(); }

std::string words_of_warnings(std::vector<NikWarning> const& warnings) {
  std::vector<std::string> codes;
  for (auto const warning : warnings) codes.emplace_back(code_of(warning));
  return joined(codes, ",");
}

void seal_numbers(Work& work, Owner const& owner, NewPerson const& person, store::PersonRow& row) {
  auto const key = access::PersonKey::of(work, book_of(owner), person.id);
  if (person.nik) {
    row.nik_sealed = key.seal(nik_cell(person.id), person.nik->digits(), work.chance);
    row.nik_index = access::blind_index(work.house.keys, access::Indexed::nik, person.nik->digits());
    row.warnings = warnings_about(work, *person.nik, person.birth_date, person.sex);
  }
  if (person.phone) {
    row.phone_sealed = key.seal(phone_cell(person.id), person.phone->e164(), work.chance);
    row.phone_index = access::blind_index(work.house.keys, access::Indexed::phone, person.phone->e164());
  }
}

}  // namespace

Result<store::FamilyRow> family_for(View const& view, Owner const& owner, Id<Family> family, work::Right right) {
  auto const row = store::find_family(view.rows, owner.book, family);
  if (!row) return refuse(unknown_family);
  TRY(work::require(view.actor, right, owner.organisation, row->home.area.text()));
  return *row;
}

Result<store::PersonRow> person_for(View const& view, Owner const& owner, Id<Person> person, work::Right right) {
  auto const row = store::find_person(view.rows, owner.book, person);
  if (!row) return refuse(unknown_person);
  auto const stay = store::last_stay(view.rows, owner.book, person);
  must(stay.has_value());
  TRY(family_for(view, owner, stay->stay.family, right));
  return *row;
}

FamilyRecord record_of(View const& view, std::int64_t book, store::FamilyRow const& row) {
  return {.id = row.id,
          .organisation = row.organisation,
          .area = row.home.area,
          .decile = row.decile,
          .head = store::head_of(view.rows, book, row.id),
          .members = store::count_members(view.rows, book, row.id),
          .registered = row.registered};
}

void check_home(View const& view, Home const& home, Faults& faults) {
  auto const is_village = home.area.level() == AreaLevel::village && find_area(view, home.area);
  if (!is_village) faults.add(area_not_village, "/area");
  if (!is_unit(home.rt)) faults.add(unit_wrong, "/rt");
  if (!is_unit(home.rw)) faults.add(unit_wrong, "/rw");
  if (home.latitude.has_value() != home.longitude.has_value())
    faults.add(place_half, home.latitude ? "/longitude" : "/latitude");
  else if (home.latitude && !in_indonesia(*home.latitude, *home.longitude))
    faults.add(place_abroad, "/latitude");
}

void check_decile(View const& view, Decile const& decile, Faults& faults) {
  if (decile.value < 1 || decile.value > 10 || decile.source.empty()) faults.add(decile_wrong, "/decile");
  if (decile.on > view.today()) faults.add(day_not_come, "/decile/on");
}

void check_name(std::string const& name, std::string const& at, Faults& faults) {
  if (!is_name(name)) faults.add(name_wrong, at);
}

void check_birth(View const& view, Date born, std::string const& at, Faults& faults) {
  auto const years = calendar(view.today()).year - calendar(born).year;
  if (born > view.today() || years > 121) faults.add(born_later, at);
}

std::string warnings_about(View const& view, Nik const& nik, std::optional<Date> born, Sex sex) {
  return words_of_warnings(warnings_of(nik, view.today(), lookup_in(view), {born, sex}));
}

void check_person(View const& view, Owner const& owner, NewPerson const& person, std::string const& at,
                  Faults& faults) {
  check_name(person.name, at + "/name", faults);
  if (person.birth_date) check_birth(view, *person.birth_date, at + "/birth_date", faults);
  if (store::find_person(view.rows, owner.book, person.id)) faults.add(id_reused, at + "/id");
  if (person.nik) {
    auto const index = access::blind_index(view.house.keys, access::Indexed::nik, person.nik->digits());
    if (store::has_nik(view.rows, owner.book, index)) faults.add(nik_known, at + "/nik");
  }
}

void check_kk(View const& view, Owner const& owner, Id<Family> family, KkNumber const& kk, Faults& faults) {
  auto const index = access::blind_index(view.house.keys, access::Indexed::kk, kk.digits());
  auto const holder = store::family_with_kk(view.rows, owner.book, index);
  if (holder && *holder != family) faults.add(kk_known, "/kk");
}

void keep_person(Work& work, Owner const& owner, NewPerson const& person, Id<Family> family, Date since) {
  store::PersonRow row{.id = person.id,
                       .name = person.name,
                       .sex = person.sex,
                       .birth_date = person.birth_date,
                       .birth_place = person.birth_place,
                       .key_version = work.house.keys.version,
                       .registered = work.now};
  if (person.nik || person.phone) seal_numbers(work, owner, person, row);
  store::add_person(work.rows, owner.book, row);
  keep_move(work, owner, row, family, person.relation, since);
}

void keep_kk(Work& work, Owner const& owner, Id<Family> family, KkNumber const& kk, Date from,
             std::string_view reason) {
  auto const id = work.new_id<KkRecord>();
  auto const before = store::kk_numbers(work.rows, owner.book, family);
  store::end_kk(work.rows, owner.book, family, from);
  auto const key = access::PersonKey::of(work, book_of(owner), key_holder(family));
  store::add_kk(work.rows, owner.book, family,
                {.id = id,
                 .place = before.empty() ? 1 : before.front().place + 1,
                 .sealed = key.seal(kk_cell(id), kk.digits(), work.chance),
                 .index = access::blind_index(work.house.keys, access::Indexed::kk, kk.digits()),
                 .key_version = work.house.keys.version,
                 .from = from,
                 .until = std::nullopt,
                 .reason = std::string(reason)});
}

std::optional<Id<Family>> keep_move(Work& work, Owner const& owner, store::PersonRow const& person, Id<Family> to,
                                    Relation relation, Date on) {
  auto const last = store::last_stay(work.rows, owner.book, person.id);
  std::optional<Id<Family>> from;
  if (last && !last->stay.until) {
    from = last->stay.family;
    store::end_stay(work.rows, owner.book, person.id, on, "moved");
    store::remove_words(work.rows, owner.book, *from, person.id);
  }
  store::add_stay(work.rows, owner.book,
                  {{.family = to, .person = person.id, .relation = relation, .from = on, .until = std::nullopt},
                   last ? last->place + 1 : 1});
  auto const area = store::find_family(work.rows, owner.book, to)->home.area.text();
  store::add_words(work.rows, owner.book, to, person.id, area, search_words(person.name));
  return from;
}

Verdict check_move_day(View const& view, Owner const& owner, Id<Person> person, Date on) {
  if (on > view.today()) return refuse(day_not_come);
  auto const last = store::last_stay(view.rows, owner.book, person);
  if (!last) return done;
  auto const earliest = last->stay.until.value_or(last->stay.from);
  if (on < earliest) return refuse(stay_overlaps).with("from", shown_short(earliest));
  return done;
}

void record(Work& work, Owner const& owner, std::string_view kind, Uuid const& subject, std::vector<work::Fact> facts) {
  work.record({.kind = kind, .subject = subject, .organisation = owner.organisation, .facts = std::move(facts)});
}

}  // namespace lumbung::registry::inside

namespace lumbung::registry {

bool in_indonesia(double latitude, double longitude) {
  using namespace inside;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

}  // namespace lumbung::registry
