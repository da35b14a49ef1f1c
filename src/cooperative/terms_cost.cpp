#include "cooperative/terms_cost.h"

#include <array>
#include <cmath>

namespace lumbung::cooperative {
namespace {

__extension__ typedef __int128 Wide;

// The length of the term in years, as a fraction, so that money can be reckoned with it.
struct Years {
  std::int64_t part, whole;
  double real() const { return static_cast<double>(part) / static_cast<double>(whole); }
};

Years years_of(Schedule const& plan, Terms const& terms) {
  switch (terms.period) {
    case Period::daily:
      return {plan.last_due() - plan.disbursed, 365};
    case Period::weekly:
      return {7 * static_cast<std::int64_t>(terms.instalments), 365};
    case Period::monthly:
      break;
  }
  return {terms.instalments, 12};
}

double periods_a_year(Period period) {
  constexpr std::array counts{365.0, 365.0 / 7.0, 12.0};
  return counts.at(static_cast<std::size_t>(period));
}

double real(Money amount) { return static_cast<double>(amount.minor); }

bool rounding_is_hers(Terms const& terms) { return terms.rounding_goes_to == RoundingGoesTo::voluntary_savings; }

// When an instalment is paid, counted in periods since the disbursement.
double moment_of(Instalment const& instalment, Schedule const& plan, Terms const& terms) {
  if (terms.period == Period::daily) return instalment.due - plan.disbursed;
  return instalment.number;
}

// What the instalments are worth on the day of disbursement at that rate a period, less what she carried home.
double worth_at(double rate, Schedule const& plan, Terms const& terms) {
  auto worth = -real(plan.principal - plan.charged_at_disbursement);
  for (auto const& instalment : plan.instalments) {
    auto const paid = instalment.amount() - (rounding_is_hers(terms) ? instalment.rounding : 0_rp);
    worth += real(paid) * std::pow(1 + rate, -moment_of(instalment, plan, terms));
  }
  return worth;
}

// The worth falls as the rate grows, so halving finds the one rate at which it is nothing.
double internal_rate(Schedule const& plan, Terms const& terms) {
  double low = 0, high = 1;
  if (worth_at(low, plan, terms) <= 0) return 0;
  while (worth_at(high, plan, terms) > 0 && high < 1e12) high *= 2;
  for (int step = 0; step < 200; ++step) {
    auto const middle = (low + high) / 2;
    (worth_at(middle, plan, terms) > 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

// 0.8327 as "83,27 %" or "83.27%".
std::string percent(double rate, std::string_view point, std::string_view sign) {
  auto const hundredths = std::llround(rate * 10'000);
  auto const rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + std::string(point) + (rest.size() < 2 ? "0" : "") + rest +
         std::string(sign);
}

Problem with_percent(Problem problem, std::string_view name, double rate) {
  return std::move(problem).with(name, percent(rate, ",", " %"), percent(rate, ".", "%"));
}

Problem said(Refusal const& sentence, LoanCeiling const& rule, Cost const& cost) {
  auto problem = refuse(sentence)
                     .at("/charges")
                     .with("rule", rule.name_id, rule.name_en)
                     .with("since", shown_long(rule.in_force_from), iso(rule.in_force_from));
  problem = with_percent(std::move(problem), "ceiling", rule.basis_points_a_year / 10'000.0);
  problem = with_percent(std::move(problem), "flat", cost.flat_a_year);
  return with_percent(std::move(problem), "nominal", cost.nominal_a_year);
}

}  // namespace

Cost cost_of(Schedule const& plan, Terms const& terms) {
  Cost cost{.paid = plan.to_pay() + plan.charged_at_disbursement};
  if (rounding_is_hers(terms)) cost.own_saving = plan.rounding();
  cost.cost = cost.paid - plan.principal - cost.own_saving;
  cost.days = plan.last_due() - plan.disbursed;
  auto const ratio = real(cost.cost) / real(plan.principal);
  auto const periods = periods_a_year(terms.period);
  cost.flat_a_year = ratio / years_of(plan, terms).real();
  cost.effective_a_period = internal_rate(plan, terms);
  cost.nominal_a_year = cost.effective_a_period * periods;
  cost.effective_a_year = std::pow(1 + cost.effective_a_period, periods) - 1;
  cost.manfaat_ekonomi_percent_a_day = ratio * 100 / cost.days;
  return cost;
}

std::span<LoanCeiling const> loan_ceilings() {
  static std::array const rules{
      LoanCeiling{.id = "permenkop-8-2023-pasal-27",
                  .name_id = "Permenkop UKM 8/2023 pasal 27 (bunga pinjaman koperasi)",
                  .name_en = "Permenkop UKM 8/2023 art. 27 (interest on loans of co-operatives)",
                  .in_force_from = make_date(2023, 6, 20),
                  .basis_points_a_year = 2'400}};
  return rules;
}

LoanCeiling const* ceiling_on(Date day, std::span<LoanCeiling const> rules) {
  LoanCeiling const* found = nullptr;
  for (auto const& rule : rules)
    if (rule.in_force_from <= day && (found == nullptr || found->in_force_from <= rule.in_force_from)) found = &rule;
  return found;
}

Money most_to_ask(Schedule const& plan, Terms const& terms, LoanCeiling const& rule) {
  auto const years = years_of(plan, terms);
  Wide const rupiahs = plan.principal.minor / 100;
  auto const price = rupiahs * rule.basis_points_a_year * years.part / (Wide{10'000} * years.whole);
  return plan.principal + Money{static_cast<std::int64_t>(price) * 100, rupiah};
}

std::optional<Problem> ceiling_warning(Schedule const& plan, Terms const& terms, Cost const& cost,
                                       std::span<LoanCeiling const> rules) {
  auto const* const rule = ceiling_on(plan.disbursed, rules);
  if (rule == nullptr) return std::nullopt;
  auto const asked = plan.principal + cost.cost;
  auto const most = most_to_ask(plan, terms, *rule);
  if (asked > most) return said(above_the_ceiling, *rule, cost).with("most", shown(most)).with("asked", shown(asked));
  if (cost.nominal_a_year > rule->basis_points_a_year / 10'000.0)
    return said(above_the_ceiling_on_what_is_owed, *rule, cost);
  return std::nullopt;
}

}  // namespace lumbung::cooperative
