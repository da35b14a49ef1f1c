// Paths of tiles, and bundles of entries: refused, or read so that writing gives the same bytes back.
// Rooms: core merkle
#include <cstddef>
#include <cstdint>

#include "core/result.h"
#include "merkle/tile.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  if (auto const tile = merkle::Tile::parse(text)) {
    must(tile->path() == text);
    static_cast<void>(merkle::tile_exists(*tile, 1'000'000));
  }
  if (auto const entries = merkle::entries_of(text)) {
    std::string again;
    for (auto const entry : *entries) merkle::add_to_bundle(again, entry);
    must(again == text);
  }
  return 0;
}
