#include "registry/areas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/csv.h"
#include "registry/registry.h"
#include "tests/vectors.h"
#include "tests/village.h"

namespace lumbung::registry {
namespace {

using Texts = std::vector<std::string>;

std::string shipped() { return LUMBUNG_SOURCE_DIR "/data/node_modules/idn-area-data/data"; }

AreaCode known_code(std::string_view code) { return AreaCode::parse(code).value(); }

Texts codes_of(AreaPage const& page) {
  Texts codes;
  for (auto const& one : page.areas) codes.push_back(one.code.text());
  return codes;
}

TEST(Csv, IsReadAsRfc4180Says) {
  CsvReader csv("code,name\r\n1,\"a, b\"\n2,\"Soka\"\"an\"\n3,\"two\nlines\"\n4,\n,x");
  std::vector<Texts> records;
  std::vector<std::int64_t> lines;
  for (Texts fields; csv.next(fields);) {
    records.push_back(fields);
    lines.push_back(csv.line());
  }
  EXPECT_FALSE(csv.broken());
  EXPECT_EQ(records,
            (std::vector<Texts>{
                {"code", "name"}, {"1", "a, b"}, {"2", "Soka\"an"}, {"3", "two\nlines"}, {"4", ""}, {"", "x"}}));
  EXPECT_EQ(lines, (std::vector<std::int64_t>{1, 2, 3, 4, 6, 7}));
}

TEST(Csv, SaysWhereItIsBroken) {
  for (auto const* text : {"a,\"b", "\"a\"b,c", "x\n\"y\"\"", "\""}) {
    CsvReader csv(text);
    for (Texts fields; csv.next(fields);) {
    }
    EXPECT_TRUE(csv.broken()) << text;
  }
}

// Loading is the slowest step of these tests, so one village serves them all.
class Areas : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ASSERT_TRUE(std::filesystem::exists(shipped())) << "run: npm ci --prefix data";
    village_ = new Village({migrations()});
    auto const loaded = village_->work([](work::Work& work) { return load_areas(work, shipped()); });
    ASSERT_FALSE(loaded.refused()) << loaded.problem().sentence_en();
    EXPECT_EQ(*loaded, 38 + 514 + 7285 + 83762);
  }
  static void TearDownTestSuite() { delete std::exchange(village_, nullptr); }

  template <class Look>
  auto look(Look see) {
    return village_->view([&](work::View const& view) { return see(view); });
  }
  Texts all_named(std::string_view within, std::string_view name, int limit) {
    return look([&](work::View const& view) {
      Texts codes;
      std::string after;
      do {
        auto const page = search_areas(view, within.empty() ? AreaCode() : known_code(within), name, after, limit);
        if (page.refused()) return Texts{std::string(page.code())};
        EXPECT_LE(page->areas.size(), static_cast<std::size_t>(limit));
        for (auto& code : codes_of(*page)) codes.push_back(std::move(code));
        after = page->next;
      } while (!after.empty());
      return codes;
    });
  }

  static Village* village_;
};
Village* Areas::village_ = nullptr;

TEST_F(Areas, OfTheEditionAreLoadedOnce) {
  auto const again = village_->work([](work::Work& work) { return load_areas(work, "/nowhere"); });
  EXPECT_EQ(*again, 0);
}

TEST_F(Areas, AreFoundByTheirCode) {
  look([](work::View const& view) {
    auto const village = find_area(view, known_code("32.17.10.2005"));
    EXPECT_EQ(village->name, "Mekarmukti");
    EXPECT_EQ(village->kind, AreaKind::village);
    EXPECT_EQ(find_area(view, known_code("35.79"))->kind, AreaKind::city);
    EXPECT_EQ(find_area(view, known_code("35.13.15.2017"))->name, "Soka\"an");
    EXPECT_FALSE(find_area(view, known_code("99")).has_value());
    EXPECT_EQ(full_name(view, known_code("32.17.10.2005")),
              "Desa Mekarmukti, Kec. Cihampelas, Kab. Bandung Barat, Jawa Barat");
    EXPECT_EQ(full_name(view, known_code("99.01")), "");
    return done;
  });
}

