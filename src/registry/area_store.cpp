#include "registry/area_store.h"

#include "registry/ranges.h"

namespace lumbung::registry::store {
namespace {

Area area_of(storage::Row const& row) {
  return {AreaCode::parse(row.text(0)).value(), std::string(row.text(1)), value_in(area_kinds, row.text(2))};
}

}  // namespace

std::optional<std::string> latest_edition(storage::Reader& rows) {
  return rows.first("SELECT edition FROM area_editions ORDER BY loaded_at DESC LIMIT 1", {},
                    [](storage::Row const& row) { return row.get<std::string>(0); });
}

void keep_areas(storage::Writer& rows, std::span<Area const> areas, std::span<AreaName const> names) {
  rows.run("DELETE FROM area_names", {});
  rows.run("DELETE FROM areas", {});
  auto const area_load = rows.bulk("areas", "code, parent, name, kind");
  for (auto const& area : areas) {
    auto const code = area.code.text(), parent = area.code.parent().text();
    area_load->add({code, parent, area.name, word_in(area_kinds, area.kind)});
  }
  area_load->finish();
  auto const name_load = rows.bulk("area_names", "name_key, code");
  for (auto const& name : names) name_load->add({name.key, name.code});
  name_load->finish();
}

void keep_edition(storage::Writer& rows, std::string_view edition, std::int64_t areas, Instant now) {
  rows.run(
      "INSERT INTO area_editions (edition, areas, loaded_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (edition) DO UPDATE SET areas = excluded.areas, loaded_at = excluded.loaded_at",
      {edition, areas, now});
}

std::optional<Area> find_area(storage::Reader& rows, std::string const& code) {
  return rows.first("SELECT code, name, kind FROM areas WHERE code = $1", {code}, area_of);
}

std::vector<Area> children(storage::Reader& rows, std::string const& parent, std::string_view after, int limit) {
  return rows.all("SELECT code, name, kind FROM areas WHERE parent = $1 AND code > $2 ORDER BY code LIMIT $3",
                  {parent, after, limit}, area_of);
}

std::vector<FoundArea> search(storage::Reader& rows, NameSearch const& search, int limit) {
  auto const& from = search.after.key < search.prefix ? AreaName{search.prefix, ""} : search.after;
  return rows.all(
      "SELECT a.code, a.name, a.kind, n.name_key FROM area_names n JOIN areas a ON a.code = n.code "
      "WHERE n.name_key >= $5 AND n.name_key < $2 AND n.code >= $3 AND n.code < $4 "
      "AND (n.name_key > $5 OR n.code > $6) "
      "AND NOT EXISTS (SELECT 1 FROM area_names e WHERE e.code = n.code AND e.name_key >= $1 "
      "AND e.name_key < n.name_key) "
      "ORDER BY n.name_key, n.code LIMIT $7",
      {search.prefix, end_of_prefix(search.prefix), search.from_code, search.to_code, from.key, from.code, limit},
      [](storage::Row const& row) { return FoundArea{area_of(row), row.get<std::string>(3)}; });
}

}  // namespace lumbung::registry::store
