#include "programme/bare_jpeg.h"

#include <cstddef>
#include <cstdint>

namespace lumbung::programme {
namespace {

// The second byte of a marker, ITU-T T.81, Table B.1.
enum Marker : int {
  baseline_frame = 0xC0,
  progressive_frame = 0xC2,
  huffman_tables = 0xC4,
  first_restart = 0xD0,
  last_restart = 0xD7,
  start = 0xD8,
  end = 0xD9,
  scan = 0xDA,
  quantisation_tables = 0xDB,
  application_0 = 0xE0
};

constexpr std::size_t jfif_length = 16;        // without a thumbnail
constexpr std::string_view jfif("JFIF\0", 5);  // NOLINT(bugprone-string-constructor): the zero belongs to it

class Walk {
 public:
  explicit Walk(std::string_view bytes) : rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }
  int number(std::size_t at) const { return static_cast<std::uint8_t>(rest_[at]) << 8 | byte(at + 1); }
  int byte(std::size_t at) const { return static_cast<std::uint8_t>(rest_[at]); }
  std::string_view rest() const { return rest_; }
  // The marker here, -1 when there is none.
  int marker() {
    if (rest_.size() < 2 || byte(0) != 0xFF) return -1;
    auto const found = byte(1);
    rest_.remove_prefix(2);
    return found;
  }
  // The length of the segment here, its two bytes of length included; 0 when it goes beyond the end.
  std::size_t length() const {
    if (rest_.size() < 2) return 0;
    auto const told = static_cast<std::size_t>(number(0));
    return told < 2 || told > rest_.size() ? 0 : told;
  }
  void skip(std::size_t count) { rest_.remove_prefix(count); }
  // Over the coded pixels, to the next marker: 0xFF in them is followed by a zero.
  void skip_pixels() {
    std::size_t at = 0;
    while (at + 1 < rest_.size() && (byte(at) != 0xFF || is_pixel(byte(at + 1)))) ++at;
    rest_.remove_prefix(at);
  }

 private:
  static bool is_pixel(int second) { return second == 0 || (second >= first_restart && second <= last_restart); }
  std::string_view rest_;
};

bool is_bare(int marker, Walk const& walk, std::size_t length) {
  if (marker == application_0) return length == jfif_length && walk.rest().substr(2).starts_with(jfif);
  return marker == baseline_frame || marker == progressive_frame || marker == huffman_tables ||
         marker == quantisation_tables || marker == scan;
}

}  // namespace

std::optional<PictureSize> size_of_bare_jpeg(std::string_view bytes) {
  Walk walk(bytes);
  if (walk.marker() != start) return std::nullopt;
  std::optional<PictureSize> size;
  while (true) {
    auto const marker = walk.marker();
    if (marker == end) return walk.at_end() ? size : std::nullopt;
    auto const length = walk.length();
    if (length == 0 || !is_bare(marker, walk, length)) return std::nullopt;
    if (marker == baseline_frame || marker == progressive_frame) {
      if (size || length < 8) return std::nullopt;
      size = PictureSize{.width = walk.number(5), .height = walk.number(3)};
      if (size->width == 0 || size->height == 0) return std::nullopt;  // told later, which we never do
    }
    walk.skip(length);
    if (marker == scan) walk.skip_pixels();
  }
}

}  // namespace lumbung::programme
