#include "registry/routes.h"

#include <gtest/gtest.h>

#include "access/access.h"
#include "access/organisations.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "ledger/ledger.h"
#include "registry/registry.h"
#include "tests/small_areas.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::registry {
namespace {

using http::Answer;
using http::Method;
using http::Value;

class RegistryDoors : public testing::Test {
 protected:
  RegistryDoors()
      : village(
            {http::migrations(), translog::migrations(), ledger::migrations(), access::migrations(), migrations()}) {
    tests::load_small_areas(village);
    must(!village
              .work([&](work::Work& work) {
                return access::register_organisation(work, {.id = organisation,
                                                            .name = "Yayasan Lentera Desa",
                                                            .area = "32.17",
                                                            .contact_phone = "0812-3456-7890"});
              })
              .refused());
    open_doors(doors);
    doors.who_is_it([this](work::View const&, http::Request const&) -> Result<work::Actor> { return officer; });
    officer = {.kind = work::Kind::staff, .organisation = organisation};
    for (auto const right : {edit, view_families, view_identity})
      officer.grants.push_back({std::string(right), organisation, "32.17"});
  }

  // Asks as the officer; every accepted request and every answer is held against the document.
  Answer ask(Method method, std::string path, std::string_view operation, std::string body = "",
             std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request request{.method = method, .path = path, .raw_target = path, .query = std::move(query), .body = body};
    request.headers.push_back({"Cookie", "lumbung=x"});
    request.headers.push_back({"Origin", "https://lumbung.example"});
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    if (answer.status < 300) {
      EXPECT_EQ(contract.fault_in_request(operation, request), std::nullopt);
    }
    return answer;
  }
  Answer post(std::string path, std::string_view operation, std::string body) {
    return ask(Method::post, std::move(path), operation, std::move(body));
  }
  static Value read(Answer const& answer) { return http::parse_json(answer.body).value(); }
  static std::string code(Answer const& answer) { return read(answer).find("code")->text; }

  std::string family_body(std::string const& nik = "3217104507850003") {
    return R"({"id":")" + family + R"(","area":"32.17.10.2005","rt":"003","rw":"008","hamlet":"Cibodas",
      "latitude":-6.93,"longitude":107.48,"since":"2024-01-01","kk":"3217102203180007",
      "decile":{"value":2,"source":"DTSEN","on":"2026-10-01"},
      "members":[{"id":")" +
           ani + R"(","name":"Ani Djoeariah","sex":"P","birth_date":"1985-07-06","nik":")" + nik +
           R"(","phone":"0812-3456-7890","relation":"head"},
                 {"id":")" +
           budi + R"(","name":"Budi","sex":"L","relation":"child"}]})";
  }
  std::string new_id() { return text_of(make_uuid(village.clock.now(), village.chance)); }

  Village village;
  Id<Organisation> organisation{make_uuid(Village::morning, village.chance)};
  std::string family = new_id(), ani = new_id(), budi = new_id();
  work::Actor officer;
  http::Doors doors{village.engine(), {.cache = false, .public_url = "https://lumbung.example"}};
};

TEST_F(RegistryDoors, TakeAFamilyAndShowItMasked) {
  auto const made = post("/api/families", "registerFamily", family_body());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.body.find("Ani"), std::string::npos);
  EXPECT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);  // sent again

  auto const shown = ask(Method::get, "/api/families/" + family, "getFamily");
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.caching, http::Caching::never);
  auto const detail = read(shown);
  auto const& first = detail.find("members")->items.at(0);
  EXPECT_EQ(first.find("nik")->text, "3217********0003");
  EXPECT_EQ(first.find("phone")->text, "0812-****-7890");
  EXPECT_EQ(first.find("warnings")->items.at(0).text, "DOB_MISMATCH");
  EXPECT_EQ(detail.find("area")->find("name")->text,
            "Desa Mekarmukti, Kec. Cihampelas, Kab. Bandung Barat, Jawa Barat");
  EXPECT_EQ(shown.body.find("3217104507850003"), std::string::npos);

  auto const list = read(ask(Method::get, "/api/families", "listFamilies", "", {{"area", "32.17"}, {"q", "juariah"}}));
  EXPECT_EQ(list.find("items")->items.at(0).find("found")->text, "Ani Djoeariah");
  EXPECT_TRUE(list.find("next")->is(Value::Kind::null));
}

