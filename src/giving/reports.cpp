#include "giving/reports.h"

#include "access/access.h"
#include "access/organisations.h"
#include "access/vault.h"
#include "giving/store_reports.h"

namespace lumbung::giving {
namespace {

constexpr Id<Organisation> platform{};

access::Cell contact_cell(Id<Report> id) { return {.table = "reports", .column = "contact", .row = id.uuid}; }

bool is_published(View const& view, Result<CampaignRecord> const& campaign) {
  if (campaign.refused() || campaign->state == CampaignState::draft) return false;
  auto const organisation = access::find_organisation(view, campaign->organisation);
  return organisation.has_value();
}

bool campaign_is_shown(View const& view, std::string_view subject) {
  if (is_published(view, find_by_slug(view, subject))) return true;
  auto const id = Id<Campaign>::parse(subject);
  return !id.refused() && is_published(view, find(view, *id));
}

bool delivery_is_shown(View const& view, std::string_view subject) {
  auto const id = Id<Delivery>::parse(subject);
  if (id.refused()) return false;
  auto const delivery = programme::delivery(view, *id);
  return !delivery.refused() && has_published_campaign(view, delivery->programme);
}

bool organisation_is_shown(View const& view, std::string_view subject) {
  auto const id = Id<Organisation>::parse(subject);
  return !id.refused() && has_public_page(view, *id);
}

bool is_shown(View const& view, ReportWish const& wish) {
  switch (wish.about) {
    case ReportAbout::campaign:
      return campaign_is_shown(view, wish.subject);
    case ReportAbout::delivery:
      return delivery_is_shown(view, wish.subject);
    case ReportAbout::organisation:
      return organisation_is_shown(view, wish.subject);
  }
  return false;
}

}  // namespace

Verdict report(Work& work, ReportWish const& wish) {
  if (!is_shown(work, wish)) return refuse(report_subject_unknown).at("/subject");
  if (store::report(work, wish.id)) return refuse(programme::id_reused).at("/id");
  std::string sealed;
  if (!wish.contact.empty()) sealed = access::seal_secret(work, contact_cell(wish.id), wish.contact);
  store::insert_report(work, wish, sealed);
  work.record({.kind = reported, .subject = wish.id.uuid, .organisation = {}, .facts = {}});
  return done;
}

Result<std::vector<ReportRecord>> reports(View const& view, bool unseen_only, std::optional<Id<Report>> after,
                                          int limit) {
  TRY(work::require(view.actor, access::view_audit, platform));
  std::vector<ReportRecord> found;
  for (auto& row : store::reports(view, unseen_only, after, limit)) found.push_back(std::move(row.report));
  return found;
}

Result<OpenedReport> open_report(Work& work, Id<Report> id) {
  TRY(work::require(work.actor, access::view_audit, platform));
  auto found = store::report(work, id);
  if (!found) return refuse(unknown_report);
  if (!found->report.seen) {
    found->report.seen = work.now;
    found->report.seen_by = work.actor.account;
    store::see_report(work, found->report);
  }
  OpenedReport opened{.report = found->report, .contact = {}};
  if (!found->contact_sealed.empty())
    opened.contact = access::open_secret(work, contact_cell(id), found->contact_sealed);
  work.record({.kind = report_opened, .subject = id.uuid, .organisation = {}, .facts = {}});
  return opened;
}

}  // namespace lumbung::giving
