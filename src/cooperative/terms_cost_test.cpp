#include "cooperative/terms_cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/vectors.h"

namespace lumbung::cooperative {
namespace {

using testing::HasSubstr;

auto const handed_out = make_date(2024, 3, 28);

struct Reckoned {
  Terms terms;
  Schedule plan;
  Cost cost;
};
Reckoned reckoned(Terms const& terms, Date day = handed_out) {
  auto const plan = schedule(terms, day);
  must(!plan.refused());
  return {terms, *plan, cost_of(*plan, terms)};
}
Terms kamura(RoundingGoesTo where) {
  return {.principal = 25'000_rp, .instalments = 6, .rounded_up_to = 100_rp, .rounding_goes_to = where};
}

TEST(TermsCost, OfThePilotEqualsTheVectorWhenTheRoundingIsACharge) {
  auto const vector = tests::Vector::file("vectors.json")["loan_kamura"];
  auto const [terms, plan, cost] = reckoned(kamura(RoundingGoesTo::service_charge));
  EXPECT_EQ(cost.cost.minor, vector["surplus_each"].number() * 100);
  EXPECT_NEAR(cost.flat_a_year, vector["flat_rate_per_year"].real(), 1e-12);
  EXPECT_NEAR(cost.effective_a_period, vector["irr_per_day"].real(), 1e-12);
  EXPECT_NEAR(cost.nominal_a_year, vector["nominal_per_year"].real(), 1e-10);
  EXPECT_NEAR(cost.manfaat_ekonomi_percent_a_day, vector["ojk_percent_per_day_of_face"].real(), 1e-12);
  auto const* const rule = ceiling_on(handed_out);
  ASSERT_NE(rule, nullptr);
  EXPECT_DOUBLE_EQ(rule->basis_points_a_year / 10'000.0, vector["permenkop_8_2023_cap"].real());
  EXPECT_EQ(most_to_ask(plan, terms, *rule).minor, vector["max_total_at_24pct_flat"].number() * 100);
  EXPECT_EQ(ceiling_warning(plan, terms, cost).has_value(), vector["exceeds_cap_if_surplus_is_interest"].yes());
}

TEST(TermsCost, WarnsWithTheNameAndTheDateOfTheRule) {
  auto const [terms, plan, cost] = reckoned(kamura(RoundingGoesTo::service_charge));
  auto const warning = ceiling_warning(plan, terms, cost);
  ASSERT_TRUE(warning);
  EXPECT_EQ(warning->code(), above_the_ceiling.code);
  for (auto const* words :
       {"48,67 %", "83,27 %", "24,00 %", "Permenkop UKM 8/2023", "20 Juni 2023", "Rp25.098", "Rp25.200"})
    EXPECT_THAT(warning->sentence_id(), HasSubstr(words));
  EXPECT_THAT(warning->sentence_en(), HasSubstr("83.27%"));
  EXPECT_THAT(warning->sentence_en(), HasSubstr("2023-06-20"));
  EXPECT_THAT(warning->sentence_en(), testing::Not(HasSubstr("{")));
}

TEST(TermsCost, IsNothingWhenTheRoundingIsTheMembersOwn) {
  auto const [terms, plan, cost] = reckoned(kamura(RoundingGoesTo::voluntary_savings));
  EXPECT_EQ(cost.paid, 25'200_rp);
  EXPECT_EQ(cost.own_saving, 200_rp);
  EXPECT_TRUE(cost.cost.zero());
  EXPECT_EQ(cost.flat_a_year, 0);
  EXPECT_EQ(cost.effective_a_period, 0);
  EXPECT_FALSE(ceiling_warning(plan, terms, cost));
}

TEST(TermsCost, CountsTheRealDaysWhenSundaysAreOff) {
  auto terms = kamura(RoundingGoesTo::service_charge);
  terms.rest_days = RestDays({Weekday::sunday});
  auto const cost = reckoned(terms).cost;
  EXPECT_EQ(cost.days, 7);
  EXPECT_NEAR(cost.flat_a_year, 0.008 * 365 / 7, 1e-12);
  EXPECT_LT(cost.nominal_a_year, 0.8327);
}

TEST(TermsCost, KeepsToTheLimitAtTwoPerCentAMonthFlatInEveryMonth) {
  for (int months : {1, 12, 36}) {
    Terms terms{.principal = 1'200'000_rp,
                .instalments = months,
                .period = Period::monthly,
                .charges = {{.name = "jasa", .kind = ChargeKind::percent_a_period, .basis_points = 200}}};
    auto const at = reckoned(terms, make_date(2024, 1, 31));  // February is short
    EXPECT_NEAR(at.cost.flat_a_year, 0.24, 1e-12);
    auto const warning = ceiling_warning(at.plan, terms, at.cost);
    // On what is still owed it is more as soon as there are several instalments, and that is said.
    EXPECT_EQ(warning ? warning->code() : "", months == 1 ? "" : above_the_ceiling_on_what_is_owed.code);
    terms.charges[0].basis_points = 201;
    auto const over = reckoned(terms, make_date(2024, 1, 31));
    EXPECT_EQ(ceiling_warning(over.plan, terms, over.cost).value().code(), above_the_ceiling.code);
  }
}

TEST(TermsCost, IsTheRateAtWhichTheInstalmentsAreWorthTheLoan) {
  Terms terms{.principal = 1'200'000_rp,
              .instalments = 12,
              .period = Period::monthly,
              .charges = {{.name = "jasa", .kind = ChargeKind::percent_a_period, .basis_points = 100}}};
  auto const cost = reckoned(terms).cost;
  EXPECT_NEAR(cost.flat_a_year, 0.12, 1e-12);
  auto worth = -1'200'000.0;
  for (int month = 1; month <= 12; ++month) worth += 112'000 / std::pow(1 + cost.effective_a_period, month);
  EXPECT_NEAR(worth, 0, 1e-3);
  EXPECT_NEAR(cost.effective_a_year, std::pow(1 + cost.effective_a_period, 12) - 1, 1e-12);
}

TEST(TermsCost, IsDearerWhenItIsKeptBackAtDisbursement) {
  Terms terms{.principal = 500'000_rp,
              .instalments = 10,
              .period = Period::weekly,
              .charges = {{.name = "administrasi", .kind = ChargeKind::fixed, .amount = 5'000_rp}}};
  auto const later = reckoned(terms).cost;
  terms.charges[0].paid = ChargePaid::at_disbursement;
  auto const before = reckoned(terms).cost;
  EXPECT_EQ(later.cost, before.cost);
  EXPECT_DOUBLE_EQ(later.flat_a_year, before.flat_a_year);
  EXPECT_GT(before.effective_a_period, later.effective_a_period);
}

TEST(TermsCost, FollowsTheRuleThatWasInForceOnTheDay) {
  std::array const rules{LoanCeiling{"a", "A", "A", make_date(2020, 1, 1), 3'600},
                         LoanCeiling{"c", "C", "C", make_date(2025, 1, 1), 1'200},
                         LoanCeiling{"b", "B", "B", make_date(2023, 6, 20), 2'400}};
  EXPECT_EQ(ceiling_on(make_date(2019, 12, 31), rules), nullptr);
  EXPECT_EQ(ceiling_on(make_date(2023, 6, 19), rules)->id, "a");
  EXPECT_EQ(ceiling_on(make_date(2023, 6, 20), rules)->id, "b");
  EXPECT_EQ(ceiling_on(make_date(2026, 1, 1), rules)->id, "c");
  auto const [terms, plan, cost] = reckoned(kamura(RoundingGoesTo::service_charge), make_date(2019, 5, 1));
  EXPECT_FALSE(ceiling_warning(plan, terms, cost, rules)) << "no rule held yet";
}

TEST(TermsCost, ReckonsManfaatEkonomiAsTheExampleOfOjk) {
  for (auto const& example : tests::vectors("ojk_p2p_examples")) {
    Terms const terms{
        .principal = {example["face"].number() * 100, rupiah},
        .instalments = static_cast<int>(example["days"].number()),
        .charges = {
            {.name = "jasa", .kind = ChargeKind::fixed, .amount = {example["benefit"].number() * 100, rupiah}}}};
    EXPECT_NEAR(reckoned(terms).cost.manfaat_ekonomi_percent_a_day, example["percent_per_day"].real(), 5e-5);
  }
}

}  // namespace
}  // namespace lumbung::cooperative
