// Whose pictures are whose, what they are for, and that a proof proves one hand-over.
#include "programme/uploads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "http/contract.h"
#include "http/house_doors.h"
#include "http/value.h"
#include "programme/programme_village.h"
#include "programme/raster.h"
#include "programme/routes.h"
#include "registry/registry.h"

namespace lumbung::programme {
namespace {

// Two organisations, each with a kit in stock and a household; the second is "they".
class Proofs : public testing::Test {
 protected:
  Proofs() { stock_up(); }

  void stock_up() {
    v.kits();
    v.released(v.raised(140'000_rp), 140'000_rp);
    sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(2, 140'000_rp)); }));
    home = v.household();
  }
  void become_others() {
    v.organisation = v.staff.verified_organisation("Yayasan Lain");
    v.editor = v.staff.signed_in(access::Role::campaign_editor, v.organisation);
    v.treasurer = v.staff.signed_in(access::Role::treasurer, v.organisation);
    v.officer = v.staff.signed_in(access::Role::field_officer, v.organisation);
    v.form = v.uploaded("formulir yang lain");
    stock_up();
  }
  std::string told(DeliveryWish const& wish) {
    auto const made = v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, wish); });
    return made.refused() ? std::string(made.code()) + " at " + made.problem().pointer() : "";
  }
  std::string told(Id<Delivery> to, EvidenceWish const& wish) {
    auto const made = v.as(v.officer, [&](Work& work) { return add_evidence(work, to, wish); });
    return made.refused() ? std::string(made.code()) + " at " + made.problem().pointer() : "";
  }

  ProgrammeVillage v;
  Id<Enrolment> home;
};

TEST_F(Proofs, OfAnotherOrganisationAreNotOurs) {
  auto const theirs = v.hand_over(home);
  ASSERT_EQ(told(theirs), "");
  become_others();
  auto wish = v.hand_over(home);
  wish.evidence[0].hash = theirs.evidence[0].hash;
  EXPECT_EQ(told(wish), "programme.evidence_not_stored at /evidence/0");
  auto const seen = v.village.engine().view(
      v.editor.actor, [&](View const& view) { return picture_for_staff(view, theirs.evidence[0].hash).refused(); });
  EXPECT_TRUE(seen) << "nor may our staff see them";
}

TEST_F(Proofs, SentInForACampaignProveNothing) {
  auto wish = v.hand_over(home);
  wish.evidence[0].hash = v.uploaded("untuk kampanye", UploadFor::campaign);
  EXPECT_EQ(told(wish), "programme.evidence_not_stored at /evidence/0");
}

TEST_F(Proofs, AreOfOneHandOverOnly) {
  auto const first = v.hand_over(home);
  ASSERT_EQ(told(first), "");
  auto const with = [&](EvidenceKind kind, Hash const& hash) {
    auto wish = v.hand_over(home);
    wish.evidence = {{v.new_id<Evidence>(), kind, hash}};
    return wish;
  };
  auto const photo = first.evidence[0].hash, signature = first.evidence[1].hash;
  auto const used = "programme.evidence_used at /evidence/0";
  EXPECT_EQ(told(with(EvidenceKind::photo, photo)), used);
  EXPECT_EQ(told(with(EvidenceKind::signature, signature)), used);
  EXPECT_EQ(told(with(EvidenceKind::signature, photo)), used) << "nor of another kind";
  EXPECT_EQ(told(with(EvidenceKind::form, photo)), used);
  EXPECT_EQ(told(with(EvidenceKind::photo, v.form)), used) << "nor what proved a purchase";
  auto twice = v.hand_over(home);
  twice.evidence[1].hash = twice.evidence[0].hash;
  EXPECT_EQ(told(twice), "programme.evidence_used at /evidence/1");
  EXPECT_EQ(told(first.id, {v.new_id<Evidence>(), EvidenceKind::photo, photo}), "programme.evidence_used at /hash");
  EXPECT_EQ(told(first.id, {v.new_id<Evidence>(), EvidenceKind::photo, sha256("?")}),
            "programme.evidence_not_stored at /hash");
  EXPECT_EQ(v.village.view([&](View const& view) { return standing(view, v.programme); }).units_delivered, 1);
}

TEST_F(Proofs, FormsAreSharedByTheHouseholdsTheyList) {
  auto const list = v.fresh();
  for (int i = 0; i < 2; ++i) {
    auto wish = v.hand_over(home);
    wish.evidence[1] = {v.new_id<Evidence>(), EvidenceKind::form, list};
    EXPECT_EQ(told(wish), "");
  }
}

TEST_F(Proofs, AreNotOlderThanTheProgrammeOrTheGoods) {
  auto wish = v.hand_over(home);
  wish.at = Instant{31'536'000'000'000};  // 1971-01-01
  EXPECT_EQ(told(wish), "programme.happened_too_early at /at");
  wish.at = start_of(v.today(), Zone::wib) - minutes(1);
  EXPECT_EQ(told(wish), "programme.happened_too_early at /at");
  wish.at = start_of(v.today(), Zone::wib);
  EXPECT_EQ(told(wish), "");
  // One of the second kit's lot, which is bought two days later.
  v.village.clock.advance(days(2));
  v.released(v.raised(70'000_rp), 70'000_rp);
  sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(1, 70'000_rp)); }));
  auto both = v.hand_over(home, 2);
  both.at = v.village.clock.now() - days(1);
  EXPECT_EQ(told(both), "programme.happened_too_early at /at");
  both.units = 1;
  EXPECT_EQ(told(both), "") << "the first lot was there already";
}

TEST_F(Proofs, AreOfAPlaceInIndonesia) {
  auto wish = v.hand_over(home);
  wish.place = Place{0, -30, 5};
  EXPECT_EQ(told(wish), std::string(registry::place_abroad.code) + " at /place/lat");
  wish.place = Place{-11.0, 123.0, 5};
  EXPECT_EQ(told(wish), "");
}

// ---- What the public sees

class SharedForm : public Proofs {
 protected:
  SharedForm() {
    Raster const raster{64, 48, std::vector<std::uint8_t>(std::size_t{3} * 64 * 48, 200)};
    form = v.uploaded(write_jpeg(raster, 95));
    for (auto& wish : wishes) {
      wish = v.hand_over(home);
      wish.evidence[1] = {v.new_id<Evidence>(), EvidenceKind::form, form};
      sure(v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, wish); }));
    }
  }
  Renditions renditions;  // one for all tests' looks, as the door has one for all visitors
  void clear_piece(int i) {
    sure(v.as(v.editor, [&](Work& work) { return clear(work, wishes[i].evidence[1].id); }));
  }
  std::string shown() {
    auto const picture =
        v.village.view([&](View const& view) { return public_picture(view, form, false, renditions); });
    if (!picture) return "hidden";
    return *picture == *v.village.files().get(form) ? "whole" : "mosaic";
  }
  Hash form{};
  DeliveryWish wishes[2];
};

