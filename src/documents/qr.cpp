#include <qrencode.h>

#include "documents/canvas.h"
#include "documents/documents.h"

namespace lumbung::documents {
namespace {

constexpr int quiet = 4;
constexpr std::size_t longest = 2000;

Result<Modules> modules_or_refusal(std::string_view text) {
  auto modules = modules_of(text);
  if (modules.side == 0) return refuse(qr_too_long);
  return modules;
}

}  // namespace

Modules modules_of(std::string_view text) {
  Modules modules;
  if (text.empty() || text.size() > longest) return modules;
  // Bytes as they are: a QRIS payload must not be taken apart into modes that some readers join wrongly.
  auto* const code = QRcode_encodeData(static_cast<int>(text.size()),
                                       reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M);
  if (!code) return modules;
  modules.side = code->width;
  modules.dark.resize(static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width));
  for (std::size_t i = 0; i < modules.dark.size(); ++i) modules.dark[i] = code->data[i] & 1;
  QRcode_free(code);
  return modules;
}

Result<std::string> qr_svg(std::string_view text) {
  auto const modules = TRY(modules_or_refusal(text));
  auto const side = std::to_string(modules.side + 2 * quiet);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
                    "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side +
                    "H0z\"/><path fill=\"#000\" d=\"";
  for (int y = 0; y < modules.side; ++y)
    for (int x = 0; x < modules.side; ++x) {
      if (!modules.is_dark(x, y)) continue;
      int const from = x;
      while (x + 1 < modules.side && modules.is_dark(x + 1, y)) ++x;
      auto const run = std::to_string(x - from + 1);
      svg += "M" + std::to_string(from + quiet) + " " + std::to_string(y + quiet);
      svg += "h" + run + "v1h-" + run + "z";
    }
  return svg + "\"/></svg>";
}

Result<std::string> qr_png(std::string_view text, int scale) {
  must(scale >= 1 && scale <= 32);
  auto const modules = TRY(modules_or_refusal(text));
  int const side = (modules.side + 2 * quiet) * scale;
  std::vector<std::uint8_t> shades(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255);
  for (int y = 0; y < modules.side * scale; ++y)
    for (int x = 0; x < modules.side * scale; ++x)
      if (modules.is_dark(x / scale, y / scale))
        shades[static_cast<std::size_t>(y + quiet * scale) * static_cast<std::size_t>(side) +
               static_cast<std::size_t>(x + quiet * scale)] = 0;
  return png_of(side, side, shades);
}

}  // namespace lumbung::documents
