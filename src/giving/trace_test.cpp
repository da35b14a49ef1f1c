#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "giving/giving_village.h"
#include "programme/reach.h"

namespace lumbung::giving {
namespace {

// J8: 50.000, 100.000 and 25.000 were given; two kits of 70.000 were bought and handed over.
class TwoKits : public testing::Test {
 protected:
  void after_fee(int fee_permille) {
    campaign = v.opened(fee_permille);
    a = v.paid_gift(campaign, 50'000_rp);
    b = v.paid_gift(campaign, 100'000_rp);
    c = v.paid_gift(campaign, 25'000_rp);
    v.release(campaign, 140'000_rp);
    v.buy_kits(2, 140'000_rp);
    first = v.hand_kits(v.household());
    second = v.hand_kits(v.household());
  }
  // What a gift paid of each kit.
  std::map<Id<Delivery>, Money> kits(Id<Gift> gift) {
    std::map<Id<Delivery>, Money> found;
    for (auto const& part : v.traced(gift).parts)
      if (part.delivery) found[part.delivery->id] = part.amount;
    return found;
  }
  using Kits = std::map<Id<Delivery>, Money>;

  GivingVillage v;
  CampaignRecord campaign;
  Id<Gift> a, b, c;
  Id<Delivery> first, second;
};

TEST_F(TwoKits, WithoutFeeTheFirstIsA50PlusB20AndTheSecondIsB70) {
  after_fee(0);
  EXPECT_EQ(kits(a), (Kits{{first, 50'000_rp}}));
  EXPECT_EQ(kits(b), (Kits{{first, 20'000_rp}, {second, 70'000_rp}}));
  EXPECT_EQ(kits(c), Kits{});
  EXPECT_EQ(v.traced(a).unused, 0_rp);
  EXPECT_EQ(v.traced(b).unused, 10'000_rp);
  EXPECT_EQ(v.traced(c).unused, 25'000_rp);
  EXPECT_EQ(v.bars_of(campaign).fee, 0_rp);
}

TEST_F(TwoKits, WithFivePercentTheFirstIsA475PlusB225AndTheSecondIsB70) {
  after_fee(50);
  EXPECT_EQ(kits(a), (Kits{{first, 47'500_rp}}));
  EXPECT_EQ(kits(b), (Kits{{first, 22'500_rp}, {second, 70'000_rp}}));
  EXPECT_EQ(kits(c), Kits{});
  EXPECT_EQ(v.traced(a).unused, 0_rp);
  EXPECT_EQ(v.traced(b).unused, 2'500_rp);
  EXPECT_EQ(v.traced(c).unused, 23'750_rp);
  auto const bars = v.bars_of(campaign);
  EXPECT_EQ(bars.fee, 8'750_rp);
  EXPECT_EQ(bars.raised, 175'000_rp);
  EXPECT_EQ(bars.spent, 140'000_rp);
  EXPECT_EQ(bars.waiting, 26'250_rp);
  EXPECT_EQ(bars.delivered, 2);
  EXPECT_EQ(bars.proven, 2);
}

TEST_F(TwoKits, APartSaysWhatOthersPaidOfTheSameKit) {
  after_fee(0);
  auto const trace = v.traced(a);
  ASSERT_EQ(trace.parts.size(), 1u);
  EXPECT_EQ(trace.parts[0].kind, PartKind::delivered);
  EXPECT_EQ(trace.parts[0].from_others, 20'000_rp);
  EXPECT_EQ(trace.parts[0].entries.front().id, trace.entry.id);
  EXPECT_EQ(trace.parts[0].entries.back().kind, "delivery");
}

TEST_F(TwoKits, TheDaysSumToTheBars) {
  after_fee(50);
  v.village.clock.advance(days(1));
  sure(v.refund_by_treasurer(c, 3'750_rp));
  auto in = 0_rp, out = 0_rp;
  auto const found = v.village.view([&](View const& view) { return days_of(view, campaign); });
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].day, v.today());
  EXPECT_EQ(found[1].in, 0_rp - 3'750_rp);
  for (auto const& day : found) in += day.in, out += day.out;
  EXPECT_EQ(in, v.bars_of(campaign).raised);
  EXPECT_EQ(out, v.bars_of(campaign).spent);
}

// What the money bar shows, besides what is fee and what waits: parts that must sum to what was raised.
Money with_organisation(Bars const& bars) { return bars.released - bars.spent - bars.in_goods - bars.lost; }

TEST(MoneyBar, TellsGoodsInStockAndLossesFromWhatIsStillHeld) {
  GivingVillage v;
  auto const campaign = v.opened(50);
  v.paid_gift(campaign, 200'000_rp);
  v.release(campaign, 180'000_rp);
  v.buy_kits(2, 140'000_rp);
  auto bars = v.bars_of(campaign);
  EXPECT_EQ(bars.in_goods, 140'000_rp);
  EXPECT_EQ(bars.spent, 0_rp);
  EXPECT_EQ(with_organisation(bars), 40'000_rp);

  v.hand_kits(v.household());
  v.lose_kits(1);
  bars = v.bars_of(campaign);
  EXPECT_EQ(bars.in_goods, 0_rp);
  EXPECT_EQ(bars.spent, 70'000_rp);
  EXPECT_EQ(bars.lost, 70'000_rp);  // lost, and not "not spent yet"
  EXPECT_EQ(with_organisation(bars), 40'000_rp);
  EXPECT_EQ(bars.waiting, 10'000_rp);
  EXPECT_EQ(bars.raised, bars.fee + bars.waiting + bars.released);
}

class TwoCampaigns : public testing::Test {
 protected:
  TwoCampaigns() {
    first = v.opened(v.campaign_wish("satu"));
    second = v.opened(v.campaign_wish("dua"));
  }
  GivingVillage v;
  CampaignRecord first, second;
};

TEST_F(TwoCampaigns, OneDoesNotClaimWhatTheOtherPaidFor) {
  v.paid_gift(first, 100'000_rp);
  v.release(first, 70'000_rp);
  v.buy_kits(1, 70'000_rp);
  v.hand_kits(v.household());
  EXPECT_EQ(v.bars_of(first).delivered, 1);
  auto const empty = v.bars_of(second);
  EXPECT_EQ(empty.delivered, 0);
  EXPECT_EQ(empty.served, 0);
  EXPECT_EQ(empty.spent, 0_rp);
  EXPECT_EQ(v.village.view([&](View const& view) { return days_of(view, second); }).size(), 0u);
}

TEST_F(TwoCampaigns, EachCountsItsOwnKitsAndSaysWhichWerePaidTogether) {
  v.paid_gift(first, 100'000_rp);
  v.paid_gift(second, 150'000_rp);
  v.release(first, 100'000_rp);
  v.release(second, 150'000_rp);
  v.buy_kits(3, 210'000_rp);
  v.lose_kits(1);              // 70.000 of the first
  v.hand_kits(v.household());  // 30.000 of the first, 40.000 of the second
  v.hand_kits(v.household());  // 70.000 of the second
  auto const a = v.bars_of(first), b = v.bars_of(second);
  EXPECT_EQ(a.lost, 70'000_rp);
  EXPECT_EQ(a.spent, 30'000_rp);
  EXPECT_EQ(a.delivered, 1);
  EXPECT_EQ(a.shared, 1);
  EXPECT_EQ(a.served, 1);
  EXPECT_EQ(b.lost, 0_rp);
  EXPECT_EQ(b.spent, 110'000_rp);
  EXPECT_EQ(b.delivered, 2);
  EXPECT_EQ(b.proven, 2);
  EXPECT_EQ(b.shared, 1);
  EXPECT_EQ(with_organisation(a), 0_rp);
  EXPECT_EQ(with_organisation(b), 40'000_rp);
  auto const listed = v.village.view(
      [&](View const& view) { return programme::deliveries_of(view, v.programme, first.id.uuid, {}, 10); });
  ASSERT_EQ(listed.size(), 1u);
  auto out = 0_rp;
  for (auto const& day : v.village.view([&](View const& view) { return days_of(view, second); })) out += day.out;
  EXPECT_EQ(out, b.spent);
}

TEST(Trace, OfAGiftThatWasNotPaidSaysSoAndNoMore) {
  GivingVillage v;
  auto const campaign = v.opened();
  auto const wish = v.gift_wish(campaign, 25'000_rp);
  sure(v.give_as_visitor(wish));
  auto const trace = v.traced(wish.id);
  EXPECT_EQ(trace.gift.state, GiftState::waiting);
  EXPECT_TRUE(trace.parts.empty());
  EXPECT_EQ(trace.used, 0_rp);
  EXPECT_EQ(trace.unused, 0_rp);
}

TEST(Trace, OfAGiftNobodyKnowsIsRefused) {
  GivingVillage v;
  auto const id = v.new_id<Gift>();
  EXPECT_EQ(v.village.view([&](View const& view) { return trace(view, id).code(); }), unknown_gift.code);
}

TEST(TraceToken, OpensItsOwnGiftOnly) {
  GivingVillage v;
  auto const mine = v.new_id<Gift>(), other = v.new_id<Gift>();
  v.village.view([&](View const& view) {
    auto const token = trace_token(view, mine), others = trace_token(view, other);
    EXPECT_EQ(token.size(), 38u);
    EXPECT_EQ(*read_trace_token(view, token), mine);
    // The id of one gift with the proof of another.
    auto const id = *from_base64url(token), proof = *from_base64url(others);
    EXPECT_EQ(read_trace_token(view, base64url(id.substr(0, 16) + proof.substr(16))).code(), unknown_gift.code);
    for (std::string const& wrong : {std::string(), token.substr(1), token + "A", token + "AAAA", std::string("%%%")})
      EXPECT_EQ(read_trace_token(view, wrong).code(), unknown_gift.code) << wrong;
  });
}

TEST(TraceToken, WithOneFlippedBitIsRefused) {
  GivingVillage v;
  auto const gift = v.new_id<Gift>();
  v.village.view([&](View const& view) {
    auto const bytes = *from_base64url(trace_token(view, gift));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      auto flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
      EXPECT_EQ(read_trace_token(view, base64url(flipped)).code(), unknown_gift.code) << "bit " << bit;
    }
  });
}

}  // namespace
}  // namespace lumbung::giving
