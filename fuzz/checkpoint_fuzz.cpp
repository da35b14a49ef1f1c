// Heads of logs, leaves and openings: refused, or read so that writing gives the same bytes back.
// Rooms: core merkle
#include <cstddef>
#include <cstdint>

#include "core/result.h"
#include "merkle/checkpoint.h"
#include "merkle/leaf.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  if (auto const checkpoint = merkle::Checkpoint::parse(text)) must(checkpoint->text() == text);
  if (auto const leaf = merkle::parse_leaf(text)) must(merkle::leaf_text(leaf->kind, leaf->day, leaf->lines) == text);
  if (auto const opening = merkle::Opening::parse(text)) {
    must(opening->text() == text);
    must(merkle::parse_leaf(opening->leaf()).has_value());
  }
  return 0;
}
