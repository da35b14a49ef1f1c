#include "access/limits.h"

#include <algorithm>
#include <cstring>

#include "core/canary.h"

namespace lumbung::access {

Limits::Key Limits::key_of(std::string_view what, std::string_view whom) {
  std::string text(what);
  text.push_back('\0');
  text.append(whom);
  auto const hash = sha256(text);
  Key key;
  std::memcpy(&key.first, hash.data(), sizeof key.first);
  std::memcpy(&key.second, hash.data() + sizeof key.first, sizeof key.second);
  return key;
}

// Instead of counting tokens, a bucket keeps the moment when it will be full again (GCRA, ITU-T I.371): taking one puts
// that moment off by `every`, and there is one to take while it lies less than `burst` times `every` ahead.
std::optional<Duration> Limits::take(std::string_view what, std::string_view whom, Pace pace) {
  auto const key = key_of(what, whom);
  std::scoped_lock const lock(mutex_);
  auto const now = clock_.now();
  auto const found = buckets_.find(key);
  auto const full_at = found == buckets_.end() ? now : std::max(found->second->full_at, now);
  auto const after = full_at + pace.every;
  auto const last = now + Duration{pace.every.micros * pace.burst};
  if (after > last && !canary("access.no_limits")) return after - last;
  keep(key, after);
  return std::nullopt;
}

void Limits::keep(Key const& key, Instant full_at) {
  if (auto const found = buckets_.find(key); found != buckets_.end()) {
    found->second->full_at = full_at;
    used_.splice(used_.begin(), used_, found->second);
    return;
  }
  if (buckets_.size() >= most_) {
    buckets_.erase(used_.back().key);
    used_.pop_back();
  }
  used_.push_front({key, full_at});
  buckets_.emplace(key, used_.begin());
}

void Limits::forgive(std::string_view what, std::string_view whom) {
  std::scoped_lock const lock(mutex_);
  auto const found = buckets_.find(key_of(what, whom));
  if (found == buckets_.end()) return;
  used_.erase(found->second);
  buckets_.erase(found);
}

std::size_t Limits::size() const {
  std::scoped_lock const lock(mutex_);
  return buckets_.size();
}

}  // namespace lumbung::access
