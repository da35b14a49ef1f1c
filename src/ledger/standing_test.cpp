// Balances in memory: whoever looks sees what stands in the rows, whatever was swept, undone or restarted meanwhile.
#include "ledger/standing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "ledger/store.h"
#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

constexpr Refusal thought_better{"ledger.test_thought_better", Trouble::conflict, "Batal.", "Undone."};

// What every account should show, kept by plain addition.
struct Plain {
  std::int64_t debits = 0, credits = 0, postings = 0, held = 0;
};

class Life {  // of a book
 public:
  Life(std::uint64_t seed, std::int64_t pace) : chance(seed), barn(pace) {
    auto& village = barn.village;
    if (village.on_postgresql()) {
      other_database = storage::Database::open({.url = village.url(), .data_dir = village.directory()});
      other = std::make_unique<work::Engine>(*other_database, village.house, village.clock, village.chance);
    }
    for (int i = 0; i < 8; ++i) add_account();
  }

  void step() {
    auto const what = chance.number(12);
    if (what == 0) return barn.restart();
    if (what == 1) return add_account();
    if (what == 2) return post_in_vain();
    if (what == 3) return hold();
    if (what == 4) return look_from_before();
    if (what == 5) return run();
    if (what == 6) return read_ahead();
    post();
  }

  void compare() {
    barn.view([&](View const& v) {
      for (std::size_t i = 0; i < ids.size(); ++i) compare(v, i, plain[i]);
      compare_trial(v, plain);
      return done;
    });
  }
  std::vector<Fault> faults() { return barn.faults(); }

