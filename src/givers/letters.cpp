#include "givers/rules.h"

namespace lumbung::givers {
namespace {

std::string_view say(Language language, std::string_view indonesian, std::string_view english) {
  return language == Language::english ? english : indonesian;
}

// "2026-11-22" for English readers, who would read 22/11 and 11/22 alike.
std::string day(Language language, Date date) { return language == Language::english ? iso(date) : shown_long(date); }

// A title may hold line ends nowhere, but a subject must not trust that.
std::string one_line(std::string_view text) {
  std::string line;
  for (char const c : text) line += static_cast<unsigned char>(c) < 32 ? ' ' : c;
  return line;
}

std::string foot(Language language, std::string_view account) {
  return std::string(
             say(language, "\n\nUbah, jeda, atau hentikan kapan saja: ", "\n\nChange, pause or stop at any time: ")) +
         std::string(account) + "\n" +
         std::string(say(language, "Surel ini ditulis oleh mesin; balasan tidak dibaca.\n",
                         "This letter was written by a machine; nobody reads replies.\n"));
}

}  // namespace

Said code_letter(Language language, std::string_view code, std::string_view public_url) {
  auto const shown = std::string(code.substr(0, 4)) + " " + std::string(code.substr(4));
  return {
      std::string(say(language, "Kode masuk Lumbung: ", "Your Lumbung code: ")) + shown,
      std::string(say(language, "Kode masuk Anda:\n\n    ", "Your code to sign in:\n\n    ")) + shown +
          std::string(say(language, "\n\nBerlaku 10 menit dan hanya sekali pakai. Ketik di halaman ",
                          "\n\nIt is good for 10 minutes and once only. Type it at ")) +
          std::string(public_url) + "/donatur" +
          std::string(say(language,
                          ".\n\nJangan berikan kode ini kepada siapa pun; kami tidak pernah memintanya lewat telepon "
                          "atau pesan.\nBila bukan Anda yang meminta, abaikan saja surel ini.\n",
                          ".\n\nGive this code to nobody; we never ask for it by phone or message.\nIf you did not "
                          "ask for it, ignore this letter.\n"))};
}

Said reminder_letter(Language language, Reminder const& r, Zone zone) {
  auto const until = language == Language::english ? iso(r.expires, zone) : shown_long(r.expires, zone);
  std::string text(
      say(language, "Donasi rutin Anda siap dibayar.\n\n", "Your recurring gift is ready to be paid.\n\n"));
  text += std::string(say(language, "Kampanye  : ", "Campaign : ")) + r.campaign + " (" + r.organisation + ")\n";
  text += std::string(say(language, "Jumlah    : ", "Amount   : ")) + shown(r.amount) + "\n";
  if (!r.va.empty()) text += std::string(say(language, "Nomor VA  : ", "VA number: ")) + r.va + "\n";
  text += std::string(say(language, "Bayar di  : ", "Pay at   : ")) + r.link + "\n";
  text += std::string(say(language, "Sebelum   : ", "Before   : ")) + until + "\n";
  if (r.also_late > 0)
    text += std::string(say(language, "\nAda juga ", "\nThere are also ")) + std::to_string(r.also_late) +
            std::string(say(language,
                            " periode sebelumnya yang baru sempat kami buatkan tagihan; semuanya ada di akun Anda.\n",
                            " earlier periods that we were late to make; all stand in your account.\n"));
  text +=
      say(language, "\nTidak ada yang diambil dengan sendirinya. Bila tidak dibayar, tagihan ini hangus tanpa utang.",
          "\nNothing is ever taken by itself. If it is not paid it expires, and nothing is owed.");
  return {one_line(std::string(say(language, "Donasi rutin: ", "Recurring gift: ")) + r.campaign),
          text + foot(language, r.account)};
}

Said campaign_over_letter(Language language, std::string_view campaign, bool organisation_chooses,
                          std::string_view account) {
  std::string text(say(language, "Kampanye \"", "The campaign \""));
  text += std::string(campaign) +
          std::string(say(language, "\" tidak lagi menerima donasi.\n\n", "\" takes no more gifts.\n\n"));
  text += organisation_chooses
              ? say(language,
                    "Sesuai pilihan Anda, lembaga kami minta memilih kampanye lain. Sebelum ada pilihan, tidak ada "
                    "tagihan. Kami menulis lagi bila sudah dipilih.",
                    "As you wished, we asked the organisation to choose another campaign. Until then there are no "
                    "charges. We write again when it has chosen.")
              : say(language,
                    "Sesuai pilihan Anda, donasi rutin ini berhenti. Terima kasih untuk semua yang sudah diberikan.",
                    "As you wished, this recurring gift has ended. Thank you for everything you gave.");
  return {one_line(std::string(say(language, "Kampanye selesai: ", "Campaign over: ")) + std::string(campaign)),
          text + foot(language, account)};
}

Said moved_letter(Language language, std::string_view from, std::string_view to, Date next, std::string_view account) {
  std::string text(say(language, "Kampanye \"", "The campaign \""));
  text += std::string(from) +
          std::string(say(language, "\" sudah selesai. Lembaga memilih \"", "\" is over. The organisation chose \"")) +
          std::string(to) +
          std::string(say(language, "\" untuk donasi rutin Anda.\n\nTagihan berikutnya: ",
                          "\" for your recurring gift.\n\nNext charge: ")) +
          day(language, next) +
          std::string(say(language, ". Tidak setuju? Hentikan saja; tidak ada yang diambil dengan sendirinya.",
                          ". You do not agree? Just stop it; nothing is ever taken by itself."));
  return {
      one_line(std::string(say(language, "Donasi rutin Anda berlanjut untuk ", "Your recurring gift goes on for ")) +
               std::string(to)),
      text + foot(language, account)};
}

void write_to(Work& work, std::string_view address, Said const& said, Duration useful) {
  mail::write(work, {.id = work.new_id<Letter>(),
                     .to = std::string(address),
                     .subject = said.subject,
                     .text = said.text,
                     .written = work.now,
                     .useless_after = work.now + useful});
}

}  // namespace lumbung::givers
