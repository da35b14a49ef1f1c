// One row of an answer of PostgreSQL, in libpq's binary format. For this room only.
#pragma once

#include <libpq-fe.h>

#include <bit>
#include <string>

#include "storage/copy_format.h"

namespace lumbung::storage {

class PostgresRow final : public Row {
 public:
  PostgresRow(PGresult const* answer, int row) : answer_(answer), row_(row) {}
  bool is_null(int column) const override {
    must(column >= 0 && column < PQnfields(answer_));
    return PQgetisnull(answer_, row_, column) != 0;
  }
  std::int64_t integer(int column) const override {
    auto const value = bytes(column);
    switch (type(column)) {
      case int8_type:
        return static_cast<std::int64_t>(whole(value));
      case int4_type:
        return static_cast<std::int32_t>(whole(value));
      case int2_type:
        return static_cast<std::int16_t>(whole(value));
      case bool_type:
        return value[0];
      default:
        wrong_type(column);
    }
  }
  double real(int column) const override {
    if (type(column) != float8_type) return static_cast<double>(integer(column));
    return std::bit_cast<double>(whole(bytes(column)));
  }
  std::string_view text(int column) const override {
    auto const it = type(column);
    if (it != text_type && it != varchar_type && it != name_type) wrong_type(column);
    return bytes(column);
  }
  std::string_view blob(int column) const override {
    if (type(column) != bytea_type) wrong_type(column);
    return bytes(column);
  }

 private:
  Oid type(int column) const { return PQftype(answer_, column); }
  std::string_view bytes(int column) const {
    if (is_null(column)) throw Mistake("column " + std::to_string(column) + " is null");
    return {PQgetvalue(answer_, row_, column), static_cast<std::size_t>(PQgetlength(answer_, row_, column))};
  }
  static std::uint64_t whole(std::string_view value) {
    std::uint64_t bits = 0;
    for (char const c : value) bits = bits << 8 | static_cast<unsigned char>(c);
    return bits;
  }
  [[noreturn]] void wrong_type(int column) const {
    throw Mistake("column " + std::to_string(column) + " is of another type (number " + std::to_string(type(column)) +
                  " of pg_type; a SUM needs its CAST)");
  }
  PGresult const* answer_;
  int row_;
};

}  // namespace lumbung::storage
