// Families: registering, listing, and what changes about them.
#include "registry/routes_parts.h"

namespace lumbung::registry {
namespace {

Home read_home(Fields& f) {
  return {.area = f.parsed<AreaCode>("area", AreaCode::parse),
          .rt = f.optional_text("rt", {.max = 3}).value_or(""),
          .rw = f.optional_text("rw", {.max = 3}).value_or(""),
          .hamlet = f.optional_text("hamlet", {.max = 100}).value_or(""),
          .street = f.optional_text("street", {.max = 200}).value_or(""),
          .latitude = f.optional_number("latitude", -90, 90),
          .longitude = f.optional_number("longitude", -180, 180)};
}

Decile read_decile(Fields& f) {
  return {.value = static_cast<int>(f.integer("value", 1, 10)),
          .source = f.text("source", {.max = 60}),
          .on = f.date("on")};
}

struct DraftFamily {
  std::optional<Id<Organisation>> organisation;
  NewFamily family;
  std::vector<DraftPerson> members;
  std::optional<std::string> kk;
};

DraftFamily read_family(Fields& f) {
  DraftFamily draft;
  draft.organisation = f.optional_id<Organisation>("organisation");
  draft.family.id = f.id<Family>("id");
  draft.family.home = read_home(f);
  draft.family.since = f.date("since");
  draft.kk = f.optional_text("kk", {.max = 30});
  if (auto decile = f.optional_object("decile")) draft.family.decile = read_decile(*decile);
  draft.members = f.list("members", most_members, read_person);
  draft.family.moving = f.list("moving", most_members, [](Fields& one) {
    return NewFamily::Moving{one.id<Person>("person"), choice_of(one, "relation", relations)};
  });
  return draft;
}

// The numbers are read here, for their rules need the day.
Result<NewFamily> family_of(DraftFamily draft, Date today) {
  std::vector<Problem> wrong;
  if (draft.kk) {
    auto kk = KkNumber::parse(*draft.kk, today);
    if (kk.refused())
      wrong.push_back(std::move(kk).problem().at("/kk"));
    else
      draft.family.kk = *kk;
  }
  for (std::size_t i = 0; i < draft.members.size(); ++i) {
    read_nik_of(draft.members[i], today, "/members/" + std::to_string(i) + "/nik", wrong);
    draft.family.members.push_back(std::move(draft.members[i].person));
  }
  TRY(together(std::move(wrong)));
  return std::move(draft.family);
}

Result<Act> registering(Request const&, Fields& f) {
  return Act([draft = read_family(f)](Work& work) -> Result<Answer> {
    auto const owner = TRY(owner_for(work, draft.organisation));
    auto const wish = TRY(family_of(draft, work.today()));
    auto const made = TRY(register_family(work, owner, wish));
    Json j;
    j.object([&] {
      j("id", made.id);
      j("members", made.members);
    });
    return http::made("/api/families/" + made.id.text(), std::move(j));
  });
}

void write_line(Json& j, View const& view, FamilyLine const& line) {
  j("id", line.id);
  write_area_name(j, view, line.area);
  j("rt", line.rt);
  j("rw", line.rw);
  j("hamlet", line.hamlet);
  or_null(j, "head", line.head_name);
  or_null(j, "found", line.found);
  j("members", line.members);
  or_null(j, "decile", line.decile);
}

Result<Answer> listing(View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.optional_id<Organisation>("organisation");
  FamilySearch const search{.area = query.optional_parsed<AreaCode>("area", AreaCode::parse),
                            .name = query.optional_text("q", {.max = 100}).value_or(""),
                            .after = query.optional_text("after", {.max = 40}).value_or("")};
  TRY(query.finish());
  auto const owner = TRY(owner_for(view, organisation));
  auto const page = TRY(find_families(view, owner, search));
  Json j;
  j.object([&] {
    j.list("items", page.lines, [&](FamilyLine const& line) { write_line(j, view, line); });
    or_null(j, "next", page.next);
  });
  return http::shown(std::move(j));
}

Result<Answer> shown_now(View const& view, Id<Family> id) {
  auto const owner = TRY(owner_of(view, id));
  auto const detail = TRY(show_family(view, owner, id));
  Json j;
  j.object([&] { write_family(j, view, detail); });
  return http::shown(std::move(j));
}

Result<Answer> showing(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Family>("family"));
  return shown_now(view, id);
}

// Does something to the family in the path and answers that it is done.
template <class Rule>
Result<Act> changing(Request const& request, Rule rule) {
  auto const id = TRY(request.id_in_path<Family>("family"));
  return Act([id, rule](Work& work) -> Result<Answer> {
    auto const owner = TRY(owner_of(work, id));
    TRY(rule(work, owner, id));
    return http::nothing();
  });
}

Result<Act> changing_kk(Request const& request, Fields& f) {
  auto const text = f.text("kk", {.max = 30});
  auto const from = f.date("from");
  auto const reason = f.optional_text("reason", {.max = 100}).value_or("");
  return changing(request, [text, from, reason](Work& work, Owner const& owner, Id<Family> id) -> Verdict {
    auto const kk = KkNumber::parse(text, work.today());
    if (kk.refused()) return Problem(kk.problem()).at("/kk");
    return change_kk(work, owner, id, *kk, from, reason);
  });
}

Result<Act> changing_home(Request const& request, Fields& f) {
  return changing(request, [home = read_home(f)](Work& work, Owner const& owner, Id<Family> id) {
    return change_home(work, owner, id, home);
  });
}

Result<Act> setting_decile(Request const& request, Fields& f) {
  return changing(request, [decile = read_decile(f)](Work& work, Owner const& owner, Id<Family> id) {
    return set_decile(work, owner, id, decile);
  });
}

Result<Act> naming_head(Request const& request, Fields& f) {
  auto const person = f.id<Person>("person");
  auto const former = choice_of(f, "former_head_is", relations);
  if (former == Relation::head && !f.bad()) f.wrong("former_head_is", refuse(heads_not_one));
  return changing(request, [person, former](Work& work, Owner const& owner, Id<Family> id) {
    return name_head(work, owner, id, person, former);
  });
}

}  // namespace

void open_family_doors(Doors& doors) {
  doors.change({Method::post, "/api/families", "registerFamily"}, registering, personal);
  doors.look({Method::get, "/api/families", "listFamilies"}, listing);
  doors.look({Method::get, "/api/families/{family}", "getFamily"}, showing);
  doors.change({Method::post, "/api/families/{family}/kk", "changeKk"}, changing_kk, personal);
  doors.change({Method::put, "/api/families/{family}/home", "changeHome"}, changing_home, personal);
  doors.change({Method::put, "/api/families/{family}/decile", "setDecile"}, setting_decile, personal);
  doors.change({Method::put, "/api/families/{family}/head", "nameHead"}, naming_head, personal);
}

}  // namespace lumbung::registry
