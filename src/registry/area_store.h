// The tables of areas. Nobody but the rules of areas sees them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "registry/types.h"
#include "storage/storage.h"

namespace lumbung::registry::store {

struct AreaName {
  std::string key, code;
};

std::optional<std::string> latest_edition(storage::Reader& rows);
// Replaces everything.
void keep_areas(storage::Writer& rows, std::span<Area const> areas, std::span<AreaName const> names);
void keep_edition(storage::Writer& rows, std::string_view edition, std::int64_t areas, Instant now);

std::optional<Area> find_area(storage::Reader& rows, std::string const& code);
// Below `parent`, codes after `after`, in their order.
std::vector<Area> children(storage::Reader& rows, std::string const& parent, std::string_view after, int limit);

// Areas whose code lies in [from_code, to_code) and one of whose keys begins with `prefix`, after (key, code) of
// `after`, in the order of their first such key.
struct FoundArea {
  Area area;
  std::string key;
};
struct NameSearch {
  std::string prefix, from_code, to_code;
  AreaName after;
};
std::vector<FoundArea> search(storage::Reader& rows, NameSearch const& search, int limit);

}  // namespace lumbung::registry::store