TEST_F(RegistryDoors, TellAllThatIsWrongAtItsPlace) {
  auto const refused = post("/api/families", "registerFamily", family_body("3217103102900000"));
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_NE(refused.body.find("core.nik_date"), std::string::npos);
  EXPECT_NE(refused.body.find("/members/0/nik"), std::string::npos);
  EXPECT_EQ(refused.body.find("3217103102900000"), std::string::npos);
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  std::swap(family, budi);
  std::swap(ani, budi);
  auto const twice = post("/api/families", "registerFamily", family_body());
  EXPECT_NE(twice.body.find("registry.nik_known"), std::string::npos) << twice.body;
  EXPECT_EQ(twice.body.find("Ani"), std::string::npos);
}

TEST_F(RegistryDoors, ShowAFullNikOnlyForAReason) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  auto const path = "/api/persons/" + ani + "/identity";
  auto const seen = post(path, "seeIdentity", R"({"reason":"verification"})");
  EXPECT_EQ(read(seen).find("nik")->text, "3217104507850003");
  EXPECT_EQ(seen.caching, http::Caching::never);
  EXPECT_EQ(post(path, "seeIdentity", "{}").status, 422);
  EXPECT_EQ(post(path, "seeIdentity", R"({"reason":"curiosity"})").status, 422);
  officer.grants.pop_back();
  EXPECT_EQ(post(path, "seeIdentity", R"({"reason":"verification"})").status, 403);
  officer = {};
  EXPECT_EQ(post(path, "seeIdentity", R"({"reason":"verification"})").status, 401);
}

TEST_F(RegistryDoors, AreClosedToOtherOrganisations) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  Id<Organisation> const other{make_uuid(Village::morning, village.chance)};
  officer.organisation = other;
  for (auto& grant : officer.grants) grant.organisation = other;
  EXPECT_EQ(ask(Method::get, "/api/families/" + family, "getFamily").status, 404);
  EXPECT_EQ(post("/api/persons/" + ani + "/identity", "seeIdentity", R"({"reason":"verification"})").status, 404);
  officer.organisation = {};
  EXPECT_EQ(code(ask(Method::get, "/api/families", "listFamilies")), organisation_not_told.code);
}

TEST_F(RegistryDoors, CarryAFamilyThroughItsLife) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  auto const here = "/api/families/" + family;
  EXPECT_EQ(post(here + "/kk", "changeKk", R"({"kk":"3217100101250001","from":"2025-01-10","reason":"pindah"})").status,
            204);
  EXPECT_EQ(post(here + "/kk", "changeKk", R"({"kk":"3217104507850003","from":"2025-01-11"})").status, 422);
  EXPECT_EQ(ask(Method::put, here + "/home", "changeHome", R"({"area":"32.17.10.2006","rt":"001"})").status, 204);
  EXPECT_EQ(
      ask(Method::put, here + "/decile", "setDecile", R"({"value":1,"source":"survei","on":"2026-11-01"})").status,
      204);
  auto const citra = new_id();
  EXPECT_EQ(post(here + "/members", "addMember",
                 R"({"id":")" + citra + R"(","name":"Citra","sex":"P","relation":"child","since":"2026-05-01"})")
                .status,
            204);
  EXPECT_EQ(
      post("/api/persons/" + ani + "/leaving", "endMembership", R"({"on":"2026-06-01","reason":"meninggal"})").status,
      204);
  EXPECT_EQ(
      ask(Method::put, here + "/head", "nameHead", R"({"person":")" + budi + R"(","former_head_is":"parent"})").status,
      204);
  EXPECT_EQ(post("/api/persons/" + ani + "/moves", "movePerson",
                 R"({"family":")" + family + R"(","relation":"parent","on":"2026-07-01"})")
                .status,
            204);
  auto const detail = read(ask(Method::get, here, "getFamily"));
  EXPECT_EQ(detail.find("head")->text, budi);
  EXPECT_EQ(detail.find("members")->items.size(), 3u);
  EXPECT_EQ(detail.find("kk_numbers")->items.size(), 2u);
  EXPECT_EQ(detail.find("decile")->find("value")->integer, 1);
}

