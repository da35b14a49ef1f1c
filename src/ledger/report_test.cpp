#include "ledger/report.h"

#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

struct Reports : testing::Test {
  Barn barn;
  Id<LedgerAccount> spent = barn.open("spent", Side::credit, Class::net_assets_unrestricted, Passage::rests);
  Id<LedgerAccount> expense = barn.open("expense", Side::debit, Class::expense, Passage::rests);
  Id<LedgerAccount> stock = barn.open("stock_value", Side::debit, Class::asset, Passage::rests);
  Id<LedgerAccount> suspense = barn.open("suspense", Side::credit, Class::liability, Passage::rests);

  Report of(Date from, Date to) {
    auto const made = barn.view([&](View const& v) { return report(v, barn.book, from, to); });
    EXPECT_EQ(made.code(), "");
    return *made;
  }
  std::string refused(Date from, Date to) {
    return barn.view([&](View const& v) { return std::string(report(v, barn.book, from, to).code()); });
  }
  Id<Entry> on(Date day, std::string_view kind, std::vector<TransferWish> transfers) {
    auto wish = barn.wish(kind, std::move(transfers));
    wish.day = day;
    auto const posted = barn.try_post(wish);
    EXPECT_EQ(posted.code(), "");
    return wish.id;
  }
  void reverse_on(Date day, Id<Entry> entry) {
    ReversalWish const wish{.id = barn.id<Entry>(), .book = barn.book, .reverses = entry, .day = day};
    auto const done = barn.work([&](Work& w) { return reverse(w, wish); });
    EXPECT_EQ(done.code(), "");
  }
};

// "gift fund 20.000": what the test says about a section.
std::vector<std::string> said(ReportSection const& section) {
  std::vector<std::string> lines;
  for (auto const& line : section.lines) lines.push_back(line.kind + " " + line.purpose + " " + shown(line.amount));
  return lines;
}
using Lines = std::vector<std::string>;

void expect_agreement(Report const& r) {
  for (auto const* section : {&r.assets, &r.liabilities, &r.restricted, &r.without_restriction, &r.with_restriction,
                              &r.receipts, &r.payments}) {
    Money sum = 0_rp;
    for (auto const& line : section->lines) {
      Money parts = 0_rp;
      for (auto const& part : line.parts) parts += part.amount;
      EXPECT_EQ(parts, line.amount);
      sum += line.amount;
    }
    EXPECT_EQ(sum, section->sum);
  }
  EXPECT_EQ(r.assets.sum, r.liabilities.sum + r.change_without.closing + r.change_with.closing);
  EXPECT_EQ(r.restricted.sum, r.change_with.closing);
  for (auto const* change : {&r.change_without, &r.change_with})
    EXPECT_EQ(change->closing, change->opening + change->result + change->released);
  EXPECT_EQ(r.change_without.released + r.change_with.released, 0_rp);
  EXPECT_EQ(r.change_without.result, r.without_restriction.sum);
  EXPECT_EQ(r.change_with.result, r.with_restriction.sum);
  EXPECT_EQ(r.cash_closing, r.cash_opening + r.receipts.sum + r.payments.sum);
}

