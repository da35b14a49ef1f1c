#include "programme/received.h"

namespace lumbung::programme {

std::vector<Received> received(work::View const& view, ProgrammeRecord const& programme,
                               std::span<EnrolmentRecord const> page) {
  if (page.empty()) return {};
  return view.rows.all(
      "SELECT enrolment, item, CAST(SUM(units) AS BIGINT) FROM deliveries WHERE book_id = $1 AND programme = $2 "
      "AND enrolment >= $3 AND enrolment <= $4 GROUP BY enrolment, item ORDER BY enrolment, item",
      {programme.book, programme.id, page.back().id, page.front().id}, [](storage::Row const& row) {
        return Received{row.get<Id<Enrolment>>(0), row.get<Id<PlanItem>>(1), row.integer(2)};
      });
}

}  // namespace lumbung::programme
