#include "cooperative/months.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lumbung::cooperative {
namespace {

constexpr std::array<std::string_view, 12> names_id{"Januari",   "Februari", "Maret",    "April",
                                                    "Mei",       "Juni",     "Juli",     "Agustus",
                                                    "September", "Oktober",  "November", "Desember"};
constexpr std::array<std::string_view, 12> names_en{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};

}  // namespace

CalendarMonth month_of(Date day) {
  auto const seen = calendar(day);
  return {seen.year, seen.month};
}

CalendarMonth next(CalendarMonth month) {
  return month.month == 12 ? CalendarMonth{month.year + 1, 1} : CalendarMonth{month.year, month.month + 1};
}

Date first_day(CalendarMonth month) { return make_date(month.year, month.month, 1); }
Date last_day(CalendarMonth month) { return first_day(next(month)) + -1; }

Date day_in(CalendarMonth month, int day) {
  return make_date(month.year, month.month, std::min(day, calendar(last_day(month)).day));
}

std::string iso(CalendarMonth month) {
  auto const number = std::to_string(month.month);
  return std::to_string(month.year) + (number.size() < 2 ? "-0" : "-") + number;
}

std::string shown(CalendarMonth month, bool indonesian) {
  auto const at = static_cast<std::size_t>(month.month - 1);
  return std::string(indonesian ? names_id[at] : names_en[at]) + " " + std::to_string(month.year);
}

Date months_after(Date day, int count) {
  auto const from = calendar(day);
  auto const months = from.year * 12 + from.month - 1 + count;
  return day_in({months / 12, months % 12 + 1}, from.day);
}

Elapsed elapsed(Date from, Date to) {
  auto const a = calendar(from), b = calendar(to);
  auto months = (b.year - a.year) * 12 + b.month - a.month;
  if (months_after(from, months) > to) --months;
  auto const passed = months_after(from, months);
  if (passed == to || b.day >= a.day) return {months, to - passed};
  return {months, last_day(month_of(from)) - from + b.day};
}

std::string shown(Elapsed elapsed, bool indonesian) {
  return std::to_string(elapsed.months) +
         (indonesian            ? " bulan "
          : elapsed.months == 1 ? " month "
                                : " months ") +
         std::to_string(elapsed.days) +
         (indonesian          ? " hari"
          : elapsed.days == 1 ? " day"
                              : " days");
}

}  // namespace lumbung::cooperative
