// What a full audit from genesis costs: every balance, every chain, the sums before, and the whole public log with its
// Merkle root. Prints one line of JSON.
//
//   bench_audit [transfers] [accounts]                 ours
//   bench_audit journal [transfers] [accounts] FILE    the same transfers as a plain-text journal, for hledger and
//   ledger
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "bench/barn.h"

namespace {

using namespace lumbung;
using std::int64_t;

int ours(int64_t transfers, int64_t accounts) {
  Barn barn(accounts);
  Among among(accounts, false);
  for (int64_t posted = 0; posted < transfers; posted += Among::batch) {
    std::vector<ledger::RunLine> lines;
    for (auto left = std::min(Among::batch, transfers - posted); left > 0; --left) {
      auto const pair = among.pair();
      lines.push_back({pair.debit, pair.credit, pair.amount});
    }
    barn.run(lines);
  }
  must(!barn.log->publish_now().refused());
  auto const cpu = cpu_seconds();
  auto const start = Steady::now();
  std::vector<translog::Fault> log_faults;
  double log_took = 0;
  std::thread log([&] {  // beside the books, as two readers
    log_faults = barn.village.view([](work::View const& v) { return translog::check(v); });
    log_took = seconds_since(start);
  });
  auto const book_faults = barn.village.view([&](work::View const& v) { return ledger::check(v, barn.book); });
  auto const books = seconds_since(start);
  log.join();
  auto const all = seconds_since(start);
  must(book_faults.empty() && log_faults.empty());
  std::printf(
      "{\"what\": \"audit\", \"transfers\": %lld, \"accounts\": %lld, \"books_s\": %.2f, \"log_s\": %.2f, \"all_s\": "
      "%.2f, \"cpu_s\": %.2f, \"per_s\": %.0f, \"peak_mb\": %lld}\n",
      static_cast<long long>(transfers), static_cast<long long>(accounts), books, log_took, all, cpu_seconds() - cpu,
      static_cast<double>(transfers) / all, static_cast<long long>(peak_megabytes()));
  return 0;
}

int journal(int64_t transfers, int64_t accounts, char const* path) {
  Among among(accounts, false);
  auto* file = std::fopen(path, "w");
  must(file != nullptr);
  for (int64_t i = 0; i < transfers; ++i) {
    auto const pair = among.pair();
    std::fprintf(file, "2026-11-22 payday\n  a%u  %lld.%02lld\n  a%u\n\n", pair.debit,
                 static_cast<long long>(pair.amount / 100), static_cast<long long>(pair.amount % 100), pair.credit);
  }
  must(std::fclose(file) == 0);
  return 0;
}

int64_t number(char const* text) { return std::strtoll(text, nullptr, 10); }

}  // namespace

int main(int count, char** words) {
  if (count == 5 && std::strcmp(words[1], "journal") == 0) return journal(number(words[2]), number(words[3]), words[4]);
  return ours(count > 1 ? number(words[1]) : 10'000'000, count > 2 ? number(words[2]) : 10'000);
}
