// CSV: any bytes end, and what was read is read again when written out in quotes.
// Rooms: core
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/csv.h"
#include "core/result.h"

namespace {

std::string in_quotes(std::vector<std::string> const& fields, char separator) {
  std::string line;
  for (auto const& field : fields) {
    if (!line.empty()) line += separator;
    line += '"';
    for (char const c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  char const separator = size % 2 == 0 ? ',' : ';';
  CsvReader csv(view_of({data, size}), separator);
  for (std::vector<std::string> fields, again; csv.next(fields);) {
    auto const written = in_quotes(fields, separator);
    CsvReader once_more(written, separator);
    must(once_more.next(again) && again == fields && !once_more.broken());
  }
  return 0;
}
