#include "ledger/search.h"

namespace lumbung::ledger {

Stand OutflowAxis::at(std::int64_t transfer) const {
  auto const& row = shelf_.transfer(transfer);
  Stand stand{.transfer = transfer, .amount = row.amount, .side = row.side_of(account_.no)};
  stand.value = account_.out_before(stand.side);
  if (any_matched_) stand.value -= shelf_.matched_out_before(account_.no, transfer);
  return stand;
}

Stand InflowAxis::made(std::int64_t transfer) const {
  auto const& row = shelf_.transfer(transfer);
  Stand stand{.transfer = transfer, .amount = row.amount, .side = row.side_of(account_.no)};
  stand.value = account_.in_before(stand.side);
  if (any_matched_) stand.matched = shelf_.matched(account_.no, stand.side.posting);
  return stand;
}

Stand InflowAxis::at(std::int64_t transfer) const {
  auto stand = made(transfer);
  if (!any_matched_) return stand;
  for (auto k = stand.side.posting; k > 0; k &= k - 1) stand.prefix += shelf_.matched(account_.no, k).node;
  stand.value -= stand.prefix - stand.matched.own;
  return stand;
}

Stand InflowAxis::back(Stand const& from, std::int64_t to) const {
  auto stand = made(to);
  if (!any_matched_) return stand;
  bool const skipped = stand.side.posting == (from.side.posting & (from.side.posting - 1));
  stand.prefix = from.prefix - (skipped ? from.matched.node : from.matched.own);
  stand.value -= stand.prefix - stand.matched.own;
  return stand;
}

}  // namespace lumbung::ledger
