// Evidence seen by those who review it, through the door that lists it.
#include <gtest/gtest.h>

#include <set>

#include "http/contract.h"
#include "http/house_doors.h"
#include "http/value.h"
#include "programme/programme_village.h"
#include "programme/routes.h"

namespace lumbung::programme {
namespace {

class EvidenceList : public testing::Test {
 protected:
  EvidenceList() {
    v.kits(200);
    auto const fund = v.raised(14'000'000_rp);
    v.released(fund, 14'000'000_rp);
    sure(v.as(v.treasurer, [&](Work& work) {
      auto wish = v.purchase_of(200, 14'000'000_rp);
      wish.quotes = {{"Toko A", 15'000'000_rp}, {"Toko B", 16'000'000_rp}};
      return purchase(work, v.programme, wish);
    }));
    home = v.household();
    open_doors(doors);
    doors.who_is_it([this](View const&, http::Request const&) -> Result<work::Actor> { return who; });
    who = v.editor.actor;
  }

  DeliveryWish handed_over() {
    v.village.clock.advance(minutes(1));
    auto const wish = v.hand_over(home);
    sure(v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, wish); }));
    return wish;
  }
  http::Value list(std::vector<std::pair<std::string, std::string>> query = {}, int status = 200) {
    http::Request request{.method = http::Method::get,
                          .path = "/api/organisations/" + v.organisation.text() + "/evidence",
                          .query = std::move(query)};
    request.headers.push_back({"Cookie", "lumbung=x"});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer("listEvidence", answer), std::nullopt) << answer.body;
    EXPECT_EQ(answer.status, status) << answer.body;
    return http::parse_json(answer.body).value();
  }
  static std::vector<std::string> ids(http::Value const& answer) {
    std::vector<std::string> found;
    for (auto const& item : answer.find("items")->items) found.push_back(item.find("id")->text);
    return found;
  }

  ProgrammeVillage v;
  Id<Enrolment> home;
  work::Actor who;
  http::Doors doors{v.village.engine(), {.workers = 1, .public_url = "https://lumbung.example"}};
};

TEST_F(EvidenceList, HoldsThePhotosNobodyHasLookedAtOldestFirst) {
  auto const first = handed_over();
  auto const second = handed_over();
  auto const answer = list();
  // Signatures do not wait: they are never shown.
  EXPECT_EQ(ids(answer), (std::vector<std::string>{first.evidence[0].id.text(), second.evidence[0].id.text()}));
  EXPECT_EQ(answer.find("waiting")->integer, 2);
  auto const& one = answer.find("items")->items.front();
  EXPECT_EQ(one.find("programme")->find("title")->text, "Kit sekolah");
  EXPECT_EQ(one.find("delivery")->find("id")->text, first.id.text());
  EXPECT_TRUE(one.find("delivery")->find("household")->text.starts_with("Keluarga K-"));
  EXPECT_TRUE(one.find("may_clear")->boolean);
}

TEST_F(EvidenceList, MovesWhatWasClearedOrRevokedToItsOwnList) {
  auto const wish = handed_over();
  sure(v.as(v.editor, [&](Work& work) { return clear(work, wish.evidence[0].id); }));
  sure(v.as(v.editor, [&](Work& work) { return revoke(work, wish.evidence[1].id, "Ada wajah anak"); }));
  EXPECT_TRUE(ids(list()).empty());
  EXPECT_EQ(ids(list({{"state", "cleared"}})), std::vector<std::string>{wish.evidence[0].id.text()});
  auto const revoked = list({{"state", "revoked"}});
  EXPECT_EQ(ids(revoked), std::vector<std::string>{wish.evidence[1].id.text()});
  EXPECT_EQ(revoked.find("items")->items.front().find("reason")->text, "Ada wajah anak");
  EXPECT_FALSE(revoked.find("items")->items.front().find("may_clear")->boolean);
  EXPECT_EQ(revoked.find("items")->items.front().find("why_not")->text, "programme.signature_stays_hidden");
}

TEST_F(EvidenceList, ComesInPagesThatJoin) {
  for (int i = 0; i < 60; ++i) handed_over();
  auto const first = list();
  ASSERT_EQ(ids(first).size(), 50u);
  auto const second = list({{"after", first.find("next")->text}});
  EXPECT_EQ(ids(second).size(), 10u);
  EXPECT_EQ(second.find("next")->kind, http::Value::Kind::null);
  std::set<std::string> all;
  for (auto const& page_of : {ids(first), ids(second)}) all.insert(page_of.begin(), page_of.end());
  EXPECT_EQ(all.size(), 60u);
}

TEST_F(EvidenceList, TellsWhoSentItInThatAnotherMustLook) {
  handed_over();
  who = v.officer.actor;
  auto const answer = list();
  auto const& one = answer.find("items")->items.front();
  EXPECT_FALSE(one.find("may_clear")->boolean);
  EXPECT_EQ(one.find("why_not")->text, "work.not_allowed") << "a field officer clears nothing";
  for (auto& grant : v.editor.actor.grants) who.grants.push_back(grant);
  EXPECT_EQ(list().find("items")->items.front().find("why_not")->text, "programme.same_person_clears");
}

TEST_F(EvidenceList, ShowsNothingToStrangersAndOtherPlaces) {
  handed_over();
  who = v.staff.signed_in(access::Role::campaign_editor, v.staff.verified_organisation("Yayasan Lain")).actor;
  list({}, 403);
  who = work::Actor::visitor();
  list({}, 401);
  who = {.kind = work::Kind::staff, .grants = {{std::string(view_programme), v.organisation, "32.18"}}};
  EXPECT_TRUE(ids(list()).empty()) << "a programme of another area";
  who.grants.front().area = "32.17";
  EXPECT_EQ(ids(list()).size(), 1u);
}

}  // namespace
}  // namespace lumbung::programme
