#include <algorithm>

#include "documents/canvas.h"
#include "documents/documents.h"

namespace lumbung::documents {
namespace {

constexpr double page_width = 595.28, page_height = 841.89;  // A4
constexpr double margin = 48;
constexpr double inner = page_width - 2 * margin;
constexpr std::size_t lines_on_a_page = 24;

constexpr Colour brand = colour(0x0f6b4a), tint = colour(0xe0f0e8), ink = colour(0x14201b), soft = colour(0x46564e),
                 rule = colour(0xe5e2d8);

Money total_of(YearlyContent const& content) {
  Money total = 0_rp;
  for (auto const& line : content.lines) total += line.amount - line.refunded;
  return total;
}

double head(Canvas& canvas, YearlyContent const& content) {
  canvas.fill({0, 0, page_width, 8}, brand);
  double y = 36;
  canvas.tagged("H1", [&] {
    y += canvas.write({margin, y, inner}, "Bukti donasi tahun " + std::to_string(content.year),
                      {.size = 20, .weight = Weight::bold, .ink = brand});
  });
  y += 4;
  canvas.tagged("P", [&] {
    y += canvas.write({margin, y, inner}, "Atas nama: " + content.giver,
                      {.size = 11, .weight = Weight::bold, .ink = ink});
    y += canvas.write({margin, y, inner}, "Dibuat " + shown_long(content.issued_on) + " oleh " + content.issued_by,
                      {.size = 9, .ink = soft});
  });
  return y + 10;
}

double total(Canvas& canvas, YearlyContent const& content, double y) {
  auto const sum = total_of(content);
  canvas.fill({margin, y, inner, 54}, tint, 9);
  canvas.tagged("P", [&] {
    canvas.write({margin + 16, y + 7, inner - 32}, "Jumlah yang diberikan, sesudah pengembalian",
                 {.size = 9, .ink = soft});
    canvas.write({margin + 16, y + 20, inner - 32}, shown(sum), {.size = 20, .weight = Weight::bold, .ink = ink});
  });
  return y + 66;
}

double row(Canvas& canvas, YearlyLine const& line, double y) {
  constexpr double day = 62, number = 96, amount = 92;
  double const words = inner - day - number - amount;
  auto const net = line.amount - line.refunded;
  canvas.tagged("P", [&] {
    canvas.write({margin, y + 1, day - 4}, shown_short(line.on), {.size = 9, .ink = ink});
    canvas.write({margin + day, y, words - 8}, line.campaign, {.size = 9, .weight = Weight::bold, .ink = ink});
    canvas.write({margin + day, y + 11, words - 8}, line.organisation, {.size = 7.5, .ink = soft});
    canvas.write({margin + day + words, y + 1, number - 6}, line.number, {.size = 7.5, .ink = soft});
    canvas.write({margin + day + words + number, y + 1, amount}, shown(net),
                 {.size = 9.5, .weight = Weight::bold, .ink = ink, .align = Align::right});
    if (line.refunded.positive())
      canvas.write({margin + day + words + number - 40, y + 12, amount + 40},
                   "dari " + shown(line.amount) + ", kembali " + shown(line.refunded),
                   {.size = 7, .ink = soft, .align = Align::right});
  });
  canvas.line(margin, y + 23, page_width - margin, y + 23, rule, 0.6);
  return y + 26;
}

void foot(Canvas& canvas, std::size_t page, std::size_t pages) {
  canvas.tagged("P", [&] {
    canvas.write(
        {margin, page_height - 64, inner},
        "Tidak setiap donasi dapat mengurangi penghasilan kena pajak: hanya yang termasuk PP 93/2010 (sumbangan "
        "tertentu) atau zakat dan sumbangan keagamaan wajib lewat lembaga yang disahkan pemerintah. Tanyakan kepada "
        "lembaga penerima atau kantor pajak.",
        {.size = 7.5, .ink = soft, .leading = 1.28, .most_lines = 3});
    canvas.write({margin, page_height - 30, inner},
                 "Dibuat oleh sistem dan sah tanpa tanda tangan. Halaman " + std::to_string(page) + " dari " +
                     std::to_string(pages),
                 {.size = 7.5, .ink = soft, .align = Align::centre});
  });
}

}  // namespace

std::string yearly_pdf(YearlyContent const& content) {
  must(!content.lines.empty());
  auto const pages = (content.lines.size() + lines_on_a_page - 1) / lines_on_a_page;
  Canvas canvas(page_width, page_height,
                {.title = "Bukti donasi tahun " + std::to_string(content.year),
                 .author = content.issued_by,
                 .subject = "Donasi " + std::to_string(content.year),
                 .created = iso(content.issued_on) + "T00:00:00Z"});
  canvas.tagged("Document", [&] {
    for (std::size_t page = 0; page < pages; ++page) {
      if (page > 0) canvas.next_page();
      double y = total(canvas, content, head(canvas, content));
      auto const end = std::min(content.lines.size(), (page + 1) * lines_on_a_page);
      for (auto i = page * lines_on_a_page; i < end; ++i) y = row(canvas, content.lines[i], y);
      foot(canvas, page + 1, pages);
    }
  });
  return canvas.finish();
}

}  // namespace lumbung::documents
