#include "programme/raster.h"

#include <jerror.h>  // behind jpeglib.h, whose version numbers the messages
#include <jpeglib.h>
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lumbung::programme {
namespace {

bool fits(std::int64_t width, std::int64_t height) {
  return width > 0 && height > 0 && width <= 20'000 && height <= 20'000 && width * height <= most_pixels;
}

// libjpeg reports trouble by a call that must not return.
struct JpegTrouble {
  jpeg_error_mgr manager;
  std::jmp_buf back;
};
void jump_back(j_common_ptr info) { std::longjmp(reinterpret_cast<JpegTrouble*>(info->err)->back, 1); }
void say_nothing(j_common_ptr) {}
// libjpeg fills what is missing at the end with grey and only warns; half a photo is no proof.
void refuse_half(j_common_ptr info, int level) {
  if (level < 0 && (info->err->msg_code == JWRN_JPEG_EOF || info->err->msg_code == JWRN_HIT_MARKER)) jump_back(info);
}

// The orientation tag (0x0112) of an EXIF block in an APP1 marker; 1 when there is none.
int orientation_of(std::string_view exif) {
  if (exif.size() < 14 || exif.substr(0, 6) != std::string_view("Exif\0\0", 6)) return 1;
  auto const tiff = exif.substr(6);
  bool const little = tiff.substr(0, 2) == "II";
  auto const number = [&](std::size_t at, int bytes) -> std::uint32_t {
    std::uint32_t value = 0;
    if (at + static_cast<std::size_t>(bytes) > tiff.size()) return 0;
    for (int i = 0; i < bytes; ++i) {
      auto const byte = static_cast<std::uint8_t>(tiff[at + static_cast<std::size_t>(little ? bytes - 1 - i : i)]);
      value = value << 8 | byte;
    }
    return value;
  };
  std::size_t const directory = number(4, 4);
  auto const count = number(directory, 2);
  for (std::size_t i = 0; i < count && i < 200; ++i) {
    auto const tag = directory + 2 + i * 12;
    if (number(tag, 2) == 0x0112) return static_cast<int>(number(tag + 8, 2));
  }
  return 1;
}

Raster turned(Raster raster, int orientation) {
  if (orientation < 2 || orientation > 8) return raster;
  bool const swapped = orientation >= 5;
  Raster out{swapped ? raster.height : raster.width, swapped ? raster.width : raster.height, {}};
  out.pixels.resize(raster.pixels.size());
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) {
      int from_x = swapped ? y : x, from_y = swapped ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        from_x = raster.width - 1 - from_x;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        from_y = raster.height - 1 - from_y;
      std::memcpy(&out.pixels[3 * (static_cast<std::size_t>(y) * out.width + x)],
                  &raster.pixels[3 * (static_cast<std::size_t>(from_y) * raster.width + from_x)], 3);
    }
  return out;
}

// Fills `raster`; false when the file is broken. Apart from its caller because of setjmp: no C++ object may be born in
// here.
bool decode_jpeg(std::string_view bytes, Raster& raster, int& orientation, jpeg_decompress_struct& info,
                 JpegTrouble& trouble) {
  if (setjmp(trouble.back)) return false;
  jpeg_mem_src(&info, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
  if (jpeg_read_header(&info, TRUE) != JPEG_HEADER_OK || !fits(info.image_width, info.image_height)) return false;
  for (auto marker = info.marker_list; marker; marker = marker->next)
    orientation = orientation_of({reinterpret_cast<char const*>(marker->data), marker->data_length});
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&info);
  raster.width = static_cast<int>(info.output_width);
  raster.height = static_cast<int>(info.output_height);
  raster.pixels.resize(std::size_t{3} * info.output_width * info.output_height);
  while (info.output_scanline < info.output_height) {
    auto row = &raster.pixels[std::size_t{3} * info.output_width * info.output_scanline];
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  return true;
}

std::optional<Raster> read_jpeg(std::string_view bytes) {
  jpeg_decompress_struct info{};
  JpegTrouble trouble{};
  info.err = jpeg_std_error(&trouble.manager);
  trouble.manager.error_exit = jump_back;
  trouble.manager.output_message = say_nothing;
  trouble.manager.emit_message = refuse_half;
  jpeg_create_decompress(&info);
  Raster raster;
  int orientation = 1;
  bool const good = decode_jpeg(bytes, raster, orientation, info, trouble);
  jpeg_destroy_decompress(&info);
  if (!good) return std::nullopt;
  return turned(std::move(raster), orientation);
}

std::optional<Raster> read_png(std::string_view bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) return std::nullopt;
  if (!fits(image.width, image.height)) {
    png_image_free(&image);
    return std::nullopt;
  }
  image.format = PNG_FORMAT_RGB;
  Raster raster{static_cast<int>(image.width), static_cast<int>(image.height), {}};
  raster.pixels.resize(PNG_IMAGE_SIZE(image));
  png_color const white{255, 255, 255};
  if (!png_image_finish_read(&image, &white, raster.pixels.data(), 0, nullptr)) return std::nullopt;
  return raster;
}

// The mean colour of the pixels that a cell of a coarser grid covers.
void mean_of(Raster const& from, int x0, int x1, int y0, int y1, std::uint8_t* out) {
  std::uint64_t sums[3] = {0, 0, 0};
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      for (int c = 0; c < 3; ++c) sums[c] += from.pixels[3 * (static_cast<std::size_t>(y) * from.width + x) + c];
  auto const count = static_cast<std::uint64_t>(x1 - x0) * static_cast<std::uint64_t>(y1 - y0);
  for (int c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>(sums[c] / count);
}

Raster resampled(Raster const& from, int width, int height) {
  Raster out{width, height, {}};
  out.pixels.resize(std::size_t{3} * width * height);
  auto const edge = [](int i, int cells, int size) {
    return static_cast<int>(static_cast<std::int64_t>(i) * size / cells);
  };
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      int const x0 = edge(x, width, from.width), y0 = edge(y, height, from.height);
      int const x1 = std::max(x0 + 1, edge(x + 1, width, from.width));
      int const y1 = std::max(y0 + 1, edge(y + 1, height, from.height));
      mean_of(from, x0, x1, y0, y1, &out.pixels[3 * (static_cast<std::size_t>(y) * width + x)]);
    }
  return out;
}

std::pair<int, int> fitted(Raster const& raster, int longest) {
  auto const longer = std::max(raster.width, raster.height);
  auto const scaled = [&](int side) {
    return std::max(1, static_cast<int>(static_cast<std::int64_t>(side) * longest / longer));
  };
  return {scaled(raster.width), scaled(raster.height)};
}

}  // namespace

