#include "http/value.h"

#include <gtest/gtest.h>

namespace lumbung::http {
namespace {

std::string code_of(std::string_view text) { return std::string(parse_json(text).code()); }

TEST(Json, IsReadInItsOrder) {
  auto const value = parse_json(R"( {"b":[1,-2,{"c":null}],"a":"x\u00e9\n","t":true,"f":1.50} )");
  ASSERT_FALSE(value.refused());
  EXPECT_EQ(text_of(*value), "{\"b\":[1,-2,{\"c\":null}],\"a\":\"x\xC3\xA9\\n\",\"t\":true,\"f\":1.50}");
  EXPECT_EQ(canonical(*value), "{\"a\":\"x\xC3\xA9\\n\",\"b\":[1,-2,{\"c\":null}],\"f\":1.50,\"t\":true}");
}

TEST(Json, RefusesWhatIsNotWellFormed) {
  for (auto const text : {"",
                          " ",
                          "{",
                          "}",
                          "{\"a\":}",
                          "{\"a\":1,}",
                          "[1,]",
                          "{'a':1}",
                          "nul",
                          "01",
                          "1.",
                          ".5",
                          "+1",
                          "1e",
                          "\"\x01\"",
                          "\"\xff\"",
                          "\"\xc0\x80\"",
                          "\"\xed\xa0\x80\"",
                          "\"\\ud800\"",
                          "\"\\x\"",
                          "{} {}",
                          "{}x",
                          "// a\n{}",
                          "NaN",
                          "Infinity",
                          "\xEF\xBB\xBF{}",
                          "{\"a\" 1}",
                          "{1:2}"})
    EXPECT_EQ(code_of(text), "http.body_unreadable") << text;
}

TEST(Json, RefusesKeysThatAreRepeatedAndSaysWhere) {
  auto const value = parse_json(R"({"a":1,"b":{"c":1,"c":2},"d":[{"e/f":1,"e/f":1}],"a":2})");
  ASSERT_TRUE(value.refused());
  EXPECT_EQ(value.code(), "http.field_repeated");
  EXPECT_EQ(value.problem().pointer(), "/b/c");
  ASSERT_EQ(value.problem().others().size(), 2u);
  EXPECT_EQ(value.problem().others()[0].pointer(), "/d/0/e~1f");
  EXPECT_EQ(value.problem().others()[1].pointer(), "/a");
  EXPECT_EQ(code_of(R"({"a":1,"\u0061":2})"), "http.field_repeated");
}

TEST(Json, RefusesNulInTextsAndKeys) {
  EXPECT_EQ(code_of(R"({"a":"x\u0000y"})"), "http.text_has_nul");
  EXPECT_EQ(code_of(R"({"a\u0000":1})"), "http.text_has_nul");
}

TEST(Json, RefusesWhatIsNestedTooDeeply) {
  EXPECT_EQ(code_of(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_EQ(code_of(std::string(33, '[') + std::string(33, ']')), "http.body_too_deep");
  EXPECT_EQ(code_of(std::string(100'000, '[')), "http.body_too_deep");
}

TEST(Json, KeepsNumbersAsTheyWereWritten) {
  auto const kind = [](std::string_view text) { return parse_json(text).value().kind; };
  EXPECT_EQ(kind("9223372036854775807"), Value::Kind::integer);
  EXPECT_EQ(kind("-9223372036854775808"), Value::Kind::integer);
  EXPECT_EQ(kind("9223372036854775808"), Value::Kind::fraction);
  EXPECT_EQ(kind("1.0"), Value::Kind::fraction);
  EXPECT_EQ(kind("1e3"), Value::Kind::fraction);
  EXPECT_EQ(parse_json("99999999999999999999999").value().text, "99999999999999999999999");
}

TEST(Json, SortsKeysAsRfc8785Does) {
  // The example of RFC 8785 section 3.2.3.
  auto const value = parse_json(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})");
  EXPECT_EQ(canonical(*value),
            "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,\"\xF0\x9F\x98\x80\":5,"
            "\"\xEF\xAC\xB3\":3}");
}

TEST(Json, SaysTheSameForTheSameMeaning) {
  EXPECT_EQ(canonical(*parse_json(R"({"a":1,"b":"\u00e9"})")),
            canonical(*parse_json("{ \"b\" : \"\xC3\xA9\",\n\"a\":1 }")));
  EXPECT_NE(canonical(*parse_json(R"({"a":1})")), canonical(*parse_json(R"({"a":"1"})")));
}

}  // namespace
}  // namespace lumbung::http
