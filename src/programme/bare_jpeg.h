// JPEGs that hold pixels and nothing else, told without decoding them.
#pragma once

#include <optional>
#include <string_view>

namespace lumbung::programme {

struct PictureSize {
  int width = 0, height = 0;  // pixels
};

// The size of a JPEG as `write_jpeg` makes them: its JFIF mark, tables and scans, and nothing between or behind them
// (ITU-T T.81, Annex B). Nothing for any other bytes, above all for a JPEG with EXIF, a profile, a comment or a tail.
// That the scans can be decoded is not looked at.
std::optional<PictureSize> size_of_bare_jpeg(std::string_view bytes);

}  // namespace lumbung::programme
