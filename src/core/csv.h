// CSV as RFC 4180 has it: fields between commas, in quotes where they hold commas, quotes (doubled) or line breaks.
// Lines may end with LF or CRLF. Spreadsheets of countries with a decimal comma write ';' between the fields.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lumbung {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char separator = ',') : text_(text), separator_(separator) {}
  // The next record; false at the end, or where a quote is never closed or is followed by more text (see `broken`).
  bool next(std::vector<std::string>& fields);
  bool broken() const { return broken_; }
  std::int64_t line() const { return line_; }  // of the record read last, from 1

 private:
  bool take_field(std::string& field);
  bool take_quoted(std::string& field);

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::int64_t line_ = 0, breaks_ = 0;
  bool broken_ = false;
};

}  // namespace lumbung
