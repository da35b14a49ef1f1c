// What visitors see of all campaigns and organisations together, and what editors may change; every answer is held
// against the document.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/organisations.h"
#include "giving/giving_village.h"
#include "giving/reports.h"
#include "giving/routes.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "programme/raster.h"

namespace lumbung::giving {
namespace {

using http::Answer;
using http::Method;
using http::Request;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicDoors : public testing::Test {
 protected:
  PublicDoors() {
    open_doors(doors, {.receipt_pdf = {}, .qr_svg = {}, .on_given = {}, .sandbox_bank = {}});
    doors.who_is_it([this](work::View const&, Request const&) { return Result<work::Actor>(who); });
  }
  Answer ask(Method method, std::string const& path, std::string_view operation, std::string body = "") {
    Request request{.method = method, .path = path, .raw_target = path, .body = std::move(body)};
    if (auto const cut = path.find('?'); cut != std::string::npos) {
      auto const equals = path.find('=', cut);
      request.path = path.substr(0, cut);
      request.query = {{path.substr(cut + 1, equals - cut - 1), path.substr(equals + 1)}};
    }
    request.headers.push_back({"Origin", "https://lumbung.example"});
    if (who.kind == work::Kind::staff) request.headers.push_back({"Cookie", "lumbung=petugas"});
    if (method != Method::get) request.headers.push_back({"Content-Type", "application/json"});
    if (!key.empty()) request.headers.push_back({"Idempotency-Key", key});
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer(operation, answer), std::nullopt) << operation << ": " << answer.body;
    return answer;
  }
  std::string home() { return ask(Method::get, "/api/home", "getHome").body; }
  Answer page_of(Id<Organisation> organisation) {
    return ask(Method::get, "/api/organisations/" + organisation.text() + "/page", "getOrganisationPage");
  }
  Answer report_about(std::string const& about, std::string const& subject, Id<Report> id, std::string more = "") {
    return ask(Method::post, "/api/reports", "report",
               R"({"id":")" + id.text() + R"(","about":")" + about + R"(","subject":")" + subject +
                   R"(","text":"Kitnya tidak pernah sampai.")" + more + "}");
  }
  int report_status(std::string const& about, std::string const& subject) {
    return report_about(about, subject, v.new_id<Report>()).status;
  }

  GivingVillage v{1, GivingVillage::Wired::here, {http::migrations()}};
  CampaignRecord campaign = v.opened(50);
  http::Doors doors{v.village.engine(), {.cache = false, .public_url = "https://lumbung.example"}};
  work::Actor who = work::Actor::visitor();
  std::string key;  // of the header, when there is one
};

