#include <algorithm>

#include "giving/routes.h"
#include "giving/routes_parts.h"
#include "giving/routes_show.h"
#include "payments/payments.h"
#include "programme/programme.h"
#include "programme/reach.h"
#include "programme/routes.h"
#include "translog/translog.h"

namespace lumbung::giving {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr int page = 24;
constexpr std::int64_t most_counted = 1'000'000'000;  // more rows than any counted list has

Result<CampaignRecord> public_campaign(work::View const& view, Request const& request) {
  auto campaign = TRY(find_by_slug(view, request.part("slug")));
  if (campaign.state == CampaignState::draft) return refuse(unknown_campaign);
  return campaign;
}

Result<Answer> home_door(work::View const& view, Request const&) {
  auto const open = campaigns(
      view, {.words = {}, .state = CampaignState::open, .area = {}, .organisation = {}, .after = {}, .limit = 6});
  auto const totals = public_totals(view);
  auto const handed_over = programme::public_totals(view);
  auto const latest = programme::latest_deliveries(view, 6);
  Json j;
  j.object([&] {
    j.object("totals", [&] {
      j("raised", totals.raised);
      j("delivered", handed_over.delivered);
      j("households", handed_over.households);
      j("campaigns", totals.open_campaigns);
    });
    j.list("campaigns", open, [&](CampaignRecord const& c) { show_card(j, view, c); });
    j.list("latest_deliveries", latest, [&](programme::DeliveryRecord const& one) {
      auto const programme = programme::find(view, one.programme);
      must(!programme.refused());
      programme::show_delivery(j, view, *programme, one);
    });
  });
  return http::shown(std::move(j));
}

Result<Answer> campaigns_door(work::View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  CampaignFilter filter{.words = query.optional_text("q", {.max = 60}).value_or(""),
                        .state = query.optional_choice<CampaignState>(
                            "state", {{"open", CampaignState::open}, {"closed", CampaignState::closed}}),
                        .area = query.optional_text("area", {.max = 13}).value_or(""),
                        .organisation = query.optional_id<Organisation>("organisation"),
                        .after = query.optional_id<Campaign>("after"),
                        .limit = page};
  TRY(query.finish());
  auto const found = campaigns(view, filter);
  Json j;
  j.object([&] {
    j.list("items", found, [&](CampaignRecord const& c) { show_card(j, view, c); });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> campaign_door(work::View const& view, Request const& request) {
  auto const campaign = TRY(public_campaign(view, request));
  auto const plan = programme::plan(view, campaign.programme);
  Json j;
  j.object([&] {
    show_card(j, view, campaign);
    show_campaign(j, view, campaign);
    if (plan.refused()) return j.null("rule");
    j.object("rule", [&] { j("hash", plan->hash); });
  });
  return http::shown(std::move(j));
}

Result<Answer> deliveries_door(work::View const& view, Request const& request) {
  auto const campaign = TRY(public_campaign(view, request));
  auto const programme = TRY(programme::find(view, campaign.programme));
  auto query = Fields::of_query(request);
  auto const after = query.optional_id<Delivery>("after");
  TRY(query.finish());
  auto const found = programme::deliveries_of(view, programme.id, campaign.id.uuid, after, page);
  Json j;
  j.object([&] {
    j.list("items", found,
           [&](programme::DeliveryRecord const& d) { programme::show_delivery(j, view, programme, d); });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

Result<Answer> gifts_door(work::View const& view, Request const& request) {
  auto const campaign = TRY(public_campaign(view, request));
  auto query = Fields::of_query(request);
  // Public pages are counted, not keyed: the id of a gift is for its giver alone.
  auto const skipped = query.optional_integer("after", 0, most_counted).value_or(0);
  TRY(query.finish());
  auto const found = public_gifts(view, campaign, skipped, page);
  Json j;
  j.object([&] {
    j.list("items", found, [&](GiftRecord const& g) { show_public_gift(j, g); });
    found.size() == page ? j("next", std::to_string(skipped + page)) : j.null("next");
  });
  return http::shown(std::move(j));
}

// The entries that sum to a bar, newest first: every figure can be opened. Gifts are counted, not keyed: whoever knows
// the id of a gift may ask for its answers again.
void show_money_entries(Json& j, work::View const& view, CampaignRecord const& campaign, std::int64_t skipped) {
  auto const found = public_gifts(view, campaign, skipped, page);
  j.list("items", found, [&](GiftRecord const& gift) {
    j("kind", "gift");
    j("on", day_of(*gift.paid_at, view.house.zone));
    j("amount", gift.amount - gift.refunded);
    programme::show_log_index(j, view, campaign.book, as<Entry>(gift.id));
  });
  j("sum", bars(view, campaign).raised);
  found.size() == page ? j("next", std::to_string(skipped + page)) : j.null("next");
}

void show_delivery_entries(Json& j, work::View const& view, CampaignRecord const& campaign,
                           std::optional<Id<Delivery>> after) {
  auto const found = programme::deliveries_of(view, campaign.programme, campaign.id.uuid, after, page);
  j.list("items", found, [&](programme::DeliveryRecord const& delivery) {
    j("id", delivery.id);
    j("kind", "delivery");
    j("on", day_of(delivery.at, view.house.zone));
    j("units", delivery.units);
    programme::show_log_index(j, view, campaign.book, as<Entry>(delivery.id));
  });
  j("sum", bars(view, campaign).delivered);
  found.size() == page ? j("next", found.back().id) : j.null("next");
}

Result<Answer> entries_door(work::View const& view, Request const& request) {
  auto const campaign = TRY(public_campaign(view, request));
  auto query = Fields::of_query(request);
  auto const money = query.choice("bar", {"money", "delivery"}) == 0;
  auto const skipped = money ? query.optional_integer("after", 0, most_counted).value_or(0) : 0;
  auto const after = money ? std::nullopt : query.optional_id<Delivery>("after");
  TRY(query.finish());
  Json j;
  j.object([&] {
    if (money)
      show_money_entries(j, view, campaign, skipped);
    else
      show_delivery_entries(j, view, campaign, after);
  });
  return http::shown(std::move(j));
}

Result<Answer> series_door(work::View const& view, Request const& request) {
  auto const campaign = TRY(public_campaign(view, request));
  Json j;
  j.object([&] {
    j.list("days", days_of(view, campaign), [&](DayOfMoney const& day) {
      j("day", day.day);
      j("in", day.in);
      j("out", day.out);
    });
  });
  return http::shown(std::move(j));
}

// ---- Giving
// -------------------------------------------------------------------------------------------------------------

void show_payment(Json& j, work::View const& view, GiftRecord const& gift, payments::ChargeRecord const& charge,
                  Neighbours const& neighbours) {
  j("id", gift.id);
  j("state", name_of(state_now(view, gift)));
  j("charge", charge.id);
  j("amount", charge.amount);
  charge.payload.empty() ? j.null("qr") : j("qr", charge.payload);
  charge.payload.empty() ? j.null("qr_svg") : j("qr_svg", "/api/charges/" + charge.id.text() + "/qr.svg");
  charge.va_number.empty() ? j.null("va") : j("va", charge.va_number);
  j("expires", charge.expires);
  j("trace", trace_token(view, gift.id));
  if (neighbours.sandbox_bank)
    j("sandbox", *neighbours.sandbox_bank);
  else
    j.null("sandbox");
}

Answer begun(work::View const& view, GiftBegun const& begun, Neighbours const& neighbours) {
  Json j;
  j.object([&] { show_payment(j, view, begun.gift, begun.charge, neighbours); });
  return http::made("/api/trace/" + trace_token(view, begun.gift.id), std::move(j));
}

http::Change give_door(Neighbours neighbours) {
  return [neighbours](Request const& request, Fields& f) -> Result<Act> {
    GiftWish const wish{
        .id = f.id<Gift>("id"),
        .campaign = f.text("campaign", {.max = 60}),
        .amount = f.money("amount"),
        .anonymous = f.choice("shown_as", {"name", "anonymous"}) == 1,
        .name = f.optional_text("name", {.max = 60}).value_or(""),
        .message = f.optional_text("message", {.max = 280, .lines = true}).value_or(""),
        .method = f.choice<giving::Method>("method", {{"qris", giving::Method::qris}, {"va", giving::Method::va}})};
    auto const also = neighbours.on_given ? neighbours.on_given(request) : nullptr;
    return Act([wish, neighbours, also](work::Work& work) -> Result<Answer> {
      auto const made = TRY(give(work, wish));
      if (also) TRY(also(work, made.gift.id));
      return begun(work, made, neighbours);
    });
  };
}

Result<Answer> gift_status_door(work::View const& view, Request const& request) {
  auto const asked = TRY(request.id_in_path<Gift>("gift"));
  auto query = Fields::of_query(request);
  auto const token = query.text("token", {.max = 60, .exact = true});
  TRY(query.finish());
  auto const id = TRY(read_trace_token(view, token));
  if (id != asked) return refuse(unknown_gift);
  auto const gift = TRY(find(view, id));
  Json j;
  j.object([&] {
    j("state", name_of(state_now(view, gift)));
    if (gift.paid_at)
      j("paid_at", *gift.paid_at);
    else
      j.null("paid_at");
    j("trace", token);
  });
  return http::shown(std::move(j));
}

http::Look qr_door(Neighbours neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const id = TRY(request.id_in_path<Charge>("charge"));
    auto const charge = TRY(payments::find_charge(view, id));
    if (charge.payload.empty()) return refuse(http::no_such_thing);
    return http::bytes(neighbours.qr_svg(charge.payload), "image/svg+xml");
  };
}

// ---- The one link
// ---------------------------------------------------------------------------------------------------------

struct Asked {
  std::string token;
  Id<Gift> gift;
};
Result<Asked> asked_gift(work::View const& view, Request const& request) {
  auto const gift = TRY(read_trace_token(view, request.part("token")));
  return Asked{std::string(request.part("token")), gift};
}

Result<Answer> trace_door(work::View const& view, Request const& request) {
  auto const asked = TRY(asked_gift(view, request));
  auto const found = TRY(trace(view, asked.gift));
  Json j;
  j.object([&] { show_trace(j, view, found, asked.token); });
  return http::shown(std::move(j));
}

// How to pay it, for whoever opens the link elsewhere: from a letter, or on another device.
http::Look payment_door(Neighbours neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const asked = TRY(asked_gift(view, request));
    auto const gift = TRY(find(view, asked.gift));
    auto const campaign = TRY(find(view, gift.campaign));
    auto const charge = TRY(payments::find_charge(view, gift.charge));
    Json j;
    j.object([&] {
      show_payment(j, view, gift, charge, neighbours);
      j("slug", campaign.slug);
      j("title", campaign.title);
    });
    return http::shown(std::move(j));
  };
}

// The proof of the gift's own entry, or of an entry on its way: the holder of the link may open those, and no others.
Result<Answer> proof_door(work::View const& view, Request const& request) {
  auto const asked = TRY(asked_gift(view, request));
  auto const wanted = TRY(request.id_in_path<Entry>("entry"));
  auto const found = TRY(trace(view, asked.gift));
  bool on_its_way = found.gift.paid_at && found.entry.id == wanted;
  for (auto const& part : found.parts)
    on_its_way = on_its_way || std::ranges::find(part.entries, wanted, &EntryRef::id) != part.entries.end();
  if (!on_its_way) return refuse(http::no_such_thing);
  auto const entry = ledger::find_entry(view, {found.gift.book}, wanted);
  must(entry.has_value());
  auto proof = TRY(translog::receipt(view, entry->posted.leaf));
  return http::download(std::move(proof), "text/plain", "bukti-" + wanted.text() + ".tlog-proof");
}

http::Look receipt_door(Neighbours neighbours) {
  return [neighbours](work::View const& view, Request const& request) -> Result<Answer> {
    auto const asked = TRY(asked_gift(view, request));
    auto const found = TRY(trace(view, asked.gift));
    if (!found.gift.paid_at) return refuse(gift_not_paid);
    auto const organisation = access::find_organisation(view, found.campaign.organisation);
    must(organisation.has_value());
    auto const link = view.house.public_url + "/jejak/" + asked.token;
    return http::download(neighbours.receipt_pdf(view, found, *organisation, link), "application/pdf",
                          "kuitansi-" + found.gift.id.text() + ".pdf");
  };
}

struct PictureAsked {
  Hash hash;
  bool small = false;
};
Result<PictureAsked> asked_picture(work::View const& view, Request const& request) {
  auto query = http::Fields::of_query(request);
  bool const small = query.optional_choice("size", {"small", "full"}).value_or(1) == 0;
  TRY(query.finish());
  auto const name = request.part("picture");
  auto const bytes = name.ends_with(".jpg") ? from_hex(name.substr(0, name.size() - 4)) : std::nullopt;
  if (!bytes || bytes->size() != 32 || !is_shown_picture(view, hash_from(*bytes))) return refuse(http::no_such_thing);
  if (!view.house.files->has(hash_from(*bytes))) return refuse(http::no_such_thing);
  return PictureAsked{hash_from(*bytes), small};
}

// It may be taken back later: others keep it a minute only.
Answer shown_picture(std::string picture) {
  return http::bytes(std::move(picture), "image/jpeg").keep(http::Caching::briefly);
}

Result<std::optional<Answer>> picture_at_hand(work::View const& view, Request const& request,
                                              programme::Renditions& renditions) {
  auto const asked = TRY(asked_picture(view, request));
  auto picture = asked.small ? renditions.kept(asked.hash, programme::Rendition::small)
                             : view.house.files->get(asked.hash).value_or("");
  if (picture.empty()) return std::optional<Answer>();
  return std::optional(shown_picture(std::move(picture)));
}

Result<Answer> picture_door(work::View const& view, Request const& request, programme::Renditions& renditions) {
  auto const asked = TRY(asked_picture(view, request));
  auto picture = view.house.files->get(asked.hash);
  if (!picture) return refuse(http::no_such_thing);
  if (asked.small)
    if (auto made = renditions.of(asked.hash, programme::Rendition::small, *picture); !made.empty())
      picture = std::move(made);
  return shown_picture(std::move(*picture));
}

}  // namespace

void open_public_doors(http::Doors& doors, Neighbours const& neighbours) {
  http::LookOptions const public_and_same{.same_for_all = true};
  doors.look({http::Method::get, "/api/home", "getHome"}, home_door, public_and_same);
  doors.look({http::Method::get, "/api/campaigns", "listCampaigns"}, campaigns_door, public_and_same);
  doors.look({http::Method::get, "/api/campaigns/{slug}", "getCampaign"}, campaign_door, public_and_same);
  doors.look({http::Method::get, "/api/campaigns/{slug}/deliveries", "listCampaignDeliveries"}, deliveries_door,
             public_and_same);
  doors.look({http::Method::get, "/api/campaigns/{slug}/gifts", "listCampaignGifts"}, gifts_door, public_and_same);
  doors.look({http::Method::get, "/api/campaigns/{slug}/entries", "listCampaignEntries"}, entries_door,
             public_and_same);
  doors.look({http::Method::get, "/api/campaigns/{slug}/series", "getCampaignSeries"}, series_door, public_and_same);
  doors.change({http::Method::post, "/api/gifts", "give"}, give_door(neighbours));
  doors.look({http::Method::get, "/api/gifts/{gift}/status", "getGiftStatus"}, gift_status_door);
  doors.look({http::Method::get, "/api/charges/{charge}/qr.svg", "getChargeQr"}, qr_door(neighbours));
  doors.look({http::Method::get, "/api/trace/{token}", "traceGift"}, trace_door);
  doors.look({http::Method::get, "/api/trace/{token}/payment", "getGiftPayment"}, payment_door(neighbours));
  doors.look({http::Method::get, "/api/trace/{token}/proof/{entry}", "getTraceProof"}, proof_door);
  doors.slow_look({http::Method::get, "/api/trace/{token}/receipt.pdf", "getGiftReceipt"}, receipt_door(neighbours));
  auto const renditions = std::make_shared<programme::Renditions>();
  doors.look_or_slow(
      {http::Method::get, "/pictures/{picture}", "getPicture"},
      [renditions](work::View const& view, Request const& request) {
        return picture_at_hand(view, request, *renditions);
      },
      [renditions](work::View const& view, Request const& request) {
        return picture_door(view, request, *renditions);
      });
}

}  // namespace lumbung::giving
