// Moments, days and the three zones of Indonesia (WIB +7, WITA +8, WIT +9; no summer time).
// Stored: moments as microseconds UTC, days as days since 1970-01-01. Vectors: dates, months, timezones.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace lumbung {

// A length of time in microseconds.
struct Duration {
  std::int64_t micros = 0;
  friend constexpr auto operator<=>(Duration, Duration) = default;
};
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return seconds(n * 3600); }
constexpr Duration days(std::int64_t n) { return hours(n * 24); }

// A moment: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;
  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant a, Duration d) { return {a.micros + d.micros}; }
  friend constexpr Instant operator-(Instant a, Duration d) { return {a.micros - d.micros}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.micros - b.micros}; }
};

enum class Zone { wib, wita, wit };
constexpr Duration offset_of(Zone zone) { return hours(7 + static_cast<int>(zone)); }
std::string_view name_of(Zone zone);  // "WIB"
// The zone of a province code ("32"); WIB where the province is not known.
Zone zone_of_province(std::string_view province);

// A day of the (proleptic Gregorian) calendar, without a zone.
struct Date {
  std::int32_t day_number = 0;  // days since 1970-01-01
  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr Date operator+(Date d, int days) { return {d.day_number + days}; }
  friend constexpr int operator-(Date a, Date b) { return a.day_number - b.day_number; }
};
struct CalendarDay {
  int year, month, day;  // month 1-12
  friend bool operator==(CalendarDay, CalendarDay) = default;
};
CalendarDay calendar(Date date);
bool is_calendar_day(int year, int month, int day);
// Needs is_calendar_day.
Date make_date(int year, int month, int day);
// The local day a moment falls on; the ledger's day is the local day of its programme.
Date day_of(Instant moment, Zone zone);
Instant start_of(Date date, Zone zone);

inline constexpr Refusal date_unreadable{
    "core.date_unreadable", Trouble::bad_input,
    "Tanggal ini tidak terbaca atau tidak ada di kalender. Tulis seperti 22/11/2026 atau 22 November 2026.",
    "This date cannot be read or is not in the calendar. Write it like 22/11/2026 or 22 November 2026."};
inline constexpr Refusal time_unreadable{
    "core.time_unreadable", Trouble::bad_input,
    "Waktu ini tidak terbaca. Tulis tanggal, jam, dan zona seperti 2026-11-22T20:05:00+07:00.",
    "This time cannot be read. Write date, time and zone like 2026-11-22T20:05:00+07:00."};

std::string iso(Date date);                  // "2026-11-22"
std::string iso(Instant moment);             // "2026-11-22T13:05:00.000000Z" without trailing zero fractions: "…:00Z"
std::string iso(Instant moment, Zone zone);  // "2026-11-22T20:05:00+07:00"
Result<Date> parse_iso_date(std::string_view text);     // "2026-11-22" only
Result<Instant> parse_iso_time(std::string_view text);  // RFC 3339 with Z or an offset, up to microseconds

std::string shown_long(Instant moment, Zone zone);    // "Minggu, 22 November 2026 pukul 20.05 WIB"
std::string shown_medium(Instant moment, Zone zone);  // "22 Nov 2026, 20.05"
std::string shown_long(Date date);                    // "22 November 2026"
std::string shown_short(Date date);                   // "22/11/2026"
// Reads "22/11/2026", "22 November 2026", "22 Nopember 2026", "2026-11-22". Refuses impossible days.
Result<Date> parse_date(std::string_view text);

}  // namespace lumbung
