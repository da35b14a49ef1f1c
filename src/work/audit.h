// The audit trail: what happened, who did it, when. It cannot be switched off, and rows are only ever added; each holds
// the hash of the one before, so that a row changed or taken out shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "work/work.h"

namespace lumbung::work {

// A line of the trail as it is kept.
struct Trace {
  std::int64_t number = 0;  // 1, 2, 3, … without gaps
  Instant at;
  std::string actor_kind;  // "visitor", "staff", "partner_system", "system"
  std::optional<Id<Account>> account;
  std::optional<Id<Organisation>> organisation;
  std::string kind;
  Uuid subject{};
  std::string facts;  // "name value" lines, in the order the kind declares; '\' and line ends escaped as \\ and \n
  Hash previous{}, hash{};
};

// The end of the chain: how many lines there are and the hash of the last (zeros before the first).
struct TrailHead {
  std::int64_t number = 0;
  Hash hash{};
};

// SHA-256 of the line's canonical text with the hash before it. What stands in the text is said in audit.cpp.
Hash hash_of(Trace const& trace);
// The facts of an event as the trail keeps them.
std::string lines_of(std::vector<Fact> const& facts);

// An organisation's trail, newest first: at most `limit` (1 to 500) lines with numbers below `before`.
std::vector<Trace> trail_of(View const& view, Id<Organisation> organisation, std::int64_t before = INT64_MAX,
                            int limit = 50);

// What the events of a kind happened to, in their order.
std::vector<Uuid> subjects_of(storage::Reader& rows, std::string_view kind);

// Walks the whole chain and calls `wrong` with the number of every line that is missing, or is not what its hash says,
// or does not follow upon the one before; until it returns false. `progress` likewise, with how many are done.
using EachBroken = std::function<bool(std::int64_t number)>;
void each_broken_link(storage::Reader& rows, EachBroken const& wrong,
                      std::function<bool(std::int64_t done, std::int64_t of)> const& progress = {});

// Walks the whole chain. Returns the number of the first line that is missing or is not what its hash says, or nothing
// when all holds. Lines cut off at the end show too, for the head is kept beside.
std::optional<std::int64_t> first_broken_link(storage::Reader& rows);

}  // namespace lumbung::work