TEST_F(PublicDoors, TotalsCountEveryCampaignHoweverMany) {
  v.paid_gift(campaign, 50'000_rp);
  for (int i = 0; i < 204; ++i) v.opened(v.campaign_wish("kampanye-" + std::to_string(i)));
  EXPECT_THAT(home(), HasSubstr(R"("raised":5000000,)"));
  EXPECT_THAT(home(), HasSubstr(R"("campaigns":205})"));
  EXPECT_THAT(page_of(v.organisation).body, HasSubstr(R"("income":5000000,)")) << "the oldest campaign counts, too";
}

TEST_F(PublicDoors, PicturesComeWholeOrAtThePagesSize) {
  programme::Raster const raster{1200, 600, std::vector<std::uint8_t>(std::size_t{3} * 1200 * 600, 90)};
  auto const jpeg = programme::write_jpeg(raster, 82);
  auto wish = v.campaign_wish("bergambar");
  wish.picture = v.uploaded(jpeg, programme::UploadFor::campaign);
  auto const path = "/pictures/" + hex(view_of(*wish.picture)) + ".jpg";
  sure(v.create(wish));
  EXPECT_EQ(ask(Method::get, path + "?size=small", "getPicture").status, 404) << "a draft's picture is nobody's yet";
  sure(v.open(wish.id));
  EXPECT_EQ(ask(Method::get, path, "getPicture").body, jpeg);
  EXPECT_EQ(ask(Method::get, path + "?size=full", "getPicture").body, jpeg);
  for (int times = 0; times < 2; ++times) {
    auto const small = programme::read_picture(ask(Method::get, path + "?size=small", "getPicture").body);
    ASSERT_TRUE(small.has_value());
    EXPECT_EQ(small->width, 800);
    EXPECT_EQ(small->height, 400);
  }
  EXPECT_EQ(ask(Method::get, path + "?size=huge", "getPicture").status, 422);
  EXPECT_EQ(ask(Method::get, path + "?ukuran=small", "getPicture").status, 422);
}

TEST_F(PublicDoors, TheTotalIsWhatTheBarsSayAfterRefundsAndChargebacks) {
  auto const kept = v.paid_gift(campaign, 100'000_rp), refunded = v.paid_gift(campaign, 60'000_rp),
             taken = v.paid_gift(campaign, 40'000_rp), held = v.paid_gift(campaign, 30'000_rp);
  v.release(campaign, 50'000_rp);
  sure(v.refund_by_treasurer(refunded, 20'000_rp));
  v.taken_back(taken);
  sure(v.hold(v.hold_wish(held)));
  auto const total = [&] { return v.village.view([](View const& view) { return public_totals(view).raised; }); };
  EXPECT_EQ(total(), v.bars_of(campaign).raised);
  sure(v.end(held, HoldState::returned));
  EXPECT_EQ(total(), v.bars_of(campaign).raised);
  EXPECT_EQ(v.seen(kept).refunded, 0_rp);
}

TEST_F(PublicDoors, TheBooksOfAnOrganisationSumUpAndSayWhatWasLost) {
  v.paid_gift(campaign, 300'000_rp);
  v.release(campaign, 250'000_rp);
  sure(v.as(v.treasurer,
            [&](Work& work) { return programme::purchase(work, v.programme, v.purchase_of(3, 210'000_rp)); }));
  v.lose_kits(1);
  EXPECT_THAT(page_of(v.organisation).body,
              HasSubstr(R"("income":30000000,"used":0,"lost":7000000,"waiting":21500000)"));
}

TEST_F(PublicDoors, TheHomePageCountsHandOversAndShowsTheNewestFirst) {
  EXPECT_THAT(home(), HasSubstr(R"("delivered":0,"households":0)"));
  v.paid_gift(campaign, 300'000_rp);
  v.release(campaign, 250'000_rp);
  sure(v.as(v.treasurer,
            [&](Work& work) { return programme::purchase(work, v.programme, v.purchase_of(3, 210'000_rp)); }));
  auto const first = v.hand_kits(v.household());
  v.village.clock.advance(minutes(1));
  auto const second = v.hand_kits(v.household());
  auto const body = home();
  EXPECT_THAT(body, HasSubstr(R"("delivered":14000000,"households":2)"));
  EXPECT_LT(body.find(second.text()), body.find(first.text()));
}

TEST_F(PublicDoors, AnEditorHidesTheWordsOfAGiftAndNobodyElseDoes) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  auto const hide = [&](Id<Gift> id) {
    return ask(Method::post, "/api/gifts/" + id.text() + "/hide-message", "hideGiftMessage", "{}").status;
  };
  EXPECT_EQ(hide(gift), 401);
  who = v.officer.actor;
  EXPECT_EQ(hide(gift), 403);
  who = v.staff.signed_in(access::Role::campaign_editor, v.staff.verified_organisation("Yayasan Lain")).actor;
  EXPECT_EQ(hide(gift), 403);
  who = v.editor.actor;
  EXPECT_EQ(hide(v.new_id<Gift>()), 404);
  EXPECT_EQ(hide(gift), 204);
  EXPECT_EQ(hide(gift), 204);
}

TEST_F(PublicDoors, OnlyAVerifiedOrganisationHasAPage) {
  EXPECT_EQ(page_of(v.organisation).status, 200);
  auto const other = v.staff.draft_organisation("Yayasan Belum Jelas");
  EXPECT_EQ(page_of(other).status, 404);
  v.staff.add_papers(other, "Yayasan Belum Jelas");
  sure(v.village.work([&](Work& work) { return access::submit_organisation(work, other); }));
  EXPECT_EQ(page_of(other).status, 404) << "that it was handed in proves nothing";
  EXPECT_EQ(report_status("organisation", other.text()), 422);
}

TEST_F(PublicDoors, TheListOfGiftsHasNoEndButItsOwn) {
  for (int i = 0; i < 3; ++i) v.paid_gift(campaign, 50'000_rp);
  auto const gifts = [&](std::string const& query) {
    return ask(Method::get, "/api/campaigns/kit-sekolah/gifts" + query, "listCampaignGifts");
  };
  EXPECT_THAT(gifts("?after=2").body, HasSubstr(R"("amount":5000000)"));
  EXPECT_THAT(gifts("?after=1008").body, HasSubstr(R"({"items":[],"next":null})"));
  EXPECT_EQ(v.village.view([&](View const& view) { return public_gifts(view, campaign, 1, 24); }).size(), 2u);
}

// ---- Ids that stand for something else already

TEST_F(PublicDoors, AnUpdateOrAReportUnderAUsedIdIsRefusedWhateverItsHeaderSays) {
  auto const update = v.new_id<CampaignUpdate>();
  auto const post = [&](std::string const& text) {
    return ask(Method::post, "/api/campaigns/" + campaign.id.text() + "/updates", "postUpdate",
               R"({"id":")" + update.text() + R"(","title":"Kabar","text":")" + text + R"("})");
  };
  who = v.editor.actor;
  EXPECT_EQ(post("Sudah dibeli.").status, 201);
  key = "kunci-yang-lain-1";
  EXPECT_EQ(post("Belum dibeli.").status, 409);

  who = work::Actor::visitor();
  auto const report = v.new_id<Report>();
  key.clear();
  EXPECT_EQ(report_about("campaign", "kit-sekolah", report).status, 202);
  key = "kunci-yang-lain-2";
  EXPECT_EQ(report_about("campaign", "kit-sekolah", report, R"(,"contact":"0812")").status, 409);
}

TEST_F(PublicDoors, APurchaseOrACostUnderAUsedIdIsRefused) {
  v.paid_gift(campaign, 300'000_rp);
  v.release(campaign, 250'000_rp);
  auto const bought = v.purchase_of(1, 70'000_rp);
  auto const buy = [&] {
    return v.as(v.treasurer, [&](Work& work) { return programme::purchase(work, v.programme, bought); });
  };
  sure(buy());
  EXPECT_EQ(buy().code(), programme::id_reused.code);
  programme::CostRecord const cost{.id = v.new_id<Cost>(),
                                   .name = "Sewa mobil",
                                   .kind = programme::BudgetKind::service,
                                   .amount = 20'000_rp,
                                   .on = v.today(),
                                   .evidence = {v.form}};
  auto const pay = [&] {
    return v.as(v.treasurer, [&](Work& work) { return programme::pay_cost(work, v.programme, cost); });
  };
  sure(pay());
  EXPECT_EQ(pay().code(), programme::id_reused.code);
}

TEST_F(PublicDoors, ADraftStaysWithItsOrganisationAndProgramme) {
  auto wish = v.campaign_wish("rancangan");
  sure(v.create(wish));
  auto const changed = [&] {
    auto const verdict = v.as(v.editor, [&](Work& work) { return change_campaign(work, wish); });
    return verdict.refused() ? std::string(verdict.code()) + " at " + verdict.problem().pointer() : std::string();
  };
  EXPECT_EQ(changed(), "");
  auto const own = wish.programme;
  wish.programme = v.new_id<Programme>();
  EXPECT_EQ(changed(), "giving.campaign_stays at /programme");
  wish.programme = own;
  wish.organisation = v.new_id<Organisation>();
  EXPECT_EQ(changed(), "giving.campaign_stays at /organisation");
}

TEST_F(PublicDoors, MoneyIsGivenBackOnlyWithAFreshSecondFactor) {
  auto const gift = v.paid_gift(campaign, 50'000_rp);
  auto const refund = [&] {
    return ask(Method::post, "/api/gifts/" + gift.text() + "/refund", "refundGift",
               R"({"id":")" + v.new_id<Refund>().text() + R"(","amount":1000000,"reason":"diminta donatur"})");
  };
  auto const end = [&](std::string const& outcome) {
    return ask(Method::post, "/api/gifts/" + gift.text() + "/hold/ending", "endGiftHold",
               R"({"outcome":")" + outcome + R"(","note":"sudah diperiksa bersama"})");
  };
  who = v.treasurer.actor;
  EXPECT_EQ(refund().status, 201);
  v.village.clock.advance(minutes(6));
  auto const stale = refund();
  EXPECT_EQ(stale.status, 403);
  EXPECT_THAT(stale.body, HasSubstr("access.second_factor_again"));
  sure(v.hold(v.hold_wish(gift)));
  EXPECT_EQ(end("returned").status, 403);
  EXPECT_EQ(v.seen(gift).refunded, 10'000_rp) << "what was refused is undone";
  EXPECT_EQ(end("released").status, 200);
  who = v.editor.actor;
  EXPECT_THAT(refund().body, HasSubstr("work.not_allowed")) << "who may not at all is told so";
}

// ---- Reports

TEST_F(PublicDoors, AReportIsAboutSomethingThatVisitorsSee) {
  sure(v.create(v.campaign_wish("rancangan")));
  v.paid_gift(campaign, 100'000_rp);
  v.release(campaign, 70'000_rp);
  v.buy_kits(1, 70'000_rp);
  auto const delivery = v.hand_kits(v.household());
  EXPECT_EQ(report_status("campaign", "kit-sekolah"), 202);
  EXPECT_EQ(report_status("campaign", campaign.id.text()), 202);
  EXPECT_EQ(report_status("delivery", delivery.text()), 202);
  EXPECT_EQ(report_status("organisation", v.organisation.text()), 202);
  for (auto const& [about, subject] : {std::pair<std::string, std::string>{"campaign", "../../"},
                                       {"campaign", "rancangan"},
                                       {"campaign", "tidak-ada"},
                                       {"delivery", campaign.id.text()},
                                       {"delivery", "kit-sekolah"},
                                       {"organisation", delivery.text()},
                                       {"organisation", "Yayasan"}}) {
    auto const refused = report_about(about, subject, v.new_id<Report>());
    EXPECT_EQ(refused.status, 422) << about << " " << subject;
    EXPECT_THAT(refused.body, HasSubstr("giving.report_subject_unknown"));
  }
}

TEST_F(PublicDoors, ReportsAreReadByThePlatformAndOpeningOneIsRecorded) {
  auto const first = v.new_id<Report>(), second = v.new_id<Report>();
  report_about("campaign", "kit-sekolah", first, R"(,"contact":"0812-3456-7890")");
  v.village.clock.advance(seconds(5));
  report_about("campaign", "kit-sekolah", second);
  auto const list = [&](std::string const& query = "") {
    return ask(Method::get, "/api/console/reports" + query, "listReports");
  };
  auto const open = [&](Id<Report> id) {
    return ask(Method::post, "/api/console/reports/" + id.text() + "/opening", "openReport", "{}");
  };
  EXPECT_EQ(list().status, 401);
  auto const admin = v.staff.signed_in(access::Role::org_admin, v.organisation);
  for (auto const& nobody : {v.treasurer, v.editor, admin}) {
    who = nobody.actor;
    EXPECT_EQ(list().status, 403) << "who is reported about does not read it first";
    EXPECT_EQ(open(first).status, 403);
  }
  who = v.staff.signed_in(access::Role::platform_admin).actor;
  auto const all = list().body;
  EXPECT_LT(all.find(second.text()), all.find(first.text())) << "newest first";
  EXPECT_THAT(all, Not(HasSubstr("0812")));
  EXPECT_THAT(list("?after=" + second.text()).body, Not(HasSubstr(second.text())));
  auto const opened = open(first);
  EXPECT_THAT(opened.body, HasSubstr(R"("contact":"0812-3456-7890")"));
  EXPECT_THAT(opened.body, HasSubstr(R"("state":"seen")"));
  EXPECT_THAT(list("?state=new").body, Not(HasSubstr(first.text())));
  EXPECT_THAT(list("?state=new").body, HasSubstr(second.text()));
  EXPECT_EQ(open(first).status, 200);
  EXPECT_EQ(v.village.view([](View const& view) {
    return view.rows.number("SELECT COUNT(*) FROM audit_events WHERE kind = $1", {report_opened});
  }),
            2);
  EXPECT_EQ(open(v.new_id<Report>()).status, 404);
  auto const stored = v.village.view([](View const& view) {
    return *view.rows.first("SELECT contact FROM reports WHERE contact IS NOT NULL", {},
                            [](storage::Row const& row) { return std::string(row.blob(0)); });
  });
  EXPECT_THAT(stored, Not(HasSubstr("0812")));
}

}  // namespace
}  // namespace lumbung::giving
