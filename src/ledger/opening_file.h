// The file of opening balances as lines of two cells. Reads any bytes; knows no account.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"

namespace lumbung::ledger {

struct OpeningCells {
  std::int64_t line = 0;  // of the file, from 1
  bool whole = false;     // both cells are there
  std::string account, amount;
};
struct OpeningFile {
  bool header = false;              // the first line names both columns, in either language
  std::vector<OpeningCells> lines;  // blank ones left out; at most most_opening_lines
  bool too_long = false;
};
OpeningFile opening_cells(std::string_view file);

// A balance as documents write it: "25.000", "Rp25.000,00", "-4.200", "(4.200)", "-" and "" for nothing at all.
Result<Money> opening_amount(std::string_view text);

// The same for "Bank", " bank " and "BANK": how accounts are found by what people write.
std::string folded(std::string_view name);

}  // namespace lumbung::ledger
