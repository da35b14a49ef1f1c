#include "translog/store.h"

namespace lumbung::translog::store {
namespace {

using storage::Blob;
using storage::Parameter;
using storage::Row;

std::int64_t number(std::uint64_t n) {
  must(n >> 63 == 0);
  return static_cast<std::int64_t>(n);
}

Parameter nonce_of(Kept const& kept) {
  return kept.sealed_nonce ? Parameter(Blob{*kept.sealed_nonce}) : Parameter(nullptr);
}

Signed signed_from(Row const& row) {
  return {static_cast<std::uint64_t>(row.get<std::int64_t>(0)), row.get<Hash>(1), row.get<std::string>(2),
          row.get<Instant>(3), row.get<Instant>(4)};
}

}  // namespace

Kept kept_from(Row const& row, int first) {
  auto const maybe_bytes = [&](int column) {
    return row.is_null(column) ? std::nullopt : std::optional(std::string(row.blob(column)));
  };
  return {row.get<Id<Leaf>>(first),        row.get<std::string>(first + 1),
          row.get<std::string>(first + 2), row.get<std::int64_t>(first + 3),
          maybe_bytes(first + 4),          row.get<std::optional<std::string>>(first + 5)};
}

void add(Writer& rows, std::vector<Dated> const& openings) {
  auto const loaded = rows.bulk("log_openings", "id, kind, day, leaf, key_version, nonce, record");
  for (auto const& [kept, day] : openings)
    loaded->add({kept.id, kept.kind, day, kept.leaf, kept.key_version, nonce_of(kept), kept.record});
  loaded->finish();
  // Places only order what waits, so they may begin anew when nothing does; 0 is kept for the log's first leaf.
  auto place = rows.number("SELECT COALESCE(MAX(place), 0) FROM log_outbox");
  auto const queued = rows.bulk("log_outbox", "place, id");
  for (auto const& opening : openings) queued->add({++place, opening.kept.id});
  queued->finish();
}

void add_first(Writer& rows, Kept const& kept, Date day) {
  rows.run(
      "INSERT INTO log_openings (id, kind, day, leaf, key_version, nonce, record) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {kept.id, kept.kind, day, kept.leaf, kept.key_version, nonce_of(kept), kept.record});
  rows.run("INSERT INTO log_outbox (place, id) VALUES (0, $1)", {kept.id});
}

void forget(Writer& rows, Id<Leaf> leaf) {
  rows.run("UPDATE log_openings SET nonce = NULL, record = NULL WHERE id = $1", {leaf});
}

std::optional<Kept> find(Reader& rows, Id<Leaf> leaf) {
  return rows.first("SELECT id, kind, leaf, key_version, nonce, record FROM log_openings WHERE id = $1", {leaf},
                    [](Row const& row) { return kept_from(row, 0); });
}

std::optional<std::int64_t> index_of(Reader& rows, Id<Leaf> leaf) {
  return rows.first("SELECT leaf_index FROM log_leaves WHERE id = $1", {leaf},
                    [](Row const& row) { return row.get<std::int64_t>(0); });
}

std::int64_t waiting(Reader& rows) {
  return rows.number(
      "SELECT COUNT(*) + CAST(COALESCE(SUM(r.lines), 0) AS BIGINT) FROM log_outbox w LEFT JOIN log_rolls r"
      " ON r.id = w.id");
}

// ---- Rolls

void add(Writer& rows, std::vector<Roll> const& rolls) {
  for (auto const& roll : rolls)
    rows.run("INSERT INTO log_rolls (id, day, lines, key_version, seed, source) VALUES ($1, $2, $3, $4, $5, $6)",
             {roll.id, roll.day, roll.lines, roll.key_version, Blob{roll.sealed_secret}, Blob{roll.source}});
}

std::optional<Roll> roll(Reader& rows, Id<Leaf> id) {
  return rows.first("SELECT id, day, lines, key_version, seed, source FROM log_rolls WHERE id = $1", {id},
                    [](Row const& row) {
                      return Roll{row.get<Id<Leaf>>(0), row.get<Date>(1),         row.integer(2),
                                  row.integer(3),       std::string(row.blob(4)), std::string(row.blob(5))};
                    });
}

void set_secret(Writer& rows, Id<Leaf> roll, std::string_view sealed) {
  rows.run("UPDATE log_rolls SET seed = $1 WHERE id = $2", {Blob{sealed}, roll});
}

void add_place(Writer& rows, RollPlace const& place) {
  rows.run("INSERT INTO log_roll_places (first_index, id, lines) VALUES ($1, $2, $3)",
           {number(place.first), place.id, number(place.lines)});
}

namespace {

RollPlace place_from(Row const& row) {
  return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(2)), row.get<Id<Leaf>>(1)};
}

}  // namespace

