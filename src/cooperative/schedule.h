// The plan of a loan: when each instalment falls due, how much it is, and what each rupiah of it is for.
//
// Amounts (vector `loan_kamura`): principal and charges together are split over the instalments by largest remainder in
// whole rupiah, the earlier ones taking the odd rupiah (25.000 in six: 4.167 four times, then 4.166 twice) unless the
// terms spread them evenly. If the terms round up, every instalment is the largest of those, rounded up (4.200), and
// what is more than owed is its rounding part (33 or 34, Rp200 in all). The principal parts sum to the principal, the
// charge parts to the charges, to the rupiah.
//
// Days: the first instalment falls due one period after the disbursement. Daily: every day that is no rest day. Weekly
// and monthly: the same weekday or day of the month (the last day of a month that is too short); on a rest day, the
// next day that is none, without moving those that follow. No two fall on one day.
#pragma once

#include <vector>

#include "cooperative/terms.h"

namespace lumbung::cooperative {

struct Instalment {
  int number = 0;  // from 1
  Date due;
  Money principal = 0_rp;
  Money charge = 0_rp;
  Money rounding = 0_rp;  // goes where the terms say

  Money amount() const { return principal + charge + rounding; }
  friend bool operator==(Instalment const&, Instalment const&) = default;
};

struct Schedule {
  Date disbursed;
  Money principal = 0_rp;
  Money charged_at_disbursement = 0_rp;  // kept back; the member carries home principal less this
  std::vector<Instalment> instalments;

  Money charges() const;   // with the instalments, without those at disbursement
  Money rounding() const;  // over all instalments
  Money to_pay() const;    // the sum of all instalments
  Date last_due() const { return instalments.back().due; }
};

inline constexpr Refusal no_day_to_pay{
    "cooperative.no_day_to_pay", Trouble::bad_input,
    "Setelah {date} ada lebih dari 60 hari libur berturut-turut, jadi jatuh tempo tidak dapat ditentukan. Periksa "
    "daftar "
    "hari libur.",
    "After {date} there are more than 60 rest days in a row, so no due date can be found. Check the list of holidays."};

// Refuses what `check` refuses, besides `rounding_too_coarse` and `no_day_to_pay`.
Result<Schedule> schedule(Terms const& terms, Date disbursed);

// Only the days, for a calendar; as above.
Result<std::vector<Date>> due_dates(Terms const& terms, Date disbursed);

}  // namespace lumbung::cooperative
