#include "programme/losses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/approvals.h"
#include "programme/programme_village.h"

namespace lumbung::programme {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Losses : public testing::Test {
 protected:
  Losses() {
    v.kits(10, 70'000_rp);
    v.released(v.raised(700'000_rp), 700'000_rp);
    sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(4, 200'001_rp)); }));
    sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(4, 300'000_rp)); }));
  }
  LossWish wish(std::int64_t units) {
    return {.id = v.new_id<StockLoss>(),
            .item = v.item,
            .kind = LossKind::spoiled,
            .units = units,
            .reason = "Basah karena atap gudang bocor",
            .on = v.today(),
            .evidence = {v.photo}};
  }
  std::string told(LossWish const& what, access::SignedIn const& who) {
    auto const made = v.as(who, [&](Work& work) { return report_loss(work, v.programme, what); });
    return made.refused() ? std::string(made.code()) + " at " + made.problem().pointer() : "";
  }
  std::string told(LossWish const& what) { return told(what, v.officer); }
  Verdict booked(Id<StockLoss> id) {
    return v.village.work([&](Work& work) { return book_loss(work, id); });
  }
  void lose(std::int64_t units) {
    auto const what = wish(units);
    ASSERT_EQ(told(what), "");
    sure(booked(what.id));
  }
  void hand(std::int64_t units) {
    auto const handed = v.hand_over(v.household(), units);
    sure(v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, handed); }));
  }
  StockLine stock_line() {
    return v.village.view([&](View const& view) { return stock(view, v.programme); }).at(0);
  }
  ProgrammeVillage v;
};

TEST_F(Losses, LeaveStockAtWhatTheyCostFirstInFirstOut) {
  hand(3);
  lose(3);  // one of the first lot, two of the second
  auto const line = stock_line();
  EXPECT_EQ(line.in_stock, 2);
  EXPECT_EQ(line.delivered, 3);
  auto const all = v.village.view([&](View const& view) { return losses(view, v.programme); });
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].state, LossState::booked);
  EXPECT_EQ(v.balance(lost_of(v.programme)), all[0].cost);
  EXPECT_EQ(v.balance(loss_expense_of(v.programme)), all[0].cost);
  EXPECT_EQ(line.value, v.balance(accounts(v.programme).stock_value));
  EXPECT_EQ(line.value, v.balance(accounts(v.programme).in_goods));
  hand(2);
  EXPECT_EQ(stock_line().in_stock, 0);
  EXPECT_EQ(v.balance(accounts(v.programme).stock_value), 0_rp) << "each rupiah of the lots has left";
  EXPECT_THAT(v.village.view([&](View const& view) { return ledger::check(view, v.book()); }), IsEmpty());
}

TEST_F(Losses, HelpNobodyAndCountAsNoDelivery) {
  lose(2);
  auto const sums = v.village.view([&](View const& view) { return standing(view, v.programme); });
  EXPECT_EQ(sums.units_delivered, 0);
  EXPECT_EQ(sums.delivered, 0_rp);
}

TEST_F(Losses, MayBeBoughtAgainWithinThePlan) {
  auto const more = v.purchase_of(3, 90'000_rp);
  auto const buy_more = [&] {
    return std::string(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, more); }).code());
  };
  EXPECT_EQ(buy_more(), "programme.purchase_beyond_plan");
  lose(1);
  EXPECT_EQ(buy_more(), "");
}

TEST_F(Losses, AreRefusedWithoutReasonEvidenceOrStock) {
  auto what = wish(2);
  what.reason = "basah";
  EXPECT_EQ(told(what), "programme.loss_needs_reason at /reason");
  what = wish(2);
  what.evidence.clear();
  EXPECT_EQ(told(what), "programme.loss_needs_evidence at /evidence");
  what = wish(2);
  what.evidence = {sha256("tidak pernah diunggah")};
  EXPECT_EQ(told(what), "programme.evidence_not_stored at /evidence/0");
  EXPECT_EQ(told(wish(9)), "programme.no_stock at /units");
  EXPECT_EQ(told(wish(0)), "ledger.amount_not_positive at /units");
  what = wish(1);
  what.on = v.today() + 1;
  EXPECT_EQ(told(what), "programme.not_yet_happened at /on");
  EXPECT_EQ(told(wish(1), v.editor), "work.not_allowed at ");
  EXPECT_EQ(told(wish(1), v.treasurer), "");
}

TEST_F(Losses, HaveAReasonWithoutNumbersOfPeople) {
  auto what = wish(1);
  what.reason = "Diambil Pak Asep, NIK 3217.1012.0385.0001";
  EXPECT_EQ(told(what), "core.identity_in_public_text at /reason");
}

TEST_F(Losses, MoveNothingUntilASecondPersonAgrees) {
  auto const what = wish(2);
  EXPECT_EQ(told(what), "");
  EXPECT_EQ(stock_line().in_stock, 8);
  auto const approval =
      v.village.view([&](View const& view) { return access::find_approval(view, approval_of(what.id)); });
  ASSERT_TRUE(approval.has_value());
  EXPECT_EQ(approval->needed, approve_release);
  EXPECT_EQ(approval->preparer, v.officer.actor.account);
  EXPECT_THAT(approval->content, HasSubstr("units 2"));
  EXPECT_THAT(approval->content, HasSubstr("atap gudang bocor"));
  sure(v.village.work([&](Work& work) { return refuse_loss(work, what.id); }));
  EXPECT_EQ(v.village.view([&](View const& view) { return sure(loss(view, what.id)); }).state, LossState::refused);
}

TEST_F(Losses, WhatWasHandedOverMeanwhileCannotBeLostAsWell) {
  auto const what = wish(6);
  EXPECT_EQ(told(what), "");
  hand(3);
  EXPECT_EQ(booked(what.id).code(), "programme.no_stock");
}

}  // namespace
}  // namespace lumbung::programme
