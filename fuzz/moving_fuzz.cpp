// A moving file, and what its blocks hold once their proofs are right: any bytes end, as blocks, as lines of text and
// as rows.
// Rooms: core storage moving
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/bytes.h"
#include "core/result.h"
#include "moving/rows.h"
#include "moving/texts.h"

namespace {

using namespace lumbung;

void as_stream(std::string_view bytes) {
  moving::BlockReader reader([&](std::span<char> room) {
    auto const taken = std::min(room.size(), bytes.size());
    bytes.copy(room.data(), taken);
    bytes.remove_prefix(taken);
    return taken;
  });
  if (reader.begin().refused()) return;
  for (int blocks = 0; blocks < 1'000; ++blocks)
    if (reader.next().refused()) return;
}

void as_rows(std::string_view bytes) {
  using storage::Kind;
  storage::Table const table{.name = "t",
                             .columns = {{"a", Kind::whole}, {"b", Kind::text}, {"c", Kind::bytes}, {"d", Kind::real}},
                             .key = {0},
                             .refers_to = {}};
  for (moving::RowReader rows(table, bytes); !rows.is_over();) {
    auto const row = rows.next();
    if (!row) return;
    must(row->size() == table.columns.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = view_of({data, size});
  as_stream(bytes);
  as_stream(std::string(moving::magic) + std::string(bytes));
  as_rows(bytes);
  if (auto const header = moving::header_in(bytes)) {
    auto const again = moving::header_in(moving::text_of(*header));
    must(again && again->steps == header->steps && again->facts.size() == header->facts.size());
  }
  static_cast<void>(moving::table_end_in(bytes));
  static_cast<void>(moving::file_head_in(bytes));
  if (auto const totals = moving::totals_in(bytes)) must(moving::totals_in(moving::text_of(*totals)) == totals);
  return 0;
}
