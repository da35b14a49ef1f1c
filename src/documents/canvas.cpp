#include "documents/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/result.h"

namespace lumbung::documents {
namespace {

// Noto Sans is what we ship with (Debian fonts-noto-core); DejaVu Sans stands in where it is missing.
constexpr char family[] = "Noto Sans, DejaVu Sans, sans-serif";
constexpr double smallest = 0.6;

cairo_status_t append(void* file, unsigned char const* bytes, unsigned length) {
  static_cast<std::string*>(file)->append(reinterpret_cast<char const*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

template <class T>
struct Unreferenced {
  void operator()(T* thing) const { g_object_unref(thing); }
};
using Layout = std::unique_ptr<PangoLayout, Unreferenced<PangoLayout>>;

int units(double points) { return static_cast<int>(std::lround(points * PANGO_SCALE)); }

void set_font(PangoLayout* layout, Style const& style, double scale) {
  auto* const font = pango_font_description_from_string(family);
  pango_font_description_set_absolute_size(font, style.size * scale * PANGO_SCALE);
  pango_font_description_set_weight(font, style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

void set_spacing(PangoLayout* layout, double spacing) {
  if (spacing == 0) return;
  auto* const attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(units(spacing)));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

PangoAlignment alignment(Align align) {
  if (align == Align::right) return PANGO_ALIGN_RIGHT;
  return align == Align::centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
}

// Letters stand where the font wants them, not on the pixels of a screen.
void set_positions(PangoLayout* layout) {
  auto* const context = pango_layout_get_context(layout);
  pango_context_set_round_glyph_positions(context, FALSE);
  auto* const options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
}

// A line height by our own measure, for Noto's is generous; it needs Pango's line spacing to be set as a factor.
void set_leading(PangoLayout* layout, Style const& style, double scale) {
  auto* const context = pango_layout_get_context(layout);
  auto* const metrics = pango_context_get_metrics(context, pango_layout_get_font_description(layout), nullptr);
  double const natural = pango_font_metrics_get_height(metrics) / static_cast<double>(PANGO_SCALE);
  pango_font_metrics_unref(metrics);
  if (natural > 0)
    pango_layout_set_line_spacing(layout, static_cast<float>(style.size * scale * style.leading / natural));
}

// Invalid UTF-8 becomes U+FFFD, for Pango would drop the rest of the line.
std::string readable(std::string_view text) {
  auto* const made = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string out(made);
  g_free(made);
  return out;
}

}  // namespace

struct Canvas::Inside {
  std::string file;
  cairo_surface_t* surface = nullptr;
  cairo_t* pen = nullptr;

  ~Inside() {
    if (pen) cairo_destroy(pen);
    if (surface) cairo_surface_destroy(surface);
  }
  void take(Colour ink) { cairo_set_source_rgb(pen, ink.red, ink.green, ink.blue); }
};

Canvas::Canvas(double width, double height, About const& about) : inside_(std::make_unique<Inside>()) {
  auto* const surface = cairo_pdf_surface_create_for_stream(append, &inside_->file, width, height);
  inside_->surface = surface;
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, readable(about.title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, readable(about.author).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, readable(about.subject).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Lumbung");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, about.created.c_str());
  inside_->pen = cairo_create(surface);
}

Canvas::~Canvas() = default;

double Canvas::write(Box const& box, std::string_view text, Style const& style) {
  auto* const pen = inside_->pen;
  Layout const layout(pango_cairo_create_layout(pen));
  set_positions(layout.get());
  auto const words = readable(text);
  pango_layout_set_text(layout.get(), words.c_str(), static_cast<int>(words.size()));
  pango_layout_set_width(layout.get(), units(box.width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), alignment(style.align));
  set_spacing(layout.get(), style.spacing);
  double scale = 1;
  for (int steps = 0;; ++steps) {
    scale = 1 - 0.04 * steps;
    set_font(layout.get(), style, scale);
    set_leading(layout.get(), style, scale);
    if (pango_layout_get_line_count(layout.get()) <= style.most_lines) break;
    if (scale > smallest) continue;
    pango_layout_set_height(layout.get(), -style.most_lines);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    break;
  }
  inside_->take(style.ink);
  cairo_move_to(pen, box.x, box.y);
  pango_cairo_show_layout(pen, layout.get());
  return std::min(style.most_lines, pango_layout_get_line_count(layout.get())) * style.size * scale * style.leading;
}

void Canvas::fill(Box const& box, Colour ink, double radius) {
  auto* const pen = inside_->pen;
  constexpr double quarter = 1.5707963267948966;
  inside_->take(ink);
  cairo_new_sub_path(pen);
  cairo_arc(pen, box.x + box.width - radius, box.y + radius, radius, -quarter, 0);
  cairo_arc(pen, box.x + box.width - radius, box.y + box.height - radius, radius, 0, quarter);
  cairo_arc(pen, box.x + radius, box.y + box.height - radius, radius, quarter, 2 * quarter);
  cairo_arc(pen, box.x + radius, box.y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(pen);
  cairo_fill(pen);
}

void Canvas::line(double x1, double y1, double x2, double y2, Colour ink, double width) {
  auto* const pen = inside_->pen;
  inside_->take(ink);
  cairo_set_line_width(pen, width);
  cairo_move_to(pen, x1, y1);
  cairo_line_to(pen, x2, y2);
  cairo_stroke(pen);
}

void Canvas::polygon(std::vector<std::pair<double, double>> const& corners, Colour ink) {
  auto* const pen = inside_->pen;
  inside_->take(ink);
  for (auto const& [x, y] : corners) cairo_line_to(pen, x, y);
  cairo_close_path(pen);
  cairo_fill(pen);
}

void Canvas::draw(Box const& box, Modules const& modules) {
  auto* const pen = inside_->pen;
  constexpr int quiet = 4;
  double const module = box.width / (modules.side + 2 * quiet);
  fill({box.x, box.y, box.width, box.width}, colour(0xffffff));
  inside_->take(colour(0x000000));
  for (int y = 0; y < modules.side; ++y)
    for (int x = 0; x < modules.side; ++x)
      if (modules.is_dark(x, y))
        cairo_rectangle(pen, box.x + (x + quiet) * module, box.y + (y + quiet) * module, module, module);
  cairo_fill(pen);  // one path, so that no hair lines show between modules
}

void Canvas::tagged(char const* element, std::function<void()> const& inner) {
  cairo_tag_begin(inside_->pen, element, nullptr);
  inner();
  cairo_tag_end(inside_->pen, element);
}

void Canvas::linked(std::string const& url, std::function<void()> const& inner) {
  std::string attributes = "uri='";
  for (char const c : url) {
    if (c == '\'' || c == '\\') attributes += '\\';
    attributes += c;
  }
  attributes += "'";
  cairo_tag_begin(inside_->pen, CAIRO_TAG_LINK, attributes.c_str());
  inner();
  cairo_tag_end(inside_->pen, CAIRO_TAG_LINK);
}

void Canvas::next_page() { cairo_show_page(inside_->pen); }

std::string Canvas::finish() {
  cairo_show_page(inside_->pen);
  must(cairo_status(inside_->pen) == CAIRO_STATUS_SUCCESS);
  cairo_surface_finish(inside_->surface);
  must(cairo_surface_status(inside_->surface) == CAIRO_STATUS_SUCCESS);
  return std::move(inside_->file);
}

std::string png_of(int width, int height, std::vector<std::uint8_t> const& shades) {
  auto* const surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
  must(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS);
  auto* const data = cairo_image_surface_get_data(surface);
  auto const stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  auto const row = static_cast<std::size_t>(width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
    std::memcpy(data + y * stride, shades.data() + y * row, row);
  cairo_surface_mark_dirty(surface);
  std::string file;
  auto const written = cairo_surface_write_to_png_stream(surface, append, &file);
  cairo_surface_destroy(surface);
  must(written == CAIRO_STATUS_SUCCESS);
  return file;
}

}  // namespace lumbung::documents
