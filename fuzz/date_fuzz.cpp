// Days and moments: refused or read, and the same again when read from how they are written.
// Rooms: core
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/time.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  if (auto const date = parse_date(text)) {
    must(*parse_date(iso(*date)) == *date);
    must(*parse_date(shown_long(*date)) == *date);
    must(*parse_date(shown_short(*date)) == *date);
  }
  if (auto const moment = parse_iso_time(text)) {
    auto const written = parse_iso_time(iso(*moment, Zone::wib));
    must(written.refused() || *written == *moment);  // the zone may carry it out of the years that can be written
  }
  return 0;
}
