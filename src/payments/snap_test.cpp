#include "payments/snap.h"

#include <gtest/gtest.h>

#include <set>

#include "core/bytes.h"
#include "core/chance.h"
#include "payments/vectors_test.h"

namespace lumbung::payments {
namespace {

using testing::text;
using testing::vectors;

boost::json::value const& snap_vectors() { return vectors().at("snap"); }

TEST(Snap, TheTokenRequestOfEachClientVerifiesAsItsHeadersStand) {
  auto const pem = text(snap_vectors().at("public_key_pem"));
  auto const client = text(snap_vectors().at("client_key"));
  int seen = 0;
  for (auto const& one : snap_vectors().at("timestamp_variants").as_array()) {
    auto const signed_text = snap::token_text(client, text(one.at("X-TIMESTAMP")));
    EXPECT_EQ(signed_text, text(one.at("stringToSign")));
    EXPECT_TRUE(snap::verify_rsa(pem, signed_text, text(one.at("X-SIGNATURE")))) << one.at("who");
    EXPECT_FALSE(snap::verify_rsa(pem, signed_text + " ", text(one.at("X-SIGNATURE"))));
    EXPECT_FALSE(parse_iso_time(text(one.at("X-TIMESTAMP"))).refused()) << one.at("who");
    ++seen;
  }
  EXPECT_EQ(seen, 3);
}

TEST(Snap, EverySymmetricVectorIsSignedAndVerifiedToTheByte) {
  auto const secret = text(snap_vectors().at("client_secret"));
  auto const token = text(snap_vectors().at("access_token"));
  auto const group = snap_vectors().at("symmetric").as_array();
  ASSERT_EQ(group.size(), 7u);
  for (auto const& one : group) {
    auto const body = text(one.at("minified_body"));
    EXPECT_EQ(snap::body_hash(body), text(one.at("sha256_hex"))) << one.at("name");
    auto const signed_text = snap::transaction_text(text(one.at("method")), text(one.at("path")), token,
                                                    snap::body_hash(body), text(one.at("X-TIMESTAMP")));
    EXPECT_EQ(signed_text, text(one.at("stringToSign")));
    EXPECT_EQ(snap::sign_hmac(secret, signed_text), text(one.at("X-SIGNATURE_base64")));
    snap::Signed request{text(one.at("method")), text(one.at("path")), body, text(one.at("X-TIMESTAMP")),
                         text(one.at("X-SIGNATURE_base64"))};
    EXPECT_TRUE(snap::verify_transaction(request, secret, token));
    request.signature = text(one.at("X-SIGNATURE_hex"));
    EXPECT_TRUE(snap::verify_transaction(request, secret, token)) << "hex is accepted too";
    if (auto const* as_sent = one.as_object().if_contains("body_as_sent")) {
      request.body = text(*as_sent);
      EXPECT_TRUE(snap::verify_transaction(request, secret, token)) << "the minified body is the fallback";
      EXPECT_EQ(snap::minify(request.body), body);
    }
    request.body += "x";
    EXPECT_FALSE(snap::verify_transaction(request, secret, token));
  }
}

TEST(Snap, ABodyIsVerifiedAsItWasSentEvenWhenItHasBlanks) {
  snap::Signed request{.path = "/v1.0/x", .body = "{ \"a\" : \"b  c\" }", .timestamp = "2026-11-22T10:00:00+07:00"};
  request.signature = snap::sign_hmac(
      "s", snap::transaction_text("POST", request.path, "t", snap::body_hash(request.body), request.timestamp));
  EXPECT_TRUE(snap::verify_transaction(request, "s", "t"));
  EXPECT_FALSE(snap::verify_transaction(request, "s", "other"));
  EXPECT_FALSE(snap::verify_transaction(request, "", "t"));
  request.timestamp = "2026-11-22T03:00:00Z";  // the same moment, other letters
  EXPECT_FALSE(snap::verify_transaction(request, "s", "t"));
}

TEST(Snap, TheNoticeOfTheVectorVerifiesWithoutAToken) {
  auto const& one = snap_vectors().at("asymmetric_notification");
  snap::Signed request{"POST", text(one.at("path")), text(one.at("minified_body")), "2026-11-22T10:00:00+07:00",
                       text(one.at("X-SIGNATURE"))};
  auto const pem = text(snap_vectors().at("public_key_pem"));
  EXPECT_EQ(snap::notice_text("POST", request.path, snap::body_hash(request.body), request.timestamp),
            text(one.at("stringToSign")));
  EXPECT_TRUE(snap::verify_notice(request, pem));
  auto changed = request;
  changed.body[40] ^= 1;
  EXPECT_FALSE(snap::verify_notice(changed, pem));
  auto elsewhere = request;
  elsewhere.path = "/v1.0/qr/qr-mpm-notify";
  EXPECT_FALSE(snap::verify_notice(elsewhere, pem));
  auto nothing = request;
  nothing.signature = "";
  EXPECT_FALSE(snap::verify_notice(nothing, pem));
  EXPECT_FALSE(snap::verify_notice(request, "no key"));
}

TEST(Snap, MinifyingKeepsBlanksInsideStringsAndEscapes) {
  EXPECT_EQ(snap::minify("{ \"a b\" :\t[ 1 ,\r\n 2 ] }"), "{\"a b\":[1,2]}");
  EXPECT_EQ(snap::minify(R"({"a" : "q \" q" , "b": "\\" , "c" : "x y"})"), R"({"a":"q \" q","b":"\\","c":"x y"})");
  EXPECT_EQ(snap::minify("\"never closed  "), "\"never closed  ");
  EXPECT_EQ(snap::minify("\\"), "\\");
  EXPECT_EQ(snap::minify(""), "");
}

TEST(Snap, SignaturesOfOurOwnKeysAreDeterministicAndVerify) {
  auto const keys = snap::make_keys();
  EXPECT_TRUE(snap::is_public_key(keys.public_pem));
  EXPECT_FALSE(snap::is_public_key(keys.private_pem));
  EXPECT_FALSE(snap::is_public_key(""));
  auto const signature = snap::sign_rsa(keys.private_pem, "text");
  EXPECT_EQ(signature, snap::sign_rsa(keys.private_pem, "text"));
  EXPECT_TRUE(snap::verify_rsa(keys.public_pem, "text", signature));
  EXPECT_TRUE(snap::verify_rsa(keys.public_pem, "text", hex(*from_base64(signature))));
  EXPECT_FALSE(snap::verify_rsa(keys.public_pem, "Text", signature));
  EXPECT_FALSE(snap::verify_rsa(snap::make_keys().public_pem, "text", signature));
}

// DOKU compares signatures in lower case; that would let forgeries through.
TEST(Snap, TheCaseOfABase64SignatureMatters) {
  auto signature = snap::sign_hmac("secret", "text");
  EXPECT_TRUE(snap::verify_hmac("secret", "text", signature));
  for (char& c : signature) c = static_cast<char>(std::tolower(c));
  EXPECT_FALSE(snap::verify_hmac("secret", "text", signature));
}

TEST(Snap, ResponseCodesAreTheSixtyThreeOfTheStandardAsText) {
  auto const& listed = vectors().at("snap_response_codes").at("list").as_array();
  ASSERT_EQ(snap::responses().size(), listed.size());
  std::set<std::string> seen;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    auto const& ours = snap::responses()[i];
    EXPECT_EQ(ours.http, listed[i].at("http").as_int64());
    EXPECT_EQ(ours.text(52).substr(5), text(listed[i].at("case")));
    EXPECT_EQ(ours.message, text(listed[i].at("message")));
    seen.insert(ours.text(52));
  }
  EXPECT_EQ(seen.size(), 63u);
  EXPECT_EQ(snap::response(200, 0).text(snap::qr_notify), "2005200");
  EXPECT_EQ(snap::response(404, 12).text(snap::va_inquiry), "4042412");
  EXPECT_EQ(snap::response(200, 0).text(snap::token_b2b), "2007300");
}

TEST(Snap, ServicesAreNamedAsTheStandardNamesThem) {
  EXPECT_EQ(snap::service_name(52), text(vectors().at("snap_service_codes").at("52")));
  EXPECT_EQ(snap::service_name(24), "transfer-va/inquiry");
  EXPECT_EQ(snap::service_name(99), "");
}

}  // namespace
}  // namespace lumbung::payments
