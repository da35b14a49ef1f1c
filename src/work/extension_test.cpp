// What a module keeps from one unit of a commit to the next (work::Extension).
#include <gtest/gtest.h>

#include <future>
#include <latch>

#include "tests/village.h"
#include "work/work.h"

namespace lumbung::work {
namespace {

constexpr Refusal changed_my_mind{"test.changed_my_mind", Trouble::conflict, "Tidak jadi.", "Changed my mind."};

std::vector<storage::Migration> one_head() {
  return {{"0001-barn", R"(
-- local: for tests
CREATE TABLE heads (id {i64} PRIMARY KEY, balance {i64} NOT NULL CHECK (balance <= 1000)) {strict};
)"}};
}

// A balance that is read once and written once in a commit, as the ledger does with its account heads.
class Balance final : public Extension {
 public:
  static inline int loads = 0, writes = 0, commits = 0;

  explicit Balance(Balance const* below) : below_(below) {}
  std::int64_t read(storage::Reader& rows) {
    if (!known_ && below_ != nullptr) known_ = below_->known_;
    if (!known_) {
      ++loads;
      known_ = rows.number("SELECT balance FROM heads WHERE id = 1");
    }
    return *known_;
  }
  void add(storage::Reader& rows, std::int64_t amount) { known_ = read(rows) + amount; }
  void merge_into(Extension& group) override { static_cast<Balance&>(group).known_ = known_; }
  void before_commit(storage::Writer& rows) override {
    if (!known_) return;
    ++writes;
    rows.run("UPDATE heads SET balance = $1 WHERE id = 1", {*known_});
  }
  void committed() noexcept override { ++commits; }

 private:
  Balance const* below_;
  std::optional<std::int64_t> known_;
};

Verdict add(Work& work, std::int64_t amount) {
  work.extension<Balance>().add(work.rows, amount);
  work.record({.kind = "test.added"});
  return done;
}

struct Barn {
  Barn() {
    Balance::loads = Balance::writes = Balance::commits = 0;
    village
        .work([](Work& work) -> Verdict {
          work.rows.run("INSERT INTO heads (id, balance) VALUES (1, 100)", {});
          work.record({.kind = "test.opened"});
          return done;
        })
        .value();
  }
  std::int64_t balance() {
    return village.view([](View const& view) { return view.rows.number("SELECT balance FROM heads WHERE id = 1"); });
  }
  // Puts all units into one commit; returns what came of each: "" kept, a code, or "mistake".
  std::vector<std::string> together(std::vector<std::function<Verdict(Work&)>> units) {
    std::promise<void> there, go;
    auto const nothing = [](std::exception_ptr const&) {};
    auto& engine = village.engine();
    engine.queue(
        Actor::system(),
        [&](Work&) -> Verdict {
          there.set_value();
          go.get_future().wait();
          return done;
        },
        [](Verdict const&) {}, nothing);
    there.get_future().wait();
    std::vector<std::string> outcomes(units.size());
    std::latch answered(static_cast<std::ptrdiff_t>(units.size()));
    for (std::size_t i = 0; i < units.size(); ++i)
      engine.queue(
          Actor::system(), units[i],
          [&, i](Verdict const& verdict) {
            outcomes[i] = verdict.code();
            answered.count_down();
          },
          [&, i](std::exception_ptr const&) {
            outcomes[i] = "mistake";
            answered.count_down();
          });
    go.set_value();
    answered.wait();
    return outcomes;
  }
  Village village{{one_head()}};
};

TEST(Extension, IsReadOnceAndWrittenOnceInACommitOfManyUnits) {
  Barn barn;
  std::vector<std::function<Verdict(Work&)>> units;
  for (int i = 0; i < 20; ++i) units.emplace_back([](Work& work) { return add(work, 5); });
  barn.together(units);
  EXPECT_EQ(barn.balance(), 200);
  EXPECT_EQ(Balance::loads, 1);
  EXPECT_EQ(Balance::writes, 1);
  EXPECT_EQ(Balance::commits, 1);
}

TEST(Extension, ForgetsWhatAnUndoneUnitChanged) {
  Barn barn;
  auto const outcomes = barn.together({[](Work& work) { return add(work, 1); },
                                       [](Work& work) -> Verdict {
                                         TRY(add(work, 1000));
                                         return refuse(changed_my_mind);
                                       },
                                       [](Work& work) -> Verdict {
                                         TRY(add(work, 1000));
                                         throw Mistake("our fault");
                                       },
                                       [](Work& work) {
                                         EXPECT_EQ(work.extension<Balance>().read(work.rows), 101);
                                         return add(work, 2);
                                       }});
  EXPECT_EQ(outcomes, (std::vector<std::string>{"", "test.changed_my_mind", "mistake", ""}));
  EXPECT_EQ(barn.balance(), 103);
}

TEST(Extension, ThatCannotBeWrittenCostsOnlyTheGuiltyUnit) {
  Barn barn;
  auto const outcomes =
      barn.together({[](Work& work) { return add(work, 1); }, [](Work& work) { return add(work, 5000); },
                     [](Work& work) { return add(work, 2); }});
  EXPECT_EQ(outcomes, (std::vector<std::string>{"", "mistake", ""}));
  EXPECT_EQ(barn.balance(), 103);
}

TEST(Extension, ThatChangesRowsOfAnEventlessWorkIsAMistake) {
  Barn barn;
  EXPECT_EQ(barn.together({[](Work& work) -> Verdict {
    work.extension<Balance>().add(work.rows, 1);
    work.rows.number("SELECT COUNT(*) FROM heads");
    static_cast<void>(work.own_extensions());
    return done;
  }}),
            std::vector<std::string>{"mistake"});
  EXPECT_EQ(barn.balance(), 100);
}

}  // namespace
}  // namespace lumbung::work
