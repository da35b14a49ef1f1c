// The blocks that are lines of text: header, table, end of a table, file, end. "name value\n" each; read strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "moving/moving.h"

namespace lumbung::moving {

struct Header {
  std::vector<storage::Step> steps;  // of the schema
  Facts facts;
};
std::string text_of(Header const& header);
std::optional<Header> header_in(std::string_view text);

// Name and columns; what refers to what is asked of the target.
std::string text_of(storage::Table const& table);
bool describes(std::string_view text, storage::Table const& table);

struct TableEnd {
  std::int64_t rows = 0;
  Hash digest{};
};
std::string text_of(TableEnd const& end);
std::optional<TableEnd> table_end_in(std::string_view text);

struct FileHead {
  Hash hash{};
  std::int64_t size = 0;
};
std::string text_of(FileHead const& head);
std::optional<FileHead> file_head_in(std::string_view text);

struct Totals {
  std::int64_t tables = 0, rows = 0, files = 0;
  friend bool operator==(Totals const&, Totals const&) = default;
};
std::string text_of(Totals const& totals);
std::optional<Totals> totals_in(std::string_view text);

}  // namespace lumbung::moving
