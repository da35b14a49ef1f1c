#include "core/nik.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/chance.h"
#include "tests/vectors.h"

namespace lumbung {
namespace {

using tests::Vector;

// What the vectors say of the areas they use.
AreaStatus of_vectors(AreaCode const& code) {
  static auto const known = [] {
    std::map<std::string, AreaStatus, std::less<>> out;
    for (auto const& vector : tests::vectors("nik")) {
      if (!vector.has("area")) continue;
      auto const status = vector["area_status"].text();
      out[vector["area"].text()] = status == "current"    ? AreaStatus::current
                                   : status == "historic" ? AreaStatus::historic
                                                          : AreaStatus::unknown;
    }
    return out;
  }();
  auto const found = known.find(code.digits());
  return found == known.end() ? AreaStatus::unknown : found->second;
}

Date day_of_vectors() { return *parse_iso_date(Vector::file("vectors.json")["_meta"]["today_for_tests"].text()); }

std::vector<std::string> texts(std::vector<std::string_view> const& codes) { return {codes.begin(), codes.end()}; }

TEST(Nik, IsReadAsTheStandardSays) {
  for (auto const& vector : tests::vectors("nik")) {
    auto const input = vector["input"].text();
    auto const reading = read_nik(input, day_of_vectors(), of_vectors);
    EXPECT_EQ(reading.digits, vector["normalized"].text()) << vector.json();
    EXPECT_EQ(texts(reading.errors), vector["errors"].texts()) << vector.json();
    EXPECT_EQ(texts(reading.warnings), vector["warnings"].texts()) << vector.json();
    std::vector<std::string> births;
    for (auto const birth : reading.birth_candidates) births.push_back(iso(birth));
    if (vector.has("birth_candidates")) {
      EXPECT_EQ(births, vector["birth_candidates"].texts()) << vector.json();
    }
    if (vector.has("gender")) {
      EXPECT_EQ(code_of(reading.sex.value()), vector["gender"].text()) << vector.json();
    }
    if (vector.has("serial")) {
      EXPECT_EQ(reading.serial, vector["serial"].text());
    }
    if (vector.has("area")) {
      EXPECT_EQ(reading.area.value().digits(), vector["area"].text());
    }
    EXPECT_EQ(!Nik::parse(input, day_of_vectors()).refused(), vector["valid"].yes()) << vector.json();
  }
}

TEST(Nik, RulesOfTheStandardAreOurs) {
  auto const rules = Vector::file("vectors.json")["nik_rules"];
  EXPECT_EQ(Nik::parse("3217100507850003", day_of_vectors())->masked(), rules["masking"].text());
  for (auto const& code : rules["warnings_only"].texts()) EXPECT_TRUE(nik_warning_from(code).has_value()) << code;
  EXPECT_FALSE(nik_warning_from("OTHER").has_value());
  struct {
    char const *typed, *error;
    Refusal const* refusal;
  } const table[] = {{"321710050785000A", "NON_DIGIT", &nik_not_digits},
                     {"321710050785000", "LENGTH", &nik_length},
                     {"1111111111111111", "PLACEHOLDER", &nik_placeholder},
                     {"3217103102900001", "DATE", &nik_date},
                     {"3217100507850000", "SERIAL_0000", &nik_serial}};
  auto const blocking = rules["errors_block"].texts();
  ASSERT_EQ(blocking.size(), std::size(table));
  for (std::size_t i = 0; i < blocking.size(); ++i) {
    EXPECT_EQ(table[i].error, blocking[i]);
    EXPECT_EQ(Nik::parse(table[i].typed, day_of_vectors()).code(), table[i].refusal->code);
    EXPECT_EQ(texts(read_nik(table[i].typed, day_of_vectors(), of_vectors).errors),
              std::vector<std::string>{blocking[i]});
  }
}

TEST(Nik, TellsEveryFaultAtOnce) {
  auto const refused = Nik::parse("0000000000000000", day_of_vectors());
  ASSERT_TRUE(refused.refused());
  EXPECT_EQ(refused.code(), "core.nik_placeholder");
  ASSERT_EQ(refused.problem().others().size(), 2u);
  EXPECT_EQ(refused.problem().others()[0].code(), "core.nik_date");
  EXPECT_EQ(refused.problem().others()[1].code(), "core.nik_serial");
}

TEST(Nik, ThatDoesNotMatchWhatIsDeclaredOnlyWarns) {
  auto const ani = *Nik::parse("3217104507850003", day_of_vectors());
  EXPECT_EQ(warnings_of(ani, day_of_vectors(), of_vectors, {make_date(1985, 7, 5), Sex::female}),
            std::vector<NikWarning>{});
  EXPECT_EQ(warnings_of(ani, day_of_vectors(), of_vectors, {make_date(1985, 7, 6), Sex::male}),
            (std::vector{NikWarning::dob_mismatch, NikWarning::gender_mismatch}));
}

TEST(Nik, LeavesTheCenturyToTheDeclaredBirthDate) {
  auto const child = *Nik::parse("3217100101200001", day_of_vectors());
  EXPECT_EQ(warnings_of(child, day_of_vectors(), of_vectors), std::vector{NikWarning::century_ambiguous});
  EXPECT_TRUE(warnings_of(child, day_of_vectors(), of_vectors, {make_date(2020, 1, 1), {}}).empty());
  EXPECT_TRUE(warnings_of(child, day_of_vectors(), of_vectors, {make_date(1920, 1, 1), {}}).empty());
}

TEST(Nik, OnceStoredStaysReadableHoweverOldThePersonGrows) {
  auto const oldest = *Nik::parse("3217102311260001", day_of_vectors());  // born 1926
  EXPECT_EQ(Nik::from_stored(oldest.digits()), oldest);
  EXPECT_THROW(Nik::from_stored("321710231126000"), Mistake);
  EXPECT_THROW(KkNumber::from_stored("321710231126000x"), Mistake);
}

TEST(Nik, OfEveryGoodShapeIsTaken) {
  SeededChance chance(16);
  for (int i = 0; i < 3000; ++i) {
    auto const birth = Date{day_of_vectors().day_number - static_cast<std::int32_t>(chance.number(43'000))};
    auto const woman = chance.number(2) == 1;
    auto const day = calendar(birth);
    auto const two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    auto const digits = "321710" + two(day.day + (woman ? 40 : 0)) + two(day.month) + two(day.year % 100) +
                        std::to_string(1000 + chance.number(9000));
    auto const nik = Nik::parse(digits, day_of_vectors());
    ASSERT_FALSE(nik.refused()) << digits;
    EXPECT_EQ(nik->sex(), woman ? Sex::female : Sex::male);
    auto const births = nik->birth_candidates(day_of_vectors());
    EXPECT_NE(std::find(births.begin(), births.end(), birth), births.end()) << digits;
    EXPECT_EQ(nik->area().text(), "32.17.10");
  }
}

TEST(Kk, IsReadAsTheStandardSays) {
  for (auto const& vector : tests::vectors("kk")) {
    auto const kk = KkNumber::parse(vector["input"].text(), day_of_vectors());
    ASSERT_EQ(!kk.refused(), vector["valid"].yes()) << vector.json();
    if (kk.refused()) continue;
    EXPECT_EQ(kk->area().digits(), vector["area"].text());
    EXPECT_EQ(iso(kk->registered(day_of_vectors())), vector["issued"].text());
    EXPECT_EQ(kk->masked(), "3217********0007");
  }
}

TEST(Kk, KnowsANikWhenItSeesOne) {
  auto const refused = KkNumber::parse("3217104507850003", day_of_vectors());
  EXPECT_EQ(refused.code(), kk_looks_like_nik.code);
  EXPECT_TRUE(refused.problem().sentence_id().starts_with("Ini tampak seperti NIK, bukan nomor KK"));
  EXPECT_EQ(KkNumber::parse("3217103002180001", day_of_vectors()).code(), kk_date.code);
  EXPECT_EQ(KkNumber::parse("3217102203180000", day_of_vectors()).code(), kk_serial.code);
  EXPECT_EQ(KkNumber::parse("x", day_of_vectors()).code(), kk_not_digits.code);
  EXPECT_EQ(KkNumber::parse("", day_of_vectors()).code(), kk_length.code);
  EXPECT_EQ(KkNumber::parse("2222222222222222", day_of_vectors()).code(), kk_placeholder.code);
}

}  // namespace
}  // namespace lumbung
