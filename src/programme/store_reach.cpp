#include "programme/store.h"

namespace lumbung::programme::store {

std::vector<DeliveryMark> delivery_marks(View const& view, ProgrammeRecord const& programme) {
  return view.rows.all(
      "SELECT d.id, d.enrolment, e.decile, d.units, d.cost, d.proven FROM deliveries d JOIN enrolments e ON e.book_id "
      "= d.book_id AND e.id = d.enrolment "
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
