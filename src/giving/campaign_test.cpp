#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/public_text.h"
#include "giving/giving_village.h"

namespace lumbung::giving {
namespace {

using programme::BudgetKind;

// A refusal as "code at /field".
class Campaigns : public testing::Test {
 protected:
  std::string created(CampaignWish const& wish) { return refusal_of(v.create(wish)); }
  auto posted(Id<Campaign> campaign, std::optional<Hash> picture) {
    UpdateRecord const update{
        .id = v.new_id<CampaignUpdate>(), .title = "Kabar", .text = "Sudah dibeli.", .picture = picture, .at = {}};
    return v.as(v.editor, [&, update](Work& work) { return post_update(work, campaign, update); });
  }
  GivingVillage v;
};

TEST_F(Campaigns, AnAddressHasSmallLettersDigitsAndHyphens) {
  for (char const* slug : {"", "ab", "Kit", "kit sekolah", "kit_sekolah", "-kit", "kit-", "kit/../x", "kité"})
    EXPECT_EQ(created(v.campaign_wish(slug)), "giving.slug_wrong at /slug") << slug;
  EXPECT_EQ(created(v.campaign_wish(std::string(61, 'a'))), "giving.slug_wrong at /slug");
  EXPECT_EQ(created(v.campaign_wish(std::string(60, 'a'))), "");
  EXPECT_EQ(created(v.campaign_wish("k1t")), "");
}

TEST_F(Campaigns, AnAddressIsTakenOnce) {
  sure(v.create(v.campaign_wish("kit-sekolah")));
  EXPECT_EQ(created(v.campaign_wish("kit-sekolah")), "giving.slug_taken at /slug");
}

TEST_F(Campaigns, AnIdIsTakenOnce) {
  auto wish = v.campaign_wish("satu");
  sure(v.create(wish));
  wish.slug = "dua";
  EXPECT_EQ(created(wish), "programme.id_reused at /id");
}

TEST_F(Campaigns, EachWrongFieldIsNamed) {
  auto const with = [&](auto change) {
    auto wish = v.campaign_wish();
    change(wish);
    return created(wish);
  };
  EXPECT_EQ(with([](auto& w) { w.target = 0_rp; }), "ledger.amount_not_positive at /target");
  EXPECT_EQ(with([&](auto& w) { w.deadline = v.today(); }), "giving.deadline_passed at /deadline");
  EXPECT_EQ(with([](auto& w) { w.fee_permille = 101; }), "giving.fee_too_high at /fee_permille");
  EXPECT_EQ(with([](auto& w) { w.fee_permille = -1; }), "giving.fee_too_high at /fee_permille");
  EXPECT_EQ(with([](auto& w) { w.disaster = true, w.fee_permille = 1; }), "giving.fee_too_high at /fee_permille");
  EXPECT_EQ(with([](auto& w) { w.picture = sha256("tidak pernah diunggah"); }),
            "giving.picture_not_stored at /picture");
  EXPECT_EQ(with([&](auto& w) { w.programme = v.new_id<Programme>(); }), "programme.unknown at ");
}

TEST_F(Campaigns, CarryNoNumberThatNamesAPerson) {
  auto wish = v.campaign_wish("satu");
  wish.story = "Bu Siti (3217101203850001) tinggal di sini.";
  auto const told = v.create(wish);
  ASSERT_EQ(told.code(), identity_in_public_text.code);
  EXPECT_EQ(told.problem().pointer(), "/story");
  auto const campaign = v.opened(v.campaign_wish("dua"));
  UpdateRecord const update{
      .id = v.new_id<CampaignUpdate>(), .title = "Kabar", .text = "Telepon +62 812 3456 7890", .picture = {}, .at = {}};
  auto const posted = v.as(v.editor, [&](Work& work) { return post_update(work, campaign.id, update); });
  ASSERT_EQ(posted.code(), phone_in_public_text.code);
  EXPECT_EQ(posted.problem().pointer(), "/text");
  EXPECT_EQ(
      v.as(v.editor, [&](Work& work) { return close_campaign(work, campaign.id, "hubungi 081234567890"); }).code(),
      phone_in_public_text.code);
}

TEST_F(Campaigns, OnlyTheOwnEditorsMayCreateOne) {
  auto const wish = v.campaign_wish();
  auto const by = [&](work::Actor const& who) {
    return v.village.work_as(who, [&](Work& work) { return create_campaign(work, wish); }).refused();
  };
  EXPECT_TRUE(by(work::Actor::visitor()));
  EXPECT_TRUE(by(v.officer.actor));
  auto const stranger = v.staff.signed_in(access::Role::campaign_editor, v.staff.verified_organisation("Yayasan Lain"));
  EXPECT_TRUE(by(stranger.actor));
  EXPECT_FALSE(by(v.editor.actor));
}

TEST_F(Campaigns, AnOpenOneCannotBeEdited) {
  auto wish = v.campaign_wish();
  sure(v.create(wish));
  wish.title = "Kit sekolah baru";
  auto const change = [&] { return v.as(v.editor, [&](Work& work) { return change_campaign(work, wish); }); };
  sure(change());
  EXPECT_EQ(v.seen(wish.id).title, "Kit sekolah baru");
  sure(v.open(wish.id));
  wish.fee_permille = 50;
  EXPECT_EQ(change().code(), not_a_draft.code);
  EXPECT_EQ(v.seen(wish.id).fee_permille, 0);
}

TEST_F(Campaigns, OpeningTwiceIsOpeningOnceAndClosedStaysClosed) {
  auto const campaign = v.opened();
  EXPECT_FALSE(v.open(campaign.id).refused());
  auto const close = [&] {
    return v.as(v.editor, [&](Work& work) { return close_campaign(work, campaign.id, "selesai"); });
  };
  sure(close());
  sure(close());
  EXPECT_EQ(v.seen(campaign.id).state, CampaignState::closed);
  EXPECT_EQ(v.seen(campaign.id).closed_reason, "selesai");
  EXPECT_EQ(v.open(campaign.id).code(), campaign_closed.code);
}

TEST_F(Campaigns, OfASuspendedOrganisationCannotOpen) {
  auto const wish = v.campaign_wish();
  sure(v.create(wish));
  sure(
      v.village.work([&](Work& work) { return access::suspend_organisation(work, v.organisation, "diperiksa dulu"); }));
  EXPECT_EQ(v.open(wish.id).code(), access::not_verified.code);
  EXPECT_EQ(v.seen(wish.id).state, CampaignState::draft);
}

TEST_F(Campaigns, AreShownByWordsAreaAndState) {
  auto const campaign = v.opened();
  sure(v.create(v.campaign_wish("rancangan")));
  auto const slugs = [&](CampaignFilter const& filter) {
    std::vector<std::string> found;
    for (auto const& each : v.village.view([&](View const& view) { return campaigns(view, filter); }))
      found.push_back(each.slug);
    return found;
  };
  using testing::ElementsAre, testing::IsEmpty, testing::UnorderedElementsAre;
  auto const filter = [](std::string words, std::string area, bool drafts) {
    return CampaignFilter{.words = std::move(words),
                          .state = {},
                          .area = std::move(area),
                          .organisation = {},
                          .drafts = drafts,
                          .after = {}};
  };
  EXPECT_THAT(slugs(filter("", "", false)), ElementsAre("kit-sekolah"));
  EXPECT_THAT(slugs(filter("", "", true)), UnorderedElementsAre("kit-sekolah", "rancangan"));
  EXPECT_THAT(slugs(filter("KIT", "32", false)), ElementsAre("kit-sekolah"));
  EXPECT_THAT(slugs(filter("%", "", false)), IsEmpty());
  EXPECT_THAT(slugs(filter("", "35", false)), IsEmpty());
}

TEST_F(Campaigns, APictureIsPublicWhenACampaignOrAnUpdateShowsIt) {
  auto const shown = [&](Hash const& hash) {
    return v.village.view([&](View const& view) { return is_shown_picture(view, hash); });
  };
  auto wish = v.campaign_wish();
  wish.picture = v.uploaded("gambar kampanye", programme::UploadFor::campaign);
  auto const of_update = v.uploaded("gambar kabar", programme::UploadFor::campaign);
  EXPECT_FALSE(shown(*wish.picture));
  sure(v.create(wish));
  EXPECT_FALSE(shown(*wish.picture)) << "a draft is nobody's yet";
  sure(v.open(wish.id));
  auto const campaign = v.seen(wish.id);
  EXPECT_TRUE(shown(*wish.picture));
  EXPECT_FALSE(shown(of_update));
  sure(posted(campaign.id, of_update));
  EXPECT_TRUE(shown(of_update));
  EXPECT_FALSE(shown(v.form));
  EXPECT_EQ(refusal_of(posted(campaign.id, sha256("tidak ada"))), "giving.picture_not_stored at /picture");
}

TEST_F(Campaigns, ShowNoPictureThatWasNotSentInForIt) {
  auto const shown = [&](Hash const& hash) {
    return v.village.view([&](View const& view) { return is_shown_picture(view, hash); });
  };
  auto const campaign = v.opened();
  auto const refused = [&](Hash const& picture) {
    auto wish = v.campaign_wish("bergambar");
    wish.picture = picture;
    EXPECT_EQ(refusal_of(v.create(wish)), "giving.picture_not_stored at /picture");
    EXPECT_EQ(refusal_of(posted(campaign.id, picture)), "giving.picture_not_stored at /picture");
    EXPECT_FALSE(shown(picture));
  };
  using programme::UploadFor;
  refused(v.village.files().put("akta lembaga"));                    // stored, but never sent in for a campaign
  refused(v.uploaded("foto penyerahan"));                            // sent in to prove something
  auto const other = v.staff.verified_organisation("Yayasan Lain");  // sent in by others
  refused(v.uploaded("gambar mereka", UploadFor::campaign, other));
  // What proves something is not shown, though somebody sent it in for a campaign as well.
  v.paid_gift(campaign, 70'000_rp);
  v.release(campaign, 70'000_rp);  // its evidence is the form
  refused(v.uploaded("sebuah formulir", UploadFor::campaign));
}

TEST_F(Campaigns, HideAPictureThatBecameEvidenceUntilItIsCleared) {
  auto const campaign = v.opened();
  auto const picture = v.uploaded("gambar kabar", programme::UploadFor::campaign);
  sure(posted(campaign.id, picture));
  auto const shown = [&] { return v.village.view([&](View const& view) { return is_shown_picture(view, picture); }); };
  EXPECT_TRUE(shown());
  v.paid_gift(campaign, 70'000_rp);
  v.release(campaign, 70'000_rp);
  v.buy_kits(1, 70'000_rp);
  auto wish = v.hand_over(v.household());
  wish.evidence[0].hash = v.uploaded("gambar kabar");
  sure(v.as(v.officer, [&](Work& work) { return programme::deliver(work, v.programme, wish); }));
  EXPECT_FALSE(shown());
  sure(v.as(v.editor, [&](Work& work) { return programme::clear(work, wish.evidence[0].id); }));
  EXPECT_TRUE(shown());
  sure(v.as(v.editor, [&](Work& work) { return programme::revoke(work, wish.evidence[0].id, "ada wajah"); }));
  EXPECT_FALSE(shown());
}

// ---- The bound on collection costs

TEST(CostCap, EveryVectorHolds) {
  auto const group = tests::vectors("pub_cap");
  ASSERT_EQ(group.size(), 4u);
  for (auto const& each : group) {
    Money const collected{each["collected"].number() * 100, rupiah}, cost{each["cost"].number() * 100, rupiah};
    bool const disaster = each.has("disaster") && each["disaster"].yes();
    EXPECT_EQ(cost <= most_collection_cost(collected, disaster), each["ok"].yes()) << each.json();
  }
}

class CollectionCosts : public Campaigns {
 protected:
  CampaignRecord collected(CampaignWish const& wish) {
    auto const campaign = v.opened(wish);
    v.paid_gift(campaign, 1'000'000_rp);
    v.release(campaign, 500'000_rp);
    return campaign;
  }
};

TEST_F(CollectionCosts, OfTenPercentAreTakenAndNoRupiahMore) {
  collected(v.campaign_wish());
  EXPECT_EQ(refusal_of(v.pay_cost(100'001_rp, BudgetKind::collection)), "giving.cost_cap at /amount");
  EXPECT_EQ(v.balance(programme::accounts(v.programme).spent), 0_rp);  // undone whole
  sure(v.pay_cost(60'000_rp, BudgetKind::collection));
  auto const refused = v.pay_cost(40'001_rp, BudgetKind::collection);
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("Rp40.000"));
  sure(v.pay_cost(40'000_rp, BudgetKind::collection));
  EXPECT_EQ(v.faults(), 0u);
}

TEST_F(CollectionCosts, TogetherWithTheFeeStayBelowTenPercent) {
  collected(v.campaign_wish("berbiaya", 60));
  EXPECT_EQ(v.pay_cost(40'001_rp, BudgetKind::collection).code(), cost_cap.code);
  sure(v.pay_cost(40'000_rp, BudgetKind::collection));
}

TEST_F(CollectionCosts, OfADisasterAreNone) {
  auto wish = v.campaign_wish("gempa");
  wish.disaster = true;
  collected(wish);
  EXPECT_EQ(v.pay_cost(1_rp, BudgetKind::collection).code(), cost_cap.code);
}

TEST_F(CollectionCosts, AreNotServices) {
  collected(v.campaign_wish());
  sure(v.pay_cost(500'000_rp, BudgetKind::service));
}

TEST_F(CollectionCosts, CountTheCampaignsOfOneProgrammeTogether) {
  collected(v.campaign_wish("satu"));
  v.paid_gift(v.opened(v.campaign_wish("dua")), 500'000_rp);
  sure(v.pay_cost(150'000_rp, BudgetKind::collection));
  EXPECT_EQ(v.pay_cost(1_rp, BudgetKind::collection).code(), cost_cap.code);
}

TEST_F(CollectionCosts, DoNotCountWhatWasGivenBack) {
  auto const campaign = collected(v.campaign_wish());
  auto const gift = v.paid_gift(campaign, 1'000'000_rp);
  sure(v.refund_by_treasurer(gift, 1'000'000_rp));
  EXPECT_EQ(v.pay_cost(100'001_rp, BudgetKind::collection).code(), cost_cap.code);
}

}  // namespace
}  // namespace lumbung::giving
