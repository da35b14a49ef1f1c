// Walking back along an account's postings to the one that covers a place on one of its axes, in O(log² n) steps.
//
// The inflows of an account lie end to end on its inflow axis, the outflows on its outflow axis; amounts that were
// matched by name are taken off both ("free" places). A place is covered by the last posting whose place before it is
// not beyond it. From posting k there are two ways back: to k - 1, and to k & (k - 1).
#pragma once

#include "ledger/shelf.h"

namespace lumbung::ledger {

// A posting as an axis sees it.
struct Stand {
  std::int64_t transfer = 0;
  std::int64_t amount = 0;
  SideRow side;
  std::int64_t value = 0;   // the free place on the axis before this posting
  std::int64_t prefix = 0;  // inflow axis: what was matched up to and with this posting
  MatchedRow matched = {};  // inflow axis: of this posting
};

class OutflowAxis {
 public:
  OutflowAxis(Shelf& shelf, AccountRow const& account)
      : shelf_(shelf), account_(account), any_matched_(shelf.head(account.no).matched > 0) {}
  Stand at(std::int64_t transfer) const;
  Stand back(Stand const&, std::int64_t to) const { return at(to); }

 private:
  Shelf& shelf_;
  AccountRow const& account_;
  bool any_matched_;
};

class InflowAxis {
 public:
  InflowAxis(Shelf& shelf, AccountRow const& account)
      : shelf_(shelf), account_(account), any_matched_(shelf.head(account.no).matched > 0) {}
  Stand at(std::int64_t transfer) const;
  // The nodes of the Fenwick tree of matches cover just what a skip passes over, so one row tells the prefix there.
  Stand back(Stand const& from, std::int64_t to) const;

 private:
  Stand made(std::int64_t transfer) const;

  Shelf& shelf_;
  AccountRow const& account_;
  bool any_matched_;
};

// The last posting at or before `from` with value <= place; nothing when even the first is beyond it.
template <class Axis>
std::optional<Stand> find_last(Axis const& axis, Stand from, std::int64_t place) {
  while (from.value > place) {
    if (from.side.prev == 0) return std::nullopt;
    if (from.side.skip != 0) {
      auto const skipped = axis.back(from, from.side.skip);
      if (skipped.value > place || from.side.skip == from.side.prev) {
        from = skipped;
        continue;
      }
    }
    from = axis.back(from, from.side.prev);
  }
  return from;
}

// The posting that covers a place of an axis that begins at 0.
template <class Axis>
Stand search(Axis const& axis, Stand const& from, std::int64_t place) {
  must(place >= 0);
  auto const found = find_last(axis, from, place);
  must(found.has_value());
  return *found;
}

}  // namespace lumbung::ledger
