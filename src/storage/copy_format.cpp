#include "storage/copy_format.h"

#include <endian.h>

#include <bit>
#include <climits>
#include <utility>

namespace lumbung::storage {

namespace {

constexpr std::string_view begins{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
constexpr std::string_view ends{"\377\377", 2};

std::string big_endian(std::uint64_t bits, std::size_t bytes) {
  bits = htobe64(bits);
  return std::string(reinterpret_cast<char const*>(&bits) + (8 - bytes), bytes);
}

}  // namespace

CopyRows::CopyRows(std::string statement, std::vector<unsigned> types)
    : statement_(std::move(statement)), types_(std::move(types)), data_(begins) {}

void CopyRows::add(std::span<Parameter const> row) {
  if (row.size() != types_.size()) throw Mistake("wrong number of columns in: " + statement_);
  data_ += big_endian(row.size(), 2);
  for (std::size_t i = 0; i < row.size(); ++i) put(row[i].held(), types_[i]);
}

bool CopyRows::empty() const { return data_.size() == begins.size(); }

std::string CopyRows::take() { return std::exchange(data_, std::string(begins)).append(ends); }

void CopyRows::put(Parameter::Held const& held, unsigned type) {
  if (auto const* number = std::get_if<std::int64_t>(&held)) return put_whole(*number, type);
  if (auto const* real = std::get_if<double>(&held); real != nullptr && type == float8_type)
    return put_field(big_endian(std::bit_cast<std::uint64_t>(*real), 8));
  if (auto const* text = std::get_if<std::string_view>(&held); text != nullptr && type == text_type)
    return put_field(*text);
  if (auto const* blob = std::get_if<Blob>(&held); blob != nullptr && type == bytea_type) return put_field(blob->bytes);
  if (!std::holds_alternative<std::monostate>(held)) throw Mistake("a value does not fit its column in: " + statement_);
  data_ += big_endian(~0ULL, 4);  // length -1: null
}

void CopyRows::put_whole(std::int64_t number, unsigned type) {
  auto const bits = std::bit_cast<std::uint64_t>(number);
  if (type == int8_type) return put_field(big_endian(bits, 8));
  if (type == float8_type) return put_field(big_endian(std::bit_cast<std::uint64_t>(static_cast<double>(number)), 8));
  if (type != int4_type) throw Mistake("a number does not fit its column in: " + statement_);
  if (number < INT32_MIN || number > INT32_MAX) throw Clash(Clash::Kind::range, "out of range in: " + statement_);
  put_field(big_endian(bits & 0xffffffffU, 4));
}

void CopyRows::put_field(std::string_view bytes) {
  data_ += big_endian(bytes.size(), 4);
  data_ += bytes;
}

}  // namespace lumbung::storage
