// Text for everybody to read: refused or not, and a NIK set into it on lines of its own is always found.
// Rooms: core
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/bytes.h"
#include "core/public_text.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = std::string(view_of({data, size}));
  auto const today = make_date(2026, 11, 22);
  (void)fit_for_public(text, today, "/text");
  must(fit_for_public(text + "\n:3217101203850001:\n" + text, today, "/text").refused());
  return 0;
}
