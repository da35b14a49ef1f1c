// The doors as a giver's browser meets them; every answer is held against the document.
#include "givers/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "givers/givers_village.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "http/value.h"

namespace lumbung::givers {
namespace {

using http::Answer;
using http::Method;
using http::Request;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view home = "https://lumbung.example";

class GiverDoors : public testing::Test {
 protected:
  GiverDoors() {
    open_doors(doors, {.limits = limits,
                       .public_url = std::string(home),
                       .letters_go_out = true,
                       .sandbox = true,
                       .statement_pdf = [](work::View const&, Statement const& statement) {
                         return "PDF " + std::to_string(statement.gifts.size());
                       }});
    doors.who_is_it([this](work::View const&, Request const&) { return Result<work::Actor>(who); });
  }
  Answer ask(Method method, std::string const& path, std::string_view operation, std::string body = "") {
    Request request{.method = method, .path = path, .raw_target = path, .body = std::move(body)};
    request.address = "203.0.113.7";
    request.headers.push_back({"Origin", origin});
    // Without any cookie nobody is asked who comes; staff come with theirs.
    auto const staff = who.kind == work::Kind::staff ? std::string("; lumbung=petugas") : std::string();
    request.headers.push_back({"Cookie", "__Host-lumbung-donatur=" + cookie + staff});
    if (method != Method::get) request.headers.push_back({"Content-Type", "application/json"});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    if (answer.status < 300) {
      EXPECT_EQ(contract.fault_in_request(operation, request), std::nullopt) << operation;
    }
    for (auto const& header : answer.headers)
      if (header.name == "Set-Cookie") {
        set_cookie = header.value;
        auto const from = header.value.find('=') + 1;
        cookie = header.value.substr(from, header.value.find(';') - from);
      }
    return answer;
  }
  Answer post(std::string const& path, std::string_view operation, std::string body = "{}") {
    return ask(Method::post, path, operation, std::move(body));
  }
  Answer get(std::string const& path, std::string_view operation) { return ask(Method::get, path, operation); }
  static std::string text(Answer const& answer, std::string_view name) {
    auto const value = http::parse_json(answer.body).value();
    auto const* found = value.find(name);
    return found == nullptr ? "" : found->text;
  }
  Answer code_to(std::string const& email) {
    return post("/api/giver/codes", "askGiverCode", R"({"email":")" + email + R"("})");
  }
  Answer sign_in_with(std::string const& code, std::string const& email = "siti@contoh.id") {
    return post("/api/giver/session", "signInGiver", R"({"email":")" + email + R"(","code":")" + code + R"("})");
  }
  void sign_in() {
    EXPECT_EQ(code_to("siti@contoh.id").status, 202);
    EXPECT_EQ(sign_in_with(GiversVillage::code_in(v.letters().back())).status, 200);
  }
  std::string token_of(Id<Gift> gift) {
    return v.village.view([&](View const& view) { return giving::trace_token(view, gift); });
  }

