#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

struct Holds : testing::Test {
  Barn barn;
  Holds() { barn.gift(100'000_rp); }

  HoldWish wish(Money amount) {
    return {.id = barn.id<Hold>(), .book = barn.book, .debit = barn.fund, .credit = barn.kits, .amount = amount};
  }
  Verdict place(HoldWish const& hold) {
    return barn.work([&](Work& w) { return place_hold(w, hold); });
  }
  HoldPosting posting(Id<Hold> hold) {
    return {.hold = hold, .id = barn.id<Entry>(), .book = barn.book, .kind = "delivery", .day = barn.today()};
  }
  Result<Posted> settle(HoldPosting const& settlement) {
    return barn.work([&](Work& w) { return post_hold(w, settlement); });
  }
  Verdict let_go(Id<Hold> hold) {
    return barn.work([&](Work& w) { return void_hold(w, barn.book, hold); });
  }
  Money available() {
    return barn.view([&](View const& v) { return find_account(v, barn.book, barn.fund)->available(); });
  }
  HoldSeen seen(Id<Hold> hold) {
    return barn.view([&](View const& v) { return *find_hold(v, barn.book, hold); });
  }
};

TEST_F(Holds, HeldMoneyCannotLeaveByAnyOtherPath) {
  auto const gift = barn.gift(1_rp);
  auto const hold = wish(100'000_rp);
  ASSERT_EQ(place(hold).code(), "");
  EXPECT_EQ(available(), 1_rp);
  EXPECT_EQ(barn.balance_of(barn.fund), 100'001_rp);
  auto const path = [&](std::string_view kind, TransferWish transfer) {
    static std::vector<Result<Posted>> kept;
    kept.push_back(barn.try_post(barn.wish(kind, {transfer})));
    return kept.back().code();
  };
  EXPECT_EQ(path("delivery", {barn.fund, barn.kits, 2_rp}), "ledger.not_enough");
  EXPECT_EQ(path("release", {barn.fund, barn.released, 2_rp}), "ledger.not_enough");
  EXPECT_EQ(path("refund", {barn.fund, barn.bank, 1_rp, gift}), "");
  EXPECT_EQ(available(), 0_rp);
  auto const other = barn.gift(5_rp);
  ASSERT_EQ(place(wish(5_rp)).code(), "");
  EXPECT_EQ(path("refund", {barn.fund, barn.bank, 1_rp, other}), "ledger.not_enough");
  EXPECT_EQ(barn.try_reverse(other).code(), "ledger.not_enough");
  EXPECT_EQ(place(wish(1_rp)).code(), "ledger.not_enough");
  EXPECT_EQ(barn.work([&](Work& w) { return close_account(w, barn.book, barn.fund); }).code(),
            "ledger.account_not_empty");
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Holds, AHoldIsPostedWhole) {
  auto const hold = wish(60'000_rp);
  ASSERT_EQ(place(hold).code(), "");
  ASSERT_EQ(place(hold).code(), "") << "the same hold twice is one";
  EXPECT_EQ(available(), 40'000_rp);
  auto const settlement = posting(hold.id);
  ASSERT_EQ(settle(settlement).code(), "");
  EXPECT_EQ(barn.balance_of(barn.fund), 40'000_rp);
  EXPECT_EQ(available(), 40'000_rp);
  EXPECT_EQ(seen(hold.id).state, HoldState::posted);
  auto const again = settle(settlement);
  ASSERT_EQ(again.code(), "");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(settle(posting(hold.id)).code(), "ledger.hold_ended");
  EXPECT_EQ(let_go(hold.id).code(), "ledger.hold_ended");
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Holds, AHoldIsPostedInParts) {
  auto const hold = wish(60'000_rp);
  ASSERT_EQ(place(hold).code(), "");
  auto part = posting(hold.id);
  part.amount = 20'000_rp;
  part.remainder = Remainder::stays_held;
  ASSERT_EQ(settle(part).code(), "");
  EXPECT_EQ(seen(hold.id).remaining, 40'000_rp);
  EXPECT_EQ(available(), 40'000_rp);
  auto more = posting(hold.id);
  more.amount = 40'001_rp;
  auto const refused = settle(more);
  ASSERT_EQ(refused.code(), "ledger.hold_too_small");
  EXPECT_EQ(refused.problem().pointer(), "/amount");
  auto last = posting(hold.id);
  last.amount = 10'000_rp;
  last.remainder = Remainder::is_released;
  ASSERT_EQ(settle(last).code(), "");
  EXPECT_EQ(seen(hold.id).state, HoldState::posted);
  EXPECT_EQ(available(), 70'000_rp);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Holds, AVoidedHoldLetsGo) {
  auto const hold = wish(60'000_rp);
  ASSERT_EQ(place(hold).code(), "");
  ASSERT_EQ(let_go(hold.id).code(), "");
  ASSERT_EQ(let_go(hold.id).code(), "");
  EXPECT_EQ(available(), 100'000_rp);
  EXPECT_EQ(settle(posting(hold.id)).code(), "ledger.hold_ended");
  EXPECT_EQ(let_go(barn.id<Hold>()).code(), "ledger.hold_unknown");
}

TEST_F(Holds, AnExpiredHoldLetsGoAndCannotBePosted) {
  auto hold = wish(60'000_rp);
  hold.expires = barn.village.clock.now() + hours(1);
  ASSERT_EQ(place(hold).code(), "");
  ASSERT_EQ(place(wish(10'000_rp)).code(), "");
  auto const expire = [&] { return barn.work([](Work& w) -> Result<int> { return expire_holds(w, w.now); }); };
  EXPECT_EQ(*expire(), 0);
  barn.village.clock.advance(hours(1));
  EXPECT_EQ(settle(posting(hold.id)).code(), "ledger.hold_ended");
  EXPECT_EQ(*expire(), 1);
  EXPECT_EQ(*expire(), 0);
  EXPECT_EQ(seen(hold.id).state, HoldState::expired);
  EXPECT_EQ(available(), 90'000_rp);
  hold.id = barn.id<Hold>();
  EXPECT_EQ(place(hold).code(), "ledger.expiry_passed");
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Holds, AHoldIsRefusedLikeATransfer) {
  auto hold = wish(0_rp);
  EXPECT_EQ(place(hold).code(), "ledger.amount_not_positive");
  hold.amount = 100'001_rp;
  EXPECT_EQ(place(hold).code(), "ledger.not_enough");
  hold.amount = {1, asset("PAKET-GIZI")};
  EXPECT_EQ(place(hold).code(), "ledger.asset_mismatch");
  hold.amount = 10_rp;
  ASSERT_EQ(place(hold).code(), "");
  hold.amount = 11_rp;
  EXPECT_EQ(place(hold).code(), "ledger.hold_reused");
  EXPECT_EQ(available(), 99'990_rp);
}

TEST_F(Holds, ARefusedSettlementHoldsOn) {
  auto const hold = wish(60'000_rp);
  ASSERT_EQ(place(hold).code(), "");
  auto wrong = posting(hold.id);
  wrong.day = barn.today() + 3;
  auto const verdict = barn.work([&](Work& w) -> Verdict {
    EXPECT_EQ(post_hold(w, wrong).code(), "ledger.day_in_future");
    EXPECT_EQ(find_account(w, barn.book, barn.fund)->available(), 40'000_rp);
    return done;
  });
  EXPECT_EQ(verdict.code(), "");
  EXPECT_EQ(available(), 40'000_rp);
  EXPECT_EQ(settle(posting(hold.id)).code(), "");
}

}  // namespace
}  // namespace lumbung::ledger
