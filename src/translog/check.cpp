// The full check: everything recomputed from the first leaf on.
#include <algorithm>

#include "merkle/checkpoint.h"
#include "merkle/tree.h"
#include "translog/inspect.h"
#include "translog/rolls.h"
#include "translog/store.h"
#include "translog/translog.h"
#include "translog/tree_rows.h"

namespace lumbung::translog {
namespace {

constexpr std::int64_t leaves_at_a_time = 2'048;
constexpr std::int64_t checkpoints_at_a_time = 512;
constexpr std::uint64_t progress_every = 65'536;

class FullCheck {
 public:
  FullCheck(View const& view, Progress const& progress, std::size_t limit)
      : view_(view), progress_(progress), limit_(limit) {}

  std::vector<Fault> run() {
    auto const head = store::head(view_.rows);
    if (!head) return {};
    auto const key = merkle::VerifierKey::parse(head->verifier_key);
    if (!key) {
      report(
          {-1, "key_unreadable", "kunci log di basis data tidak terbaca", "the log key in the database is unreadable"});
      return std::move(faults_);
    }
    key_ = *key;
    size_ = head->size;
    compare_checkpoints();  // one of size 0 may have been signed
    walk();
    if (next_ < size_) report(leaf_missing(next_));
    if (next_ == size_) compare(size_, head->root);
    for (auto& tile : pending_) report(std::move(tile.changed));
    check_counts();
    check_lost();
    std::stable_sort(faults_.begin(), faults_.end(), [](auto& a, auto& b) { return a.index < b.index; });
    return std::move(faults_);
  }

 private:
  void report(Fault fault) {
    if (faults_.size() < limit_) faults_.push_back(std::move(fault));
  }

  // "leaves 401–599 …", in the two languages.
  Fault between(std::uint64_t first, std::uint64_t end, std::string_view code, std::string const& id,
                std::string const& en) const {
    auto const range = std::to_string(first) + "–" + std::to_string(end - 1);
    return {static_cast<std::int64_t>(first), code, "daun " + range + " " + id, "leaves " + range + " " + en};
  }

  void walk() {
    for (;;) {
      auto const leaves = store::stored(view_.rows, next_, leaves_at_a_time);
      for (auto const& leaf : leaves) {
        look_at_rolls(leaf.index);
        while (next_ < leaf.index && next_ < size_) {
          report(leaf_missing(next_));
          named_ = true;
          grow(Hash{});
        }
        if (leaf.index >= size_) {
          report({static_cast<std::int64_t>(leaf.index), "leaf_beyond_head", "daun di luar kepala log",
                  "the leaf stands beyond the head of the log"});
          next_ = leaf.index + 1;
          continue;
        }
        look_at(leaf);
      }
      if (progress_) progress_(static_cast<std::int64_t>(next_), static_cast<std::int64_t>(size_));
      if (std::ssize(leaves) < leaves_at_a_time) break;
    }
    look_at_rolls(size_);
  }

  // The lines of rolls that stand before leaf `end`.
  void look_at_rolls(std::uint64_t end) {
    if (!rolls_) rolls_ = store::places(view_.rows, next_, size_);
    for (; next_roll_ < rolls_->size() && (*rolls_)[next_roll_].first < end; ++next_roll_) {
      auto const& place = (*rolls_)[next_roll_];
      if (place.first == next_ && place.end() <= size_) look_at(place);
    }
  }

  void look_at(store::RollPlace const& place) {
    auto const roll = store::roll(view_.rows, place.id);
    auto const miss_until = [&](std::uint64_t upto) {
      for (bool first = true; next_ < upto; first = false) {
        if (first) report(leaf_missing(next_));
        named_ = true;
        grow(Hash{});
      }
    };
    bool const told = roll && each_line(view_, *roll, 0, roll->lines, [&](RollLine const& line) {
                        miss_until(place.first + static_cast<std::uint64_t>(line.number));
                        grow(line.hash);
                        if (progress_ && next_ % progress_every == 0)
                          progress_(static_cast<std::int64_t>(next_), static_cast<std::int64_t>(size_));
                      });
    if (!told)
      report({static_cast<std::int64_t>(next_), "nonce_changed", "kunci pembuka satu gulungan catatan rusak",
              "the secret of a roll of records is damaged"});
    miss_until(place.end());
    seen_[static_cast<std::size_t>(LeafKind::entry)] += static_cast<std::int64_t>(place.lines);
  }

