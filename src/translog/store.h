// The tables of the log; seen by this room only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "merkle/tile.h"
#include "translog/translog.h"

namespace lumbung::translog::store {

using storage::Reader;
using storage::Writer;

struct Kept {
  Id<Leaf> id;
  std::string kind;
  std::string leaf;
  std::int64_t key_version = 0;
  std::optional<std::string> sealed_nonce;
  std::optional<std::string> record;
};

// Of the columns id, kind, leaf, key_version, nonce, record, from `first` on.
Kept kept_from(storage::Row const& row, int first);

struct Dated {
  Kept kept;
  Date day;
};
// Adds openings and queues them, in this order, behind everything that waits.
void add(Writer& rows, std::vector<Dated> const& openings);
// Queues the first leaf of the log before everything that waits.
void add_first(Writer& rows, Kept const& kept, Date day);
void forget(Writer& rows, Id<Leaf> leaf);
std::optional<Kept> find(Reader& rows, Id<Leaf> leaf);
std::optional<std::int64_t> index_of(Reader& rows, Id<Leaf> leaf);
std::int64_t waiting(Reader& rows);  // leaves, lines of rolls included

// ---- Rolls
struct Roll {
  Id<Leaf> id;
  Date day;
  std::int64_t lines = 0;
  std::int64_t key_version = 0;
  std::string sealed_secret;
  std::string source;
};
void add(Writer& rows, std::vector<Roll> const& rolls);
std::optional<Roll> roll(Reader& rows, Id<Leaf> id);
void set_secret(Writer& rows, Id<Leaf> roll, std::string_view sealed);
// Where the lines of a roll stand in the log.
struct RollPlace {
  std::uint64_t first = 0;
  std::uint64_t lines = 0;
  Id<Leaf> id;
  std::uint64_t end() const { return first + lines; }
};
void add_place(Writer& rows, RollPlace const& place);
std::optional<RollPlace> place_of(Reader& rows, Id<Leaf> roll);
// Those that overlap [first, end), in order.
std::vector<RollPlace> places(Reader& rows, std::uint64_t first, std::uint64_t end);

// Rolls by the leaves that they follow: where their lines should stand; 0 while the leaf has no place.
std::vector<RollPlace> expected_places(Reader& rows);

// ---- The outbox
struct Waiting {
  std::int64_t place = 0;
  Id<Leaf> id;
  LeafKind kind = LeafKind::entry;
  std::string leaf;
  std::int64_t lines = 0;  // that follow it, if it is a roll
};
std::vector<Waiting> take_waiting(Reader& rows, std::int64_t limit);
// Takes everything up to `last` off the outbox; returns how many there were.
std::int64_t drop_waiting(Writer& rows, Waiting const& last);
// Openings that neither wait nor have an index: they were lost on the way. At most `limit`.
std::vector<Id<Leaf>> lost(Reader& rows, std::int64_t limit);

struct SequencedHead {
  std::string origin;
  std::string verifier_key;
  std::uint64_t size = 0;
  Hash root{};
};
std::optional<SequencedHead> head(Reader& rows);
void make_head(Writer& rows, SequencedHead const& head);
// Compare-and-swap; false when the size is no longer `old_size`.
bool swap_head(Writer& rows, std::uint64_t old_size, std::uint64_t size, Hash const& root);

struct Indexed {
  std::uint64_t index = 0;
  Id<Leaf> id;
  Hash hash{};
};
void add_leaves(Writer& rows, std::vector<Indexed> const& leaves);
void add_node(Writer& rows, int level, std::uint64_t number, Hash const& hash);
void count(Writer& rows, LeafKind kind, std::int64_t more);
std::vector<KindCount> counts(Reader& rows);

// Hashes of a tile level of 1 and up, from number `first` on; fewer when rows are missing.
std::vector<Hash> nodes(Reader& rows, int level, std::uint64_t first, std::uint64_t count);
// Of leaves that are no lines of rolls.
struct Text {
  std::uint64_t index = 0;
  Hash hash{};
  std::string leaf;
};
std::vector<Text> texts(Reader& rows, std::uint64_t first, std::uint64_t count);

// A leaf with its opening, as checking needs it; the opening may be missing.
struct Stored {
  std::uint64_t index = 0;
  Hash hash{};
  std::optional<Kept> kept;
  Date day;  // of the opening
};
std::unordered_map<Id<Leaf>, std::string> records_between(Reader& rows, Id<Leaf> first, Id<Leaf> last, int limit);
std::vector<std::uint64_t> leaf_indexes(Reader& rows, std::uint64_t first, std::int64_t limit);
std::vector<Stored> stored(Reader& rows, std::uint64_t first, std::int64_t limit);

// What waits, as it stands there, after `after`.
struct Outboxed {
  std::int64_t place = 0;
  Id<Leaf> id;
  std::optional<Stored> opening;      // none: of nothing
  std::optional<std::int64_t> index;  // it has one already
};
std::vector<Outboxed> outboxed(Reader& rows, std::int64_t limit);

struct Signed {
  std::uint64_t size = 0;
  Hash root{};
  std::string note;
  Instant published, refreshed;
};
std::optional<Signed> newest_checkpoint(Reader& rows);
std::vector<Signed> checkpoints(Reader& rows, std::uint64_t from_size, std::int64_t limit);
void add_checkpoint(Writer& rows, Signed const& checkpoint);
void refresh_checkpoint(Writer& rows, std::uint64_t size, Instant now);

}  // namespace lumbung::translog::store
