// Journeys J8 and J9 in figures, at the ledger: who paid for which kit, and what becomes of each gift.
#include <gmock/gmock.h>

#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

using testing::ElementsAre;
using testing::Pair;

GiftState state(Money amount, Money fees, Money used, Money refunded, Money unused) {
  return {.amount = amount, .fees = fees, .used = used, .refunded = refunded, .unused = unused, .waiting = {}};
}
void expect_state(GiftState const& found, GiftState const& expected) {
  EXPECT_EQ(shown(found.amount), shown(expected.amount));
  EXPECT_EQ(shown(found.fees), shown(expected.fees)) << "fees";
  EXPECT_EQ(shown(found.used), shown(expected.used)) << "used";
  EXPECT_EQ(shown(found.refunded), shown(expected.refunded)) << "refunded";
  EXPECT_EQ(shown(found.unused), shown(expected.unused)) << "unused";
}

struct J8 : testing::Test {
  Barn barn;
  Id<Entry> a, b, c, kit_1, kit_2;

  Id<Entry> gift_with_fee(Money amount, int percent) {
    auto const fee = share_of(amount, percent, 100);
    if (fee.zero()) return barn.gift(amount);
    return barn.post_one("gift", {{barn.bank, barn.fund, amount - fee}, {barn.bank, barn.fees, fee}});
  }
  void give(int percent) {
    a = gift_with_fee(50'000_rp, percent);
    b = gift_with_fee(100'000_rp, percent);
    c = gift_with_fee(25'000_rp, percent);
    kit_1 = barn.kit(70'000_rp);
    kit_2 = barn.kit(70'000_rp);
  }
};

TEST_F(J8, WithoutFeeKitOneIsPaidByAAndB) {
  give(0);
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(a, 50'000_rp), Pair(b, 20'000_rp)));
  EXPECT_THAT(barn.payers(kit_2), ElementsAre(Pair(b, 70'000_rp)));
  expect_state(barn.state(a), state(50'000_rp, 0_rp, 50'000_rp, 0_rp, 0_rp));
  expect_state(barn.state(b), state(100'000_rp, 0_rp, 90'000_rp, 0_rp, 10'000_rp));
  expect_state(barn.state(c), state(25'000_rp, 0_rp, 0_rp, 0_rp, 25'000_rp));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, WithFivePercentFeeKitOneTakesMoreOfB) {
  give(5);
  EXPECT_EQ(barn.balance_of(barn.fees), 8'750_rp);
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(a, 47'500_rp), Pair(b, 22'500_rp)));
  EXPECT_THAT(barn.payers(kit_2), ElementsAre(Pair(b, 70'000_rp)));
  expect_state(barn.state(a), state(50'000_rp, 2'500_rp, 47'500_rp, 0_rp, 0_rp));
  expect_state(barn.state(b), state(100'000_rp, 5'000_rp, 92'500_rp, 0_rp, 2'500_rp));
  expect_state(barn.state(c), state(25'000_rp, 1'250_rp, 0_rp, 0_rp, 23'750_rp));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, AFeeTakenOutOfTheFundByNameComesToTheSame) {
  auto const give_through_fund = [&](Money amount) {
    auto entry = barn.wish("gift", {{barn.bank, barn.fund, amount}, {barn.fund, barn.fees, share_of(amount, 5, 100)}});
    entry.transfers[1].takes_from = entry.id;
    EXPECT_EQ(barn.try_post(entry).code(), "");
    return entry.id;
  };
  a = give_through_fund(50'000_rp);
  b = give_through_fund(100'000_rp);
  c = give_through_fund(25'000_rp);
  kit_1 = barn.kit(70'000_rp);
  kit_2 = barn.kit(70'000_rp);
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(a, 47'500_rp), Pair(b, 22'500_rp)));
  expect_state(barn.state(a), state(50'000_rp, 2'500_rp, 47'500_rp, 0_rp, 0_rp));
  expect_state(barn.state(b), state(100'000_rp, 5'000_rp, 92'500_rp, 0_rp, 2'500_rp));
  expect_state(barn.state(c), state(25'000_rp, 1'250_rp, 0_rp, 0_rp, 23'750_rp));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, OneLinkShowsTheKitThatTheGiftPaidFor) {
  give(0);
  auto const traced = barn.view([&](View const& v) { return trace_forward(v, {.book = barn.book, .entry = b}); });
  ASSERT_EQ(traced.code(), "");
  ASSERT_EQ(traced->pieces.size(), 3u);  // the last rupiah first
  EXPECT_EQ(traced->pieces[0].amount, 10'000_rp);
  EXPECT_EQ(traced->pieces[0].fate, Fate::waiting);
  EXPECT_EQ(traced->pieces[0].account, barn.fund);
  EXPECT_EQ(traced->pieces[1].path.back().entry, kit_2);
  EXPECT_EQ(traced->pieces[1].path.back().kind, "delivery");
  EXPECT_EQ(traced->pieces[2].amount, 20'000_rp);
  EXPECT_EQ(traced->pieces[2].path.front().entry, b);
  EXPECT_EQ(traced->pieces[2].path.back().entry, kit_1);
  EXPECT_EQ(traced->pieces[2].account, barn.kits);
}

TEST_F(J8, ReleasedMoneyIsFollowedThroughBothFunds) {
  a = barn.gift(50'000_rp);
  b = barn.gift(100'000_rp);
  barn.post_one("release", {{barn.fund, barn.released, 120'000_rp}});
  c = barn.gift(25'000_rp);
  barn.post_one("release", {{barn.fund, barn.released, 55'000_rp}});
  kit_1 = barn.kit(barn.released, 70'000_rp);
  kit_2 = barn.kit(barn.released, 70'000_rp);
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(a, 50'000_rp), Pair(b, 20'000_rp)));
  // Two releases brought B's money, so it comes in two pieces.
  EXPECT_THAT(barn.payers(kit_2), ElementsAre(Pair(b, 50'000_rp), Pair(b, 20'000_rp)));
  auto const left = barn.state(b);
  expect_state(left, state(100'000_rp, 0_rp, 90'000_rp, 0_rp, 10'000_rp));
  ASSERT_EQ(left.waiting.size(), 1u);
  EXPECT_EQ(left.waiting[0].account, barn.released);
}

// ---- J9: when a gift goes wrong

TEST_F(J8, AnUnusedGiftIsRefundedWhole) {
  give(0);
  auto const before = barn.balance_of(barn.fund);
  auto const d = barn.gift(40'000_rp);
  barn.refund(d, 40'000_rp);
  EXPECT_EQ(barn.balance_of(barn.fund), before);
  barn.refund(c, 25'000_rp);
  expect_state(barn.state(c), state(25'000_rp, 0_rp, 0_rp, 25'000_rp, 0_rp));
  expect_state(barn.state(b), state(100'000_rp, 0_rp, 90'000_rp, 0_rp, 10'000_rp));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, OfAHalfUsedGiftOnlyTheRestCanBeRefunded) {
  give(0);
  auto const refused = barn.try_post(barn.wish("refund", {{barn.fund, barn.bank, 10'001_rp, b}}));
  ASSERT_EQ(refused.code(), "ledger.not_unspent");
  EXPECT_NE(refused.problem().sentence_id().find("Rp10.000"), std::string::npos) << refused.problem().sentence_id();
  EXPECT_EQ(refused.problem().pointer(), "/transfers/0/takes_from");
  barn.refund(b, 10'000_rp);
  expect_state(barn.state(b), state(100'000_rp, 0_rp, 90'000_rp, 10'000_rp, 0_rp));
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(a, 50'000_rp), Pair(b, 20'000_rp)));
}

TEST_F(J8, ARefundOutOfReleasedMoneyTakesTheRightGiversMoney) {
  a = barn.gift(50'000_rp);
  b = barn.gift(100'000_rp);
  c = barn.gift(25'000_rp);
  barn.post_one("release", {{barn.fund, barn.released, 175'000_rp}});
  barn.kit(barn.released, 70'000_rp);
  barn.kit(barn.released, 70'000_rp);
  // B's 10.000 lie before C's 25.000 in the very same inflow.
  barn.post_one("refund", {{barn.released, barn.bank, 10'000_rp, b}});
  expect_state(barn.state(b), state(100'000_rp, 0_rp, 90'000_rp, 10'000_rp, 0_rp));
  expect_state(barn.state(c), state(25'000_rp, 0_rp, 0_rp, 0_rp, 25'000_rp));
  auto const kit_3 = barn.kit(barn.released, 25'000_rp);
  EXPECT_THAT(barn.payers(kit_3), ElementsAre(Pair(c, 25'000_rp)));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, EarmarkedSpendingLeavesTheOthersInLine) {
  a = barn.gift(50'000_rp);
  b = barn.gift(100'000_rp);
  c = barn.gift(25'000_rp);
  auto const medicine = barn.post_one("delivery", {{barn.fund, barn.kits, 60'000_rp, b}});
  kit_1 = barn.kit(70'000_rp);
  EXPECT_THAT(barn.payers(medicine), ElementsAre(Pair(b, 60'000_rp)));
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(a, 50'000_rp), Pair(b, 20'000_rp)));
  kit_2 = barn.kit(45'000_rp);
  EXPECT_THAT(barn.payers(kit_2), ElementsAre(Pair(b, 20'000_rp), Pair(c, 25'000_rp)));
  expect_state(barn.state(b), state(100'000_rp, 0_rp, 100'000_rp, 0_rp, 0_rp));
}

TEST_F(J8, AChargebackAfterDeliveryIsPaidAgainFromUnusedMoney) {
  a = barn.gift(50'000_rp);
  b = barn.gift(100'000_rp);
  c = barn.gift(75'000_rp);
  kit_1 = barn.kit(70'000_rp);
  // The bank takes A's money back: the kit is un-funded, A's money goes, and the kit is funded again.
  ASSERT_EQ(barn.try_reverse(kit_1).code(), "");
  expect_state(barn.state(a), state(50'000_rp, 0_rp, 0_rp, 0_rp, 50'000_rp));
  barn.post_one("chargeback", {{barn.fund, barn.bank, 50'000_rp, a}});
  auto const again = barn.kit(70'000_rp);
  expect_state(barn.state(a), state(50'000_rp, 0_rp, 0_rp, 50'000_rp, 0_rp));
  EXPECT_THAT(barn.payers(again), ElementsAre(Pair(b, 70'000_rp)));
  auto const rest = barn.kit(105'000_rp);  // what came back to B waits behind C
  EXPECT_THAT(barn.payers(rest), ElementsAre(Pair(b, 10'000_rp), Pair(c, 75'000_rp), Pair(b, 20'000_rp)));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, AUsedGiftCannotBeReversedAndAnUnusedCan) {
  give(0);
  auto const refused = barn.try_reverse(a);
  EXPECT_EQ(refused.code(), "ledger.not_unspent");
  EXPECT_EQ(barn.try_reverse(c).code(), "");
  expect_state(barn.state(c), state(25'000_rp, 0_rp, 0_rp, 25'000_rp, 0_rp));
  EXPECT_EQ(barn.try_reverse(c).code(), "ledger.already_reversed");
}

TEST_F(J8, AGiftWithFeeIsReversedWithItsFee) {
  give(5);
  ASSERT_EQ(barn.try_reverse(c).code(), "");
  expect_state(barn.state(c), state(25'000_rp, 0_rp, 0_rp, 25'000_rp, 0_rp));
  EXPECT_EQ(barn.balance_of(barn.fees), 7'500_rp);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(J8, AReversedReleaseGoesBackToTheFundAndIsStillTheGivers) {
  a = barn.gift(50'000_rp);
  b = barn.gift(100'000_rp);
  auto const release = barn.post_one("release", {{barn.fund, barn.released, 60'000_rp}});
  ASSERT_EQ(barn.try_reverse(release).code(), "");
  kit_1 = barn.kit(150'000_rp);
  EXPECT_THAT(barn.payers(kit_1), ElementsAre(Pair(b, 90'000_rp), Pair(a, 50'000_rp), Pair(b, 10'000_rp)));
  expect_state(barn.state(a), state(50'000_rp, 0_rp, 50'000_rp, 0_rp, 0_rp));
}

TEST_F(J8, ALongTraceComesInPagesThatJoin) {
  a = barn.gift(1'000_rp);
  for (int i = 0; i < 10; ++i) barn.kit(90_rp);
  std::vector<ForwardPiece> all;
  std::optional<TraceMark> from;
  do {
    auto const page = barn.view(
        [&](View const& v) { return trace_forward(v, {.book = barn.book, .entry = a, .limit = 3, .from = from}); });
    ASSERT_EQ(page.code(), "");
    EXPECT_LE(page->pieces.size(), 3u);
    all.insert(all.end(), page->pieces.begin(), page->pieces.end());
    from = page->next;
  } while (from);
  auto const whole = barn.view([&](View const& v) { return trace_forward(v, {.book = barn.book, .entry = a}); });
  ASSERT_EQ(all.size(), 11u);
  ASSERT_EQ(whole->pieces.size(), 11u);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].amount, whole->pieces[i].amount);
    EXPECT_EQ(all[i].path.back().transfer, whole->pieces[i].path.back().transfer);
  }
  auto const wrong = barn.view([&](View const& v) {
    return trace_forward(v, {.book = barn.book, .entry = a, .limit = 3, .from = TraceMark{1, 999'999'999}}).code();
  });
  EXPECT_EQ(wrong, "ledger.page_wrong");
}

TEST_F(J8, UnitsOfGoodsLeaveStockInTheLotsTheyCameIn) {
  auto const packages = asset("PAKET-SEKOLAH");
  auto const stock = barn.open("stock", Side::debit, Class::asset, Passage::carries, Floor::never_below_zero, packages);
  auto const suppliers =
      barn.open("supplied", Side::credit, Class::liability, Passage::rests, Floor::may_go_below_zero, packages);
  auto const households =
      barn.open("handed_out", Side::debit, Class::expense, Passage::rests, Floor::may_go_below_zero, packages);
  auto const cheap = barn.post_one("purchase", {{stock, suppliers, {2, packages}}});
  auto const dear = barn.post_one("purchase", {{stock, suppliers, {5, packages}}});
  barn.gift(500'000_rp);
  auto const delivery =
      barn.post_one("delivery", {{barn.fund, barn.kits, 30'000_rp}, {households, stock, {3, packages}}});
  auto const lots = barn.view(
      [&](View const& v) { return trace_backward(v, {.book = barn.book, .entry = delivery, .account = stock}); });
  ASSERT_EQ(lots.code(), "");
  ASSERT_EQ(lots->pieces.size(), 2u);
  EXPECT_EQ(lots->pieces[0].source, dear);
  EXPECT_EQ(lots->pieces[0].amount, (Money{1, packages}));
  EXPECT_EQ(lots->pieces[1].source, cheap);
  EXPECT_EQ(lots->pieces[1].amount, (Money{2, packages}));
}

}  // namespace
}  // namespace lumbung::ledger
