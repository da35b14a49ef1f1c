#include "giving/store_reports.h"

#include <array>
#include <limits>

namespace lumbung::giving::store {
namespace {

constexpr std::array<std::string_view, 3> abouts{"campaign", "delivery", "organisation"};
constexpr Uuid last_uuid{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                         0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

ReportAbout read_about(std::string_view word) {
  for (std::size_t i = 0; i < abouts.size(); ++i)
    if (abouts[i] == word) return static_cast<ReportAbout>(i);
  throw Mistake("a stored word is unknown: " + std::string(word));
}

ReportRow read_report(storage::Row const& row) {
  return {.report = {.id = row.get<Id<Report>>(0),
                     .about = read_about(row.text(1)),
                     .subject = row.get<std::string>(2),
                     .text = row.get<std::string>(3),
                     .has_contact = !row.is_null(4),
                     .made = row.get<Instant>(5),
                     .seen = row.get<std::optional<Instant>>(6),
                     .seen_by = row.get<std::optional<Id<Account>>>(7)},
          .contact_sealed = row.is_null(4) ? std::string() : std::string(row.blob(4))};
}

}  // namespace

void insert_report(Work& work, ReportWish const& wish, std::string_view sealed_contact) {
  storage::Parameter const contact =
      sealed_contact.empty() ? storage::Parameter(nullptr) : storage::Parameter(storage::Blob{sealed_contact});
  work.rows.run("INSERT INTO reports (id, about, subject, body, contact, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
                {wish.id, abouts[static_cast<std::size_t>(wish.about)], wish.subject, wish.text, contact, work.now});
}

std::optional<ReportRow> report(View const& view, Id<Report> id) {
  return view.rows.first(
      "SELECT id, about, subject, body, contact, made_at, seen_at, seen_by FROM reports WHERE id = $1", {id},
      read_report);
}

std::vector<ReportRow> reports(View const& view, bool unseen_only, std::optional<Id<Report>> after, int limit) {
  // The sender chooses the id, so the order is that of arrival.
  Instant before{std::numeric_limits<std::int64_t>::max()};
  if (after) {
    auto const known = report(view, *after);
    if (!known) return {};
    before = known->report.made;
  }
  return view.rows.all(
      "SELECT id, about, subject, body, contact, made_at, seen_at, seen_by FROM reports "
      "WHERE (made_at < $1 OR (made_at = $1 AND id < $2)) AND ($3 = 0 OR seen_at IS NULL) "
      "ORDER BY made_at DESC, id DESC LIMIT $4",
      {before, after.value_or(Id<Report>{last_uuid}), unseen_only, limit}, read_report);
}

void see_report(Work& work, ReportRecord const& report) {
  work.rows.run("UPDATE reports SET seen_at = $2, seen_by = $3 WHERE id = $1",
                {report.id, report.seen, report.seen_by});
}

}  // namespace lumbung::giving::store
