// The full check: everything recomputed from the first leaf on.
#include <algorithm>

#include "merkle/checkpoint.h"
#include "merkle/tree.h"
#include "translog/inspect.h"
#include "translog/store.h"
#include "translog/translog.h"
#include "translog/tree_rows.h"

namespace lumbung::translog {
namespace {

constexpr std::int64_t leaves_at_a_time = 2'048;
constexpr std::int64_t checkpoints_at_a_time = 512;

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
    if (next_ == size_ && !tile_broken_ && edge_.root() != head->root) report_two_roots(size_);
    check_counts();
    check_lost();
    std::stable_sort(faults_.begin(), faults_.end(), [](auto& a, auto& b) { return a.index < b.index; });
    return std::move(faults_);
  }

 private:
  void report(Fault fault) {
    if (faults_.size() < limit_) faults_.push_back(std::move(fault));
  }

  void report_two_roots(std::uint64_t size) {
    auto const range = std::to_string(last_good_size_) + "–" + std::to_string(size - 1);
    report({static_cast<std::int64_t>(last_good_size_), "two_roots",
            "akar pohon pada ukuran " + std::to_string(size) + " berbeda dari yang ditandatangani; urutan " + range +
                " tertukar atau berubah",
            "the root at size " + std::to_string(size) + " differs from the one signed; leaves " + range +
                " were swapped or changed"});
  }

  void walk() {
    for (;;) {
      auto const leaves = store::stored(view_.rows, next_, leaves_at_a_time);
      for (auto const& leaf : leaves) {
        while (next_ < leaf.index && next_ < size_) {
          report(leaf_missing(next_));
          tile_broken_ = true;
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
      if (std::ssize(leaves) < leaves_at_a_time) return;
    }
  }

  void look_at(store::Stored const& leaf) {
    auto fault = fault_of(view_.house.keys, leaf);
    if (leaf.kept)
      if (auto const parts = merkle::parse_leaf(leaf.kept->leaf)) ++seen_[static_cast<std::size_t>(parts->kind)];
    if (fault) {
      report(std::move(*fault));
      // Which of text and hash was changed, the tile will tell; either way its mismatch is no news.
      tile_broken_ = true;
    }
    grow(leaf.hash);
  }

  void grow(Hash const& hash) {
    ++next_;
    edge_.add(hash,
              [&](int level, std::uint64_t number, Hash const& root) { return compare_node(level, number, root); });
    compare_checkpoints();
  }

  // Goes on with the stored hash, so that one bad tile does not make all later ones look bad.
  Hash compare_node(int level, std::uint64_t number, Hash const& root) {
    auto const kept = store::hashes(view_.rows, level, number, 1);
    bool const known = std::exchange(tile_broken_, false);
    if (!kept.empty() && kept.front() == root) return root;
    auto const first = number << (merkle::tile_height * level);
    if (!known || kept.empty())
      report({static_cast<std::int64_t>(first), kept.empty() ? "tile_missing" : "tile_changed",
              "petak pohon mulai urutan " + std::to_string(first) + " tidak cocok dengan daunnya",
              "the tile from index " + std::to_string(first) + " on does not match its leaves"});
    return kept.empty() ? root : kept.front();
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
      if (checkpoint.size > edge_.size()) return;
      ++at_;
      if (auto fault = fault_of(key_, checkpoint)) report(std::move(*fault));
      if (edge_.root() == checkpoint.root) {
        last_good_size_ = checkpoint.size;
      } else if (!tile_broken_) {
        report_two_roots(checkpoint.size);
      }
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
  Edge edge_;
  bool tile_broken_ = false;  // a fault inside the tile under way has been named already
  std::array<std::int64_t, 7> seen_{};
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
