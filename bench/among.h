// The transfers that a benchmark and its peer both post: between accounts numbered from 1, the same ones each time.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/chance.h"

namespace lumbung {

// Accounts are picked uniformly, or by Zipf with exponent 1 (its continuous form, inverted): few are in most transfers.
class Among {
 public:
  static constexpr std::int64_t batch = 8'190;
  struct Pair {
    std::uint32_t debit = 0, credit = 0;
    std::int64_t amount = 0;  // sen
  };

  Among(std::int64_t accounts, bool zipf) : accounts_(accounts), zipf_(zipf) {}
  Pair pair() {
    auto const debit = pick();
    auto credit = pick();
    while (credit == debit) credit = pick();
    return {debit, credit, static_cast<std::int64_t>(1'000 + chance_.number(10'000'000))};
  }

 private:
  std::uint32_t pick() {
    auto const one =
        zipf_ ? std::pow(static_cast<double>(accounts_), static_cast<double>(chance_.number(1U << 30)) / (1U << 30))
              : 1 + static_cast<double>(chance_.number(static_cast<std::uint64_t>(accounts_)));
    return static_cast<std::uint32_t>(std::min(static_cast<double>(accounts_), one));
  }

  std::int64_t accounts_;
  bool zipf_;
  SeededChance chance_{7};
};

}  // namespace lumbung
