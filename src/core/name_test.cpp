#include "core/name.h"

#include <gtest/gtest.h>

#include "core/address.h"
#include "core/letters.h"
#include "tests/vectors.h"

namespace lumbung {
namespace {

using tests::vectors;
using Words = std::vector<std::string>;

TEST(Name, KeysAreThoseOfTheStandard) {
  for (auto const& vector : vectors("name_norm")) {
    auto const keys = name_keys(vector["raw"].text());
    EXPECT_EQ(keys.modern, vector["key_modern"].text()) << vector.json();
    EXPECT_EQ(keys.old_spelling, vector["key_old_spelling"].text()) << vector.json();
    EXPECT_EQ(keys.titles, vector["titles"].texts()) << vector.json();
    EXPECT_EQ(keys.relation_tokens, vector["relation_tokens"].texts()) << vector.json();
  }
}

TEST(Name, OfOnePersonInTwoSpellingsMayBeTheSame) {
  for (auto const& pair : vectors("name_same_person_pairs")) {
    auto const two = pair.texts();
    EXPECT_TRUE(may_be_same_name(name_keys(two.at(0)), name_keys(two.at(1)))) << pair.json();
  }
  for (auto const& pair : vectors("name_different_person_pairs")) {
    auto const two = pair.texts();
    EXPECT_FALSE(may_be_same_name(name_keys(two.at(0)), name_keys(two.at(1)))) << pair.json();
  }
}

TEST(Name, IsFoundByTheSameWordsInEverySpelling) {
  EXPECT_EQ(search_words("H. Joko Susilo"), (Words{"susilo", "yoko"}));
  EXPECT_EQ(search_words("Djoko SOESILO"), (Words{"susilo", "yoko"}));
  EXPECT_EQ(search_words(""), Words{});
  for (auto const& pair : vectors("name_same_person_pairs")) {
    auto const two = pair.texts();
    EXPECT_EQ(search_words(two.at(0)), search_words(two.at(1))) << pair.json();
  }
}

TEST(Name, KeepsTheParentAsEvidence) {
  EXPECT_EQ(name_keys("M. Jusuf bin Abd. Rachman").parent, "abdul rahman");
  EXPECT_EQ(name_keys("Bin Harun").modern, "bin harun");
}

TEST(Name, IsReadWithoutBlanksAfterDots) {
  EXPECT_EQ(name_keys("H.Muh.Soekarno,S.Pd.").modern, "muhamad sukarno");
  EXPECT_EQ(name_keys("NUR-AINI").modern, "nur aini");
  EXPECT_EQ(name_keys("R.").modern, "r");
}

TEST(Letters, AreMadePlain) {
  EXPECT_EQ(plain_letters("Émile Çelik ŁÓDŹ"), "emile celik lodz");
  EXPECT_EQ(plain_letters("Ｓｉｔｉ\u00a0N\u2019ur \ufb01"), "siti nur fi");
  EXPECT_EQ(plain_letters("e\u0301"), "e");
  EXPECT_EQ(plain_letters("a\xff\xc3"), "a  ");
  EXPECT_EQ(plain_letters("\xc0\xaf\xed\xa0\x80"), "     ");  // overlong, surrogate: not UTF-8
}

TEST(Address, IsReadAsTheStandardSays) {
  for (auto const& vector : vectors("address_norm")) {
    auto const address = read_address(vector["raw"].text());
    EXPECT_EQ(address.rt, vector["rt"].text()) << vector.json();
    EXPECT_EQ(address.rw, vector["rw"].text()) << vector.json();
    EXPECT_EQ(address.rest, vector["rest"].text()) << vector.json();
  }
}

TEST(Address, DoesNotMistakeOtherWordsForUnits) {
  auto const address = read_address("Jl. Kartini No. 5, Desa Mekarmukti, kode pos 40562");
  EXPECT_EQ(address.rt, "");
  EXPECT_EQ(address.rest, "jalan kartini nomor 5 desa mekarmukti");
  EXPECT_EQ(address.postal_code, "40562");
  EXPECT_EQ(read_address("RT 1234").rt, "");
  EXPECT_EQ(read_address("").rest, "");
}

}  // namespace
}  // namespace lumbung
