// Rows in the binary format of PostgreSQL's COPY (manual, "COPY", section "Binary Format"). For this room only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/storage.h"

namespace lumbung::storage {

// Types of PostgreSQL by their numbers (catalog pg_type; fixed for ever).
enum PostgresType : unsigned {
  any_type = 0,
  bool_type = 16,
  bytea_type = 17,
  name_type = 19,
  int8_type = 20,
  int2_type = 21,
  int4_type = 23,
  text_type = 25,
  float8_type = 701,
  varchar_type = 1043
};

class CopyRows {
 public:
  // `statement` is named in mistakes; `types` are those of its columns.
  CopyRows(std::string statement, std::vector<unsigned> types);
  // A value that does not fit its column is a mistake; a number beyond its column's range a Clash.
  void add(std::span<Parameter const> row);
  std::size_t bytes() const { return data_.size(); }
  bool empty() const;
  // All rows added since the last time, with head and tail.
  std::string take();
  std::string const& statement() const { return statement_; }

 private:
  void put(Parameter::Held const& held, unsigned type);
  void put_whole(std::int64_t number, unsigned type);
  void put_field(std::string_view bytes);

  std::string statement_;
  std::vector<unsigned> types_;
  std::string data_;
};

}  // namespace lumbung::storage