  GiversVillage v;
  giving::CampaignRecord campaign = v.opened();
  access::Limits limits{v.village.clock};
  http::Doors doors{v.village.engine(), {.cache = false, .public_url = std::string(home)}};
  work::Actor who = work::Actor::visitor();
  std::string cookie, set_cookie, origin{home};
};

TEST_F(GiverDoors, ACodeOpensASessionInACookieOfItsOwn) {
  sign_in();
  for (char const* part : {"__Host-lumbung-donatur=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"})
    EXPECT_THAT(set_cookie, HasSubstr(part));
  auto const me = get("/api/giver", "getGiver");
  EXPECT_EQ(text(me, "email"), "siti@contoh.id");
  EXPECT_EQ(post("/api/giver/sign-out", "signOutGiver").status, 204);
  EXPECT_THAT(get("/api/giver", "getGiver").body, HasSubstr("\"signed_in\":false"));
}

TEST_F(GiverDoors, AWrongCodeCountsAndIsAnsweredAlikeForAll) {
  code_to("siti@contoh.id");
  auto const code = GiversVillage::code_in(v.letters().back());
  auto const wrong = sign_in_with("00000000"), nobody = sign_in_with("00000000", "tidak.ada@contoh.id");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(text(wrong, "code"), "givers.code_wrong");
  EXPECT_EQ(text(nobody, "code"), "givers.code_wrong");
  for (int i = 1; i < code_tries; ++i) sign_in_with("00000000");
  EXPECT_EQ(sign_in_with(code).status, 401) << "the wrong tries were kept";
}

TEST_F(GiverDoors, TooManyCodesAreRefused) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(code_to("siti@contoh.id").status, 202);
  EXPECT_EQ(code_to("siti@contoh.id").status, 429);
  EXPECT_EQ(code_to("budi@contoh.id").status, 202);
}

TEST_F(GiverDoors, AnotherSpellingOfAnAddressIsTheSameAddress) {
  for (char const* spelling : {"siti@contoh.id", "Siti@Contoh.ID", "  SITI@contoh.id "})
    EXPECT_EQ(code_to(spelling).status, 202) << spelling;
  for (char const* spelling : {"sItI@contoh.id", " siti@contoh.id", "siti@CONTOH.id"})
    EXPECT_EQ(code_to(spelling).status, 429) << spelling;
  EXPECT_EQ(code_to("bukan surel").status, 422);
}

TEST_F(GiverDoors, AnotherSitesPageCannotActForAGiver) {
  sign_in();
  origin = "https://jahat.example";
  EXPECT_EQ(post("/api/giver/erasure", "eraseGiver", R"({"word":"HAPUS"})").status, 403);
  origin = home;
  EXPECT_THAT(get("/api/giver", "getGiver").body, HasSubstr("\"signed_in\":true"));
}

TEST_F(GiverDoors, WhoIsNotSignedInGetsNothing) {
  for (auto const& [path, operation] : {std::pair{"/api/giver/gifts", "listOwnGifts"},
                                        {"/api/giver/plans", "listOwnPlans"},
                                        {"/api/giver/years/2026/statement.pdf", "getYearStatement"}})
    EXPECT_EQ(get(path, operation).status, 401) << path;
  EXPECT_EQ(post("/api/giver/erasure", "eraseGiver", R"({"word":"HAPUS"})").status, 401);
}

TEST_F(GiverDoors, AGiftOfAGuestIsClaimedByItsLink) {
  sign_in();
  auto const gift = v.paid_gift(campaign, 75'000_rp);
  auto const link = std::string(home) + "/jejak/" + token_of(gift);
  auto const claim = [&](std::string const& pasted) {
    return post("/api/giver/gifts", "claimGift", R"({"link":")" + pasted + R"("})").status;
  };
  EXPECT_EQ(claim("https://lumbung.example/jejak/tebakan"), 404);
  EXPECT_EQ(claim(link), 200);
  EXPECT_THAT(get("/api/giver/gifts", "listOwnGifts").body, HasSubstr(gift.text()));
  EXPECT_EQ(get("/api/giver/years/2026/statement.pdf", "getYearStatement").body, "PDF 1");
  EXPECT_EQ(get("/api/giver/years/2025/statement.pdf", "getYearStatement").status, 404);
  cookie.clear();
  v.village.clock.advance(minutes(11));
  code_to("budi@contoh.id");
  sign_in_with(GiversVillage::code_in(v.letters().back()), "budi@contoh.id");
  EXPECT_EQ(claim(link), 409);
}

TEST_F(GiverDoors, AGiftBySomebodySignedInStandsInTheirAccountAtOnce) {
  sign_in();
  Request request;
  request.headers.push_back({"Cookie", "__Host-lumbung-donatur=" + cookie});
  auto const keep = keep_for_sender(request, std::string(home));
  ASSERT_TRUE(keep);
  auto const wish = v.gift_wish(campaign, 20'000_rp);
  sure(v.visitor([&](Work& work) -> Verdict {
    TRY(giving::give(work, wish));
    return keep(work, wish.id);
  }));
  EXPECT_THAT(get("/api/giver/gifts", "listOwnGifts").body, HasSubstr(wish.id.text()));
  EXPECT_FALSE(keep_for_sender(Request(), std::string(home))) << "a guest";
}

TEST_F(GiverDoors, APlanIsMadePausedAndStopped) {
  sign_in();
  auto const id = v.new_id<GivingPlan>().text();
  auto const made = post(
      "/api/giver/plans", "makePlan",
      R"({"id":")" + id +
          R"(","campaign":"kit-sekolah","amount":5000000,"method":"va","shown_as":"anonymous","every":"month","starts":")" +
          iso(v.today()) + R"(","at_end":"stop"})");
  EXPECT_EQ(made.status, 201) << made.body;
  v.run_job();
  auto const seen = get("/api/giver/plans/" + id, "getOwnPlan");
  EXPECT_THAT(seen.body, HasSubstr("\"state\":\"waiting\""));
  auto const state = [&](char const* to) {
    return ask(Method::put, "/api/giver/plans/" + id + "/state", "setPlanState",
               std::string(R"({"state":")") + to + R"("})");
  };
  EXPECT_EQ(text(state("paused"), "state"), "paused");
  EXPECT_EQ(text(state("active"), "state"), "active");
  EXPECT_EQ(text(state("stopped"), "state"), "stopped");
  EXPECT_EQ(state("active").status, 409);
  EXPECT_THAT(get("/api/giver/plans", "listOwnPlans").body, HasSubstr(id));
  EXPECT_EQ(get("/api/giver/plans/" + v.new_id<GivingPlan>().text(), "getOwnPlan").status, 404);
}

TEST_F(GiverDoors, TheOrganisationSeesFiguresAndMovesPlansOn) {
  auto const siti = v.giver();
  auto wish = v.plan_wish(campaign);
  wish.at_end = AtCampaignsEnd::organisation_chooses;
  v.planned(siti, wish);
  auto const path = "/api/console/organisations/" + v.organisation.text() + "/recurring";
  EXPECT_EQ(get(path, "listRecurring").status, 401);
  who = v.treasurer.actor;
  EXPECT_THAT(get(path, "listRecurring").body, HasSubstr("\"active\":1"));
  sure(v.as(v.editor, [&](Work& work) { return giving::close_campaign(work, campaign.id, "selesai"); }));
  v.run_job();
  auto const other = v.opened(v.campaign_wish("lain"));
  auto const move = [&] {
    return post("/api/campaigns/" + campaign.id.text() + "/successor", "chooseSuccessor",
                R"({"to":")" + other.id.text() + R"("})");
  };
  EXPECT_EQ(move().status, 403);
  who = v.editor.actor;
  EXPECT_THAT(move().body, HasSubstr("\"moved\":1"));
}

TEST_F(GiverDoors, AnErasedAccountIsGone) {
  sign_in();
  EXPECT_EQ(post("/api/giver/erasure", "eraseGiver", R"({"word":"hapus"})").status, 422);
  EXPECT_EQ(post("/api/giver/erasure", "eraseGiver", R"({"word":"HAPUS"})").status, 204);
  EXPECT_THAT(get("/api/giver", "getGiver").body, HasSubstr("\"signed_in\":false"));
}

}  // namespace
}  // namespace lumbung::givers
