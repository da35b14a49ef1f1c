#include "http/request.h"

#include <algorithm>

#include "http/target.h"

namespace lumbung::http {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::remove:
      return "DELETE";
  }
  return "";
}

std::string_view name_of(Language language) { return language == Language::en ? "en" : "id"; }

std::optional<std::string_view> Request::find_header(std::string_view name) const {
  for (auto const& one : headers)
    if (same_word(one.name, name)) return one.value;
  return std::nullopt;
}

std::string_view Request::header(std::string_view name) const { return find_header(name).value_or(""); }

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  for (auto const& one : headers) {
    if (!same_word(one.name, "Cookie")) continue;
    std::string_view rest = one.value;
    while (!rest.empty()) {
      auto const pair = without_blanks(rest.substr(0, rest.find(';')));
      rest.remove_prefix(std::min(rest.size(), rest.find(';')));
      if (!rest.empty()) rest.remove_prefix(1);
      auto const equals = pair.find('=');
      if (equals == pair.npos || pair.substr(0, equals) != name) continue;
      auto const value = pair.substr(equals + 1);
      if (found && *found != value) return std::nullopt;
      found = value;
    }
  }
  return found;
}

std::string_view Request::part(std::string_view name) const {
  for (auto const& [known, value] : parameters)
    if (known == name) return value;
  must(!"the pattern of this door has a part of that name");
  return {};
}

}  // namespace lumbung::http
