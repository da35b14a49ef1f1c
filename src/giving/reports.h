// Reports ("Laporkan"): what anybody tells the platform about a campaign, a hand-over or an organisation.
//
// A report is about something that a visitor can see. It is read by people of the platform (`access.view_audit` outside
// of any organisation), for an organisation should not be the first to read what is said about it. How to reach the
// reporter lies sealed; opening it is recorded.
#pragma once

#include "giving/giving.h"

namespace lumbung::giving {

// Events. Subject: the report. No text of it, and nobody's contact.
inline constexpr std::string_view reported = "giving.reported";
inline constexpr std::string_view report_opened = "giving.report_opened";

inline constexpr Refusal report_subject_unknown{
    "giving.report_subject_unknown", Trouble::bad_input,
    "Yang dilaporkan tidak ditemukan. Buka halamannya, lalu pakai tombol Laporkan di sana.",
    "What is reported was not found. Open its page, and use the report button there."};
inline constexpr Refusal unknown_report{"giving.unknown_report", Trouble::not_found, "Laporan ini tidak ditemukan.",
                                        "There is no such report."};

enum class ReportAbout { campaign, delivery, organisation };
struct ReportWish {
  Id<Report> id;
  ReportAbout about = ReportAbout::campaign;
  std::string subject;  // a campaign's address or id, a hand-over's or an organisation's id
  std::string text;
  std::string contact;  // how to reach the reporter, if they wish; kept sealed
};
struct ReportRecord {
  Id<Report> id;
  ReportAbout about = ReportAbout::campaign;
  std::string subject, text;
  bool has_contact = false;
  Instant made;
  std::optional<Instant> seen;         // when somebody first opened it
  std::optional<Id<Account>> seen_by;  // and who
};

// Refuses what is about nothing that a visitor can see.
Verdict report(Work& work, ReportWish const& wish);

// Newest first, those beyond `after` when given. Needs `access.view_audit` of the platform.
Result<std::vector<ReportRecord>> reports(View const& view, bool unseen_only, std::optional<Id<Report>> after,
                                          int limit);

struct OpenedReport {
  ReportRecord report;
  std::string contact;  // "" when none was left
};
// Marks it as seen by the actor, the first time; each time is recorded. Needs `access.view_audit` of the platform.
Result<OpenedReport> open_report(Work& work, Id<Report> id);

}  // namespace lumbung::giving
