// Pages of the web application as the server sends them: what a link preview and a first look get.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/doors.h"
#include "giving/giving_village.h"
#include "giving/routes.h"
#include "http/files.h"
#include "http/packed.h"

namespace lumbung::app {
namespace {

using access::sure;
using testing::HasSubstr, testing::Not;

constexpr std::string_view index_html =
    "<!doctype html><html lang=\"id\"><head><title>Lumbung</title><!--lumbung:head--></head>"
    "<body><div id=\"app\"><!--lumbung:skeleton--></div><!--lumbung:answers--></body></html>";
constexpr std::string_view shell_json = R"({"routes": [
  {"pattern": "/", "secret": false, "answers": ["/api/home"], "preload": [],
   "pictures": ["/assets/img/lumbung.svg"], "skeleton": "<h1>Beranda</h1>"},
  {"pattern": "/k", "secret": false, "answers": ["/api/campaigns?state=open"], "preload": [], "skeleton": "<h1>Kampanye</h1><!--first--><p><img src=\"{{picture}}\">{{title}}</p><!--/first-->"},
  {"pattern": "/k/:slug", "secret": false, "answers": ["/api/campaigns/:slug"], "preload": ["/assets/k.js"],
   "skeleton": "<img src=\"{{picture}}\"><h1>{{title}}</h1><p>{{summary}}</p>"},
  {"pattern": "/lacak/:token", "secret": true, "answers": ["/api/trace/:token"], "preload": [], "skeleton": "<p>…</p>"}
]})";

class Pages : public testing::Test {
 protected:
  Pages() {
    auto const web = v.village.directory() + "/web";
    std::filesystem::create_directories(web);
    std::ofstream(web + "/index.html") << index_html;
    std::ofstream(web + "/shell.json") << shell_json;
    doors = std::make_unique<http::Doors>(v.village.engine(), http::Doors::Options{.public_url = url, .log = {}});
    giving::open_doors(*doors, {});
    open_page_doors(*doors, std::make_shared<http::WebFiles>(web), url);
  }
  http::Answer get(std::string const& path, http::Language language = http::Language::id) {
    http::Request request;
    request.path = request.raw_target = path;
    request.language = language;
    auto answer = doors->ask(std::move(request));
    if (answer.packed) answer.body = answer.packed->plain();
    return answer;
  }
  giving::CampaignRecord campaign(std::string title) {
    auto wish = v.campaign_wish();
    wish.title = std::move(title);
    wish.summary = "Satu kit & satu anak";
    return v.opened(wish);
  }

  std::string const url = "https://lumbung.example";
  giving::GivingVillage v;
  std::unique_ptr<http::Doors> doors;
};

TEST_F(Pages, OfACampaignSaysWhatItIsAboutBeforeAnyScriptRuns) {
  campaign("Kit sekolah Mekarmukti");
  auto const page = get("/k/kit-sekolah");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<title>Kit sekolah Mekarmukti · Lumbung</title>"));
  EXPECT_THAT(page.body, HasSubstr("property=\"og:title\" content=\"Kit sekolah Mekarmukti"));
  EXPECT_THAT(page.body, HasSubstr("Satu kit &amp; satu anak"));
  EXPECT_THAT(page.body, HasSubstr("https://lumbung.example/k/kit-sekolah"));
  EXPECT_THAT(page.body, HasSubstr("<h1>Kit sekolah Mekarmukti</h1>"));
  EXPECT_THAT(page.body, HasSubstr("/api/campaigns/kit-sekolah"));  // the first answer, under its address
  EXPECT_THAT(page.body, HasSubstr("\"slug\":\"kit-sekolah\""));
  EXPECT_THAT(page.body, HasSubstr("/assets/k.js"));
  EXPECT_THAT(page.body, Not(HasSubstr("noindex")));
}

TEST_F(Pages, OfACampaignFetchesItsPictureAtThePagesSizeAtOnce) {
  auto wish = v.campaign_wish();
  wish.picture = v.uploaded("gambar kampanye", programme::UploadFor::campaign);
  v.opened(wish);
  auto const address = "/pictures/" + hex(view_of(*wish.picture)) + ".jpg";
  auto const page = get("/k/kit-sekolah");
  EXPECT_THAT(page.body, HasSubstr("<link rel=\"preload\" as=\"image\" href=\"" + address + "?size=small\""));
  EXPECT_THAT(page.body, HasSubstr("<img src=\"" + address + "?size=small\">"));
  EXPECT_THAT(page.body, HasSubstr("property=\"og:image\" content=\"" + url + address + "\"")) << "previews are large";
  EXPECT_THAT(get("/k").body, HasSubstr("href=\"" + address + "?size=small\"")) << "the first of the list";
  EXPECT_THAT(get("/").body, HasSubstr("<link rel=\"preload\" as=\"image\" href=\"/assets/img/lumbung.svg\""));
}

