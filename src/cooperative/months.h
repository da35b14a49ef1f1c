// Calendar months, as the rules of a co-operative count them.
//
// "Three months after 28 December" is 28 March, whatever the months between are long; where a month lacks the day, it
// is the month's last (30 November and three months: 28 February). Source: the house's own rule, journey J1.
#pragma once

#include <compare>
#include <string>

#include "core/time.h"

namespace lumbung::cooperative {

struct CalendarMonth {
  int year = 1970, month = 1;  // 1-12
  friend auto operator<=>(CalendarMonth const&, CalendarMonth const&) = default;
};
CalendarMonth month_of(Date day);
CalendarMonth next(CalendarMonth month);
Date first_day(CalendarMonth month);
Date last_day(CalendarMonth month);
// The day of that number, or the month's last.
Date day_in(CalendarMonth month, int day);
std::string iso(CalendarMonth month);                     // "2024-03"
std::string shown(CalendarMonth month, bool indonesian);  // "Maret 2024", "March 2024"

// The same day `count` (0 or more) months later, or the last of that month.
Date months_after(Date day, int count);

// How long from one day to another (not before it): whole months as above, and the days beyond them. Where the last
// month has not come to the day of the first, the days are what is left of the first month and what has passed of the
// last: from 30 December to 28 March two months and 1 + 28 = 29 days.
struct Elapsed {
  int months = 0, days = 0;
  friend bool operator==(Elapsed const&, Elapsed const&) = default;
};
Elapsed elapsed(Date from, Date to);
std::string shown(Elapsed elapsed, bool indonesian);  // "2 bulan 29 hari", "2 months 29 days"

}  // namespace lumbung::cooperative
