// Whatever is typed as an amount is refused or read; what is read is read again from how it is shown.
// Rooms: core
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/money.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  for (auto const& read : {parse_rupiah(text), parse_decimal(text)}) {
    if (read.refused()) continue;
    must(*parse_rupiah(shown(*read)) == *read);
    must(!terbilang(*read).empty());
    must(read->minor < 0 || *parse_decimal(decimal(*read)) == *read);
  }
  return 0;
}