TEST_F(Pages, OfACampaignWithoutPictureShowTheBarn) {
  campaign("Tanpa gambar");
  for (auto const* path : {"/k/kit-sekolah", "/k"}) {
    auto const page = get(path);
    EXPECT_THAT(page.body, HasSubstr("<img src=\"/assets/img/lumbung.svg\">")) << path;
    EXPECT_THAT(page.body, HasSubstr("as=\"image\" href=\"/assets/img/lumbung.svg\"")) << path;
  }
  EXPECT_THAT(get("/k").body, HasSubstr("Tanpa gambar</p>"));
}

TEST_F(Pages, OfAnEmptyListDrawNoCard) {
  auto const page = get("/k");
  EXPECT_THAT(page.body, HasSubstr("<h1>Kampanye</h1>"));
  EXPECT_THAT(page.body, Not(HasSubstr("<p>")));
  EXPECT_THAT(page.body, Not(HasSubstr("<img")));
  EXPECT_THAT(page.body, Not(HasSubstr("as=\"image\"")));
}

TEST_F(Pages, ATitleWithAScriptIsTextAndNoScript) {
  campaign("<script>alert(1)</script>\"'><img src=x>");
  auto const page = get("/k/kit-sekolah");
  EXPECT_THAT(page.body, Not(HasSubstr("<script>alert(1)")));
  EXPECT_THAT(page.body, Not(HasSubstr("<img src=x>")));
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_F(Pages, ATextThatEndsAScriptDoesNotEndTheAnswers) {
  campaign("Kit </script><script>alert(2)</script>");
  EXPECT_THAT(get("/k/kit-sekolah").body, Not(HasSubstr("<script>alert(2)")));
}

TEST_F(Pages, ATitleThatLooksLikeAMarkStaysAsItIs) {
  campaign("Kit {{title}} {{summary}} <!--lumbung:answers-->");
  auto const page = get("/k/kit-sekolah");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<h1>Kit {{title}} {{summary}} &lt;!--lumbung:answers--&gt;</h1>"));
}

TEST_F(Pages, ThatAreSecretAreKeptByNobodyAndNotNamed) {
  auto const kit = campaign("Kit sekolah");
  auto const gift = v.paid_gift(kit, 50'000_rp);
  auto const token = v.village.view([&](work::View const& view) { return giving::trace_token(view, gift); });
  auto const page = get("/lacak/" + token);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.caching, http::Caching::never);
  EXPECT_THAT(page.body, HasSubstr("noindex"));
  EXPECT_THAT(page.body, Not(HasSubstr("canonical")));
  EXPECT_THAT(page.body, Not(HasSubstr("/lacak/" + token)));
  EXPECT_THAT(page.body, HasSubstr("/api/trace/" + token));  // its own answer, for whoever has the link
  EXPECT_EQ(get("/lacak/" + token.substr(1) + "A").status, 404);
}

TEST_F(Pages, ThatDoNotExistAreNotFound) {
  for (auto const* path : {"/tidak/ada", "/k/tidak-ada"}) {
    auto const page = get(path);
    EXPECT_EQ(page.status, 404) << path;
    EXPECT_THAT(page.body, HasSubstr("noindex")) << path;
    EXPECT_THAT(page.type, HasSubstr("text/html")) << path;
  }
}

TEST_F(Pages, AnUnknownAddressOfTheApiIsAProblemAndNoPage) {
  auto const answer = get("/api/tidak-ada");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.type, "application/problem+json");
}

TEST_F(Pages, ADraftIsNotShown) {
  auto wish = v.campaign_wish("rancangan");
  wish.title = "Belum untuk umum";
  sure(v.create(wish));
  auto const page = get("/k/rancangan");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.body, Not(HasSubstr("Belum untuk umum")));
}

TEST_F(Pages, SpeakTheLanguageAsked) {
  EXPECT_THAT(get("/").body, HasSubstr("<html lang=\"id\""));
  EXPECT_THAT(get("/", http::Language::en).body, HasSubstr("<html lang=\"en\""));
}

}  // namespace
}  // namespace lumbung::app
