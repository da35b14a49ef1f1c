#include "http/fields.h"

#include <gtest/gtest.h>

#include "http/json.h"
#include "http/problems.h"
#include "http/request.h"
#include "http/value.h"

namespace lumbung::http {
namespace {

struct Thing;
enum class Fee { none, share };

// What was wrong, as "pointer code" in order.
std::vector<std::string> faults(Fields& fields) {
  std::vector<std::string> all;
  auto const verdict = fields.finish();
  if (!verdict.refused()) return all;
  all.push_back(verdict.problem().pointer() + " " + std::string(verdict.problem().code()));
  for (auto const& other : verdict.problem().others()) all.push_back(other.pointer() + " " + std::string(other.code()));
  return all;
}

Value body(std::string_view text) {
  auto value = parse_json(text);
  EXPECT_FALSE(value.refused()) << text;
  return std::move(value).value();
}

TEST(Fields, AreReadWhenTheyAreRight) {
  auto const value = body(R"({"id":"0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21","amount":2500000,"name":"  Sari  ","on":true,
    "day":"2026-11-22","at":"2026-11-22T13:05:00+07:00","fee":"share","rate":1.5,"count":3,
    "inner":{"a":1},"items":[{"n":1},{"n":2}],"tags":["x","y"]})");
  Fields f(value);
  EXPECT_EQ(f.id<Thing>("id").text(), "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21");
  EXPECT_EQ(f.money("amount"), 25'000_rp);
  EXPECT_EQ(f.text("name"), "Sari");
  EXPECT_TRUE(f.boolean("on"));
  EXPECT_EQ(iso(f.date("day")), "2026-11-22");
  EXPECT_EQ(iso(f.instant("at")), "2026-11-22T06:05:00Z");
  EXPECT_EQ(f.choice<Fee>("fee", {{"none", Fee::none}, {"share", Fee::share}}), Fee::share);
  EXPECT_EQ(f.number("rate", 0, 2), 1.5);
  EXPECT_EQ(f.integer("count", 1, 5), 3);
  EXPECT_EQ(f.object("inner").integer("a", 0, 9), 1);
  EXPECT_EQ(f.list("items", 5, [](Fields& item) { return item.integer("n", 0, 9); }),
            (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(f.texts("tags", 5), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(f.optional_text("note"), std::nullopt);
  EXPECT_EQ(faults(f), std::vector<std::string>());
}

TEST(Fields, TellAllThatIsWrongAtOnce) {
  auto const value =
      body(R"({"id":"x","amount":0,"name":"","zz":1,"inner":{"a":"1","y":2},"items":[{"n":1},{"n":1.5},7]})");
  Fields f(value);
  f.id<Thing>("id");
  f.money("amount");
  f.text("name");
  f.date("day");
  f.object("inner").integer("a", 0, 9);
  f.list("items", 5, [](Fields& item) { return item.integer("n", 0, 9); });
  EXPECT_EQ(faults(f),
            (std::vector<std::string>{
                "/id core.id_unreadable", "/amount http.amount_not_positive", "/name http.text_empty",
                "/day http.field_missing", "/inner/a http.field_wrong_type", "/items/2 http.field_wrong_type",
                "/items/1/n http.field_not_whole", "/zz http.field_unknown", "/inner/y http.field_unknown"}));
}

TEST(Fields, RefuseAmountsThatAreNone) {
  struct Case {
    char const* amount;
    char const* code;
  };
  for (auto const& [amount, code] :
       {Case{"0", "http.amount_not_positive"}, Case{"-1", "http.amount_not_positive"},
        Case{"0.5", "http.field_not_whole"}, Case{"100.0", "http.field_not_whole"}, Case{"1e6", "http.field_not_whole"},
        Case{"\"100\"", "http.field_wrong_type"}, Case{"null", "http.field_wrong_type"},
        Case{"true", "http.field_wrong_type"}, Case{"[]", "http.field_wrong_type"},
        Case{"100000000000001", "http.amount_too_big"}, Case{"9223372036854775808", "http.amount_too_big"},
        Case{"99999999999999999999999999", "http.amount_too_big"},
        Case{"-99999999999999999999999999", "http.amount_not_positive"}}) {
    auto const value = body("{\"amount\":" + std::string(amount) + "}");
    Fields f(value);
    f.money("amount");
    EXPECT_EQ(faults(f), std::vector<std::string>{"/amount " + std::string(code)}) << amount;
  }
}

TEST(Fields, RefuseTextsThatDeceive) {
  auto const code = [](std::string const& text, TextLimits limits) {
    auto const value = body("{\"t\":" + text + "}");
    Fields f(value);
    f.text("t", limits);
    auto const all = faults(f);
    return all.empty() ? "" : all[0].substr(3);
  };
  EXPECT_EQ(code(R"("a\u0007b")", {}), "http.text_has_controls");
  EXPECT_EQ(code(R"("a\nb")", {}), "http.text_has_controls");
  EXPECT_EQ(code(R"("a\nb")", {.lines = true}), "");
  EXPECT_EQ(code(R"("a\u202eb")", {}), "http.text_has_controls");
  EXPECT_EQ(code(R"("a\u0085b")", {}), "http.text_has_controls");
  EXPECT_EQ(code(R"("   ")", {}), "http.text_empty");
  EXPECT_EQ(code(R"("\u00e9\u00e9\u00e9")", {.max = 3}), "");  // characters count, not bytes
  EXPECT_EQ(code(R"("\u00e9\u00e9\u00e9\u00e9")", {.max = 3}), "http.text_too_long");
  EXPECT_EQ(code("7", {}), "http.field_wrong_type");
}

TEST(Fields, BeginWithAnObject) {
  for (auto const text : {"[]", "1", "null", "\"x\""}) {
    auto const value = body(text);
    Fields f(value);
    f.text("name");  // complains no further
    EXPECT_EQ(faults(f), std::vector<std::string>{" http.body_not_object"});
  }
}

TEST(Fields, HoldListsWithinTheirLimits) {
  auto const value = body(R"({"a":[{},{},{}],"b":[],"c":"x"})");
  Fields f(value);
  auto const nothing_read = [](Fields&) { return 0; };
  f.list("a", 2, nothing_read);
  f.list("b", 2, nothing_read, 1);
  f.list("c", 2, nothing_read);
  EXPECT_TRUE(f.list("d", 2, nothing_read).empty());
  f.list("e", 2, nothing_read, 1);
  EXPECT_EQ(faults(f), (std::vector<std::string>{"/a http.list_too_long", "/b http.list_too_short",
                                                 "/c http.field_wrong_type", "/e http.field_missing"}));
}

TEST(Fields, OfAQueryAreReadFromText) {
  Request request;
  request.query = {{"limit", "20"}, {"open", "true"}, {"q", "beras"}, {"lang", "en"}};
  auto f = Fields::of_query(request);
  EXPECT_EQ(f.integer_or("limit", 50, 1, 100), 20);
  EXPECT_EQ(f.integer_or("page", 1, 1, 100), 1);
  EXPECT_EQ(f.optional_boolean("open"), true);
  EXPECT_EQ(f.text("q"), "beras");
  EXPECT_EQ(faults(f), std::vector<std::string>());
}

TEST(Fields, OfAQueryAreStrictToo) {
  Request request;
  request.query = {{"limit", "2x"},
                   {"page", "1.5"},
                   {"open", "1"},
                   {"zz", ""},
                   {"q", "a"},
                   {"q", "b"},
                   {"big", "99999999999999999999"}};
  auto f = Fields::of_query(request);
  f.integer_or("limit", 50, 1, 100);
  f.integer_or("page", 1, 1, 100);
  f.integer_or("big", 1, 1, 100);
  f.optional_boolean("open");
  f.optional_text("q");
  EXPECT_EQ(faults(f), (std::vector<std::string>{"q http.field_repeated", "limit http.field_wrong_type",
                                                 "page http.field_not_whole", "big http.field_too_big",
                                                 "open http.field_wrong_type", "zz http.field_unknown"}));
}

TEST(Fields, TakeTheRefusalOfARule) {
  auto const value = body(R"({"end":"2026-01-01"})");
  Fields f(value);
  f.date("end");
  f.wrong("end", refuse(field_too_small).with("min", "x"));
  EXPECT_EQ(faults(f), std::vector<std::string>{"/end http.field_too_small"});
}

TEST(JsonWriter, WritesOurTypes) {
  Json j;
  j.object([&] {
    j("text", "a\"<b>\\\n\x01\xff");
    j("amount", 25'000_rp);
    j("asset", rupiah);
    j("day", Date{0});
    j("at", Instant{0});
    j("yes", true);
    j("rate", 0.1);
    j("none", std::optional<int>());
    j("some", std::optional<int>(7));
    j.null("nothing");
    j.object("inner", [&] { j("a", 1); });
    j.list("items", std::vector<int>{1, 2}, [&](int n) { j("n", n); });
    j.values("tags", std::vector<std::string>{"x", "y"});
    j.list("empty", std::vector<int>{}, [&](int n) { j("n", n); });
  });
  EXPECT_EQ(
      j.text(),
      "{\"text\":\"a\\\"\\u003cb\\u003e\\\\\\n\\u0001\xEF\xBF\xBD\",\"amount\":2500000,\"asset\":\"IDR\","
      "\"day\":\"1970-01-01\",\"at\":\"1970-01-01T00:00:00Z\",\"yes\":true,\"rate\":0.1,\"some\":7,"
      "\"nothing\":null,\"inner\":{\"a\":1},\"items\":[{\"n\":1},{\"n\":2}],\"tags\":[\"x\",\"y\"],\"empty\":[]}");
  EXPECT_FALSE(parse_json(j.text()).refused());
}

}  // namespace
}  // namespace lumbung::http
