#include "cooperative/peer_group.h"

#include <algorithm>
#include <set>

#include "cooperative/rules.h"
#include "cooperative/savings.h"
#include "cooperative/store_credit.h"
#include "cooperative/store_members.h"
#include "cooperative/store_peer_group.h"

namespace lumbung::cooperative {
namespace {

bool same(PeerGroupRecord const& there, GroupWish const& wish) {
  return there.product == wish.product && there.name == wish.name && there.members == wish.members &&
         there.leader == wish.leader && there.made == wish.made && there.reason == wish.reason &&
         there.formed == wish.on;
}

Verdict is_free(View const& view, std::int64_t book, GroupWish const& wish, std::size_t place) {
  auto const at = "/members/" + std::to_string(place);
  auto const member = store::member(view.rows, book, wish.members[place]);
  if (!member) return refuse(unknown_member).at(at);
  if (member->state != MemberState::member) return refuse(not_a_member).at(at);
  if (wish.on < *member->since) return refuse(before_joining).at(at).with("from", shown_short(*member->since));
  auto const there = store::group_with(view.rows, book, wish.product, member->id);
  if (!there) return done;
  return refuse(in_a_group_already)
      .at(at)
      .with("number", std::to_string(member->number))
      .with("group", store::peer_group(view.rows, book, *there)->name);
}

Verdict sound(View const& view, std::int64_t book, GroupWish const& wish) {
  auto const terms = product(view, book, wish.product, wish.on);
  if (terms.refused()) return Problem(terms.problem()).at("/product");
  if (wish.name.empty() || wish.name.size() > 60) return refuse(group_name_wrong).at("/name");
  std::set<Id<CooperativeMember>> const once(wish.members.begin(), wish.members.end());
  auto const size = static_cast<std::size_t>(terms->group_size);
  if (once.size() != size || wish.members.size() != size)
    return refuse(group_not_of_size)
        .at("/members")
        .with("size", std::to_string(size))
        .with("count", std::to_string(once.size()));
  if (!once.contains(wish.leader)) return refuse(leader_not_inside).at("/leader");
  bool const reasoned = wish.reason.size() >= 5 && wish.reason.size() <= 300;
  if (wish.made == MadeBy::hand && !reasoned) return refuse(group_reason_missing).at("/reason");
  std::optional<Problem> problem;
  for (std::size_t i = 0; i < size; ++i) {
    auto verdict = is_free(view, book, wish, i);
    if (!verdict.refused()) continue;
    problem = problem ? std::move(*problem).also(std::move(verdict).problem()) : std::move(verdict).problem();
  }
  if (problem) return *std::move(problem);
  return done;
}

}  // namespace

Result<PeerGroupRecord> form_group(Work& work, Id<Organisation> id, GroupWish const& wish) {
  auto const of = TRY(cooperative_of(work, id));
  auto const leader = store::member(work.rows, of.book, wish.leader);
  TRY(work::require(work.actor, apply, id, leader ? leader->area : ""));
  if (auto const there = store::peer_group(work.rows, of.book, wish.id)) {
    if (!same(*there, wish)) return refuse(id_reused).at("/id");
    return *there;
  }
  TRY(has_come(work, wish.on, "/on"));
  TRY(sound(work, of.book, wish));
  PeerGroupRecord const made{.book = of.book,
                             .id = wish.id,
                             .product = wish.product,
                             .name = wish.name,
                             .leader = wish.leader,
                             .members = wish.members,
                             .area = leader->area,
                             .made = wish.made,
                             .reason = wish.reason,
                             .formed = wish.on,
                             .ended = {}};
  store::insert(work, made);
  record(work, of, group_formed, made.id,
         {{"product", made.product.text()}, {"made", std::string(word_in(made_bys, made.made))}});
  return made;
}

Result<GroupWish> wish_of(PeerGroup const& group, Id<LendingGroup> id, Id<CreditProduct> product, std::string name,
                          Date on) {
  GroupWish wish{.id = id,
                 .product = product,
                 .name = std::move(name),
                 .members = {},
                 .leader = {},
                 .made = MadeBy::distance,
                 .reason = {},
                 .on = on};
  for (auto const& one : group.members) {
    auto const member = TRY(Id<CooperativeMember>::parse(one));
    wish.members.push_back(member);
  }
  wish.leader = TRY(Id<CooperativeMember>::parse(group.leader));
  return wish;
}

Verdict end_group(Work& work, Id<Organisation> id, Id<LendingGroup> group, Date on) {
  auto const of = TRY(cooperative_of(work, id));
  auto const found = store::peer_group(work.rows, of.book, group);
  TRY(work::require(work.actor, apply, id, found ? found->area : ""));
  if (!found) return refuse(unknown_group);
  if (!found->running()) return done;
  TRY(has_come(work, on, "/on"));
  if (store::has_live_credit(work.rows, *found)) return refuse(group_has_credit);
  store::end_group(work.rows, *found, on);
  record(work, of, group_ended, group);
  return done;
}

Result<PeerGroupRecord> peer_group(View const& view, std::int64_t book, Id<LendingGroup> id) {
  auto found = store::peer_group(view.rows, book, id);
  if (!found) return refuse(unknown_group);
  return *std::move(found);
}

std::vector<PeerGroupRecord> peer_groups(View const& view, std::int64_t book, std::optional<Id<LendingGroup>> after,
                                         int limit) {
  std::vector<PeerGroupRecord> groups;
  for (auto const& id : store::peer_groups(view.rows, book, after.value_or(Id<LendingGroup>{}), limit))
    groups.push_back(*store::peer_group(view.rows, book, id));
  return groups;
}

}  // namespace lumbung::cooperative
