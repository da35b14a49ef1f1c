#include "programme/renditions.h"

#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "programme/bare_jpeg.h"
#include "programme/raster.h"

namespace lumbung::programme {
namespace {

Raster noise(int width, int height) {
  Raster raster{width, height, std::vector<std::uint8_t>(std::size_t{3} * width * height)};
  std::mt19937 chance(7);
  for (auto& pixel : raster.pixels) pixel = static_cast<std::uint8_t>(chance());
  return raster;
}

TEST(Renditions, ASmallOneFitsTheBudgetOfAPageEvenWhenItIsAllNoise) {
  Renditions renditions;
  auto const stored = write_jpeg(noise(1600, 1200), 82);
  auto const small = read_picture(renditions.of(sha256(stored), Rendition::small, stored));
  ASSERT_TRUE(small.has_value());
  EXPECT_EQ(small->width * 3, small->height * 4);
  EXPECT_LE(small->width, 800);
  Raster even{1600, 1200, std::vector<std::uint8_t>(std::size_t{3} * 1600 * 1200, 120)};
  auto const plain = write_jpeg(even, 82);
  auto const bytes = renditions.of(sha256(plain), Rendition::small, plain);
  EXPECT_LE(bytes.size(), 48'000u);
  EXPECT_EQ(read_picture(bytes)->width, 800);
}

TEST(Renditions, AreMadeOnceAndForgottenWhenTheyWouldFillTheMemory) {
  auto const stored = write_jpeg(noise(40, 30), 82);
  auto const once = Renditions().of(sha256(stored), Rendition::small, stored);
  Renditions renditions(once.size() + 10);
  ASSERT_EQ(renditions.of(sha256("a"), Rendition::small, stored), once);
  // Kept: the bytes handed in are not looked at.
  EXPECT_EQ(renditions.of(sha256("a"), Rendition::small, "kosong"), once);
  EXPECT_NE(renditions.of(sha256("a"), Rendition::mosaic, stored), once) << "another rendition is another picture";
  // There is room for one of them only.
  ASSERT_EQ(renditions.of(sha256("b"), Rendition::small, stored), once);
  EXPECT_EQ(renditions.of(sha256("a"), Rendition::small, "kosong"), "");
}

TEST(Renditions, AreMadeOnceThoughManyAskAtTheSameTime) {
  Renditions renditions;
  auto const stored = write_jpeg(noise(1600, 1200), 82);
  auto const hash = sha256(stored);
  std::vector<std::string> got(6);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < got.size(); ++i)
    threads.emplace_back([&, i] { got[i] = renditions.of(hash, Rendition::small, stored); });
  for (auto& thread : threads) thread.join();
  for (auto const& one : got) EXPECT_EQ(one, got[0]);
  EXPECT_EQ(renditions.times_made(), 1);
  EXPECT_EQ(renditions.kept(hash, Rendition::small), got[0]);
  EXPECT_EQ(renditions.kept(hash, Rendition::mosaic), "");
}

TEST(Renditions, APictureThatFitsIsItsOwnSmallOne) {
  Renditions renditions;
  auto const stored = write_jpeg(noise(120, 90), 82);
  EXPECT_EQ(renditions.of(sha256(stored), Rendition::small, stored), stored);
  EXPECT_NE(renditions.of(sha256(stored), Rendition::small_mosaic, stored), stored) << "not for all to see";
  auto const wide = write_jpeg(bounded(noise(801, 30), 801), 50);
  ASSERT_LE(wide.size(), 48'000u);
  EXPECT_EQ(read_picture(renditions.of(sha256(wide), Rendition::small, wide))->width, 800);
  auto const heavy = write_jpeg(noise(400, 300), 95);
  ASSERT_GT(heavy.size(), 48'000u);
  EXPECT_LE(renditions.of(sha256(heavy), Rendition::small, heavy).size(), 48'000u);
}

TEST(Renditions, APictureWithMoreThanPixelsInItIsWrittenAnew) {
  auto const bare = write_jpeg(noise(40, 30), 82);
  ASSERT_TRUE(size_of_bare_jpeg(bare).has_value());
  EXPECT_EQ(size_of_bare_jpeg(bare)->width, 40);
  EXPECT_EQ(size_of_bare_jpeg(bare)->height, 30);
  using namespace std::string_literals;
  auto const mark = bare.substr(0, 2);
  auto const rest = bare.substr(2);
  auto const hidden = "lat -6.9, lon 107.4"s;
  auto const length = "\x00"s + static_cast<char>(hidden.size() + 2);
  for (auto const& bytes : {mark + "\xFF\xE1" + length + hidden + rest, mark + "\xFF\xFE" + length + hidden + rest,
                            bare + hidden, bare + bare}) {
    EXPECT_FALSE(size_of_bare_jpeg(bytes).has_value());
    auto const shown = Renditions().of(sha256(bytes), Rendition::small, bytes);
    EXPECT_TRUE(size_of_bare_jpeg(shown).has_value());
    EXPECT_EQ(shown.find(hidden), std::string::npos);
  }
  // Cut anywhere, it is none.
  for (std::size_t size = 0; size < bare.size(); ++size)
    ASSERT_FALSE(size_of_bare_jpeg(std::string_view(bare).substr(0, size)).has_value()) << size;
}

TEST(Renditions, WhatIsNoPictureHasNone) {
  Renditions renditions;
  EXPECT_EQ(renditions.of(sha256("x"), Rendition::small, "bukan gambar"), "");
  EXPECT_EQ(renditions.of(sha256("x"), Rendition::mosaic, ""), "");
}

}  // namespace
}  // namespace lumbung::programme
