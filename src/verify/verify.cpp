#include "verify/verify.h"

#include "core/canary.h"
#include "merkle/tile.h"
#include "merkle/tree.h"

namespace lumbung::verify {
namespace {

// A leaf and what it says, from what a receipt carries: the opening of an entry, or the text of a public leaf.
struct Told {
  std::string leaf;
  merkle::LeafKind kind = merkle::LeafKind::entry;
  Date day;
  std::string content;
};
std::optional<Told> told_by(std::string_view extra) {
  if (auto opening = merkle::Opening::parse(extra))
    return Told{opening->leaf(), opening->kind, opening->day, std::move(opening->record)};
  auto parts = merkle::parse_leaf(extra);
  // An entry's leaf alone says nothing about its content.
  if (!parts || parts->kind == merkle::LeafKind::entry) return std::nullopt;
  return Told{std::string(extra), parts->kind, parts->day, std::move(parts->lines)};
}

// Walks a copy of the log: reads the entries, grows the tree, and compares each tile file with what the entries give.
class MirrorWalk {
 public:
  MirrorWalk(ReadFile const& read, std::uint64_t size) : read_(read), size_(size) {}

  Verdict entries(std::uint64_t older_size) {
    for (std::uint64_t first = 0; first < size_; first += merkle::tile_width) {
      merkle::Tile const tile{merkle::Tile::entries, first / merkle::tile_width,
                              std::min(merkle::tile_width, size_ - first)};
      auto const bundle = TRY(bytes_of_tile(tile));
      auto const leaves = merkle::entries_of(bundle);
      if (!leaves || leaves->size() != tile.width) return changed(tile, first);
      for (auto const leaf : *leaves) {
        if (frontier_.size() == older_size) older_root_ = frontier_.root();
        TRY(take(leaf));
      }
    }
    if (frontier_.size() == older_size) older_root_ = frontier_.root();
    return done;
  }

  Verdict tiles() {
    for (int level = 0; !row_.empty(); ++level) {
      std::vector<Hash> above;
      for (std::uint64_t first = 0; first < row_.size(); first += merkle::tile_width) {
        auto const hashes = std::span(row_).subspan(first, std::min(merkle::tile_width, row_.size() - first));
        merkle::Tile const tile{level, first / merkle::tile_width, hashes.size()};
        std::string expected;
        for (auto const& hash : hashes) expected += view_of(hash);
        auto const bytes = TRY(bytes_of_tile(tile));
        if (bytes != expected) return changed(tile, first << (merkle::tile_height * level));
        if (hashes.size() == merkle::tile_width) above.push_back(merkle::complete_root(hashes));
      }
      row_ = std::move(above);
    }
    return done;
  }

  Hash root() const { return frontier_.root(); }
  Hash const& older_root() const { return older_root_; }
  std::array<std::uint64_t, 7> const& kinds() const { return kinds_; }
  std::uint64_t files() const { return files_; }

 private:
  Result<std::string> bytes_of_tile(merkle::Tile const& tile) {
    auto bytes = read_(tile.path());
    if (!bytes) return refuse(file_missing).with("path", tile.path());
    ++files_;
    return std::move(*bytes);
  }
  static Problem changed(merkle::Tile const& tile, std::uint64_t first) {
    return refuse(file_changed).with("path", tile.path()).with("index", std::to_string(first));
  }
  Verdict take(std::string_view leaf) {
    auto const parts = merkle::parse_leaf(leaf);
    if (!parts) return refuse(leaf_unreadable).with("index", std::to_string(frontier_.size()));
    ++kinds_[static_cast<std::size_t>(parts->kind)];
    auto const hash = merkle::leaf_hash(leaf);
    frontier_.add(hash);
    row_.push_back(hash);
    return done;
  }

  ReadFile const& read_;
  std::uint64_t size_;
  merkle::Frontier frontier_;
  std::vector<Hash> row_;
  Hash older_root_{};
  std::array<std::uint64_t, 7> kinds_{};
  std::uint64_t files_ = 0;
};

}  // namespace

Result<TrustedHead> check_head(std::string_view signed_note, merkle::Policy const& policy) {
  auto const note = merkle::Note::parse(signed_note);
  auto const checkpoint = note ? merkle::Checkpoint::parse(note->text) : std::nullopt;
  if (!checkpoint) return refuse(checkpoint_unreadable);
  if (policy.signing_log(*note) == nullptr && !canary("verify.unsigned_head_is_trusted"))
    return refuse(not_signed_by_log);
  TrustedHead head{*checkpoint, policy.signing_witnesses(*note), policy.witnesses().size()};
  if (!policy.has_quorum(*note))
    return refuse(too_few_witnesses)
        .with("present", std::to_string(head.witnesses.size()))
        .with("known", std::to_string(head.known_witnesses));
  return head;
}

Result<ProvenReceipt> check_receipt(std::string_view receipt, merkle::Policy const& policy) {
  auto const proof = merkle::ProofFile::parse(receipt);
  if (!proof) return refuse(receipt_unreadable);
  auto told = proof->extra ? told_by(*proof->extra) : std::nullopt;
  if (!told) return refuse(opening_unreadable);
  auto head = TRY(check_head(proof->checkpoint, policy));
  if (!merkle::verify_inclusion(merkle::leaf_hash(told->leaf), proof->index, head.checkpoint.size, proof->path,
                                head.checkpoint.root))
    return refuse(not_in_log);
  return ProvenReceipt{std::move(head), proof->index, told->kind, told->day, std::move(told->content)};
}

Result<ProvenMirror> check_mirror(ReadFile const& read, merkle::Policy const& policy,
                                  std::optional<std::string> const& older_head) {
  auto const note = read("checkpoint");
  if (!note) return refuse(file_missing).with("path", "checkpoint");
  ProvenMirror proven;
  proven.head = TRY(check_head(*note, policy));
  auto const size = proven.head.checkpoint.size;
  std::optional<TrustedHead> older;
  if (older_head) older = TRY(check_head(*older_head, policy));
  if (older && (older->checkpoint.size > size || older->checkpoint.origin != proven.head.checkpoint.origin))
    return refuse(history_differs).with("size", std::to_string(older->checkpoint.size));

  MirrorWalk walk(read, size);
  TRY(walk.entries(older ? older->checkpoint.size : 0));
  // The root first: it says that what was signed is not what is here, which weighs more than a bad tile.
  if (walk.root() != proven.head.checkpoint.root && !canary("verify.root_not_compared"))
    return refuse(root_differs).with("size", std::to_string(size));
  if (older && walk.older_root() != older->checkpoint.root)
    return refuse(history_differs).with("size", std::to_string(older->checkpoint.size));
  TRY(walk.tiles());
  proven.leaves_by_kind = walk.kinds();
  proven.files = walk.files();
  if (older) proven.continues = older->checkpoint.size;
  return proven;
}

Result<merkle::Policy> read_policy(std::string_view text) {
  if (auto policy = merkle::Policy::parse(text)) return std::move(*policy);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  auto key = merkle::VerifierKey::parse(text);
  if (!key || key->type != merkle::KeyType::ed25519) return refuse(key_unreadable);
  return merkle::Policy::of_log(std::move(*key));
}

}  // namespace lumbung::verify