TEST_F(Areas, HaveChildrenInPages) {
  look([](work::View const& view) {
    EXPECT_EQ(children_of(view, AreaCode(), "")->areas.size(), 38u);
    EXPECT_EQ(codes_of(*children_of(view, known_code("35.79"), "")), (Texts{"35.79.01", "35.79.02", "35.79.03"}));
    auto const first = *children_of(view, known_code("35.79"), "", 2);
    EXPECT_EQ(first.next, "35.79.02");
    auto const second = *children_of(view, known_code("35.79"), first.next, 2);
    EXPECT_EQ(codes_of(second), Texts{"35.79.03"});
    EXPECT_EQ(second.next, "");
    EXPECT_EQ(children_of(view, known_code("99"), "").code(), unknown_area.code);
    EXPECT_TRUE(children_of(view, known_code("32.17.10.2005"), "")->areas.empty());
    return done;
  });
}

TEST_F(Areas, AreFoundByTheBeginningOfTheirName) {
  EXPECT_EQ(all_named("32.17", "mekarmukti", 50), Texts{"32.17.10.2005"});
  auto const named_alike = look([&](work::View const& view) {
    auto const found = all_named("", "sidomulyo", 7);
    return std::count_if(found.begin(), found.end(), [&](auto const& code) {
      auto const found_area = *find_area(view, known_code(code));
      return found_area.name == "Sidomulyo" && found_area.kind != AreaKind::district;
    });
  });
  EXPECT_EQ(named_alike, 98);  // names repeat: never join by name
  EXPECT_EQ(all_named("32", "Mekarmukti", 50).size(), 11u);
  EXPECT_EQ(all_named("", "KAB", 1), all_named("", "kab", 1000));
  EXPECT_EQ(all_named("35.13", "soka'an", 5), Texts{"35.13.15.2017"});
  EXPECT_EQ(all_named("32", "Bandung Barat", 5), Texts{"32.17"});
  EXPECT_EQ(all_named("32", "kabupaten bandung b", 5), Texts{"32.17"});
  EXPECT_EQ(all_named("", "tidak ada desa begini", 5), Texts{});
  EXPECT_EQ(all_named("", "x", 5), Texts{"registry.area_name_too_short"});
}

TEST_F(Areas, FoundInPagesAreEachFoundOnce) {
  auto const codes = all_named("", "ka", 33);
  EXPECT_GT(codes.size(), 1000u);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), codes.size());
}

TEST_F(Areas, OfOlderEditionsAreKnownAsHistoric) {
  auto const samples = tests::Vector::file("samples/historic-prefixes.json");
  look([&](work::View const& view) {
    std::size_t counted = 0;
    for (auto const* group : {"regencies_old_only", "districts_old_only"})
      for (auto const& [code, name] : samples[group].members()) {
        EXPECT_EQ(status_of(view, known_code(code)), AreaStatus::historic) << code;
        ++counted;
      }
    EXPECT_EQ(counted, 26u + 523u);
    EXPECT_EQ(status_of(view, known_code("99.99.99")), AreaStatus::unknown);
    EXPECT_EQ(status_of(view, known_code("32.17.10")), AreaStatus::current);
    return done;
  });
}

TEST_F(Areas, SettleWhatTheStandardSaysOfEachNik) {
  look([&](work::View const& view) {
    auto const today = *parse_iso_date("2026-11-22");
    for (auto const& vector : tests::vectors("nik")) {
      auto const reading = read_nik(vector["input"].text(), today, lookup_in(view));
      EXPECT_EQ(Texts(reading.warnings.begin(), reading.warnings.end()), vector["warnings"].texts()) << vector.json();
    }
    return done;
  });
}

TEST(AreaFiles, ThatAreBrokenAreRefusedWithTheLine) {
  Village village({migrations()});
  auto const directory = village.directory() + "/broken";
  std::filesystem::create_directory(directory);
  auto const write = [&](char const* name, char const* text) { std::ofstream(directory + "/" + name) << text; };
  write("provinces.csv", "code,name\n32,Jawa Barat\n3x,Salah\n");
  auto const load = [&](work::Work& work) { return load_areas(work, directory); };
  auto const refused = village.work(load);
  ASSERT_EQ(refused.code(), area_file_wrong.code);
  EXPECT_NE(refused.problem().sentence_en().find("provinces.csv cannot be read in line 3"), std::string::npos);
  write("provinces.csv", "kode,nama\n");
  EXPECT_EQ(village.work(load).code(), area_file_wrong.code);
  write("provinces.csv", "code,name\n32,\"Jawa\n");
  EXPECT_EQ(village.work(load).code(), area_file_wrong.code);
  write("provinces.csv", "code,name\n32,Jawa Barat\n");
  EXPECT_THROW(village.work(load).refused(), Breakdown);  // regencies.csv is missing
}

}  // namespace
}  // namespace lumbung::registry
