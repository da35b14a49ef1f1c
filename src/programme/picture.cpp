#include "programme/programme.h"
#include "programme/raster.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr std::size_t most_bytes = 15u << 20;
constexpr int kept_longest = 1600;

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

std::optional<std::string> public_picture(View const& view, Hash const& hash, bool small, Renditions& renditions) {
  auto const shown = store::picture_standing(view, hash);
  if (shown == store::PictureStanding::hidden) return std::nullopt;
  auto bytes = view.house.files->get(hash);
  if (!bytes) return std::nullopt;
  bool const cleared = shown == store::PictureStanding::cleared;
  if (cleared && !small) return bytes;
  auto const kind = cleared ? Rendition::small : small ? Rendition::small_mosaic : Rendition::mosaic;
  auto made = renditions.of(hash, kind, *bytes);
  if (made.empty()) return std::nullopt;
  return made;
}

}  // namespace lumbung::programme
