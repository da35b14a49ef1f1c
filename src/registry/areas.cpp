#include "registry/areas.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <tuple>

#include "core/csv.h"
#include "core/letters.h"
#include "registry/area_store.h"
#include "registry/ranges.h"

namespace lumbung::registry {
namespace {

constexpr std::string_view historic_prefixes[] = {
#include "registry/historic_prefixes.inc"
};

// What the files call the columns we read; the name is always last.
struct AreaFile {
  std::string_view name;
  AreaLevel level;
};
constexpr AreaFile files[] = {{"provinces.csv", AreaLevel::province},
                              {"regencies.csv", AreaLevel::regency},
                              {"districts.csv", AreaLevel::district},
                              {"villages.csv", AreaLevel::village}};

std::string read_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Breakdown("cannot read the areas in " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

// Cities have numbers from 71; the first digit of a village tells what it is.
AreaKind kind_of(AreaCode const& code) {
  auto const digits = code.digits();
  switch (code.level()) {
    case AreaLevel::regency:
      return digits[2] >= '7' ? AreaKind::city : AreaKind::regency;
    case AreaLevel::district:
      return AreaKind::district;
    case AreaLevel::village:
      return digits[6] == '1' ? AreaKind::kelurahan : digits[6] == '3' ? AreaKind::desa_adat : AreaKind::village;
    default:
      return AreaKind::province;
  }
}

// How a name is compared: plain letters and digits. Marks inside names ("Soka"an", "Teuw*") stand for no letter.
std::string key_of(std::string_view name) {
  std::string out;
  for (char const c : plain_letters(name)) {
    if (c == '"' || c == '*') continue;
    out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : ' ';
  }
  return joined(words_of(out));
}

// "bandung barat" of "kabupaten bandung barat"; empty when there is nothing to leave aside.
std::string short_key_of(std::string const& key) {
  for (std::string_view const front : {"kabupaten administrasi ", "kota administrasi ", "kabupaten ", "kota "})
    if (key.starts_with(front)) return key.substr(front.size());
  return {};
}

void add_names(Area const& area, std::vector<store::AreaName>& names) {
  auto const key = key_of(area.name);
  names.push_back({key, area.code.text()});
  if (area.code.level() != AreaLevel::regency) return;
  if (auto shorter = short_key_of(key); !shorter.empty()) names.push_back({std::move(shorter), area.code.text()});
}

Verdict add_areas_of(AreaFile const& file, std::string const& directory, std::vector<Area>& areas) {
  auto const text = read_file(directory + "/" + std::string(file.name));
  CsvReader csv(text);
  std::vector<std::string> fields;
  auto const wrong = [&] {
    return refuse(area_file_wrong).with("file", file.name).with("line", std::to_string(csv.line()));
  };
  if (!csv.next(fields) || fields.front() != "code" || fields.back() != "name") return wrong();
  auto const columns = fields.size();
  while (csv.next(fields)) {
    auto const code = AreaCode::parse(fields.front());
    if (fields.size() != columns || code.refused() || code->level() != file.level || fields.back().empty())
      return wrong();
    areas.push_back({*code, fields.back(), kind_of(*code)});
  }
  if (csv.broken()) return wrong();
  return done;
}

std::string shown_with_kind(Area const& area) {
  switch (area.kind) {
    case AreaKind::kelurahan:
      return "Kel. " + area.name;
    case AreaKind::village:
      return "Desa " + area.name;
    case AreaKind::desa_adat:
      return "Desa Adat " + area.name;
    case AreaKind::district:
      return "Kec. " + area.name;
    case AreaKind::regency:
      return area.name.starts_with("Kabupaten ") ? "Kab. " + area.name.substr(10) : area.name;
    default:
      return area.name;
  }
}

// "bandung barat|32.17" as a place in a list of names.
store::AreaName place_in_names(std::string_view cursor) {
  auto const bar = cursor.rfind('|');
  if (bar == std::string_view::npos) return {std::string(cursor), ""};
  return {std::string(cursor.substr(0, bar)), std::string(cursor.substr(bar + 1))};
}

}  // namespace

Result<std::int64_t> load_areas(work::Work& work, std::string const& directory) {
  if (store::latest_edition(work.rows) == area_edition) return std::int64_t{0};
  std::vector<Area> areas;
  for (auto const& file : files) TRY(add_areas_of(file, directory, areas));
  std::sort(areas.begin(), areas.end(), [](Area const& a, Area const& b) { return a.code < b.code; });
  std::vector<store::AreaName> names;
  for (auto const& area : areas) add_names(area, names);
  // In the order of the key, so that the index grows at its end.
  std::sort(names.begin(), names.end(),
            [](auto const& a, auto const& b) { return std::tie(a.key, a.code) < std::tie(b.key, b.code); });
  store::keep_areas(work.rows, areas, names);
  auto const count = static_cast<std::int64_t>(areas.size());
  store::keep_edition(work.rows, area_edition, count, work.now);
  work.record(
      {.kind = areas_loaded, .facts = {{"edition", std::string(area_edition)}, {"areas", std::to_string(count)}}});
  return count;
}

std::optional<Area> find_area(work::View const& view, AreaCode const& code) {
  return store::find_area(view.rows, code.text());
}

AreaStatus status_of(work::View const& view, AreaCode const& code) {
  if (find_area(view, code)) return AreaStatus::current;
  auto const known = std::binary_search(std::begin(historic_prefixes), std::end(historic_prefixes), code.digits());
  return known ? AreaStatus::historic : AreaStatus::unknown;
}

AreaLookup lookup_in(work::View const& view) {
  return [&view](AreaCode const& code) { return status_of(view, code); };
}

Result<AreaPage> children_of(work::View const& view, AreaCode const& parent, std::string_view after, int limit) {
  if (parent != AreaCode() && !find_area(view, parent)) return refuse(unknown_area);
  AreaPage page{store::children(view.rows, parent.text(), after, limit + 1), ""};
  if (page.areas.size() > static_cast<std::size_t>(limit)) {
    page.areas.pop_back();
    page.next = page.areas.back().code.text();
  }
  return page;
}

Result<AreaPage> search_areas(work::View const& view, AreaCode const& within, std::string_view name,
                              std::string_view after, int limit) {
  auto const prefix = key_of(name);
  if (prefix.size() < 2) return refuse(area_name_too_short);
  auto const range = codes_inside(within);
  auto found = store::search(view.rows, {prefix, range.from, range.to, place_in_names(after)}, limit + 1);
  AreaPage page;
  if (found.size() > static_cast<std::size_t>(limit)) {
    found.pop_back();
    page.next = found.back().key + "|" + found.back().area.code.text();
  }
  for (auto& one : found) page.areas.push_back(std::move(one.area));
  return page;
}

std::string full_name(work::View const& view, AreaCode const& code) {
  std::vector<std::string> names;
  for (auto at = code; at.level() != AreaLevel::country; at = at.parent())
    if (auto const area = find_area(view, at)) names.push_back(shown_with_kind(*area));
  return joined(names, ", ");
}

}  // namespace lumbung::registry
