// A row as bytes: a bit for each column that is null (the first column is the lowest bit of the first byte), then the
// values that are not null, in the order of the columns: whole numbers as zigzag varints (base 128, least group first),
// text and bytes as a varint of their length and themselves, real numbers as the eight bytes of IEEE 754, big end
// first. The same row has the same bytes whichever database it comes from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/catalog.h"

namespace lumbung::moving {

void append_row(std::string& bytes, storage::Table const& table, storage::Row const& row);

// Takes rows off the front of `bytes`.
class RowReader {
 public:
  RowReader(storage::Table const& table, std::string_view bytes) : table_(table), rest_(bytes) {}
  bool is_over() const { return rest_.empty(); }
  // The next row; views into the bytes. Nothing when they are not a row of this table.
  std::optional<std::vector<storage::Parameter>> next();

 private:
  std::optional<storage::Parameter> value(storage::Kind kind);
  std::optional<std::uint64_t> varint();

  storage::Table const& table_;
  std::string_view rest_;
};

}  // namespace lumbung::moving
