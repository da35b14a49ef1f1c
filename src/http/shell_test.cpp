#include "http/shell.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "http/files.h"

namespace lumbung::http {
namespace {

constexpr std::string_view html =
    "<!doctype html><html lang=\"id\"><head><!--lumbung:head--><title>Lumbung</title></head>"
    "<body><div id=\"app\"><!--lumbung:skeleton--></div><!--lumbung:answers--></body></html>";

TEST(Shell, IsFilledForThePage) {
  Shell const shell(html, "https://lumbung.test");
  auto const answer = shell.show({.title = "Buku & tas",
                                  .description = "Untuk \"anak\"",
                                  .path = "/kampanye/buku",
                                  .picture = "/foto/1.jpg",
                                  .preloads = {"/foto/1.jpg"},
                                  .modules = {"/assets/c.js"},
                                  .skeleton = "<h1>Buku</h1>",
                                  .data = {{"/api/campaigns/buku", "{\"a\":1}"}}},
                                 Language::id);
  EXPECT_EQ(answer.type, "text/html");
  EXPECT_EQ(
      answer.body,
      "<!doctype html><html lang=\"id\"><head><meta name=\"description\" content=\"Untuk &quot;anak&quot;\">"
      "<meta property=\"og:title\" content=\"Buku &amp; tas\"><meta property=\"og:description\" content=\"Untuk "
      "&quot;anak&quot;\"><meta property=\"og:type\" content=\"website\"><meta property=\"og:site_name\" "
      "content=\"Lumbung\"><meta property=\"og:locale\" content=\"id_ID\"><meta property=\"og:image\" "
      "content=\"https://lumbung.test/foto/1.jpg\"><meta property=\"og:url\" "
      "content=\"https://lumbung.test/kampanye/buku\"><link rel=\"canonical\" "
      "href=\"https://lumbung.test/kampanye/buku\"><link rel=\"preload\" as=\"image\" href=\"/foto/1.jpg\" "
      "fetchpriority=\"high\"><link rel=\"modulepreload\" href=\"/assets/c.js\"><title>Buku &amp; tas</title></head>"
      "<body><div id=\"app\"><h1>Buku</h1></div><script type=\"application/json\" "
      "id=\"awal\">{\"/api/campaigns/buku\":{\"a\":1}}</script></body></html>");
}

TEST(Shell, NothingPutInBecomesMarkup) {
  Shell const shell(html, "https://lumbung.test");
  auto const answer = shell.show({.title = "</title><script>alert(1)</script>",
                                  .description = "\"><script>",
                                  .picture = "\" onload=\"x",
                                  .data = {{"/a</script>", "{\"a\":\"</script><!--\"}"}}},
                                 Language::en);
  auto const& body = answer.body;
  EXPECT_EQ(body.find("<script>"), body.npos);
  EXPECT_EQ(body.find("onload=\"x"), body.npos);
  EXPECT_EQ(body.find("</script>"), body.rfind("</script>"));
  EXPECT_NE(body.find("lang=\"en\""), body.npos);
}

TEST(Shell, PutsInWhatLooksLikeAPlaceholderOnlyOnce) {
  Shell const shell(html, "");
  auto const answer =
      shell.show({.title = "<!--lumbung:answers-->", .skeleton = "x", .data = {{"/a", "1"}}}, Language::id);
  EXPECT_NE(answer.body.find("<title>&lt;!--lumbung:answers--&gt;</title>"), std::string::npos);
}

class Files : public ::testing::Test {
 protected:
  std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("lumbung-web-" + std::to_string(::getpid()));
  void SetUp() override {
    std::filesystem::create_directories(directory / "assets");
    write("index.html", "<html>");
    write("assets/index-B3x9Yz1a.js", "let a = 1;");
    write("assets/index-B3x9Yz1a.js.br", "packed");
    write("assets/my-document.css", "a {}");
    write(".secret", "no");
  }
  void TearDown() override { std::filesystem::remove_all(directory); }
  void write(std::string const& name, std::string const& content) const { std::ofstream(directory / name) << content; }
};

TEST_F(Files, AreServedWithTheirTypeAndAge) {
  WebFiles const files(directory.string());
  Request const request;
  auto const script = files.serve("assets/index-B3x9Yz1a.js", request);
  EXPECT_EQ(script.type, "text/javascript");
  EXPECT_EQ(script.caching, Caching::for_ever);
  EXPECT_EQ(script.packed->plain(), "let a = 1;");
  EXPECT_EQ(files.serve("assets/my-document.css", request).caching, Caching::revalidate);
  EXPECT_EQ(files.read("index.html"), "<html>");
  for (auto const name : {"assets/index-B3x9Yz1a.js.br", ".secret", "../etc/passwd", "nothing"})
    EXPECT_EQ(files.serve(name, request).status, 404) << name;
}

TEST_F(Files, AMissingDirectoryIsTold) {
  EXPECT_THROW(WebFiles((directory / "missing").string()), Breakdown);
  EXPECT_FALSE(WebFiles("").has("index.html"));
}

}  // namespace
}  // namespace lumbung::http