TEST_F(RegistryDoors, KeepConsentsAndForget) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  auto const who = "/api/persons/" + ani;
  auto const consent =
      R"({"id":")" + new_id() +
      R"(","purpose":"pictures","decision":"given","manner":"thumbprint","at":"2026-11-20T03:00:00Z"})";
  EXPECT_EQ(post(who + "/consents", "recordConsent", consent).status, 201);
  EXPECT_EQ(post(who + "/consents", "recordConsent", consent).status, 201);
  EXPECT_EQ(read(ask(Method::get, who + "/consents", "listConsents")).find("items")->items.size(), 1u);
  EXPECT_EQ(post(who + "/erasure", "erasePerson", "{}").status, 204);
  auto const left = read(ask(Method::get, "/api/families/" + family, "getFamily"));
  EXPECT_TRUE(left.find("members")->items.at(0).find("name")->is(Value::Kind::null));
}

TEST_F(RegistryDoors, SetRightWhatWasRecordedWrongly) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  auto const path = "/api/persons/" + ani + "/corrections";
  auto const correction = R"({"id":")" + new_id() +
                          R"(","name":"Ani Juwariyah","birth_date":"1985-07-05","nik":"3217104507850004",
                             "phone":"0812-0000-1111","reason":"Salah baca KTP"})";
  ASSERT_EQ(post(path, "correctPerson", correction).status, 204);
  EXPECT_EQ(post(path, "correctPerson", correction).status, 204) << "sent again";
  auto const detail = read(ask(Method::get, "/api/families/" + family, "getFamily"));
  auto const& now = detail.find("members")->items.at(0);
  EXPECT_EQ(now.find("name")->text, "Ani Juwariyah");
  EXPECT_EQ(now.find("nik")->text, "3217********0004");
  EXPECT_TRUE(now.find("warnings")->items.empty()) << "the birth date fits the NIK now";
  EXPECT_EQ(
      read(post("/api/persons/" + ani + "/identity", "seeIdentity", R"({"reason":"correction"})")).find("nik")->text,
      "3217104507850004");
  auto const history = ask(Method::get, path, "listCorrections");
  EXPECT_EQ(history.body.find("3217104507850003"), std::string::npos);
  auto const list = read(history);
  ASSERT_EQ(list.find("items")->items.size(), 1u);
  auto const& before = list.find("items")->items[0].find("before")->items;
  ASSERT_EQ(before.size(), 4u);
  EXPECT_EQ(before[0].find("value")->text, "Ani Djoeariah");
  EXPECT_EQ(before[2].find("value")->text, "3217********0003");
  EXPECT_EQ(list.find("items")->items[0].find("reason")->text, "Salah baca KTP");

  // The wrong number is free for whom it belongs to; the right one is taken.
  auto const stranger = [&](std::string const& nik) {
    return post("/api/families/" + family + "/members", "addMember",
                R"({"id":")" + new_id() + R"(","name":"Dewi","sex":"P","nik":")" + nik +
                    R"(","relation":"relative","since":"2026-05-01"})");
  };
  EXPECT_EQ(code(stranger("3217104507850004")), nik_known.code);
  EXPECT_EQ(stranger("3217104507850003").status, 204);
  auto const find = [&](std::string const& name) {
    return read(ask(Method::get, "/api/families", "listFamilies", "", {{"area", "32.17"}, {"q", name}}))
        .find("items")
        ->items.size();
  };
  EXPECT_EQ(find("juwariyah"), 1u);
  EXPECT_EQ(find("ani djoeariahs"), 0u);
}

