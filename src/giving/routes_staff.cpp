#include "access/sign_in.h"
#include "giving/routes_parts.h"
#include "giving/routes_show.h"
#include "payments/payments.h"
#include "programme/programme.h"

namespace lumbung::giving {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr int page = 50;

CampaignWish read_campaign(Fields& f) {
  return {.id = f.id<Campaign>("id"),
          .organisation = f.id<Organisation>("organisation"),
          .programme = f.id<Programme>("programme"),
          .slug = f.text("slug", {.max = 60}),
          .title = f.text("title", {.max = 100}),
          .summary = f.text("summary", {.max = 200}),
          .story = f.text("story", {.max = 10'000, .lines = true}),
          .target = f.money("target"),
          .deadline = f.optional_date("deadline"),
          .fee_permille = static_cast<int>(f.integer("fee_permille", 0, 1000)),
          .disaster = f.boolean("disaster"),
          .over_funding =
              f.choice<OverFunding>("over_funding", {{"stop", OverFunding::stop}, {"continue", OverFunding::carry_on}}),
          .under_funding = f.choice<UnderFunding>(
              "under_funding", {{"carry_on", UnderFunding::carry_on}, {"refund", UnderFunding::refund}}),
          .picture = f.optional_hash("picture")};
}

Answer made_at(std::string const& where, Uuid const& id) {
  Json j;
  j.object([&] { j("id", text_of(id)); });
  return http::made(where + text_of(id), std::move(j));
}

Result<Act> create_door(Request const&, Fields& f) {
  auto const wish = read_campaign(f);
  return Act([wish](work::Work& work) -> Result<Answer> {
    auto const id = TRY(create_campaign(work, wish));
    return made_at("/api/console/campaigns/", id.uuid);
  });
}

Result<Act> change_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Campaign>("campaign"));
  auto wish = read_campaign(f);
  wish.id = id;
  return Act([wish](work::Work& work) -> Result<Answer> {
    TRY(change_campaign(work, wish));
    return http::nothing();
  });
}

Result<Act> open_door(Request const& request, Fields&) {
  auto const id = TRY(request.id_in_path<Campaign>("campaign"));
  return Act([id](work::Work& work) -> Result<Answer> {
    TRY(open_campaign(work, id));
    return http::nothing();
  });
}

Result<Act> close_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Campaign>("campaign"));
  auto const reason = f.text("reason", {.max = 300});
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(close_campaign(work, id, reason));
    return http::nothing();
  });
}

Result<Act> update_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Campaign>("campaign"));
  UpdateRecord const wish{.id = f.id<CampaignUpdate>("id"),
                          .title = f.text("title", {.max = 120}),
                          .text = f.text("text", {.max = 5000, .lines = true}),
                          .picture = f.optional_hash("picture"),
                          .at = {}};
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(post_update(work, id, wish));
    return made_at("/api/campaigns/updates/", wish.id.uuid);
  });
}

