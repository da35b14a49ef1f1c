#include "programme/programme.h"
#include "programme/raster.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr std::size_t most_bytes = 15u << 20;
constexpr int kept_longest = 1600, small_longest = 480;
// 24 blocks along the longer side: a face that fills a third of the picture is 8 blocks wide; recognition needs
// about 16.
constexpr int mosaic_blocks = 24;

}  // namespace

Result<StoredPicture> store_picture(storage::Files& files, std::string_view bytes) {
  if (bytes.size() > most_bytes) return refuse(picture_too_large).with("limit", "15 MB");
  auto const raster = read_picture(bytes);
  if (!raster) return refuse(picture_unreadable);
  auto const kept = bounded(*raster, kept_longest);
  return StoredPicture{files.put(write_jpeg(kept, 82)), kept.width, kept.height};
}

Result<std::string> picture_for_staff(View const& view, Hash const& hash) {
  for (auto const& organisation : store::owners_of_picture(view, hash)) {
    if (!view.actor.may(view_programme, organisation)) continue;
    if (auto bytes = view.house.files->get(hash)) return std::move(*bytes);
  }
  return refuse(unknown_evidence);
}

std::optional<std::string> public_picture(View const& view, Hash const& hash, bool small) {
  auto const shown = store::picture_standing(view, hash);
  if (shown == store::PictureStanding::hidden) return std::nullopt;
  auto bytes = view.house.files->get(hash);
  if (!bytes) return std::nullopt;
  bool const cleared = shown == store::PictureStanding::cleared;
  if (cleared && !small) return bytes;
  auto const raster = read_picture(*bytes);
  if (!raster) return std::nullopt;
  if (cleared) return write_jpeg(bounded(*raster, small_longest), 78);
  return write_jpeg(mosaic(*raster, mosaic_blocks, small ? small_longest : 960), 70);
}

}  // namespace lumbung::programme
