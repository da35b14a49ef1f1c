#include "backup/record.h"

#include <charconv>

#include "core/result.h"

namespace lumbung::backup {
namespace {

constexpr std::string_view title = "lumbung/copy@v1\n";
constexpr std::size_t number_bytes = 4, sum_bytes = 32;

std::string big_endian(std::uint32_t number) {
  std::string out(number_bytes, '\0');
  for (std::size_t i = 0; i < number_bytes; ++i) out[i] = static_cast<char>(number >> 8 * (number_bytes - 1 - i));
  return out;
}

std::uint32_t from_big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (char const c : bytes.substr(0, number_bytes)) number = number << 8 | static_cast<std::uint8_t>(c);
  return number;
}

// Takes the line "name value\n"; nothing when the next line is another.
std::optional<std::string_view> take(std::string_view& text, std::string_view name) {
  auto const end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(name) || end <= name.size() || text[name.size()] != ' ')
    return std::nullopt;
  auto const value = text.substr(name.size() + 1, end - name.size() - 1);
  text.remove_prefix(end + 1);
  return value;
}

std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view name) {
  auto const word = take(text, name);
  std::uint32_t number = 0;
  if (!word) return std::nullopt;
  auto const [end, error] = std::from_chars(word->data(), word->data() + word->size(), number);
  if (error != std::errc() || end != word->data() + word->size() || std::to_string(number) != *word)
    return std::nullopt;
  return number;
}

std::optional<Hash> take_hash(std::string_view& text, std::string_view name) {
  auto const word = take(text, name);
  auto const bytes = word ? from_hex(*word) : std::nullopt;
  if (!bytes || bytes->size() != 32 || hex(*bytes) != *word) return std::nullopt;
  return hash_from(*bytes);
}

std::optional<Instant> take_moment(std::string_view& text, std::string_view name) {
  auto const word = take(text, name);
  if (!word) return std::nullopt;
  auto const moment = parse_iso_time(*word);
  if (moment.refused() || iso(*moment) != *word) return std::nullopt;
  return *moment;
}

bool take_pages(std::string_view text, std::uint32_t count, Record& record) {
  auto const one = number_bytes + record.page_size;
  if (text.size() != std::size_t{count} * one) return false;
  std::uint32_t before = 0;
  for (; !text.empty(); text.remove_prefix(one)) {
    auto const number = from_big_endian(text);
    if (number <= before || number > record.pages) return false;  // in order, each once
    record.changed.emplace(before = number, text.substr(number_bytes, record.page_size));
  }
  return true;
}

}  // namespace

Hash link_of(std::string_view encoded) {
  must(encoded.size() >= sum_bytes);
  return hash_from(encoded.substr(encoded.size() - sum_bytes));
}

Hash first_link(std::string_view generation) { return sha256(std::string(title) + std::string(generation)); }

std::string encoded(Record const& record) {
  auto out = std::string(title) + "generation " + record.generation + "\nnumber " + std::to_string(record.number) +
             "\nprevious " + hex(view_of(record.previous)) + "\nat " + iso(record.at) + "\npage-size " +
             std::to_string(record.page_size) + "\npages " + std::to_string(record.pages) + "\n";
  if (record.base) out += "base " + hex(view_of(*record.base)) + "\n";
  out += "changed " + std::to_string(record.changed.size()) + "\n\n";
  out.reserve(out.size() + record.changed.size() * (number_bytes + record.page_size) + sum_bytes);
  for (auto const& [number, page] : record.changed) {
    must(page.size() == record.page_size);
    out += big_endian(number);
    out += page;
  }
  out += view_of(sha256(out));
  return out;
}

std::optional<Record> decoded(std::string_view text) {
  if (text.size() < sum_bytes || sha256(text.substr(0, text.size() - sum_bytes)) != link_of(text)) return std::nullopt;
  text.remove_suffix(sum_bytes);
  if (!text.starts_with(title)) return std::nullopt;
  text.remove_prefix(title.size());
  auto const generation = take(text, "generation");
  auto const number = take_number(text, "number");
  auto const previous = take_hash(text, "previous");
  auto const at = take_moment(text, "at");
  auto const page_size = take_number(text, "page-size");
  auto const pages = take_number(text, "pages");
  auto const base = take_hash(text, "base");
  auto const count = take_number(text, "changed");
  if (!generation || !number || !previous || !at || !page_size || !pages || !count || !text.starts_with('\n'))
    return std::nullopt;
  if (base.has_value() != (*number == 0) || *page_size < 512 || *page_size > 65'536) return std::nullopt;
  Record record{std::string(*generation), *number, *previous, *at, *page_size, *pages, base, {}};
  if (!take_pages(text.substr(1), *count, record)) return std::nullopt;
  return record;
}

}  // namespace lumbung::backup