TEST_F(RegistryDoors, CorrectNothingWithoutReasonRightOrRule) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  auto const path = "/api/persons/" + budi + "/corrections";
  auto const correct = [&](std::string const& fields) {
    return post(path, "correctPerson", R"({"id":")" + new_id() + R"(",)" + fields + "}");
  };
  EXPECT_EQ(correct(R"("name":"Budi Santoso")").status, 422) << "no reason";
  EXPECT_EQ(code(correct(R"("name":"Budi","reason":"Tidak ada")")), nothing_corrected.code);
  EXPECT_EQ(code(correct(R"("nik":"3217104507850003","reason":"Salah tulis")")), nik_known.code);
  EXPECT_EQ(correct(R"("nik":"3217103102900000","reason":"Salah tulis")").status, 422) << "31 February";
  EXPECT_EQ(code(correct(R"("birth_date":"2027-01-01","reason":"Salah tulis")")), born_later.code);
  EXPECT_EQ(code(correct(R"("name":"123","reason":"Salah tulis")")), name_wrong.code);
  EXPECT_EQ(correct(R"("nik":"3217104507850009","remove_nik":true,"reason":"Salah tulis")").status, 422);
  EXPECT_TRUE(read(ask(Method::get, path, "listCorrections")).find("items")->items.empty());

  auto const rights = officer.grants;
  officer.grants = {{std::string(view_families), organisation, "32.17"}};
  EXPECT_EQ(correct(R"("name":"Budi Santoso","reason":"Salah tulis")").status, 403);
  officer.grants = {{std::string(edit), organisation, "32.18"}};
  EXPECT_EQ(correct(R"("name":"Budi Santoso","reason":"Salah tulis")").status, 403) << "another area";
  officer.grants = rights;
  officer.organisation = {make_uuid(Village::morning, village.chance)};
  for (auto& grant : officer.grants) grant.organisation = officer.organisation;
  EXPECT_EQ(correct(R"("name":"Budi Santoso","reason":"Salah tulis")").status, 404) << "not of this organisation";
}

TEST_F(RegistryDoors, TakeAwayANikThatIsSomebodyElsesAndForgetWithThePerson) {
  ASSERT_EQ(post("/api/families", "registerFamily", family_body()).status, 201);
  auto const path = "/api/persons/" + ani + "/corrections";
  ASSERT_EQ(
      post(path, "correctPerson", R"({"id":")" + new_id() + R"(","remove_nik":true,"reason":"NIK milik orang lain"})")
          .status,
      204);
  EXPECT_EQ(code(post("/api/persons/" + ani + "/identity", "seeIdentity", R"({"reason":"correction"})")),
            nik_unknown.code);
  EXPECT_EQ(post("/api/persons/" + ani + "/erasure", "erasePerson", "{}").status, 204);
  auto const left = read(ask(Method::get, path, "listCorrections"));
  ASSERT_EQ(left.find("items")->items.size(), 1u);
  EXPECT_TRUE(left.find("items")->items[0].find("before")->items.empty());
  EXPECT_EQ(left.find("items")->items[0].find("reason")->text, "");
  EXPECT_EQ(code(post(path, "correctPerson", R"({"id":")" + new_id() + R"(","name":"Ani","reason":"Salah tulis"})")),
            person_erased_already.code);
  village.view([&](View const& view) {
    view.rows.each("SELECT before_sealed FROM person_corrections LIMIT 10", {}, [&](storage::Row const& row) {
      EXPECT_EQ(row.blob(0).find("orang lain"), std::string_view::npos) << "what stood before is sealed";
      return true;
    });
    return done;
  });
}

TEST_F(RegistryDoors, ShowAreasToEverybody) {
  officer = {};
  auto const provinces = read(ask(Method::get, "/api/areas", "listAreas"));
  EXPECT_EQ(provinces.find("items")->items.size(), 3u);
  auto const found = read(ask(Method::get, "/api/areas", "listAreas", "", {{"q", "mekar"}, {"parent", "32.17"}}));
  EXPECT_EQ(found.find("items")->items.at(0).find("code")->text, "32.17.10.2005");
  EXPECT_EQ(read(ask(Method::get, "/api/areas/3217", "getArea")).find("kind")->text, "regency");
  EXPECT_EQ(ask(Method::get, "/api/areas/99", "getArea").status, 404);
  EXPECT_EQ(ask(Method::get, "/api/areas", "listAreas", "", {{"q", "m"}}).status, 422);
  EXPECT_EQ(ask(Method::get, "/api/families", "listFamilies").status, 401);
}

}  // namespace
}  // namespace lumbung::registry
