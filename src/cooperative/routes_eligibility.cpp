// Rules who may borrow or lend, and what they say of a member.
#include "cooperative/routes_parts.h"

namespace lumbung::cooperative {
namespace {

void show_rule(Json& j, Rule const& rule) {
  j("kind", word_in(rule_kinds, rule.kind));
  j("number", rule.number);
  j.values("words", rule.words);
  j("sentence", rule.sentence);
}

void show_set(Json& j, RuleSet const& set) {
  j("name", set.name);
  j("version", set.version);
  j.list("rules", set.rules, [&](Rule const& rule) { show_rule(j, rule); });
  j("made", set.made);
}

Result<Act> setting(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  RuleSet const wish{.name = f.text("name", {.max = 40}),
                     .version = static_cast<int>(f.integer("version", 0, 100'000)),
                     .rules = f.list("rules", most_rules,
                                     [](Fields& one) {
                                       return Rule{.kind = choice_of(one, "kind", rule_kinds),
                                                   .number = one.integer_or("number", 0, 0, 600),
                                                   .words = one.texts("words", 50, {.max = 60}),
                                                   .sentence = one.text("sentence", {.max = 200})};
                                     }),
                     .made = {}};
  return Act([=](Work& work) -> Result<Answer> {
    auto const made = TRY(set_rules(work, id, wish));
    Json j;
    j.object([&] { show_set(j, made); });
    return http::shown(std::move(j));
  });
}

Result<Answer> listing(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  TRY(work::require(view.actor, view_members, id));
  auto const of = TRY(cooperative_of(view, id));
  Json j;
  j.object([&] {
    j.list("items", rule_sets(view, of.book), [&](RuleSet const& set) { show_set(j, set); });
    j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Act> recording_fact(Request const& request, Fields& f) {
  auto const names = TRY(named(request));
  MemberFact const fact{.name = f.text("name", {.max = 40}),
                        .holds = f.boolean("holds"),
                        .on = f.date("on"),
                        .note = f.optional_text("note", {.min = 0, .max = 300}).value_or("")};
  return Act([=](Work& work) -> Result<Answer> {
    TRY(record_fact(work, names.organisation, names.member, fact));
    return http::nothing();
  });
}

Result<Answer> evaluating(View const& view, Request const& request) {
  auto const member = TRY(member_to_show(view, request));
  auto query = Fields::of_query(request);
  auto const name = query.text("rules", {.max = 40});
  auto const day = query.optional_date("day").value_or(view.today());
  TRY(query.finish());
  auto const findings = TRY(evaluate(view, member, name, day));
  bool all = true;
  for (auto const& one : findings) all = all && one.holds;
  Json j;
  j.object([&] {
    j("rules", name);
    j("day", day);
    j("eligible", all);
    j.list("findings", findings, [&](Finding const& one) {
      show_rule(j, one.rule);
      j("holds", one.holds);
      j.object("fact", [&] {
        j("id", one.fact_id);
        j("en", one.fact_en);
      });
    });
  });
  return http::shown(std::move(j));
}

}  // namespace

void open_eligibility_doors(Doors& doors) {
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/rules", "setRules"}, setting);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative/rules", "listRules"}, listing);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/members/{member}/facts", "recordFact"},
               recording_fact);
  doors.look(
      {Method::get, "/api/organisations/{organisation}/cooperative/members/{member}/eligibility", "checkEligibility"},
      evaluating);
}

}  // namespace lumbung::cooperative
