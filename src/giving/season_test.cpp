// Random seasons: whatever happens, amount = fee + used + refunded + unused for each gift, to the sen, and the bars say
// what the ledger says. A failure prints its seed.
#include <gtest/gtest.h>

#include "giving/giving_village.h"

namespace lumbung::giving {
namespace {

class Season {
 public:
  explicit Season(std::uint64_t seed) : v(seed), chance(seed * 7919) {
    campaign = v.opened(chance.number(2) == 0 ? 0 : static_cast<int>(chance.number(101)));
    for (int i = 0; i < 3; ++i) households.push_back(v.household());
  }

  void day() {
    v.village.clock.advance(hours(1 + static_cast<int>(chance.number(20))));
    switch (chance.number(13)) {
      case 0:
      case 1:
      case 2:
        return give();
      case 3:
      case 4:
        return release();
      case 5:
        return buy();
      case 6:
      case 7:
        return hand_over();
      case 8:
      case 9:
        return look_into();
      case 10:
        return be_done_looking();
      case 11:
        return chance.number(2) == 0 ? give_back() : take_back();
      default:
        return pay();
    }
  }

  // What is held lies still to the sen, whatever else happens; and of a held gift nothing is free.
  void nothing_held_has_left() {
    auto of_fund = 0_rp, of_released = 0_rp;
    for (auto const& one : held) {
      auto const left = [&](Id<LedgerAccount> account) {
        return sure(v.village.view(
            [&](View const& view) { return ledger::unspent(view, v.book(), as<Entry>(one.gift), account); }));
      };
      EXPECT_EQ(left(held_of(campaign.id)), one.from_fund);
      EXPECT_EQ(left(held_released_of(campaign.id)), one.from_released);
      EXPECT_EQ(left(fund_of(campaign.id)), 0_rp);
      EXPECT_EQ(left(programme::accounts(v.programme).released), 0_rp);
      EXPECT_TRUE(v.refund_by_treasurer(one.gift, 1_rp).refused());
      of_fund += one.from_fund, of_released += one.from_released;
    }
    EXPECT_EQ(in(held_of(campaign.id)), of_fund);
    EXPECT_EQ(in(held_released_of(campaign.id)), of_released);
  }

  void hold() {
    auto amount = 0_rp, fee = 0_rp, used = 0_rp, refunded = 0_rp, unused = 0_rp;
    for (auto const id : gifts) {
      auto const trace = v.traced(id);
      auto const& gift = trace.gift;
      EXPECT_EQ(gift.amount, gift.fee + trace.used + gift.refunded + trace.unused);
      auto parts = 0_rp;
      for (auto const& part : trace.parts) parts += part.amount;
      EXPECT_EQ(parts, gift.amount);
      amount += gift.amount, fee += gift.fee, used += trace.used, refunded += gift.refunded, unused += trace.unused;
    }
    auto const bars = v.bars_of(campaign);
    auto const its = programme::accounts(v.programme);
    EXPECT_EQ(bars.raised, amount - refunded);
    EXPECT_EQ(bars.fee, fee);
    EXPECT_EQ(bars.spent, used);
    EXPECT_EQ(bars.refunded, refunded);
    auto const of_fund = in(held_of(campaign.id)), of_released = in(held_released_of(campaign.id));
    EXPECT_EQ(bars.waiting, v.balance(fund_of(campaign.id)) + of_fund);
    EXPECT_EQ(bars.held, of_fund + of_released);
    EXPECT_EQ(unused, bars.waiting + v.balance(its.released) + of_released + v.balance(its.in_goods));
    EXPECT_EQ(used, v.balance(its.spent));
    auto came = 0_rp, went = 0_rp;
    for (auto const& day : v.village.view([&](View const& view) { return days_of(view, campaign); }))
      came += day.in, went += day.out;
    EXPECT_EQ(came, bars.raised);
    EXPECT_EQ(went, bars.spent);
    EXPECT_EQ(v.faults(), 0u);
  }

