#include <algorithm>

#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

struct Looking : testing::Test {
  Barn barn;

  Money on(Date day) {
    return barn.view([&](View const& v) { return *balance_on(v, barn.book, barn.fund, day); });
  }
  Money at(Instant moment) {
    return barn.view([&](View const& v) { return *balance_at(v, barn.book, barn.fund, moment); });
  }
  Result<Statement> page(std::optional<std::int64_t> from, int limit = 7) {
    return barn.view([&](View const& v) {
      return statement(v, {.book = barn.book, .account = barn.fund, .limit = limit, .from = from});
    });
  }
};

TEST_F(Looking, AStatementCarriesTheBalanceOnEveryLineAndItsPagesJoin) {
  std::vector<Money> balances;
  Money running = 0_rp;
  for (int i = 1; i <= 40; ++i) {
    if (i % 3 == 0) {
      barn.kit(1'000_rp);
      running -= 1'000_rp;
    } else {
      barn.gift(2'000_rp);
      running += 2'000_rp;
    }
    balances.push_back(running);
  }
  std::vector<StatementLine> lines;
  std::optional<std::int64_t> from;
  do {
    auto const part = page(from);
    ASSERT_EQ(part.code(), "");
    lines.insert(lines.end(), part->lines.begin(), part->lines.end());
    from = part->next;
  } while (from);
  ASSERT_EQ(lines.size(), 40u);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(lines[i].balance, balances[39 - i]);
  EXPECT_EQ(lines[0].side, Side::credit);
  EXPECT_EQ(lines[1].side, Side::debit);
  EXPECT_EQ(lines[1].kind, "delivery");
  EXPECT_EQ(lines[1].other, barn.kits);
}

TEST_F(Looking, APageThatIsNoneIsRefused) {
  barn.gift(1_rp);
  barn.post_one("opening", {{barn.bank, barn.equity, 5_rp}});
  EXPECT_EQ(page(2).code(), "ledger.page_wrong") << "a transfer of other accounts";
  EXPECT_EQ(page(99).code(), "ledger.page_wrong");
  EXPECT_EQ(page(-1).code(), "ledger.page_wrong");
  EXPECT_EQ(page(std::nullopt, 0).code(), "ledger.page_wrong");
  EXPECT_EQ(page(std::nullopt, 1'001).code(), "ledger.page_wrong");
}

TEST_F(Looking, TheBalanceAtEveryMomentAndDayIsTheSumUpToThen) {
  // A plain list beside the ledger: many days, some entries booked late with an earlier day.
  struct Booked {
    Instant when;
    Date day;
    std::int64_t change;
  };
  std::vector<Booked> list;
  SeededChance chance(7);
  Money left = 0_rp;
  for (int i = 0; i < 200; ++i) {
    barn.village.clock.advance(hours(static_cast<std::int64_t>(chance.number(20))));
    bool const out = chance.number(3) == 0 && left.minor > 500;
    Money const amount{1 + static_cast<std::int64_t>(chance.number(500)), rupiah};
    auto wish = out ? barn.wish("delivery", {{barn.fund, barn.kits, amount}})
                    : barn.wish("gift", {{barn.bank, barn.fund, amount}});
    if (chance.number(4) == 0) wish.day = wish.day + -static_cast<int>(chance.number(9));
    ASSERT_EQ(barn.try_post(wish).code(), "");
    left += out ? Money{0, rupiah} - amount : amount;
    list.push_back({barn.village.clock.now(), wish.day, out ? -amount.minor : amount.minor});
    if (chance.number(5) == 0) barn.post_one("opening", {{barn.bank, barn.equity, 1_rp}});
  }
  auto const begin = list.front().when - days(12);
  for (int i = 0; i < 400; ++i) {
    auto const moment = begin + hours(i * 7);
    auto const day = day_of(moment, Zone::wib);
    std::int64_t by_moment = 0, by_day = 0;
    for (auto const& booked : list) {
      if (booked.when <= moment) by_moment += booked.change;
      if (booked.day <= day) by_day += booked.change;
    }
    ASSERT_EQ(at(moment).minor, by_moment) << iso(moment);
    ASSERT_EQ(on(day).minor, by_day) << iso(day);
  }
  EXPECT_EQ(barn.balance_of(barn.fund), left);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Looking, TheBalanceAtAMomentIsRightHoweverUnevenlyTimeWentBy) {
  std::vector<Instant> moments;
  std::int64_t const silences[] = {0, 1, 1'000'000'000, 7, 0, 3'600};  // seconds between one entry and the next
  for (auto const silence : silences)
    for (int i = 0; i < 40; ++i) {
      barn.village.clock.advance(seconds(i == 20 ? 50'000 : silence));
      barn.gift(1_rp);
      moments.push_back(barn.village.clock.now());
    }
  for (auto const& moment : moments)
    for (auto const late : {-1, 0, 1}) {
      auto const asked = moment + Duration{late};
      auto const given = std::ranges::count_if(moments, [&](Instant one) { return one <= asked; });
      ASSERT_EQ(at(asked).minor, given * 100) << iso(asked);
    }
}

TEST_F(Looking, BeforeAnythingHappenedThereWasNothing) {
  EXPECT_EQ(at(barn.village.clock.now()), 0_rp);
  EXPECT_EQ(on(barn.today()), 0_rp);
  auto const empty = page(std::nullopt);
  EXPECT_TRUE(empty->lines.empty());
  EXPECT_FALSE(empty->next.has_value());
  auto const unknown = barn.view([&](View const& v) { return balance(v, barn.book, barn.id<LedgerAccount>()).code(); });
  EXPECT_EQ(unknown, "ledger.account_unknown");
}

TEST_F(Looking, TheTrialBalanceIsAlwaysInBalance) {
  auto const rice = asset("KG-BERAS");
  auto const stock = barn.open("stock", Side::debit, Class::asset, Passage::carries, Floor::never_below_zero, rice);
  auto const supplied =
      barn.open("supplied", Side::credit, Class::liability, Passage::rests, Floor::may_go_below_zero, rice);
  barn.post_one("opening", {{barn.bank, barn.equity, 1'000'000_rp}});
  barn.gift(50'000_rp);
  barn.kit(20'000_rp);
  barn.post_one("purchase", {{stock, supplied, {750, rice}}});
  auto const trial = barn.view([&](View const& v) { return trial_balance(v, barn.book); });
  ASSERT_EQ(trial.totals.size(), 2u);
  for (auto const& total : trial.totals) EXPECT_EQ(total.debits, total.credits);
  EXPECT_EQ(trial.totals[0].debits, 1'070'000_rp);
  EXPECT_EQ(trial.totals[1].debits, (Money{750, rice}));
  Money debits = 0_rp, credits = 0_rp;
  for (auto const& line : trial.lines)
    if (line.debits.asset == rupiah) {
      debits += line.debits;
      credits += line.credits;
    }
  EXPECT_EQ(debits, credits);
  EXPECT_FALSE(trial.next.has_value());
}

TEST_F(Looking, ATrialBalanceOfManyAccountsComesInPages) {
  auto const opened = barn.work([&](Work& w) -> Verdict {
    for (int i = 0; i < 1'500; ++i)
      static_cast<void>(TRY(open_account(
          w, {.id = {make_uuid(w.now, w.chance)}, .book = barn.book, .owner_kind = "household", .purpose = "aid"})));
    return done;
  });
  ASSERT_EQ(opened.code(), "");
  auto const first = barn.view([&](View const& v) { return trial_balance(v, barn.book); });
  ASSERT_TRUE(first.next.has_value());
  auto const second = barn.view([&](View const& v) { return trial_balance(v, barn.book, first.next); });
  EXPECT_EQ(first.lines.size() + second.lines.size(), 1'506u);
  EXPECT_FALSE(second.next.has_value());
}

}  // namespace
}  // namespace lumbung::ledger
