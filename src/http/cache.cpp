#include "http/cache.h"

#include "http/packed.h"

namespace lumbung::http {
namespace {
constexpr auto longest = std::chrono::seconds(2);
}

std::optional<Answer> AnswerCache::find(std::string const& key, std::uint64_t version) {
  std::lock_guard const lock(guard_);
  if (version != version_) return std::nullopt;
  auto const found = kept_.find(key);
  if (found == kept_.end() || found->second.until < Ticks::now()) return std::nullopt;
  return found->second.answer;
}

void AnswerCache::keep(std::string const& key, std::uint64_t version, Answer const& answer) {
  auto const size = key.size() + 3 * answer.packed->bytes() + 512;  // plain, and perhaps twice compressed
  if (size > limit_ / 8) return;
  std::lock_guard const lock(guard_);
  if (version < version_) return;
  if (version > version_ || bytes_ + size > limit_) {
    kept_.clear();
    bytes_ = 0;
    version_ = version;
  }
  auto const [place, is_new] = kept_.insert_or_assign(key, Kept{answer, Ticks::now() + longest});
  if (is_new) bytes_ += size;
}

}  // namespace lumbung::http
