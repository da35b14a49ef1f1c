#include "giving/routes_show.h"

#include "programme/programme.h"
#include "programme/reach.h"
#include "programme/routes.h"
#include "translog/translog.h"

namespace lumbung::giving {
namespace {

constexpr std::array<std::string_view, 9> part_kinds{"fee",      "delivered", "cost", "lost",    "in_goods",
                                                     "released", "waiting",   "held", "refunded"};
constexpr int shown_at_once = 12;

void show_picture(http::Json& j, std::optional<Hash> const& picture) {
  if (picture)
    j("picture", "/pictures/" + hex(view_of(*picture)) + ".jpg");
  else
    j.null("picture");
}

template <class T>
void or_null(http::Json& j, std::string_view name, std::optional<T> const& maybe) {
  if (maybe)
    j(name, *maybe);
  else
    j.null(name);
}

std::string_view issuer_name(access::Issuer issuer) { return access::word_in(access::issuers, issuer); }

}  // namespace

void show_permit(http::Json& j, work::View const& view, Id<Organisation> organisation) {
  auto const permit = access::permit(view, organisation);
  if (permit && !permit->exemption)
    j.object("permit", [&] {
      j("number", permit->number);
      j("issuer", issuer_name(permit->issuer));
      j("from", permit->from);
      j("to", permit->extended_to.value_or(permit->to));
    });
  else
    j.null("permit");
  if (permit && permit->exemption)
    j("exemption", access::word_in(access::exemptions, *permit->exemption));
  else
    j.null("exemption");
}

namespace {

std::string_view state_of_milestone(std::vector<programme::ReleaseRecord> const& releases, Id<Milestone> milestone) {
  for (auto const& release : releases) {
    if (release.milestone != milestone) continue;
    if (release.state == programme::ReleaseState::released) return "released";
    if (release.state == programme::ReleaseState::proposed) return "proposed";
  }
  return "planned";
}

void show_milestones(http::Json& j, work::View const& view, Id<Programme> programme) {
  auto const releases = programme::releases(view, programme);
  j.list("milestones", programme::milestones(view, programme), [&](programme::MilestoneRecord const& m) {
    j("id", m.id);
    j("title", m.title);
    j("due", m.due);
    j("amount", m.amount);
    j("state", state_of_milestone(releases, m.id));
  });
}

void show_indicators(http::Json& j, work::View const& view, Id<Programme> programme) {
  j.list("indicators", programme::indicators(view, programme), [&](programme::IndicatorRecord const& i) {
    j("name", i.name);
    j("unit", i.unit);
    j("baseline", i.baseline);
    j("target", i.target);
    or_null(j, "actual", i.actual);
  });
}

void show_entries(http::Json& j, std::vector<EntryRef> const& entries) {
  j.list("entries", entries, [&](EntryRef const& entry) {
    j("id", entry.id);
    j("kind", entry.kind);
    j("on", entry.on);
    or_null(j, "log_index", entry.log_index);
  });
}

}  // namespace

void show_organisation(http::Json& j, work::View const& view, Id<Organisation> id) {
  auto const organisation = access::find_organisation(view, id);
  must(organisation.has_value());
  j.object("organisation", [&] {
    j("id", id);
    j("name", organisation->name);
    j("verified", organisation->state == access::OrganisationState::verified);
  });
}

void show_bars(http::Json& j, Bars const& bars) {
  j.object("bars", [&] {
    j.object("money", [&] {
      j("raised", bars.raised);
      j("target", bars.target);
      j("fee", bars.fee);
      j("released", bars.released);
      j("spent", bars.spent);
      j("in_goods", bars.in_goods);
      j("lost", bars.lost);
      j("waiting", bars.waiting);
      j("held", bars.held);
      j("refunded", bars.refunded);
    });
    j.object("delivery", [&] {
      j("delivered", bars.delivered);
      j("planned", bars.planned);
      j("proven", bars.proven);
      j("shared", bars.shared);
      j("unit", bars.unit);
    });
    j.object("targeting", [&] {
      j("in_1_to_4", bars.in_1_to_4);
      j("with_decile", bars.with_decile);
      j("served", bars.served);
    });
  });
}

void show_card(http::Json& j, work::View const& view, CampaignRecord const& c) {
  j("id", c.id);
  j("slug", c.slug);
  j("title", c.title);
  j("summary", c.summary);
  show_picture(j, c.picture);
  show_organisation(j, view, c.organisation);
  auto const programme = programme::find(view, c.programme);
  must(!programme.refused());
  programme::show_area(j, "area", view, programme->area);
  j("disaster", c.disaster);
  j("state", campaign_states[static_cast<std::size_t>(c.state)]);
  show_bars(j, bars(view, c));
  if (c.deadline)
    j("days_left", std::max(0, *c.deadline - view.today()));
  else
    j.null("days_left");
  j("givers", givers(view, c));
}

void show_campaign(http::Json& j, work::View const& view, CampaignRecord const& c) {
  auto const programme = programme::find(view, c.programme);
  must(!programme.refused());
  j("story", c.story);
  or_null(j, "deadline", c.deadline);
  j("fee_permille", c.fee_permille);
  j("cost_cap_permille", c.disaster ? 0 : 100);
  j("over_funding", c.over_funding == OverFunding::stop ? "stop" : "continue");
  j("under_funding", c.under_funding == UnderFunding::refund ? "refund" : "carry_on");
  j("closed_reason", c.closed_reason);
  show_permit(j, view, c.organisation);
  j.object("programme", [&] {
    j("id", programme->id);
    j("title", programme->title);
    j("starts", programme->starts);
    j("ends", programme->ends);
    programme::show_area(j, "area", view, programme->area);
  });
  auto const plan = programme::plan(view, c.programme);
  if (plan.refused())
    j.null("plan");
  else
    j.object("plan", [&] { programme::show_plan(j, *plan); });
  show_milestones(j, view, c.programme);
  show_indicators(j, view, c.programme);
  j.list("updates", updates(view, c.id), [&](UpdateRecord const& u) {
    j("id", u.id);
    j("title", u.title);
    j("text", u.text);
    show_picture(j, u.picture);
    j("at", u.at);
  });
  j.list("deliveries", programme::deliveries_of(view, c.programme, c.id.uuid, {}, shown_at_once),
         [&](programme::DeliveryRecord const& d) { programme::show_delivery(j, view, *programme, d); });
  j.list("gifts", gifts(view, c, {}, shown_at_once, true), [&](GiftRecord const& g) { show_public_gift(j, g); });
}

void show_public_gift(http::Json& j, GiftRecord const& g) {
  j("shown_as", g.anonymous ? "Hamba Allah" : g.name);
  j("anonymous", g.anonymous);
  j("amount", g.amount);
  j("message", g.message);
  j("at", g.paid_at.value_or(g.at));
}

void show_trace(http::Json& j, work::View const& view, Trace const& t, std::string const& token) {
  auto const programme = programme::find(view, t.campaign.programme);
  must(!programme.refused());
  j.object("gift", [&] {
    j("id", t.gift.id);
    j("amount", t.gift.amount);
    j("state", name_of(t.gift.state));
    or_null(j, "paid_at", t.gift.paid_at);
    j("shown_as", t.gift.anonymous ? "Hamba Allah" : t.gift.name);
    j("message", t.gift.message);
  });
  j.object("campaign", [&] {
    j("slug", t.campaign.slug);
    j("title", t.campaign.title);
    show_picture(j, t.campaign.picture);
  });
  show_organisation(j, view, t.campaign.organisation);
  j.object("sums", [&] {
    j("amount", t.gift.amount);
    j("fee", t.gift.fee);
    j("used", t.used);
    j("refunded", t.gift.refunded);
    j("unused", t.unused);
  });
  j.list("parts", t.parts, [&](TracePart const& part) {
    j("kind", part_kinds[static_cast<std::size_t>(part.kind)]);
    j("amount", part.amount);
    if (part.delivery)
      j.object("delivery", [&] {
        programme::show_delivery(j, view, *programme, *part.delivery);
        j("from_this_gift", part.amount);
        j("from_others", part.from_others);
      });
    if (part.cost)
      j.object("cost", [&] {
        j("name", part.cost->name);
        j("on", part.cost->on);
        j("entry", part.cost->id);
      });
    if (part.loss)
      j.object("loss", [&] {
        j("item", part.loss->item_name);
        j("units", part.loss->units);
        j("kind", part.loss->kind == programme::LossKind::lost ? "lost" : "spoiled");
        j("reason", part.loss->reason);
        j("on", part.loss->on);
        j("entry", part.loss->id);
      });
    show_entries(j, part.entries);
  });
  j("more", t.more);
  if (!t.gift.paid_at) return j.null("proof");
  j.object("proof", [&] {
    j("entry", t.entry.id);
    or_null(j, "log_index", t.entry.log_index);
    j("state", t.entry.log_index ? "recorded" : "waiting");
    j("receipt", "/api/trace/" + token + "/proof/" + t.entry.id.text());
  });
}

}  // namespace lumbung::giving