Result<Answer> list_door(work::View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const after = query.optional_id<Campaign>("after");
  TRY(query.finish());
  TRY(work::require(view.actor, view_gifts, organisation));
  auto const found = campaigns(view, {.words = {},
                                      .state = {},
                                      .area = {},
                                      .organisation = organisation,
                                      .drafts = true,
                                      .after = after,
                                      .limit = page});
  Json j;
  j.object([&] {
    j.list("items", found, [&](CampaignRecord const& c) { show_card(j, view, c); });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<CampaignRecord> seen(work::View const& view, Request const& request) {
  auto const id = TRY(request.id_in_path<Campaign>("campaign"));
  auto const campaign = TRY(find(view, id));
  TRY(work::require(view.actor, view_gifts, campaign.organisation));
  return campaign;
}

Result<Answer> campaign_door(work::View const& view, Request const& request) {
  auto const campaign = TRY(seen(view, request));
  Json j;
  j.object([&] {
    show_card(j, view, campaign);
    show_campaign(j, view, campaign);
    campaign.picture ? j("picture_hash", hex(view_of(*campaign.picture))) : j.null("picture_hash");
  });
  return http::shown(std::move(j));
}

Result<Act> refund_door(Request const& request, Fields& f) {
  auto const id = TRY(request.id_in_path<Gift>("gift"));
  auto const refund_id = f.id<Refund>("id");
  auto const amount = f.money("amount");
  auto const reason = f.text("reason", {.max = 300});
  return Act([=](work::Work& work) -> Result<Answer> {
    TRY(refund(work, id, refund_id, amount, reason));
    TRY(access::require_fresh_second_factor(work));  // money leaves the house: undone without it
    return made_at("/api/refunds/", refund_id.uuid);
  });
}

Result<Act> hide_message_door(Request const& request, Fields&) {
  auto const id = TRY(request.id_in_path<Gift>("gift"));
  return Act([id](work::Work& work) -> Result<Answer> {
    TRY(hide_message(work, id));
    return http::nothing();
  });
}

// A release leaves the fund of a campaign, which programme does not know: hence a door of this room.
Result<Act> release_door(Request const& request, Fields& f) {
  auto const programme = TRY(request.id_in_path<Programme>("programme"));
  auto const id = f.id<Release>("id");
  auto const campaign_id = f.id<Campaign>("campaign");
  auto const milestone = f.optional_id<Milestone>("milestone");
  auto const amount = f.money("amount");
  auto const reason = f.text("reason", {.max = 500, .lines = true});
  std::vector<Hash> evidence;
  for (auto const& text : f.texts("evidence", 20, {.min = 64, .max = 64, .exact = true})) {
    auto const bytes = from_hex(text);
    if (!bytes) f.wrong("evidence", refuse(programme::evidence_not_stored));
    if (bytes) evidence.push_back(hash_from(*bytes));
  }
  return Act([=](work::Work& work) -> Result<Answer> {
    auto const campaign = TRY(find(work, campaign_id));
    if (campaign.programme != programme) return refuse(unknown_campaign).at("/campaign");
    TRY(programme::propose_release(work, programme,
                                   {.id = id,
                                    .source = campaign_id.uuid,
                                    .source_title = campaign.title,
                                    .source_account = fund_of(campaign_id),
                                    .milestone = milestone,
                                    .amount = amount,
                                    .reason = reason,
                                    .evidence = evidence}));
    Json j;
    j.object([&] {
      j("id", id);
      j("approval", programme::approval_of(id));
      j("state", "proposed");
    });
    return http::made("/api/approvals/" + programme::approval_of(id).text(), std::move(j));
  });
}

}  // namespace

void open_staff_doors(http::Doors& doors) {
  doors.change({http::Method::post, "/api/campaigns", "createCampaign"}, create_door);
  doors.change({http::Method::put, "/api/campaigns/{campaign}", "changeCampaign"}, change_door);
  doors.change({http::Method::post, "/api/campaigns/{campaign}/opening", "openCampaign"}, open_door);
  doors.change({http::Method::post, "/api/campaigns/{campaign}/closing", "closeCampaign"}, close_door);
  doors.change({http::Method::post, "/api/campaigns/{campaign}/updates", "postUpdate"}, update_door);
  doors.look({http::Method::get, "/api/console/campaigns", "listOwnCampaigns"}, list_door);
  doors.look({http::Method::get, "/api/console/campaigns/{campaign}", "getOwnCampaign"}, campaign_door);
  doors.change({http::Method::post, "/api/gifts/{gift}/refund", "refundGift"}, refund_door);
  doors.change({http::Method::post, "/api/gifts/{gift}/hide-message", "hideGiftMessage"}, hide_message_door);
  doors.change({http::Method::post, "/api/programmes/{programme}/releases", "proposeRelease"}, release_door);
}

void open_doors(http::Doors& doors, Neighbours neighbours) {
  open_public_doors(doors, neighbours);
  open_staff_doors(doors);
  open_hold_doors(doors);
  open_report_doors(doors);
  open_organisation_doors(doors);
}

}  // namespace lumbung::giving
