// The ledger: every rupiah and every package is here, and nothing else moves or counts them.
//
// A book is the ledger of one organisation. An entry is an id given by the caller, a kind, a day, a subject, and
// transfers in order; each transfer debits one account and credits another with one amount of one asset, so that every
// entry balances by construction. All of an entry is posted or none; nothing is updated or deleted; a mistake is
// reversed by a new entry.
//
// Each transfer row keeps, for either account, its cumulative debits and credits before, its posting number and two
// pointers back (the previous posting, and posting k & (k - 1): a Fenwick skip list). Statements, past balances and
// provenance are walks along these, without secondary indexes. Source: design of the house, "The rupiah has an
// address".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/money.h"
#include "core/time.h"
#include "work/work.h"

namespace lumbung {
struct Entry;  // a journal entry
struct LedgerAccount;
struct Hold;
}  // namespace lumbung

namespace lumbung::ledger {

using work::View;
using work::Work;

// A book's number: small, and first in every key of tenant data (Citus distributes by it).
struct BookId {
  std::int64_t number = 0;
  friend auto operator<=>(BookId, BookId) = default;
};

enum class Side { debit, credit };  // the side on which the account grows
enum class Class { asset, liability, net_assets_restricted, net_assets_unrestricted, income, expense };
enum class Floor { never_below_zero, may_go_below_zero };

// Where value passes through and can be followed (a campaign's fund, released money, goods in stock), or comes to rest
// (a household, a cost). Provenance walks on through `carries` accounts and stops at the others.
enum class Passage { carries, rests };

struct AccountWish {
  Id<LedgerAccount> id;
  BookId book;
  Asset asset = rupiah;
  Side grows = Side::debit;
  Class account_class = Class::asset;
  Floor floor = Floor::never_below_zero;
  Passage passage = Passage::rests;
  std::string owner_kind;  // "organisation", "campaign", "programme", "household"
  Uuid owner{};
  std::string purpose;  // "fund", "bank", "stock", ... one word of the owning module
};

struct TransferWish {
  Id<LedgerAccount> debit;
  Id<LedgerAccount> credit;
  Money amount;  // positive
  // Earmark or refund: on the account this transfer takes value out of, the entry whose inflow it takes; that inflow
  // must still have so much unspent. None: first in, first out.
  std::optional<Id<Entry>> takes_from;
};

struct EntryWish {
  Id<Entry> id;  // the idempotency key: same id and content again is the first answer; other content is refused
  BookId book;
  std::string_view kind;                // "gift", "release", "purchase", "delivery", "refund", "reversal", ...
  Date day;                             // value date; not after today, not in a closed period
  Uuid subject{};                       // the gift, delivery, instalment that it books
  std::vector<TransferWish> transfers;  // 1 to 100,000
  std::optional<Id<Entry>> reverses;
  std::vector<Hash> evidence;  // SHA-256 of photos, forms; becomes part of the public record
};

struct Posted {
  Id<Entry> id;
  std::int64_t number = 0;  // place in the book's order
  std::int64_t first_transfer = 0;
  Instant booked;
  bool replayed = false;  // the same wish had been posted before
};

}  // namespace lumbung::ledger
