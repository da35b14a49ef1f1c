// The doors of holds and settlements as the console meets them; every answer is held against the document.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "giving/giving_village.h"
#include "giving/routes.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "http/value.h"

namespace lumbung::giving {
namespace {

using http::Answer;
using http::Method;
using http::Request;
using ::testing::HasSubstr;

class HoldDoors : public testing::Test {
 protected:
  HoldDoors() : campaign(v.opened(50)), gift(v.paid_gift(campaign, 50'000_rp)) {
    open_doors(doors, {.receipt_pdf = {}, .qr_svg = {}, .on_given = {}, .sandbox_bank = {}});
    doors.who_is_it([this](work::View const&, Request const&) { return Result<work::Actor>(who); });
  }
  Answer ask(Method method, std::string const& path, std::string_view operation, std::string body = "") {
    Request request{.method = method, .path = path, .raw_target = path, .body = std::move(body)};
    if (auto const cut = path.find('?'); cut != std::string::npos) {
      request.path = path.substr(0, cut);
      request.query = {{"held", "yes"}};
    }
    request.headers.push_back({"Origin", "https://lumbung.example"});
    request.headers.push_back({"Cookie", "lumbung=petugas"});
    if (method != Method::get) request.headers.push_back({"Content-Type", "application/json"});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    if (answer.status < 300) {
      EXPECT_EQ(contract.fault_in_request(operation, request), std::nullopt) << operation;
    }
    return answer;
  }
  Answer hold(std::string const& more = R"("kind":"suspicion")") {
    return ask(
        Method::post, "/api/gifts/" + gift.text() + "/hold", "holdGift",
        R"({"id":")" + v.new_id<GiftHold>().text() + R"(","reason":"pola pembayaran tidak wajar",)" + more + "}");
  }
  Answer end(std::string const& outcome) {
    return ask(Method::post, "/api/gifts/" + gift.text() + "/hold/ending", "endGiftHold",
               R"({"outcome":")" + outcome + R"(","note":"sudah diperiksa bersama"})");
  }
  std::string listed(std::string const& query = "") {
    return ask(Method::get, "/api/console/campaigns/" + campaign.id.text() + "/gifts" + query, "listGifts").body;
  }

  GivingVillage v{1, GivingVillage::Wired::here, {http::migrations()}};
  CampaignRecord campaign;
  Id<Gift> gift;
  http::Doors doors{v.village.engine(), {.cache = false, .public_url = "https://lumbung.example"}};
  work::Actor who = v.treasurer.actor;
};

TEST_F(HoldDoors, HoldListAndEnd) {
  EXPECT_THAT(listed(), HasSubstr(R"("unused":4750000,"returnable":4750000,"hold":null)"));
  EXPECT_THAT(listed("?held=yes"), HasSubstr(R"("items":[])"));
  auto const held = hold();
  EXPECT_EQ(held.status, 200);
  EXPECT_THAT(held.body, HasSubstr(R"("amount":4750000)"));
  EXPECT_THAT(listed("?held=yes"), HasSubstr(R"("unused":4750000,"returnable":0,"hold":{)"));
  EXPECT_EQ(hold().status, 409);
  EXPECT_THAT(end("released").body, HasSubstr(R"("state":"released")"));
  EXPECT_THAT(listed("?held=yes"), HasSubstr(R"("items":[])"));
  auto const all = ask(Method::get, "/api/gifts/" + gift.text() + "/holds", "listGiftHolds");
  EXPECT_THAT(all.body, HasSubstr("sudah diperiksa bersama"));
}

TEST_F(HoldDoors, ADisputeWantsItsDeadline) {
  auto const refused = hold(R"("kind":"dispute")");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("giving.dispute_needs_deadline"));
  EXPECT_EQ(hold(R"("kind":"dispute","reference":"CB-77","deadline":")" + iso(v.today() + 7) + "\"").status, 200);
  EXPECT_EQ(end("released").status, 422);
  EXPECT_THAT(end("lost").body, HasSubstr(R"("state":"lost")"));
}

TEST_F(HoldDoors, OtherOrganisationsStaffSeeAndDoNothing) {
  who = v.staff.signed_in(access::Role::treasurer, v.staff.verified_organisation("Yayasan Lain")).actor;
  EXPECT_EQ(hold().status, 403);
  EXPECT_EQ(end("released").status, 403);
  EXPECT_EQ(ask(Method::get, "/api/gifts/" + gift.text() + "/holds", "listGiftHolds").status, 403);
  auto const at = "/api/organisations/" + v.organisation.text();
  EXPECT_EQ(ask(Method::get, at + "/owed", "getOwed").status, 403);
}

TEST_F(HoldDoors, AGiftThatIsHeldSaysSoOnItsTrace) {
  hold();
  auto const token = v.village.view([&](View const& view) { return trace_token(view, gift); });
  who = work::Actor::visitor();
  EXPECT_THAT(ask(Method::get, "/api/trace/" + token, "traceGift").body, HasSubstr(R"("kind":"held")"));
  EXPECT_THAT(ask(Method::get, "/api/campaigns/" + campaign.slug, "getCampaign").body, HasSubstr(R"("held":4750000)"));
}

TEST_F(HoldDoors, WhatIsOwedIsShownAndProposedToBePaid) {
  v.release(campaign, 47'500_rp);
  v.buy_kits(1, 47'500_rp);
  v.taken_back(gift);
  auto const at = "/api/organisations/" + v.organisation.text();
  EXPECT_THAT(ask(Method::get, at + "/owed", "getOwed").body, HasSubstr(R"("owed":4750000)"));
  auto const propose = [&](std::string const& amount) {
    return ask(Method::post, at + "/settlements", "proposeSettlement",
               R"({"id":")" + v.new_id<Settlement>().text() + R"(","amount":)" + amount +
                   R"(,"paid_from":"own_account","reason":"dari kas lembaga sendiri"})");
  };
  EXPECT_EQ(propose("4750001").status, 409);
  EXPECT_EQ(propose("4750000").status, 201);
  EXPECT_THAT(ask(Method::get, at + "/owed", "getOwed").body, HasSubstr(R"("state":"proposed")"));
  who = v.approver.actor;
  EXPECT_EQ(propose("100").status, 403);
}

TEST_F(HoldDoors, TheConsolesCampaignNamesItsPicture) {
  EXPECT_THAT(ask(Method::get, "/api/console/campaigns/" + campaign.id.text(), "getOwnCampaign").body,
              HasSubstr(R"("picture_hash":null)"));
}

}  // namespace
}  // namespace lumbung::giving
