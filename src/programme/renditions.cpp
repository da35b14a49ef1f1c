#include "programme/renditions.h"

#include <algorithm>

#include "programme/bare_jpeg.h"
#include "programme/raster.h"

namespace lumbung::programme {
namespace {

constexpr int small_longest = 800, full_longest = 960;
constexpr std::size_t small_bytes = 48'000;
constexpr int best_quality = 80, worst_quality = 50, quality_step = 10;
// 24 blocks along the longer side: a face that fills a third of the picture is 8 blocks wide; recognition needs
// about 16.
constexpr int mosaic_blocks = 24;

// As good as fits; a picture that is all leaves and gravel gets fewer pixels at last, which costs less than blocks do.
std::string small_jpeg(Raster const& raster) {
  auto const small = bounded(raster, small_longest);
  for (auto quality = best_quality; quality >= worst_quality; quality -= quality_step)
    if (auto jpeg = write_jpeg(small, quality); jpeg.size() <= small_bytes) return jpeg;
  return write_jpeg(bounded(raster, small_longest * 3 / 4), worst_quality);
}

// Writing the same pixels anew takes time and costs sharpness. Only what holds nothing but pixels goes out as it is:
// that is what `store_picture` writes.
bool fits_as_it_is(std::string_view stored) {
  if (stored.size() > small_bytes) return false;
  auto const size = size_of_bare_jpeg(stored);
  return size && std::max(size->width, size->height) <= small_longest;
}

std::string made(Rendition kind, std::string_view stored) {
  if (kind == Rendition::small && fits_as_it_is(stored)) return std::string(stored);
  auto const raster = read_picture(stored);
  if (!raster) return {};
  if (kind == Rendition::small) return small_jpeg(*raster);
  return write_jpeg(mosaic(*raster, mosaic_blocks, kind == Rendition::mosaic ? full_longest : small_longest), 70);
}

}  // namespace

// Says that one is being made for as long as it lives, whatever is thrown meanwhile.
class Renditions::Making {
 public:
  // With `turn_` held.
  Making(Renditions& all, std::pair<Hash, Rendition> which) : all_(all), which_(which) {
    all_.being_made_.push_back(which_);
  }
  ~Making() {
    std::lock_guard const lock(all_.turn_);
    std::erase(all_.being_made_, which_);
    all_.made_.notify_all();
  }
  Making(Making const&) = delete;
  Making& operator=(Making const&) = delete;

 private:
  Renditions& all_;
  std::pair<Hash, Rendition> const which_;
};

std::string Renditions::kept(Hash const& stored_as, Rendition kind) {
  std::lock_guard const lock(turn_);
  return found(stored_as, kind);
}

std::string Renditions::of(Hash const& stored_as, Rendition kind, std::string_view stored) {
  std::pair const which(stored_as, kind);
  std::unique_lock lock(turn_);
  made_.wait(lock, [&] { return std::ranges::find(being_made_, which) == being_made_.end(); });
  if (auto bytes = found(stored_as, kind); !bytes.empty()) return bytes;
  Making const making(*this, which);
  lock.unlock();
  ++times_made_;
  auto bytes = made(kind, stored);
  if (!bytes.empty()) keep({stored_as, kind, bytes});
  return bytes;
}

std::string Renditions::found(Hash const& hash, Rendition kind) {
  auto const place = std::ranges::find_if(kept_, [&](Kept const& one) { return one.kind == kind && one.hash == hash; });
  if (place == kept_.end()) return {};
  kept_.splice(kept_.begin(), kept_, place);
  return place->bytes;
}

void Renditions::keep(Kept kept) {
  std::lock_guard const lock(turn_);
  bytes_ += kept.bytes.size();
  kept_.push_front(std::move(kept));
  while (bytes_ > most_bytes_) {
    bytes_ -= kept_.back().bytes.size();
    kept_.pop_back();
  }
}

}  // namespace lumbung::programme
