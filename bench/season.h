// The season that the benchmark of traces and its peer both live through: gifts into a fund, of which releases are
// made, with which goods are bought, which are handed over; the same each time. A gift is three hops from a hand-over.
#pragma once

#include <cstdint>
#include <vector>

#include "core/chance.h"

namespace lumbung {

class Season {
 public:
  enum class Act { gift, release, purchase, delivery };
  struct Event {
    Act act;
    std::int64_t amount;  // sen
  };

  // A gift, and what follows from it.
  std::vector<Event> next() {
    auto const amount = 10'000'00 + static_cast<std::int64_t>(chance_.number(90'000)) * 100;
    std::vector<Event> events{{Act::gift, amount}};
    in_fund_ += amount;
    while (in_fund_ >= release) {
      in_fund_ -= release;
      events.push_back({Act::release, release});
      for (int i = 0; i < 5; ++i) {
        events.push_back({Act::purchase, release / 5});
        in_stock_ += release / 5;
        for (; in_stock_ >= kit; in_stock_ -= kit) events.push_back({Act::delivery, kit});
      }
    }
    return events;
  }

 private:
  static constexpr std::int64_t release = 50'000'000'00, kit = 3'500'000'00;
  SeededChance chance_{1};
  std::int64_t in_fund_ = 0, in_stock_ = 0;
};

}  // namespace lumbung
