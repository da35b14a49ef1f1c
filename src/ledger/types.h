// What the ledger speaks of: books, accounts, entries, holds. Plain values; the rules are in ledger.h.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/id.h"
#include "core/money.h"
#include "core/time.h"

namespace lumbung {
struct Entry;  // a journal entry
struct LedgerAccount;
struct Hold;
struct Leaf;  // of the public log
}  // namespace lumbung

namespace lumbung::ledger {

// A book's number: small, and first in every key of tenant data (Citus distributes by it).
struct BookId {
  std::int64_t number = 0;
  friend auto operator<=>(BookId, BookId) = default;
};

enum class Side { debit, credit };
enum class Class { asset, liability, net_assets_restricted, net_assets_unrestricted, income, expense };
enum class Floor { never_below_zero, may_go_below_zero };

// Where value passes through and can be followed (a campaign's fund, released money, goods in stock), or where it comes
// from and comes to rest (the bank, a household, a cost). Provenance walks on through `carries` accounts and stops at
// the others. What carries can never go below zero: nobody can spend what is not there yet.
enum class Passage { carries, rests };

struct AccountWish {
  Id<LedgerAccount> id;
  BookId book;
  Asset asset = rupiah;
  Side grows = Side::debit;  // the side on which the balance grows
  Class account_class = Class::asset;
  Floor floor = Floor::never_below_zero;
  Passage passage = Passage::rests;
  std::string owner_kind;  // "organisation", "campaign", "programme", "household"
  Uuid owner{};
  std::string purpose;  // "fund", "bank", "stock", ... one word of the owning module
};

// An account as it stands.
struct AccountState {
  AccountWish about;
  std::int64_t number = 0;   // in its book, from 1, in the order of opening
  std::int64_t debits = 0;   // cumulative, minor units
  std::int64_t credits = 0;  // cumulative, minor units
  std::int64_t held = 0;     // by open holds, minor units
  std::int64_t postings = 0;
  Instant opened;
  std::optional<Instant> closed;

