// A page to draw upon: words, boxes, lines, QR codes, links; nothing of Cairo or Pango shows through. Lengths in
// points (1/72 inch), from the top left corner. Inside documents only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lumbung::documents {

struct Colour {
  double red, green, blue;
};
// 0x0f6b4a
constexpr Colour colour(unsigned rgb) {
  return {((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0};
}

enum class Weight { regular, bold };
enum class Align { left, right, centre };

struct Style {
  double size = 10;
  Weight weight = Weight::regular;
  Colour ink = colour(0x14201b);
  Align align = Align::left;
  bool italic = false;
  double spacing = 0;    // between letters
  double leading = 1.3;  // line height, of the size
  int most_lines = 1;    // what is longer shrinks to 60 % of its size, then ends in "…"
};

struct Box {
  double x, y, width, height = 0;
};

// The modules of a QR code, row by row, quiet zone not included.
struct Modules {
  int side = 0;
  std::vector<std::uint8_t> dark;  // side * side, 0 or 1
  bool is_dark(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)] != 0;
  }
};
// Empty (side 0) when the text is empty or too long.
Modules modules_of(std::string_view text);

struct About {
  std::string title, author, subject;
  std::string created;  // ISO 8601, "2026-11-22T13:05:00Z"
};

class Canvas {
 public:
  // A PDF; it begins with one page.
  Canvas(double width, double height, About const& about);
  ~Canvas();
  Canvas(Canvas const&) = delete;
  Canvas& operator=(Canvas const&) = delete;

  // Writes within the width of the box, from its top; returns the height that was used.
  double write(Box const& box, std::string_view text, Style const& style);
  void fill(Box const& box, Colour ink, double radius = 0);
  void line(double x1, double y1, double x2, double y2, Colour ink, double width);
  void polygon(std::vector<std::pair<double, double>> const& corners, Colour ink);
  void draw(Box const& box, Modules const& modules);  // with its quiet zone, square

  // What is drawn inside `inner` belongs to a structure element of tagged PDF: "H1", "P", "Sect", "Figure".
  void tagged(char const* element, std::function<void()> const& inner);
  void linked(std::string const& url, std::function<void()> const& inner);

  // What is drawn from now on stands on a new page of the same size.
  void next_page();
  // The file; nothing can be drawn any more.
  std::string finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Shades (0 black to 255 white), row by row, as a grey PNG.
std::string png_of(int width, int height, std::vector<std::uint8_t> const& shades);

}  // namespace lumbung::documents
