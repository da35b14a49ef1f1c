#include "cooperative/terms.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lumbung::cooperative {
namespace {

constexpr Money most_principal = 1'000'000'000'000_rp;
constexpr int most_basis_points = 100'000;
constexpr std::size_t most_charges = 10;

bool is_whole_rupiah(Money amount) { return amount.asset == rupiah && amount.minor % 100 == 0; }

bool is_usable(Charge const& charge) {
  if (charge.kind == ChargeKind::fixed)
    return is_whole_rupiah(charge.amount) && charge.amount >= 0_rp && charge.amount <= most_principal;
  return charge.basis_points >= 0 && charge.basis_points <= most_basis_points;
}

// Gathers faults, so that a person can mend all at once.
class Faults {
 public:
  void add(Problem problem) { found_ = found_ ? std::move(*found_).also(std::move(problem)) : std::move(problem); }
  bool none() const { return !found_; }
  Verdict verdict() && {
    if (found_) return std::move(*found_);
    return done;
  }

 private:
  std::optional<Problem> found_;
};

void check_charges(Terms const& terms, Faults& faults) {
  if (terms.charges.size() > most_charges) return faults.add(refuse(too_many_charges).at("/charges"));
  bool const priced = faults.none();  // a sum can only be told of a principal and a number that make sense
  auto sum = 0_rp;
  for (std::size_t i = 0; i < terms.charges.size(); ++i) {
    auto const& charge = terms.charges[i];
    bool const usable = is_usable(charge);
    if (usable && priced) sum += amount_of(charge, terms);
    if (!usable || (priced && sum > terms.principal))
      faults.add(refuse(charge_unusable).at("/charges/" + std::to_string(i)).with("name", charge.name));
  }
}

}  // namespace

Weekday weekday_of(Date date) {
  // Day 0, 1970-01-01, was a Thursday.
  auto const since_monday = (date.day_number % 7 + 7 + 3) % 7;
  return static_cast<Weekday>(since_monday);
}

RestDays::RestDays(std::initializer_list<Weekday> weekdays, std::vector<Date> holidays)
    : RestDays(std::vector<Weekday>(weekdays), std::move(holidays)) {}

RestDays::RestDays(std::vector<Weekday> const& weekdays, std::vector<Date> holidays) : holidays_(std::move(holidays)) {
  for (auto const weekday : weekdays)
    weekdays_ = static_cast<std::uint8_t>(weekdays_ | (1U << static_cast<unsigned>(weekday)));
  std::sort(holidays_.begin(), holidays_.end());
}

bool RestDays::rests_on(Date date) const {
  if ((weekdays_ >> static_cast<unsigned>(weekday_of(date)) & 1U) != 0) return true;
  return std::binary_search(holidays_.begin(), holidays_.end(), date);
}

Verdict check(Terms const& terms) {
  Faults faults;
  auto const& principal = terms.principal;
  bool const lendable = is_whole_rupiah(principal) && principal.positive() && principal <= most_principal;
  if (!lendable) faults.add(refuse(principal_not_lendable).at("/principal"));
  if (terms.instalments < 1 || terms.instalments > most_instalments ||
      (lendable && principal.minor / 100 < terms.instalments))
    faults.add(refuse(instalments_out_of_range).at("/instalments"));
  constexpr std::array steps{1_rp, 100_rp, 500_rp, 1'000_rp};
  if (std::find(steps.begin(), steps.end(), terms.rounded_up_to) == steps.end())
    faults.add(refuse(rounding_unknown).at("/rounded_up_to"));
  if (terms.rest_days.rests_all_week()) faults.add(refuse(every_day_is_rest).at("/rest_days"));
  check_charges(terms, faults);
  return std::move(faults).verdict();
}

Money amount_of(Charge const& charge, Terms const& terms) {
  if (charge.kind == ChargeKind::fixed) return charge.amount;
  // At most 10^12 rupiah, 10^5 hundredths of a per cent and 600 periods: taken apart so that nothing runs over.
  std::int64_t const rupiahs = terms.principal.minor / 100;
  std::int64_t const periods = charge.kind == ChargeKind::percent_a_period ? terms.instalments : 1;
  std::int64_t const parts = periods * charge.basis_points;
  std::int64_t const whole = rupiahs / 10'000 * parts + rupiahs % 10'000 * parts / 10'000;
  return {whole * 100, rupiah};
}

Money charges_paid(Terms const& terms, ChargePaid how) {
  auto sum = 0_rp;
  for (auto const& charge : terms.charges)
    if (charge.paid == how) sum += amount_of(charge, terms);
  return sum;
}

}  // namespace lumbung::cooperative
