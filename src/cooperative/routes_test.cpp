// The doors of a co-operative; every answer is held against the document.
#include "cooperative/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cooperative/cooperative_village.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "http/value.h"

namespace lumbung::cooperative {
namespace {

using http::Answer;
using http::Method;
using ::testing::HasSubstr;

struct CooperativeDoors : testing::Test {
  CooperativeDoors() {
    v.go_to(2023, 12, 28);
    open_doors(doors);
    doors.who_is_it([this](work::View const&, http::Request const&) { return Result<work::Actor>(who); });
    base = "/api/organisations/" + v.organisation.text() + "/cooperative";
  }
  Answer ask(Method method, std::string const& path, std::string_view operation, std::string body = "",
             std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request request{
        .method = method, .path = base + path, .raw_target = base + path, .query = std::move(query), .body = body};
    request.headers.push_back({"Cookie", "lumbung=x"});
    request.headers.push_back({"Origin", "https://lumbung.example"});
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    if (answer.status < 300) {
      EXPECT_EQ(contract.fault_in_request(operation, request), std::nullopt) << operation;
    }
    return answer;
  }
  Answer post(std::string const& path, std::string_view operation, std::string body) {
    return ask(Method::post, path, operation, std::move(body));
  }
  Answer get(std::string const& path, std::string_view operation,
             std::vector<std::pair<std::string, std::string>> query = {}) {
    return ask(Method::get, path, operation, "", std::move(query));
  }
  static std::string code(Answer const& answer) { return http::parse_json(answer.body).value().find("code")->text; }
  std::string fresh() { return text_of(make_uuid(v.village.clock.now(), v.village.chance)); }

  Answer open(std::string const& pokok = "5000000") {
    who = v.board.actor;
    return post("", "openCooperative",
                R"({"legal_number":"AHU-1","founded":"2023-09-01","bylaws":{"from":"2023-09-01","pokok":)" + pokok +
                    R"(,"wajib":1000000,"due_day":10,"source":"ART pasal 5"}})");
  }
  std::string till() {
    auto const id = fresh();
    EXPECT_EQ(post("/tills", "openTill", R"({"id":")" + id + R"(","kind":"cash","name":"Kas"})").status, 201);
    return id;
  }
  std::string candidate(std::string const& name = "Siti Aminah") {
    auto const person = v.person(name);
    auto const id = fresh();
    who = v.officer.actor;
    auto const made = post("/members", "applyForMembership",
                           R"({"id":")" + id + R"(","person":")" + person.text() +
                               R"(","on":"2023-12-28","business":"Pindang","papers":["ktp"]})");
    EXPECT_EQ(made.status, 201) << made.body;
    return id;
  }
  std::string admitted(std::string const& name = "Siti Aminah") {
    auto const id = candidate(name);
    who = v.approver.actor;
    auto const decided = post("/members/" + id + "/decision", "decideOnMember",
                              R"({"decision":"admitted","on":"2023-12-28","body":"pengurus","minutes":"BA-01"})");
    EXPECT_EQ(decided.status, 200) << decided.body;
    return id;
  }
  std::string saving(std::string const& member, std::string const& kind, std::string const& amount,
                     std::string const& till, std::string const& day = "2023-12-28", std::string id = "") {
    if (id.empty()) id = fresh();
    return R"({"id":")" + id + R"(","member":")" + member + R"(","saving":")" + kind + R"(","amount":)" + amount +
           R"(,"day":")" + day + R"(","till":")" + till + R"("})";
  }

  CooperativeVillage v{{http::migrations()}};
  http::Doors doors{v.village.engine(), {.cache = false, .public_url = "https://lumbung.example"}};
  work::Actor who;
  std::string base;
};

