#include "merkle/tile.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/result.h"
#include "tests/vectors.h"

namespace lumbung::merkle {
namespace {

TEST(Tile, PathsAreThoseOfTheVectors) {
  for (auto const& [number, path] : tests::Vector::file("translog/vectors.json")["tile_paths"].members())
    EXPECT_EQ(tile_number_path(std::stoull(number)), path.text());
}

TEST(Tile, APathReadIsThePathWritten) {
  for (std::string_view path : {"tile/0/000", "tile/0/x001/x234/067.p/8", "tile/entries/x999/000", "tile/7/255.p/255",
                                "tile/entries/000.p/1"}) {
    auto const tile = Tile::parse(path);
    ASSERT_TRUE(tile) << path;
    EXPECT_EQ(tile->path(), path);
  }
}

TEST(Tile, PathsOfOtherFormsAreRefused) {
  for (std::string_view path : {"",
                                "tile",
                                "tile/",
                                "tile/0",
                                "tile/0/",
                                "tile/0/0",
                                "tile/0/0000",
                                "tile/00/000",
                                "tile/8/000",
                                "tile/-1/000",
                                "tile/0/x000/001",
                                "tile/0/x001",
                                "tile/0/x001/",
                                "tile/0/001/002",
                                "tile/0/000.p/0",
                                "tile/0/000.p/256",
                                "tile/0/000.p/01",
                                "tile/0/000.p/",
                                "tile/0/000.p/1/2",
                                "tile/0/000.p",
                                "tile/0/ 00",
                                "tile/entries",
                                "/tile/0/000",
                                "tile/0/../000",
                                "tile/0/000\n",
                                "tile/0/x001/x001/x001/x001/x001/x001/001",
                                "tile/data/000"})
    EXPECT_FALSE(Tile::parse(path)) << path;
}

// 70,000 leaves: 273 full tiles of level 0 and one of 112; one full tile of level 1 and one of 17; one hash at level 2.
TEST(Tile, SeventyThousandLeavesAreServedAsTheStandardCountsThem) {
  auto const tiles = tiles_of(70'000);
  auto const count = [&](int level, bool full) {
    return std::count_if(tiles.begin(), tiles.end(),
                         [&](Tile const& t) { return t.level == level && (t.width == tile_width) == full; });
  };
  EXPECT_EQ(count(0, true), 273);
  EXPECT_EQ(count(1, true), 1);
  EXPECT_EQ(count(2, true), 0);
  auto const holds = [&](Tile const& tile) { return std::find(tiles.begin(), tiles.end(), tile) != tiles.end(); };
  EXPECT_TRUE(holds({0, 273, 112}));
  EXPECT_TRUE(holds({1, 1, 17}));
  EXPECT_TRUE(holds({2, 0, 1}));
  EXPECT_EQ(tiles.size(), 2 * 274u + 2 + 1);
}

TEST(Tile, ThereAreNoEmptyTilesAndNoneBeyondTheEnd) {
  EXPECT_FALSE(tile_exists({0, 0, 1}, 0));
  EXPECT_FALSE(tile_exists({0, 1, 1}, 256));
  EXPECT_TRUE(tile_exists({0, 0, 256}, 256));
  EXPECT_TRUE(tile_exists({0, 0, 17}, 256));  // an older partial tile
  EXPECT_TRUE(tile_exists({1, 0, 1}, 256));
  EXPECT_FALSE(tile_exists({1, 0, 2}, 511));
  EXPECT_FALSE(tile_exists({Tile::entries, 2, 256}, 600));
  EXPECT_TRUE(tile_exists({Tile::entries, 2, 88}, 600));
  EXPECT_FALSE(tile_exists({Tile::entries, 2, 89}, 600));
}

TEST(Bundle, EntriesComeBackAsTheyWentIn) {
  std::string bundle;
  std::vector<std::string> const entries{"", "a", std::string(65'535, 'x')};
  for (auto const& entry : entries) add_to_bundle(bundle, entry);
  auto const back = entries_of(bundle);
  ASSERT_TRUE(back);
  EXPECT_TRUE(std::equal(back->begin(), back->end(), entries.begin(), entries.end()));
  EXPECT_THROW(add_to_bundle(bundle, std::string(65'536, 'x')), Mistake);
}

TEST(Bundle, BytesThatDoNotComeOutEvenAreRefused) {
  EXPECT_FALSE(entries_of(std::string_view("\0", 1)));
  EXPECT_FALSE(entries_of(std::string_view("\0\2a", 3)));
  std::string too_many;
  for (int i = 0; i < 257; ++i) add_to_bundle(too_many, "");
  EXPECT_FALSE(entries_of(too_many));
}

}  // namespace
}  // namespace lumbung::merkle
