#include "payments/qris.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/chance.h"
#include "payments/vectors_test.h"

namespace lumbung::payments {
namespace {

using testing::text;
using testing::vectors;

std::string code_of(std::string_view expectation) {
  if (expectation == "CRC") return "payments.qris_crc";
  if (expectation == "TLV") return "payments.qris_structure";
  if (expectation == "CURRENCY") return "payments.qris_currency";
  if (expectation == "CRC_NOT_LAST") return "payments.qris_crc_not_last";
  if (expectation == "EMPTY") return "payments.qris_empty";
  return "";  // OK_LENIENT, OK_AFTER_TRIM
}

// Fields as the vectors write them: templates as objects, 63 included.
boost::json::object as_object(qris::Fields const& fields) {
  boost::json::object object;
  for (auto const& field : fields) {
    bool const is_template = field.tag == "62" || field.tag == "51" || (field.tag >= "26" && field.tag <= "45");
    if (is_template)
      object[field.tag] = as_object(*qris::split(field.value));
    else
      object[field.tag] = field.value;
  }
  return object;
}

TEST(Qris, EveryValidVectorIsReadToItsFieldsAndWrittenBackToItsBytes) {
  auto const group = vectors().at("qris_valid").as_array();
  ASSERT_EQ(group.size(), 8u);
  for (auto const& one : group) {
    auto const payload = text(one.at("payload"));
    auto const code = qris::parse(payload);
    ASSERT_EQ(code.code(), "") << one.at("note");
    auto expected = one.at("fields").as_object();
    EXPECT_EQ(text(expected.at("63")), payload.substr(payload.size() - 4));
    expected.erase("63");
    EXPECT_EQ(boost::json::value(as_object(code->fields)), boost::json::value(expected)) << one.at("note");
    EXPECT_EQ(*qris::write(code->fields), payload);
  }
}

TEST(Qris, EveryInvalidVectorIsRefusedForItsReason) {
  auto const group = vectors().at("qris_invalid").as_array();
  ASSERT_EQ(group.size(), 9u);
  for (auto const& one : group)
    EXPECT_EQ(qris::parse(text(one.at("payload"))).code(), code_of(text(one.at("expect")))) << one.at("note");
}

TEST(Qris, WhatAPaymentSheetNeedsIsReadOut) {
  auto const code = qris::parse(text(vectors().at("qris_valid").at(1).at("payload")));
  ASSERT_TRUE(code);
  EXPECT_TRUE(code->dynamic);
  EXPECT_EQ(code->amount, 25'000_rp);
  EXPECT_EQ(code->merchant_name, "YAYASAN CONTOH LUMBUNG");
  EXPECT_EQ(code->merchant_city, "BANDUNG BARAT");
  EXPECT_EQ(code->nmid, "ID1099000000019");
  EXPECT_EQ(code->merchant_pan, "936009990000000001");
  EXPECT_EQ(code->criteria, "UKE");
  EXPECT_EQ(code->reference, "LMB2026112200001");
  EXPECT_EQ(code->terminal, "A01");
  EXPECT_EQ(code->tip, qris::Tip::none);
}

TEST(Qris, AmountsWithAndWithoutSenAreTheSame) {
  EXPECT_EQ(qris::parse(text(vectors().at("qris_valid").at(2).at("payload")))->amount, 25'000_rp);
}

TEST(Qris, TipsAreTold) {
  EXPECT_EQ(qris::parse(text(vectors().at("qris_valid").at(3).at("payload")))->tip, qris::Tip::asked);
  auto const fixed = qris::parse(text(vectors().at("qris_valid").at(4).at("payload")));
  EXPECT_EQ(fixed->tip, qris::Tip::fixed);
  EXPECT_EQ(fixed->fixed_tip, 500_rp);
  auto const percent = qris::parse(text(vectors().at("qris_valid").at(5).at("payload")));
  EXPECT_EQ(percent->tip, qris::Tip::percent);
  EXPECT_EQ(percent->percent_tip, "0.70");
}

TEST(Qris, TheCheckNumberIsCcittFalse) {
  EXPECT_EQ(qris::crc16("123456789"), 0x29B1);
  EXPECT_EQ(text(vectors().at("crc16").at("check_123456789")), "29B1");
}

TEST(Qris, AnNmidEndsInItsLuhnDigit) {
  for (auto const& one : vectors().at("nmid_luhn").at("valid").as_array()) EXPECT_TRUE(qris::is_nmid(text(one)));
  for (auto const& one : vectors().at("nmid_luhn").at("invalid").as_array()) EXPECT_FALSE(qris::is_nmid(text(one)));
  for (char const* wrong : {"", "ID", "ID109900000001", "ID10990000000199", "id1099000000019", "ID10990000000A9"})
    EXPECT_FALSE(qris::is_nmid(wrong)) << wrong;
}

TEST(Qris, AStaticCodeBecomesTheDynamicCodeOfTheVector) {
  auto const& vector = vectors().at("qris_static_to_dynamic");
  EXPECT_EQ(*qris::with_amount(text(vector.at("static")), 25'000_rp, ""), text(vector.at("dynamic")));
}

TEST(Qris, OurReferenceGoesBeforeTheTerminalAndIsReadBack) {
  auto const dynamic =
      qris::with_amount(text(vectors().at("qris_static_to_dynamic").at("static")), 25'000_rp, "LMB2026112200001");
  EXPECT_EQ(*dynamic, text(vectors().at("qris_valid").at(1).at("payload")));
  auto const without_62 = text(vectors().at("qris_valid").at(7).at("payload"));
  EXPECT_EQ(qris::parse(*qris::with_amount(without_62, 1_rp, "R1"))->reference, "R1");
}

TEST(Qris, WhatCannotBeMadeDynamicIsRefused) {
  auto const fixed = text(vectors().at("qris_static_to_dynamic").at("static"));
  EXPECT_EQ(qris::with_amount(fixed, 0_rp, "").code(), "payments.qris_amount");
  EXPECT_EQ(qris::with_amount(fixed, Money{150, rupiah}, "").code(), "payments.qris_amount");
  EXPECT_EQ(qris::with_amount(fixed, Money{-100, rupiah}, "").code(), "payments.qris_amount");
  EXPECT_EQ(qris::with_amount(fixed, 10'000'000'000'000_rp, "").code(), "payments.qris_amount");
  EXPECT_EQ(qris::with_amount(fixed, 9'999'999'999'999_rp, "").code(), "");
  EXPECT_EQ(qris::with_amount(fixed, Money{100, asset("KG-BERAS")}, "").code(), "payments.qris_amount");
  EXPECT_EQ(qris::with_amount(fixed, 1_rp, "lower").code(), "payments.qris_reference");
  EXPECT_EQ(qris::with_amount(fixed, 1_rp, std::string(26, 'A')).code(), "payments.qris_reference");
  EXPECT_EQ(qris::with_amount(text(vectors().at("qris_valid").at(1).at("payload")), 1_rp, "").code(),
            "payments.qris_not_static");
}

TEST(Qris, EveryWrongFieldIsNamed) {
  auto const good = qris::parse(text(vectors().at("qris_valid").at(1).at("payload")))->fields;
  struct Case {
    char const *tag, *value, *code;
  };
  for (auto const& [tag, value, expected] :
       {Case{"00", "02", "payments.qris_field"}, Case{"01", "13", "payments.qris_field"},
        Case{"52", "83", "payments.qris_field"}, Case{"54", "0", "payments.qris_field"},
        Case{"54", "-5", "payments.qris_field"}, Case{"54", "1,5", "payments.qris_field"},
        Case{"54", "12345678901234", "payments.qris_field"}, Case{"58", "SG", "payments.qris_field"},
        Case{"59", "A NAME OF MORE THAN 25 BYTES", "payments.qris_field"},
        Case{"60", "A VERY LONG CITY", "payments.qris_field"}, Case{"61", "12345678901", "payments.qris_field"},
        Case{"26", "0099", "payments.qris_field"}, Case{"62", "x", "payments.qris_field"},
        Case{"51", "0215ID1099000000010", "payments.qris_field"}, Case{"53", "840", "payments.qris_currency"}}) {
    auto fields = good;
    for (auto& field : fields)
      if (field.tag == tag) field.value = value;
    EXPECT_EQ(qris::parse(*qris::write(fields)).code(), expected) << tag << " " << value;
  }
  auto twice = good;
  twice.push_back({"59", "SOMEBODY ELSE"});
  EXPECT_EQ(qris::parse(*qris::write(twice)).code(), "payments.qris_field");
}

// A code printed or copied with one letter wrong must never lead money elsewhere.
TEST(Qris, EverySingleWrongCharacterIsNoticed) {
  auto const good = text(vectors().at("qris_valid").at(1).at("payload"));
  SeededChance chance(52);
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto broken = good;
    auto const letter = static_cast<char>('0' + chance.number(43));
    if (letter == broken[i]) continue;
    broken[i] = letter;
    // Check digits in lower case are the one accepted difference.
    EXPECT_NE(qris::parse(broken).code(), "") << i << " " << broken;
  }
}

}  // namespace
}  // namespace lumbung::payments