std::optional<RollPlace> place_of(Reader& rows, Id<Leaf> roll) {
  return rows.first("SELECT first_index, id, lines FROM log_roll_places WHERE id = $1", {roll}, place_from);
}

std::vector<RollPlace> places(Reader& rows, std::uint64_t first, std::uint64_t end) {
  std::vector<RollPlace> found;
  auto const before = rows.first(
      "SELECT first_index, id, lines FROM log_roll_places WHERE first_index <= $1"
      " ORDER BY first_index DESC LIMIT 1",
      {number(first)}, place_from);
  if (before && before->end() > first) found.push_back(*before);
  auto const after = rows.all(
      "SELECT first_index, id, lines FROM log_roll_places WHERE first_index > $1 AND first_index < $2"
      " ORDER BY first_index",
      {number(first), number(end)}, place_from);
  found.insert(found.end(), after.begin(), after.end());
  return found;
}

// ---- The outbox

std::vector<Waiting> take_waiting(Reader& rows, std::int64_t limit) {
  return rows.all(
      "SELECT w.place, w.id, o.kind, o.leaf, COALESCE(r.lines, 0) FROM log_outbox w JOIN log_openings o ON o.id = w.id "
      "LEFT JOIN log_rolls r ON r.id = w.id ORDER BY w.place, w.id LIMIT $1",
      {limit}, [](Row const& row) {
        auto const kind = merkle::leaf_kind(row.text(2));
        must(kind.has_value());
        return Waiting{row.get<std::int64_t>(0), row.get<Id<Leaf>>(1), *kind, row.get<std::string>(3), row.integer(4)};
      });
}

std::int64_t drop_waiting(Writer& rows, Waiting const& last) {
  return rows.run("DELETE FROM log_outbox WHERE place < $1 OR (place = $1 AND id <= $2)", {last.place, last.id});
}

std::vector<Id<Leaf>> lost(Reader& rows, std::int64_t limit) {
  return rows.all(
      "SELECT o.id FROM log_openings o WHERE NOT EXISTS (SELECT 1 FROM log_leaves l WHERE l.id = o.id) "
      "AND NOT EXISTS (SELECT 1 FROM log_outbox w WHERE w.id = o.id) ORDER BY o.id LIMIT $1",
      {limit}, [](Row const& row) { return row.get<Id<Leaf>>(0); });
}

std::optional<SequencedHead> head(Reader& rows) {
  return rows.first("SELECT origin, verifier_key, size, root FROM log_head WHERE id = 1", {}, [](Row const& row) {
    return SequencedHead{row.get<std::string>(0), row.get<std::string>(1),
                         static_cast<std::uint64_t>(row.get<std::int64_t>(2)), row.get<Hash>(3)};
  });
}

void make_head(Writer& rows, SequencedHead const& head) {
  rows.run("INSERT INTO log_head (id, origin, verifier_key, size, root) VALUES (1, $1, $2, $3, $4)",
           {head.origin, head.verifier_key, number(head.size), head.root});
}

bool swap_head(Writer& rows, std::uint64_t old_size, std::uint64_t size, Hash const& root) {
  return rows.run("UPDATE log_head SET size = $1, root = $2 WHERE id = 1 AND size = $3",
                  {number(size), root, number(old_size)}) == 1;
}

