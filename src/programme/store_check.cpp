// Adds up every hand-over again. It shares no statement with what keeps the counts.
#include <array>
#include <map>

#include "programme/counts.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr std::size_t most_faults = 1'000;

struct Place {
  std::int64_t book;
  Id<Programme> programme;
};

// As in programme_counts, in the order of their columns.
constexpr std::array<std::string_view, 6> names{"units", "proven", "cost", "households", "with_decile", "in_1_to_4"};
using Sums = std::array<std::int64_t, names.size()>;

Sums sums_in(storage::Row const& row) {
  Sums sums{};
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = row.integer(static_cast<int>(i));
  return sums;
}

class Recount {
 public:
  explicit Recount(work::View const& view) : view_(view) {}

  std::vector<CountFault> of_all() {
    auto const places =
        view_.rows.all("SELECT book_id, id FROM programmes ORDER BY book_id, id", {},
                       [](storage::Row const& row) { return Place{row.integer(0), row.get<Id<Programme>>(1)}; });
    for (auto const& place : places) {
      sums(place);
      proofs(place);
      hours(place);
    }
    return std::move(faults_);
  }

 private:
  void tell(Place const& place, Uuid const& subject, std::string what, std::int64_t kept, std::int64_t counted) {
    if (kept != counted && faults_.size() < most_faults)
      faults_.push_back({place.book, subject, std::move(what), kept, counted});
  }

  void sums(Place const& place) {
    auto const kept = view_.rows.first(
        "SELECT units, proven, cost, households, with_decile, in_1_to_4 FROM programme_counts WHERE book_id = $1 AND "
        "programme = $2",
        {place.book, place.programme}, sums_in);
    auto const counted = view_.rows.first(
        "SELECT CAST(COALESCE(SUM(d.units), 0) AS BIGINT), CAST(COALESCE(SUM(d.units * d.proven), 0) AS BIGINT), "
        "CAST(COALESCE(SUM(d.cost), 0) AS BIGINT), COUNT(DISTINCT d.enrolment), "
        "COUNT(DISTINCT CASE WHEN e.decile IS NOT NULL THEN e.id END), "
        "COUNT(DISTINCT CASE WHEN e.decile <= 4 THEN e.id END) "
        "FROM deliveries d JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment "
        "WHERE d.book_id = $1 AND d.programme = $2",
        {place.book, place.programme}, sums_in);
    for (std::size_t i = 0; i < names.size(); ++i)
      tell(place, place.programme.uuid, std::string(names[i]), kept.value_or(Sums{})[i], counted.value_or(Sums{})[i]);
  }

  // The mark at each hand-over against its place and its evidence.
  void proofs(Place const& place) {
    view_.rows.each(
        "SELECT p.id, p.proven FROM (SELECT d.id, d.proven, CASE WHEN d.latitude IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM evidence a WHERE a.book_id = d.book_id AND a.subject = d.id AND a.kind = 'photo' "
        "AND a.revoked_at IS NULL) "
        "AND EXISTS (SELECT 1 FROM evidence b WHERE b.book_id = d.book_id AND b.subject = d.id "
        "AND b.kind IN ('form', 'signature') AND b.revoked_at IS NULL) THEN 1 ELSE 0 END AS seen "
        "FROM deliveries d WHERE d.book_id = $1 AND d.programme = $2) p WHERE p.proven <> p.seen ORDER BY p.id",
        {place.book, place.programme}, [&](storage::Row const& row) {
          auto const marked = row.integer(1);
          tell(place, row.get<Id<Delivery>>(0).uuid, "proof", marked, marked == 0 ? 1 : 0);
          return faults_.size() < most_faults;
        });
  }

  void hours(Place const& place) {
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> by_hour;  // kept, counted
    view_.rows.each("SELECT hour, cost FROM programme_hours WHERE book_id = $1 AND programme = $2",
                    {place.book, place.programme}, [&](storage::Row const& row) {
                      by_hour[row.integer(0)].first = row.integer(1);
                      return true;
                    });
    view_.rows.each(
        "SELECT h.hour, CAST(SUM(h.cost) AS BIGINT) FROM (SELECT at / 3600000000 AS hour, cost FROM deliveries "
        "WHERE book_id = $1 AND programme = $2) h GROUP BY h.hour",
        {place.book, place.programme}, [&](storage::Row const& row) {
          by_hour[row.integer(0)].second = row.integer(1);
          return true;
        });
    for (auto const& [hour, costs] : by_hour)
      tell(place, place.programme.uuid, "hour " + std::to_string(hour), costs.first, costs.second);
  }

  work::View const& view_;
  std::vector<CountFault> faults_;
};

}  // namespace

std::vector<CountFault> check_counts(work::View const& view) { return Recount(view).of_all(); }

}  // namespace lumbung::programme
