// A few areas for tests that need some and not all 91,599: Mekarmukti in Bandung Barat, Kota Batu, Merauke.
#pragma once

#include <filesystem>
#include <fstream>

#include "core/result.h"
#include "registry/areas.h"
#include "tests/village.h"

namespace lumbung::tests {

// The village must have been made with registry::migrations().
inline void load_small_areas(Village& village) {
  auto const directory = village.directory() + "/areas";
  std::filesystem::create_directories(directory);
  auto const write = [&](char const* name, char const* text) { std::ofstream(directory + "/" + name) << text; };
  write("provinces.csv", "code,name\n32,Jawa Barat\n35,Jawa Timur\n93,Papua Selatan\n");
  write("regencies.csv",
        "code,province_code,name\n32.17,32,Kabupaten Bandung Barat\n35.79,35,Kota Batu\n93.01,93,Kabupaten Merauke\n");
  write("districts.csv",
        "code,regency_code,name\n32.17.10,32.17,Cihampelas\n35.79.01,35.79,Batu\n93.01.01,93.01,Merauke\n");
  write("villages.csv",
        "code,district_code,name\n32.17.10.2005,32.17.10,Mekarmukti\n32.17.10.2006,32.17.10,Citapen\n"
        "35.79.01.1001,35.79.01,Sisir\n93.01.01.1001,93.01.01,Rimba Jaya\n");
  auto const loaded = village.work([&](work::Work& work) { return registry::load_areas(work, directory); });
  must(!loaded.refused());
}

}  // namespace lumbung::tests
