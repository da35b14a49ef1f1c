#include "core/letters.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace lumbung {
namespace {

// U+00C0 to U+017F: Latin-1 Supplement and Latin Extended-A, which hold every Latin letter met in Indonesian papers.
constexpr std::string_view latin_letters[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // C0
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",  // D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // E0
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y",   // F0
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",   // 100
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",   // 110
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",   // 120
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",   // 130
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",   // 140
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",   // 150
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",   // 160
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",   // 170
};
static_assert(std::size(latin_letters) == 0x180 - 0xc0);

constexpr std::uint32_t no_character = 0xffff'ffff;

// The character at `at`, which is moved behind it; `no_character` (one byte taken) where the bytes are no UTF-8.
std::uint32_t next_character(std::string_view utf8, std::size_t& at) {
  auto const first = static_cast<std::uint8_t>(utf8[at++]);
  if (first < 0x80) return first;
  auto const more = first >= 0xf0 ? 3u : first >= 0xe0 ? 2u : 1u;
  if (first < 0xc2 || first > 0xf4 || utf8.size() - at < more) return no_character;
  std::uint32_t character = first & (0x3fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    auto const byte = static_cast<std::uint8_t>(utf8[at + i]);
    if ((byte & 0xc0) != 0x80) return no_character;
    character = character << 6 | (byte & 0x3f);
  }
  constexpr std::array<std::uint32_t, 4> smallest{0, 0x80, 0x800, 0x10000};
  if (character < smallest[more] || (character >= 0xd800 && character < 0xe000) || character > 0x10ffff)
    return no_character;
  at += more;
  return character;
}

bool is_apostrophe(std::uint32_t c) {
  constexpr std::uint32_t all[] = {'\'', '`', 0xb4, 0x2bb, 0x2bc, 0x2bd, 0x2be, 0x2bf, 0x2018, 0x2019, 0x201b, 0x2032};
  return std::find(std::begin(all), std::end(all), c) != std::end(all);
}

void add_plain(std::string& out, std::uint32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) c -= 0xff01 - '!';  // full-width forms
  if (is_apostrophe(c)) return;
  if ((c >= 0x300 && c <= 0x36f) || c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0xfeff) return;  // marks, unseen
  if (c >= 'A' && c <= 'Z')
    out += static_cast<char>(c - 'A' + 'a');
  else if (c > ' ' && c < 0x7f)
    out += static_cast<char>(c);
  else if (c >= 0xc0 && c < 0x180)
    out += latin_letters[c - 0xc0];
  else if (c >= 0x2010 && c <= 0x2015)
    out += '-';
  else if (c == 0xfb01 || c == 0xfb02)
    out += c == 0xfb01 ? "fi" : "fl";
  else
    out += ' ';
}

}  // namespace

std::string plain_letters(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) add_plain(out, next_character(utf8, at));
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const begin = text.find_first_not_of(' ', at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find(' ', begin), text.size());
    words.emplace_back(text.substr(begin, at - begin));
  }
  return words;
}

std::string joined(std::vector<std::string> const& words, std::string_view between) {
  std::string out;
  for (auto const& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

}  // namespace lumbung