TEST_F(CooperativeDoors, ATreasurersDayFromApplicationToPassbook) {
  EXPECT_EQ(open().status, 201);
  auto const kas = till();
  auto const siti = admitted();
  who = v.treasurer.actor;
  EXPECT_EQ(post("/members/" + siti + "/papers", "notePaper", R"({"paper":"kk","seen":"2023-12-28"})").status, 204);
  EXPECT_EQ(post("/members/" + siti + "/business", "tellBusiness", R"({"business":"Pindang"})").status, 204);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "pokok", "5000000", kas)).status, 201);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "wajib", "4000000", kas)).status, 201);
  auto const wrong = fresh();
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "4200000", kas, "2023-12-28", wrong)).status,
            201);
  EXPECT_EQ(post("/corrections", "correctSavings",
                 R"({"id":")" + fresh() + R"(","reverses":")" + wrong + R"(","reason":"salah ketik jumlah"})")
                .status,
            201);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "420000", kas)).status, 201);
  EXPECT_EQ(post("/withdrawals", "withdrawSavings", saving(siti, "sukarela", "20000", kas)).status, 201);
  EXPECT_THAT(get("/members/" + siti + "/savings", "getSavings").body, HasSubstr("\"wajib_paid_through\":\"2024-03\""));
  auto const book = get("/members/" + siti + "/passbook", "getPassbook", {{"saving", "sukarela"}});
  EXPECT_THAT(book.body, HasSubstr("salah ketik jumlah"));
  EXPECT_THAT(get("", "getCooperative").body, HasSubstr("\"balance\":9400000"));
  EXPECT_THAT(get("/members", "listMembers", {{"q", "siti"}}).body, HasSubstr("Siti Aminah"));
  EXPECT_THAT(get("/members/" + siti, "getMember").body, HasSubstr("BA-01"));
}

TEST_F(CooperativeDoors, RulesRefuseByNameAndFact) {
  open();
  auto const siti = admitted();
  who = v.board.actor;
  EXPECT_EQ(
      post("/rules", "setRules",
           R"({"name":"borrower","version":0,"rules":[{"kind":"member_for","number":3,"sentence":"Anggota 3 bulan"},
                    {"kind":"paper","words":["ktp","kk"],"sentence":"KTP dan KK"},
                    {"kind":"own","words":["pelatihan"],"sentence":"Pelatihan"}]})")
          .status,
      200);
  who = v.officer.actor;
  EXPECT_EQ(post("/members/" + siti + "/facts", "recordFact", R"({"name":"pelatihan","holds":true,"on":"2023-12-28"})")
                .status,
            204);
  auto const found = get("/members/" + siti + "/eligibility", "checkEligibility", {{"rules", "borrower"}});
  EXPECT_THAT(found.body, HasSubstr("baru 0 bulan 0 hari"));
  EXPECT_THAT(found.body, HasSubstr("Salinan KK belum ada"));
  EXPECT_THAT(found.body, HasSubstr("\"eligible\":false"));
  EXPECT_EQ(get("/members/" + siti + "/eligibility", "checkEligibility", {{"rules", "lender"}}).status, 404);
  who = v.auditor.actor;
  EXPECT_EQ(get("/rules", "listRules").status, 200);
}

TEST_F(CooperativeDoors, AMemberLeavesWithWhatIsSaved) {
  open();
  auto const kas = till();
  auto const siti = admitted();
  auto const heir = v.person("Budi");
  who = v.treasurer.actor;
  EXPECT_EQ(post("/members/" + siti + "/heirs", "nameHeirs",
                 R"({"heirs":[{"person":")" + heir.text() + R"(","hundredths":10000}]})")
                .status,
            204);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "pokok", "5000000", kas)).status, 201);
  EXPECT_EQ(post("/payouts", "proposePayout",
                 R"({"id":")" + fresh() + R"(","member":")" + siti + R"(","till":")" + kas + R"(","amount":100})")
                .status,
            409);
  EXPECT_THAT(get("/members/" + siti + "/settlement", "getSettlement").body, HasSubstr("\"paid\":5000000"));
  auto const body = R"({"id":")" + fresh() + R"(","till":")" + kas +
                    R"(","because":"died","on":"2023-12-28","body":"pengurus","minutes":"BA-9","reason":"wafat"})";
  EXPECT_EQ(post("/members/" + siti + "/settlement", "settleMember", body).status, 403);
  who = v.board.actor;
  auto const paid = post("/members/" + siti + "/settlement", "settleMember", body);
  EXPECT_EQ(paid.status, 201) << paid.body;
  EXPECT_THAT(paid.body, HasSubstr(heir.text()));
  EXPECT_THAT(get("/payouts", "listPayouts").body, HasSubstr("\"settlement\""));
  EXPECT_TRUE(v.holds());
}

