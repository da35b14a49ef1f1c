#include "work/work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <thread>

#include "tests/village.h"
#include "work/audit.h"

namespace lumbung::work {
struct Sack;  // something to count

namespace {

constexpr Refusal too_many_sacks{"test.too_many_sacks", Trouble::conflict, "Terlalu banyak karung.", "Too many sacks."};

std::vector<storage::Migration> sacks_and_totals() {
  return {{"0001-barn", R"(
-- local: for tests
CREATE TABLE sacks (id {i64} PRIMARY KEY, kilograms {i64} NOT NULL CHECK (kilograms > 0)) {strict};
-- local: for tests
CREATE TABLE totals (id {i64} PRIMARY KEY, kilograms {i64} NOT NULL) {strict};
)"}};
}

Event stored(std::int64_t id) { return {.kind = "test.stored", .facts = {{"sack", std::to_string(id)}}}; }

Result<std::int64_t> store_sack(Work& work, std::int64_t id, std::int64_t kilograms = 50) {
  work.rows.run("INSERT INTO sacks (id, kilograms) VALUES ($1, $2)", {id, kilograms});
  work.record(stored(id));
  return id;
}

std::int64_t count(Village& village) {
  return village.view([](View const& view) { return view.rows.number("SELECT COUNT(*) FROM sacks"); });
}

// Holds the writer's thread still until let go, so that what is queued meanwhile comes into one commit.
class Stop {
 public:
  explicit Stop(Engine& engine) {
    engine.queue(
        Actor::system(),
        [this](Work&) -> Verdict {
          there_.set_value();
          go_.get_future().wait();
          return done;
        },
        [](Verdict const&) {}, [](std::exception_ptr const&) {});
    there_.get_future().wait();
  }
  void let_go() { go_.set_value(); }

 private:
  std::promise<void> there_, go_;
};

TEST(Work, IsThereForAllToSeeOnceItIsAnswered) {
  Village village({sacks_and_totals()});
  auto const answer = village.work([](Work& work) { return store_sack(work, 7); });
  ASSERT_EQ(answer.code(), "");
  EXPECT_EQ(*answer, 7);
  EXPECT_EQ(count(village), 1);
  village.restart();
  EXPECT_EQ(count(village), 1);
}

TEST(Work, ThatIsRefusedChangesNothing) {
  Village village({sacks_and_totals()});
  auto const answer = village.work([](Work& work) -> Result<std::int64_t> {
    TRY(store_sack(work, 1));
    return refuse(too_many_sacks);
  });
  EXPECT_EQ(answer.code(), "test.too_many_sacks");
  EXPECT_EQ(count(village), 0);
  EXPECT_EQ(village.engine().version(), 0u);
}

TEST(Work, ThatIsRefusedAmongOthersInOneCommitLeavesTheOthers) {
  Village village({sacks_and_totals()});
  auto& engine = village.engine();
  Stop stop(engine);
  std::atomic<int> kept{0}, refused{0}, failed{0};
  std::latch answered(9);
  for (int i = 0; i < 9; ++i)
    engine.queue(
        Actor::system(),
        [i](Work& work) -> Result<std::int64_t> {
          TRY(store_sack(work, i));
          if (i % 3 == 1) return refuse(too_many_sacks);
          if (i % 3 == 2) throw Mistake("our fault");
          return i;
        },
        [&](Result<std::int64_t> const& answer) {
          ++(answer.refused() ? refused : kept);
          answered.count_down();
        },
        [&](std::exception_ptr const&) {
          ++failed;
          answered.count_down();
        });
  stop.let_go();
  answered.wait();
  EXPECT_EQ(kept, 3);
  EXPECT_EQ(refused, 3);
  EXPECT_EQ(failed, 3);
  EXPECT_EQ(count(village), 3);
  EXPECT_EQ(engine.version(), 1u) << "all of them came into one commit";
  EXPECT_EQ(village.view([](View const& view) { return first_broken_link(view.rows); }), std::nullopt);
}

TEST(Work, ThatChangesRowsWithoutAnEventIsAMistakeAndUndone) {
  Village village({sacks_and_totals()});
  EXPECT_THROW(static_cast<void>(village.work([](Work& work) -> Verdict {
                 work.rows.run("INSERT INTO sacks (id, kilograms) VALUES (1, 5)", {});
                 return done;
               })),
               Mistake);
  EXPECT_THROW(static_cast<void>(village.work([](Work& work) -> Verdict {
                 work.rows.number("INSERT INTO sacks (id, kilograms) VALUES (2, 5) RETURNING id");
                 return done;
               })),
               Mistake);
  EXPECT_THROW(static_cast<void>(village.work([](Work& work) -> Verdict {
                 auto const load = work.rows.bulk("sacks", "id, kilograms");
                 load->add({3, 5});
                 load->finish();
                 return done;
               })),
               Mistake);
  EXPECT_EQ(count(village), 0);
}

TEST(Work, ThatOnlyLooksNeedsNoEventAndMakesNoCommit) {
  Village village({sacks_and_totals()});
  auto const answer =
      village.work([](Work& work) -> Result<std::int64_t> { return work.rows.number("SELECT COUNT(*) FROM sacks"); });
  EXPECT_EQ(*answer, 0);
  EXPECT_EQ(village.engine().version(), 0u);
}

TEST(Work, ThatClashesIsUndoneAloneAndSaysSo) {
  Village village({sacks_and_totals()});
  ASSERT_FALSE(village.work([](Work& work) { return store_sack(work, 1); }).refused());
  auto const again = [](Work& work) -> Result<std::int64_t> {
    TRY(store_sack(work, 2));
    return store_sack(work, 1);
  };
  EXPECT_THROW(static_cast<void>(village.work(again)), storage::Clash);
  EXPECT_EQ(count(village), 1);
}

TEST(Work, CannotGoOnAfterAClashOnEitherEngine) {
  Village village({sacks_and_totals()});
  ASSERT_FALSE(village.work([](Work& work) { return store_sack(work, 1); }).refused());
  auto const hushed = [](Work& work) -> Result<std::int64_t> {
    TRY(store_sack(work, 2));
    try {
      TRY(store_sack(work, 1));
    } catch (storage::Clash const&) {
    }
    return 2;
  };
  EXPECT_THROW(static_cast<void>(village.work(hushed)), Mistake);
  auto const refusing = [](Work& work) -> Result<std::int64_t> {
    try {
      return store_sack(work, 1);
    } catch (storage::Clash const&) {
      return refuse(too_many_sacks);
    }
  };
  EXPECT_EQ(village.work(refusing).code(), "test.too_many_sacks");
  EXPECT_EQ(count(village), 1);
}

TEST(Work, BeyondTheLimitOfTheQueueIsRefusedAsTooBusy) {
  Village village({sacks_and_totals()}, {.queue_limit = 2});
  Stop stop(village.engine());
  std::latch answered(2);
  auto const put = [&](std::int64_t id, auto then) {
    village.engine().queue(
        Actor::system(), [id](Work& work) { return store_sack(work, id); }, then, [](std::exception_ptr const&) {});
  };
  put(1, [&](Result<std::int64_t> const&) { answered.count_down(); });
  put(2, [&](Result<std::int64_t> const&) { answered.count_down(); });
  std::string code;
  put(3, [&](Result<std::int64_t> const& answer) { code = answer.code(); });
  EXPECT_EQ(code, "work.too_busy");
  EXPECT_EQ(village.work([](Work& work) { return store_sack(work, 4); }).code(), "work.too_busy");
  stop.let_go();
  answered.wait();
  EXPECT_EQ(count(village), 2);
}

TEST(Work, ThatIsPatientGoesAloneAfterTheOthersAndIsNotPutOffForEver) {
  Village village({sacks_and_totals()}, {.own_writer = false});
  auto& engine = village.engine();
  std::string order;
  std::map<char, std::uint64_t> commit;
  auto const put = [&](
                       char name, Engine::Turn turn, std::function<void()> then = [] {}) {
    engine.queue(
        Actor::system(),
        [&, name](Work& work) {
          order += name;
          return store_sack(work, name);
        },
        [&, name, then](Result<std::int64_t> const&) {
          commit[name] = engine.version();
          then();
        },
        [](std::exception_ptr const&) {}, turn);
  };
  put('P', Engine::Turn::patient);
  put('Q', Engine::Turn::patient);
  put('a', Engine::Turn::soon, [&] { put('c', Engine::Turn::soon); });
  put('b', Engine::Turn::soon);
  ASSERT_FALSE(village.work([](Work& work) { return store_sack(work, 1); }).refused());
  EXPECT_EQ(order, "abPcQ");
  EXPECT_EQ(commit['a'], commit['b']);
  EXPECT_LT(commit['P'], commit['c']);
  EXPECT_LT(commit['c'], commit['Q']);
}

TEST(Work, FromInsideAWorkIsAMistakeRatherThanWaitingForEver) {
  Village village({sacks_and_totals()});
  auto const nested = [&](Work&) { return village.work([](Work& work) { return store_sack(work, 1); }); };
  EXPECT_THROW(static_cast<void>(village.work(nested)), Mistake);
}

TEST(Work, QueuedWhenTheEngineClosesIsStillDone) {
  Village village({sacks_and_totals()});
  std::atomic<int> answered{0};
  for (int i = 0; i < 100; ++i)
    village.engine().queue(
        Actor::system(), [i](Work& work) { return store_sack(work, i); },
        [&](Result<std::int64_t> const&) { ++answered; }, [](std::exception_ptr const&) {});
  village.restart();
  EXPECT_EQ(answered, 100);
  EXPECT_EQ(count(village), 100);
}

TEST(Work, FromManyThreadsIsDoneOnceEach) {
  Village village({sacks_and_totals()});
  std::vector<std::thread> people;
  for (int person = 0; person < 8; ++person)
    people.emplace_back([&, person] {
      for (int i = 0; i < 25; ++i)
        EXPECT_EQ(village.work([&](Work& work) { return store_sack(work, person * 100 + i); }).code(), "");
    });
  for (auto& person : people) person.join();
  EXPECT_EQ(count(village), 200);
  EXPECT_EQ(village.view([](View const& view) { return first_broken_link(view.rows); }), std::nullopt);
}

TEST(View, NeverSeesHalfAWork) {
  Village village({sacks_and_totals()});
  ASSERT_FALSE(village
                   .work([](Work& work) -> Verdict {
                     work.rows.run("INSERT INTO totals (id, kilograms) VALUES (1, 0)", {});
                     work.record({.kind = "test.opened"});
                     return done;
                   })
                   .refused());
  std::atomic<bool> over{false};
  std::thread writer([&] {
    for (int i = 0; i < 150; ++i)
      EXPECT_EQ(village
                    .work([i](Work& work) -> Verdict {
                      TRY(store_sack(work, i, i + 1));
                      work.rows.run("UPDATE totals SET kilograms = kilograms + $1 WHERE id = 1", {i + 1});
                      return done;
                    })
                    .code(),
                "");
    over = true;
  });
  int looks = 0;
  while (!over || looks < 50) {
    ++looks;
    village.view([](View const& view) {
      auto const total = view.rows.number("SELECT kilograms FROM totals WHERE id = 1");
      auto const sum = view.rows.number("SELECT CAST(COALESCE(SUM(kilograms), 0) AS BIGINT) FROM sacks");
      EXPECT_EQ(total, sum);
      return done;
    });
  }
  writer.join();
}

TEST(View, KeepsItsPictureWhileOthersWrite) {
  Village village({sacks_and_totals()});
  village.view([&](View const& view) {
    auto const before = view.rows.number("SELECT COUNT(*) FROM sacks");
    EXPECT_FALSE(village.work([](Work& work) { return store_sack(work, 1); }).refused());
    EXPECT_EQ(view.rows.number("SELECT COUNT(*) FROM sacks"), before);
    return done;
  });
  EXPECT_EQ(count(village), 1);
}

TEST(View, CannotWrite) {
  Village village({sacks_and_totals()});
  EXPECT_ANY_THROW(village.view([](View const& view) {
    return view.rows.number("INSERT INTO sacks (id, kilograms) VALUES (1, 1) RETURNING id");
  }));
  EXPECT_EQ(count(village), 0);
}

TEST(Follower, RunsInsideTheSameWorkAndMayRefuseItAll) {
  Village village({sacks_and_totals()});
  village.engine().after("test.stored", [](Work& work, Event const& event) -> Verdict {
    if (event.facts.at(0).value == "13") return refuse(too_many_sacks);
    work.record({.kind = "test.counted", .facts = event.facts});
    return done;
  });
  std::vector<std::string> counted;
  village.engine().after("test.counted", [&](Work&, Event const& event) -> Verdict {
    counted.push_back(event.facts.at(0).value);
    return done;
  });
  EXPECT_EQ(village.work([](Work& work) { return store_sack(work, 12); }).code(), "");
  EXPECT_EQ(village.work([](Work& work) { return store_sack(work, 13); }).code(), "test.too_many_sacks");
  EXPECT_EQ(count(village), 1);
  EXPECT_EQ(counted, std::vector<std::string>{"12"});
  EXPECT_EQ(village.view([](View const& view) { return view.rows.number("SELECT COUNT(*) FROM audit_events"); }), 2);
}

TEST(Follower, OfAFollowerInACircleIsAMistake) {
  Village village({sacks_and_totals()});
  village.engine().after("test.stored", [](Work& work, Event const& event) -> Verdict {
    work.record({.kind = "test.stored", .facts = event.facts});
    return done;
  });
  EXPECT_THROW(static_cast<void>(village.work([](Work& work) { return store_sack(work, 1); })), Mistake);
  EXPECT_EQ(count(village), 0);
}

TEST(Engine, CountsCommitsAndWakesWhoeverWaitsForThem) {
  Village village({sacks_and_totals()});
  int woken = 0;
  village.engine().on_commit([&] { ++woken; });
  for (int i = 0; i < 3; ++i) ASSERT_FALSE(village.work([&](Work& work) { return store_sack(work, i); }).refused());
  EXPECT_EQ(village.engine().version(), 3u);
  village.restart();  // joins the writer's thread
  EXPECT_EQ(woken, 3);
}

TEST(Engine, RefusesToStartOnADatabaseWithoutItsTables) {
  ForgottenDatabase place;
  auto const database = storage::Database::open(place.options());
  StillClock clock(Village::morning);
  EXPECT_ANY_THROW(Engine(*database, {}, clock, machine_chance()));
}

TEST(Work, HasTheTimeAndTheChanceItWasGiven) {
  Village one({sacks_and_totals()}), other({sacks_and_totals()});
  auto const make = [](Village& village) {
    return *village.work([&](Work& work) -> Result<Id<Sack>> {
      EXPECT_EQ(work.now, village.clock.now());
      return work.new_id<Sack>();
    });
  };
  EXPECT_EQ(make(one), make(other));
  other.clock.advance(hours(16));
  other
      .work([](Work& work) -> Verdict {
        EXPECT_EQ(iso(work.today()), "2026-11-23");
        return done;
      })
      .value();
}

}  // namespace
}  // namespace lumbung::work
