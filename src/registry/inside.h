// What the rules of the registry share. Inside the registry only.
#pragma once

#include <string>

#include "access/vault.h"
#include "registry/faults.h"
#include "registry/registry.h"
#include "registry/store.h"

namespace lumbung::registry::inside {

inline ledger::BookId book_of(Owner const& owner) { return ledger::BookId{owner.book}; }

// KK numbers are sealed with a key of the family, kept beside those of persons.
inline Id<Person> key_holder(Id<Family> family) { return as<Person>(family); }
inline access::Cell nik_cell(Id<Person> person) { return {"persons", "nik_sealed", person.uuid}; }
inline access::Cell phone_cell(Id<Person> person) { return {"persons", "phone_sealed", person.uuid}; }
inline access::Cell correction_cell(Id<PersonCorrection> id) {
  return {"person_corrections", "before_sealed", id.uuid};
}
inline access::Cell kk_cell(Id<KkRecord> kk) { return {"kk_numbers", "kk_sealed", kk.uuid}; }

// The family, if it is one of the owner's and the actor holds the right for where it lives.
Result<store::FamilyRow> family_for(View const& view, Owner const& owner, Id<Family> family, work::Right right);
// The person, if the actor holds the right for where they live, or lived last.
Result<store::PersonRow> person_for(View const& view, Owner const& owner, Id<Person> person, work::Right right);

FamilyRecord record_of(View const& view, std::int64_t book, store::FamilyRow const& row);

void check_home(View const& view, Home const& home, Faults& faults);
void check_decile(View const& view, Decile const& decile, Faults& faults);
// `at` is the pointer of the person in the form: "/members/0".
void check_person(View const& view, Owner const& owner, NewPerson const& person, std::string const& at, Faults& faults);
// The rules for a name and a day of birth, wherever they are written.
void check_name(std::string const& name, std::string const& at, Faults& faults);
void check_birth(View const& view, Date born, std::string const& at, Faults& faults);
// What looks odd about a NIK, as it is kept with the person: "AREA_HISTORIC,DOB_MISMATCH".
std::string warnings_about(View const& view, Nik const& nik, std::optional<Date> born, Sex sex);
// Whether the number is free for `family` (which need not be there yet).
void check_kk(View const& view, Owner const& owner, Id<Family> family, KkNumber const& kk, Faults& faults);

// Writes the person, sealed, as a member since then.
void keep_person(Work& work, Owner const& owner, NewPerson const& person, Id<Family> family, Date since);
void keep_kk(Work& work, Owner const& owner, Id<Family> family, KkNumber const& kk, Date from, std::string_view reason);
// Ends the present stay, if any, and begins the next one; says where they came from. The day must have been checked.
std::optional<Id<Family>> keep_move(Work& work, Owner const& owner, store::PersonRow const& person, Id<Family> to,
                                    Relation relation, Date on);
// Refuses a day that has not come, or lies before the person's last stay ended or began.
Verdict check_move_day(View const& view, Owner const& owner, Id<Person> person, Date on);

// An event of the owner's trail.
void record(Work& work, Owner const& owner, std::string_view kind, Uuid const& subject,
            std::vector<work::Fact> facts = {});

}  // namespace lumbung::registry::inside
