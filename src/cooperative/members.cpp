#include "cooperative/members.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "cooperative/rules.h"
#include "cooperative/store.h"
#include "cooperative/store_members.h"
#include "core/letters.h"
#include "registry/registry.h"

namespace lumbung::cooperative {
namespace {

std::string plain(std::string_view text) { return joined(words_of(plain_letters(text))); }

// The member, when the actor holds the right where they live.
Result<MemberRecord> member_for(View const& view, CooperativeRecord const& of, Id<CooperativeMember> id,
                                work::Right right) {
  auto const found = store::member(view.rows, of.book, id);
  if (!found) {
    TRY(work::require(view.actor, right, of.organisation));
    return refuse(unknown_member);
  }
  TRY(work::require(view.actor, right, of.organisation, found->area));
  return *found;
}

Verdict agree_to(DecisionRecord const& decision, MemberRecord const& member, CooperativeRecord const& of) {
  if (decision.on < member.applied)
    return refuse(decided_before_applied).at("/on").with("from", shown_short(member.applied));
  if (decision.on < of.founded) return refuse(member_before_founded).at("/on").with("from", shown_short(of.founded));
  if (decision.minutes.empty()) return refuse(minutes_missing).at("/minutes");
  if (decision.decision != MemberDecision::admitted && decision.reason.empty())
    return refuse(reason_missing).at("/reason");
  return done;
}

bool same(DecisionRecord const& a, DecisionRecord const& b) {
  return a.decision == b.decision && a.on == b.on && a.body == b.body && a.minutes == b.minutes && a.reason == b.reason;
}

Verdict sound(View const& view, MemberRecord const& member, std::vector<Heir> const& heirs) {
  std::set<std::string> seen;
  int sum = 0;
  for (std::size_t i = 0; i < heirs.size(); ++i) {
    auto const at = "/heirs/" + std::to_string(i);
    bool const once = seen.insert(heirs[i].person.text()).second && heirs[i].person != member.person;
    if (!once || heirs[i].hundredths <= 0) return refuse(heir_wrong).at(at);
    if (!registry::find_person(view, member.book, heirs[i].person)) return refuse(unknown_person).at(at + "/person");
    sum += heirs[i].hundredths;
  }
  if (!heirs.empty() && sum != 10'000)
    return refuse(heirs_not_whole)
        .at("/heirs")
        .with("sum", std::to_string(sum / 100) + "," + std::to_string(sum % 100 / 10) + std::to_string(sum % 10) + "%");
  return done;
}

}  // namespace

Result<MemberRecord> apply_for_membership(Work& work, Id<Organisation> id, Application const& wish) {
  auto const of = TRY(cooperative_of(work, id));
  auto const person = registry::find_person(work, of.book, wish.person);
  auto const area = person && person->home ? person->home->area.text() : std::string();
  TRY(work::require(work.actor, apply, id, area));
  if (!person) return refuse(unknown_person).at("/person");
  if (area.empty()) return refuse(homeless_person).at("/person");
  TRY(has_come(work, wish.on, "/on"));
  if (wish.on < of.founded) return refuse(member_before_founded).at("/on").with("from", shown_short(of.founded));
  MemberRecord const made{.book = of.book,
                          .id = wish.id,
                          .person = wish.person,
                          .business = plain(wish.business),
                          .area = area,
                          .applied = wish.on};
  if (auto const there = store::member(work.rows, of.book, wish.id)) {
    if (there->person == made.person && there->applied == made.applied) return *there;
    return refuse(id_reused).at("/id");
  }
  if (store::standing(work.rows, of.book, wish.person)) return refuse(member_already).at("/person");
  store::insert(work.rows, made, work.now);
  for (auto const paper : wish.papers) store::note_paper(work.rows, made, paper, wish.on);
  record(work, of, member_applied, made.id);
  return made;
}

Verdict note_paper(Work& work, Id<Organisation> id, Id<CooperativeMember> member_id, Paper paper, Date seen) {
  auto const of = TRY(cooperative_of(work, id));
  auto const member = TRY(member_for(work, of, member_id, apply));
  TRY(has_come(work, seen, "/seen"));
  for (auto const& there : store::papers_seen(work.rows, member))
    if (there.paper == paper) return done;
  store::note_paper(work.rows, member, paper, seen);
  record(work, of, papers_noted, member.id, {{"paper", std::string(word_in(papers, paper))}});
  return done;
}

Verdict tell_business(Work& work, Id<Organisation> id, Id<CooperativeMember> member_id, std::string_view business) {
  auto const of = TRY(cooperative_of(work, id));
  auto member = TRY(member_for(work, of, member_id, apply));
  auto const told = plain(business);
  if (told == member.business) return done;
  member.business = told;
  store::update(work.rows, member);
  record(work, of, business_told, member.id);
  return done;
}

Verdict decide_on(Work& work, Id<Organisation> id, Id<CooperativeMember> member_id, DecisionRecord const& decision) {
  must(decision.decision != MemberDecision::left);
  auto const of = TRY(cooperative_of(work, id));
  auto member = TRY(member_for(work, of, member_id, decide));
  if (member.state != MemberState::candidate) {
    if (same(store::decisions(work.rows, member).front(), decision)) return done;
    return refuse(not_a_candidate);
  }
  TRY(has_come(work, decision.on, "/on"));
  TRY(agree_to(decision, member, of));
  bool const admitted = decision.decision == MemberDecision::admitted;
  member.state = admitted ? MemberState::member : MemberState::refused;
  if (admitted) {
    member.number = store::next_number(work.rows, of.book);
    member.since = decision.on;
    TRY(open_accounts(work, of, member.id));
  }
  store::update(work.rows, member);
  store::add_decision(work, member, decision);
  record(work, of, member_decided, member.id,
         {{"decision", std::string(word_in(member_decisions, decision.decision))}});
  return done;
}

Verdict name_heirs(Work& work, Id<Organisation> id, Id<CooperativeMember> member_id, std::vector<Heir> const& heirs) {
  auto const of = TRY(cooperative_of(work, id));
  auto const member = TRY(member_for(work, of, member_id, apply));
  TRY(sound(work, member, heirs));
  if (store::heirs(work.rows, member) == heirs) return done;
  store::set_heirs(work.rows, member, heirs);
  record(work, of, heirs_named, member.id, {{"heirs", std::to_string(heirs.size())}});
  return done;
}

Result<MemberRecord> member(View const& view, std::int64_t book, Id<CooperativeMember> id) {
  auto found = store::member(view.rows, book, id);
  if (!found) return refuse(unknown_member);
  return *std::move(found);
}

std::optional<MemberRecord> member_who_is(View const& view, std::int64_t book, Id<Person> person) {
  auto found = store::standing(view.rows, book, person);
  if (!found || found->state != MemberState::member) return std::nullopt;
  return found;
}

std::vector<PaperSeen> papers_of(View const& view, MemberRecord const& member) {
  return store::papers_seen(view.rows, member);
}
std::vector<DecisionRecord> decisions_on(View const& view, MemberRecord const& member) {
  return store::decisions(view.rows, member);
}
std::vector<Heir> heirs_of(View const& view, MemberRecord const& member) { return store::heirs(view.rows, member); }

std::string name_of(View const& view, std::int64_t book, Id<Person> person) {
  auto const seen = registry::find_person(view, book, person);
  return seen ? seen->name : std::string();
}

namespace {

bool shows(View const& view, CooperativeRecord const& of, MemberSearch const& search, MemberRecord const& member) {
  return (!search.state || member.state == *search.state) && view.actor.may(view_members, of.organisation, member.area);
}

MemberPage by_number(View const& view, CooperativeRecord const& of, MemberSearch const& search, std::int64_t number) {
  MemberPage page;
  auto const found = store::numbered(view.rows, of.book, number);
  if (found && shows(view, of, search, *found)) page.members.push_back(*found);
  return page;
}

// Each person once; `after` is the last one that was shown.
Result<MemberPage> by_name(View const& view, CooperativeRecord const& of, MemberSearch const& search) {
  MemberPage page;
  std::set<std::string> seen;
  bool beyond = !search.after.has_value();
  TRY(registry::each_person_named(view, of.book, search.q, [&](Id<Person> person) {
    if (!seen.insert(person.text()).second) return true;
    auto const found = store::latest(view.rows, of.book, person);
    if (!found || !shows(view, of, search, *found)) return true;
    if (beyond && page.members.size() == static_cast<std::size_t>(search.limit)) {
      page.next = page.members.back().id;
      return false;
    }
    if (beyond) page.members.push_back(*found);
    beyond = beyond || found->id == *search.after;
    return true;
  }));
  return page;
}

MemberPage listed(View const& view, CooperativeRecord const& of, MemberSearch const& search) {
  MemberPage page;
  auto after = search.after.value_or(Id<CooperativeMember>{});
  auto const limit = static_cast<std::size_t>(search.limit);
  for (;;) {
    auto const some = store::members(view.rows, of.book, search.state, after, search.limit + 1);
    for (auto const& one : some) {
      if (!shows(view, of, search, one)) continue;
      if (page.members.size() == limit) {
        page.next = page.members.back().id;
        return page;
      }
      page.members.push_back(one);
    }
    if (some.size() <= limit) return page;
    after = some.back().id;
  }
}

bool may_look_somewhere(View const& view, Id<Organisation> organisation) {
  auto const& grants = view.actor.grants;
  return view.actor.may(view_members, organisation) ||
         std::any_of(grants.begin(), grants.end(), [&](auto const& grant) {
           return grant.right == view_members && grant.organisation == organisation;
         });
}

}  // namespace

Result<MemberPage> find_members(View const& view, Id<Organisation> id, MemberSearch const& search) {
  if (!may_look_somewhere(view, id)) TRY(work::require(view.actor, view_members, id));
  auto const of = TRY(cooperative_of(view, id));
  std::int64_t number = 0;
  auto const* const end = search.q.data() + search.q.size();
  auto const [stopped, error] = std::from_chars(search.q.data(), end, number);
  if (!search.q.empty() && error == std::errc() && stopped == end) return by_number(view, of, search, number);
  if (!search.q.empty()) return by_name(view, of, search);
  return listed(view, of, search);
}

}  // namespace lumbung::cooperative
