#include <bit>

#include "ledger/rows.h"

namespace lumbung::ledger {

SideRow Head::push(std::int64_t transfer, Side side, std::int64_t amount) {
  // `path` holds k, k & (k - 1), ... for k = postings, the nearest last. The new posting k + 1 skips to (k + 1) & k,
  // which is reached from k by clearing its trailing ones: so many steps fall away.
  auto const trailing_ones = static_cast<std::size_t>(std::countr_one(static_cast<std::uint64_t>(postings)));
  SideRow row{.debits = debits, .credits = credits, .posting = postings + 1, .prev = last, .skip = 0};
  path.drop(trailing_ones);
  if (!path.empty()) row.skip = path.back();
  path.push_back(transfer);
  ++postings;
  must(postings < most_postings);
  last = transfer;
  (side == Side::debit ? debits : credits) += amount;
  return row;
}

}  // namespace lumbung::ledger
