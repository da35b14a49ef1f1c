#include "core/public_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace lumbung {
namespace {

Date const today = make_date(2026, 11, 22);

std::string_view told(std::string_view text) {
  auto const verdict = fit_for_public(text, today, "/message");
  return verdict.refused() ? verdict.code() : std::string_view();
}

TEST(PublicText, MayNotHoldANikOrAFamilyCardNumberHoweverItIsWritten) {
  for (auto const* text : {"NIK 3217101203850001", "nik:3217101203850001.", "3217 1012 0385 0001",
                           "3217.1012.0385.0001", "3217-1012-0385-0001", "321710 520385 0003 (ibu)",
                           "KK3217101103120007", "3217101203850001 3217101203850002", "2 anak, 3217101203850001",
                           "3217\xC2\xA0"
                           "1012\xC2\xA0"
                           "0385\xC2\xA0"
                           "0001",
                           "3217101203850001,5"})
    EXPECT_EQ(told(text), identity_in_public_text.code) << text;
}

TEST(PublicText, MayNotHoldAMobileNumberHoweverItIsWritten) {
  for (auto const* text :
       {"0812-3456-7890", "hubungi 081234567890!", "+62 812 3456 7890", "62812.3456.7890", "(0812) 3456-7890",
        "WA081234567890", "WA-081234567890", "0857 1234 567", "+62-857-1234-567", "5 keluarga. 081234567890"})
    EXPECT_EQ(told(text), phone_in_public_text.code) << text;
}

TEST(PublicText, MayHoldSumsDaysAndNumbersOfPapers) {
  for (auto const* text :
       {"", "Semoga bermanfaat", "Rp1.000.000.000.000.000", "Rp3.217.101.203.850.001", "Rp 175.000 untuk 3 anak",
        "08-12-2026 10.00", "8 Desember 2026, 08.00-12.00", "INV-0812345678", "KW/081234567890", "2026-11-22 081500",
        "3217101203850000", "3217109903850001", "0217101203850001", "nomor 32171012038500011", "RT 001/RW 002",
        "kode 019a3b08-1234-7abc-8def-0123456789ab", "1234567890123456", "rekening 1234567890", "812.345.678"})
    EXPECT_EQ(told(text), "") << text;
}

TEST(PublicText, TheRefusalNamesTheFieldAndRepeatsNothing) {
  auto const verdict = fit_for_public("NIK 3217101203850001", today, "/story");
  ASSERT_TRUE(verdict.refused());
  EXPECT_EQ(verdict.problem().pointer(), "/story");
}

// Whatever stands around it and between its digits.
TEST(PublicText, FindsTheNumberInAnyText) {
  std::mt19937 chance(7);
  auto const any = [&](int below) { return static_cast<int>(chance() % static_cast<unsigned>(below)); };
  std::string const letters = "abc ,;:!?\n";
  std::string const between = " .-";
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (int i = any(30); i > 0; --i) text += letters[static_cast<std::size_t>(any(10))];
    std::string const nik = "3217101203850001";
    text += "x";
    for (std::size_t i = 0; i < nik.size(); ++i) {
      if (i > 0 && i % 4 == 0 && any(2) == 0) text += between[static_cast<std::size_t>(any(3))];
      text += nik[i];
    }
    text += "y";
    for (int i = any(30); i > 0; --i) text += letters[static_cast<std::size_t>(any(10))];
    ASSERT_EQ(told(text), identity_in_public_text.code) << text;
  }
}

TEST(PublicText, ReadsAnyBytesAndLetsSumsPass) {
  std::mt19937 chance(11);
  for (int round = 0; round < 5'000; ++round) {
    std::string bytes;
    for (auto i = chance() % 40; i > 0; --i) bytes += static_cast<char>(chance() % 256);
    (void)told(bytes);
    // A sum of any size, as we write sums.
    std::string sum = "Rp" + std::to_string(1 + chance() % 999);
    for (auto i = chance() % 6; i > 0; --i) {
      auto const group = std::to_string(1000 + chance() % 1000);
      sum += "." + group.substr(1);
    }
    ASSERT_EQ(told(sum), "") << sum;
  }
}

}  // namespace
}  // namespace lumbung
