#include "moving/rows.h"

#include <bit>

namespace lumbung::moving {
namespace {

using storage::Kind;
using storage::Parameter;

void append_varint(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}

std::uint64_t zigzag(std::int64_t number) {
  auto const bits = std::bit_cast<std::uint64_t>(number);
  return number < 0 ? ~(bits << 1) : bits << 1;
}
std::int64_t from_zigzag(std::uint64_t bits) {
  return std::bit_cast<std::int64_t>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
}

void append_text(std::string& bytes, std::string_view text) {
  append_varint(bytes, text.size());
  bytes += text;
}

void append_real(std::string& bytes, double number) {
  auto const bits = std::bit_cast<std::uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xff);
}

void append_value(std::string& bytes, Kind kind, storage::Row const& row, int column) {
  switch (kind) {
    case Kind::whole:
      return append_varint(bytes, zigzag(row.integer(column)));
    case Kind::text:
      return append_text(bytes, row.text(column));
    case Kind::bytes:
      return append_text(bytes, row.blob(column));
    case Kind::real:
      return append_real(bytes, row.real(column));
  }
}

}  // namespace

void append_row(std::string& bytes, storage::Table const& table, storage::Row const& row) {
  auto const width = table.columns.size();
  auto const nulls = bytes.size();
  bytes.append((width + 7) / 8, '\0');
  for (std::size_t i = 0; i < width; ++i) {
    auto const column = static_cast<int>(i);
    if (row.is_null(column))
      bytes[nulls + i / 8] = static_cast<char>(bytes[nulls + i / 8] | 1 << i % 8);
    else
      append_value(bytes, table.columns[i].kind, row, column);
  }
}

std::optional<std::uint64_t> RowReader::varint() {
  std::uint64_t number = 0;
  for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    auto const byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    if (shift == 63 && byte > 1) return std::nullopt;
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return number;
  }
  return std::nullopt;
}

std::optional<Parameter> RowReader::value(Kind kind) {
  if (kind == Kind::real) {
    if (rest_.size() < 8) return std::nullopt;
    std::uint64_t bits = 0;
    for (char const c : rest_.substr(0, 8)) bits = bits << 8 | static_cast<unsigned char>(c);
    rest_.remove_prefix(8);
    return Parameter(std::bit_cast<double>(bits));
  }
  auto const number = varint();
  if (!number) return std::nullopt;
  if (kind == Kind::whole) return Parameter(from_zigzag(*number));
  if (*number > rest_.size()) return std::nullopt;
  auto const bytes = rest_.substr(0, *number);
  rest_.remove_prefix(*number);
  return kind == Kind::text ? Parameter(bytes) : Parameter(storage::Blob{bytes});
}

std::optional<std::vector<Parameter>> RowReader::next() {
  auto const width = table_.columns.size();
  auto const bytes_of_nulls = (width + 7) / 8;
  if (rest_.size() < bytes_of_nulls) return std::nullopt;
  auto const nulls = rest_.substr(0, bytes_of_nulls);
  rest_.remove_prefix(bytes_of_nulls);
  if (width % 8 != 0 && static_cast<unsigned char>(nulls.back()) >> width % 8 != 0) return std::nullopt;
  std::vector<Parameter> row;
  row.reserve(width);
  for (std::size_t i = 0; i < width; ++i) {
    if ((nulls[i / 8] >> i % 8 & 1) != 0) {
      row.emplace_back(nullptr);
      continue;
    }
    auto const one = value(table_.columns[i].kind);
    if (!one) return std::nullopt;
    row.push_back(*one);
  }
  return row;
}

}  // namespace lumbung::moving
