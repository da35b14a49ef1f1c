// A book with many accounts and the public log on, for the benchmarks of the ledger.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bench/among.h"
#include "core/heap.h"
#include "http/door.h"
#include "ledger/ledger.h"
#include "ledger/outside.h"
#include "tests/village.h"
#include "translog/sequencer.h"
#include "translog/translog.h"

namespace lumbung {

// Seconds of processor time, of all threads, so far.
inline double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline std::int64_t peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

struct Barn {
  static constexpr Uuid owner{1};
  Village village{{http::migrations(), translog::migrations(), ledger::migrations()}};
  ledger::BookId book;
  std::unique_ptr<translog::Sequencer> log;
  std::vector<Id<LedgerAccount>> accounts;  // account number n is accounts[n - 1]

  template <class Act>
  auto work(Act act) {
    return village.work([&](work::Work& w) {
      w.record({.kind = "bench.done"});
      return act(w);
    });
  }
  explicit Barn(std::int64_t count) {
    keep_freed_memory();
    ledger::tell_runs(village.engine().house());
    auto const key = translog::log_key(village.directory() + "/log.key", "lumbung.example/bench", village.chance);
    log = std::make_unique<translog::Sequencer>(village.engine(), key,
                                                translog::SequencerOptions{.checkpoint_every = seconds(1)});
    must(!log->start().refused());
    log->run();
    book = *work([&](work::Work& w) {
      return ledger::open_book(w, ledger::outside_book_owner(Id<Organisation>{owner}), "Yayasan Ukur");
    });
    while (static_cast<std::int64_t>(accounts.size()) < count) {
      auto const verdict = work([&](work::Work& w) -> Verdict {
        for (int i = 0; i < 10'000 && static_cast<std::int64_t>(accounts.size()) < count; ++i) {
          accounts.push_back(w.new_id<LedgerAccount>());
          TRY(ledger::open_account(w, {.id = accounts.back(),
                                       .book = book,
                                       .grows = ledger::Side::debit,
                                       .floor = ledger::Floor::may_go_below_zero,
                                       .owner_kind = std::string(ledger::outside_owner),
                                       .purpose = "savings"}));
        }
        return done;
      });
      must(!verdict.refused());
    }
  }
  // Durable when it returns.
  ledger::Posted run(std::span<ledger::RunLine const> lines) {
    auto const posted = work([&](work::Work& w) {
      return ledger::post_run(
          w, {.id = w.new_id<Entry>(), .book = book, .kind = "payday", .day = w.today(), .lines = lines});
    });
    must(!posted.refused());
    return *posted;
  }
  std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (auto const& entry : std::filesystem::directory_iterator(village.directory()))
      if (entry.path().extension() == ".db") sum += static_cast<std::int64_t>(entry.file_size());
    return sum;
  }
};

using Steady = std::chrono::steady_clock;
inline double seconds_since(Steady::time_point start) {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

// The middle of how long `act(i)` takes, in microseconds.
template <class Act>
double median_micros(int times, Act act) {
  std::vector<double> took;
  for (int i = 0; i < times; ++i) {
    auto const begun = Steady::now();
    act(i);
    took.push_back(seconds_since(begun) * 1e6);
  }
  std::ranges::sort(took);
  return took[took.size() / 2];
}

}  // namespace lumbung
