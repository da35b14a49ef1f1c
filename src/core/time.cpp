#include "core/time.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lumbung {
namespace {

constexpr std::int64_t micros_a_day = days(1).micros;

constexpr std::array<std::string_view, 12> long_months{"Januari",   "Februari", "Maret",    "April",
                                                       "Mei",       "Juni",     "Juli",     "Agustus",
                                                       "September", "Oktober",  "November", "Desember"};
constexpr std::array<std::string_view, 12> short_months{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                                        "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
constexpr std::array<std::string_view, 7> weekdays{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};

// Written differently in older papers, or shortened differently today.
struct OtherSpelling {
  std::string_view written;
  int number;
};
constexpr OtherSpelling other_months[] = {{"nopember", 11}, {"nop", 11}, {"pebruari", 2}, {"peb", 2},
                                          {"agt", 8},       {"ags", 8},  {"agust", 8},    {"sept", 9}};
constexpr OtherSpelling other_weekdays[] = {{"jum'at", 5}, {"jum’at", 5}, {"ahad", 0}};

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::string padded(int number, std::size_t width) {
  auto text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

struct LocalTime {
  Date date;
  int hour, minute, second, micros;
};

LocalTime local(Instant moment, Duration offset) {
  auto const shifted = moment.micros + offset.micros;
  auto const day = floor_div(shifted, micros_a_day);
  auto const rest = shifted - day * micros_a_day;
  auto const second = static_cast<int>(rest / 1'000'000);
  return {{static_cast<std::int32_t>(day)},
          second / 3600,
          second / 60 % 60,
          second % 60,
          static_cast<int>(rest % 1'000'000)};
}

std::string iso_without_zone(LocalTime const& at) {
  auto text = iso(at.date) + "T" + padded(at.hour, 2) + ":" + padded(at.minute, 2) + ":" + padded(at.second, 2);
  if (at.micros == 0) return text;
  text += "." + padded(at.micros, 6);
  while (text.back() == '0') text.pop_back();
  return text;
}

// Reads a text from left to right; every step says whether it found what was wanted.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}
  bool end() const { return rest_.empty(); }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_either(char a, char b) { return take(a) || take(b); }
  void skip_blanks() {
    while (take(' ')) {
    }
  }
  // From `least` to `most` digits; -1 if there are not that many.
  int number(std::size_t least, std::size_t most) {
    auto const digits = count_digits();
    if (digits < least || digits > most) return -1;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (rest_[i] - '0');
    rest_.remove_prefix(digits);
    return value;
  }
  std::size_t count_digits() const {
    auto const end = rest_.find_first_not_of("0123456789");
    return end == std::string_view::npos ? rest_.size() : end;
  }
  std::string word() {
    auto const end = std::min(rest_.find_first_of(" ,./-0123456789"), rest_.size());
    auto const taken = lower(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return taken;
  }

 private:
  std::string_view rest_;
};

int month_named(std::string const& word) {
  for (std::size_t i = 0; i < 12; ++i)
    if (word == lower(long_months[i]) || word == lower(short_months[i])) return static_cast<int>(i) + 1;
  for (auto const& other : other_months)
    if (word == other.written) return other.number;
  return 0;
}

int weekday_named(std::string const& word) {
  for (std::size_t i = 0; i < 7; ++i)
    if (word == lower(weekdays[i])) return static_cast<int>(i);
  for (auto const& other : other_weekdays)
    if (word == other.written) return other.number;
  return -1;
}

int weekday_of(Date date) { return static_cast<int>(((date.day_number % 7) + 11) % 7); }  // 1970-01-01: Thursday, 4

Result<Date> date_of(int year, int month, int day) {
  if (!is_calendar_day(year, month, day)) return refuse(date_unreadable);
  return make_date(year, month, day);
}

// "-07:00", "+07:00" or "Z"; nothing if it is none of them.
std::optional<Duration> take_offset(Cursor& at) {
  if (at.take_either('Z', 'z')) return Duration{};
  auto const west = at.take('-');
  if (!west && !at.take('+')) return std::nullopt;
  auto const hour = at.number(2, 2);
  if (hour < 0 || hour > 23 || !at.take(':')) return std::nullopt;
  auto const minute = at.number(2, 2);
  if (minute < 0 || minute > 59) return std::nullopt;
  auto const length = minutes(hour * 60 + minute);
  return west ? Duration{-length.micros} : length;
}

// The digits after the dot as microseconds; nothing if there is no dot's worth of them.
std::optional<int> take_fraction(Cursor& at) {
  if (!at.take('.')) return 0;
  auto const digits = at.count_digits();
  auto fraction = at.number(1, 6);
  if (fraction < 0) return std::nullopt;
  for (auto i = digits; i < 6; ++i) fraction *= 10;
  return fraction;
}

}  // namespace

std::string_view name_of(Zone zone) {
  constexpr std::array<std::string_view, 3> names{"WIB", "WITA", "WIT"};
  return names.at(static_cast<std::size_t>(zone));
}

Zone zone_of_province(std::string_view province) {
  constexpr std::array<std::string_view, 12> wita{"51", "52", "53", "63", "64", "65",
                                                  "71", "72", "73", "74", "75", "76"};
  constexpr std::array<std::string_view, 8> wit{"81", "82", "91", "92", "93", "94", "95", "96"};
  if (std::find(wita.begin(), wita.end(), province) != wita.end()) return Zone::wita;
  if (std::find(wit.begin(), wit.end(), province) != wit.end()) return Zone::wit;
  return Zone::wib;
}

// The two conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": the year begins in March,
// so that the leap day comes last, and 400 years (an era) have 146,097 days.
CalendarDay calendar(Date date) {
  auto const shifted = static_cast<std::int64_t>(date.day_number) + 719'468;
  auto const era = floor_div(shifted, 146'097);
  auto const day_of_era = shifted - era * 146'097;
  auto const year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  auto const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  auto const month_from_march = (5 * day_of_year + 2) / 153;
  auto const day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  auto const month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {static_cast<int>(year_of_era + era * 400) + (month <= 2 ? 1 : 0), month, day};
}

bool is_calendar_day(int year, int month, int day) {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  auto const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= lengths.at(static_cast<std::size_t>(month - 1)) + (leap && month == 2 ? 1 : 0);
}

Date make_date(int year, int month, int day) {
  must(is_calendar_day(year, month, day));
  auto const from_march = month <= 2 ? year - 1 : year;
  auto const era = floor_div(from_march, 400);
  auto const year_of_era = from_march - era * 400;
  auto const day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  auto const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {static_cast<std::int32_t>(era * 146'097 + day_of_era - 719'468)};
}

Date day_of(Instant moment, Zone zone) { return local(moment, offset_of(zone)).date; }

Instant start_of(Date date, Zone zone) { return {date.day_number * micros_a_day - offset_of(zone).micros}; }

std::string iso(Date date) {
  auto const day = calendar(date);
  return padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
}

std::string iso(Instant moment) { return iso_without_zone(local(moment, {})) + "Z"; }

std::string iso(Instant moment, Zone zone) {
  return iso_without_zone(local(moment, offset_of(zone))) + "+0" + std::to_string(7 + static_cast<int>(zone)) + ":00";
}

Result<Date> parse_iso_date(std::string_view text) {
  Cursor at(text);
  auto const year = at.number(4, 4);
  if (!at.take('-')) return refuse(date_unreadable);
  auto const month = at.number(2, 2);
  if (!at.take('-')) return refuse(date_unreadable);
  auto const day = at.number(2, 2);
  if (!at.end()) return refuse(date_unreadable);
  return date_of(year, month, day);
}

Result<Instant> parse_iso_time(std::string_view text) {
  constexpr std::size_t date_length = 10;
  if (text.size() <= date_length) return refuse(time_unreadable);
  auto const date = parse_iso_date(text.substr(0, date_length));
  if (date.refused()) return refuse(time_unreadable);
  Cursor at(text.substr(date_length));
  if (!at.take_either('T', 't')) return refuse(time_unreadable);
  auto const hour = at.number(2, 2);
  if (!at.take(':')) return refuse(time_unreadable);
  auto const minute = at.number(2, 2);
  if (!at.take(':')) return refuse(time_unreadable);
  auto const second = at.number(2, 2);
  auto const fraction = take_fraction(at);
  auto const offset = take_offset(at);
  if (!fraction || !offset || !at.end()) return refuse(time_unreadable);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return refuse(time_unreadable);
  auto const of_day = hours(hour).micros + minutes(minute).micros + seconds(second).micros + *fraction;
  return Instant{date->day_number * micros_a_day + of_day - offset->micros};
}

std::string shown_long(Instant moment, Zone zone) {
  auto const at = local(moment, offset_of(zone));
  return std::string(weekdays.at(static_cast<std::size_t>(weekday_of(at.date)))) + ", " + shown_long(at.date) +
         " pukul " + padded(at.hour, 2) + "." + padded(at.minute, 2) + " " + std::string(name_of(zone));
}

std::string shown_medium(Instant moment, Zone zone) {
  auto const at = local(moment, offset_of(zone));
  auto const day = calendar(at.date);
  return std::to_string(day.day) + " " + std::string(short_months.at(static_cast<std::size_t>(day.month - 1))) + " " +
         padded(day.year, 4) + ", " + padded(at.hour, 2) + "." + padded(at.minute, 2);
}

std::string shown_long(Date date) {
  auto const day = calendar(date);
  return std::to_string(day.day) + " " + std::string(long_months.at(static_cast<std::size_t>(day.month - 1))) + " " +
         padded(day.year, 4);
}

std::string shown_short(Date date) {
  auto const day = calendar(date);
  return padded(day.day, 2) + "/" + padded(day.month, 2) + "/" + padded(day.year, 4);
}

Result<Date> parse_date(std::string_view text) {
  if (auto iso_date = parse_iso_date(text)) return iso_date;
  Cursor at(text);
  at.skip_blanks();
  auto const weekday_word = at.word();
  auto const weekday = weekday_named(weekday_word);
  if (!weekday_word.empty() && weekday < 0) return refuse(date_unreadable);
  at.take(',');
  at.skip_blanks();
  auto const day = at.number(1, 2);
  auto const in_figures = at.take('/') || at.take('-') || at.take('.');
  auto const same_again = [&] { return at.take('/') || at.take('-') || at.take('.'); };
  at.skip_blanks();
  auto const month = in_figures ? at.number(1, 2) : month_named(at.word());
  if (in_figures && !same_again()) return refuse(date_unreadable);
  at.skip_blanks();
  auto const year = at.number(4, 4);
  at.skip_blanks();
  if (!at.end()) return refuse(date_unreadable);
  auto const date = TRY(date_of(year, month, day));
  if (weekday >= 0 && weekday != weekday_of(date)) return refuse(date_unreadable);
  return date;
}

}  // namespace lumbung