  void look_at(store::Stored const& leaf) {
    auto fault = fault_of(view_.house.keys, leaf);
    if (leaf.kept)
      if (auto const parts = merkle::parse_leaf(leaf.kept->leaf)) ++seen_[static_cast<std::size_t>(parts->kind)];
    if (fault) {
      report(std::move(*fault));
      named_ = true;
    }
    grow(leaf.hash);
  }

  void grow(Hash const& hash) {
    ++next_;
    by_leaves_.add(hash, [](int, std::uint64_t, Hash const& root) { return root; });
    by_tiles_.add(hash,
                  [&](int level, std::uint64_t number, Hash const& root) { return stored_node(level, number, root); });
    compare_checkpoints();
  }

  // The stored hash of a full tile; a difference waits for the next signed head to say which of the two is wrong.
  Hash stored_node(int level, std::uint64_t number, Hash const& root) {
    auto const kept = store::nodes(view_.rows, level, number, 1);
    auto const first = number << (merkle::tile_height * level);
    auto const end = (number + 1) << (merkle::tile_height * level);
    if (kept.empty()) {
      report(between(first, end, "tile_missing", "kehilangan petak pohonnya", "have lost their tile of the tree"));
      return root;
    }
    if (kept.front() != root && !named_)
      pending_.push_back({first, end,
                          between(first, end, "tile_changed", "tidak cocok dengan petak pohonnya",
                                  "do not match their tile of the tree")});
    return kept.front();
  }

  // Holds a signed head against the leaves, and against the stored tiles: whichever agrees is right.
  void compare(std::uint64_t size, Hash const& root) {
    if (by_leaves_.root() == root) {
      for (auto& tile : pending_) report(std::move(tile.changed));
      by_tiles_ = by_leaves_;
    } else if (by_tiles_.root() == root) {
      for (auto const& tile : pending_)
        report(between(std::max(tile.first, last_good_size_), tile.end, "leaves_changed",
                       "berubah atau tertukar sejak ditandatangani", "were changed or swapped since they were signed"));
      by_leaves_ = by_tiles_;
    } else {
      if (!named_)
        report(between(last_good_size_, size, "two_roots", "memberi akar lain daripada yang ditandatangani",
                       "give another root than the one signed"));
      named_ = true;  // later heads of the same fork are no news
      return;
    }
    pending_.clear();
    named_ = false;
    last_good_size_ = size;
  }

  void compare_checkpoints() {
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
      if (checkpoint.size > by_leaves_.size()) return;
      ++at_;
      if (auto fault = fault_of(key_, checkpoint)) report(std::move(*fault));
      compare(checkpoint.size, checkpoint.root);
    }
  }

  void check_counts() {
    std::array<std::int64_t, 7> kept{};
    for (auto const& count : store::counts(view_.rows)) kept[static_cast<std::size_t>(count.kind)] = count.count;
    if (kept != seen_ && faults_.empty())
      report({-1, "counts_wrong", "jumlah daun per jenis tidak cocok", "the counts of leaves by kind do not match"});
  }

  void check_lost() {
    for (auto const& id : store::lost(view_.rows, static_cast<std::int64_t>(limit_)))
      report({-1, "outbox_row_missing", "catatan " + id.text() + " hilang dari antrean log dan tidak punya urutan",
              "record " + id.text() + " is gone from the outbox and has no index"});
  }

  View const& view_;
  Progress const& progress_;
  std::size_t limit_;
  std::vector<Fault> faults_;
  merkle::VerifierKey key_;
  std::uint64_t size_ = 0, next_ = 0, last_good_size_ = 0;
  Edge by_leaves_, by_tiles_;
  struct Tile {
    std::uint64_t first, end;
    Fault changed;
  };
  std::vector<Tile> pending_;
  bool named_ = false;  // a fault since the last good head has been named, so a wrong root is no news
  std::array<std::int64_t, 7> seen_{};
  std::optional<std::vector<store::RollPlace>> rolls_;
  std::size_t next_roll_ = 0;
  std::vector<store::Signed> batch_;
  std::size_t at_ = 0;
  std::uint64_t ask_from_ = 0;
  bool all_read_ = false;
};

}  // namespace

std::vector<Fault> check(View const& view, Progress const& progress, std::size_t limit) {
  return FullCheck(view, progress, limit).run();
}

}  // namespace lumbung::translog
