// Amounts as machines and as people write them. Vectors: rupiah_parse.
#include <algorithm>

#include "core/money.h"

namespace lumbung {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// Digits as a number; refuses to run over the range.
Result<std::int64_t> number_of(std::string_view digits) {
  std::int64_t value = 0;
  for (char const c : digits)
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, c - '0', &value))
      return refuse(amount_out_of_range);
  return value;
}

// Lower case without blanks around, and with every kind of blank (no-break spaces from web pages too) made plain.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, 2) == "\u00a0" || text.substr(i, 3) == "\u202f") {
      i += text.substr(i, 2) == "\u00a0" ? 2 : 3;
      out += ' ';
      continue;
    }
    auto const c = text[i++];
    out += c == '\t' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  auto const begin = out.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return out.substr(begin, out.find_last_not_of(' ') + 1 - begin);
}

bool drop_front(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.remove_prefix(front.size());
  return true;
}

void drop_blanks(std::string_view& text) {
  while (drop_front(text, " ")) {
  }
  while (text.ends_with(' ')) text.remove_suffix(1);
}

// What was typed, taken apart: sign and currency gone, "rb" or "jt" told separately.
struct Typed {
  bool negative = false;
  std::int64_t unit = 1;  // rupiah
  std::string_view figures;
};

std::int64_t take_unit(std::string_view& text) {
  struct Unit {
    std::string_view word;
    std::int64_t rupiah;
  };
  constexpr Unit units[] = {{"ribu", 1'000},           {"rb", 1'000},
                            {"juta", 1'000'000},       {"jt", 1'000'000},
                            {"miliar", 1'000'000'000}, {"milyar", 1'000'000'000}};
  for (auto const& unit : units) {
    if (!text.ends_with(unit.word)) continue;
    text.remove_suffix(unit.word.size());
    drop_blanks(text);
    return unit.rupiah;
  }
  return 1;
}

Typed taken_apart(std::string_view text) {
  Typed typed;
  typed.negative = drop_front(text, "-");
  drop_blanks(text);
  auto const currency = drop_front(text, "rp") || drop_front(text, "idr");
  if (currency) {
    drop_front(text, ".");
    drop_blanks(text);
    if (!typed.negative) typed.negative = drop_front(text, "-");
  }
  if (text.ends_with(",-") || text.ends_with(".-")) text.remove_suffix(2);
  if (text.ends_with(" rupiah")) text.remove_suffix(7);
  typed.unit = take_unit(text);
  drop_blanks(text);
  typed.figures = text;
  return typed;
}

// "1.234.567" or "1 234 567" without its separators; empty if the groups are not of three.
std::string ungrouped(std::string_view text) {
  auto const at = text.find_first_of(". ");
  if (at == std::string_view::npos) return all_digits(text) ? std::string(text) : std::string();
  auto const separator = text[at];
  auto const first = text.substr(0, at);
  if (!all_digits(first) || first.size() > 3 || first.front() == '0') return {};
  std::string digits(first);
  for (text.remove_prefix(at); !text.empty(); text.remove_prefix(4)) {
    if (text.size() < 4 || text[0] != separator || !all_digits(text.substr(1, 3))) return {};
    digits += text.substr(1, 3);
  }
  return digits;
}

// Where the fraction begins: a comma, or, before "rb" and "jt", a dot that cannot part thousands ("1.5 jt").
std::size_t fraction_at(Typed const& typed) {
  auto const comma = typed.figures.find(',');
  if (comma != std::string_view::npos || typed.unit == 1) return comma;
  auto const dot = typed.figures.find('.');
  if (dot == std::string_view::npos) return dot;
  return typed.figures.size() - dot <= 3 ? dot : std::string_view::npos;
}

// A comma before three figures may part thousands, as many type it, or be the decimal comma. So may the dot of
// "1.500 rb".
bool is_ambiguous(Typed const& typed) {
  auto const comma = typed.figures.find(',');
  if (comma != std::string_view::npos)
    return typed.figures.find('.') == std::string_view::npos &&
           typed.figures.size() - typed.figures.find_last_of(',') == 4;
  auto const dot = typed.figures.find('.');
  return typed.unit != 1 && dot != std::string_view::npos && typed.figures.size() - dot == 4;
}

Result<std::int64_t> sen_of(Typed const& typed) {
  auto const at = fraction_at(typed);
  auto const whole_digits = ungrouped(typed.figures.substr(0, at));
  auto const fraction = at == std::string_view::npos ? std::string_view() : typed.figures.substr(at + 1);
  if (whole_digits.empty()) return refuse(amount_unreadable);
  if (at != std::string_view::npos && (!all_digits(fraction) || fraction.size() > 2)) return refuse(amount_unreadable);
  auto const whole = TRY(number_of(whole_digits));
  auto hundredths = TRY(number_of(fraction));
  if (fraction.size() == 1) hundredths *= 10;
  std::int64_t sen = 0;
  if (__builtin_mul_overflow(whole, 100, &sen) || __builtin_add_overflow(sen, hundredths, &sen) ||
      __builtin_mul_overflow(sen, typed.unit, &sen))
    return refuse(amount_out_of_range);
  return sen;
}

}  // namespace

Result<Money> parse_decimal(std::string_view text) {
  auto const dot = text.find('.');
  auto const whole = text.substr(0, dot);
  auto const fraction = dot == std::string_view::npos ? std::string_view("00") : text.substr(dot + 1);
  if (!all_digits(whole) || (whole.size() > 1 && whole.front() == '0')) return refuse(amount_unreadable);
  if (!all_digits(fraction) || fraction.size() != 2) return refuse(amount_unreadable);
  auto const sen = TRY(number_of(std::string(whole) + std::string(fraction)));
  return Money{sen, rupiah};
}

Result<Money> parse_rupiah(std::string_view text) {
  auto const clean = plain(text);
  auto const typed = taken_apart(clean);
  auto const letters = typed.figures.find_first_not_of("0123456789., ");
  if (letters != std::string_view::npos) return refuse(amount_unreadable);
  if (is_ambiguous(typed)) return refuse(amount_ambiguous);
  auto const sen = TRY(sen_of(typed));
  return Money{typed.negative ? -sen : sen, rupiah};
}

}  // namespace lumbung
