// Applications, decisions, heirs; the list of members.
#include "cooperative/routes_parts.h"

namespace lumbung::cooperative {
namespace {

void show_line(Json& j, View const& view, MemberRecord const& member) {
  j("id", member.id);
  j("person", member.person);
  j("name", name_of(view, member.book, member.person));
  j("state", word_in(member_states, member.state));
  or_null(j, "number", member.number == 0 ? std::nullopt : std::optional(member.number));
  j("business", member.business);
  j("area", member.area);
  j("applied", member.applied);
  or_null(j, "since", member.since);
  or_null(j, "left", member.left);
}

Result<Act> applying(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  Application wish{.id = f.id<CooperativeMember>("id"),
                   .person = f.id<Person>("person"),
                   .on = f.date("on"),
                   .business = f.optional_text("business", {.max = 60}).value_or(""),
                   .papers = {}};
  for (auto const& word : f.texts("papers", 2, {.max = 10})) {
    if (word == "ktp" || word == "kk")
      wish.papers.push_back(value_in(papers, word));
    else
      f.wrong("papers", refuse(http::choice_unknown).with("choices", "ktp, kk"));
  }
  return Act([id, wish](Work& work) -> Result<Answer> {
    TRY(apply_for_membership(work, id, wish));
    return made_with_id(base_of(id) + "/members/" + wish.id.text(), wish.id.uuid);
  });
}

Result<Answer> listing(View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Organisation>("organisation"));
  auto query = Fields::of_query(request);
  MemberSearch search{.state = {},
                      .q = query.optional_text("q", {.max = 100}).value_or(""),
                      .after = query.optional_id<CooperativeMember>("after"),
                      .limit = page_limit};
  if (query.has("state")) search.state = choice_of(query, "state", member_states);
  TRY(query.finish());
  auto const page = TRY(find_members(view, id, search));
  Json j;
  j.object([&] {
    j.list("items", page.members, [&](MemberRecord const& one) { show_line(j, view, one); });
    or_null(j, "next", page.next);
  });
  return http::shown(std::move(j));
}

Result<Answer> showing(View const& view, Request const& request) {
  auto const member = TRY(member_to_show(view, request));
  Json j;
  j.object([&] {
    show_line(j, view, member);
    j.list("papers", papers_of(view, member), [&](PaperSeen const& one) {
      j("paper", word_in(papers, one.paper));
      j("seen", one.seen);
    });
    j.list("decisions", decisions_on(view, member), [&](DecisionRecord const& one) {
      j("decision", word_in(member_decisions, one.decision));
      j("on", one.on);
      j("body", word_in(bodies, one.body));
      j("minutes", one.minutes);
      j("reason", one.reason);
    });
    j.list("heirs", heirs_of(view, member), [&](Heir const& one) {
      j("person", one.person);
      j("name", name_of(view, member.book, one.person));
      j("hundredths", one.hundredths);
    });
  });
  return http::shown(std::move(j));
}

Result<Act> noting_paper(Request const& request, Fields& f) {
  auto const names = TRY(named(request));
  auto const paper = choice_of(f, "paper", papers);
  auto const seen = f.date("seen");
  return Act([=](Work& work) -> Result<Answer> {
    TRY(note_paper(work, names.organisation, names.member, paper, seen));
    return http::nothing();
  });
}

Result<Act> telling_business(Request const& request, Fields& f) {
  auto const names = TRY(named(request));
  auto const business = f.text("business", {.max = 60});
  return Act([=](Work& work) -> Result<Answer> {
    TRY(tell_business(work, names.organisation, names.member, business));
    return http::nothing();
  });
}

Result<Act> deciding(Request const& request, Fields& f) {
  auto const names = TRY(named(request));
  DecisionRecord const decision{
      .decision = f.choice<MemberDecision>(
          "decision", {{"admitted", MemberDecision::admitted}, {"refused", MemberDecision::refused}}),
      .on = f.date("on"),
      .body = choice_of(f, "body", bodies),
      .minutes = f.text("minutes", {.max = 60}),
      .reason = f.optional_text("reason", {.min = 0, .max = 500}).value_or("")};
  return Act([=](Work& work) -> Result<Answer> {
    TRY(decide_on(work, names.organisation, names.member, decision));
    auto const of = TRY(cooperative_of(work, names.organisation));
    auto const now = TRY(member(work, of.book, names.member));
    Json j;
    j.object([&] {
      j("state", word_in(member_states, now.state));
      or_null(j, "number", now.number == 0 ? std::nullopt : std::optional(now.number));
      or_null(j, "since", now.since);
    });
    return http::shown(std::move(j));
  });
}

Result<Act> naming_heirs(Request const& request, Fields& f) {
  auto const names = TRY(named(request));
  auto const heirs = f.list("heirs", most_heirs, [](Fields& one) {
    return Heir{one.id<Person>("person"), static_cast<int>(one.integer("hundredths", 1, 10'000))};
  });
  return Act([=](Work& work) -> Result<Answer> {
    TRY(name_heirs(work, names.organisation, names.member, heirs));
    return http::nothing();
  });
}

}  // namespace

void open_member_doors(Doors& doors) {
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/members", "applyForMembership"}, applying);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative/members", "listMembers"}, listing);
  doors.look({Method::get, "/api/organisations/{organisation}/cooperative/members/{member}", "getMember"}, showing);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/members/{member}/papers", "notePaper"},
               noting_paper);
  doors.change(
      {Method::post, "/api/organisations/{organisation}/cooperative/members/{member}/business", "tellBusiness"},
      telling_business);
  doors.change(
      {Method::post, "/api/organisations/{organisation}/cooperative/members/{member}/decision", "decideOnMember"},
      deciding);
  doors.change({Method::post, "/api/organisations/{organisation}/cooperative/members/{member}/heirs", "nameHeirs"},
               naming_heirs);
}

}  // namespace lumbung::cooperative
