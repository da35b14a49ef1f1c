#include "programme/reach.h"

#include <algorithm>
#include <map>

#include "programme/losses.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr int pieces_at_once = 1'000;

struct Sources {
  std::vector<ReleaseRecord> own;
  bool others = false;
};
Sources sources_of(View const& view, ProgrammeRecord const& programme, Uuid const& source) {
  Sources found;
  for (auto const& release : store::releases(view, programme)) {
    if (release.state != ReleaseState::released) continue;
    if (release.source == source)
      found.own.push_back(release);
    else
      found.others = true;
  }
  return found;
}

Money balance_or_zero(View const& view, ProgrammeRecord const& programme, Id<LedgerAccount> account) {
  auto const found = ledger::balance(view, {programme.book}, account);
  return found.refused() ? 0_rp : *found;  // the account of losses is opened with the first one
}

void all_of_it(View const& view, ProgrammeRecord const& programme, Reach& reach) {
  auto const its = accounts(programme.id);
  reach.spent = balance_or_zero(view, programme, its.spent);
  reach.in_goods = balance_or_zero(view, programme, its.in_goods);
  reach.lost = balance_or_zero(view, programme, lost_of(programme.id));
  auto const counts = store::delivery_counts(view, programme);
  reach.units = counts.units;
  reach.proven = counts.proven;
  reach.households = counts.households;
  reach.with_decile = counts.with_decile;
  reach.in_1_to_4 = counts.in_1_to_4;
  reach.days = spent_by_day(view, programme.id);
}

// What pieces of releases came to, one after the other.
class Following {
 public:
  Following(View const& view, ProgrammeRecord const& programme, Reach& reach)
      : view_(view), programme_(programme), its_(accounts(programme.id)), reach_(reach) {}

  void follow(Id<Entry> release) {
    ledger::TraceWish wish{
        .book = {programme_.book}, .entry = release, .account = {}, .limit = pieces_at_once, .from = {}};
    for (bool more = true; more;) {
      auto const traced = ledger::trace_forward(view_, wish);
      must(!traced.refused());  // what was released has its entry
      for (auto const& piece : traced->pieces) add(piece);
      more = traced->next.has_value();
      wish.from = traced->next;
    }
  }
  void finish() {
    std::map<Id<Enrolment>, std::optional<int>> households;
    for (auto const& mark : store::delivery_marks(view_, programme_)) {
      auto const paid = paid_.find(mark.id);
      if (paid == paid_.end()) continue;
      reach_.deliveries.push_back(mark.id);
      reach_.units += mark.units;
      if (mark.proven) reach_.proven += mark.units;
      if (paid->second < mark.cost) reach_.shared += mark.units;
      households.emplace(mark.enrolment, mark.decile);
    }
    for (auto const& [enrolment, decile] : households) {
      ++reach_.households;
      if (decile) ++reach_.with_decile;
      if (decile && *decile <= 4) ++reach_.in_1_to_4;
    }
    reach_.days.assign(days_.begin(), days_.end());
  }

 private:
  void add(ledger::ForwardPiece const& piece) {
    if (piece.fate == ledger::Fate::waiting && piece.account == its_.in_goods) reach_.in_goods += piece.amount;
    if (piece.fate != ledger::Fate::used) return;
    auto const& last = piece.path.back();
    if (last.kind == "loss") {
      reach_.lost += piece.amount;
      return;
    }
    reach_.spent += piece.amount;
    days_.try_emplace(last.day, 0_rp).first->second += piece.amount;
    if (last.kind == "delivery") paid_.try_emplace(Id<Delivery>{last.subject}, 0_rp).first->second += piece.amount;
  }

  View const& view_;
  ProgrammeRecord const& programme_;
  Accounts const its_;
  Reach& reach_;
  std::map<Id<Delivery>, Money> paid_;
  std::map<Date, Money> days_;
};

}  // namespace

Reach reach(View const& view, Id<Programme> id, Uuid const& source) {
  Reach reach{.released = 0_rp, .spent = 0_rp, .in_goods = 0_rp, .lost = 0_rp, .days = {}, .deliveries = {}};
  auto const programme = store::find(view, id);
  if (!programme) return reach;
  auto const sources = sources_of(view, *programme, source);
  for (auto const& release : sources.own) reach.released += release.amount;
  reach.alone = !sources.others;
  if (reach.alone) {
    all_of_it(view, *programme, reach);
    return reach;
  }
  Following following(view, *programme, reach);
  for (auto const& release : sources.own) following.follow(as<Entry>(release.id));
  following.finish();
  return reach;
}

std::vector<DeliveryRecord> deliveries_of(View const& view, Id<Programme> id, Uuid const& source,
                                          std::optional<Id<Delivery>> after, int limit) {
  auto const own = reach(view, id, source);
  if (own.alone) return deliveries(view, id, after, limit);
  std::vector<DeliveryRecord> found;
  for (auto const& one : own.deliveries) {
    if (after && !(one < *after)) continue;
    if (static_cast<int>(found.size()) == limit) break;
    auto delivery = store::delivery(view, one);
    must(delivery.has_value());  // just read
    found.push_back(*std::move(delivery));
  }
  return found;
}

}  // namespace lumbung::programme