void add_leaves(Writer& rows, std::vector<Indexed> const& leaves) {
  auto const loaded = rows.bulk("log_leaves", "leaf_index, id, hash");
  for (auto const& leaf : leaves) loaded->add({number(leaf.index), leaf.id, leaf.hash});
  loaded->finish();
}

void add_node(Writer& rows, int level, std::uint64_t tile, Hash const& hash) {
  rows.run("INSERT INTO log_nodes (level, number, hash) VALUES ($1, $2, $3)", {level, number(tile), hash});
}

void count(Writer& rows, LeafKind kind, std::int64_t more) {
  auto const changed =
      rows.run("UPDATE log_counts SET leaves = leaves + $1 WHERE kind = $2", {more, merkle::name_of(kind)});
  if (changed == 0) rows.run("INSERT INTO log_counts (kind, leaves) VALUES ($1, $2)", {merkle::name_of(kind), more});
}

std::vector<KindCount> counts(Reader& rows) {
  return rows.all("SELECT kind, leaves FROM log_counts ORDER BY kind LIMIT 100", {}, [](Row const& row) {
    auto const kind = merkle::leaf_kind(row.text(0));
    must(kind.has_value());
    return KindCount{*kind, row.get<std::int64_t>(1)};
  });
}

std::vector<Hash> nodes(Reader& rows, int level, std::uint64_t first, std::uint64_t count) {
  return rows.all("SELECT hash FROM log_nodes WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number",
                  {level, number(first), number(first + count)}, [](Row const& row) { return row.get<Hash>(0); });
}

std::vector<Text> texts(Reader& rows, std::uint64_t first, std::uint64_t count) {
  return rows.all(
      "SELECT l.leaf_index, l.hash, o.leaf FROM log_leaves l JOIN log_openings o ON o.id = l.id "
      "WHERE l.leaf_index >= $1 AND l.leaf_index < $2 ORDER BY l.leaf_index",
      {number(first), number(first + count)}, [](Row const& row) {
        return Text{static_cast<std::uint64_t>(row.integer(0)), row.get<Hash>(1), row.get<std::string>(2)};
      });
}

std::vector<Stored> stored(Reader& rows, std::uint64_t first, std::int64_t limit) {
  return rows.all(
      "SELECT l.leaf_index, l.hash, o.id, o.kind, o.leaf, o.key_version, o.nonce, o.record, o.day FROM log_leaves l "
      "LEFT JOIN log_openings o ON o.id = l.id WHERE l.leaf_index >= $1 ORDER BY l.leaf_index LIMIT $2",
      {number(first), limit}, [](Row const& row) {
        Stored leaf{static_cast<std::uint64_t>(row.get<std::int64_t>(0)), row.get<Hash>(1), std::nullopt, {}};
        if (row.is_null(2)) return leaf;
        leaf.kept = kept_from(row, 2);
        leaf.day = row.get<Date>(8);
        return leaf;
      });
}

std::optional<Signed> newest_checkpoint(Reader& rows) {
  return rows.first("SELECT size, root, note, published, refreshed FROM log_checkpoints ORDER BY size DESC LIMIT 1", {},
                    signed_from);
}

std::vector<Signed> checkpoints(Reader& rows, std::uint64_t from_size, std::int64_t limit) {
  return rows.all(
      "SELECT size, root, note, published, refreshed FROM log_checkpoints WHERE size >= $1 ORDER BY size LIMIT $2",
      {number(from_size), limit}, signed_from);
}

void add_checkpoint(Writer& rows, Signed const& checkpoint) {
  rows.run("INSERT INTO log_checkpoints (size, root, note, published, refreshed) VALUES ($1, $2, $3, $4, $5)",
           {number(checkpoint.size), checkpoint.root, checkpoint.note, checkpoint.published, checkpoint.refreshed});
}

void refresh_checkpoint(Writer& rows, std::uint64_t size, Instant now) {
  rows.run("UPDATE log_checkpoints SET refreshed = $1 WHERE size = $2", {now, number(size)});
}

}  // namespace lumbung::translog::store
