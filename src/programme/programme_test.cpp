#include "programme/programme.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "programme/programme_village.h"
#include "programme/raster.h"

namespace lumbung::programme {
namespace {

// 140.000 released, two kits in stock, two households enrolled.
class KitsInStock : public ::testing::Test {
 protected:
  void SetUp() override {
    v.kits();
    fund = v.raised(175'000_rp);
    v.released(fund, 140'000_rp);
    sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(2, 140'000_rp)); }));
    first = v.household(2);
    second = v.household(7);
  }
  auto deliver_one(DeliveryWish wish) {
    return v.as(v.officer, [&](Work& work) { return deliver(work, v.programme, wish); });
  }
  ProgrammeVillage v;
  Id<LedgerAccount> fund;
  Id<Enrolment> first, second;
};

TEST_F(KitsInStock, AKitHandedOverMovesGoodsAndMoney) {
  sure(deliver_one(v.hand_over(first)));
  auto const its = accounts(v.programme);
  EXPECT_EQ(v.balance(its.in_goods), 70'000_rp);
  EXPECT_EQ(v.balance(its.spent), 70'000_rp);
  EXPECT_EQ(v.balance(its.expense), 70'000_rp);
  EXPECT_EQ(v.balance(its.stock_value), 70'000_rp);
  auto const lines = v.village.view([&](View const& view) { return stock(view, v.programme); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].in_stock, 1);
  EXPECT_EQ(lines[0].value, 70'000_rp);
  EXPECT_TRUE(v.village.view([&](View const& view) { return ledger::check(view, v.book()); }).empty());
}

TEST_F(KitsInStock, ACostIsTakenFromTheLotsFirstInFirstOut) {
  v.village.clock.advance(hours(1));
  v.released(fund, 35'000_rp);
  sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(3, 35'000_rp)); }));
  auto wish = v.hand_over(first, 3);  // two of the first lot, one of the second: 35.000 / 3, rounded down
  sure(deliver_one(wish));
  auto const found = sure(v.village.view([&](View const& view) { return delivery(view, wish.id); }));
  EXPECT_EQ(found.cost, (Money{14'000'000 + 1'166'666, rupiah}));
  sure(deliver_one(v.hand_over(second, 2)));
  EXPECT_EQ(v.balance(accounts(v.programme).stock_value), 0_rp);  // every sen of both lots has left
}

TEST_F(KitsInStock, ADeliveryWithoutStockIsRefused) {
  auto const refused = deliver_one(v.hand_over(first, 3));
  EXPECT_EQ(refused.code(), no_stock.code);
  EXPECT_EQ(refused.problem().pointer(), "/units");
}

TEST_F(KitsInStock, ADeliveryBeyondThePlanIsRefused) {
  EXPECT_EQ(deliver_one(v.hand_over(first, 101)).code(), beyond_plan.code);
}

TEST_F(KitsInStock, AHouseholdThatIsNotEnrolledGetsNothing) {
  EXPECT_EQ(deliver_one(v.hand_over(v.new_id<Enrolment>())).code(), not_enrolled.code);
  sure(v.as(v.officer, [&](Work& work) { return end_enrolment(work, first, "pindah"); }));
  EXPECT_EQ(deliver_one(v.hand_over(first)).code(), not_enrolled.code);
}

TEST_F(KitsInStock, EvidenceThatWasNotUploadedIsRefused) {
  auto wish = v.hand_over(first);
  wish.evidence[1].hash = sha256("never seen");
  auto const refused = deliver_one(wish);
  EXPECT_EQ(refused.code(), evidence_not_stored.code);
  EXPECT_EQ(refused.problem().pointer(), "/evidence/1");
  EXPECT_EQ(v.balance(accounts(v.programme).spent), 0_rp);
}

TEST_F(KitsInStock, ADeliveryIsProvenByPhotoSignatureAndPlace) {
  auto wish = v.hand_over(first);
  wish.place.reset();
  wish.evidence.pop_back();
  sure(deliver_one(wish));
  auto const look = [&] { return sure(v.village.view([&](View const& view) { return delivery(view, wish.id); })); };
  EXPECT_EQ(look().missing(), (std::vector<std::string>{"signature", "place"}));
  sure(v.as(v.officer, [&](Work& work) {
    return add_evidence(work, wish.id, {v.new_id<Evidence>(), EvidenceKind::form, v.form});
  }));
  EXPECT_EQ(look().missing(), std::vector<std::string>{"place"});
}

TEST_F(KitsInStock, RemovingThePhotoMakesItNotProven) {
  auto const wish = v.hand_over(first);
  sure(deliver_one(wish));
  auto const sums = [&] { return v.village.view([&](View const& view) { return standing(view, v.programme); }); };
  EXPECT_EQ(sums().units_proven, 1);
  sure(v.as(v.editor, [&](Work& work) { return revoke(work, wish.evidence[0].id, "wajah terlihat"); }));
  EXPECT_EQ(sums().units_proven, 0);
  EXPECT_EQ(sums().units_delivered, 1);
}

TEST_F(KitsInStock, APictureIsShownAsMosaicUntilASecondPersonClearsIt) {
  Raster raster{64, 48, std::vector<std::uint8_t>(std::size_t{3} * 64 * 48, 200)};
  for (std::size_t i = 0; i < raster.pixels.size(); i += 7) raster.pixels[i] = 0;
  auto const stored = sure(store_picture(v.village.files(), write_jpeg(raster, 95)));
  sure(v.village.work([&](Work& work) { return keep_upload(work, v.organisation, UploadFor::evidence, stored.hash); }));
  auto wish = v.hand_over(first);
  wish.evidence[0].hash = stored.hash;
  sure(deliver_one(wish));
  Renditions renditions;
  auto const shown = [&] {
    return v.village.view([&](View const& view) { return public_picture(view, stored.hash, false, renditions); });
  };
  auto const at_hand = [&] {
    return v.village.view(
        [&](View const& view) { return public_picture_at_hand(view, stored.hash, false, renditions); });
  };
  EXPECT_EQ(sure(at_hand()), std::nullopt) << "the mosaic must be made first";
  ASSERT_TRUE(shown().has_value());
  EXPECT_NE(*shown(), *v.village.files().get(stored.hash));
  EXPECT_EQ(sure(at_hand()), shown());
  // The uploader may not say of the own picture that it shows nobody.
  auto const own = v.as(v.officer, [&](Work& work) { return clear(work, wish.evidence[0].id); });
  EXPECT_TRUE(own.refused());
  // A signature is never for the public, whoever looks at it.
  ASSERT_EQ(wish.evidence[1].kind, EvidenceKind::signature);
  EXPECT_EQ(v.as(v.editor, [&](Work& work) { return clear(work, wish.evidence[1].id); }).code(),
            signature_stays_hidden.code);
  sure(v.as(v.editor, [&](Work& work) { return clear(work, wish.evidence[0].id); }));
  EXPECT_EQ(*shown(), *v.village.files().get(stored.hash));
  EXPECT_EQ(sure(at_hand()), shown()) << "no longer the mosaic that is still in memory";
  sure(v.as(v.editor, [&](Work& work) { return revoke(work, wish.evidence[0].id, "salah orang"); }));
  EXPECT_FALSE(shown().has_value());
  EXPECT_EQ(at_hand().code(), unknown_evidence.code);
}

// What pages show is kept with each hand-over; it is what adding them all up would say.
TEST_F(KitsInStock, KeptCountsAreTheSumsOfAllHandOversWhateverComesAndGoes) {
  sure(v.village.work([&](Work& work) {
    work.record({"test.opened", v.programme.uuid, v.organisation, {}});
    return open(work, v.programme);
  }));
  v.released(v.raised(700'000_rp), 560'000_rp);
  sure(v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, v.purchase_of(8, 560'000_rp)); }));
  std::mt19937 chance(7);
  auto const to = [&](int n) { return static_cast<int>(chance() % static_cast<unsigned>(n)); };
  std::vector<DeliveryWish> made;
  std::set<Id<Enrolment>> served;
  for (int step = 0; step < 120; ++step) {
    v.village.clock.advance(minutes(1));
    if (made.size() < 10 && (made.empty() || to(3) == 0)) {
      auto wish = v.hand_over(to(2) == 0 ? first : second);
      if (to(3) == 0) wish.place.reset();
      if (to(2) == 0) wish.evidence.pop_back();
      sure(deliver_one(wish));
      served.insert(wish.enrolment);
      made.push_back(wish);
    } else if (auto& one = made[static_cast<std::size_t>(to(static_cast<int>(made.size())))]; to(2) == 0) {
      one.evidence.push_back(
          {v.new_id<Evidence>(), to(2) == 0 ? EvidenceKind::photo : EvidenceKind::signature, v.fresh()});
      sure(v.as(v.officer, [&](Work& work) { return add_evidence(work, one.id, one.evidence.back()); }));
    } else if (!one.evidence.empty()) {
      auto const piece = one.evidence[static_cast<std::size_t>(to(static_cast<int>(one.evidence.size())))].id;
      sure(v.as(v.editor, [&](Work& work) { return revoke(work, piece, "salah orang"); }));
    }
    v.village.view([&](View const& view) {
      auto const sums = standing(view, v.programme);
      std::int64_t units = 0, proven = 0;
      auto cost = 0_rp, by_day = 0_rp;
      for (auto const& one : deliveries(view, v.programme, {}, 100)) {
        units += one.units;
        cost += one.cost;
        if (one.missing().empty()) proven += one.units;
      }
      for (auto const& [day, spent] : spent_by_day(view, v.programme)) by_day += spent;
      EXPECT_EQ(sums.units_delivered, units);
      EXPECT_EQ(sums.units_proven, proven) << "step " << step;
      EXPECT_EQ(sums.households_served, static_cast<std::int64_t>(served.size()));
      EXPECT_EQ(public_totals(view).delivered, cost);
      EXPECT_EQ(by_day, cost);
      return 0;
    });
  }
}

TEST_F(KitsInStock, TargetingCountsServedHouseholdsByDecile) {
  sure(deliver_one(v.hand_over(first)));
  sure(deliver_one(v.hand_over(second)));
  auto const sums = v.village.view([&](View const& view) { return standing(view, v.programme); });
  EXPECT_EQ(sums.households_served, 2);
  EXPECT_EQ(sums.served_with_decile, 2);
  EXPECT_EQ(sums.served_in_1_to_4, 1);
}

TEST_F(KitsInStock, APlaceIsShownNoFinerThanTenHouseholds) {
  auto const shown = [&] {
    return v.village.view([&](View const& view) { return shown_area(view, v.programme, "32.17.10.2005"); });
  };
  EXPECT_EQ(shown(), "32.17");  // two households only: the programme's own area
  for (int i = 0; i < 8; ++i) v.household();
  EXPECT_EQ(shown(), "32.17.10.2005");
}

TEST_F(KitsInStock, NothingIsBoughtNorPaidWithoutAReceipt) {
  auto bought = v.purchase_of(1, 1'000_rp);
  bought.evidence.clear();
  auto const buying = v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, bought); });
  EXPECT_EQ(buying.code(), spending_needs_receipt.code);
  EXPECT_EQ(buying.problem().pointer(), "/evidence");
  CostRecord const cost{.id = v.new_id<Cost>(),
                        .name = "Sewa mobil",
                        .kind = BudgetKind::service,
                        .amount = 1'000_rp,
                        .on = v.today(),
                        .evidence = {}};
  EXPECT_EQ(v.as(v.treasurer, [&](Work& work) { return pay_cost(work, v.programme, cost); }).code(),
            spending_needs_receipt.code);
}

TEST(Release, NeedsEvidenceMoneyAndASecondPerson) {
  ProgrammeVillage v;
  v.kits();
  auto const fund = v.raised(100'000_rp);
  auto wish = v.release_of(fund, 100'001_rp);
  auto const propose = [&] {
    return v.as(v.treasurer, [&](Work& work) { return propose_release(work, v.programme, wish); });
  };
  EXPECT_EQ(propose().code(), nothing_to_release.code);
  wish.amount = 60'000_rp;
  wish.evidence.clear();
  EXPECT_EQ(propose().code(), release_needs_evidence.code);
  wish.evidence = {v.form};
  sure(propose());
  EXPECT_EQ(v.balance(accounts(v.programme).released), 0_rp);  // proposed is not released

  access::Contents contents;
  contents.of(std::string(release_approval),
              [](View const& view, Uuid const& id) { return release_content(view, {id}); });
  auto const approve_by = [&](access::SignedIn const& person) {
    auto const text = *v.village.view([&](View const& view) { return release_content(view, wish.id); });
    return v.as(person,
                [&](Work& work) { return access::approve(work, approval_of(wish.id), sha256(text), contents); });
  };
  EXPECT_TRUE(approve_by(v.treasurer).refused());
  EXPECT_TRUE(approve_by(v.editor).refused());
  EXPECT_EQ(sure(approve_by(v.approver)).state, access::ApprovalState::approved);
}

TEST(Release, CannotAskForWhatOtherProposalsAskFor) {
  ProgrammeVillage v;
  v.kits();
  auto const fund = v.raised(100'000_rp);
  auto const propose = [&](ReleaseWish const& wish) {
    return v.as(v.treasurer, [&](Work& work) { return propose_release(work, v.programme, wish); });
  };
  auto const first = v.release_of(fund, 60'000_rp);
  sure(propose(first));
  auto const beyond = propose(v.release_of(fund, 40'001_rp));
  ASSERT_EQ(beyond.code(), release_already_asked.code);
  EXPECT_EQ(beyond.problem().pointer(), "/amount");
  for (auto const* sum : {"Rp100.000", "Rp60.000", "Rp40.000"})
    EXPECT_NE(beyond.problem().sentence_id().find(sum), std::string::npos) << sum;
  sure(propose(v.release_of(fund, 40'000_rp)));
  sure(v.village.work([&](Work& work) { return refuse_release(work, first.id); }));
  sure(propose(v.release_of(fund, 60'000_rp)));  // what was refused is free again
}

TEST(Release, IsApprovedByATextThatTellsWhatItIsAbout) {
  ProgrammeVillage v;
  v.kits();
  auto wish = v.release_of(v.raised(100'000_rp), 60'000_rp);
  MilestoneRecord const milestone{v.new_id<Milestone>(), "Belanja pertama", v.today() + 10, 70'000_rp};
  sure(v.as(v.editor, [&](Work& work) { return set_milestone(work, v.programme, milestone); }));
  wish.milestone = milestone.id;
  wish.reason = "Beli kit\namount 1.00\nC:\\kit";
  sure(v.as(v.treasurer, [&](Work& work) { return propose_release(work, v.programme, wish); }));
  auto const text = *v.village.view([&](View const& view) { return release_content(view, wish.id); });
  EXPECT_EQ(text, "lumbung/release@v2\nid " + wish.id.text() + "\namount 60000.00\nprogramme " + v.programme.text() +
                      "\nprogramme_title Kit sekolah\ncampaign " + v.programme.text() +
                      "\ncampaign_title Seratus kit sekolah\nmilestone " + milestone.id.text() +
                      "\nmilestone_title Belanja pertama\nmilestone_due " + iso(milestone.due) +
                      "\nmilestone_amount 70000.00\nreason Beli kit\\namount 1.00\\nC:\\\\kit\nevidence " +
                      hex(view_of(v.form)) + "\n");
}

TEST(Release, ProposedBeforeTitlesKeepsTheTextThatItsApprovalIsBoundTo) {
  ProgrammeVillage v;
  v.kits();
  auto const wish = v.release_of(v.raised(100'000_rp), 60'000_rp);
  sure(v.as(v.treasurer, [&](Work& work) { return propose_release(work, v.programme, wish); }));
  sure(v.village.work([&](Work& work) -> Verdict {
    work.rows.run("UPDATE releases SET source_title = NULL WHERE book_id = $1", {v.book().number});
    work.record({.kind = "test.older", .subject = wish.id.uuid, .organisation = {}, .facts = {}});
    return done;
  }));
  auto const text = *v.village.view([&](View const& view) { return release_content(view, wish.id); });
  EXPECT_EQ(text, "lumbung/release@v1\nid " + wish.id.text() + "\nprogramme " + v.programme.text() + "\nsource " +
                      v.programme.text() + "\namount 60000.00\nreason Tahap pertama\nevidence " + hex(view_of(v.form)) +
                      "\n");
}

TEST(Purchase, KeepsToReleasedMoneyPlanAndPrices) {
  ProgrammeVillage v;
  v.kits(1000);
  auto const fund = v.raised(20'000'000_rp);
  v.released(fund, 10'000'000_rp);
  auto const buy = [&](PurchaseRecord const& wish) {
    return v.as(v.treasurer, [&](Work& work) { return purchase(work, v.programme, wish); });
  };
  EXPECT_EQ(buy(v.purchase_of(1001, 1'000_rp)).code(), purchase_beyond_plan.code);
  EXPECT_EQ(buy(v.purchase_of(100, 5'000'001_rp)).code(), quotes_missing.code);
  auto with_quotes = v.purchase_of(100, 10'000'001_rp);
  with_quotes.quotes = {{"Toko A", 10'500'000_rp}, {"Toko B", 11'000'000_rp}};
  EXPECT_EQ(buy(with_quotes).code(), not_enough_released.code);
  with_quotes.total = 10'000'000_rp;
  sure(buy(with_quotes));
  EXPECT_EQ(v.balance(accounts(v.programme).released), 0_rp);
}

TEST(Plan, IsVersionedAndKeepsItsPromises) {
  ProgrammeVillage v;
  v.kits(100);
  auto const change = [&](PlanWish const& wish) {
    return v.as(v.editor, [&](Work& work) { return change_plan(work, v.programme, wish); });
  };
  EXPECT_EQ(change(v.plan_of(0, 100, 70'000_rp)).code(), plan_version_old.code);
  auto wrong = v.plan_of(1, 100, 70'000_rp);
  wrong.budget[0].amount = 1'000_rp;
  EXPECT_EQ(change(wrong).code(), plan_budget_differs.code);
  sure(v.village.work([&](Work& work) -> Verdict {
    TRY(open(work, v.programme));
    work.record({.kind = "test.opened", .subject = v.programme.uuid, .organisation = {}, .facts = {}});
    return done;
  }));
  auto lower = v.plan_of(1, 90, 70'000_rp);
  EXPECT_EQ(change(lower).code(), plan_lowered_without_reason.code);
  lower.reason = "Harga naik";
  EXPECT_EQ(sure(change(lower)), 2);
  auto const kept = sure(v.village.view([&](View const& view) { return plan(view, v.programme); }));
  EXPECT_EQ(kept.hash, sha256(canonical_text(v.programme, kept)));
}

TEST(Picture, KeepsPixelsOnly) {
  Raster raster{10, 4, std::vector<std::uint8_t>(120, 90)};
  auto jpeg = write_jpeg(raster, 90);
  // An EXIF block that says "turned by 90 degrees" and carries a secret.
  std::string exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0SECRET-PLACE", 44);
  auto const size = exif.size() + 2;
  jpeg.insert(2, std::string("\xFF\xE1", 2) + static_cast<char>(size >> 8) + static_cast<char>(size & 0xFF) + exif);
  auto const read = read_picture(jpeg);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->width, 4);
  EXPECT_EQ(read->height, 10);
  EXPECT_EQ(write_jpeg(*read, 90).find("SECRET"), std::string::npos);
}

TEST(Picture, HalfAPhotoIsNoPhoto) {
  Raster raster{320, 240, std::vector<std::uint8_t>(std::size_t{3} * 320 * 240)};
  for (std::size_t i = 0; i < raster.pixels.size(); ++i) raster.pixels[i] = static_cast<std::uint8_t>(i * i % 251);
  auto const whole = write_jpeg(raster, 90);
  EXPECT_TRUE(read_picture(whole).has_value());
  for (auto const part : {10, 50, 90, 99})
    EXPECT_FALSE(read_picture(std::string_view(whole).substr(0, whole.size() * part / 100)).has_value()) << part;
}

TEST(Picture, WhatIsNoPictureIsRefused) {
  ProgrammeVillage v;
  EXPECT_EQ(store_picture(v.village.files(), "hello").code(), picture_unreadable.code);
  EXPECT_EQ(store_picture(v.village.files(), std::string("\xFF\xD8\xFF\xE0 broken", 11)).code(),
            picture_unreadable.code);
  EXPECT_EQ(store_picture(v.village.files(), std::string(16u << 20, 'x')).code(), picture_too_large.code);
}

}  // namespace
}  // namespace lumbung::programme
