// Records and what squeezes them: read as they were written, or not at all.
#include "backup/record.h"

#include <gtest/gtest.h>

#include "backup/squeeze.h"

namespace lumbung::backup {
namespace {

Record a_record() {
  return {.generation = "2026-11-22T201500Z-ab12cd",
          .number = 12,
          .previous = sha256("eleven"),
          .at = Instant{1'795'309'200'123'456},
          .page_size = 512,
          .pages = 70'000,
          .base = std::nullopt,
          .changed = {{1, std::string(512, 'a')}, {65'537, std::string(512, '\0')}}};
}

Record a_first() {
  auto record = a_record();
  record.number = 0;
  record.base = sha256("database");
  record.changed.clear();
  return record;
}

TEST(Record, IsReadAsItWasWritten) {
  EXPECT_EQ(decoded(encoded(a_record())), a_record());
  EXPECT_EQ(decoded(encoded(a_first())), a_first());
}

TEST(Record, OneThatWasChangedOrCutIsNone) {
  auto const text = encoded(a_record());
  for (std::size_t i = 0; i < text.size(); i += 3) {
    auto changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    EXPECT_FALSE(decoded(changed)) << i;
    EXPECT_FALSE(decoded(text.substr(0, i))) << i;
  }
}

// The sum at the end is right in all of these: it is not the sum that refuses them.
TEST(Record, OneThatContradictsItselfIsNone) {
  auto const refused = [](Record const& record) { return !decoded(encoded(record)).has_value(); };
  auto wrong = a_record();
  wrong.pages = 65'536;
  EXPECT_TRUE(refused(wrong)) << "a page beyond the end";
  wrong = a_record();
  wrong.base = sha256("x");
  EXPECT_TRUE(refused(wrong)) << "only the first names a base";
  wrong = a_first();
  wrong.base.reset();
  EXPECT_TRUE(refused(wrong));
  wrong = a_record();
  wrong.changed.emplace(0, std::string(512, 'z'));
  EXPECT_TRUE(refused(wrong)) << "pages count from 1";
  wrong = a_record();
  wrong.generation = "two\nlines";
  EXPECT_TRUE(refused(wrong));
}

TEST(Record, LinksAreOfOneGeneration) {
  EXPECT_NE(first_link("a"), first_link("b"));
  auto other = a_record();
  other.number = 13;
  EXPECT_NE(link_of(encoded(a_record())), link_of(encoded(other)));
}

std::string squeezed(std::string_view plain) {
  std::string out;
  Squeezer squeezer([&](std::string_view piece) { out += piece; });
  squeezer.write(plain);
  squeezer.finish();
  return out;
}

TEST(Squeeze, WhatWasSqueezedComesOutAgainInPiecesOfAnySize) {
  std::string plain;
  for (std::int64_t i = 0; i < 300'000; ++i) plain += std::to_string(i * 7919);
  auto const small = squeezed(plain);
  EXPECT_LT(small.size(), plain.size() / 2);
  for (std::size_t const at_once : {std::size_t{1}, std::size_t{1'000}, small.size()}) {
    std::string out;
    Unsqueezer unsqueezer([&](std::string_view piece) { out += piece; }, plain.size());
    for (std::size_t at = 0; at < small.size(); at += at_once)
      ASSERT_TRUE(unsqueezer.write(std::string_view(small).substr(at, at_once)));
    EXPECT_TRUE(unsqueezer.ended());
    EXPECT_EQ(out, plain);
  }
}

TEST(Squeeze, WhatIsTooMuchOrChangedOrNotWholeIsRefused) {
  auto const small = squeezed(std::string(100'000, 'a'));
  auto const reads = [](std::string_view text, std::uint64_t most) {
    Unsqueezer unsqueezer([](std::string_view) {}, most);
    return unsqueezer.write(text) && unsqueezer.ended();
  };
  EXPECT_TRUE(reads(small, 100'000));
  EXPECT_FALSE(reads(small, 99'999));
  EXPECT_FALSE(reads(small.substr(0, small.size() - 1), 100'000));
  EXPECT_FALSE(reads(small + "x", 100'000));
  EXPECT_FALSE(reads("not gzip", 100'000));
  auto changed = small;
  changed[small.size() - 5] ^= 1;  // of its checksum
  EXPECT_FALSE(reads(changed, 100'000));
}

}  // namespace
}  // namespace lumbung::backup
