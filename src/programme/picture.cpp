#include "programme/programme.h"
#include "programme/raster.h"
#include "programme/store.h"

namespace lumbung::programme {
namespace {

constexpr std::size_t most_bytes = 15u << 20;
constexpr int kept_longest = 1600;

struct ShownToAll {
  std::optional<Rendition> made;  // nothing: the stored picture itself
};
std::optional<ShownToAll> shown_to_all(View const& view, Hash const& hash, bool small) {
  auto const standing = store::picture_standing(view, hash);
  if (standing == store::PictureStanding::hidden) return std::nullopt;
  if (standing != store::PictureStanding::cleared)
    return ShownToAll{small ? Rendition::small_mosaic : Rendition::mosaic};
  return small ? ShownToAll{Rendition::small} : ShownToAll{};
}

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
  auto const shown = shown_to_all(view, hash, small);
  if (!shown) return std::nullopt;
  auto bytes = view.house.files->get(hash);
  if (!bytes || !shown->made) return bytes;
  auto made = renditions.of(hash, *shown->made, *bytes);
  if (made.empty()) return std::nullopt;
  return made;
}

Result<std::optional<std::string>> public_picture_at_hand(View const& view, Hash const& hash, bool small,
                                                          Renditions& renditions) {
  auto const shown = shown_to_all(view, hash, small);
  // What was erased is shown no more, though a rendition may be in memory still.
  if (!shown || !view.house.files->has(hash)) return refuse(unknown_evidence);
  if (!shown->made) return view.house.files->get(hash);
  auto kept = renditions.kept(hash, *shown->made);
  if (kept.empty()) return std::optional<std::string>();
  return std::optional(std::move(kept));
}

}  // namespace lumbung::programme