TEST_F(SharedForm, IsAMosaicUntilEveryPieceOfItIsCleared) {
  clear_piece(0);
  EXPECT_EQ(shown(), "mosaic");
  clear_piece(1);
  EXPECT_EQ(shown(), "whole");
}

TEST_F(SharedForm, IsHiddenOnceAnyPieceOfItIsRevoked) {
  clear_piece(0);
  clear_piece(1);
  sure(v.as(v.editor, [&](Work& work) { return revoke(work, wishes[1].evidence[1].id, "ada NIK"); }));
  EXPECT_EQ(shown(), "hidden");
}

// ---- The door

class UploadDoor : public testing::Test {
 protected:
  UploadDoor() {
    open_doors(doors);
    doors.who_is_it([this](View const&, http::Request const&) -> Result<work::Actor> { return who; });
    v.kits();
  }
  std::string sent(access::SignedIn const& person, std::vector<std::pair<std::string, std::string>> query) {
    return sent(person.actor, std::move(query));
  }
  std::string sent(work::Actor const& person, std::vector<std::pair<std::string, std::string>> query) {
    who = person;
    Raster const raster{8, 8, std::vector<std::uint8_t>(192, 90)};
    http::Request request{.method = http::Method::post, .path = "/api/evidence", .query = std::move(query)};
    request.headers.push_back({"Cookie", "lumbung=x"});
    request.headers.push_back({"Content-Type", "image/jpeg"});
    request.headers.push_back({"Origin", "https://lumbung.example"});
    request.body = write_jpeg(raster, 90);
    auto const answer = doors.ask(request);
    static http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
    EXPECT_EQ(contract.fault_in_answer("uploadEvidence", answer), std::nullopt) << answer.body;
    auto const body = http::parse_json(answer.body).value();
    if (answer.status != 201) return body.find("code")->text;
    stored = hash_from(*from_hex(body.find("hash")->text));
    return "";
  }
  std::vector<std::pair<std::string, std::string>> query(std::string purpose) {
    return {{"purpose", std::move(purpose)}, {"organisation", v.organisation.text()}};
  }
  bool kept(UploadFor purpose) {
    auto const book = v.book().number;
    return v.village.view([&](View const& view) { return is_upload(view, book, stored, purpose); });
  }

  ProgrammeVillage v;
  Hash stored{};
  work::Actor who;
  http::Doors doors{v.village.engine(), {.workers = 1, .public_url = "https://lumbung.example"}};
};

TEST_F(UploadDoor, RemembersWhatAPictureIsFor) {
  EXPECT_EQ(sent(v.officer, query("evidence")), "");
  EXPECT_TRUE(kept(UploadFor::evidence));
  EXPECT_FALSE(kept(UploadFor::campaign));
  EXPECT_EQ(sent(v.treasurer, query("evidence")), "");
  EXPECT_EQ(sent(v.editor, query("campaign")), "");
  EXPECT_TRUE(kept(UploadFor::campaign));
}

TEST_F(UploadDoor, TakesNothingFromThoseWithoutARightToIt) {
  auto const files = [&] {
    auto const all = std::filesystem::recursive_directory_iterator(v.village.directory() + "/files");
    return std::count_if(begin(all), end(all), [](auto const& file) { return file.is_regular_file(); });
  };
  auto const stranger = v.staff.signed_in(access::Role::field_officer, v.staff.verified_organisation("Yayasan Lain"));
  auto const before = files();
  EXPECT_EQ(sent(v.approver, query("evidence")), "work.not_allowed");
  EXPECT_EQ(sent(v.editor, query("evidence")), "work.not_allowed");
  EXPECT_EQ(sent(v.officer, query("campaign")), "work.not_allowed");
  EXPECT_EQ(sent(work::Actor::visitor(), query("evidence")), "work.sign_in_first");
  EXPECT_EQ(sent(stranger, query("evidence")), "work.not_allowed");
  EXPECT_NE(sent(v.officer, {}), "");
  EXPECT_EQ(files(), before) << "a file was stored";
}

TEST_F(UploadDoor, IsOpenToAnOfficerOfOneVillage) {
  auto const officer = v.staff.signed_in(access::Role::field_officer, v.organisation, "32.17.10.2005");
  EXPECT_EQ(sent(officer, query("evidence")), "");
}

}  // namespace
}  // namespace lumbung::programme