TEST_F(CooperativeDoors, WhatIsWrongHasAnAnswerOfItsOwn) {
  EXPECT_EQ(code(get("", "getCooperative")), "work.sign_in_first");
  EXPECT_EQ(open("0").status, 422);
  who = v.board.actor;
  EXPECT_EQ(code(get("", "getCooperative")), not_opened.code);
  EXPECT_EQ(open().status, 201);
  auto const kas = till();
  auto const siti = admitted();
  who = v.treasurer.actor;
  auto const refusal = [&](std::string const& body) { return code(post("/deposits", "depositSavings", body)); };
  EXPECT_EQ(refusal(saving(siti, "pokok", "0", kas)), "http.amount_not_positive");
  EXPECT_EQ(refusal(saving(siti, "pokok", "-5000000", kas)), "http.amount_not_positive");
  EXPECT_EQ(refusal(saving(siti, "berjangka", "5000000", kas)), "http.choice_unknown");
  EXPECT_EQ(refusal(saving(fresh(), "pokok", "5000000", kas)), unknown_member.code);
  EXPECT_EQ(refusal(saving(siti, "pokok", "5000000", fresh())), unknown_till.code);
  EXPECT_EQ(refusal(saving(siti, "pokok", "5000000", kas, "2023-12-27")), before_joining.code);
  EXPECT_EQ(refusal(saving(siti, "wajib", "1200000", kas)), wajib_not_whole_months.code);
  auto const id = fresh();
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "100", kas, "2023-12-28", id)).status, 201);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "100", kas, "2023-12-28", id)).status, 201);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "200", kas, "2023-12-28", id)).status, 409);
  EXPECT_EQ(code(post("/withdrawals", "withdrawSavings", saving(siti, "sukarela", "101", kas))), not_available.code);
  EXPECT_EQ(code(post("/members", "applyForMembership",
                      R"({"id":")" + fresh() + R"(","person":")" + fresh() + R"(","on":"2023-12-28"})")),
            unknown_person.code);
  EXPECT_EQ(get("/members/" + fresh(), "getMember").status, 404);
}

TEST_F(CooperativeDoors, RolesAndOtherOrganisationsStayOutside) {
  open();
  auto const kas = till();
  auto const siti = admitted();
  who = v.auditor.actor;
  EXPECT_EQ(get("/members/" + siti, "getMember").status, 200);
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "100", kas)).status, 403);
  EXPECT_EQ(post("/tills", "openTill", R"({"id":")" + fresh() + R"(","kind":"cash","name":"Kas"})").status, 403);
  who = v.officer.actor;
  EXPECT_EQ(post("/deposits", "depositSavings", saving(siti, "sukarela", "100", kas)).status, 201);
  EXPECT_EQ(post("/withdrawals", "withdrawSavings", saving(siti, "sukarela", "100", kas)).status, 403);
  auto const bag = fresh();
  EXPECT_EQ(post("/cash-moves", "moveCash",
                 R"({"id":")" + fresh() + R"(","from":")" + kas + R"(","to":")" + bag +
                     R"(","amount":100,"day":"2023-12-28"})")
                .status,
            403);
  EXPECT_EQ(post("/bylaws", "changeBylaws",
                 R"({"bylaws":{"from":"2024-01-01","pokok":1,"wajib":0,"due_day":1,"source":"x"}})")
                .status,
            403);
  auto const other = v.staff.verified_organisation("Koperasi Lain", "32.17", access::OrganisationKind::koperasi);
  who = v.staff.signed_in(access::Role::treasurer, other).actor;
  for (auto const& path : {"/members/" + siti, "/members/" + siti + "/savings", "/members/" + siti + "/settlement"})
    EXPECT_EQ(get(path, path.ends_with("savings")      ? "getSavings"
                        : path.ends_with("settlement") ? "getSettlement"
                                                       : "getMember")
                  .status,
              403)
        << path;
  EXPECT_EQ(get("/members", "listMembers").status, 403);
  base = "/api/organisations/" + other.text() + "/cooperative";
  EXPECT_EQ(get("/members/" + siti, "getMember").status, 404);
}

}  // namespace
}  // namespace lumbung::cooperative
