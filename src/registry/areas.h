// The areas of Indonesia as the Ministry of Home Affairs lists them (Kepmendagri 300.2.2-2138/2025, by idn-area-data
// 4.0.1, ODbL 1.0), and the older codes that still stand in NIKs. Reference tables: the same for every organisation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/area.h"
#include "core/result.h"
#include "registry/types.h"
#include "work/work.h"

namespace lumbung::registry {

// The edition that is shipped; loading it twice changes nothing.
inline constexpr std::string_view area_edition = "idn-area-data 4.0.1";

inline constexpr std::string_view areas_loaded = "registry.areas_loaded";  // edition, areas

inline constexpr Refusal unknown_area{"registry.unknown_area", Trouble::not_found,
                                      "Wilayah ini tidak ada dalam daftar. Periksa kodenya.",
                                      "There is no such area in the list. Check the code."};
inline constexpr Refusal area_file_wrong{"registry.area_file_wrong", Trouble::bad_input,
                                         "Berkas wilayah {file} tidak terbaca pada baris {line}.",
                                         "The area file {file} cannot be read in line {line}."};

inline constexpr Refusal area_name_too_short{"registry.area_name_too_short", Trouble::bad_input,
                                             "Tulis paling sedikit dua huruf nama wilayah yang dicari.",
                                             "Write at least two letters of the area's name."};

// Loads provinces.csv, regencies.csv, districts.csv and villages.csv of the directory, unmodified as they are shipped,
// unless this edition is there already. Returns how many areas were loaded (0: nothing to do).
Result<std::int64_t> load_areas(work::Work& work, std::string const& directory);

std::optional<Area> find_area(work::View const& view, AreaCode const& code);
// Today's edition, the older codes, or neither.
AreaStatus status_of(work::View const& view, AreaCode const& code);
// The same as a function for core's NIK rules; the view must outlive it.
AreaLookup lookup_in(work::View const& view);

struct AreaPage {
  std::vector<Area> areas;
  std::string next;  // empty: that was all
};
// The areas one level below, in the order of their codes; the provinces below the country.
Result<AreaPage> children_of(work::View const& view, AreaCode const& parent, std::string_view after, int limit = 100);
// Areas inside `within` whose name begins so, "Kabupaten" and "Kota" left aside; in the order of names.
Result<AreaPage> search_areas(work::View const& view, AreaCode const& within, std::string_view name,
                              std::string_view after, int limit = 50);
// "Desa Mekarmukti, Kec. Cihampelas, Kab. Bandung Barat, Jawa Barat", as far as known.
std::string full_name(work::View const& view, AreaCode const& code);

}  // namespace lumbung::registry
