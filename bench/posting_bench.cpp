// What posting costs: runs of 8,190 transfers between random accounts of one book, each run durable before the next is
// begun, with the public log on and caught up at the end. Prints one line of JSON.
//
//   bench_posting [transfers] [accounts] [zipf|uniform]      on SQLite; on PostgreSQL with LUMBUNG_TEST_POSTGRES set
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "bench/barn.h"

namespace {

using namespace lumbung;
using std::int64_t;

constexpr int64_t batch = Among::batch;

int ours(int64_t transfers, int64_t accounts, bool zipf) {
  Barn barn(accounts);
  Among among(accounts, zipf);
  std::vector<ledger::RunLine> lines(batch);
  auto const cpu = cpu_seconds();
  auto const start = Steady::now();
  double making = 0;
  for (int64_t posted = 0; posted < transfers; posted += batch) {
    auto const made = Steady::now();
    for (auto& line : lines) {
      auto const pair = among.pair();
      line = {pair.debit, pair.credit, pair.amount};
    }
    making += seconds_since(made);
    barn.village.clock.advance(seconds(1));
    barn.run(lines);
    if (posted / batch % 100 == 0)
      std::fprintf(stderr, "\r%lld  %.0f/s", static_cast<long long>(posted),
                   static_cast<double>(posted) / seconds_since(start));
  }
  auto const posting = seconds_since(start) - making;
  must(!barn.log->publish_now().refused());
  auto const all = seconds_since(start) - making;
  auto const size = barn.village.view([](work::View const& v) { return translog::head(v).size; });
  auto const began = barn.village.clock.now();
  SeededChance chance(11);
  auto const any = [&] { return barn.accounts[chance.number(static_cast<std::uint64_t>(accounts))]; };
  auto const newest = median_micros(500, [&](int) {
    auto const id = any();
    must(!barn.village
              .view([&](work::View const& v) { return ledger::statement(v, {.book = barn.book, .account = id}); })
              .refused());
  });
  auto const past = median_micros(500, [&](int) {
    auto const id = any();
    auto const moment =
        began - seconds(static_cast<int64_t>(chance.number(static_cast<std::uint64_t>(transfers / batch / 2 + 1))));
    must(!barn.village.view([&](work::View const& v) { return ledger::balance_at(v, barn.book, id, moment); })
              .refused());
  });
  std::printf(
      "\n{\"what\": \"posting\", \"engine\": \"%s\", \"transfers\": %lld, \"accounts\": %lld, \"zipf\": %s, "
      "\"posted_per_s\": %.0f, "
      "\"with_log_per_s\": %.0f, \"cpu_us_each\": %.3f, \"log_size\": %lld, \"bytes_each\": %.1f, \"peak_mb\": %lld, "
      "\"statement_us\": %.0f, \"past_us\": %.0f}\n",
      barn.village.on_postgresql() ? "postgresql" : "sqlite", static_cast<long long>(transfers),
      static_cast<long long>(accounts), zipf ? "true" : "false", static_cast<double>(transfers) / posting,
      static_cast<double>(transfers) / all, (cpu_seconds() - cpu - making) / static_cast<double>(transfers) * 1e6,
      static_cast<long long>(size), static_cast<double>(barn.bytes()) / static_cast<double>(transfers),
      static_cast<long long>(peak_megabytes()), newest, past);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  auto const transfers = count > 1 ? std::atoll(arguments[1]) : 10'000'000;
  auto const accounts = count > 2 ? std::atoll(arguments[2]) : 10'000;
  return ours(transfers, accounts, count > 3 && std::strcmp(arguments[3], "zipf") == 0);
}
