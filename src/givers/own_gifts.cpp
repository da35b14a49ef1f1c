#include <algorithm>
#include <map>

#include "access/organisations.h"
#include "givers/rules.h"
#include "givers/store.h"
#include "giving/giving.h"

namespace lumbung::givers {
namespace {

OwnGift opened(View const& view, store::KeptRow const& row) {
  auto gift = giving::find(view, row.gift);
  must(!gift.refused());
  auto campaign = giving::find(view, gift->campaign);
  must(!campaign.refused());
  auto const organisation = access::find_organisation(view, campaign->organisation);
  must(organisation.has_value());
  auto shown = *gift;
  shown.state = giving::state_now(view, *gift);
  return {shown, *campaign, organisation->name, row.plan};
}

int year_of(View const& view, giving::GiftRecord const& gift) {
  return calendar(day_of(*gift.paid_at, view.house.zone)).year;
}

}  // namespace

Verdict keep_gift(Work& work, Id<Giver> giver, Id<Gift> id) {
  auto const gift = TRY(giving::find(work, id));
  if (auto const keeper = store::keeper_of(work.rows, gift.book, id)) {
    if (*keeper != giver) return refuse(gift_is_anothers);
    return done;
  }
  store::keep_gift(work.rows, {gift.book, id, {}}, giver, work.now);
  record(work, gift_kept, id);
  return done;
}

std::vector<OwnGift> gifts(View const& view, Id<Giver> giver, std::optional<Id<Gift>> after, int limit) {
  std::vector<OwnGift> own;
  for (auto const& row : store::kept(view.rows, giver, after, limit)) own.push_back(opened(view, row));
  return own;
}

std::vector<YearOfGifts> years(View const& view, Id<Giver> giver) {
  std::map<int, YearOfGifts, std::greater<>> by_year;
  for (auto const& row : store::kept(view.rows, giver, {}, 0)) {
    auto const gift = giving::find(view, row.gift);
    if (gift.refused() || !gift->paid_at) continue;
    auto const number = year_of(view, *gift);
    auto& year = by_year.try_emplace(number, YearOfGifts{number, 0_rp, 0_rp, 0}).first->second;
    year.given += gift->amount - gift->refunded;
    year.refunded += gift->refunded;
    ++year.gifts;
  }
  std::vector<YearOfGifts> in_order;
  for (auto const& [number, year] : by_year) in_order.push_back(year);
  return in_order;
}

std::vector<OwnGift> gifts_of_year(View const& view, Id<Giver> giver, int year) {
  std::vector<OwnGift> own;
  for (auto const& row : store::kept(view.rows, giver, {}, 0)) {
    auto one = opened(view, row);
    if (one.gift.paid_at && year_of(view, one.gift) == year) own.push_back(std::move(one));
  }
  std::ranges::sort(own, {}, [](OwnGift const& one) { return std::pair(*one.gift.paid_at, one.gift.id); });
  return own;
}

}  // namespace lumbung::givers
