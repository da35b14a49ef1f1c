// What the money of one source (a campaign) became in a programme. A programme may be paid for by several campaigns:
// each shows what its own money did, by the ledger's provenance, never what another paid for (decision 0044).
#pragma once

#include "programme/programme.h"

namespace lumbung::programme {

struct Reach {
  // No other source's money was released here, so everything this programme did was paid by this one.
  bool alone = true;
  Money released;           // ever; = spent + in_goods + lost + what the organisation still holds
  Money spent;              // reached households, or paid a service or the collection
  Money in_goods;           // bought, and still in stock
  Money lost;               // spoiled or lost
  std::int64_t shared = 0;  // of `units`, those that other sources paid a part of
  std::int64_t units = 0, proven = 0;
  std::int64_t households = 0, with_decile = 0, in_1_to_4 = 0;
  std::vector<std::pair<Date, Money>> days;  // `spent` by the local day
  std::vector<Id<Delivery>> deliveries;      // newest first; left empty when `alone`: all of the programme's
};

// O(1) in the number of hand-overs for a source alone; else each piece of its releases is followed.
Reach reach(View const& view, Id<Programme> programme, Uuid const& source);
// The hand-overs that its money paid for, wholly or in part. Newest first, `limit` at most, those before `after`.
std::vector<DeliveryRecord> deliveries_of(View const& view, Id<Programme> programme, Uuid const& source,
                                          std::optional<Id<Delivery>> after, int limit);

}  // namespace lumbung::programme
