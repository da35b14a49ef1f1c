#include "sandbox_bank/page.h"

namespace lumbung::sandbox_bank::page {
namespace {

std::string safe(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string_view say(Language language, std::string_view indonesian, std::string_view english) {
  return language == Language::indonesian ? indonesian : english;
}

std::string whole(Language language, std::string_view title, std::string const& main) {
  std::string html = "<!doctype html><html lang=\"";
  html += say(language, "id", "en");
  html +=
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" "
      "href=\"/gaya.css\"><title>";
  html += title;
  html +=
      " · Bank Uji Coba</title></head><body><header><p class=\"name\"><span class=\"mark\" aria-hidden=\"true\">B"
      "</span>Bank Uji Coba</p><p class=\"note\">";
  html += say(language, "Ini tiruan untuk mencoba. Tidak ada uang sungguhan yang berpindah.",
              "This is a make-believe bank for trying things out. No real money moves.");
  html += "</p></header><main><h1>";
  html += title;
  html += "</h1>" + main + "</main></body></html>";
  return html;
}

std::string row(std::string_view label, std::string_view value) {
  return "<div><dt>" + std::string(label) + "</dt><dd>" + safe(value) + "</dd></div>";
}

std::string hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" + safe(value) + "\">";
}

std::string back_link(Language language, std::string const& back, std::string_view look) {
  if (back.empty())
    return "<p><a class=\"quiet\" href=\"/\">" + std::string(say(language, "Bayar yang lain", "Pay another")) +
           "</a></p>";
  return "<p><a class=\"" + std::string(look) + "\" href=\"" + safe(back) + "\">" +
         std::string(say(language, "Kembali ke Lumbung", "Back to Lumbung")) + "</a></p>";
}

std::string amount_field(Language language) {
  return "<p><label for=\"nominal\">" + std::string(say(language, "Nominal (rupiah)", "Amount (rupiah)")) +
         "</label><input id=\"nominal\" name=\"nominal\" inputmode=\"numeric\" pattern=\"[0-9]{1,12}\" required></p>";
}

std::string button(std::string const& words) { return "<p><button type=\"submit\">" + words + "</button></p>"; }

}  // namespace

std::string style() {
  return R"css(:root{color-scheme:light dark;--paper:#f4f6fb;--card:#fff;--ink:#131a2a;--ink2:#4a5468;--line:#d9deea;--brand:#1f4b85;--on:#fff;--tint:#e6eefb;--warn:#fdf1d8;--warnink:#6f4600}
@media (prefers-color-scheme:dark){:root{--paper:#0e131d;--card:#171e2c;--ink:#eef2fa;--ink2:#b3bdd0;--line:#2c374c;--brand:#8fb0dc;--on:#0e131d;--tint:#1d2a41;--warn:#3a2c0d;--warnink:#f6cd72}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,"Noto Sans",sans-serif}
header,main{max-width:30rem;margin:0 auto;padding:0 1.25rem}header{padding:1rem 0 0}@media (max-width:32rem){header{padding-inline:.75rem}}.name{display:flex;align-items:center;gap:.6rem;font-weight:700;margin:0}
.mark{display:inline-grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:.6rem;background:var(--brand);color:var(--on);font-weight:800}
.note{background:var(--warn);color:var(--warnink);padding:.75rem 1.25rem;margin:1rem 0;border-radius:.75rem}
main{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;margin-bottom:2rem}@media (max-width:32rem){main{margin-left:.75rem;margin-right:.75rem}}
h1{font-size:1.25rem;margin:0 0 .75rem}h2{font-size:1.0625rem;margin:1.5rem 0 .25rem}.sum{overflow-wrap:anywhere;font-size:2.25rem;font-weight:800;letter-spacing:-.01em;margin:.25rem 0 1rem}
dl{margin:0 0 1rem}dl div{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}dt{color:var(--ink2)}dd{margin:0;text-align:right;font-weight:600;overflow-wrap:anywhere}
label{display:block;font-weight:600;margin-bottom:.25rem}input,textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--ink2);border-radius:.6rem;padding:.75rem}
button,.main{display:block;width:100%;min-height:3.25rem;font:inherit;font-weight:700;text-align:center;text-decoration:none;border:0;border-radius:.75rem;background:var(--brand);color:var(--on);padding:.85rem;cursor:pointer}
.quiet{color:var(--brand);display:inline-flex;align-items:center;min-height:3rem;font-weight:600}.good{background:var(--tint);border-radius:.75rem;padding:.75rem 1rem;font-weight:600}:focus-visible{outline:3px solid #eaa92c;outline-offset:2px})css";
}

std::string start(Language language) {
  std::string main = "<form method=\"get\" action=\"/bayar\"><h2>QRIS</h2><p><label for=\"qr\">";
  main += say(language, "Tempel isi kode QRIS", "Paste what the QRIS code says");
  main += "</label><textarea id=\"qr\" name=\"qr\" rows=\"4\" required></textarea></p>";
  main += button(std::string(say(language, "Lihat tagihan", "See the bill")));
  main += "</form><form method=\"get\" action=\"/bayar-va\"><h2>Virtual account</h2><p><label for=\"va\">";
  main += say(language, "Nomor virtual account", "Virtual account number");
  main += "</label><input id=\"va\" name=\"va\" inputmode=\"numeric\" pattern=\"[0-9 ]{9,34}\" required></p>";
  main += button(std::string(say(language, "Lihat tagihan", "See the bill"))) + "</form>";
  return whole(language, say(language, "Mau bayar apa?", "What would you like to pay?"), main);
}

std::string confirm_qr(Language language, std::string const& qr, payments::qris::Code const& code,
                       std::string const& back) {
  std::string main;
  if (code.amount) main += "<p class=\"sum\">" + shown(*code.amount) + "</p>";
  main += "<dl>" + row(say(language, "Kepada", "To"), code.merchant_name) +
          row(say(language, "Kota", "City"), code.merchant_city) + row("NMID", code.nmid);
  if (!code.reference.empty()) main += row(say(language, "Rujukan", "Reference"), code.reference);
  main += row(say(language, "Dari rekening", "From account"), "6281200000001 · Tabungan") + "</dl>";
  main += "<form method=\"post\" action=\"/bayar\">" + hidden("qr", qr) + hidden("kembali", back);
  if (!code.amount) main += amount_field(language);
  auto words = std::string(say(language, "Bayar", "Pay"));
  if (code.amount) words += " " + shown(*code.amount);
  main += button(words) + "</form>" + back_link(language, back, "quiet");
  return whole(language, say(language, "Bayar dengan QRIS", "Pay by QRIS"), main);
}

std::string confirm_va(Language language, std::string const& va, Bill const& bill, std::string const& back) {
  std::string main = "<p class=\"sum\">" + shown(bill.amount) + "</p><dl>" +
                     row(say(language, "Kepada", "To"), bill.name) +
                     row(say(language, "Nomor virtual account", "Virtual account number"), va) + "</dl>";
  main += "<form method=\"post\" action=\"/bayar-va\">" + hidden("va", va) + hidden("kembali", back) +
          button(std::string(say(language, "Bayar ", "Pay ")) + shown(bill.amount)) + "</form>" +
          back_link(language, back, "quiet");
  return whole(language, say(language, "Bayar virtual account", "Pay a virtual account"), main);
}

std::string paid(Language language, Payment const& payment, std::string const& back) {
  std::string main = "<p class=\"sum\">" + shown(payment.amount) + "</p><p class=\"good\" role=\"status\">";
  main += payment.accepted ? say(language, "Dibayar. Penerima sudah diberi tahu.", "Paid. The payee has been told.")
                           : say(language, "Dibayar. Penerima belum menjawab; kami coba beri tahu lagi.",
                                 "Paid. The payee has not answered yet; we keep telling them.");
  main += "</p><dl>" + row(say(language, "Kepada", "To"), payment.merchant) +
          row(say(language, "Nomor transaksi", "Transaction number"), payment.reference) + "</dl>" +
          back_link(language, back, "main");
  return whole(language, say(language, "Pembayaran berhasil", "Payment made"), main);
}

std::string refused(Language language, Problem const& problem) {
  auto const sentence = language == Language::indonesian ? problem.sentence_id() : problem.sentence_en();
  return whole(language, say(language, "Belum bisa dibayar", "This cannot be paid"),
               "<p>" + safe(sentence) + "</p><p><a class=\"main\" href=\"/\">" +
                   std::string(say(language, "Coba lagi", "Try again")) + "</a></p>");
}

}  // namespace lumbung::sandbox_bank::page
