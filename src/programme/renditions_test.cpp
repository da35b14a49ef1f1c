#include "programme/renditions.h"

#include <gtest/gtest.h>

#include <random>

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

TEST(Renditions, WhatIsNoPictureHasNone) {
  Renditions renditions;
  EXPECT_EQ(renditions.of(sha256("x"), Rendition::small, "bukan gambar"), "");
  EXPECT_EQ(renditions.of(sha256("x"), Rendition::mosaic, ""), "");
}

}  // namespace
}  // namespace lumbung::programme
