// What leaves the house as a file: the receipt as PDF, and QR codes as SVG or PNG.
//
// Everything here is pure: content in, bytes out; the same content gives the same bytes. Text is shaped by Pango (any
// script, "Javanese too"), drawn by Cairo, fonts are embedded as subsets. The face is Noto Sans (Debian
// fonts-noto-core), DejaVu Sans where it is missing. About 20 ms a page: call it off the I/O threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/money.h"
#include "core/result.h"
#include "core/time.h"

namespace lumbung::documents {

// A donation's receipt (kuitansi), one A5 page.
struct ReceiptContent {
  std::string number;        // the receipt's number as people quote it, e.g. "LMB-2026-000123"
  std::string organisation;  // "Yayasan Contoh Lumbung"
  std::string address;       // of the organisation; may be empty
  std::string permit;        // "Izin PUB No. 123/…" or the reason for its exemption; may be empty
  std::string campaign;      // its title
  Money amount;              // positive
  Money fee{};               // what of it goes to the platform; the line is left out when zero
  std::string purpose;       // "Donasi dengan pembatasan untuk …"; may be empty
  std::string giver;         // the name the giver chose to show; empty prints "Hamba Allah"
  std::string paid_by;       // "QRIS", "Virtual account"; may be empty
  Instant paid_at;
  Zone zone = Zone::wib;
  std::string trace_url;                  // opens the money trail; becomes the QR and a link
  std::string claim_code;                 // lets the giver take this gift into an account; may be empty
  std::string log_origin;                 // name of the public log, e.g. "lumbung.example/log"; may be empty
  std::optional<std::int64_t> log_index;  // leaf number, once the log has it
  std::optional<Hash> log_leaf;           // hash of the leaf; its first 16 bytes are printed
};

// The receipt as PDF 1.5: tagged (title, headings, paragraphs, link), text can be selected and searched, fonts
// embedded. Long names shrink to fit rather than run over. A mistake (throws) when the amount is not positive or the
// link is longer than a QR code can carry (1,000 bytes).
std::string receipt_pdf(ReceiptContent const& content);

// The proof of a year's donations (bukti donasi tahunan), A4, as many pages of 24 gifts as it takes. Which of them
// lower a tax is the tax law's business (PP 93/2010); the page says so.
struct YearlyLine {
  Date on;
  std::string campaign, organisation;
  Money amount, refunded;
  std::string number;  // of the receipt
};
struct YearlyContent {
  int year = 2026;
  std::string giver;  // name, or the address when there is none
  std::string issued_by;
  Date issued_on;
  std::vector<YearlyLine> lines;  // oldest first, at least one
};
std::string yearly_pdf(YearlyContent const& content);

inline constexpr Refusal qr_too_long{"documents.qr_too_long", Trouble::too_large,
                                     "Teks terlalu panjang untuk satu kode QR. Perpendek teksnya.",
                                     "The text is too long for one QR code. Shorten it."};

// The text as a QR code (ISO/IEC 18004, error correction M, quiet zone of 4 modules). The SVG carries no style and no
// script (fits a strict CSP), scales to its box, and is black on white in any theme, for scanners need that.
// Refuses text that is empty or beyond 2,000 bytes.
Result<std::string> qr_svg(std::string_view text);
// The same as PNG, `scale` pixels a module (1 to 32).
Result<std::string> qr_png(std::string_view text, int scale = 8);

}  // namespace lumbung::documents
