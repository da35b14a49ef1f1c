// What group commit is worth: works a second, each durable before it is answered, from 1 to 64 people at once. The peer
// in the same run is the same engine with one work a commit. TMPDIR says on which disk; LUMBUNG_TEST_POSTGRES takes
// PostgreSQL instead of SQLite.
//
//   cmake --preset bench && ninja -C build/bench bench_work && TMPDIR=/var/tmp build/bench/bench/bench_work
#include <benchmark/benchmark.h>

#include <atomic>
#include <latch>
#include <memory>

#include "tests/village.h"

namespace lumbung {
namespace {

std::vector<storage::Migration> barn() {
  return {{"0001-barn", "CREATE TABLE sacks (id {i64} PRIMARY KEY, label {bytes} NOT NULL) {strict};\n"}};
}

std::atomic<std::int64_t> next_id{1};

Verdict store_sack(work::Work& work) {
  auto const id = next_id++;
  work.rows.run("INSERT INTO sacks (id, label) VALUES ($1, $2)", {id, storage::Blob{"0123456789abcdef"}});
  work.record({.kind = "bench.stored", .facts = {{"sack", std::to_string(id)}}});
  return done;
}

// Threads that each wait for their answer, as people do. Argument: the most works in one commit.
std::unique_ptr<Village> shared;
void open_shared(benchmark::State const& state) {
  shared = std::make_unique<Village>(std::vector<std::vector<storage::Migration>>{barn()},
                                     work::Engine::Options{.group_limit = static_cast<std::size_t>(state.range(0))});
}
void close_shared(benchmark::State const&) { shared.reset(); }

void waiting_works(benchmark::State& state) {
  for (auto _ : state) {
    if (shared->work(store_sack).refused()) state.SkipWithError("refused");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(waiting_works)
    ->Setup(open_shared)
    ->Teardown(close_shared)
    ->ArgName("most_in_a_commit")
    ->Arg(1)
    ->Arg(512)
    ->Threads(1)
    ->Threads(8)
    ->Threads(64)
    ->UseRealTime();

// One caller that queues thousands of works without waiting: the most the writer can do.
void queued_works(benchmark::State& state) {
  Village village({barn()}, {.queue_limit = 20'000, .group_limit = static_cast<std::size_t>(state.range(0))});
  int const works = state.range(0) == 1 ? 200 : 10'000;
  for (auto _ : state) {
    std::latch answered(works);
    for (int i = 0; i < works; ++i)
      village.engine().queue(
          work::Actor::system(), store_sack, [&](Verdict const&) { answered.count_down(); },
          [&](std::exception_ptr const&) { answered.count_down(); });
    answered.wait();
  }
  state.SetItemsProcessed(state.iterations() * works);
}
BENCHMARK(queued_works)->ArgName("most_in_a_commit")->Arg(1)->Arg(512)->Unit(benchmark::kMillisecond)->UseRealTime();

// A look: one row by its key, in a picture of its own.
void views(benchmark::State& state) {
  for (auto _ : state) {
    auto const number = shared->view(
        [](work::View const& view) { return view.rows.number("SELECT COUNT(*) FROM sacks WHERE id = $1", {1}); });
    benchmark::DoNotOptimize(number);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(views)->Setup(open_shared)->Teardown(close_shared)->Arg(512)->Threads(1)->Threads(4)->UseRealTime();

}  // namespace
}  // namespace lumbung

BENCHMARK_MAIN();
