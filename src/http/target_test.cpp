#include "http/target.h"

#include <gtest/gtest.h>

#include "http/router.h"
#include "http/utf8.h"

namespace lumbung::http {
namespace {

TEST(Target, IsTakenApart) {
  auto const target = parse_target("/kampanye/s%C3%A9kolah?q=beras+pulen&x=%26&empty=&flag");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/kampanye/s\xC3\xA9kolah");
  EXPECT_EQ(target->query, (std::vector<std::pair<std::string, std::string>>{
                               {"q", "beras pulen"}, {"x", "&"}, {"empty", ""}, {"flag", ""}}));
  EXPECT_EQ(parse_target("http://h:1/a?b=c")->host, "h:1");
  EXPECT_EQ(parse_target("http://h")->path, "/");
}

TEST(Target, IsRefusedWhenItLeadsAstray) {
  std::string many = "/?";
  for (int i = 0; i < 101; ++i) many += "a=b&";
  for (std::string const& target :
       {std::string(), std::string("a"), std::string("*"), std::string("http"), std::string("ftp://h/"),
        std::string("http://u@h/"), std::string("/%"), std::string("/%4"), std::string("/a/../b"), std::string("/.."),
        std::string("/%2e"), std::string("/a%2Fb"), std::string("/%c0%af"), std::string("/%0a"), std::string("/?a=%00"),
        std::string("/?a=%ff"), many})
    EXPECT_FALSE(parse_target(target)) << target;
}

TEST(Target, ComesBackFromItsEncoding) {
  std::string const text = "Rp 25.000 & \xC3\xA9 / ~";
  EXPECT_EQ(decoded(encoded(text), false), text);
}

TEST(Codings, AreChosenByTheirWeight) {
  EXPECT_TRUE(accepts_coding("gzip, br", "br"));
  EXPECT_TRUE(accepts_coding("br;q=0.1", "br"));
  EXPECT_FALSE(accepts_coding("br;q=0, gzip", "br"));
  EXPECT_FALSE(accepts_coding("br;q=0.000", "br"));
  EXPECT_TRUE(accepts_coding("*", "br"));
  EXPECT_FALSE(accepts_coding("*;q=0", "br"));
  EXPECT_FALSE(accepts_coding("", "br"));
}

TEST(Tags, AreComparedWeakly) {
  EXPECT_TRUE(names_tag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(names_tag("*", "\"b\""));
  EXPECT_FALSE(names_tag("\"a\"", "\"b\""));
  EXPECT_FALSE(names_tag("", "\"b\""));
}

TEST(Cookies, AreFoundByTheirWholeName) {
  Request request;
  request.headers = {{"cookie", "a=1; __Host-session=xyz; xa=2"}, {"Cookie", "b=3"}};
  EXPECT_EQ(request.cookie("__Host-session"), "xyz");
  EXPECT_EQ(request.cookie("b"), "3");
  EXPECT_EQ(request.cookie("session"), std::nullopt);
  request.headers.push_back({"Cookie", "a=2"});
  EXPECT_EQ(request.cookie("a"), std::nullopt);  // twice, and not the same: somebody plants cookies
}

TEST(Router, PrefersWhatIsWrittenOut) {
  Router router;
  router.add(Method::get, "/api/gifts/{gift}", 1);
  router.add(Method::get, "/api/gifts/mine", 2);
  router.add(Method::post, "/api/gifts/{gift}/refund", 3);
  router.add(Method::get, "/files/{rest...}", 4);
  router.add(Method::get, "/", 5);
  router.add(Method::put, "/api/gifts/{other}", 6);
  EXPECT_EQ(router.find(Method::get, "/api/gifts/mine").door, 2u);
  auto const gift = router.find(Method::get, "/api/gifts/7");
  EXPECT_EQ(gift.door, 1u);
  EXPECT_EQ(gift.parameters.at(0), (std::pair<std::string, std::string>("gift", "7")));
  EXPECT_EQ(router.find(Method::put, "/api/gifts/7").parameters.at(0).first, "other");
  EXPECT_EQ(router.find(Method::post, "/api/gifts/mine/refund").door, 3u);  // back from "mine"
  EXPECT_EQ(router.find(Method::get, "/files/a/b.c").parameters.at(0).second, "a/b.c");
  EXPECT_EQ(router.find(Method::get, "/").door, 5u);
  EXPECT_EQ(router.find(Method::head, "/").door, 5u);
  for (auto const path : {"/api", "/api/gifts", "/api/gifts/", "/api/gifts/7/", "//", "/api//gifts", ""})
    EXPECT_EQ(router.find(Method::get, path).door, Router::nowhere) << path;
}

TEST(Router, SaysWhatIsAllowed) {
  Router router;
  router.add(Method::get, "/a", 1);
  router.add(Method::post, "/a", 2);
  auto const found = router.find(Method::remove, "/a");
  EXPECT_EQ(found.door, Router::nowhere);
  EXPECT_EQ(found.allowed, (std::vector<Method>{Method::get, Method::head, Method::post}));
  EXPECT_TRUE(router.find(Method::get, "/b").allowed.empty());
}

TEST(Router, TakesNoDoorTwice) {
  Router router;
  router.add(Method::get, "/a/{x}", 1);
  EXPECT_THROW(router.add(Method::get, "/a/{y}", 2), Mistake);
  EXPECT_THROW(router.add(Method::get, "a", 2), Mistake);
  EXPECT_THROW(router.add(Method::get, "/{rest...}/a", 2), Mistake);
}

TEST(Utf8, KnowsWhatIsWellFormed) {
  for (auto const text : {"", "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xEF\xBF\xBF"})
    EXPECT_TRUE(is_utf8(text)) << text;
  for (auto const text : {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82"})
    EXPECT_FALSE(is_utf8(text)) << text;
  EXPECT_EQ(characters_in("\xC3\xA9\xF0\x9F\x98\x80z"), 3u);
  EXPECT_EQ(utf8_first("\xF0\x9F\x98\x80"), U'\U0001F600');
}

}  // namespace
}  // namespace lumbung::http
