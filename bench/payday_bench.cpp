// Payday: one fund pays every household of a million in runs of 100,000, each run durable, and each household can be
// given the receipt of its own line. Prints one line of JSON.
//
//   bench_payday [households]
#include <cstdio>
#include <cstdlib>

#include "bench/barn.h"

namespace {

using namespace lumbung;

constexpr std::int64_t each = 60'000'000;  // Rp600.000

int payday(std::int64_t households) {
  Barn barn(households + 1);
  std::vector<ledger::RunLine> lines;
  std::vector<Id<Leaf>> leaves;
  auto const cpu = cpu_seconds();
  auto const start = Steady::now();
  for (std::int64_t paid = 0; paid < households; paid += static_cast<std::int64_t>(lines.size())) {
    lines.clear();
    for (auto to = paid; to < std::min<std::int64_t>(households, paid + 100'000); ++to)
      lines.push_back({static_cast<std::uint32_t>(to + 2), 1, each});
    leaves.push_back(barn.run(lines).leaf);
  }
  auto const posted = seconds_since(start);
  must(!barn.log->publish_now().refused());
  auto const proven = seconds_since(start);
  auto const used = cpu_seconds() - cpu;
  SeededChance chance(3);
  auto const receipt = median_micros(50, [&](int) {
    auto const household = static_cast<std::int64_t>(chance.number(static_cast<std::uint64_t>(households)));
    auto const found = barn.village.view([&](work::View const& v) {
      return translog::line_receipt(v, leaves[static_cast<std::size_t>(household / 100'000)], household % 100'000);
    });
    must(!found.refused());
  });
  std::printf(
      "{\"what\": \"payday\", \"households\": %lld, \"posted_s\": %.2f, \"proven_s\": %.2f, \"cpu_s\": %.2f, "
      "\"receipt_us\": %.0f, \"peak_mb\": %lld}\n",
      static_cast<long long>(households), posted, proven, used, receipt, static_cast<long long>(peak_megabytes()));
  return 0;
}

}  // namespace

int main(int count, char** arguments) { return payday(count > 1 ? std::atoll(arguments[1]) : 1'000'000); }