std::optional<Raster> read_picture(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xFF\xD8\xFF") return read_jpeg(bytes);
  if (bytes.substr(0, 8) == std::string_view("\x89PNG\r\n\x1a\n", 8)) return read_png(bytes);
  return std::nullopt;
}

std::string write_jpeg(Raster const& raster, int quality) {
  jpeg_compress_struct info{};
  jpeg_error_mgr trouble{};
  info.err = jpeg_std_error(&trouble);
  jpeg_create_compress(&info);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &buffer, &size);
  info.image_width = static_cast<JDIMENSION>(raster.width);
  info.image_height = static_cast<JDIMENSION>(raster.height);
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.optimize_coding = TRUE;
  jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto row = const_cast<JSAMPROW>(&raster.pixels[std::size_t{3} * info.image_width * info.next_scanline]);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  std::string bytes(reinterpret_cast<char const*>(buffer), size);
  std::free(buffer);
  return bytes;
}

Raster bounded(Raster const& raster, int longest) {
  if (std::max(raster.width, raster.height) <= longest) return raster;
  auto const [width, height] = fitted(raster, longest);
  return resampled(raster, width, height);
}

Raster mosaic(Raster const& raster, int blocks, int longest) {
  auto const [columns, rows] = fitted(raster, blocks);
  auto const coarse = resampled(raster, columns, rows);
  auto const [width, height] = fitted(raster, longest);
  return resampled(coarse, width, height);
}

}  // namespace lumbung::programme
