// Pixels, and nothing else: what is left of a picture when names, places and cameras have been taken out of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lumbung::programme {

// Red, green and blue, one byte each, row after row from the top left.
struct Raster {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

inline constexpr int most_pixels =
    40'000'000;  // before it is made smaller; keeps a small file from becoming a large memory

// Reads a JPEG (turned upright as its EXIF says) or a PNG (laid on white). Nothing when it is neither, broken, or
// beyond `most_pixels`.
std::optional<Raster> read_picture(std::string_view bytes);
// As JPEG without any metadata; `quality` 1 to 100.
std::string write_jpeg(Raster const& raster, int quality);
// Made to fit `longest` pixels on its longer side, by the mean of the covered pixels; unchanged when it fits already.
Raster bounded(Raster const& raster, int longest);
// Blocks so coarse that neither a face nor a digit can be told: `blocks` along the longer side, drawn at `longest`
// pixels.
Raster mosaic(Raster const& raster, int blocks, int longest);

}  // namespace lumbung::programme
