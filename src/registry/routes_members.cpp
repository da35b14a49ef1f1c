// Who comes, moves and leaves; and how a family is written out.
#include "registry/routes_parts.h"

namespace lumbung::registry {
namespace {

void write_member(Json& j, Member const& member) {
  auto const& person = member.person;
  j("person", person.id);
  or_null(j, "name", person.name);
  j("sex", code_of(person.sex));
  or_null(j, "birth_date", person.birth_date);
  j("birth_place", person.birth_place);
  or_null(j, "nik", person.nik_masked);
  or_null(j, "phone", person.phone_masked);
  j.array("warnings", [&] {
    for (auto const warning : person.warnings) j.value(code_of(warning));
  });
  j("relation", word_in(relations, member.relation));
  j("since", member.since);
}

void write_kk(Json& j, KkPeriod const& kk) {
  j("id", kk.id);
  j("kk", kk.masked);
  j("from", kk.from);
  or_null(j, "until", kk.until);
  j("reason", kk.reason);
}

void write_home(Json& j, Home const& home) {
  j("rt", home.rt);
  j("rw", home.rw);
  j("hamlet", home.hamlet);
  j("street", home.street);
  or_null(j, "latitude", home.latitude);
  or_null(j, "longitude", home.longitude);
}

Result<Act> adding_member(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Family>("family"));
  auto const since = f.date("since");
  return Act([id, since, draft = read_person(f)](Work& work) -> Result<Answer> {
    auto person = draft;
    std::vector<Problem> wrong;
    read_nik_of(person, work.today(), "/nik", wrong);
    TRY(together(std::move(wrong)));
    auto const owner = TRY(owner_of(work, id));
    TRY(add_member(work, owner, id, person.person, since));
    return http::nothing();
  });
}

template <class Rule>
Result<Act> changing(Request const& request, Rule rule) {
  auto const id = TRY(request.id_in_path<Person>("person"));
  return Act([id, rule](Work& work) -> Result<Answer> {
    auto const owner = TRY(owner_of(work, id));
    TRY(rule(work, owner, id));
    return http::nothing();
  });
}

Result<Act> moving(Request const& request, Fields& f) {
  auto const to = f.id<Family>("family");
  auto const relation = choice_of(f, "relation", relations);
  return changing(request, [to, relation, on = f.date("on")](Work& work, Owner const& owner, Id<Person> id) {
    return move_member(work, owner, id, to, relation, on);
  });
}

Result<Act> leaving(Request const& request, Fields& f) {
  auto const on = f.date("on");
  auto const reason = f.text("reason", {.max = 100});
  return changing(request, [on, reason](Work& work, Owner const& owner, Id<Person> id) {
    return end_membership(work, owner, id, on, reason);
  });
}

}  // namespace

DraftPerson read_person(Fields& f) {
  DraftPerson draft;
  draft.person.id = f.id<Person>("id");
  draft.person.name = f.text("name", {.max = 100});
  draft.person.sex = f.choice<Sex>("sex", {{"L", Sex::male}, {"P", Sex::female}});
  draft.person.birth_date = f.optional_date("birth_date");
  draft.person.birth_place = f.optional_text("birth_place", {.max = 100}).value_or("");
  draft.person.phone = f.optional_parsed<Phone>("phone", Phone::parse);
  draft.person.relation = choice_of(f, "relation", relations);
  draft.nik = f.optional_text("nik", {.max = 30});
  return draft;
}

void read_nik_of(DraftPerson& draft, Date today, std::string const& at, std::vector<Problem>& wrong) {
  if (!draft.nik) return;
  auto nik = Nik::parse(*draft.nik, today);
  if (nik.refused())
    wrong.push_back(std::move(nik).problem().at(at));
  else
    draft.person.nik = *nik;
}

Verdict together(std::vector<Problem> wrong) {
  if (wrong.empty()) return done;
  auto all = std::move(wrong.front());
  for (std::size_t i = 1; i < wrong.size(); ++i) all = std::move(all).also(std::move(wrong[i]));
  return all;
}

void write_family(Json& j, View const& view, FamilyDetail const& detail) {
  auto const& family = detail.family;
  j("id", family.id);
  j("organisation", family.organisation);
  write_area_name(j, view, family.area);
  j.object("home", [&] { write_home(j, detail.home); });
  if (family.decile)
    j.object("decile", [&] {
      j("value", family.decile->value);
      j("source", family.decile->source);
      j("on", family.decile->on);
    });
  else
    j.null("decile");
  or_null(j, "head", family.head);
  j.list("members", detail.members, [&](Member const& member) { write_member(j, member); });
  j.list("kk_numbers", detail.kk_numbers, [&](KkPeriod const& kk) { write_kk(j, kk); });
  j("registered", family.registered);
}

void open_member_doors(Doors& doors) {
  doors.change({Method::post, "/api/families/{family}/members", "addMember"}, adding_member, personal);
  doors.change({Method::post, "/api/persons/{person}/moves", "movePerson"}, moving, personal);
  doors.change({Method::post, "/api/persons/{person}/leaving", "endMembership"}, leaving, personal);
}

}  // namespace lumbung::registry
