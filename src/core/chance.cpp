#include "core/chance.h"

#include <sys/random.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>

#include "core/result.h"

namespace lumbung {
namespace {

class MachineClock final : public Clock {
 public:
  Instant now() override {
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    auto const micros = std::chrono::duration_cast<std::chrono::microseconds>(since).count();
    auto latest = latest_.load(std::memory_order_relaxed);
    while (latest < micros && !latest_.compare_exchange_weak(latest, micros, std::memory_order_relaxed)) {
    }
    return {std::max<std::int64_t>(latest, micros)};
  }

 private:
  std::atomic<std::int64_t> latest_{INT64_MIN};
};

class MachineChance final : public Chance {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    while (!bytes.empty()) {
      auto const got = getrandom(bytes.data(), bytes.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) throw Breakdown("the kernel gives no randomness");
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
  }
};

}  // namespace

Clock& machine_clock() {
  static MachineClock clock;
  return clock;
}

Chance& machine_chance() {
  static MachineChance chance;
  return chance;
}

// SplitMix64 (Steele, Lea, Flood 2014): small, and every seed gives another sequence.
std::uint64_t SeededChance::next() {
  state_ += 0x9e3779b97f4a7c15;
  auto mixed = state_;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
  return mixed ^ mixed >> 31;
}

void SeededChance::fill(std::span<std::uint8_t> bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0) word = next();
    bytes[i] = static_cast<std::uint8_t>(word >> (i % 8 * 8));
  }
}

std::uint64_t SeededChance::number(std::uint64_t below) {
  must(below > 0);
  // The topmost incomplete stretch is thrown away, so that every number is equally likely.
  auto const limit = UINT64_MAX - UINT64_MAX % below;
  auto drawn = next();
  while (drawn >= limit) drawn = next();
  return drawn % below;
}

}  // namespace lumbung