  // On the side on which the account grows; negative only where the floor allows it.
  Money balance() const { return {about.grows == Side::debit ? debits - credits : credits - debits, about.asset}; }
  // What may still leave: the balance less what is held.
  Money available() const { return {balance().minor - held, about.asset}; }
};

struct TransferWish {
  Id<LedgerAccount> debit;
  Id<LedgerAccount> credit;
  Money amount;  // positive
  // Earmark or refund: the entry whose value leaves. From the `carries` account that this transfer takes value out of,
  // it takes what came through that entry (directly, or over other funds) and still waits there, the last of it first;
  // `not_unspent` when there is less. May name the entry itself, for a fee taken from the gift that it came with.
  // None: first in, first out.
  std::optional<Id<Entry>> takes_from = std::nullopt;
};

struct EntryWish {
  Id<Entry> id;  // the idempotency key: same id and content again is the first answer; other content is refused
  BookId book;
  std::string_view kind;                // "gift", "release", "delivery", "refund": 1 to 40 of a-z, 0-9, '_'
  Date day;                             // value date; not in the future, not in a closed period
  Uuid subject{};                       // the gift, delivery, instalment that it books
  std::vector<TransferWish> transfers;  // 1 to 100,000, posted in this order
  std::vector<Hash> evidence = {};      // SHA-256 of photos, forms; becomes part of the committed record
  std::vector<Uuid> parties = {};       // random party ids (per household and programme), for the record; never a NIK
};

struct Posted {
  Id<Entry> id;
  std::int64_t number = 0;          // place in the book's order, from 1
  std::int64_t first_transfer = 0;  // number of its first transfer in the book
  Instant booked;                   // never before the entry that came before it in the book
  Id<Leaf> leaf;                    // its commitment in the public log: the way to the receipt
  bool replayed = false;            // the same wish had been posted before
};

// One line of a run: accounts by their number in the book (AccountState::number), an amount in minor units.
struct RunLine {
  std::uint32_t debit = 0;
  std::uint32_t credit = 0;
  std::int64_t amount = 0;
};

// A payment run: many transfers of one kind and day that have nothing to do with one another, booked together.
struct RunWish {
  Id<Entry> id;  // the idempotency key, as for an entry
  BookId book;
  std::string_view kind;
  Date day;
  Uuid subject{};  // the run, or the payment order
  Asset asset = rupiah;
  std::span<RunLine const> lines;  // 1 to 100,000; a longer run is several of these
};

struct ReversalWish {
  Id<Entry> id;  // of the new entry
  BookId book;
  Id<Entry> reverses;
  Date day;
  std::vector<Hash> evidence = {};
};

// ---- Entries, seen again

struct TransferSeen {
  std::int64_t number = 0;
  Id<LedgerAccount> debit;
  Id<LedgerAccount> credit;
  Money amount;
  std::optional<Id<Entry>> takes_from;
};
struct EntrySeen {
  Posted posted;
  BookId book;
  std::string kind;
  Date day;
  Uuid subject{};
  std::optional<Id<Entry>> reverses;
  std::optional<Id<Entry>> reversed_by;
  std::vector<TransferSeen> transfers;  // of a run the first 200 only
  std::vector<Hash> evidence;
  std::vector<Uuid> parties;
  bool run = false;        // whether each of its transfers has a receipt of its own
  std::int64_t lines = 0;  // all transfers
};

// ---- Holds

struct HoldWish {
  Id<Hold> id;  // the idempotency key
  BookId book;
  Id<LedgerAccount> debit;
  Id<LedgerAccount> credit;
  Money amount;
  Uuid subject{};                                 // what it is for: the batch, the campaign under suspicion
  std::optional<Instant> expires = std::nullopt;  // none: until posted or voided
};

enum class HoldState { open, posted, voided, expired };

struct HoldSeen {
  HoldWish about;
  HoldState state = HoldState::open;
  Money remaining;  // still held; zero unless open
  Instant placed;
};

enum class Remainder { stays_held, is_released };

struct HoldPosting {
  Id<Hold> hold;
  std::optional<Money> amount = std::nullopt;  // none: all that remains
  Remainder remainder = Remainder::is_released;
  // The entry that it becomes.
  Id<Entry> id;
  BookId book;
  std::string_view kind;
  Date day;
  std::vector<Hash> evidence = {};
  std::optional<Id<Entry>> takes_from = std::nullopt;
};

// ---- Statements

struct StatementLine {
  std::int64_t transfer = 0;
  Id<Entry> entry;
  std::string kind;
  Uuid subject{};
  Date day;
  Instant booked;
  Side side = Side::debit;  // on which side of this account it stands
  Money amount;
  Money balance;  // of this account after it
  Id<LedgerAccount> other;
};
struct Statement {
  std::vector<StatementLine> lines;  // newest first
  std::optional<std::int64_t> next;  // hand it in as `from` for the lines before these; none: that was all
};
struct StatementWish {
  BookId book;
  Id<LedgerAccount> account;
  int limit = 50;  // 1 to 1,000
  std::optional<std::int64_t> from = std::nullopt;
};

// An account as it stood at the end of a value day.
struct BalanceOn {
  std::int64_t number = 0;  // in the order in which the book's accounts were opened
  AccountWish about;
  Money balance;  // on the side on which the account grows
};

struct TrialLine {
  AccountWish about;
  Money debits;           // cumulative
  Money credits;          // cumulative
  std::int64_t held = 0;  // by open holds, minor units
};
struct TrialTotal {
  Money debits;
  Money credits;  // equal to debits, always
};
struct TrialBalance {
  std::vector<TrialLine> lines;      // in the order in which the accounts were opened
  std::vector<TrialTotal> totals;    // over the whole book, one for each asset
  std::optional<std::int64_t> next;  // more accounts follow: hand it in as `from`
};

// ---- Provenance

// One step of value on its way: a transfer of an entry.
struct Step {
  Id<Entry> entry;
  std::string kind;
  Uuid subject{};
  Date day;
  std::int64_t transfer = 0;
  Id<LedgerAccount> account;  // backward: the one it came out of; forward: the one it came into
};

// What became of value: used (it came to rest), refunded (it went back to where it came from: an entry of kind "refund"
// or "chargeback", or the reversal of what brought it in), or waiting in a `carries` account.
enum class Fate { used, refunded, waiting };

// Part of an entry's value, and where it is now. Parts of one entry never overlap and sum to what the entry brought in.
struct ForwardPiece {
  Money amount;
  Fate fate = Fate::waiting;
  Id<LedgerAccount> account;  // where it rests or waits
  std::vector<Step> path;     // from the entry itself to where it rests; the last step tells entry, kind and subject
};
// Part of what an entry moved, and the entry that brought it into the house.
struct BackwardPiece {
  Money amount;
  Id<Entry> source;
  std::string kind;
  Uuid subject{};
  Date day;
  std::vector<Step> path;  // from the entry asked for back to the source, both included
};

// Where a long trace is taken up again. Opaque to callers.
struct TraceMark {
  std::int64_t transfer = 0;
  std::int64_t upto = 0;
  friend bool operator==(TraceMark, TraceMark) = default;
};
struct TraceWish {
  BookId book;
  Id<Entry> entry;
  // Only what went through this account (units of goods in stock, when the entry moves rupiah too). None: all.
  std::optional<Id<LedgerAccount>> account = std::nullopt;
  int limit = 100;                               // pieces; 1 to 10,000
  std::optional<TraceMark> from = std::nullopt;  // none: from the beginning
};
template <class Piece>
struct Traced {
  std::vector<Piece> pieces;      // the last rupiah of the entry's value first
  std::optional<TraceMark> next;  // more pieces follow
};

struct Waiting {
  Id<LedgerAccount> account;
  Money amount;
};
// Where the whole of a gift is. Always: amount = fees + used + refunded + unused.
struct GiftState {
  Money amount;    // what the entry brought in
  Money fees;      // of it, what the entry itself put straight into accounts where value rests
  Money used;      // came to rest in later entries
  Money refunded;  // went back to the giver
  Money unused;    // waits in funds: the sum of `waiting`
  std::vector<Waiting> waiting;
};

// ---- Checking

struct Fault {
  BookId book;
  std::optional<Id<Entry>> entry;  // the entry meant, as far as it can be named
  std::int64_t entry_number = 0;   // 0: none
  std::string what;                // "amount_changed", "entry_missing", "head_differs", ...
  std::string detail;              // expected and found, in English
};

}  // namespace lumbung::ledger
