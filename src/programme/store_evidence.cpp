// Evidence of a whole organisation, for those who review it.
#include "programme/store.h"

namespace lumbung::programme::store {
namespace {

EvidenceSeen read_seen(storage::Row const& row) {
  constexpr std::array<std::string_view, 3> kinds{"photo", "form", "signature"};
  auto const kind = std::ranges::find(kinds, row.text(1));
  must(kind != kinds.end());
  return {.evidence = {.id = row.get<Id<Evidence>>(0),
                       .kind = static_cast<EvidenceKind>(kind - kinds.begin()),
                       .hash = hash_from(row.blob(2)),
                       .cleared = !row.is_null(3),
                       .revoked = !row.is_null(4)},
          .added_at = row.get<Instant>(5),
          .added_by = row.get<std::optional<Id<Account>>>(6).value_or(Id<Account>{}),
          .revoked_reason = row.get<std::optional<std::string>>(7).value_or(""),
          .programme = row.get<Id<Programme>>(8),
          .programme_title = row.get<std::string>(9),
          .programme_area = row.get<std::string>(10),
          .delivery = row.get<Id<Delivery>>(11),
          .item_name = row.get<std::string>(12),
          .household = row.get<std::string>(13),
          .units = row.integer(14),
          .at = row.get<Instant>(15)};
}

constexpr Id<Evidence> before_all{};
constexpr Id<Evidence> after_all{{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}};

}  // namespace

std::vector<EvidenceSeen> evidence_of_book(View const& view, std::int64_t book, EvidenceState state,
                                           std::optional<Id<Evidence>> after, int limit) {
  if (state == EvidenceState::waiting)
    return view.rows.all(
        "SELECT v.id, v.kind, v.hash, v.cleared_at, v.revoked_at, v.added_at, v.added_by, v.revoked_reason, p.id, "
        "p.title, p.area, d.id, l.label, e.label, d.units, d.at FROM evidence v "
        "JOIN deliveries d ON d.book_id = v.book_id AND d.id = v.subject "
        "JOIN programmes p ON p.book_id = d.book_id AND p.id = d.programme "
        "JOIN plan_lines l ON l.book_id = d.book_id AND l.programme = d.programme AND l.version = p.plan_version "
        "AND l.kind = 'item' AND l.id = d.item "
        "JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment "
        "WHERE v.book_id = $1 AND v.id > $2 AND v.cleared_at IS NULL AND v.revoked_at IS NULL "
        "AND v.kind <> 'document' AND v.kind <> 'signature' ORDER BY v.id LIMIT $3",
        {book, after.value_or(before_all), limit}, read_seen);
  return view.rows.all(
      "SELECT v.id, v.kind, v.hash, v.cleared_at, v.revoked_at, v.added_at, v.added_by, v.revoked_reason, p.id, "
      "p.title, p.area, d.id, l.label, e.label, d.units, d.at FROM evidence v "
      "JOIN deliveries d ON d.book_id = v.book_id AND d.id = v.subject "
      "JOIN programmes p ON p.book_id = d.book_id AND p.id = d.programme "
      "JOIN plan_lines l ON l.book_id = d.book_id AND l.programme = d.programme AND l.version = p.plan_version "
      "AND l.kind = 'item' AND l.id = d.item "
      "JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment "
      "WHERE v.book_id = $1 AND v.id < $2 AND v.kind <> 'document' AND (($4 = 1 AND v.revoked_at IS NOT NULL) "
      "OR ($4 = 0 AND v.revoked_at IS NULL AND v.cleared_at IS NOT NULL)) ORDER BY v.id DESC LIMIT $3",
      {book, after.value_or(after_all), limit, state == EvidenceState::revoked ? 1 : 0}, read_seen);
}

std::int64_t waiting_evidence(View const& view, std::int64_t book) {
  return view.rows.number(
      "SELECT COUNT(*) FROM evidence WHERE book_id = $1 AND cleared_at IS NULL AND revoked_at IS NULL "
      "AND kind <> 'document' AND kind <> 'signature'",
      {book});
}

}  // namespace lumbung::programme::store
