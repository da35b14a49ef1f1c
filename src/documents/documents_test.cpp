#include "documents/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "documents/canvas.h"

namespace lumbung::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A file that is gone when the test is.
class File {
 public:
  File(std::string const& bytes, std::string const& ending) {
    char name[] = "/tmp/lumbung-document-XXXXXX";
    int const descriptor = mkstemp(name);
    EXPECT_GE(descriptor, 0);
    close(descriptor);
    std::remove(name);
    path_ = name + ending;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~File() { std::remove(path_.c_str()); }
  std::string const& path() const { return path_; }

 private:
  std::string path_;
};

// What a program prints; the test fails when it ends badly (or is not installed).
std::string output_of(std::string const& command) {
  auto* const pipe = popen((command + " 2>/dev/null").c_str(), "r");
  std::string out;
  if (pipe == nullptr) return out;
  char piece[4096];
  while (auto const got = std::fread(piece, 1, sizeof piece, pipe)) out.append(piece, got);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return out;
}

ReceiptContent gift() {
  return {.number = "LMB-2026-000123",
          .organisation = "Yayasan Contoh Lumbung",
          .address = "Jl. Raya Cihampelas No. 12, Kab. Bandung Barat 40562",
          .permit = "Izin PUB No. 123/HUK-PS/2026",
          .campaign = "Tas sekolah untuk 200 anak Desa Mekarmukti",
          .amount = 250'000_rp,
          .fee = 12'500_rp,
          .purpose = "Dengan pembatasan: paket sekolah",
          .giver = "Keluarga Pak Ahmad & Bu Siti",
          .paid_by = "QRIS",
          .paid_at = *parse_iso_time("2026-11-22T13:05:00Z"),
          .trace_url = "https://lumbung.example/jejak/0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21",
          .claim_code = "KAPAS-7421-MEKAR",
          .log_origin = "lumbung.example/log",
          .log_index = 1234,
          .log_leaf = sha256("leaf")};
}

TEST(Receipt, SaysWhoGaveWhatForWhatAndWhen) {
  File const file(receipt_pdf(gift()), ".pdf");
  auto const text = output_of("pdftotext -layout " + file.path() + " -");
  for (char const* expected :
       {"Kuitansi donasi", "No. LMB-2026-000123", "Yayasan Contoh Lumbung", "Izin PUB No. 123/HUK-PS/2026", "Rp250.000",
        "Dua ratus lima puluh ribu rupiah", "Keluarga Pak Ahmad & Bu Siti", "Tas sekolah untuk 200 anak",
        "Minggu, 22 November 2026 pukul 20.05 WIB", "QRIS", "Rp12.500", "Rp237.500", "KAPAS-7421-MEKAR",
        "lumbung.example/log", "baris 1234", "lumbung.example/jejak/"})
    EXPECT_THAT(text, HasSubstr(expected));
  auto const leaf = hex(view_of(sha256("leaf")));
  EXPECT_THAT(text, HasSubstr(leaf.substr(0, 4) + " " + leaf.substr(4, 4)));
  EXPECT_THAT(text, Not(HasSubstr("\xEF\xBF\xBD")));
}

TEST(Receipt, IsOnePageOfTaggedPdfWithAllFontsEmbedded) {
  File const file(receipt_pdf(gift()), ".pdf");
  auto const about = output_of("pdfinfo " + file.path());
  EXPECT_THAT(about, HasSubstr("Tagged:          yes"));
  EXPECT_THAT(about, HasSubstr("Pages:           1"));
  EXPECT_THAT(about, HasSubstr("Page size:       419.53 x 595.28 pts"));
  EXPECT_THAT(about, HasSubstr("Title:           Kuitansi donasi LMB-2026-000123"));
  std::istringstream fonts(output_of("pdffonts " + file.path()));
  std::string line;
  int seen = 0;
  for (int number = 0; std::getline(fonts, line); ++number) {
    if (number < 2) continue;  // the heading
    EXPECT_THAT(line, HasSubstr("yes yes yes")) << "embedded, a subset, and can be read as text";
    ++seen;
  }
  EXPECT_GE(seen, 2);
}

TEST(Receipt, ThePrintedCodeLeadsToTheTrace) {
  File const file(receipt_pdf(gift()), ".pdf");
  File const picture(output_of("pdftoppm -r 150 -png -singlefile " + file.path()), ".png");
  EXPECT_EQ(output_of("zbarimg -q --raw " + picture.path()), gift().trace_url + "\n");
}

TEST(Receipt, TheSameGiftGivesTheSameBytes) { EXPECT_EQ(receipt_pdf(gift()), receipt_pdf(gift())); }

YearlyContent year_of(int gifts) {
  YearlyContent content{.year = 2026,
                        .giver = "Bu Siti Rahmawati",
                        .issued_by = "Lumbung",
                        .issued_on = make_date(2027, 1, 3),
                        .lines = {}};
  for (int i = 0; i < gifts; ++i)
    content.lines.push_back({.on = make_date(2026, 1, 1) + i,
                             .campaign = "Tas sekolah untuk 200 anak Desa Mekarmukti",
                             .organisation = "Yayasan Contoh Lumbung",
                             .amount = 50'000_rp,
                             .refunded = i == 0 ? 20'000_rp : 0_rp,
                             .number = "LMB-" + std::to_string(1000 + i)});
  return content;
}

TEST(AYearsProof, ListsEachGiftAndTheirSum) {
  File const file(yearly_pdf(year_of(3)), ".pdf");
  auto const text = output_of("pdftotext -layout " + file.path() + " -");
  for (char const* expected : {"Bukti donasi tahun 2026", "Bu Siti Rahmawati", "Rp130.000", "LMB-1002", "01/01/2026",
                               "dari Rp50.000, kembali Rp20.000", "PP 93/2010", "Halaman 1 dari 1"})
    EXPECT_THAT(text, HasSubstr(expected));
}

TEST(AYearsProof, TakesAsManyPagesAsItNeeds) {
  File const file(yearly_pdf(year_of(49)), ".pdf");
  auto const about = output_of("pdfinfo " + file.path());
  EXPECT_THAT(about, HasSubstr("Pages:           3"));
  EXPECT_THAT(about, HasSubstr("Tagged:          yes"));
  auto const text = output_of("pdftotext -layout " + file.path() + " -");
  EXPECT_THAT(text, HasSubstr("LMB-1048"));
  EXPECT_THAT(text, HasSubstr("Halaman 3 dari 3"));
}

TEST(Receipt, WhoGivesNoNameIsHambaAllah) {
  auto content = gift();
  content.giver = "";
  content.fee = {};
  File const file(receipt_pdf(content), ".pdf");
  auto const text = output_of("pdftotext -layout " + file.path() + " -");
  EXPECT_THAT(text, HasSubstr("Hamba Allah"));
  EXPECT_THAT(text, Not(HasSubstr("Biaya penggalangan")));
}

TEST(Receipt, LongAndStrangeTextStaysOnThePage) {
  auto content = gift();
  content.amount = Money{123'456'789'012'345, rupiah};
  content.organisation =
      "Perkumpulan Pemberdayaan Masyarakat Pesisir dan Pulau-Pulau Kecil Nusantara Sejahtera Bersama";
  content.campaign = "ꦥꦫꦠꦶꦴꦱꦸꦩꦿꦶꦧꦃ — " + std::string(200, 'M');
  content.giver = "Bad \xff bytes ' ) \\ (";
  content.trace_url = "https://lumbung.example/it's/(here)\\";
  File const file(receipt_pdf(content), ".pdf");
  auto const text = output_of("pdftotext -layout " + file.path() + " -");
  EXPECT_THAT(text, HasSubstr("Rp1.234.567.890.123,45"));
  EXPECT_THAT(text, HasSubstr("Bad \xEF\xBF\xBD bytes ' ) \\ ("));
  EXPECT_THAT(output_of("pdfinfo " + file.path()), HasSubstr("Pages:           1"));
}

TEST(Receipt, NothingGivenIsAMistake) {
  auto content = gift();
  content.amount = 0_rp;
  EXPECT_THROW(receipt_pdf(content), Mistake);
  content = gift();
  content.trace_url = std::string(1001, 'x');
  EXPECT_THROW(receipt_pdf(content), Mistake);
}

TEST(Qr, APictureIsReadBackToItsText) {
  std::string const payload =
      "00020101021226630016ID.CO.CONTOH.WWW01189360099900000000010210CONTOH00010303UKE51440014ID.CO.QRIS.WWW0215"
      "ID10990000000190303UKE5204839853033605405250005802ID5922YAYASAN CONTOH LUMBUNG6013BANDUNG BARAT61054056262270516"
      "LMB20261122000010703A016304E925";
  for (auto const& text : {std::string("halo"), payload, std::string(2000, 'x')}) {
    File const file(*qr_png(text, 4), ".png");
    EXPECT_EQ(output_of("zbarimg -q --raw " + file.path()), text + "\n");
  }
}

TEST(Qr, TheSvgShowsTheSameModulesWithoutStyle) {
  auto const svg = *qr_svg("https://lumbung.example");
  auto const modules = modules_of("https://lumbung.example");
  EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 " + std::to_string(modules.side + 8) + " "));
  EXPECT_THAT(svg, Not(HasSubstr("style")));
  // Every run of dark modules is written once: "M5 4h7v1h-7z".
  int dark = 0, drawn = 0;
  for (auto const module : modules.dark) dark += module;
  for (auto at = svg.find("v1h-"); at != std::string::npos; at = svg.find("v1h-", at + 1))
    drawn += std::stoi(svg.substr(at + 4));
  EXPECT_EQ(drawn, dark);
}

TEST(Qr, NothingAndTooMuchAreRefused) {
  EXPECT_EQ(qr_svg("").code(), "documents.qr_too_long");
  EXPECT_EQ(qr_svg(std::string(2001, 'x')).code(), "documents.qr_too_long");
  EXPECT_EQ(qr_png(std::string(2001, 'x')).code(), "documents.qr_too_long");
}

}  // namespace
}  // namespace lumbung::documents
