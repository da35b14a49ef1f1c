#include "http/outgoing.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "http/wire_test.h"

namespace lumbung::http {
namespace {

std::string unzipped(std::string_view packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotlied(std::string_view packed) {
  std::string out(1 << 20, '\0');
  auto size = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(packed.size(), reinterpret_cast<std::uint8_t const*>(packed.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "lumbung " + std::to_string(i) + "\n";
  return text;
}

Outgoing send(Answer answer, Asked asked = {}) { return make_outgoing(asked, std::move(answer), {}, 1'800'000'000); }

TEST(Outgoing, SaysWhatTheTrustStandardAsks) {
  auto const out = send(text("x"));
  EXPECT_EQ(header_in(out.head, "Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
            "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for "
            "'script'");
  EXPECT_EQ(header_in(out.head, "Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(header_in(out.head, "Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_EQ(header_in(out.head, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header_in(out.head, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_in(out.head, "Cache-Control"), "no-store");
  EXPECT_EQ(header_in(out.head, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(header_in(out.head, "Date"), "Fri, 15 Jan 2027 08:00:00 GMT");
  EXPECT_EQ(header_in(out.head, "Strict-Transport-Security"), "");
  auto const https = make_outgoing({}, text("x"), {.strict_transport = true}, 0);
  EXPECT_NE(header_in(https.head, "Strict-Transport-Security"), "");
}

TEST(Outgoing, CompressesTextAsTheClientLikes) {
  auto const plain = long_text();
  auto const gzip = send(text(plain), {.coding = Coding::gzip});
  EXPECT_EQ(header_in(gzip.head, "Content-Encoding"), "gzip");
  EXPECT_EQ(unzipped(gzip.whole_body()), plain);
  auto const brotli = send(text(plain), {.coding = Coding::brotli});
  EXPECT_EQ(header_in(brotli.head, "Content-Encoding"), "br");
  EXPECT_EQ(unbrotlied(brotli.whole_body()), plain);
  EXPECT_EQ(header_in(brotli.head, "Content-Length"), std::to_string(brotli.whole_body().size()));
  EXPECT_NE(header_in(brotli.head, "Vary").find("Accept-Encoding"), std::string::npos);
  EXPECT_EQ(header_in(send(text(plain)).head, "Content-Encoding"), "");
}

TEST(Outgoing, LeavesPicturesAndSmallThingsAsTheyAre) {
  auto const picture = send(bytes(long_text(), "image/png"), {.coding = Coding::brotli});
  EXPECT_EQ(header_in(picture.head, "Content-Encoding"), "");
  auto const small = send(text("small"), {.coding = Coding::brotli});
  EXPECT_EQ(header_in(small.head, "Content-Encoding"), "");
}

TEST(Outgoing, AnswersUnchangedWhenTheTagIsKnown) {
  auto const answer = [] { return text(long_text()).keep(Caching::revalidate); };
  auto const first = send(answer(), {.coding = Coding::brotli});
  auto const tag = header_in(first.head, "ETag");
  ASSERT_TRUE(tag.starts_with("W/\""));
  auto const again = send(answer(), {.coding = Coding::gzip, .if_none_match = tag});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.whole_body().empty());
  EXPECT_EQ(header_in(again.head, "Content-Length"), "");
  EXPECT_EQ(header_in(again.head, "Cache-Control"), "no-cache");
  EXPECT_EQ(send(text("other").keep(Caching::revalidate), {.if_none_match = tag}).status, 200);
  EXPECT_EQ(send(answer(), {.method = Method::post, .if_none_match = tag}).status, 200);
  EXPECT_EQ(header_in(send(text("private")).head, "ETag"), "");
}

TEST(Outgoing, SendsWhatIsPackedWithoutPackingItAgain) {
  auto const packed = std::make_shared<Packed>("text/css", long_text(), "", "ready-made");
  Answer answer{.type = "text/css", .caching = Caching::for_ever};
  answer.packed = packed;
  EXPECT_EQ(send(answer, {.coding = Coding::brotli}).whole_body(), "ready-made");
  EXPECT_EQ(unzipped(send(answer, {.coding = Coding::gzip}).whole_body()), long_text());
  EXPECT_EQ(send(answer).whole_body(), long_text());
  EXPECT_EQ(header_in(send(answer).head, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST(Answer, TakesNoLineBreakIntoAHeader) {
  EXPECT_THROW(static_cast<void>(nothing().with("X", "a\r\nSet-Cookie: b")), Mistake);
  EXPECT_THROW(static_cast<void>(see_other("/a\nb")), Mistake);
  EXPECT_THROW(static_cast<void>(nothing().set({.name = "a", .value = "b; c"})), Mistake);
}

TEST(Answer, SetsCookiesThatAreKeptToThisHost) {
  auto const answer = nothing().set({.name = "__Host-s", .value = "v", .max_age_seconds = 60, .secure = false});
  EXPECT_EQ(answer.headers.at(0).value, "__Host-s=v; Path=/; SameSite=Lax; Max-Age=60; HttpOnly; Secure");
}

TEST(Answer, NamesADownloadSafely) {
  auto const answer = download("x", "application/pdf", "Kuitansi \"Sari\".pdf");
  EXPECT_EQ(answer.headers.at(0).value,
            "attachment; filename=\"Kuitansi__Sari_.pdf\"; filename*=UTF-8''Kuitansi%20%22Sari%22.pdf");
}

TEST(Problem, IsToldInTheLanguageOfTheRequest) {
  Request request;
  request.id = "7";
  auto const problem = refuse(field_missing).at("/a").also(refuse(field_unknown).at("/b"));
  EXPECT_EQ(problem_answer(problem, request).body,
            R"({"type":"urn:lumbung:problem:http.field_missing","title":"Isian belum benar","status":422,)"
            R"("detail":"Isian ini wajib diisi.","code":"http.field_missing","request_id":"7",)"
            R"("details":{"id":"Isian ini wajib diisi.","en":"This field is required."},"errors":[)"
            R"({"pointer":"/a","code":"http.field_missing","detail":"Isian ini wajib diisi.",)"
            R"("details":{"id":"Isian ini wajib diisi.","en":"This field is required."}},)"
            R"({"pointer":"/b","code":"http.field_unknown","detail":"Isian ini tidak dikenal. Hapus dari permintaan.",)"
            R"("details":{"id":"Isian ini tidak dikenal. Hapus dari permintaan.",)"
            R"("en":"This field is not known. Remove it from the request."}}]})");
  request.language = Language::en;
  auto const english = problem_answer(problem, request);
  EXPECT_NE(english.body.find("\"detail\":\"This field is required.\""), std::string::npos);
  EXPECT_EQ(english.status, 422);
  EXPECT_EQ(english.type, "application/problem+json");
}

}  // namespace
}  // namespace lumbung::http
