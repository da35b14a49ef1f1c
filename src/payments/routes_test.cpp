// The doors as partners and people meet them.
#include "payments/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <sstream>

#include "http/contract.h"
#include "http/door.h"
#include "http/house_doors.h"
#include "http/value.h"
#include "payments/world_test.h"

namespace lumbung::payments {
namespace {

using ::testing::HasSubstr;
using testing::Told;
using testing::World;

std::string file(std::string const& path) {
  std::ifstream in(LUMBUNG_SOURCE_DIR + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class PaymentDoors : public ::testing::Test {
 protected:
  World world;
  http::Doors doors{world.village.engine(), {}};
  std::shared_ptr<http::Contract const> contract = [] {
    auto const house = file("/src/http/openapi.json"), ours = file("/src/payments/openapi.json");
    return std::make_shared<http::Contract const>(http::merged_openapi({house, ours}, "1", ""));
  }();
  work::Actor who = work::Actor::system();

  PaymentDoors() {
    open_doors(doors);
    doors.who_is_it([this](work::View const&, http::Request const&) { return Result<work::Actor>(who); });
  }

  static http::Request request_of(PartnerRequest const& partner) {
    http::Request request;
    request.method = http::Method::post;
    request.path = request.raw_target = partner.signed_part.path;
    request.body = partner.signed_part.body;
    request.headers = {{"Content-Type", "application/json"},
                       {"X-PARTNER-ID", partner.client_key},
                       {"X-EXTERNAL-ID", partner.external_id},
                       {"X-TIMESTAMP", partner.signed_part.timestamp},
                       {"X-SIGNATURE", partner.signed_part.signature}};
    if (!partner.authorization.empty()) request.headers.push_back({"Authorization", partner.authorization});
    return request;
  }
  // The answer's body, which must be as the document says.
  http::Value asked(http::Request const& request, std::string_view operation, int status) {
    auto const answer = doors.ask(request);
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_EQ(contract->fault_in_answer(operation, answer).value_or(""), "");
    return *http::parse_json(answer.body);
  }
  std::string code_of(PartnerRequest const& partner, std::string_view operation, int status) {
    auto const body = asked(request_of(partner), operation, status);
    return body.find("responseCode")->text + " " + body.find("responseMessage")->text;
  }
  http::Request plain(http::Method method, std::string path, std::string body = "") {
    http::Request request;
    request.method = method;
    request.raw_target = path;
    auto const mark = path.find('?');
    request.path = path.substr(0, mark);
    for (auto rest = mark == path.npos ? std::string() : path.substr(mark + 1); !rest.empty();) {
      auto const end = std::min(rest.find('&'), rest.size());
      auto const pair = rest.substr(0, end);
      request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
      rest.erase(0, end + 1);
    }
    request.body = std::move(body);
    request.headers = {{"Authorization", "Bearer of whoever is asked"}};
    if (!request.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    return request;
  }
};

TEST_F(PaymentDoors, EveryDoorStandsInTheDocument) {
  std::vector<std::string> known, said;
  for (auto const& door : doors.operations()) known.push_back(door.operation + " " + door.path);
  for (auto const& operation : contract->operations()) said.push_back(operation.id + " " + operation.path);
  EXPECT_THAT(known, ::testing::UnorderedElementsAreArray(said));
}

TEST_F(PaymentDoors, AnAcquirerGetsATokenAndTellsOfAPayment) {
  PartnerRequest partner;
  partner.signed_part = {.path = "/v1.0/access-token/b2b",
                         .body = R"({"grantType":"client_credentials"})",
                         .timestamp = iso(world.village.clock.now(), Zone::wib)};
  partner.signed_part.signature = snap::sign_rsa(testing::acquirer_keys().private_pem,
                                                 snap::token_text(world.client, partner.signed_part.timestamp));
  auto request = request_of(partner);
  request.headers.push_back({"X-CLIENT-KEY", world.client});
  auto const body = asked(request, "snapToken", 200);
  EXPECT_EQ(body.find("responseCode")->text, "2007300");
  EXPECT_EQ(body.find("expiresIn")->text, "900");
  auto const charge = world.charge(25'000_rp);
  auto const told = World::body_of({.reference = charge.reference, .amount = charge.amount});
  auto const notice = world.transaction("/v1.0/qr/qr-mpm-notify", told, body.find("accessToken")->text);
  EXPECT_EQ(code_of(notice, "snapQrNotify", 200), "2005200 Successful");
  EXPECT_EQ(code_of(notice, "snapQrNotify", 409), "4095200 Conflict");
  EXPECT_EQ(world.now(charge).state, ChargeState::paid);
}

TEST_F(PaymentDoors, RefusalsAreResponseCodesWithTheirReason) {
  auto const charge = world.charge(25'000_rp);
  Told const told{.reference = charge.reference, .amount = charge.amount};
  auto forged = world.notice(told);
  forged.signed_part.body[5] ^= 1;
  EXPECT_EQ(code_of(forged, "snapQrNotify", 401), "4015200 Unauthorized. [Signature]");
  auto late = world.notice(told);
  world.village.clock.advance(minutes(6));
  EXPECT_EQ(code_of(late, "snapQrNotify", 401), "4015200 Unauthorized. [Timestamp]");
  auto nameless = world.notice(told);
  nameless.external_id = "";
  EXPECT_EQ(code_of(nameless, "snapQrNotify", 400), "4005202 Invalid Mandatory Field X-EXTERNAL-ID");
  auto whole = World::body_of(told);
  whole.replace(whole.find("25000.00"), 8, "25000");
  EXPECT_EQ(code_of(world.notice(whole), "snapQrNotify", 400), "4005201 Invalid Field Format amount.value");
  EXPECT_EQ(code_of(world.notice(std::string("{")), "snapQrNotify", 400), "4005200 Bad Request");
  auto stranger = world.notice(told);
  stranger.client_key = "X";
  EXPECT_EQ(code_of(stranger, "snapQrNotify", 401), "4015200 Unauthorized. [Unknown client]");
  EXPECT_EQ(world.now(charge).state, ChargeState::waiting);
}

TEST_F(PaymentDoors, ABankSeesABillAndItsRefusals) {
  auto const charge = world.charge(25'000_rp, Method::va);
  auto const token = world.token();
  auto const body = world.va_body(charge, 25'000_rp, "P1", R"(,"additionalInfo":{"channel":"VIRTUAL_ACCOUNT_BANK_X"})");
  auto const seen =
      asked(request_of(world.transaction("/v1.0/transfer-va/inquiry", body, token)), "snapVaInquiry", 200);
  auto const* data = seen.find("virtualAccountData");
  ASSERT_NE(data, nullptr);
  EXPECT_EQ(data->find("totalAmount")->find("value")->text, "25000.00");
  EXPECT_EQ(data->find("partnerServiceId")->text, "   12345");
  EXPECT_EQ(data->find("additionalInfo")->find("channel")->text, "VIRTUAL_ACCOUNT_BANK_X");
  auto pay = [&](std::string const& what, std::string const& with) {
    return world.transaction("/v1.0/transfer-va/payment", what, with);
  };
  EXPECT_EQ(code_of(pay(world.va_body(charge, 24'000_rp), token), "snapVaPayment", 404), "4042513 Invalid Amount");
  EXPECT_EQ(code_of(pay(body, token + "x"), "snapVaPayment", 401), "4012501 Invalid Token (B2B)");
  EXPECT_EQ(code_of(pay(body, token), "snapVaPayment", 200), "2002500 Successful");
  EXPECT_EQ(code_of(pay(world.va_body(charge, 25'000_rp, "P2"), token), "snapVaPayment", 404), "4042514 Paid Bill");
  auto unknown = charge;
  unknown.va_number = "1234500000000000";
  auto const none =
      asked(request_of(world.transaction("/v1.0/transfer-va/inquiry", world.va_body(unknown, 1_rp), token)),
            "snapVaInquiry", 404);
  EXPECT_EQ(none.find("responseCode")->text, "4042412");
  EXPECT_EQ(none.find("virtualAccountData")->find("inquiryStatus")->text, "01");
}

TEST_F(PaymentDoors, SuspenseIsListedAndResolved) {
  ASSERT_EQ(*world.tell({.reference = "X", .amount = 10'000_rp}), Outcome::suspended);
  auto const path = "/api/suspense?organisation=" + world.organisation.text() + "&state=open";
  auto const list = asked(plain(http::Method::get, path), "listSuspense", 200);
  ASSERT_EQ(list.find("items")->items.size(), 1u);
  auto const id = list.find("items")->items[0].find("id")->text;
  auto const charge = world.charge(12'000_rp);
  auto resolve = [&](std::string const& body, int status) {
    return asked(plain(http::Method::post, "/api/suspense/" + id + "/resolution", body), "resolveSuspense", status);
  };
  resolve(R"({"action":"assign","note":"Tanpa tagihan"})", 422);
  resolve(R"({"action":"return","note":"Dobel","charge":")" + charge.id.text() + "\"}", 422);
  auto const system = who;
  who = {.kind = work::Kind::staff, .grants = {{std::string(may_resolve_suspense), world.organisation, ""}}};
  auto const stale = resolve(R"({"action":"return","note":"Dikirim balik"})", 403);
  EXPECT_EQ(stale.find("code")->text, "access.second_factor_again");
  EXPECT_EQ(world.items().size(), 1u) << "what was refused is undone";
  who = system;
  auto const done = resolve(R"({"action":"assign","note":"Salah nominal","charge":")" + charge.id.text() + "\"}", 200);
  EXPECT_EQ(done.find("state")->text, "assigned");
  auto const status =
      asked(plain(http::Method::get, "/api/charges/" + charge.id.text() + "/status"), "getChargeStatus", 200);
  EXPECT_EQ(status.find("state")->text, "paid");
  who = work::Actor::visitor();
  EXPECT_EQ(doors.ask(plain(http::Method::get, path)).status, 401);
  EXPECT_EQ(doors.ask(plain(http::Method::get, "/api/charges/" + world.organisation.text() + "/status")).status, 404);
}

TEST_F(PaymentDoors, SuspenseComesInPagesThatJoin) {
  for (int i = 0; i < 53; ++i) {
    world.village.clock.advance(minutes(1));
    ASSERT_EQ(*world.tell({.acquirer_reference = "A" + std::to_string(i), .reference = "X", .amount = 10'000_rp}),
              Outcome::suspended);
  }
  auto const path = "/api/suspense?organisation=" + world.organisation.text();
  auto const first = asked(plain(http::Method::get, path), "listSuspense", 200);
  ASSERT_EQ(first.find("items")->items.size(), 50u);
  auto const second = asked(plain(http::Method::get, path + "&after=" + first.find("next")->text), "listSuspense", 200);
  EXPECT_EQ(second.find("items")->items.size(), 3u);
  EXPECT_EQ(second.find("next")->kind, http::Value::Kind::null);
  asked(plain(http::Method::get, path + "&before=" + first.find("next")->text), "listSuspense", 422);
}

TEST_F(PaymentDoors, AChargeIsFoundByWhatThePayerRead) {
  auto const charge = world.charge(25'000_rp);
  auto const account = world.charge(40'000_rp, Method::va);
  auto const find = [&](std::string const& text, int status = 200) {
    return asked(
        plain(http::Method::get, "/api/charges?organisation=" + world.organisation.text() + "&reference=" + text),
        "findCharges", status);
  };
  auto const found = find(charge.reference);
  ASSERT_EQ(found.find("items")->items.size(), 1u);
  EXPECT_EQ(found.find("items")->items[0].find("id")->text, charge.id.text());
  EXPECT_EQ(found.find("items")->items[0].find("amount")->integer, 2'500'000);
  EXPECT_TRUE(found.find("items")->items[0].find("payable")->boolean);
  auto small = charge.reference;
  for (auto& c : small) c = static_cast<char>(std::tolower(c));
  EXPECT_EQ(find(small.insert(4, "-")).find("items")->items.size(), 1u);
  EXPECT_EQ(find(account.va_number).find("items")->items[0].find("id")->text, account.id.text());
  EXPECT_TRUE(find("L11AAAAAAAAAAAAAA").find("items")->items.empty());
  find("", 422);
  ASSERT_EQ(*world.tell({.reference = charge.reference, .amount = 25'000_rp}), Outcome::paid);
  EXPECT_FALSE(find(charge.reference).find("items")->items[0].find("payable")->boolean);
  who = {.kind = work::Kind::staff};
  find(charge.reference, 403);
  who.grants = {{std::string(may_see_suspense), Id<Organisation>{{9}}, ""}};
  find(charge.reference, 403);
  who = work::Actor::visitor();
  find(charge.reference, 401);
}

}  // namespace
}  // namespace lumbung::payments
