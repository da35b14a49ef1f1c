#include "work/store.h"

namespace lumbung::work::store {

namespace {

TrailHead head_from(storage::Row const& row) { return {row.get<std::int64_t>(0), row.get<Hash>(1)}; }

Trace trace_from(storage::Row const& row) {
  return {.number = row.get<std::int64_t>(0),
          .at = row.get<Instant>(1),
          .actor_kind = row.get<std::string>(2),
          .account = row.get<std::optional<Id<Account>>>(3),
          .organisation = row.get<std::optional<Id<Organisation>>>(4),
          .kind = row.get<std::string>(5),
          .subject = row.get<Uuid>(6),
          .facts = row.get<std::string>(7),
          .previous = row.get<Hash>(8),
          .hash = row.get<Hash>(9)};
}

}  // namespace

TrailHead head(storage::Reader& rows) {
  return rows.first("SELECT number, hash FROM audit_head WHERE id = 1", {}, head_from).value_or(TrailHead{});
}

TrailHead take_turn(storage::Writer& rows) {
  if (rows.engine() == storage::Engine::sqlite) return head(rows);  // the lock on the data directory sees to it
  auto const turn = [&] {
    return rows.first("UPDATE audit_head SET turns = turns + 1 WHERE id = 1 RETURNING number, hash", {}, head_from);
  };
  if (auto const taken = turn()) return *taken;
  rows.run("INSERT INTO audit_head (id, turns, number, hash) VALUES (1, 0, 0, $1) ON CONFLICT (id) DO NOTHING",
           {Hash{}});
  return turn().value();
}

void move_head(storage::Writer& rows, TrailHead const& head) {
  rows.run(
      "INSERT INTO audit_head (id, turns, number, hash) VALUES (1, 0, $1, $2) "
      "ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash",
      {head.number, head.hash});
}

void add(storage::Writer& rows, std::span<Trace const> traces) {
  constexpr std::size_t few = 4;  // a bulk load asks PostgreSQL three times, a row once
  if (traces.size() > few) {
    auto const load = rows.bulk("audit_events",
                                "number, at, actor_kind, account, organisation, kind, subject, facts, prev_hash, hash");
    for (auto const& t : traces)
      load->add(
          {t.number, t.at, t.actor_kind, t.account, t.organisation, t.kind, t.subject, t.facts, t.previous, t.hash});
    load->finish();
    return;
  }
  for (auto const& t : traces)
    rows.run(
        "INSERT INTO audit_events (number, at, actor_kind, account, organisation, kind, subject, facts, prev_hash, "
        "hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {t.number, t.at, t.actor_kind, t.account, t.organisation, t.kind, t.subject, t.facts, t.previous, t.hash});
}

std::optional<Hash> hash_at(storage::Reader& rows, std::int64_t number) {
  return rows.first("SELECT hash FROM audit_events WHERE number = $1", {number},
                    [](storage::Row const& row) { return row.get<Hash>(0); });
}

std::vector<Trace> after(storage::Reader& rows, std::int64_t number, int limit) {
  return rows.all(
      "SELECT number, at, actor_kind, account, organisation, kind, subject, facts, prev_hash, hash FROM audit_events "
      "WHERE number > $1 ORDER BY number LIMIT $2",
      {number, limit}, trace_from);
}

std::vector<std::int64_t> numbers_after(storage::Reader& rows, std::int64_t number, int limit) {
  return rows.all("SELECT number FROM audit_events WHERE number > $1 ORDER BY number LIMIT $2", {number, limit},
                  [](storage::Row const& row) { return row.integer(0); });
}

std::vector<Uuid> subjects_of(storage::Reader& rows, std::string_view kind) {
  return rows.all("SELECT subject FROM audit_events WHERE kind = $1 ORDER BY number", {kind},
                  [](storage::Row const& row) { return row.get<Uuid>(0); });
}

std::vector<Trace> of_organisation(storage::Reader& rows, Id<Organisation> organisation, std::int64_t before,
                                   int limit) {
  return rows.all(
      "SELECT number, at, actor_kind, account, organisation, kind, subject, facts, prev_hash, hash FROM audit_events "
      "WHERE organisation = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
      {organisation, before, limit}, trace_from);
}

}  // namespace lumbung::work::store
