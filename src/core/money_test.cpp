#include "core/money.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "core/chance.h"
#include "tests/vectors.h"

namespace lumbung {
namespace {

using tests::vectors;

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

TEST(Money, IsWrittenAsTheStandardSays) {
  for (auto const& vector : vectors("rupiah_format")) {
    Money const amount{vector["sen"].number()};
    EXPECT_EQ(shown(amount), vector["ui"].text());
    EXPECT_EQ(shown_in_reports(amount), vector["report"].text());
  }
}

TEST(Money, IsReadAsPeopleTypeItAndNeverGuessed) {
  for (auto const& vector : vectors("rupiah_parse")) {
    auto const read = parse_rupiah(vector["in"].text());
    if (!vector["sen"].is_text()) {
      ASSERT_FALSE(read.refused()) << vector.json();
      EXPECT_EQ(read->minor, vector["sen"].number()) << vector.json();
    } else {
      auto const ambiguous = vector["sen"].text().starts_with("AMBIGUOUS");
      EXPECT_EQ(read.code(), ambiguous ? amount_ambiguous.code : amount_unreadable.code) << vector.json();
    }
  }
}

TEST(Money, ReadsMoreWaysOfTyping) {
  struct {
    char const* typed;
    std::int64_t sen;
  } const table[] = {{"Rp\u00a01.234.567", 123456700},
                     {"rp. 5.000", 500000},
                     {"IDR 5000", 500000},
                     {"1.5jt", 150000000},
                     {"1,25 juta", 125000000},
                     {"2 miliar", 200000000000},
                     {"0", 0},
                     {"Rp-4.200", -420000},
                     {"25 ribu", 2500000},
                     {"1,5", 150},
                     {"5.000 rupiah", 500000}};
  for (auto const& row : table) {
    auto const read = parse_rupiah(row.typed);
    ASSERT_FALSE(read.refused()) << row.typed;
    EXPECT_EQ(read->minor, row.sen) << row.typed;
  }
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (auto const* typed : {"", " ", "Rp", "-", ",5", "5,", "1..000", "12.34.567", "0.500", "1e9", "2x5", "1,2,3", "jt",
                            "--5", "1.000.00", "٣"})
    EXPECT_EQ(parse_rupiah(typed).code(), amount_unreadable.code) << typed;
  for (auto const* typed : {"4,200", "1,234,567", "1.500 rb", "1,500 jt"})
    EXPECT_EQ(parse_rupiah(typed).code(), amount_ambiguous.code) << typed;
  for (auto const* typed : {"99999999999999999999", "92233720368547758,08", "999999999999 miliar"})
    EXPECT_EQ(parse_rupiah(typed).code(), amount_out_of_range.code) << typed;
}

TEST(Money, IsReadBackFromWhatIsShown) {
  SeededChance chance(7);
  for (int i = 0; i < 2000; ++i) {
    auto const below = i % 2 == 0 ? 1'000'000u : static_cast<std::uint64_t>(most);
    Money const amount{static_cast<std::int64_t>(chance.number(below))};
    EXPECT_EQ(*parse_rupiah(shown(amount)), amount);
    EXPECT_EQ(*parse_rupiah(shown_in_reports(amount)), amount);
    EXPECT_EQ(*parse_decimal(decimal(amount)), amount);
  }
}

TEST(Money, InDecimalsIsStrict) {
  EXPECT_EQ(decimal(25'000_rp), "25000.00");
  EXPECT_EQ(decimal({-5, rupiah}), "-0.05");
  EXPECT_EQ(*parse_decimal("25000"), 25'000_rp);
  EXPECT_EQ(*parse_decimal("92233720368547758.07"), Money{most});
  for (auto const* text :
       {"", ".", "25000.", "25000.0", "25000.000", "025000.00", "25,000.00", "-1.00", "+1", " 1", "1e2"})
    EXPECT_EQ(parse_decimal(text).code(), amount_unreadable.code) << text;
  EXPECT_EQ(parse_decimal("92233720368547758.08").code(), amount_out_of_range.code);
}

TEST(Money, RefusesToRunOverItsRange) {
  EXPECT_EQ(plus({most}, {1}).code(), amount_out_of_range.code);
  EXPECT_EQ(plus({least}, {-1}).code(), amount_out_of_range.code);
  EXPECT_EQ(times({most}, 2).code(), amount_out_of_range.code);
  EXPECT_EQ(*times(25'000_rp, 3), 75'000_rp);
  EXPECT_THROW(Money{most} + Money{1}, Mistake);
  EXPECT_THROW(Money{least} - Money{1}, Mistake);
}

TEST(Money, OfTwoAssetsIsNeverAdded) {
  Money const parcels{3, asset("PAKET-SEKOLAH")};
  EXPECT_THROW(parcels + 1_rp, Mistake);
  EXPECT_THROW((void)plus(parcels, 1_rp).refused(), Mistake);
  EXPECT_EQ(shown(parcels), "3 PAKET-SEKOLAH");
  EXPECT_EQ(shown({-12'500, asset("KG-BERAS")}), "-12.500 KG-BERAS");
}

TEST(Money, SharesAreRoundedDownAndNeverOverflow) {
  EXPECT_EQ(share_of({most}, most - 1, most), Money{most - 1});
  EXPECT_EQ(share_of({10}, 1, 3), Money{3});
  EXPECT_EQ(share_of({-10}, 1, 3), Money{-4});
  EXPECT_EQ(share_of({10}, 0, 3), Money{0});
  EXPECT_THROW(share_of({10}, 4, 3), Mistake);
}

TEST(Asset, TakesOnlyItsLetters) {
  EXPECT_EQ(Asset::parse("PAKET-SEKOLAH")->code(), "PAKET-SEKOLAH");
  EXPECT_EQ(*Asset::parse("IDR"), rupiah);
  EXPECT_FALSE(Asset::parse(std::string(23, 'A')).refused());
  for (auto const& code :
       {std::string(), std::string(24, 'A'), std::string("idr"), std::string("A B"), std::string("A\0B", 3)})
    EXPECT_EQ(Asset::parse(code).code(), asset_code_wrong.code);
}

TEST(Terbilang, SaysNumbersAsTheStandardDoes) {
  for (auto const& vector : vectors("terbilang")) EXPECT_EQ(terbilang(vector["n"].number()), vector["id"].text());
  for (auto const& vector : vectors("terbilang_rupiah_sen")) {
    Money const amount{vector["sen"].number()};
    EXPECT_EQ(terbilang(amount), vector["id"].text());
    EXPECT_EQ(shown(amount), vector["display"].text());
    EXPECT_EQ(shown_in_reports(amount), vector["display_cents"].text());
  }
}

TEST(Terbilang, ReachesToTheEndsOfTheRange) {
  EXPECT_TRUE(terbilang(most).starts_with("sembilan kuintiliun dua ratus dua puluh tiga kuadriliun"));
  EXPECT_EQ(terbilang(least).substr(0, 6), "minus ");
  EXPECT_EQ(terbilang(Money{50}), "lima puluh sen");
  EXPECT_EQ(terbilang({12, asset("PAKET-SEKOLAH")}), "dua belas PAKET-SEKOLAH");
}

TEST(Split, LeavesNoSenBehindAndFavoursNobody) {
  SeededChance chance(20261122);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::int64_t> weights(1 + chance.number(12));
    for (auto& weight : weights) weight = static_cast<std::int64_t>(chance.number(round % 3 == 0 ? 4 : 1'000'000));
    if (std::accumulate(weights.begin(), weights.end(), std::int64_t{0}) == 0) weights.front() = 1;
    Money const total{
        static_cast<std::int64_t>(chance.number(round % 5 == 0 ? static_cast<std::uint64_t>(most) : 100'000))};
    auto const parts = split(total, weights);
    ASSERT_EQ(parts.size(), weights.size());
    Money sum{0};
    for (auto const part : parts) sum += part;
    EXPECT_EQ(sum, total);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      auto const fair = static_cast<long double>(total.minor) * static_cast<long double>(weights[i]) /
                        static_cast<long double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
      EXPECT_LE(std::abs(static_cast<long double>(parts[i].minor) - fair), 1.001L);
      for (std::size_t k = i + 1; k < parts.size(); ++k) {
        if (weights[i] > weights[k]) {
          EXPECT_GE(parts[i], parts[k]);
        }
        if (weights[i] == weights[k]) {  // the earlier takes the odd one
          EXPECT_GE(parts[i], parts[k]);
        }
      }
      if (weights[i] == 0) {
        EXPECT_EQ(parts[i].minor, 0);
      }
    }
  }
}

TEST(Split, GivesTheOddSenToTheEarlier) {
  std::int64_t const equal[] = {1, 1, 1};
  auto const parts = split({100}, equal);
  EXPECT_EQ(parts[0].minor, 34);
  EXPECT_EQ(parts[1].minor, 33);
  EXPECT_EQ(parts[2].minor, 33);
  std::int64_t const nothing[] = {0, 0};
  EXPECT_THROW(split({100}, nothing), Mistake);
  std::int64_t const negative[] = {2, -1};
  EXPECT_THROW(split({100}, negative), Mistake);
}

}  // namespace
}  // namespace lumbung
