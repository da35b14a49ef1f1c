// CSV: any bytes end, and what was read is read again when written out in quotes.
// Rooms: registry
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/result.h"
#include "registry/csv.h"

namespace {

std::string in_quotes(std::vector<std::string> const& fields) {
  std::string line;
  for (auto const& field : fields) {
    if (!line.empty()) line += ',';
    line += '"';
    for (char const c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  registry::CsvReader csv(view_of({data, size}));
  for (std::vector<std::string> fields, again; csv.next(fields);) {
    auto const written = in_quotes(fields);
    registry::CsvReader once_more(written);
    must(once_more.next(again) && again == fields && !once_more.broken());
  }
  return 0;
}
