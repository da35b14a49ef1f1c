#include "documents/canvas.h"
#include "documents/documents.h"

namespace lumbung::documents {
namespace {

constexpr double page_width = 419.53, page_height = 595.28;  // A5
constexpr double margin = 34;
constexpr double inner = page_width - 2 * margin;

constexpr Colour brand = colour(0x0f6b4a), tint = colour(0xe0f0e8), amber = colour(0xeaa92c), white = colour(0xffffff),
                 ink = colour(0x14201b), soft = colour(0x46564e), rule = colour(0xe5e2d8);

// Where the next line goes.
struct Pencil {
  Canvas& canvas;
  ReceiptContent const& content;
  double y = 0;
};

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// The first 16 bytes of a hash in groups of four digits, for comparing by eye.
std::string in_groups(Hash const& hash) {
  auto const digits = hex(view_of(hash)).substr(0, 32);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += ' ';
    text += digits[i];
  }
  return text;
}

// The barn on its green square.
void draw_mark(Canvas& canvas, double x, double y, double side) {
  double const unit = side / 32;
  canvas.fill({x, y, side, side}, brand, 6 * unit);
  auto const at = [&](double across, double down) { return std::pair(x + across * unit, y + down * unit); };
  canvas.polygon({at(16, 5), at(18.5, 11), at(22, 15), at(27, 18.5), at(5, 18.5), at(10, 15), at(13.5, 11)}, amber);
  canvas.polygon({at(8.5, 19.5), at(23.5, 19.5), at(22, 26), at(10, 26)}, white);
  canvas.polygon({at(14.3, 21), at(17.7, 21), at(17.7, 26), at(14.3, 26)}, brand);
}

void head(Pencil& pencil) {
  auto& [canvas, content, y] = pencil;
  canvas.fill({0, 0, page_width, 7}, brand);
  draw_mark(canvas, margin, 28, 36);
  double const x = margin + 46, width = inner - 46;
  double below = 26;
  canvas.tagged("P", [&] {
    below += canvas.write({x, below, width}, content.organisation,
                          {.size = 13, .weight = Weight::bold, .ink = ink, .leading = 1.22, .most_lines = 2});
    for (auto const* line : {&content.address, &content.permit})
      if (!line->empty()) below += canvas.write({x, below, width}, *line, {.size = 8, .ink = soft});
  });
  y = std::max(below, 66.0) + 10;
  canvas.line(margin, y, page_width - margin, y, rule, 0.8);
  y += 14;
}

void title(Pencil& pencil) {
  auto& [canvas, content, y] = pencil;
  canvas.tagged("H1", [&] {
    canvas.write({margin, y, inner * 0.55}, "Kuitansi donasi", {.size = 19, .weight = Weight::bold, .ink = brand});
  });
  canvas.tagged("P", [&] {
    canvas.write({margin + inner * 0.55, y + 9, inner * 0.45}, "No. " + content.number,
                 {.size = 9.5, .ink = soft, .align = Align::right});
  });
  y += 33;
}

void amount(Pencil& pencil) {
  auto& [canvas, content, y] = pencil;
  auto const words = capitalised(terbilang(content.amount));
  double const height = words.size() > 60 ? 76 : 65;  // room for a second line of words
  canvas.fill({margin, y, inner, height}, tint, 9);
  canvas.fill({margin, y, 5, height}, brand, 2.5);
  canvas.tagged("P", [&] {
    canvas.write({margin + 20, y + 5, inner - 36}, shown(content.amount),
                 {.size = 28, .weight = Weight::bold, .ink = ink});
    canvas.write({margin + 20, y + 43, inner - 36}, words,
                 {.size = 9.5, .ink = soft, .italic = true, .leading = 1.25, .most_lines = 2});
  });
  y += height + 13;
}

void row(Pencil& pencil, std::string_view label, std::string_view value, Weight weight = Weight::regular) {
  auto& [canvas, content, y] = pencil;
  if (value.empty()) return;
  constexpr double split = 104;
  double used = 0;
  canvas.tagged("P", [&] {
    canvas.write({margin, y + 1, split - 8}, label, {.size = 9, .ink = soft});
    used = canvas.write({margin + split, y, inner - split}, value,
                        {.size = 10.5, .weight = weight, .ink = ink, .leading = 1.28, .most_lines = 3});
  });
  y += used + 4.5;
}

void rows(Pencil& pencil) {
  auto const& content = pencil.content;
  row(pencil, "Diterima dari", content.giver.empty() ? "Hamba Allah" : content.giver, Weight::bold);
  row(pencil, "Untuk kampanye", content.campaign, Weight::bold);
  row(pencil, "Peruntukan", content.purpose);
  row(pencil, "Tanggal bayar", shown_long(content.paid_at, content.zone));
  row(pencil, "Cara bayar", content.paid_by);
  if (content.fee.positive()) {
    row(pencil, "Biaya penggalangan", shown(content.fee));
    row(pencil, "Untuk penyaluran", shown(content.amount - content.fee));
  }
}

// "lumbung.example/jejak/…": the link as people read it.
std::string_view without_scheme(std::string_view url) {
  auto const scheme = url.find("://");
  return scheme == std::string_view::npos ? url : url.substr(scheme + 3);
}

void claim_code(Pencil& pencil, double x, double width) {
  auto& [canvas, content, y] = pencil;
  if (content.claim_code.empty()) return;
  canvas.tagged("P", [&] {
    canvas.write({x, y, width}, "Kode klaim (simpan, jangan dibagikan)", {.size = 7.5, .ink = soft});
    y += 10.5;
    y += canvas.write({x, y, width}, content.claim_code,
                      {.size = 12.5, .weight = Weight::bold, .ink = ink, .spacing = 0.8});
  });
  y += 4;
}

void log_proof(Pencil& pencil, double x, double width) {
  auto& [canvas, content, y] = pencil;
  if (!content.log_leaf) return;
  std::string where = "Bukti tercatat di log publik";
  if (content.log_index) where += ", baris " + std::to_string(*content.log_index);
  canvas.tagged("P", [&] {
    y += canvas.write({x, y, width}, where, {.size = 7.5, .ink = soft});
    if (!content.log_origin.empty()) y += canvas.write({x, y, width}, content.log_origin, {.size = 7.5, .ink = soft});
    y += canvas.write({x, y, width}, in_groups(*content.log_leaf), {.size = 7.5, .weight = Weight::bold, .ink = ink});
  });
}

void trail(Pencil& pencil) {
  auto& [canvas, content, y] = pencil;
  constexpr double side = 126, height = 132;
  double const top = page_height - 46 - height;
  canvas.line(margin, top - 12, page_width - margin, top - 12, rule, 0.8);
  auto const modules = modules_of(content.trace_url);
  must(modules.side > 0);
  canvas.linked(content.trace_url,
                [&] { canvas.tagged("Figure", [&] { canvas.draw({margin - 8, top - 4, side}, modules); }); });
  double const x = margin + side + 6, width = inner - side - 6;
  y = top;
  canvas.tagged("H2", [&] {
    y += canvas.write({x, y, width}, "Ikuti jejak dana Anda", {.size = 12, .weight = Weight::bold, .ink = brand});
  });
  canvas.tagged("P", [&] {
    y += canvas.write({x, y, width},
                      "Pindai kode ini untuk melihat sampai ke mana setiap rupiah dari donasi ini, beserta buktinya.",
                      {.size = 8.5, .ink = soft, .leading = 1.28, .most_lines = 4});
  });
  y += 2;
  canvas.linked(content.trace_url, [&] {
    y += canvas.write({x, y, width}, without_scheme(content.trace_url),
                      {.size = 8, .ink = brand, .leading = 1.25, .most_lines = 2});
  });
  y += 5;
  claim_code(pencil, x, width);
  log_proof(pencil, x, width);
}

void foot(Pencil& pencil) {
  auto& [canvas, content, y] = pencil;
  canvas.tagged("P", [&] {
    canvas.write({margin, page_height - 30, inner}, "Kuitansi ini dibuat oleh sistem dan sah tanpa tanda tangan.",
                 {.size = 7.5, .ink = soft, .align = Align::centre});
  });
}

}  // namespace

std::string receipt_pdf(ReceiptContent const& content) {
  must(content.amount.positive());
  must(content.trace_url.size() <= 1000);
  Canvas canvas(page_width, page_height,
                {.title = "Kuitansi donasi " + content.number,
                 .author = content.organisation,
                 .subject = content.campaign,
                 .created = iso(content.paid_at)});
  Pencil pencil{canvas, content};
  canvas.tagged("Document", [&] {
    head(pencil);
    title(pencil);
    amount(pencil);
    rows(pencil);
    trail(pencil);
    foot(pencil);
  });
  return canvas.finish();
}

}  // namespace lumbung::documents
