#include "translog/translog.h"

#include <filesystem>

#include "merkle/checkpoint.h"
#include "merkle/tile.h"
#include "merkle/tree.h"
#include "storage/directories.h"
#include "translog/durable.h"
#include "translog/outbox.h"
#include "translog/rolls.h"
#include "translog/seal.h"
#include "translog/store.h"
#include "translog/tree_rows.h"

namespace lumbung::translog {
namespace {

constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view five_seconds = "public, max-age=5";

std::string bytes_of_tile(View const& view, merkle::Tile const& tile) {
  std::string bytes;
  auto const first = tile.number * merkle::tile_width;
  if (tile.level == merkle::Tile::entries) {
    auto const leaves = leaf_texts(view, first, tile.width);
    must(leaves.size() == tile.width);
    for (auto const& leaf : leaves) merkle::add_to_bundle(bytes, leaf);
  } else {
    auto const found = hashes(view, tile.level, first, tile.width);
    must(found.size() == tile.width);
    for (auto const& hash : found) bytes += view_of(hash);
  }
  return bytes;
}

// What a receipt tells of the leaf beyond its place: the opening of an entry, the text of a public leaf.
Result<std::string> told_of(View const& view, store::Kept const& kept) {
  if (kept.kind != merkle::name_of(LeafKind::entry)) return kept.leaf;
  if (!kept.sealed_nonce) return refuse(opening_erased);
  auto const nonce = unseal(view.house.keys, kept.id, *kept.sealed_nonce);
  auto const leaf = merkle::parse_leaf(kept.leaf);
  must(nonce && leaf);
  return merkle::Opening{leaf->kind, leaf->day, *nonce, *kept.record}.text();
}

}  // namespace

Id<Leaf> commit(Work& work, Date day, std::string_view record) {
  auto const id = work.new_id<Leaf>();
  Hash nonce;
  work.chance.fill(nonce);
  auto const leaf = merkle::entry_leaf(day, merkle::commitment(nonce, record));
  work.extension<Outbox>().add({id, std::string(merkle::name_of(LeafKind::entry)), leaf, work.house.keys.version,
                                seal(work.house.keys, id, nonce, work.chance), std::string(record)},
                               day);
  return id;
}

Id<Leaf> commit_public(Work& work, LeafKind kind, Date day, std::string_view lines) {
  must(kind != LeafKind::entry);
  auto const id = work.new_id<Leaf>();
  work.extension<Outbox>().add({id, std::string(merkle::name_of(kind)), merkle::leaf_text(kind, day, lines), 0, {}, {}},
                               day);
  return id;
}

Id<Leaf> commit_rule(Work& work, Date day, Hash const& document) {
  return commit_public(work, LeafKind::rule, day, "rule " + base64(view_of(document)) + "\n");
}

void forget(Work& work, Id<Leaf> leaf) {
  store::forget(work.rows, leaf);
  work.record({.kind = event_opening_forgotten, .subject = leaf.uuid, .organisation = std::nullopt, .facts = {}});
}

bool is_known(View const& view, Id<Leaf> leaf) { return store::find(view.rows, leaf).has_value(); }

std::optional<RollSeen> find_roll(View const& view, Id<Leaf> leaf) {
  auto found = store::roll(view.rows, leaf);
  if (!found) return std::nullopt;
  return RollSeen{found->day, found->lines, std::move(found->source)};
}

std::optional<std::string> record_of(View const& view, Id<Leaf> leaf) {
  auto kept = store::find(view.rows, leaf);
  return kept ? std::move(kept->record) : std::nullopt;
}

std::unordered_map<Id<Leaf>, std::string> records_between(View const& view, Id<Leaf> first, Id<Leaf> last, int limit) {
  return store::records_between(view.rows, first, last, limit);
}

std::optional<std::int64_t> index_of(View const& view, Id<Leaf> leaf) { return store::index_of(view.rows, leaf); }

std::string proof_of(View const& view, std::string told, std::uint64_t index, store::Signed const& checkpoint) {
  auto path = merkle::inclusion_proof(index, checkpoint.size, nodes_in(view));
  return merkle::ProofFile{std::move(told), index, std::move(path), checkpoint.note}.text();
}

Result<std::string> receipt(View const& view, Id<Leaf> leaf) {
  auto const kept = store::find(view.rows, leaf);
  if (!kept) return refuse(leaf_unknown);
  auto const index = store::index_of(view.rows, leaf);
  auto const checkpoint = store::newest_checkpoint(view.rows);
  if (!index || !checkpoint || static_cast<std::uint64_t>(*index) >= checkpoint->size) return refuse(not_yet_published);
  auto const place = static_cast<std::uint64_t>(*index);
  auto told = TRY(told_of(view, *kept));
  return proof_of(view, std::move(told), place, *checkpoint);
}

Head head(View const& view) {
  Head shown;
  if (auto const sequenced = store::head(view.rows)) {
    shown.origin = sequenced->origin;
    shown.key = sequenced->verifier_key;
  }
  shown.root = merkle::empty_root();
  if (auto const newest = store::newest_checkpoint(view.rows)) {
    shown.size = static_cast<std::int64_t>(newest->size);
    shown.root = newest->root;
    shown.note = newest->note;
    shown.published = newest->published;
    shown.refreshed = newest->refreshed;
  }
  shown.waiting = store::waiting(view.rows);
  shown.counts = store::counts(view.rows);
  return shown;
}

Head sequenced_head(View const& view) {
  Head shown;
  shown.root = merkle::empty_root();
  if (auto const sequenced = store::head(view.rows)) {
    shown.origin = sequenced->origin;
    shown.key = sequenced->verifier_key;
    shown.size = static_cast<std::int64_t>(sequenced->size);
    shown.root = sequenced->root;
  }
  return shown;
}

std::optional<StaticFile> file(View const& view, std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  auto const checkpoint = store::newest_checkpoint(view.rows);
  if (!checkpoint) return std::nullopt;
  if (path == "checkpoint") return StaticFile{"text/plain; charset=utf-8", std::string(five_seconds), checkpoint->note};
  auto const tile = merkle::Tile::parse(path);
  if (!tile || !merkle::tile_exists(*tile, checkpoint->size)) return std::nullopt;
  return StaticFile{"application/octet-stream", std::string(for_ever), bytes_of_tile(view, *tile)};
}

void write_mirror(View const& view, std::string const& directory) {
  namespace fs = std::filesystem;
  auto const checkpoint = store::newest_checkpoint(view.rows);
  if (!checkpoint) return;
  for (auto const& tile : merkle::tiles_of(checkpoint->size)) {
    fs::path const place = fs::path(directory) / tile.path();
    // A tile never changes, a partial one bears its width in its name: what a former mirror wrote stays.
    if (fs::exists(place)) continue;
    storage::make_directory(place.parent_path().string());
    write_durably(place.string(), bytes_of_tile(view, tile), 0644);
  }
  // Last, so that whoever reads the head finds the tiles below it.
  write_durably((fs::path(directory) / "checkpoint").string(), checkpoint->note, 0644);
}

}  // namespace lumbung::translog
