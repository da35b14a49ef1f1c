// A scanned or pasted QRIS code: whatever it says, it is read or refused; what was read is written back the same.
// Rooms: core payments
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "payments/qris.h"

using namespace lumbung;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const code = payments::qris::parse(text);
  if (code.refused()) {
    // The check digits stop most inputs early, so the parts are tried alone as well.
    auto const fields = payments::qris::split(text);
    if (!fields.refused() && payments::qris::write(*fields).refused()) std::abort();
    return 0;
  }
  auto const written = payments::qris::write(code->fields);
  if (written.refused()) std::abort();
  auto const again = payments::qris::parse(*written);
  if (again.refused() || again->fields != code->fields) std::abort();
  if (code->dynamic || code->amount) return 0;
  auto const dynamic = payments::qris::with_amount(text, 25'000_rp, "R1");
  if (dynamic.refused()) return 0;  // 62 has no room left
  auto const read = payments::qris::parse(*dynamic);
  if (read.refused() || read->amount != 25'000_rp || read->reference != "R1") std::abort();
  return 0;
}
