// Ranges of texts for an index to walk: everything that begins with a prefix, everything inside an area.
#pragma once

#include <string>
#include <string_view>

#include "core/area.h"

namespace lumbung::registry {

// The first text after all that begin with `prefix`, which is plain letters, digits, blanks and dots.
inline std::string end_of_prefix(std::string_view prefix) { return std::string(prefix) + '\x7f'; }

// [from, to) of the dotted codes of an area and all inside it; of all codes for the country.
struct CodeRange {
  std::string from, to;
};
inline CodeRange codes_inside(AreaCode const& area) {
  if (area.level() == AreaLevel::country) return {"", ":"};  // ':' follows '9'
  return {area.text(), area.text() + '/'};                   // '/' follows '.'
}

}  // namespace lumbung::registry
