// Rows as the ledger keeps them, and the orientation of an account: on which side value comes in, on which it leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/path.h"
#include "ledger/types.h"

namespace lumbung::ledger {

// What stands for one account on a transfer: its cumulative sums before it, which posting of the account it is (from
// 1), and two transfers back: that of posting k - 1 and that of posting k & (k - 1); 0 where there is none.
struct SideRow {
  std::int64_t debits = 0;
  std::int64_t credits = 0;
  std::int64_t posting = 0;
  std::int64_t prev = 0;
  std::int64_t skip = 0;
  friend bool operator==(SideRow const&, SideRow const&) = default;
};

struct TransferRow {
  std::int64_t number = 0;
  std::int64_t entry = 0;
  std::int64_t debit_no = 0;
  std::int64_t credit_no = 0;
  std::int64_t amount = 0;
  SideRow debit;
  SideRow credit;

  bool debits_account(std::int64_t account_no) const { return debit_no == account_no; }
  SideRow const& side_of(std::int64_t account_no) const { return debit_no == account_no ? debit : credit; }
  std::int64_t other_than(std::int64_t account_no) const { return debit_no == account_no ? credit_no : debit_no; }
};

struct AccountRow {
  std::int64_t no = 0;
  AccountWish about;
  Instant opened;
  std::optional<Instant> closed;

  bool carries() const { return about.passage == Passage::carries; }
  Side in_side() const { return about.grows; }
  // Whether `transfer`, which must touch this account, brings value into it.
  bool gains_by(TransferRow const& transfer) const {
    return transfer.debits_account(no) == (about.grows == Side::debit);
  }
  std::int64_t in_before(SideRow const& side) const { return about.grows == Side::debit ? side.debits : side.credits; }
  std::int64_t out_before(SideRow const& side) const { return about.grows == Side::debit ? side.credits : side.debits; }
};

// The newest state of an account: what the next posting stands on.
struct Head {
  std::int64_t debits = 0;
  std::int64_t credits = 0;
  std::int64_t postings = 0;
  std::int64_t last = 0;     // the transfer of the newest posting; 0: none yet
  std::int64_t held = 0;     // by open holds
  std::int64_t matched = 0;  // taken off both axes by takes_from and reversals (the same sum on either)
  Path path;                 // transfers of postings ..., k & (k - 1), k for k = postings; the last is `last`
  friend bool operator==(Head const&, Head const&) = default;

  // Adds a posting and returns what must stand on its transfer for this account.
  SideRow push(std::int64_t transfer, Side side, std::int64_t amount);
  std::int64_t balance(Side grows) const { return grows == Side::debit ? debits - credits : credits - debits; }
  std::int64_t inflow(Side grows) const { return grows == Side::debit ? debits : credits; }
  std::int64_t outflow(Side grows) const { return grows == Side::debit ? credits : debits; }
};

struct EntryRow {
  std::int64_t number = 0;
  Id<Entry> id;
  std::string kind;
  Date day;
  Date latest_day;  // the latest of all entries so far, this one included
  Instant booked;
  Uuid subject{};
  std::int64_t first_transfer = 0;
  std::int64_t transfers = 0;
  std::optional<std::int64_t> reverses;  // the number of the entry
  Hash content{};
  Id<Leaf> leaf;
  bool run = false;  // each transfer has a leaf of its own, behind `leaf`

  std::int64_t end() const { return first_transfer + transfers; }
};

// The book's counters.
struct BookHead {
  std::int64_t last_entry = 0;
  std::int64_t last_transfer = 0;
  std::int64_t last_account = 0;
  Instant last_booked;
  Date latest_day{-1'000'000};
  std::optional<Date> closed_through;
};

// All that was debited and credited in one asset.
struct AssetSum {
  Asset asset;
  std::int64_t debits = 0;
  std::int64_t credits = 0;
};

// Part of an inflow that an outflow took by name: units [in_offset, in_offset + amount) of the inflow became units
// [out_offset, ...) of the outflow. Taken off both axes of the account.
struct MatchRow {
  std::int64_t account = 0;
  std::int64_t in_transfer = 0;
  std::int64_t in_offset = 0;
  std::int64_t amount = 0;
  std::int64_t out_transfer = 0;
  std::int64_t out_offset = 0;
  std::int64_t takes = 0;   // the entry that was named
  std::int64_t before = 0;  // matched outflow of the account before this match
  friend bool operator==(MatchRow const&, MatchRow const&) = default;
};

// Matched amounts over the posting numbers of an account, as a Fenwick tree: `own` is what was taken from the inflow of
// this very posting, `node` the sum over postings (k & (k - 1), k].
struct MatchedRow {
  std::int64_t own = 0;
  std::int64_t node = 0;
  friend bool operator==(MatchedRow const&, MatchedRow const&) = default;
};
// No account ever has more postings: a bound for updates of the Fenwick tree.
inline constexpr std::int64_t most_postings = std::int64_t{1} << 36;

struct BackdatedRow {
  std::int64_t account = 0;
  std::int64_t transfer = 0;
  Date day;
  std::int64_t debits = 0;
  std::int64_t credits = 0;
};

struct HoldRow {
  HoldWish about;  // account ids as wished
  std::int64_t debit_no = 0;
  std::int64_t credit_no = 0;
  std::int64_t remaining = 0;
  HoldState state = HoldState::open;
  Instant placed;
};

}  // namespace lumbung::ledger
