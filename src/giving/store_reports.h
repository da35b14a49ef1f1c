// The table of reports. Seen by this room's own rules only.
#pragma once

#include "giving/reports.h"

namespace lumbung::giving::store {

struct ReportRow {
  ReportRecord report;
  std::string contact_sealed;  // "" for none
};
void insert_report(Work& work, ReportWish const& wish, std::string_view sealed_contact);
std::optional<ReportRow> report(View const& view, Id<Report> id);
// Newest first.
std::vector<ReportRow> reports(View const& view, bool unseen_only, std::optional<Id<Report>> after, int limit);
void see_report(Work& work, ReportRecord const& report);  // writes seen and seen_by

}  // namespace lumbung::giving::store
