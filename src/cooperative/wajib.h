// Simpanan wajib: which months are paid, and what is in arrears. Pure.
//
// A member owes the month of joining and every month after it, each at the rate of the by-laws in force on the month's
// first day. What was paid fills the months from the oldest on, whatever month was meant: so months can be paid ahead,
// and a correction takes the last ones off again. A month is in arrears when its due day (that of the by-laws; never
// before the day of joining) and the days of grace are over and it is not paid in full.
#pragma once

#include <vector>

#include "cooperative/months.h"
#include "cooperative/types.h"

namespace lumbung::cooperative {

struct WajibMonth {
  CalendarMonth month;
  Money rate;
  Money paid;  // of it; at most the rate
  Date due;
  Date late_from;  // the first day on which it is in arrears if unpaid

  Money left() const { return rate - paid; }
  bool in_arrears(Date day) const { return paid < rate && day >= late_from; }
};

inline constexpr int most_months_ahead = 60;

// From the month of joining to `through`, and on to the last month that `paid` reaches. `all` is in order, not empty.
std::vector<WajibMonth> wajib_months(std::vector<Bylaws> const& all, Date since, CalendarMonth through, Money paid);

struct WajibStanding {
  Money paid;                                 // in all
  std::optional<CalendarMonth> paid_through;  // the last month that is paid in full; none: not even the first
  std::vector<WajibMonth> arrears;            // oldest first
  Money owed;                                 // the sum of what is left of them
};
// As of the end of a day, when `paid` had come in by then.
WajibStanding wajib_standing(std::vector<Bylaws> const& all, Date since, Date day, Money paid);

// What a deposit may be: whole months from the first unpaid one on. The nearest sums below and above `amount`; `below`
// is zero when even one month is more, and `fits` says that it is just right.
struct WholeMonths {
  bool fits = false;
  Money below, above;
  CalendarMonth first;  // unpaid
  CalendarMonth last;   // what `amount` reaches
};
WholeMonths whole_months(std::vector<Bylaws> const& all, Date since, Date day, Money paid, Money amount);

}  // namespace lumbung::cooperative
