#include "http/json.h"

#include <array>
#include <charconv>
#include <cmath>

#include "http/utf8.h"

namespace lumbung::http {
namespace {

constexpr auto plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (int byte = 0x20; byte < 0x80; ++byte) plain[static_cast<std::size_t>(byte)] = true;
  for (char const c : {'"', '\\', '<', '>', '&', '\x7f'}) plain[static_cast<unsigned char>(c)] = false;
  return plain;
}();
bool is_plain(char c) { return plain_bytes[static_cast<unsigned char>(c)]; }

void append_escaped(std::string& out, char c) {
  static constexpr char digits[] = "0123456789abcdef";
  auto const byte = static_cast<unsigned char>(c);
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      (out += "\\u00") += {digits[byte >> 4], digits[byte & 15]};
  }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    auto end = i;
    while (end < text.size() && is_plain(text[end])) ++end;
    out.append(text, i, end - i);
    if (end == text.size()) break;
    i = end;
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      append_escaped(out, text[i++]);
      continue;
    }
    auto const length = utf8_length(text.substr(i));
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      out.append(text, i, length);
      i += length;
    }
  }
  out += '"';
}

void Json::comma() {
  if (after_key_)
    after_key_ = false;
  else if (!first_)
    text_ += ',';
  first_ = false;
}

void Json::open(char bracket) {
  comma();
  text_ += bracket;
  first_ = true;
}

void Json::close(char bracket) {
  text_ += bracket;
  first_ = false;
}

void Json::key(std::string_view name) {
  comma();
  quote(name);
  text_ += ':';
  after_key_ = true;
}

void Json::raw(std::string_view json) {
  comma();
  text_ += json;
}

void Json::quote(std::string_view text) { append_quoted(text_, text); }

void Json::value(std::string_view text) {
  comma();
  quote(text);
}

void Json::integer(std::int64_t number) {
  comma();
  char digits[24];
  auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  text_.append(digits, end);
}

void Json::value(double number) {
  must(std::isfinite(number));
  comma();
  char digits[40];
  auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  text_.append(digits, end);
}

}  // namespace lumbung::http
