// Setting right what was recorded wrongly about a person.
#include <algorithm>

#include "core/letters.h"
#include "core/name.h"
#include "registry/inside.h"

namespace lumbung::registry {
namespace {

using namespace inside;
using Before = CorrectionRecord::Before;

// "field<tab>value" a line; neither can hold a tab or a line break.
std::string written(std::string_view reason, std::vector<Before> const& before) {
  std::string text = "reason\t" + std::string(reason) + "\n";
  for (auto const& one : before) text += one.field + "\t" + one.value + "\n";
  return text;
}

void read_back(std::string_view text, CorrectionRecord& record) {
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto const line = text.substr(0, end);
    auto const tab = line.find('\t');
    must(end != text.npos && tab != line.npos);
    Before one{std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))};
    text.remove_prefix(end + 1);
    if (one.field == "reason") {
      record.reason = one.value;
      continue;
    }
    if (one.field == "nik" && !one.value.empty()) one.value = Nik::from_stored(one.value).masked();
    if (one.field == "phone" && !one.value.empty()) one.value = Phone::parse(one.value)->masked();
    record.before.push_back(std::move(one));
  }
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xc0) != 0x80; }));
}

// The person's numbers as they stand, opened.
struct Numbers {
  std::string nik, phone;  // empty: none
};

Numbers opened(View const& view, Owner const& owner, store::PersonRow const& row) {
  auto const key = access::PersonKey::find(view, book_of(owner), row.id);
  Numbers numbers;
  if (key && row.nik_sealed) numbers.nik = key->open(nik_cell(row.id), *row.nik_sealed);
  if (key && row.phone_sealed) numbers.phone = key->open(phone_cell(row.id), *row.phone_sealed);
  return numbers;
}

Verdict check(View const& view, Owner const& owner, Id<Person> person, Correction const& wish) {
  Faults faults;
  auto const length = characters(wish.reason);
  if (length < 5 || length > 300) faults.add(reason_needed, "/reason");
  if (wish.name) check_name(*wish.name, "/name", faults);
  if (wish.birth_date) check_birth(view, *wish.birth_date, "/birth_date", faults);
  if (wish.nik) {
    auto const index = access::blind_index(view.house.keys, access::Indexed::nik, wish.nik->digits());
    auto const holder = store::person_with_nik(view.rows, owner.book, index);
    if (holder && *holder != person) faults.add(nik_known, "/nik");
  }
  return faults.verdict();
}

// Puts the wish into the row; says what stood before, for what changes.
std::vector<Before> put(Correction const& wish, store::PersonRow& row, Numbers& numbers) {
  std::vector<Before> before;
  auto const change = [&](std::string field, std::string was, bool differs) {
    if (differs) before.push_back({std::move(field), std::move(was)});
    return differs;
  };
  if (wish.name && change("name", row.name, *wish.name != row.name)) row.name = *wish.name;
  if (wish.sex && change("sex", std::string(code_of(row.sex)), *wish.sex != row.sex)) row.sex = *wish.sex;
  if (wish.birth_date &&
      change("birth_date", row.birth_date ? iso(*row.birth_date) : "", wish.birth_date != row.birth_date))
    row.birth_date = wish.birth_date;
  if (wish.birth_place && change("birth_place", row.birth_place, *wish.birth_place != row.birth_place))
    row.birth_place = *wish.birth_place;
  auto const nik = wish.remove_nik ? std::string() : wish.nik ? std::string(wish.nik->digits()) : numbers.nik;
  if (change("nik", numbers.nik, nik != numbers.nik)) numbers.nik = nik;
  auto const phone = wish.phone ? std::string(wish.phone->e164()) : numbers.phone;
  if (change("phone", numbers.phone, phone != numbers.phone)) numbers.phone = phone;
  return before;
}

// Seals the numbers that changed; what was sealed before, and how it was found, is overwritten.
store::Rewritten seal(Work& work, access::PersonKey const& key, std::vector<Before> const& before,
                      Numbers const& numbers, store::PersonRow& row) {
  auto const changed = [&](std::string_view field) { return std::ranges::count(before, field, &Before::field) > 0; };
  store::Rewritten const rewritten{.nik = changed("nik"), .phone = changed("phone")};
  row.key_version = work.house.keys.version;
  if (rewritten.nik) {
    row.nik_sealed.reset();
    row.nik_index.reset();
  }
  if (rewritten.nik && !numbers.nik.empty()) {
    row.nik_sealed = key.seal(nik_cell(row.id), numbers.nik, work.chance);
    row.nik_index = access::blind_index(work.house.keys, access::Indexed::nik, numbers.nik);
  }
  if (rewritten.phone) {
    row.phone_sealed = key.seal(phone_cell(row.id), numbers.phone, work.chance);
    row.phone_index = access::blind_index(work.house.keys, access::Indexed::phone, numbers.phone);
  }
  row.warnings = numbers.nik.empty() ? std::string()
                                     : warnings_about(work, Nik::from_stored(numbers.nik), row.birth_date, row.sex);
  return rewritten;
}

// Where the family is looked for by this name.
void find_by_new_name(Work& work, Owner const& owner, store::PersonRow const& row) {
  auto const last = store::last_stay(work.rows, owner.book, row.id);
  if (!last || last->stay.until) return;
  auto const family = store::find_family(work.rows, owner.book, last->stay.family);
  store::remove_words(work.rows, owner.book, family->id, row.id);
  store::add_words(work.rows, owner.book, family->id, row.id, family->home.area.text(), search_words(row.name));
}

}  // namespace

Verdict correct_person(Work& work, Owner const& owner, Id<Person> person, Correction const& wish) {
  auto row = TRY(person_for(work, owner, person, edit));
  auto const earlier = store::corrections(work.rows, owner.book, person);
  if (std::ranges::count(earlier, wish.id, &store::CorrectionRow::id) > 0) return done;
  if (row.erased) return refuse(person_erased_already);
  TRY(check(work, owner, person, wish));
  auto numbers = opened(work, owner, row);
  auto const before = put(wish, row, numbers);
  if (before.empty()) return refuse(nothing_corrected);
  auto const key = access::PersonKey::of(work, book_of(owner), person);
  auto const rewritten = seal(work, key, before, numbers, row);
  store::rewrite_person(work.rows, owner.book, row, rewritten);
  if (before.front().field == "name") find_by_new_name(work, owner, row);
  store::add_correction(work.rows, owner.book, person,
                        {.id = wish.id,
                         .place = earlier.empty() ? 1 : earlier.front().place + 1,
                         .sealed = key.seal(correction_cell(wish.id), written(wish.reason, before), work.chance),
                         .key_version = work.house.keys.version,
                         .by = work.actor.account,
                         .at = work.now});
  std::vector<std::string> fields;
  for (auto const& one : before) fields.push_back(one.field);
  record(work, owner, person_corrected, person.uuid, {{"fields", joined(fields, ",")}});
  return done;
}

Result<std::vector<CorrectionRecord>> corrections_of(View const& view, Owner const& owner, Id<Person> person) {
  TRY(person_for(view, owner, person, view_families));
  auto const key = access::PersonKey::find(view, book_of(owner), person);
  std::vector<CorrectionRecord> found;
  for (auto const& row : store::corrections(view.rows, owner.book, person)) {
    CorrectionRecord record{.id = row.id, .before = {}, .reason = {}, .by = row.by, .at = row.at};
    if (key) read_back(key->open(correction_cell(row.id), row.sealed), record);
    found.push_back(std::move(record));
  }
  return found;
}

}  // namespace lumbung::registry
