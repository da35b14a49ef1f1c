#include "core/public_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/nik.h"

namespace lumbung {
namespace {

constexpr std::size_t identity_length = 16;
constexpr std::size_t most_between = 3;  // separators between two groups of one number
constexpr std::string_view separators = " .-()\t\r\n";
constexpr std::string_view hard_blank = "\xC2\xA0";
constexpr std::size_t fewest_mobile = 9, most_mobile = 12;  // digits after the 0, as core/phone.h has it

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Digits without anything between them, and how they hang together with those before.
struct Group {
  std::string_view digits;
  std::size_t at = 0;
  bool joined = false;  // nothing but separators lies between it and the group before
  bool by_dot = false;  // exactly one dot does
};

bool only_separators(std::string_view between) {
  std::size_t signs = 0;
  for (std::size_t i = 0; i < between.size(); ++signs)
    if (between.substr(i).starts_with(hard_blank))
      i += hard_blank.size();
    else if (separators.find(between[i]) != std::string_view::npos)
      ++i;
    else
      return false;
  return signs <= most_between;
}

std::vector<Group> groups_of(std::string_view text) {
  std::vector<Group> groups;
  std::size_t end = 0;  // of the group before
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    auto const from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    auto const between = text.substr(end, from - end);
    groups.push_back({.digits = text.substr(from, i - from),
                      .at = from,
                      .joined = !groups.empty() && only_separators(between),
                      .by_dot = !groups.empty() && between == "."});
    end = i;
  }
  return groups;
}

// "3.217.101": as sums are written.
bool in_thousands(std::vector<Group> const& groups, std::size_t first, std::size_t last) {
  if (first == last || groups[first].digits.size() > 3) return false;
  for (auto i = first + 1; i <= last; ++i)
    if (!groups[i].by_dot || groups[i].digits.size() != 3) return false;
  return true;
}

bool is_identity(std::string_view digits, Date today) {
  if (digits.size() != identity_length || digits.substr(0, 2) < "11") return false;  // no province below 11
  return !Nik::parse(digits, today).refused() || !KkNumber::parse(digits, today).refused();
}

// "INV-0812345678" is a paper's number; "WA-0812345678" is not.
bool is_of_a_paper(std::string_view text, std::size_t at) {
  if (at < 2 || (text[at - 1] != '-' && text[at - 1] != '/') || !is_letter(text[at - 2])) return false;
  std::string word;
  for (auto i = at - 1; i > 0 && is_letter(text[i - 1]); --i)
    word.insert(word.begin(), static_cast<char>(text[i - 1] | 0x20));
  constexpr std::array<std::string_view, 8> of_people{"wa", "hp", "tel", "telp", "telepon", "no", "kontak", "hub"};
  return std::find(of_people.begin(), of_people.end(), word) == of_people.end();
}

bool is_mobile(std::string_view digits, std::string_view first_group) {
  // "08-12-2026 10.00" is a day: who writes a telephone number begins it with more than "08".
  if (first_group == "08") return false;
  std::size_t const before = digits.starts_with("628") ? 2 : digits.starts_with("08") ? 1 : 0;
  auto const national = digits.size() - before;
  return before > 0 && national >= fewest_mobile && national <= most_mobile;
}

}  // namespace

Verdict fit_for_public(std::string_view text, Date today, std::string_view field) {
  auto const groups = groups_of(text);
  for (std::size_t first = 0; first < groups.size(); ++first) {
    std::string digits;
    for (auto last = first; last < groups.size() && (last == first || groups[last].joined); ++last) {
      digits += groups[last].digits;
      if (digits.size() > identity_length) break;
      if (in_thousands(groups, first, last)) continue;
      if (is_identity(digits, today)) return refuse(identity_in_public_text).at(field);
      if (is_mobile(digits, groups[first].digits) && !is_of_a_paper(text, groups[first].at))
        return refuse(phone_in_public_text).at(field);
    }
  }
  return done;
}

}  // namespace lumbung