 private:
  void compare(View const& v, std::size_t i, Plain const& expected) {
    auto const found = find_account(v, barn.book, ids[i]);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->debits, expected.debits);
    EXPECT_EQ(found->credits, expected.credits);
    EXPECT_EQ(found->postings, expected.postings);
    EXPECT_EQ(found->held, expected.held);
    auto const lines = statement(v, {.book = barn.book, .account = ids[i], .limit = 1'000});
    EXPECT_EQ(lines->lines.size(), static_cast<std::size_t>(expected.postings));
    if (!lines->lines.empty()) {
      EXPECT_EQ(lines->lines[0].balance, found->balance());
    }
  }

  void compare_trial(View const& v, std::vector<Plain> const& expected) {
    AssetSum sum{.asset = rupiah};
    for (auto const& one : expected) {
      sum.debits += one.debits;
      sum.credits += one.credits;
    }
    auto const trial = trial_balance(v, barn.book);
    EXPECT_EQ(trial.totals.empty() ? 0 : trial.totals[0].debits.minor, sum.debits);
    EXPECT_EQ(trial.totals.empty() ? 0 : trial.totals[0].credits.minor, sum.credits);
    std::size_t found = 0;
    for (auto const& line : trial.lines) {
      auto const at = std::ranges::find(ids, line.about.id);
      if (at == ids.end()) continue;
      auto const& one = expected[static_cast<std::size_t>(at - ids.begin())];
      EXPECT_EQ(line.debits.minor, one.debits);
      EXPECT_EQ(line.credits.minor, one.credits);
      EXPECT_EQ(line.held, one.held);
      ++found;
    }
    EXPECT_EQ(found, expected.size());
  }

  // On PostgreSQL another process posts in the same book, now and then.
  template <class Act>
  auto work(Act act) {
    if (other == nullptr || chance.number(6) > 0) return barn.work(std::move(act));
    return other->work(barn.village.actor, [&](Work& w) {
      w.record({.kind = "ledger.tested"});
      return act(w);
    });
  }

  void add_account() {
    ids.push_back(barn.open("account_" + std::to_string(ids.size()), ids.size() % 2 == 0 ? Side::debit : Side::credit,
                            Class::asset, Passage::rests, Floor::may_go_below_zero));
    plain.emplace_back();
    numbers.push_back(static_cast<std::uint32_t>(
        barn.view([&](View const& v) { return find_account(v, barn.book, ids.back())->number; })));
  }
  EntryWish some_entry(std::vector<Plain>& after) {
    std::vector<TransferWish> transfers;
    for (auto left = 1 + chance.number(6); left > 0; --left) {
      auto const a = chance.number(ids.size());
      auto const b = (a + 1 + chance.number(ids.size() - 1)) % ids.size();
      auto const amount = static_cast<std::int64_t>(1 + chance.number(5'000));
      transfers.push_back({ids[a], ids[b], {amount, rupiah}});
      after[a].debits += amount;
      after[b].credits += amount;
      ++after[a].postings;
      ++after[b].postings;
    }
    return barn.wish("movement", std::move(transfers));
  }
  void post() {
    auto after = plain;
    auto const verdict = work([&](Work& w) -> Verdict {
      after = plain;
      for (auto left = 1 + chance.number(3); left > 0; --left)
        static_cast<void>(TRY(ledger::post(w, some_entry(after))));
      for (std::size_t i = 0; i < ids.size(); ++i) compare(w, i, after[i]);  // seen at once by whoever posted
      return done;
    });
    ASSERT_EQ(verdict.code(), "");
    plain = after;
  }
  void run() {
    std::vector<RunLine> lines;
    auto after = plain;
    for (auto left = 1 + chance.number(30); left > 0; --left) {
      auto const a = chance.number(ids.size());
      auto const b = (a + 1 + chance.number(ids.size() - 1)) % ids.size();
      auto const amount = static_cast<std::int64_t>(1 + chance.number(5'000));
      lines.push_back({numbers[a], numbers[b], amount});
      after[a].debits += amount;
      after[b].credits += amount;
      ++after[a].postings;
      ++after[b].postings;
    }
    auto const verdict = work([&](Work& w) -> Verdict {
      static_cast<void>(TRY(post_run(
          w, {.id = barn.id<Entry>(), .book = barn.book, .kind = "payday", .day = barn.today(), .lines = lines})));
      for (std::size_t i = 0; i < ids.size(); ++i) compare(w, i, after[i]);
      return done;
    });
    ASSERT_EQ(verdict.code(), "");
    plain = after;
  }
  void post_in_vain() {
    auto const verdict = work([&](Work& w) -> Verdict {
      auto unused = plain;
      static_cast<void>(TRY(ledger::post(w, some_entry(unused))));
      return refuse(thought_better);
    });
    ASSERT_EQ(verdict.code(), thought_better.code);
  }
  void hold() {
    auto const a = 1 + 2 * chance.number(ids.size() / 2);  // grows by credits, so a debit takes from it
    auto const b = (a + 1) % ids.size();
    auto const amount = static_cast<std::int64_t>(1 + chance.number(50));
    if (b % 2 == 1) return;
    auto const verdict = work([&](Work& w) {
      return place_hold(
          w, {.id = barn.id<Hold>(), .book = barn.book, .debit = ids[a], .credit = ids[b], .amount = {amount, rupiah}});
    });
    ASSERT_EQ(verdict.code(), "");
    plain[a].held += amount;
    plain[b].held += amount;
  }
  void read_ahead() {
    ASSERT_EQ(barn.work([&](Work& w) { return stand_ready(w, barn.book); }).code(), "");
  }
  // Somebody began to look, others post meanwhile, and the first goes on looking at the same picture.
  void look_from_before() {
    auto const before = plain;
    barn.view([&](View const& v) {
      for (int i = 0; i < 3; ++i) post();
      for (std::size_t i = 0; i < before.size(); ++i) compare(v, i, before[i]);
      compare_trial(v, before);
      return done;
    });
  }

  SeededChance chance;
  Barn barn;
  std::unique_ptr<storage::Database> other_database;
  std::unique_ptr<work::Engine> other;
  std::vector<Id<LedgerAccount>> ids;
  std::vector<std::uint32_t> numbers;
  std::vector<Plain> plain;
};

TEST(Standing, IsWhatTheRowsSayWhateverHappens) {
  std::uint64_t const seeds = Barn().village.on_postgresql() ? 12 : 24;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Life life(seed, std::array<std::int64_t, 4>{0, 3, 40, 65'536}[seed % 4]);
    for (int steps = 0; steps < 40; ++steps) {
      life.step();
      life.compare();
      if (testing::Test::HasFailure()) return;
    }
    for (auto const& fault : life.faults()) ADD_FAILURE() << fault.what << ": " << fault.detail;
  }
}

TEST(Standing, RowsAreWrittenLaterAndAllOfThemInTheEnd) {
  Barn barn(10);
  if (barn.village.on_postgresql()) GTEST_SKIP() << "there every commit writes its rows";
  auto const behind = [&] {
    return barn.view([&](View const& v) {
      auto const last = store::book_head(v.rows, barn.book)->last_transfer;
      return last - store::swept_upto(v.rows, barn.book);
    });
  };
  std::int64_t most_behind = 0;
  for (int i = 0; i < 200; ++i) {
    static_cast<void>(barn.gift(5_rp));
    most_behind = std::max(most_behind, behind());
  }
  EXPECT_GT(most_behind, 1);
  EXPECT_LT(most_behind, 40);
  EXPECT_TRUE(barn.faults().empty());
}

// Of two processes each keeps what it knows only as long as the other writes nothing.
TEST(Standing, OnPostgresqlItIsForgottenWhenAnotherProcessWrites) {
  Barn barn;
  auto& village = barn.village;
  if (!village.on_postgresql()) GTEST_SKIP() << "there one process has the file to itself";
  auto const other_database = storage::Database::open({.url = village.url(), .data_dir = village.directory()});
  work::Engine other(*other_database, village.house, village.clock, village.chance);
  auto const number = [&](Id<LedgerAccount> id) {
    return static_cast<std::uint32_t>(barn.view([&](View const& v) { return find_account(v, barn.book, id)->number; }));
  };
  std::vector<RunLine> const lines{{number(barn.bank), number(barn.equity), 7'00}};
  auto const run = [&](work::Engine& engine) {
    return engine.work(village.actor, [&](Work& w) -> Verdict {
      w.record({.kind = "ledger.tested"});
      static_cast<void>(TRY(post_run(
          w, {.id = barn.id<Entry>(), .book = barn.book, .kind = "payday", .day = barn.today(), .lines = lines})));
      return done;
    });
  };
  auto const stands = [&](work::Engine& engine) {
    return engine.house().residents->get<Standings>().of(barn.book).loaded();
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(run(village.engine()).code(), "");
  EXPECT_TRUE(stands(village.engine())) << "who reads it again and again keeps it";
  EXPECT_EQ(run(other).code(), "");
  EXPECT_FALSE(stands(other));
  EXPECT_EQ(run(village.engine()).code(), "");
  EXPECT_FALSE(stands(village.engine())) << "the other one wrote meanwhile";
  EXPECT_EQ(barn.balance_of(barn.bank), 35_rp);
  EXPECT_TRUE(barn.faults().empty());
}

TEST(Standing, ARowThatLiesIsFoundThoughItMayBeBehind) {
  Barn barn(0);
  static_cast<void>(barn.gift(5_rp));
  barn.settle();
  EXPECT_TRUE(barn.faults().empty());
  auto const planted = [&](storage::Sql sql) {
    EXPECT_EQ(barn.work([&](Work& w) {
                    EXPECT_GT(w.rows.run(sql, {barn.book.number}), 0);
                    return Verdict(done);
                  })
                  .code(),
              "");
    auto const faults = barn.faults();
    return !faults.empty() && faults[0].what == "head_differs";
  };
  EXPECT_TRUE(planted("UPDATE ledger_heads SET debits = debits + 1 WHERE book_id = $1 AND account_no = 1"));
  EXPECT_FALSE(barn.faults().empty());
  EXPECT_TRUE(
      planted("UPDATE ledger_heads SET debits = debits - 1, last_transfer = 1 WHERE book_id = $1 AND account_no = 1"));
}

}  // namespace
}  // namespace lumbung::ledger
