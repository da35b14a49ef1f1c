// What posting costs: runs of 8,190 transfers between random accounts of one book, each run durable before the next is
// begun, with the public log on and caught up at the end. Prints one line of JSON.
//
//   bench_posting [transfers] [accounts] [zipf|uniform]      on SQLite; on PostgreSQL with LUMBUNG_TEST_POSTGRES set
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "ledger/ledger.h"
#include "tests/village.h"
#include "translog/sequencer.h"
#include "translog/translog.h"

namespace {

using namespace lumbung;
using std::int64_t;

constexpr int64_t batch = 8'190;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int64_t peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

// Account numbers from 1; Zipf with exponent 1 by inverting its continuous form.
class Accounts {
 public:
  Accounts(int64_t count, bool zipf) : count_(count), zipf_(zipf) {}
  std::uint32_t pick() {
    auto const one =
        zipf_ ? std::pow(static_cast<double>(count_), static_cast<double>(chance_.number(1U << 30)) / (1U << 30))
              : 1 + static_cast<double>(chance_.number(static_cast<std::uint64_t>(count_)));
    return static_cast<std::uint32_t>(std::min<double>(static_cast<double>(count_), one));
  }
  ledger::RunLine line() {
    auto const debit = pick();
    auto credit = pick();
    while (credit == debit) credit = pick();
    return {debit, credit, static_cast<int64_t>(1'000 + chance_.number(10'000'000))};
  }

 private:
  int64_t count_;
  bool zipf_;
  SeededChance chance_{7};
};

struct Bench {
  Village village{{translog::migrations(), ledger::migrations()}};
  ledger::BookId book;
  std::unique_ptr<translog::Sequencer> log;

  template <class Act>
  auto work(Act act) {
    return village.work([&](work::Work& w) {
      w.record({.kind = "bench.done"});
      return act(w);
    });
  }
  explicit Bench(int64_t accounts) {
    ledger::tell_runs(village.engine().house());
    auto const key = translog::log_key(village.directory() + "/log.key", "lumbung.example/bench", village.chance);
    log = std::make_unique<translog::Sequencer>(village.engine(), key,
                                                translog::SequencerOptions{.checkpoint_every = seconds(1)});
    must(!log->start().refused());
    log->run();
    book = *work([&](work::Work& w) { return ledger::open_book(w, Uuid{1}, "Yayasan Ukur"); });
    for (int64_t opened = 0; opened < accounts;) {
      auto const verdict = work([&](work::Work& w) -> Verdict {
        for (int64_t i = 0; i < 10'000 && opened < accounts; ++i, ++opened)
          TRY(ledger::open_account(w, {.id = w.new_id<LedgerAccount>(),
                                       .book = book,
                                       .grows = ledger::Side::debit,
                                       .floor = ledger::Floor::may_go_below_zero,
                                       .owner_kind = "member",
                                       .purpose = "savings"}));
        return done;
      });
      must(!verdict.refused());
    }
  }
  std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (auto const& entry : std::filesystem::directory_iterator(village.directory()))
      if (entry.path().extension() == ".db") sum += static_cast<std::int64_t>(entry.file_size());
    return sum;
  }
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int ours(int64_t transfers, int64_t accounts, bool zipf) {
  Bench bench(accounts);
  Accounts among(accounts, zipf);
  std::vector<ledger::RunLine> lines(batch);
  auto const cpu = cpu_seconds();
  auto const start = std::chrono::steady_clock::now();
  double making = 0;
  for (int64_t posted = 0; posted < transfers; posted += batch) {
    auto const made = std::chrono::steady_clock::now();
    for (auto& line : lines) line = among.line();
    making += seconds_since(made);
    auto const verdict = bench.work([&](work::Work& w) {
      return ledger::post_run(
          w, {.id = w.new_id<Entry>(), .book = bench.book, .kind = "payday", .day = w.today(), .lines = lines});
    });
    must(!verdict.refused());
    if (posted / batch % 100 == 0)
      std::fprintf(stderr, "\r%lld  %.0f/s", static_cast<long long>(posted),
                   static_cast<double>(posted) / seconds_since(start));
  }
  auto const posting = seconds_since(start) - making;
  must(!bench.log->publish_now().refused());
  auto const all = seconds_since(start) - making;
  auto const size = bench.village.view([](work::View const& v) { return translog::head(v).size; });
  std::printf(
      "\n{\"what\": \"posting\", \"engine\": \"%s\", \"transfers\": %lld, \"accounts\": %lld, \"zipf\": %s, "
      "\"posted_per_s\": %.0f, "
      "\"with_log_per_s\": %.0f, \"cpu_us_each\": %.3f, \"log_size\": %lld, \"bytes_each\": %.1f, \"peak_mb\": %lld}\n",
      bench.village.on_postgresql() ? "postgresql" : "sqlite", static_cast<long long>(transfers),
      static_cast<long long>(accounts), zipf ? "true" : "false", static_cast<double>(transfers) / posting,
      static_cast<double>(transfers) / all, (cpu_seconds() - cpu - making) / static_cast<double>(transfers) * 1e6,
      static_cast<long long>(size), static_cast<double>(bench.bytes()) / static_cast<double>(transfers),
      static_cast<long long>(peak_megabytes()));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  auto const transfers = count > 1 ? std::atoll(arguments[1]) : 10'000'000;
  auto const accounts = count > 2 ? std::atoll(arguments[2]) : 10'000;
  return ours(transfers, accounts, count > 3 && std::strcmp(arguments[3], "zipf") == 0);
}
