#include <array>

#include "core/bytes.h"
#include "mail/postman.h"

namespace lumbung::mail {
namespace {

bool is_plain(std::string_view text) {
  for (unsigned char const c : text)
    if (c < 32 || c > 126) return false;
  return true;
}

// RFC 2047: "=?UTF-8?B?…?=", at most 75 characters each, cut between characters of the text.
std::string encoded_words(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  constexpr std::size_t most = 42;  // bytes, 56 in base64
  std::string words;
  while (!text.empty()) {
    auto end = std::min(most, text.size());
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + base64(text.substr(0, end)) + "?=";
    text.remove_prefix(end);
  }
  return words;
}

// "Sun, 22 Nov 2026 01:00:00 +0000"
std::string date_line(Instant moment) {
  constexpr std::array<std::string_view, 7> weekdays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const text = iso(moment);  // 2026-11-22T01:00:00…
  auto const parsed = parse_iso_date(text.substr(0, 10));
  must(!parsed.refused());
  auto const day = calendar(*parsed);
  return std::string(weekdays[static_cast<std::size_t>(((parsed->day_number % 7) + 7) % 7)]) + ", " +
         std::to_string(day.day) + " " + std::string(months[static_cast<std::size_t>(day.month - 1)]) + " " +
         std::to_string(day.year) + " " + text.substr(11, 8) + " +0000";
}

std::string in_lines_of_76(std::string_view encoded) {
  std::string lines;
  for (std::size_t at = 0; at < encoded.size(); at += 76) lines.append(encoded.substr(at, 76)).append("\r\n");
  return lines;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

}  // namespace

std::string bare_address(std::string_view mailbox) {
  auto const open = mailbox.find('<');
  auto const close = mailbox.rfind('>');
  if (open == mailbox.npos || close == mailbox.npos || close < open) return std::string(mailbox);
  return std::string(mailbox.substr(open + 1, close - open - 1));
}

std::string message_of(LetterRecord const& letter, std::string_view from, std::string_view host) {
  return "From: " + std::string(from) + "\r\nTo: <" + letter.to + ">\r\nSubject: " + encoded_words(letter.subject) +
         "\r\nDate: " + date_line(letter.written) + "\r\nMessage-ID: <" + letter.id.text() + "@" + std::string(host) +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n" +
         "Content-Transfer-Encoding: base64\r\n\r\n" + in_lines_of_76(base64(with_crlf(letter.text)));
}

std::optional<std::string> SandboxPostman::carry(LetterRecord const& letter) {
  std::scoped_lock const lock(guard_);
  held_.push_front(letter);
  if (held_.size() > most) held_.pop_back();
  return std::nullopt;
}

std::vector<LetterRecord> SandboxPostman::letters() const {
  std::scoped_lock const lock(guard_);
  return {held_.begin(), held_.end()};
}

}  // namespace lumbung::mail
