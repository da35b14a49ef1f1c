// The full check of the log, as one walk along its leaves with two trees beside it: one from the leaves, one that goes
// on with the stored hash of each full tile. A signed head says which of the two is right. Seen by this room only.
#pragma once

#include <array>
#include <optional>
#include <unordered_set>
#include <vector>

#include "translog/inspect.h"
#include "translog/rolls.h"
#include "translog/store.h"
#include "translog/translog.h"
#include "translog/tree_rows.h"
#include "work/audit.h"

namespace lumbung::translog {

class FullCheck {
 public:
  FullCheck(View const& view, Progress const& progress, std::size_t limit, EachRecord const& record)
      : view_(view), progress_(progress), limit_(limit), record_(record) {}
  std::vector<Fault> run();

 private:
  struct Tile {
    std::uint64_t first, end;
    Fault changed;
  };

  // Runs a part; what cannot even be read (a hash of the wrong width) is a fault of it.
  template <class Part>
  void guarded(std::string_view of, Part part) {
    try {
      part();
    } catch (Mistake const& unreadable) {
      report({-1, "unreadable", "bagian log tidak terbaca: " + std::string(of),
              "a part of the log cannot be read: " + std::string(of) + ", " + unreadable.what()});
    }
  }
  void report(Fault fault);
  static Fault between(std::uint64_t first, std::uint64_t end, std::string_view code, std::string const& id,
                       std::string const& en);
  bool go_on();

  void read_key(store::SequencedHead const& head);
  // The places of rolls, as the rolls and the leaves before them tell, in order; differences are reported.
  std::vector<store::RollPlace> placed_rolls();
  void walk();
  std::vector<store::Stored> page_of_leaves(std::uint64_t from);
  void look_at_place(store::Stored const& leaf);
  void fill_until(std::uint64_t end);
  void miss_until(std::uint64_t end);
  void grow_unknown(std::uint64_t end);
  void lines_of(store::RollPlace const& place);
  void look_at(store::Stored const& leaf);
  bool was_forgotten(Id<Leaf> leaf);
  void grow(Hash const& hash, bool certain);
  Hash stored_node(int level, std::uint64_t number, Hash const& root);
  void compare(std::uint64_t size, Hash const& root);
  void compare_head(store::SequencedHead const& head);
  void compare_checkpoints();
  void check_counts();
  void check_waiting();

  View const& view_;
  Progress const& progress_;
  std::size_t limit_;
  EachRecord const& record_;
  std::vector<Fault> faults_;
  std::optional<merkle::VerifierKey> key_;
  std::uint64_t size_ = 0, next_ = 0, last_good_size_ = 0;
  Edge by_leaves_, by_tiles_;
  std::array<Hash, merkle::highest_level + 1> kept_{};  // the stored hash last met at each level
  std::vector<Tile> pending_;
  std::vector<Tile> trusted_;                   // since the last good head, because a leaf in them is not known
  std::optional<std::uint64_t> doubtful_tile_;  // the newest tile with a leaf whose hash nobody knows
  bool forked_ = false, stopped_ = false, told_beyond_ = false;
  std::array<std::int64_t, 7> seen_{};
  std::int64_t unknown_ = 0;  // leaves that are not there, or whose kind cannot be told
  std::vector<store::RollPlace> rolls_;
  std::size_t next_roll_ = 0;
  std::optional<std::unordered_set<Id<Leaf>>> forgotten_;
  std::vector<store::Signed> batch_;
  std::size_t at_ = 0;
  std::uint64_t ask_from_ = 0;
  bool all_read_ = false;
};

}  // namespace lumbung::translog