 private:
  Money up_to(Money most) {
    return {static_cast<std::int64_t>(1 + chance.number(static_cast<std::uint64_t>(most.minor / 100))) * 100, rupiah};
  }
  Money in_bank() { return v.balance(programme::bank_of(v.organisation)); }

  void give() { gifts.push_back(v.paid_gift(campaign, 999_rp + up_to(200'000_rp))); }
  void release() {
    auto const there = v.balance(fund_of(campaign.id));
    if (there >= 100_rp) v.release(campaign, up_to(there));
  }
  void buy() {
    auto const there = std::min({v.balance(programme::accounts(v.programme).released), in_bank(), 5'000'000_rp});
    if (there < 100_rp) return;
    auto const units = 1 + static_cast<std::int64_t>(chance.number(5));
    v.buy_kits(units, up_to(there));
    in_stock += units;
  }
  void hand_over() {
    if (in_stock == 0) return;
    auto const units = 1 + static_cast<std::int64_t>(chance.number(static_cast<std::uint64_t>(in_stock)));
    v.hand_kits(households[chance.number(households.size())], units);
    in_stock -= units;
  }
  // Zero where nothing was ever held.
  Money in(Id<LedgerAccount> account) {
    auto const found = v.village.view([&](View const& view) { return ledger::find_account(view, v.book(), account); });
    return found ? found->balance() : 0_rp;
  }
  void look_into() {
    if (gifts.empty()) return;
    auto const gift = gifts[chance.number(gifts.size())];
    auto const wish = v.hold_wish(gift, chance.number(3) == 0 ? HoldKind::dispute : HoldKind::suspicion);
    if (v.hold(wish).refused()) return;
    held.push_back(*v.village.view([&](View const& view) { return open_hold(view, v.seen(gift)); }));
    EXPECT_EQ(held.back().id, wish.id);
  }
  void be_done_looking() {
    if (held.empty()) return;
    auto const place = held.begin() + static_cast<std::ptrdiff_t>(chance.number(held.size()));
    bool const first = chance.number(2) == 0;
    auto const outcome = place->kind == HoldKind::dispute ? (first ? HoldState::won : HoldState::lost)
                                                          : (first ? HoldState::released : HoldState::returned);
    // What is not in the bank cannot be returned.
    if (outcome == HoldState::returned && in_bank() < place->from_fund) return;
    sure(v.end(place->gift, outcome));
    held.erase(place);
  }
  void give_back() {
    if (gifts.empty()) return;
    auto const gift = gifts[chance.number(gifts.size())];
    auto const fund = fund_of(campaign.id);
    auto const left =
        sure(v.village.view([&](View const& view) { return ledger::unspent(view, v.book(), as<Entry>(gift), fund); }));
    EXPECT_TRUE(v.refund_by_treasurer(gift, left + 1_rp).refused());
    bool const still = v.village.view([&](View const& view) { return open_hold(view, v.seen(gift)).has_value(); });
    if (!still && left >= 100_rp && in_bank() >= left) sure(v.refund_by_treasurer(gift, up_to(left)));
  }
  void take_back() {
    if (gifts.empty()) return;
    auto const gift = gifts[chance.number(gifts.size())];
    v.taken_back(gift);
    std::erase_if(held, [&](HoldRecord const& one) { return one.gift == gift; });  // ended with it
  }
  void pay() {
    auto const there = std::min(v.balance(programme::accounts(v.programme).released), in_bank());
    if (there >= 100_rp) sure(v.pay_cost(up_to(there), programme::BudgetKind::service));
  }

  GivingVillage v;
  SeededChance chance;
  CampaignRecord campaign;
  std::vector<Id<Enrolment>> households;
  std::vector<Id<Gift>> gifts;
  std::vector<HoldRecord> held;
  std::int64_t in_stock = 0;
};

TEST(Season, EveryGiftIsFeeUsedRefundedAndUnusedAndTheBarsSayTheSame) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("season " + std::to_string(seed));
    Season season(seed);
    for (int i = 0; i < 50; ++i) {
      season.day();
      season.nothing_held_has_left();
    }
    season.hold();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace lumbung::giving
