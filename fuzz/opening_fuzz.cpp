// A file of opening balances: any bytes end; lines go upward, and an amount that is read is one of ours.
// Rooms: core storage work translog ledger
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/result.h"
#include "ledger/opening_file.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const file = ledger::opening_cells(view_of({data, size}));
  must(file.header || file.lines.empty());
  std::int64_t line = 1;
  for (auto const& cells : file.lines) {
    must(cells.line > line);
    line = cells.line;
    auto const amount = ledger::opening_amount(cells.amount);
    must(amount.refused() || amount->asset == rupiah);
    must(ledger::folded(ledger::folded(cells.account)) == ledger::folded(cells.account));
  }
  return 0;
}
