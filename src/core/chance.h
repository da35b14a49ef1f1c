// Clock and chance are handed in, never taken: so a test can hold the clock still and make chance repeat itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/time.h"

namespace lumbung {

// Where the present moment comes from.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

// Where randomness comes from.
class Chance {
 public:
  virtual ~Chance() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The machine's clock (never stepping backwards within a process) and the kernel's randomness. Both may be shared by
// threads.
Clock& machine_clock();
Chance& machine_chance();

// For tests: a clock that stands still until told otherwise, and chance that repeats from its seed. Not for several
// threads.
class StillClock final : public Clock {
 public:
  explicit StillClock(Instant at) : at_(at) {}
  Instant now() override { return at_; }
  void advance(Duration by) { at_ = at_ + by; }
  void set(Instant at) { at_ = at; }

 private:
  Instant at_;
};

class SeededChance final : public Chance {
 public:
  explicit SeededChance(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;
  // A number in [0, below); below > 0. Handy in property tests.
  std::uint64_t number(std::uint64_t below);

 private:
  std::uint64_t next();
  std::uint64_t state_;
};

}  // namespace lumbung
