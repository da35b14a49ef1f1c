// The full check: everything recomputed from the first leaf on. Leaves, rolls and heads are read in order, each once.
#include <algorithm>

#include "core/canary.h"
#include "translog/full_check.h"

namespace lumbung::translog {
namespace {

constexpr std::int64_t leaves_at_a_time = 2'048;
constexpr std::int64_t checkpoints_at_a_time = 512;
constexpr std::uint64_t progress_every = 65'536;

}  // namespace

std::vector<Fault> FullCheck::run() {
  auto const head = store::head(view_.rows);
  if (!head) return {};
  size_ = head->size;
  guarded("head", [&] { read_key(*head); });
  if (!key_) return std::move(faults_);
  guarded("rolls", [&] { rolls_ = placed_rolls(); });
  guarded("checkpoints", [&] { compare_checkpoints(); });  // one of size 0 may have been signed
  guarded("leaves", [&] { walk(); });
  if (stopped_) return std::move(faults_);
  guarded("head", [&] { compare_head(*head); });
  for (auto& tile : pending_) report(std::move(tile.changed));
  guarded("counts", [&] { check_counts(); });
  guarded("outbox", [&] { check_waiting(); });
  std::stable_sort(faults_.begin(), faults_.end(), [](auto& a, auto& b) { return a.index < b.index; });
  return std::move(faults_);
}

void FullCheck::report(Fault fault) {
  if (faults_.size() < limit_) faults_.push_back(std::move(fault));
}

// "leaves 401–599 …", in the two languages.
Fault FullCheck::between(std::uint64_t first, std::uint64_t end, std::string_view code, std::string const& id,
                         std::string const& en) {
  auto const range = std::to_string(first) + (end - first > 1 ? "–" + std::to_string(end - 1) : "");
  return {static_cast<std::int64_t>(first), code, "daun " + range + " " + id, "leaves " + range + " " + en,
          static_cast<std::int64_t>(end)};
}

// The key in the database, against the one that the first leaf tells for ever.
void FullCheck::read_key(store::SequencedHead const& head) {
  key_ = merkle::VerifierKey::parse(head.verifier_key);
  auto const first = store::stored(view_.rows, 0, 1);
  auto const leaf = first.empty() || first.front().index != 0 || !first.front().kept
                        ? std::nullopt
                        : merkle::parse_leaf(first.front().kept->leaf);
  auto told = leaf && leaf->kind == LeafKind::key && leaf->lines.starts_with("key ")
                  ? std::optional(leaf->lines.substr(4, leaf->lines.find('\n') - 4))
                  : std::nullopt;
  bool const agrees = key_ && key_->name == head.origin && (!told || *told == head.verifier_key);
  if (agrees) return;
  report({-1, "key_changed", "kunci log di basis data bukan yang disebut daun pertama",
          "the log's key in the database is not the one that its first leaf tells"});
  if (told)
    if (auto const right = merkle::VerifierKey::parse(*told)) key_ = right;
}

bool FullCheck::go_on() {
  if (progress_ && !progress_(static_cast<std::int64_t>(next_), static_cast<std::int64_t>(size_))) stopped_ = true;
  return !stopped_ && faults_.size() < limit_;
}

void FullCheck::walk() {
  for (std::uint64_t from = 0;;) {
    auto const leaves = page_of_leaves(from);
    for (auto const& leaf : leaves) look_at_place(leaf);
    if (!go_on()) return;
    if (std::ssize(leaves) < leaves_at_a_time) break;
    from = leaves.back().index + 1;
  }
  fill_until(size_);
}

// A page, or leaf by leaf when one of them cannot be read: then it comes without what it commits to.
std::vector<store::Stored> FullCheck::page_of_leaves(std::uint64_t from) {
  try {
    return store::stored(view_.rows, from, leaves_at_a_time);
  } catch (Mistake const&) {
    std::vector<store::Stored> leaves;
    for (auto const index : store::leaf_indexes(view_.rows, from, leaves_at_a_time)) {
      try {
        auto one = store::stored(view_.rows, index, 1);
        leaves.push_back(std::move(one.front()));
      } catch (Mistake const&) {
        leaves.push_back({.index = index, .hash = {}, .kept = std::nullopt, .day = {}});
      }
    }
    return leaves;
  }
}

void FullCheck::look_at_place(store::Stored const& leaf) {
  if (leaf.index >= size_) {
    if (!told_beyond_) fill_until(size_);
    told_beyond_ = true;
    return report({static_cast<std::int64_t>(leaf.index), "leaf_beyond_head", "daun di luar kepala log",
                   "the leaf stands beyond the head of the log"});
  }
  fill_until(leaf.index);
  if (leaf.index < next_)
    return report({static_cast<std::int64_t>(leaf.index), "leaf_misplaced", "daun berdiri di tempat baris gulungan",
                   "the leaf stands where a line of a roll belongs"});
  look_at(leaf);
}

// What stands before leaf `end` and is no leaf of its own: lines of rolls, and what is missing.
void FullCheck::fill_until(std::uint64_t end) {
  for (; next_roll_ < rolls_.size() && rolls_[next_roll_].first < end; ++next_roll_) {
    auto const& place = rolls_[next_roll_];
    if (place.first < next_) continue;
    miss_until(place.first);
    lines_of(place);
  }
  miss_until(end);
}

void FullCheck::miss_until(std::uint64_t end) {
  if (next_ >= end) return;
  report(end - next_ == 1 ? leaf_missing(next_) : between(next_, end, "leaf_missing", "hilang", "are missing"));
  grow_unknown(end);
}

void FullCheck::grow_unknown(std::uint64_t end) {
  for (; next_ < end && !stopped_;) {
    ++unknown_;
    grow(Hash{}, false);
    if (next_ % progress_every == 0) static_cast<void>(go_on());
  }
}

void FullCheck::lines_of(store::RollPlace const& place) {
  auto const end = std::min(place.end(), size_);
  auto const take = [&](RollLine const& line) {
    if (stopped_) return;
    miss_until(place.first + static_cast<std::uint64_t>(line.number));
    ++seen_[static_cast<std::size_t>(LeafKind::entry)];
    grow(line.hash, true);
    if (next_ % progress_every == 0) static_cast<void>(go_on());
  };
  bool told = false;
  try {
    auto const roll = store::roll(view_.rows, place.id);
    told = roll && each_line(view_, *roll, 0, static_cast<std::int64_t>(end - place.first), take);
  } catch (Mistake const&) {
    // What it leads to cannot be read.
  }
  if (told) return miss_until(end);
  report({static_cast<std::int64_t>(next_), "nonce_changed", "kunci pembuka satu gulungan catatan rusak",
          "the secret of a roll of records is damaged"});
  grow_unknown(end);
}

void FullCheck::look_at(store::Stored const& leaf) {
  auto const looked = inspect(view_.house.keys, leaf);
  if (looked.kind) ++seen_[static_cast<std::size_t>(*looked.kind)];
  if (!looked.kind) ++unknown_;
  if (looked.fault) report(*looked.fault);
  bool const erased = !looked.fault && looked.kind == LeafKind::entry && leaf.kept && !leaf.kept->record;
  if (erased && !was_forgotten(leaf.kept->id))
    report({static_cast<std::int64_t>(leaf.index), "record_erased", "isi catatan hilang tanpa jejak penghapusan",
            "the record is gone, and nobody said that it was erased"});
  if (record_ && !looked.fault && leaf.kept && leaf.kept->record)
    record_(static_cast<std::int64_t>(leaf.index), *leaf.kept->record);
  grow(looked.hash, looked.certain);
}

bool FullCheck::was_forgotten(Id<Leaf> leaf) {
  if (!forgotten_) {
    forgotten_.emplace();
    for (auto const& subject : work::subjects_of(view_.rows, event_opening_forgotten)) forgotten_->insert({subject});
  }
  return forgotten_->contains(leaf);
}

void FullCheck::grow(Hash const& hash, bool certain) {
  if (!certain) doubtful_tile_ = next_ / merkle::tile_width;
  ++next_;
  by_leaves_.add(hash, [&](int level, std::uint64_t number, Hash const& root) {
    auto& kept = kept_.at(static_cast<std::size_t>(level));
    kept = stored_node(level, number, root);
    return level == 1 && doubtful_tile_ == number ? kept : root;
  });
  by_tiles_.add(hash, [&](int level, std::uint64_t, Hash const&) { return kept_.at(static_cast<std::size_t>(level)); });
  compare_checkpoints();
}

// The stored hash of a full tile; a difference waits for the next signed head to say which of the two is wrong.
Hash FullCheck::stored_node(int level, std::uint64_t number, Hash const& root) {
  auto const first = number << (merkle::tile_height * level);
  auto const end = (number + 1) << (merkle::tile_height * level);
  std::vector<Hash> kept;
  try {
    kept = store::nodes(view_.rows, level, number, 1);
  } catch (Mistake const&) {
    report(between(first, end, "tile_changed", "tidak cocok dengan petak pohonnya",
                   "do not match their tile of the tree"));
    return root;
  }
  if (kept.empty()) {
    report(between(first, end, "tile_missing", "kehilangan petak pohonnya", "have lost their tile of the tree"));
    return root;
  }
  bool const trust = level == 1 && doubtful_tile_ == number;
  if (trust)
    trusted_.push_back(
        {first, end,
         between(first, end, "tile_unproven", "berada di petak yang tidak dibuktikan kepala log mana pun",
                 "lie in a tile that no signed head proves")});
  if (kept.front() != root && !trust)
    pending_.push_back({first, end,
                        between(first, end, "tile_changed", "tidak cocok dengan petak pohonnya",
                                "do not match their tile of the tree")});
  return kept.front();
}

// Holds a signed head against the leaves, and against the stored tiles: whichever agrees is right.
void FullCheck::compare(std::uint64_t size, Hash const& root) {
  if (by_leaves_.root() == root) {
    for (auto& tile : pending_) report(std::move(tile.changed));
    by_tiles_ = by_leaves_;
  } else if (by_tiles_.root() == root) {
    for (auto const& tile : pending_)
      report(between(std::max(tile.first, last_good_size_), tile.end, "leaves_changed",
                     "berubah atau tertukar sejak ditandatangani", "were changed or swapped since they were signed"));
    by_leaves_ = by_tiles_;
  } else {
    // In the middle of a tile with a leaf that nobody knows any more: the next head tells.
    for (auto& tile : trusted_) report(std::move(tile.changed));
    trusted_.clear();
    bool const cannot_know = size % merkle::tile_width != 0 && doubtful_tile_ == size / merkle::tile_width;
    if (!cannot_know && !forked_) {
      report(between(last_good_size_, size, "two_roots", "memberi akar lain daripada yang ditandatangani",
                     "give another root than the one signed"));
      forked_ = true;  // later heads of the same fork are no news
    }
    return;
  }
  pending_.clear();
  trusted_.clear();
  forked_ = false;
  last_good_size_ = size;
}

void FullCheck::compare_head(store::SequencedHead const& head) {
  if (next_ != size_) return;
  if (last_good_size_ == size_ && size_ > 0 && by_leaves_.root() != head.root)
    report({-1, "head_changed", "kepala log di basis data bukan yang ditandatangani",
            "the head in the database is not the one that was signed"});
  else if (last_good_size_ != size_ || size_ == 0)
    compare(size_, head.root);
  if (auto const newest = store::newest_checkpoint(view_.rows); newest && newest->size > size_)
    report({-1, "head_changed", "kepala log lebih pendek daripada yang sudah ditandatangani",
            "the head is behind what was signed"});
}

void FullCheck::compare_checkpoints() {
  for (;;) {
    if (at_ == batch_.size()) {
      if (all_read_) return;
      batch_ = store::checkpoints(view_.rows, ask_from_, checkpoints_at_a_time);
      at_ = 0;
      all_read_ = std::ssize(batch_) < checkpoints_at_a_time;
      if (batch_.empty()) return;
      ask_from_ = batch_.back().size + 1;
    }
    auto const& checkpoint = batch_[at_];
    if (checkpoint.size > next_) return;
    ++at_;
    if (canary("translog.heads_not_compared")) continue;
    if (auto fault = fault_of(*key_, checkpoint))
      report(std::move(*fault));
    else
      compare(checkpoint.size, checkpoint.root);
  }
}

void FullCheck::check_counts() {
  std::array<std::int64_t, 7> kept{};
  for (auto const& count : store::counts(view_.rows)) kept[static_cast<std::size_t>(count.kind)] = count.count;
  std::int64_t beyond = 0;
  bool wrong = false;
  for (std::size_t kind = 0; kind < kept.size(); ++kind) {
    wrong = wrong || kept[kind] < seen_[kind];
    beyond += kept[kind] - seen_[kind];
  }
  if (wrong || beyond != unknown_)
    report({-1, "counts_wrong", "jumlah daun per jenis tidak cocok", "the counts of leaves by kind do not match"});
}

std::vector<Fault> check(View const& view, Progress const& progress, std::size_t limit, EachRecord const& record) {
  return FullCheck(view, progress, limit, record).run();
}

}  // namespace lumbung::translog
