// What only the check asks of the tables.
#include "translog/store.h"

namespace lumbung::translog::store {

using storage::Row;

std::vector<std::uint64_t> leaf_indexes(Reader& rows, std::uint64_t first, std::int64_t limit) {
  return rows.all("SELECT leaf_index FROM log_leaves WHERE leaf_index >= $1 ORDER BY leaf_index LIMIT $2",
                  {static_cast<std::int64_t>(first), limit},
                  [](Row const& row) { return static_cast<std::uint64_t>(row.integer(0)); });
}

std::unordered_map<Id<Leaf>, std::string> records_between(Reader& rows, Id<Leaf> first, Id<Leaf> last, int limit) {
  std::unordered_map<Id<Leaf>, std::string> found;
  rows.each(
      "SELECT id, record FROM log_openings WHERE id >= $1 AND id <= $2 AND record IS NOT NULL AND length(id) = 16"
      " ORDER BY id LIMIT $3",
      {first, last, limit}, [&](Row const& row) {
        found.emplace(row.get<Id<Leaf>>(0), row.get<std::string>(1));
        return true;
      });
  return found;
}

std::vector<RollPlace> expected_places(Reader& rows) {
  return rows.all(
      "SELECT r.id, r.lines, COALESCE(l.leaf_index + 1, 0) FROM log_rolls r LEFT JOIN log_leaves l ON l.id = r.id"
      " ORDER BY r.id",
      {}, [](Row const& row) {
        return RollPlace{static_cast<std::uint64_t>(row.integer(2)), static_cast<std::uint64_t>(row.integer(1)),
                         row.get<Id<Leaf>>(0)};
      });
}

std::vector<Outboxed> outboxed(Reader& rows, std::int64_t limit) {
  return rows.all(
      "SELECT w.place, w.id, o.id, o.kind, o.leaf, o.key_version, o.nonce, o.record, o.day, l.leaf_index"
      " FROM log_outbox w LEFT JOIN log_openings o ON o.id = w.id LEFT JOIN log_leaves l ON l.id = w.id"
      " ORDER BY w.place, w.id LIMIT $1",
      {limit}, [](Row const& row) {
        Outboxed waiting{row.integer(0), row.get<Id<Leaf>>(1), std::nullopt, row.get<std::optional<std::int64_t>>(9)};
        if (!row.is_null(2)) waiting.opening = Stored{0, {}, kept_from(row, 2), row.get<Date>(8)};
        return waiting;
      });
}

}  // namespace lumbung::translog::store
