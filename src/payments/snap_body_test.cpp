#include "payments/snap_body.h"

#include <gtest/gtest.h>

#include "payments/flat_json.h"
#include "payments/vectors_test.h"

namespace lumbung::payments {
namespace {

std::string body_of(std::size_t vector) {
  return std::string(testing::vectors().at("snap").at("symmetric").at(vector).at("minified_body").as_string());
}

std::string replaced(std::string text, std::string_view old, std::string_view now) {
  auto const place = text.find(old);
  EXPECT_NE(place, std::string::npos) << old;
  return text.replace(place, old.size(), now);
}

TEST(SnapBody, TheNoticeOfTheVectorIsRead) {
  auto const notice = snap::read_qr_notice(body_of(2));
  ASSERT_EQ(notice.code(), "");
  EXPECT_EQ(notice->acquirer_reference, "2026112200000000000001");
  EXPECT_EQ(notice->reference, "LMB2026112200001");
  EXPECT_EQ(notice->status, 0);
  EXPECT_EQ(notice->amount, 25'000_rp);
  EXPECT_EQ(notice->merchant_pan, "936009990000000001");
  EXPECT_FALSE(notice->paid_at);
}

TEST(SnapBody, FinpaysMisspellingIsUnderstood) {
  auto const body = replaced(body_of(2), "originalPartnerReferenceNo", "originalPartnerReferanceNo");
  EXPECT_EQ(snap::read_qr_notice(body)->reference, "LMB2026112200001");
}

TEST(SnapBody, AnAmountNeedsExactlyTwoDecimalsInAText) {
  for (char const* wrong : {"\"25000\"", "\"25000.0\"", "\"25000.000\"", "\"25.000,00\"", "\"-25000.00\"", "25000.00",
                            "\"0.00\"", "\"2.5e4\"", "\" 25000.00\"", "\"99999999999999999999.00\""}) {
    auto const notice = snap::read_qr_notice(replaced(body_of(2), "\"25000.00\"", wrong));
    EXPECT_EQ(notice.code(), "payments.field_format") << wrong;
    EXPECT_EQ(notice.problem().sentence_en(), "Field amount.value is not valid.");
  }
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "\"IDR\"", "\"USD\"")).problem().sentence_en(),
            "Field amount.currency is not valid.");
}

TEST(SnapBody, WhatIsMissingIsNamed) {
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "originalReferenceNo", "x")).problem().sentence_en(),
            "Field originalReferenceNo is missing.");
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "latestTransactionStatus", "x")).problem().sentence_en(),
            "Field latestTransactionStatus is missing.");
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "\"amount\"", "\"x\"")).problem().sentence_en(),
            "Field amount is missing.");
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "\"00\"", "\"08\"")).code(), "payments.field_format");
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "\"00\"", "0")).code(), "payments.field_format");
}

TEST(SnapBody, ABodyCutAnywhereIsUnreadable) {
  auto const body = body_of(2);
  for (std::size_t length = 0; length < body.size(); ++length)
    EXPECT_EQ(snap::read_qr_notice(body.substr(0, length)).code(), "payments.body_unreadable") << length;
  EXPECT_EQ(snap::read_qr_notice(body + "{}").code(), "payments.body_unreadable");
  EXPECT_EQ(snap::read_qr_notice("[" + body + "]").code(), "payments.body_unreadable");
  EXPECT_EQ(snap::read_qr_notice("7").code(), "payments.body_unreadable");
}

TEST(SnapBody, ARepeatedFieldIsRefusedForTwoReadersCouldDiffer) {
  EXPECT_EQ(snap::read_qr_notice(replaced(body_of(2), "{", "{\"sessionID\":\"S2\",")).code(),
            "payments.body_unreadable");
}

TEST(SnapBody, UnknownFieldsArePassedOverWhateverTheyHold) {
  auto const body = replaced(
      body_of(2), "\"additionalInfo\":{}",
      R"("additionalInfo":{"paidTime":"2026-11-22T10:00:00+07:00","nmid":"ID1099000000019","list":[{"amount":{"value":"1"}}]},"amount.value":"9.99","list":[1,[2,{}],null],"ok":true)");
  auto const notice = snap::read_qr_notice(body);
  ASSERT_EQ(notice.code(), "");
  EXPECT_EQ(notice->amount, 25'000_rp);
  EXPECT_EQ(notice->nmid, "ID1099000000019");
  EXPECT_EQ(iso(*notice->paid_at), "2026-11-22T03:00:00Z");
}

TEST(SnapBody, TheVirtualAccountVectorsAreRead) {
  auto const inquiry = snap::read_va_inquiry(body_of(0));
  ASSERT_EQ(inquiry.code(), "");
  EXPECT_EQ(inquiry->number.partner_service_id, "   12345");
  EXPECT_EQ(inquiry->number.prefix(), "12345");
  EXPECT_EQ(inquiry->number.customer_no, "0000000001");
  EXPECT_EQ(inquiry->inquiry_id, "INQ-20261122-0001");
  auto const payment = snap::read_va_payment(body_of(1));
  ASSERT_EQ(payment.code(), "");
  EXPECT_EQ(payment->paid, 4'200_rp);
  EXPECT_EQ(payment->payment_id, "PAY-20261122-0001");
  EXPECT_EQ(payment->reference_no, "00000000001");
  EXPECT_FALSE(payment->advised);
  EXPECT_EQ(iso(*payment->paid_at), "2026-11-22T03:01:00Z");
}

TEST(SnapBody, AVirtualAccountNumberMustBeItsTwoPartsJoined) {
  EXPECT_EQ(
      snap::read_va_inquiry(replaced(body_of(0), "   123450000000001", "   123450000000002")).problem().sentence_en(),
      "Field virtualAccountNo is not valid.");
  EXPECT_EQ(snap::read_va_inquiry(replaced(body_of(0), "\"   12345\"", "\"   1234X\"")).problem().sentence_en(),
            "Field partnerServiceId is not valid.");
  EXPECT_EQ(
      snap::read_va_inquiry(replaced(body_of(0), "\"customerNo\":\"0", "\"customerNo\":\"x")).problem().sentence_en(),
      "Field customerNo is not valid.");
}

TEST(SnapBody, ATokenIsAskedForInEitherSpelling) {
  EXPECT_EQ(snap::read_token_request(R"({"grantType":"client_credentials"})").code(), "");
  EXPECT_EQ(snap::read_token_request(R"({"grant_type":"client_credentials"})").code(), "");
  EXPECT_EQ(snap::read_token_request(R"({"grantType":"password"})").code(), "payments.field_format");
  EXPECT_EQ(snap::read_token_request("{}").code(), "payments.field_missing");
}

TEST(SnapBody, ADeepBodyIsUnreadableAndDoesNotExhaustTheStack) {
  std::string deep = "{\"a\":";
  for (int i = 0; i < 100'000; ++i) deep += "[";
  EXPECT_FALSE(read_flat_json(deep));
}

}  // namespace
}  // namespace lumbung::payments
