#include "core/id.h"

#include <algorithm>
#include <array>

#include "core/bytes.h"
#include "core/chance.h"

namespace lumbung {
namespace {

constexpr std::size_t text_length = 36;

constexpr bool is_hyphen_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

std::string text_of(Uuid const& uuid) {
  std::string text;
  append_text(text, uuid);
  return text;
}

void append_text(std::string& to, Uuid const& uuid) {
  constexpr char digits[] = "0123456789abcdef";
  std::array<char, text_length> text;
  std::size_t i = 0;
  for (auto const byte : uuid) {
    if (is_hyphen_place(i)) text[i++] = '-';
    text[i++] = digits[byte >> 4];
    text[i++] = digits[byte & 15];
  }
  to.append(text.data(), text.size());
}

Result<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != text_length) return refuse(id_unreadable);
  std::string digits;
  for (std::size_t i = 0; i < text_length; ++i) {
    if (is_hyphen_place(i) != (text[i] == '-')) return refuse(id_unreadable);
    if (!is_hyphen_place(i)) digits += text[i];
  }
  auto const bytes = from_hex(digits);
  if (!bytes) return refuse(id_unreadable);
  Uuid uuid;
  std::memcpy(uuid.data(), bytes->data(), uuid.size());
  if (uuid == Uuid{}) return refuse(id_unreadable);
  return uuid;
}

Uuid make_uuid(Instant now, Chance& chance) {
  must(now.micros >= 0);
  Uuid uuid;
  auto const millis = static_cast<std::uint64_t>(now.micros) / 1000;
  for (std::size_t i = 0; i < 6; ++i) uuid[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  chance.fill(std::span(uuid).subspan(6));
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0f) | 0x70);  // version 7
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3f) | 0x80);  // variant of RFC 9562
  return uuid;
}

Uuid derived_uuid(Uuid const& of, std::string_view part) {
  auto const hash = Sha256().add(view_of(of)).add("\n").add(part).finish();
  Uuid uuid{};
  std::copy_n(hash.begin(), uuid.size(), uuid.begin());
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0F) | 0x80);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3F) | 0x80);
  return uuid;
}

}  // namespace lumbung
