#include "translog/inspect.h"

#include <algorithm>

#include "core/canary.h"
#include "merkle/checkpoint.h"
#include "merkle/tree.h"
#include "translog/durable.h"
#include "translog/rolls.h"
#include "translog/seal.h"
#include "translog/tree_rows.h"

namespace lumbung::translog {
namespace {

constexpr std::uint64_t looked_at_each_start = 256;

Fault fault_at(std::uint64_t index, std::string_view code, std::string id, std::string en) {
  return {static_cast<std::int64_t>(index), code, std::move(id), std::move(en)};
}

// Lines of rolls have no hash of their own: the full tiles that they lie in must have the root that was kept.
std::optional<Fault> tiles_fault(View const& view, std::uint64_t first, std::uint64_t size) {
  for (auto tile = first / merkle::tile_width; (tile + 1) * merkle::tile_width <= size; ++tile) {
    auto const begin = tile * merkle::tile_width;
    auto const found = leaf_hashes(view, begin, merkle::tile_width);
    if (found.size() != merkle::tile_width) return leaf_missing(begin + found.size());
    auto const kept = store::nodes(view.rows, 1, tile, 1);
    if (kept.empty() || kept.front() != merkle::complete_root(found))
      return fault_at(begin, "tile_changed", "daun tidak cocok dengan petak pohonnya",
                      "leaves do not match their tile of the tree");
  }
  return std::nullopt;
}

std::optional<Fault> tail_fault(View const& view, std::uint64_t size) {
  auto const first = size > looked_at_each_start ? size - looked_at_each_start : 0;
  auto const rolls = store::places(view.rows, first, size);
  auto roll = rolls.begin();
  auto next = first;
  auto const pass_rolls = [&] {
    for (; roll != rolls.end() && roll->first <= next; ++roll) next = std::max(next, roll->end());
  };
  pass_rolls();
  for (auto const& leaf : store::stored(view.rows, first, static_cast<std::int64_t>(looked_at_each_start) + 1)) {
    if (leaf.index == size)
      return fault_at(size, "leaf_beyond_head", "ada daun di luar kepala log",
                      "a leaf stands beyond the head of the log");
    if (leaf.index != next) return leaf_missing(next);
    if (auto fault = fault_of(view.house.keys, leaf)) return fault;
    ++next;
    pass_rolls();
  }
  if (next != size) return leaf_missing(next);
  if (rolls.empty()) return std::nullopt;
  return tiles_fault(view, first, size);
}

// Whether the tree, read from its nodes, has had this root at this size.
std::optional<Fault> root_fault(View const& view, std::uint64_t size, Hash const& root) {
  try {
    if (merkle::root_of(size, nodes_in(view)) == root) return std::nullopt;
  } catch (NodeMissing const& missing) {
    return fault_at(missing.index, "tile_missing", "petak pohon hilang", "a tile of the tree is missing");
  }
  return fault_at(size == 0 ? 0 : size - 1, "two_roots", "akar pohon berbeda dari yang tersimpan atau ditandatangani",
                  "the root of the tree differs from the one kept or signed");
}

}  // namespace

std::optional<Fault> published_fault(View const& view, merkle::VerifierKey const& key, std::uint64_t size,
                                     std::string const& published_note) {
  auto const note = merkle::Note::parse(published_note);
  auto const published = note ? merkle::Checkpoint::parse(note->text) : std::nullopt;
  if (!published || !merkle::is_signed_by(*note, key))
    return fault_at(size, "published_unreadable", "kepala log terbitan terakhir di luar basis data tidak sah",
                    "the last published head outside the database is not valid");
  if (canary("translog.older_database_signs")) return std::nullopt;
  if (published->size > size)
    return fault_at(size, "older_than_published",
                    "basis data lebih tua daripada kepala log yang sudah diterbitkan (hasil pemulihan cadangan?)",
                    "the database is older than the head already published (restored from a backup?)");
  return root_fault(view, published->size, published->root);
}

Fault leaf_missing(std::uint64_t index) {
  return fault_at(index, "leaf_missing", "daun hilang", "the leaf is missing");
}

Inspected inspect(work::Keys const& keys, store::Stored const& stored) {
  auto const found = [&](std::string_view code, std::string id, std::string en) {
    return fault_at(stored.index, code, std::move(id), std::move(en));
  };
  if (!stored.kept)
    return {found("opening_missing", "isi daun hilang atau tidak terbaca",
                  "what the leaf commits to is missing or cannot be read"),
            std::nullopt, stored.hash, false};
  auto const& kept = *stored.kept;
  auto const leaf = merkle::parse_leaf(kept.leaf);
  auto const by_text = merkle::leaf_hash(kept.leaf);
  bool const own = leaf && merkle::name_of(leaf->kind) == kept.kind && leaf->day == stored.day;
  bool const sealed = kept.kind == merkle::name_of(LeafKind::entry) && kept.sealed_nonce && kept.record;
  auto const nonce = sealed ? unseal(keys, kept.id, *kept.sealed_nonce) : std::nullopt;
  std::optional<std::string> opened;
  if (nonce && (kept.key_version == keys.version || !leaf))
    opened = merkle::Opening{LeafKind::entry, leaf ? leaf->day : stored.day, *nonce, *kept.record}.leaf();
  if (own && by_text == stored.hash) {
    auto const kind = leaf->kind;
    if (!sealed || (opened && *opened == kept.leaf) || canary("translog.records_not_opened"))
      return {std::nullopt, kind, stored.hash, true};
    if (!opened)
      return {found("nonce_changed", "kunci pembuka catatan rusak", "the nonce of the record is damaged"), kind,
              stored.hash, true};
    return {found("record_changed", "isi catatan berbeda dari yang dikunci di log",
                  "the record is not the one committed to"),
            kind, stored.hash, true};
  }
  auto fault = found("leaf_changed", "daun berbeda dari yang dicatat", "the leaf is not the one recorded");
  // The day of the leaf's text may be what was changed: then the one beside it opens it.
  auto by_opening = opened ? std::optional(merkle::leaf_hash(*opened)) : std::nullopt;
  if (nonce && by_opening != stored.hash && by_opening != by_text)
    by_opening = merkle::leaf_hash(merkle::Opening{LeafKind::entry, stored.day, *nonce, *kept.record}.leaf());
  auto const kind = by_opening ? std::optional(LeafKind::entry) : leaf ? std::optional(leaf->kind) : std::nullopt;
  if (by_opening && *by_opening == by_text) return {std::move(fault), kind, by_text, true};
  bool const certain = by_text == stored.hash || (by_opening && *by_opening == stored.hash);
  return {std::move(fault), certain ? kind : std::nullopt, stored.hash, certain};
}

std::optional<Fault> fault_of(work::Keys const& keys, store::Stored const& stored) {
  return inspect(keys, stored).fault;
}

std::optional<Fault> fault_of(merkle::VerifierKey const& key, store::Signed const& checkpoint) {
  auto const note = merkle::Note::parse(checkpoint.note);
  auto const head = note ? merkle::Checkpoint::parse(note->text) : std::nullopt;
  bool const good = head && merkle::is_signed_by(*note, key) && head->origin == key.name &&
                    head->size == checkpoint.size && head->root == checkpoint.root;
  if (good) return std::nullopt;
  return fault_at(checkpoint.size == 0 ? 0 : checkpoint.size - 1, "checkpoint_changed",
                  "kepala log yang tersimpan tidak sah", "a stored head of the log is not valid");
}

std::optional<Fault> start_up_fault(View const& view, merkle::VerifierKey const& key,
                                    std::optional<std::string> const& published_note) {
  auto const head = store::head(view.rows);
  must(head.has_value());
  if (auto fault = tail_fault(view, head->size)) return fault;
  if (auto fault = root_fault(view, head->size, head->root)) return fault;
  if (auto const newest = store::newest_checkpoint(view.rows)) {
    if (auto fault = fault_of(key, *newest)) return fault;
    if (newest->size > head->size) return leaf_missing(head->size);
    if (auto fault = root_fault(view, newest->size, newest->root)) return fault;
  }
  if (!published_note) return std::nullopt;
  return published_fault(view, key, head->size, *published_note);
}

std::optional<Fault> check_published(View const& view, std::string const& published_file) {
  auto const note = read_small_file(published_file);
  auto const head = store::head(view.rows);
  if (!note) return std::nullopt;
  auto const key = head ? merkle::VerifierKey::parse(head->verifier_key) : std::nullopt;
  if (!key)
    return fault_at(0, "older_than_published", "basis data kosong, padahal kepala log sudah diterbitkan",
                    "the database is empty, but a head of the log was published");
  return published_fault(view, *key, head->size, *note);
}

}  // namespace lumbung::translog
