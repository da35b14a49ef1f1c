// How often something may be tried: token buckets per address, per account, per target.
//
// Kept in memory, at most `most` buckets; the one that was touched longest ago makes room. Several processes each count
// for themselves, so a limit is then as many times as large; put a shared limit at the proxy where that matters.
// Thread-safe.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/bytes.h"
#include "core/chance.h"
#include "core/time.h"

namespace lumbung::access {

// `burst` at once, and one more each `every`.
struct Pace {
  int burst;
  Duration every;
};

// Ten wrong passwords at once, then one in a minute and a half; TOTP: five, then one a minute.
inline constexpr Pace sign_in_per_account{10, seconds(90)};
inline constexpr Pace sign_in_per_address{30, seconds(10)};
inline constexpr Pace code_per_account{5, seconds(60)};
inline constexpr Pace registration_per_address{5, minutes(10)};
// Letters: nobody's mailbox is flooded, and nobody makes us write to everybody.
inline constexpr Pace letters_per_email{3, minutes(10)};
inline constexpr Pace resets_per_address{10, minutes(1)};
// Many phones share one address behind a carrier, so what only looks has a wide limit.
inline constexpr Pace changes_per_address{120, {500'000}};  // 120, then two a second
inline constexpr Pace looks_per_address{1200, {25'000}};    // 1,200, then forty a second

// Whether a request comes from this very machine: seeds, checks and benchmarks are not slowed. Behind a proxy, tell the
// server which proxy to trust, or everybody seems to be this machine; the limits per account hold in any case.
inline bool is_own_machine(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

class Limits {
 public:
  explicit Limits(Clock& clock, std::size_t most = 100'000) : clock_(clock), most_(most) {}

  // Takes one from the bucket of `what` ("sign-in") and `whom` (an address, an account): nothing when there was one,
  // else how long to wait for the next. `whom` is kept as a hash only.
  std::optional<Duration> take(std::string_view what, std::string_view whom, Pace pace);
  // Fills the bucket again: the right password was given.
  void forgive(std::string_view what, std::string_view whom);
  std::size_t size() const;

 private:
  using Key = std::pair<std::uint64_t, std::uint64_t>;
  struct Bucket {
    Key key;
    Instant full_at;  // when it will be full again, if nothing more is taken
  };
  struct KeyHash {
    std::size_t operator()(Key const& key) const { return key.first; }
  };
  static Key key_of(std::string_view what, std::string_view whom);
  void keep(Key const& key, Instant full_at);

  Clock& clock_;
  std::size_t const most_;
  mutable std::mutex mutex_;
  std::list<Bucket> used_;  // the one touched last stands first
  std::unordered_map<Key, std::list<Bucket>::iterator, KeyHash> buckets_;
};

}  // namespace lumbung::access
