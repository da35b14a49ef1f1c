#include "cooperative/schedule.h"

#include <algorithm>
#include <optional>

namespace lumbung::cooperative {
namespace {

constexpr int longest_rest_in_days = 60;

// The first day from `day` on that is no rest day.
std::optional<Date> working_day_from(Date day, RestDays const& rest) {
  for (int waited = 0; waited <= longest_rest_in_days; ++waited)
    if (!rest.rests_on(day + waited)) return day + waited;
  return std::nullopt;
}

// The same day of the month `months` later, or that month's last.
Date months_later(Date from, int months) {
  auto const start = calendar(from);
  auto const month = start.month - 1 + months;
  auto const year = start.year + month / 12;
  auto day = start.day;
  while (!is_calendar_day(year, month % 12 + 1, day)) --day;
  return make_date(year, month % 12 + 1, day);
}

Date planned(Terms const& terms, Date disbursed, Date previous, int number) {
  switch (terms.period) {
    case Period::daily:
      return previous + 1;
    case Period::weekly:
      return disbursed + 7 * number;
    case Period::monthly:
      break;
  }
  return months_later(disbursed, number);
}

// A number of whole rupiah split into equal parts, the earlier ones taking what is over.
std::vector<std::int64_t> equal_parts(std::int64_t rupiahs, int parts) {
  std::vector<std::int64_t> const equal(static_cast<std::size_t>(parts), 1);
  std::vector<std::int64_t> made;
  for (auto const& part : split({rupiahs, rupiah}, equal)) made.push_back(part.minor);
  return made;
}

Money whole(std::int64_t rupiahs) { return {rupiahs * 100, rupiah}; }

// What the amounts are made of, in whole rupiah.
struct Owed {
  std::int64_t principal, charge, step;
  int instalments;
  std::int64_t all() const { return principal + charge; }
  std::int64_t largest() const { return (all() + instalments - 1) / instalments; }
  std::int64_t rounded() const { return (largest() + step - 1) / step * step; }
};

// All alike, the odd rupiah to the earlier ones; whatever is more than owed is rounding.
void fill_alike(Schedule& plan, Owed const& owed) {
  auto const due = equal_parts(owed.all(), owed.instalments);
  auto const principal = equal_parts(owed.principal, owed.instalments);
  for (std::size_t i = 0; i < due.size(); ++i) {
    auto& instalment = plan.instalments[i];
    instalment.principal = whole(principal[i]);
    instalment.charge = whole(due[i] - principal[i]);
    if (owed.step > 1) instalment.rounding = whole(owed.rounded() - due[i]);
  }
}

// `part`/`of` of a number, rounded to the nearest, halves up. The factors stay below 10^17.
std::int64_t nearest_share(std::int64_t number, std::int64_t part, std::int64_t of) {
  return (share_of({2 * number, rupiah}, part, of).minor + 1) / 2;
}

// The same with the odd rupiah spread: each instalment is what the rounded running total grows by. Principal follows
// what is due so far, so that no part of an instalment is ever below nothing.
void fill_evenly(Schedule& plan, Owed const& owed) {
  std::int64_t due = 0, principal = 0;
  for (auto& instalment : plan.instalments) {
    auto const due_so_far = nearest_share(owed.all(), instalment.number, owed.instalments);
    auto const principal_so_far = nearest_share(owed.principal, due_so_far, owed.all());
    instalment.principal = whole(principal_so_far - principal);
    instalment.charge = whole(due_so_far - due) - instalment.principal;
    if (owed.step > 1) instalment.rounding = whole(owed.rounded() - (due_so_far - due));
    due = due_so_far;
    principal = principal_so_far;
  }
}

// All alike but the last, which is what remains; principal in proportion to what has been paid.
void fill_with_smaller_last(Schedule& plan, Owed const& owed) {
  std::int64_t paid = 0, principal = 0;
  for (auto& instalment : plan.instalments) {
    auto const amount = std::min(owed.rounded(), owed.all() - paid);
    paid += amount;
    auto const so_far = share_of({owed.principal, rupiah}, paid, owed.all()).minor;
    instalment.principal = whole(so_far - principal);
    instalment.charge = whole(amount - (so_far - principal));
    principal = so_far;
  }
}

Verdict fill_amounts(Schedule& plan, Terms const& terms) {
  Owed const owed{.principal = terms.principal.minor / 100,
                  .charge = charges_paid(terms, ChargePaid::with_instalments).minor / 100,
                  .step = terms.rounded_up_to.minor / 100,
                  .instalments = terms.instalments};
  bool const smaller_last = terms.rounding_goes_to == RoundingGoesTo::smaller_last_instalment && owed.step > 1;
  bool const something_for_the_last = owed.rounded() * (owed.instalments - 1) < owed.all();
  if (owed.step > 1 && (owed.largest() < owed.step || (smaller_last && !something_for_the_last)))
    return refuse(rounding_too_coarse)
        .at("/rounded_up_to")
        .with("instalment", shown(whole(owed.largest())))
        .with("step", shown(terms.rounded_up_to));
  if (smaller_last) {
    fill_with_smaller_last(plan, owed);
  } else {
    terms.odd_rupiah == OddRupiah::evenly ? fill_evenly(plan, owed) : fill_alike(plan, owed);
  }
  return done;
}

Money sum_of(std::vector<Instalment> const& instalments, Money Instalment::* part) {
  auto sum = 0_rp;
  for (auto const& instalment : instalments) sum += instalment.*part;
  return sum;
}

}  // namespace

Money Schedule::charges() const { return sum_of(instalments, &Instalment::charge); }
Money Schedule::rounding() const { return sum_of(instalments, &Instalment::rounding); }
Money Schedule::to_pay() const { return sum_of(instalments, &Instalment::principal) + charges() + rounding(); }

Result<std::vector<Date>> due_dates(Terms const& terms, Date disbursed) {
  TRY(check(terms));
  std::vector<Date> dates;
  auto previous = disbursed;
  for (int number = 1; number <= terms.instalments; ++number) {
    auto const wanted = std::max(planned(terms, disbursed, previous, number), previous + 1);
    auto const due = working_day_from(wanted, terms.rest_days);
    if (!due) return refuse(no_day_to_pay).at("/rest_days").with("date", shown_long(previous));
    dates.push_back(*due);
    previous = *due;
  }
  return dates;
}

Result<Schedule> schedule(Terms const& terms, Date disbursed) {
  auto const dates = TRY(due_dates(terms, disbursed));
  Schedule plan{.disbursed = disbursed,
                .principal = terms.principal,
                .charged_at_disbursement = charges_paid(terms, ChargePaid::at_disbursement)};
  for (auto const& due : dates)
    plan.instalments.push_back({.number = static_cast<int>(plan.instalments.size()) + 1, .due = due});
  TRY(fill_amounts(plan, terms));
  return plan;
}

}  // namespace lumbung::cooperative
