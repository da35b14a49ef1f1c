#include "cooperative/terms.h"

#include <gtest/gtest.h>

#include "cooperative/schedule.h"

namespace lumbung::cooperative {
namespace {

Terms kamura() { return {.principal = 25'000_rp, .instalments = 6, .rounded_up_to = 100_rp}; }

TEST(Terms, KnowTheDayOfTheWeek) {
  EXPECT_EQ(weekday_of(make_date(1970, 1, 1)), Weekday::thursday);
  EXPECT_EQ(weekday_of(make_date(2024, 3, 28)), Weekday::thursday);
  EXPECT_EQ(weekday_of(make_date(2024, 3, 31)), Weekday::sunday);
  EXPECT_EQ(weekday_of(make_date(1969, 12, 29)), Weekday::monday);
}

TEST(Terms, RestOnTheWeekdaysAndHolidaysThatWereNamed) {
  RestDays const rest({Weekday::sunday}, {make_date(2024, 4, 10), make_date(2024, 3, 29)});
  EXPECT_TRUE(rest.rests_on(make_date(2024, 3, 31)));
  EXPECT_TRUE(rest.rests_on(make_date(2024, 3, 29)));
  EXPECT_TRUE(rest.rests_on(make_date(2024, 4, 10)));
  EXPECT_FALSE(rest.rests_on(make_date(2024, 4, 1)));
  EXPECT_FALSE(RestDays().rests_on(make_date(2024, 3, 31)));
}

TEST(Terms, OfThePilotAreAccepted) { EXPECT_FALSE(check(kamura()).refused()); }

TEST(Terms, RefuseAPrincipalThatNobodyCanPayOut) {
  for (auto const principal :
       {0_rp, Money{-100}, Money{2'500'050}, 1'000'000'000'100_rp, Money{1'000, asset("BERAS")}}) {
    auto terms = kamura();
    terms.principal = principal;
    EXPECT_EQ(check(terms).code(), principal_not_lendable.code) << principal.minor;
  }
}

TEST(Terms, RefuseMoreInstalmentsThanThereAreRupiah) {
  auto terms = kamura();
  for (auto const count : {0, -1, 601}) {
    terms.instalments = count;
    EXPECT_EQ(check(terms).code(), instalments_out_of_range.code) << count;
  }
  terms = {.principal = 5_rp, .instalments = 6};
  EXPECT_EQ(check(terms).code(), instalments_out_of_range.code);
  terms.instalments = 5;
  EXPECT_FALSE(check(terms).refused());
}

TEST(Terms, RefuseARoundingThatNobodyKnows) {
  auto terms = kamura();
  for (auto const step : {0_rp, 50_rp, 250_rp, Money{-100}}) {
    terms.rounded_up_to = step;
    EXPECT_EQ(check(terms).code(), rounding_unknown.code) << step.minor;
  }
}

TEST(Terms, RefuseAWeekOfRestDays) {
  auto terms = kamura();
  terms.rest_days = RestDays({Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday, Weekday::friday,
                              Weekday::saturday, Weekday::sunday});
  EXPECT_EQ(check(terms).code(), every_day_is_rest.code);
}

TEST(Terms, RefuseChargesThatAreNoneOrEatThePrincipal) {
  auto terms = kamura();
  terms.charges = {{.name = "jasa", .basis_points = -1}};
  EXPECT_EQ(check(terms).code(), charge_unusable.code);
  terms.charges = {{.name = "jasa", .basis_points = 100'001}};
  EXPECT_EQ(check(terms).code(), charge_unusable.code);
  terms.charges = {{.name = "administrasi", .kind = ChargeKind::fixed, .amount = Money{150}}};
  EXPECT_EQ(check(terms).code(), charge_unusable.code);
  terms.charges = {{.name = "jasa", .basis_points = 6'000},
                   {.name = "materai", .kind = ChargeKind::fixed, .amount = 10'001_rp}};
  EXPECT_EQ(check(terms).problem().pointer(), "/charges/1");
  terms.charges[1].amount = 10'000_rp;
  EXPECT_FALSE(check(terms).refused());
  terms.charges.assign(11, {.name = "jasa"});
  EXPECT_EQ(check(terms).code(), too_many_charges.code);
}

TEST(Terms, NameEveryFaultAtOnceInBothLanguages) {
  Terms const terms{
      .principal = 0_rp, .instalments = 0, .rounded_up_to = 7_rp, .charges = {{.name = "jasa", .basis_points = -1}}};
  auto const verdict = check(terms);
  ASSERT_TRUE(verdict.refused());
  EXPECT_EQ(verdict.problem().others().size(), 3u);
  EXPECT_EQ(verdict.problem().others().back().sentence_id().find('{'), std::string::npos);
  EXPECT_NE(verdict.problem().others().back().sentence_en().find("jasa"), std::string::npos);
}

TEST(Terms, ReckonPercentagesDownToWholeRupiah) {
  Terms const terms{.principal = 25'033_rp, .instalments = 6};
  EXPECT_EQ(amount_of({.basis_points = 80}, terms), 200_rp);                                           // 200,264
  EXPECT_EQ(amount_of({.kind = ChargeKind::percent_a_period, .basis_points = 150}, terms), 2'252_rp);  // 2.252,97
  EXPECT_EQ(amount_of({.kind = ChargeKind::fixed, .amount = 500_rp}, terms), 500_rp);
  Terms const largest{.principal = 1'000'000'000'000_rp, .instalments = 600};
  EXPECT_EQ(amount_of({.kind = ChargeKind::percent_a_period, .basis_points = 100'000}, largest),
            6'000'000'000'000'000_rp);
}

TEST(Terms, ToldAtDisbursementAreNoPartOfTheInstalments) {
  auto terms = kamura();
  terms.charges = {
      {.name = "jasa", .basis_points = 100},
      {.name = "administrasi", .kind = ChargeKind::fixed, .amount = 500_rp, .paid = ChargePaid::at_disbursement}};
  EXPECT_EQ(charges_paid(terms, ChargePaid::with_instalments), 250_rp);
  EXPECT_EQ(charges_paid(terms, ChargePaid::at_disbursement), 500_rp);
  auto const plan = schedule(terms, make_date(2024, 3, 28));
  ASSERT_FALSE(plan.refused());
  EXPECT_EQ(plan->charges(), 250_rp);
  EXPECT_EQ(plan->charged_at_disbursement, 500_rp);
}

}  // namespace
}  // namespace lumbung::cooperative