TEST_F(Reports, AGiftThatBecomesAKitPassesThroughAllFourStatements) {
  auto const day = barn.today();
  on(day + -40, "opening", {{barn.bank, barn.equity, 500'000_rp}});
  on(day + -20, "gift", {{barn.bank, barn.fund, 95'000_rp}, {barn.bank, barn.fees, 5'000_rp}});
  on(day + -10, "release", {{barn.fund, barn.released, 60'000_rp}});
  on(day + -9, "purchase", {{stock, barn.bank, 60'000_rp}});
  on(day + -5, "delivery", {{expense, stock, 40'000_rp}, {barn.released, spent, 40'000_rp}});
  auto const r = of(day + -30, day);
  expect_agreement(r);
  EXPECT_EQ(said(r.assets), (Lines{" bank Rp540.000", " stock_value Rp20.000"}));
  EXPECT_EQ(said(r.liabilities), Lines{});
  EXPECT_EQ(said(r.restricted), (Lines{" fund Rp35.000", " released Rp20.000"}));
  EXPECT_EQ(said(r.with_restriction), (Lines{"gift fund Rp95.000"}));
  EXPECT_EQ(said(r.without_restriction), (Lines{"gift fees Rp5.000", "delivery expense -Rp40.000"}));
  EXPECT_EQ(r.change_without.opening, 500'000_rp);
  EXPECT_EQ(r.change_without.released, 40'000_rp);
  EXPECT_EQ(r.change_without.closing, 505'000_rp);
  EXPECT_EQ(r.change_with.opening, 0_rp);
  EXPECT_EQ(r.change_with.closing, 55'000_rp);
  EXPECT_EQ(said(r.receipts), (Lines{"gift fund Rp95.000", "gift fees Rp5.000"}));
  EXPECT_EQ(said(r.payments), (Lines{"purchase stock_value -Rp60.000"}));
  EXPECT_EQ(r.cash_opening, 500'000_rp);
}

TEST_F(Reports, WhatIsBookedLateWithAnEarlierDayBelongsToThatDay) {
  auto const day = barn.today();
  on(day, "gift", {{barn.bank, barn.fund, 10'000_rp}});
  EXPECT_EQ(of(day + -9, day + -1).with_restriction.sum, 0_rp);
  on(day + -5, "gift", {{barn.bank, barn.fund, 7'000_rp}});
  auto const earlier = of(day + -9, day + -1);
  expect_agreement(earlier);
  EXPECT_EQ(said(earlier.with_restriction), (Lines{"gift fund Rp7.000"}));
  EXPECT_EQ(earlier.cash_closing, 7'000_rp);
  auto const later = of(day, day);
  expect_agreement(later);
  EXPECT_EQ(said(later.with_restriction), (Lines{"gift fund Rp10.000"}));
  EXPECT_EQ(later.change_with.opening, 7'000_rp);
}

TEST_F(Reports, WhatIsReversedLeavesTheLineOnWhichItStood) {
  auto const day = barn.today();
  auto const payment = on(day + -3, "suspense", {{barn.bank, suspense, 9'000_rp}});
  EXPECT_EQ(said(of(day + -3, day + -3).liabilities), (Lines{" suspense Rp9.000"}));
  reverse_on(day + -2, payment);
  auto const whole = of(day + -3, day);
  expect_agreement(whole);
  EXPECT_EQ(said(whole.receipts), Lines{}) << "it came and went";
  auto const second = of(day + -2, day);
  expect_agreement(second);
  EXPECT_EQ(said(second.receipts), (Lines{"suspense suspense -Rp9.000"}));
  EXPECT_EQ(said(second.payments), Lines{});
}

TEST_F(Reports, ARefundTakesFromGiftsAndGoodsAreCountedInRupiahOnly) {
  auto const rice = asset("KG-BERAS");
  auto const units = barn.open("units_stock", Side::debit, Class::asset, Passage::rests, Floor::never_below_zero, rice);
  auto const bought =
      barn.open("units_bought", Side::credit, Class::income, Passage::rests, Floor::never_below_zero, rice);
  auto const gift = barn.gift(50'000_rp);
  barn.refund(gift, 20'000_rp);
  barn.post_one("purchase", {{units, bought, {750, rice}}});
  auto const r = of(barn.today(), barn.today());
  expect_agreement(r);
  EXPECT_EQ(said(r.with_restriction), (Lines{"gift fund Rp50.000", "refund fund -Rp20.000"}));
  EXPECT_EQ(said(r.assets), (Lines{" bank Rp30.000"}));
}

TEST_F(Reports, APeriodMustEndAfterItBeginsAndNotInTheFuture) {
  auto const day = barn.today();
  EXPECT_EQ(refused(day, day + -1), "ledger.period_wrong");
  EXPECT_EQ(refused(day, day + 1), "ledger.day_in_future");
  EXPECT_EQ(refused(day, day), "");
  auto const nowhere = barn.view([&](View const& v) { return std::string(report(v, {99}, day, day).code()); });
  EXPECT_EQ(nowhere, "ledger.book_unknown");
}

TEST_F(Reports, InAnyHistoryTheFourStatementsAgreeWithEachOtherAndWithTheTrialBalance) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    SeededChance chance(seed);
    std::vector<Id<Entry>> entries;
    auto const some = [&](int most) {
      return Money{1 + static_cast<std::int64_t>(chance.number(static_cast<std::uint64_t>(most))), rupiah};
    };
    for (int i = 0; i < 120; ++i) {
      if (chance.number(4) == 0) barn.village.clock.advance(days(1));
      std::vector<std::pair<std::string_view, std::vector<TransferWish>>> const choices = {
          {"gift", {{barn.bank, barn.fund, some(9'000)}, {barn.bank, barn.fees, some(100)}}},
          {"gift", {{barn.bank, barn.fund, some(9'000)}}},
          {"opening", {{barn.bank, barn.equity, some(500)}}},
          {"release", {{barn.fund, barn.released, some(4'000)}}},
          {"purchase", {{stock, barn.bank, some(2'000)}}},
          {"delivery", {{expense, stock, some(700)}, {barn.released, spent, some(700)}}},
          {"refund", {{barn.fund, barn.bank, some(300)}}},
          {"suspense", {{barn.bank, suspense, some(900)}}},
          {"suspense_return", {{suspense, barn.bank, some(900)}}},
          {"correction", {{barn.equity, barn.fees, some(10)}}},
          {"correction", {{barn.equity, barn.fund, some(10)}}}};
      auto const& chosen = choices[chance.number(choices.size())];
      auto wish = barn.wish(chosen.first, chosen.second);
      if (chance.number(3) == 0) wish.day = wish.day + -static_cast<int>(chance.number(20));
      if (!barn.try_post(wish).refused()) entries.push_back(wish.id);  // what is not there cannot be spent
      if (!entries.empty() && chance.number(12) == 0)
        static_cast<void>(barn.try_reverse(entries[chance.number(entries.size())]).code());
    }
    auto const today = barn.today();
    for (int i = 0; i < 40; ++i) {
      auto const to = today + -static_cast<int>(chance.number(50));
      auto const r = of(to + -static_cast<int>(chance.number(40)), to);
      expect_agreement(r);
      // Two parts of a period are the whole: nothing is counted twice, nothing between them.
      auto const middle = r.from + static_cast<int>(chance.number(41));
      if (middle >= r.to) continue;
      auto const first = of(r.from, middle);
      auto const second = of(middle + 1, r.to);
      EXPECT_EQ(first.change_with.closing, second.change_with.opening);
      EXPECT_EQ(first.with_restriction.sum + second.with_restriction.sum, r.with_restriction.sum);
      EXPECT_EQ(first.without_restriction.sum + second.without_restriction.sum, r.without_restriction.sum);
      EXPECT_EQ(first.receipts.sum + second.receipts.sum, r.receipts.sum);
    }
    auto const whole = of(today + -400, today);
    expect_agreement(whole);
    EXPECT_EQ(whole.cash_opening, 0_rp);
    Money assets = 0_rp, liabilities = 0_rp, with = 0_rp;
    for (auto const& line : barn.view([&](View const& v) { return trial_balance(v, barn.book); }).lines) {
      if (line.about.account_class == Class::asset) assets += line.debits - line.credits;
      if (line.about.account_class == Class::liability) liabilities += line.credits - line.debits;
      if (line.about.account_class == Class::net_assets_restricted) with += line.credits - line.debits;
    }
    EXPECT_EQ(whole.assets.sum, assets);
    EXPECT_EQ(whole.liabilities.sum, liabilities);
    EXPECT_EQ(whole.restricted.sum, with);
  }
}

}  // namespace
}  // namespace lumbung::ledger
