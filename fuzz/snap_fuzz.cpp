// The body of a partner's request: read or refused, never more. Minifying twice is minifying once, and changes nothing
// that our readers see.
// Rooms: core payments
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "payments/flat_json.h"
#include "payments/snap.h"
#include "payments/snap_body.h"

using namespace lumbung::payments;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const body(reinterpret_cast<char const*>(data), size);
  auto const small = snap::minify(body);
  if (snap::minify(small) != small || small.size() > body.size()) std::abort();
  auto const notice = snap::read_qr_notice(body);
  if (!notice.refused()) {
    auto const same = snap::read_qr_notice(small);
    if (same.refused() || same->reference != notice->reference || same->amount != notice->amount) std::abort();
  }
  static_cast<void>(snap::read_va_inquiry(body).refused());
  auto const payment = snap::read_va_payment(body);
  if (!payment.refused() && !payment->paid.positive()) std::abort();
  static_cast<void>(snap::read_token_request(body).refused());
  return 0;
}
