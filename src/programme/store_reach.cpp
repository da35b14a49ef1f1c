#include "programme/store.h"

namespace lumbung::programme::store {

std::vector<DeliveryMark> delivery_marks(View const& view, ProgrammeRecord const& programme) {
  return view.rows.all(
      "SELECT d.id, d.enrolment, e.decile, d.units, d.cost, CASE WHEN d.latitude IS NOT NULL "
      "AND EXISTS (SELECT 1 FROM evidence v WHERE v.book_id = d.book_id AND v.subject = d.id AND v.kind = 'photo' "
      "AND v.revoked_at IS NULL) "
      "AND EXISTS (SELECT 1 FROM evidence v WHERE v.book_id = d.book_id AND v.subject = d.id "
      "AND v.kind IN ('form', 'signature') AND v.revoked_at IS NULL) THEN 1 ELSE 0 END "
      "FROM deliveries d JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment "
      "WHERE d.book_id = $1 AND d.programme = $2 ORDER BY d.id DESC",
      {programme.book, programme.id}, [](storage::Row const& row) {
        return DeliveryMark{.id = row.get<Id<Delivery>>(0),
                            .enrolment = row.get<Id<Enrolment>>(1),
                            .decile = row.get<std::optional<int>>(2),
                            .units = row.integer(3),
                            .cost = Money{row.integer(4), rupiah},
                            .proven = row.integer(5) == 1};
      });
}

}  // namespace lumbung::programme::store
