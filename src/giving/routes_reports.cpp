// The doors of reports: anybody writes one, people of the platform read them.
#include <array>

#include "giving/reports.h"
#include "giving/routes_parts.h"

namespace lumbung::giving {
namespace {

using http::Act;
using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

constexpr int page = 50;
constexpr std::array<std::string_view, 3> abouts{"campaign", "delivery", "organisation"};

Result<Act> report_door(Request const&, Fields& f) {
  ReportWish const wish{.id = f.id<Report>("id"),
                        .about = f.choice<ReportAbout>("about", {{"campaign", ReportAbout::campaign},
                                                                 {"delivery", ReportAbout::delivery},
                                                                 {"organisation", ReportAbout::organisation}}),
                        .subject = f.text("subject", {.max = 60}),
                        .text = f.text("text", {.max = 2000, .lines = true}),
                        .contact = f.optional_text("contact", {.max = 100}).value_or("")};
  return Act([wish](work::Work& work) -> Result<Answer> {
    TRY(report(work, wish));
    Json j;
    j.object([&] { j("id", wish.id); });
    return http::accepted(std::move(j));
  });
}

void show_report(Json& j, ReportRecord const& report) {
  j("id", report.id);
  j("about", abouts[static_cast<std::size_t>(report.about)]);
  j("subject", report.subject);
  j("text", report.text);
  j("has_contact", report.has_contact);
  j("at", report.made);
  j("state", report.seen ? "seen" : "new");
  report.seen ? j("seen_at", *report.seen) : j.null("seen_at");
}

Result<Answer> list_door(work::View const& view, Request const& request) {
  auto query = Fields::of_query(request);
  auto const unseen_only = query.optional_choice("state", {"new"}).has_value();
  auto const after = query.optional_id<Report>("after");
  TRY(query.finish());
  auto const found = TRY(reports(view, unseen_only, after, page));
  Json j;
  j.object([&] {
    j.list("items", found, [&](ReportRecord const& report) { show_report(j, report); });
    found.size() == page ? j("next", found.back().id) : j.null("next");
  });
  return http::shown(std::move(j));
}

// A look that is recorded, hence a change.
Result<Act> open_report_door(Request const& request, Fields&) {
  auto const id = TRY(request.id_in_path<Report>("report"));
  return Act([id](work::Work& work) -> Result<Answer> {
    auto const opened = TRY(open_report(work, id));
    Json j;
    j.object([&] {
      show_report(j, opened.report);
      j("contact", opened.contact);
    });
    return http::shown(std::move(j));
  });
}

}  // namespace

void open_report_doors(http::Doors& doors) {
  doors.change({http::Method::post, "/api/reports", "report"}, report_door);
  doors.look({http::Method::get, "/api/console/reports", "listReports"}, list_door);
  // Not remembered: the answer holds how to reach somebody.
  doors.change({http::Method::post, "/api/console/reports/{report}/opening", "openReport"}, open_report_door,
               {.not_remembered = true});
}

}  // namespace lumbung::giving
