#include "http/pattern.h"

#include <functional>

#include "core/result.h"

namespace lumbung::http {
namespace {

using Rest = std::function<bool(std::size_t)>;  // whether the rest of the pattern fits from there

class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view text) : pattern_(pattern), text_(text) {}

  bool matches_from(std::size_t at) {
    return alternatives(0, pattern_.size(), at, [](std::size_t) { return true; });
  }

 private:
  // The pattern between begin and end, cut at the "|" that stand outside of groups.
  bool alternatives(std::size_t begin, std::size_t end, std::size_t at, Rest const& rest) {
    int depth = 0;
    auto from = begin;
    for (auto i = begin; i < end; i = after_one(i)) {
      if (pattern_[i] == '(') ++depth;
      if (pattern_[i] == ')') --depth;
      if (pattern_[i] != '|' || depth > 0) continue;
      if (sequence(from, i, at, rest)) return true;
      from = i + 1;
    }
    return sequence(from, end, at, rest);
  }

  // One step through the pattern that does not stop inside a class or after a backslash.
  std::size_t after_one(std::size_t i) const {
    if (pattern_[i] == '\\') return i + 2;
    return pattern_[i] == '[' ? end_of_class(i) : i + 1;
  }

  std::size_t end_of_class(std::size_t i) const {
    auto const end = pattern_.find(']', i + 2);
    must(end != pattern_.npos);
    return end + 1;
  }

  std::size_t end_of_group(std::size_t i) const {
    int depth = 0;
    for (auto at = i; at < pattern_.size(); at = after_one(at)) {
      if (pattern_[at] == '(') ++depth;
      if (pattern_[at] == ')' && --depth == 0) return at + 1;
    }
    must(!"every group is closed");
    return 0;
  }

  bool sequence(std::size_t begin, std::size_t end, std::size_t at, Rest const& rest) {
    must(++steps_ < 1'000'000);
    if (begin == end) return rest(at);
    if (pattern_[begin] == '^') return at == 0 && sequence(begin + 1, end, at, rest);
    if (pattern_[begin] == '$') return at == text_.size() && sequence(begin + 1, end, at, rest);
    auto const atom_end = pattern_[begin] == '(' ? end_of_group(begin) : after_one(begin);
    std::size_t least = 1;
    std::size_t most = 1;
    auto const next = quantifier(atom_end, end, least, most);
    return repeated(begin, atom_end, least, most, at,
                    [&](std::size_t then) { return sequence(next, end, then, rest); });
  }

  std::size_t quantifier(std::size_t i, std::size_t end, std::size_t& least, std::size_t& most) const {
    constexpr std::size_t many = 10'000;
    if (i == end) return i;
    if (pattern_[i] == '?') return least = 0, most = 1, i + 1;
    if (pattern_[i] == '*') return least = 0, most = many, i + 1;
    if (pattern_[i] == '+') return least = 1, most = many, i + 1;
    if (pattern_[i] != '{') return i;
    auto at = i + 1;
    least = number(at);
    most = least;
    if (pattern_.at(at) == ',') most = pattern_.at(++at) == '}' ? many : number(at);
    must(pattern_.at(at) == '}');
    return at + 1;
  }

  std::size_t number(std::size_t& at) const {
    std::size_t value = 0;
    must(pattern_.at(at) >= '0' && pattern_.at(at) <= '9');
    while (pattern_.at(at) >= '0' && pattern_.at(at) <= '9')
      value = value * 10 + static_cast<std::size_t>(pattern_[at++] - '0');
    return value;
  }

  bool repeated(std::size_t begin, std::size_t end, std::size_t least, std::size_t most, std::size_t at,
                Rest const& rest) {
    auto const once_more = [&](std::size_t then) {
      if (then == at && least == 0) return false;  // an empty turn brings nothing new
      return repeated(begin, end, least > 0 ? least - 1 : 0, most - 1, then, rest);
    };
    if (most > 0 && atom(begin, end, at, once_more)) return true;
    return least == 0 && rest(at);
  }

  bool atom(std::size_t begin, std::size_t end, std::size_t at, Rest const& rest) {
    if (pattern_[begin] == '(') {
      auto const inner = pattern_.substr(begin + 1).starts_with("?:") ? begin + 3 : begin + 1;
      return alternatives(inner, end - 1, at, rest);
    }
    return at < text_.size() && fits(pattern_.substr(begin, end - begin), text_[at]) && rest(at + 1);
  }

  static bool fits(std::string_view atom, char c) {
    if (atom == ".") return c != '\n';
    if (atom[0] == '\\') return escaped_fits(atom.at(1), c);
    if (atom[0] != '[') return must(std::string_view("]){}?*+").find(atom[0]) == atom.npos), atom[0] == c;
    bool const turned = atom[1] == '^';
    bool found = false;
    for (std::size_t i = turned ? 2 : 1; i + 1 < atom.size(); ++i) {
      if (atom[i] == '\\') {
        found = found || escaped_fits(atom[++i], c);
      } else if (i + 3 < atom.size() && atom[i + 1] == '-') {
        found = found || (atom[i] <= c && c <= atom[i + 2]);
        i += 2;
      } else {
        found = found || atom[i] == c;
      }
    }
    return found != turned;
  }

  static bool escaped_fits(char kind, char c) {
    bool const digit = c >= '0' && c <= '9';
    bool const word = digit || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (kind == 'd') return digit;
    if (kind == 'w') return word;
    if (kind == 's') return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    must(kind < '0' || (kind > '9' && kind < 'A') || (kind > 'Z' && kind < 'a') || kind > 'z');
    return kind == c;
  }

  std::string_view pattern_, text_;
  std::size_t steps_ = 0;
};

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view text) {
  for (std::size_t at = 0; at <= text.size(); ++at)
    if (Matcher(pattern, text).matches_from(at)) return true;
  return false;
}

}  // namespace lumbung::http
