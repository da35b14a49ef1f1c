#include "http/target.h"

#include <algorithm>
#include <charconv>

#include "http/utf8.h"

namespace lumbung::http {
namespace {

constexpr std::size_t most_parameters = 100;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::optional<std::string> decode_path(std::string_view path) {
  std::string whole;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    auto const part = decoded(path.substr(0, path.find('/')), false);
    if (!part || *part == "." || *part == ".." || part->find('/') != part->npos || has_control(*part)) return {};
    whole += '/';
    whole += *part;
    path.remove_prefix(std::min(path.size(), path.find('/')));
  }
  return whole;
}

bool decode_query(std::string_view query, Target& into) {
  while (!query.empty()) {
    auto const one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), one.size() + 1));
    if (one.empty()) continue;
    auto const equals = one.find('=');
    auto name = decoded(one.substr(0, equals), true);
    auto value = decoded(equals == one.npos ? std::string_view() : one.substr(equals + 1), true);
    if (!name || !value || name->find('\0') != name->npos || value->find('\0') != value->npos) return false;
    if (into.query.size() == most_parameters) return false;
    into.query.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

// The weight of a part such as "br;q=0.5", in thousandths.
int weight_in(std::string_view part) {
  auto const semicolon = part.find(';');
  if (semicolon == part.npos) return 1000;
  auto const parameter = without_blanks(part.substr(semicolon + 1));
  if (parameter.size() < 3 || lower(parameter[0]) != 'q' || parameter[1] != '=') return 1000;
  auto const number = parameter.substr(2);
  int thousandths = number[0] == '1' ? 1000 : 0;
  int place = 100;
  for (std::size_t i = 2; i < number.size() && i < 5; ++i, place /= 10)
    if (number[0] == '0' && number[i] >= '0' && number[i] <= '9') thousandths += (number[i] - '0') * place;
  return thousandths;
}

}  // namespace

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return {};
      int const high = digit_of(text[i + 1]);
      int const low = digit_of(text[i + 2]);
      if (high < 0 || low < 0) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_utf8(out)) return {};
  return out;
}

std::string encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        std::string_view("-._~").find(c) != std::string_view::npos)
      out += c;
    else
      (out += '%') += {digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  Target parsed;
  if (!target.starts_with('/')) {
    auto const colon = target.find("://");
    if (colon == target.npos) return {};
    auto const scheme = target.substr(0, colon);
    if (!same_word(scheme, "http") && !same_word(scheme, "https")) return {};
    target.remove_prefix(scheme.size() + 3);
    auto const host = target.substr(0, target.find_first_of("/?"));
    if (host.empty() || host.find('@') != host.npos) return {};
    parsed.host = host;
    target.remove_prefix(host.size());
  }
  auto const question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return {};
  parsed.path = path->empty() ? "/" : std::move(*path);
  if (question != target.npos && !decode_query(target.substr(question + 1), parsed)) return {};
  return parsed;
}

Language language_of(std::string_view accept_language) {
  int indonesian = -1;
  int english = -1;
  for (auto const part : parts_of(accept_language)) {
    auto const range = without_blanks(part.substr(0, part.find(';')));
    auto const primary = range.substr(0, range.find('-'));
    auto const weight = weight_in(part);
    if (same_word(primary, "id") || same_word(primary, "in") || same_word(primary, "ms"))
      indonesian = std::max(indonesian, weight);
    else if (same_word(primary, "en"))
      english = std::max(english, weight);
  }
  return english > 0 && english > indonesian ? Language::en : Language::id;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  int any = 0;
  for (auto const part : parts_of(accept_encoding)) {
    auto const name = without_blanks(part.substr(0, part.find(';')));
    if (same_word(name, coding)) return weight_in(part) > 0;
    if (name == "*") any = weight_in(part);
  }
  return any > 0;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  for (auto part : parts_of(if_none_match)) {
    if (part == "*") return true;
    if (part.starts_with("W/")) part.remove_prefix(2);
    if (part == tag) return true;
  }
  return false;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view without_blanks(std::string_view text) {
  auto const blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> parts_of(std::string_view header) {
  std::vector<std::string_view> parts;
  while (!header.empty()) {
    auto const part = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), part.size() + 1));
    if (auto const word = without_blanks(part); !word.empty()) parts.push_back(word);
  }
  return parts;
}

std::string_view media_type(std::string_view content_type) {
  return without_blanks(content_type.substr(0, content_type.find(';')));
}

}  // namespace lumbung::http
