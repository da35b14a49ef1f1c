#include "core/nik.h"

#include <algorithm>

namespace lumbung {
namespace {

constexpr std::size_t length = 16;
constexpr int oldest_age = 120;      // years
constexpr int added_for_women = 40;  // to the day

std::string without_separators(std::string_view text) {
  std::string out;
  for (char const c : text)
    if (c != ' ' && c != '.' && c != '-') out += c;
  return out;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_placeholder(std::string_view digits) {
  return digits.find_first_not_of(digits.front()) == std::string_view::npos;
}

int two_digits(std::string_view digits, std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); }

std::string_view serial_of(std::string_view digits) { return digits.substr(12, 4); }

AreaCode area_of(std::string_view digits) { return *AreaCode::parse(digits.substr(0, 6)); }

Sex sex_of(std::string_view digits) { return two_digits(digits, 6) > added_for_women ? Sex::female : Sex::male; }

bool older_than_anybody(Date birth, Date today) {
  auto const day = calendar(birth);
  auto const now = calendar(today);
  return std::pair(now.year - day.year, now.month * 100 + now.day - day.month * 100 - day.day) >
         std::pair(oldest_age, 0);
}

std::vector<Date> births_of(std::string_view digits, Date today) {
  auto const raw_day = two_digits(digits, 6);
  auto const day = raw_day > added_for_women ? raw_day - added_for_women : raw_day;
  std::vector<Date> candidates;
  for (int const century : {2000, 1900}) {
    auto const year = century + two_digits(digits, 10);
    if (!is_calendar_day(year, two_digits(digits, 8), day)) continue;
    auto const birth = make_date(year, two_digits(digits, 8), day);
    if (birth <= today && !older_than_anybody(birth, today)) candidates.push_back(birth);
  }
  return candidates;
}

std::optional<Date> registration_of(std::string_view digits, Date today) {
  for (int const century : {2000, 1900}) {
    auto const year = century + two_digits(digits, 10);
    if (!is_calendar_day(year, two_digits(digits, 8), two_digits(digits, 6))) continue;
    auto const date = make_date(year, two_digits(digits, 8), two_digits(digits, 6));
    if (date <= today) return date;
  }
  return std::nullopt;
}

// The first refusal found, with the others hanging on it.
Problem joined(std::vector<Refusal const*> const& found) {
  auto problem = refuse(*found.front());
  for (std::size_t i = 1; i < found.size(); ++i) problem = std::move(problem).also(refuse(*found[i]));
  return problem;
}

std::string masked_digits(std::string_view digits) {
  return std::string(digits.substr(0, 4)) + "********" + std::string(serial_of(digits));
}

std::vector<Refusal const*> faults_of_nik(std::string_view digits, Date today) {
  if (!all_digits(digits)) return {&nik_not_digits};
  if (digits.size() != length) return {&nik_length};
  std::vector<Refusal const*> found;
  if (is_placeholder(digits)) found.push_back(&nik_placeholder);
  if (births_of(digits, today).empty()) found.push_back(&nik_date);
  if (serial_of(digits) == "0000") found.push_back(&nik_serial);
  return found;
}

std::vector<Refusal const*> faults_of_kk(std::string_view digits, Date today) {
  if (!all_digits(digits)) return {&kk_not_digits};
  if (digits.size() != length) return {&kk_length};
  std::vector<Refusal const*> found;
  if (is_placeholder(digits)) found.push_back(&kk_placeholder);
  auto const day = two_digits(digits, 6);
  if (day > added_for_women && day <= added_for_women + 31)
    found.push_back(&kk_looks_like_nik);
  else if (!registration_of(digits, today))
    found.push_back(&kk_date);
  if (serial_of(digits) == "0000") found.push_back(&kk_serial);
  return found;
}

std::string_view short_code(Refusal const& fault) {
  if (&fault == &nik_not_digits) return "NON_DIGIT";
  if (&fault == &nik_length) return "LENGTH";
  if (&fault == &nik_placeholder) return "PLACEHOLDER";
  if (&fault == &nik_date) return "DATE";
  return "SERIAL_0000";
}

constexpr std::array<std::string_view, 5> warning_codes{"AREA_HISTORIC", "AREA_UNKNOWN", "CENTURY_AMBIGUOUS",
                                                        "DOB_MISMATCH", "GENDER_MISMATCH"};

std::vector<NikWarning> odd_things(std::string_view digits, Date today, AreaStatus area, Declared const& declared) {
  std::vector<NikWarning> found;
  if (area == AreaStatus::historic) found.push_back(NikWarning::area_historic);
  if (area == AreaStatus::unknown) found.push_back(NikWarning::area_unknown);
  auto const births = births_of(digits, today);
  auto const told = declared.birth && std::find(births.begin(), births.end(), *declared.birth) != births.end();
  if (declared.birth && !told) found.push_back(NikWarning::dob_mismatch);
  if (!declared.birth && births.size() > 1) found.push_back(NikWarning::century_ambiguous);
  if (declared.sex && *declared.sex != sex_of(digits)) found.push_back(NikWarning::gender_mismatch);
  return found;
}

}  // namespace

std::string_view code_of(Sex sex) { return sex == Sex::male ? "L" : "P"; }

std::optional<Sex> sex_from(std::string_view code) {
  if (code == "L") return Sex::male;
  if (code == "P") return Sex::female;
  return std::nullopt;
}

std::string_view code_of(NikWarning warning) { return warning_codes.at(static_cast<std::size_t>(warning)); }

std::optional<NikWarning> nik_warning_from(std::string_view code) {
  auto const found = std::find(warning_codes.begin(), warning_codes.end(), code);
  if (found == warning_codes.end()) return std::nullopt;
  return static_cast<NikWarning>(found - warning_codes.begin());
}

Result<Nik> Nik::parse(std::string_view text, Date today) {
  auto const digits = without_separators(text);
  if (auto const faults = faults_of_nik(digits, today); !faults.empty()) return joined(faults);
  return from_stored(digits);
}

Nik Nik::from_stored(std::string_view digits) {
  must(digits.size() == length && all_digits(digits));
  Nik nik;
  std::copy(digits.begin(), digits.end(), nik.digits_.begin());
  return nik;
}

std::string Nik::masked() const { return masked_digits(digits()); }
AreaCode Nik::area() const { return area_of(digits()); }
Sex Nik::sex() const { return sex_of(digits()); }
std::vector<Date> Nik::birth_candidates(Date today) const { return births_of(digits(), today); }

std::vector<NikWarning> warnings_of(Nik const& nik, Date today, AreaLookup const& areas, Declared const& declared) {
  return odd_things(nik.digits(), today, areas(nik.area()), declared);
}

NikReading read_nik(std::string_view text, Date today, AreaLookup const& areas) {
  NikReading reading;
  reading.digits = without_separators(text);
  for (auto const* fault : faults_of_nik(reading.digits, today)) reading.errors.push_back(short_code(*fault));
  if (reading.digits.size() != length || !all_digits(reading.digits)) return reading;
  reading.birth_candidates = births_of(reading.digits, today);
  reading.sex = sex_of(reading.digits);
  reading.serial = serial_of(reading.digits);
  reading.area = area_of(reading.digits);
  reading.area_status = areas(*reading.area);
  for (auto const warning : odd_things(reading.digits, today, reading.area_status, {}))
    reading.warnings.push_back(code_of(warning));
  return reading;
}

Result<KkNumber> KkNumber::parse(std::string_view text, Date today) {
  auto const digits = without_separators(text);
  if (auto const faults = faults_of_kk(digits, today); !faults.empty()) return joined(faults);
  return from_stored(digits);
}

KkNumber KkNumber::from_stored(std::string_view digits) {
  must(digits.size() == length && all_digits(digits));
  KkNumber kk;
  std::copy(digits.begin(), digits.end(), kk.digits_.begin());
  return kk;
}

std::string KkNumber::masked() const { return masked_digits(digits()); }
AreaCode KkNumber::area() const { return area_of(digits()); }
Date KkNumber::registered(Date today) const {
  auto const date = registration_of(digits(), today);
  must(date.has_value());
  return *date;
}

}  // namespace lumbung
