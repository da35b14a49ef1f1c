// NIK, KK number, phone and area code: refused or read, and the same again when read from their own digits.
// Rooms: core
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/nik.h"
#include "core/phone.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  auto const today = make_date(2026, 11, 22);
  auto const unknown = [](AreaCode const&) { return AreaStatus::unknown; };
  auto const reading = read_nik(text, today, unknown);
  auto const nik = Nik::parse(text, today);
  must(nik.refused() == !reading.errors.empty());
  if (!nik.refused()) {
    must(*Nik::parse(nik->digits(), today) == *nik);
    must(!nik->birth_candidates(today).empty());
    must(!warnings_of(*nik, today, unknown).empty());
  }
  if (auto const kk = KkNumber::parse(text, today)) must(kk->registered(today) <= today);
  if (auto const phone = Phone::parse(text)) {
    must(*Phone::parse(phone->e164()) == *phone);
    must(*Phone::parse(phone->shown()) == *phone);
  }
  if (auto const area = AreaCode::parse(text)) must(*AreaCode::parse(area->text()) == *area);
  return 0;
}
