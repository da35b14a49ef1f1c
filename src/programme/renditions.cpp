#include "programme/renditions.h"

#include <algorithm>

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

std::string made(Rendition kind, std::string_view stored) {
  auto const raster = read_picture(stored);
  if (!raster) return {};
  if (kind == Rendition::small) return small_jpeg(*raster);
  return write_jpeg(mosaic(*raster, mosaic_blocks, kind == Rendition::mosaic ? full_longest : small_longest), 70);
}

}  // namespace

std::string Renditions::of(Hash const& stored_as, Rendition kind, std::string_view stored) {
  if (auto bytes = found(stored_as, kind); !bytes.empty()) return bytes;
  auto bytes = made(kind, stored);
  if (!bytes.empty()) keep({stored_as, kind, bytes});
  return bytes;
}

std::string Renditions::found(Hash const& hash, Rendition kind) {
  std::lock_guard const lock(turn_);
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
