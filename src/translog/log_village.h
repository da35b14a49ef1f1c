// A village with a log of its own, for tests of this room.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "merkle/checkpoint.h"
#include "merkle/tree.h"
#include "tests/village.h"
#include "translog/sequencer.h"
#include "translog/translog.h"

namespace lumbung::translog {

inline constexpr std::string_view test_origin = "lumbung.example/lumbung/uji";

// A record as the ledger would write it.
inline std::string made_up_record(int number) {
  return "lumbung/record@v1\nid " + std::to_string(number) + "\ntype gift\namount IDR 2500000\n";
}

class LogVillage {
 public:
  LogVillage() { open(); }

  // Commits to made-up records, all in one work.
  std::vector<Id<Leaf>> commit_some(int count) {
    return village
        .work([&](Work& work) -> Result<std::vector<Id<Leaf>>> {
          std::vector<Id<Leaf>> ids;
          for (int i = 0; i < count; ++i) ids.push_back(commit(work, work.today(), made_up_record(made_++)));
          work.record({"test.committed", {}, std::nullopt, {}});
          return ids;
        })
        .value();
  }
  static Result<Id<Leaf>> commit_one(Work& work, std::string_view record) {
    auto const id = commit(work, work.today(), record);
    work.record({"test.committed", id.uuid, std::nullopt, {}});
    return id;
  }
  void publish() { ASSERT_FALSE(sequencer->publish_now().refused()); }
  // Changes rows behind the back of the rules, as somebody with the database in hand would.
  void tamper(storage::Sql sql, std::initializer_list<storage::Parameter> parameters = {}) {
    auto const changed = village.work([&](Work& work) -> Result<std::int64_t> {
      auto const rows = work.rows.run(sql, parameters);
      work.record({"test.tampered", {}, std::nullopt, {}});
      return rows;
    });
    ASSERT_GT(changed.value(), 0);
  }
  // Closes everything and opens it again, as a restart would; the answer is that of Sequencer::start.
  Verdict restart() {
    sequencer.reset();
    village.restart();
    open_sequencer();
    return sequencer->start();
  }
  std::vector<Fault> faults() {
    return village.view([](View const& view) { return check(view); });
  }
  Head head_now() {
    return village.view([](View const& view) { return head(view); });
  }
  Result<std::string> receipt_of(Id<Leaf> id) {
    return village.view([&](View const& view) { return receipt(view, id); });
  }
  std::string key_file() const { return village.directory() + "/log.key"; }
  std::string published_file() const { return village.directory() + "/log.checkpoint"; }

  Village village{{migrations()}};
  std::unique_ptr<Sequencer> sequencer;

 private:
  void open() {
    open_sequencer();
    auto const verdict = sequencer->start();
    EXPECT_FALSE(verdict.refused());
  }
  void open_sequencer() {
    sequencer = std::make_unique<Sequencer>(village.engine(), log_key(key_file(), test_origin, village.chance),
                                            SequencerOptions{.published_file = published_file()});
  }
  int made_ = 0;
};

}  // namespace lumbung::translog
