#include "cooperative/schedule.h"

#include <gtest/gtest.h>

#include <array>
#include <iostream>

#include "core/chance.h"
#include "tests/vectors.h"

namespace lumbung::cooperative {
namespace {

auto const disbursed = make_date(2024, 3, 28);  // J1

Terms kamura() { return {.principal = 25'000_rp, .instalments = 6, .rounded_up_to = 100_rp}; }

std::vector<std::string> days_of(Schedule const& plan) {
  std::vector<std::string> days;
  for (auto const& instalment : plan.instalments) days.push_back(iso(instalment.due));
  return days;
}

TEST(Schedule, OfThePilotFallsDueOnSixDaysInARow) {
  auto const plan = schedule(kamura(), disbursed);
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(days_of(*plan), (std::vector<std::string>{"2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01",
                                                      "2024-04-02", "2024-04-03"}));
}

TEST(Schedule, OfThePilotEndsADayLaterWhenSundaysAreOff) {
  auto terms = kamura();
  terms.rest_days = RestDays({Weekday::sunday});
  auto const plan = schedule(terms, disbursed);
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(days_of(*plan), (std::vector<std::string>{"2024-03-29", "2024-03-30", "2024-04-01", "2024-04-02",
                                                      "2024-04-03", "2024-04-04"}));
}

TEST(Schedule, OfThePilotEqualsTheVector) {
  auto const vectors = tests::Vector::file("vectors.json")["loan_kamura"];
  auto terms = kamura();
  auto const rounded = schedule(terms, disbursed);
  terms.rounded_up_to = 1_rp;
  auto const exact = schedule(terms, disbursed);
  ASSERT_FALSE(rounded.refused() || exact.refused());
  EXPECT_EQ(rounded->to_pay().minor, vectors["total_paid_each"].number() * 100);
  EXPECT_EQ(rounded->rounding().minor, vectors["surplus_each"].number() * 100);
  EXPECT_EQ(exact->to_pay(), 25'000_rp);
  auto const principal = vectors["schedule_exact"].list();
  ASSERT_EQ(principal.size(), 6u);
  for (std::size_t i = 0; i < principal.size(); ++i) {
    EXPECT_EQ(rounded->instalments[i].amount().minor, vectors["instalment"].number() * 100);
    EXPECT_EQ(rounded->instalments[i].principal.minor, principal[i].number() * 100);
    EXPECT_EQ(rounded->instalments[i].rounding, i < 4 ? 33_rp : 34_rp);
    EXPECT_EQ(exact->instalments[i].amount().minor, principal[i].number() * 100);
    EXPECT_TRUE(exact->instalments[i].rounding.zero());
  }
}

TEST(Schedule, SpreadsTheOddRupiahEvenlyWhereTheTermsSaySo) {
  auto terms = kamura();
  terms.odd_rupiah = OddRupiah::evenly;
  auto const plan = schedule(terms, disbursed);
  ASSERT_FALSE(plan.refused());
  std::vector<Money> principal;
  for (auto const& instalment : plan->instalments) {
    principal.push_back(instalment.principal);
    EXPECT_EQ(instalment.amount(), 4'200_rp);
  }
  EXPECT_EQ(principal, (std::vector<Money>{4'167_rp, 4'166_rp, 4'167_rp, 4'167_rp, 4'166_rp, 4'167_rp}));
  EXPECT_EQ(plan->rounding(), 200_rp);
}

TEST(Schedule, TakesNoMoreThanIsOwedWhenTheLastInstalmentIsSmaller) {
  auto terms = kamura();
  terms.rounding_goes_to = RoundingGoesTo::smaller_last_instalment;
  auto const plan = schedule(terms, disbursed);
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(plan->instalments[4].amount(), 4'200_rp);
  EXPECT_EQ(plan->instalments[5].amount(), 4'000_rp);
  EXPECT_EQ(plan->to_pay(), 25'000_rp);
}

TEST(Schedule, RefusesARoundingCoarserThanTheInstalment) {
  Terms terms{.principal = 600_rp, .instalments = 60, .rounded_up_to = 100_rp};
  auto const plan = schedule(terms, disbursed);
  EXPECT_EQ(plan.code(), rounding_too_coarse.code);
  EXPECT_NE(plan.problem().sentence_id().find("Rp10;"), std::string::npos) << plan.problem().sentence_id();
  terms = {.principal = 6'060_rp,
           .instalments = 60,
           .rounded_up_to = 100_rp,
           .rounding_goes_to = RoundingGoesTo::smaller_last_instalment};
  EXPECT_EQ(schedule(terms, disbursed).code(), rounding_too_coarse.code) << "nothing would be left for the last";
  terms.rounding_goes_to = RoundingGoesTo::voluntary_savings;
  EXPECT_FALSE(schedule(terms, disbursed).refused());
}

TEST(Schedule, RefusesTermsThatAreNone) {
  EXPECT_EQ(schedule({}, disbursed).code(), principal_not_lendable.code);
  EXPECT_EQ(due_dates({}, disbursed).code(), principal_not_lendable.code);
}

TEST(Schedule, OfWeeksMovesOnlyWhatFallsOnAHoliday) {
  Terms const terms{
      .principal = 100'000_rp,
      .instalments = 3,
      .period = Period::weekly,
      .rest_days = RestDays({Weekday::sunday}, {make_date(2024, 4, 4), make_date(2024, 4, 5), make_date(2024, 4, 6)})};
  auto const plan = schedule(terms, disbursed);
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(days_of(*plan), (std::vector<std::string>{"2024-04-08", "2024-04-11", "2024-04-18"}));
}

TEST(Schedule, OfMonthsKeepsToTheEndOfAShortMonth) {
  Terms const terms{.principal = 100'000_rp, .instalments = 13, .period = Period::monthly};
  auto const plan = schedule(terms, make_date(2023, 12, 31));
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(iso(plan->instalments[1].due), "2024-02-29");
  EXPECT_EQ(iso(plan->instalments[2].due), "2024-03-31");
  EXPECT_EQ(iso(plan->instalments[12].due), "2025-01-31");
}

TEST(Schedule, NeverHasTwoInstalmentsOnOneDay) {
  std::vector<Date> holidays;
  for (int day = 1; day <= 20; ++day) holidays.push_back(disbursed + day);
  Terms const terms{
      .principal = 100'000_rp, .instalments = 4, .period = Period::weekly, .rest_days = RestDays({}, holidays)};
  auto const plan = schedule(terms, disbursed);
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(days_of(*plan), (std::vector<std::string>{"2024-04-18", "2024-04-19", "2024-04-20", "2024-04-25"}));
}

TEST(Schedule, SaysWhenTheHolidaysHaveNoEnd) {
  std::vector<Date> holidays;
  for (int day = 2; day <= 62; ++day) holidays.push_back(disbursed + day);
  auto terms = kamura();
  terms.rest_days = RestDays({}, holidays);
  auto const plan = schedule(terms, disbursed);
  EXPECT_EQ(plan.code(), no_day_to_pay.code);
  EXPECT_NE(plan.problem().sentence_id().find("29 Maret 2024"), std::string::npos);
}

Terms any_terms(SeededChance& chance) {
  Terms terms{.principal = {static_cast<std::int64_t>(chance.number(5'000'000) + 1'000) * 100, rupiah},
              .instalments = static_cast<int>(chance.number(60)) + 1,
              .period = static_cast<Period>(chance.number(3)),
              .rounded_up_to = std::array{1_rp, 100_rp, 500_rp, 1'000_rp}.at(chance.number(4)),
              .rounding_goes_to = static_cast<RoundingGoesTo>(chance.number(3)),
              .odd_rupiah = static_cast<OddRupiah>(chance.number(2))};
  if (chance.number(2) == 0)
    terms.rest_days = RestDays({Weekday::sunday}, {disbursed + static_cast<int>(chance.number(30))});
  for (auto left = chance.number(3); left > 0; --left)
    terms.charges.push_back({.name = "jasa",
                             .kind = static_cast<ChargeKind>(chance.number(3)),
                             .basis_points = static_cast<int>(chance.number(200)),
                             .amount = {static_cast<std::int64_t>(chance.number(500)) * 100, rupiah},
                             .paid = static_cast<ChargePaid>(chance.number(2))});
  return terms;
}

void expect_sound(Schedule const& plan, Terms const& terms) {
  auto principal = 0_rp;
  auto previous = plan.disbursed;
  bool const smaller_last = terms.rounding_goes_to == RoundingGoesTo::smaller_last_instalment;
  for (auto const& instalment : plan.instalments) {
    EXPECT_LT(previous, instalment.due);
    EXPECT_FALSE(terms.rest_days.rests_on(instalment.due));
    previous = instalment.due;
    principal += instalment.principal;
    EXPECT_GE(instalment.principal, 0_rp);
    EXPECT_GE(instalment.charge, 0_rp);
    EXPECT_GE(instalment.rounding, 0_rp);
    EXPECT_TRUE(instalment.amount().positive());
    bool const last = instalment.number == terms.instalments;
    if (!last || !smaller_last) {
      EXPECT_EQ(instalment.amount().minor % terms.rounded_up_to.minor, 0);
    }
    EXPECT_LE(instalment.amount(), plan.instalments.front().amount() + 1_rp);
  }
  EXPECT_EQ(principal, terms.principal);
  EXPECT_EQ(plan.charges(), charges_paid(terms, ChargePaid::with_instalments));
  EXPECT_TRUE(plan.rounding().zero() || (!smaller_last && terms.rounded_up_to > 1_rp));
  EXPECT_EQ(plan.to_pay(), terms.principal + plan.charges() + plan.rounding());
}

TEST(Schedule, KeepsItsPromisesForAnyTerms) {
  constexpr std::uint64_t seed = 20'261'123;
  std::cout << "seed " << seed << "\n";
  SeededChance chance(seed);
  int made = 0;
  for (int round = 0; round < 3'000; ++round) {
    auto const terms = any_terms(chance);
    auto const plan = schedule(terms, disbursed);
    if (plan.refused()) {
      EXPECT_TRUE(plan.code() == rounding_too_coarse.code || plan.code() == charge_unusable.code) << plan.code();
      continue;
    }
    ++made;
    expect_sound(*plan, terms);
    if (::testing::Test::HasFailure()) FAIL() << "round " << round;
  }
  EXPECT_GT(made, 1'500);
}

}  // namespace
}  // namespace lumbung::cooperative
