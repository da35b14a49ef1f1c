// The ledger's tables. Every function is one statement; nothing is decided here.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "ledger/head_table.h"
#include "ledger/rows.h"
#include "storage/storage.h"

namespace lumbung::ledger::store {

using std::int64_t;
using storage::Reader;
using storage::Writer;

// ---- Books
int64_t newest_book(Reader& rows);
std::optional<BookId> book_of(Reader& rows, Uuid const& owner);
std::vector<BookId> books(Reader& rows);
std::vector<BookId> books_of_all_tables(Reader& rows);
bool has_book(Reader& rows, BookId book);
void add_book(Writer& rows, BookId book, Uuid const& owner, std::string_view name, Instant now);
// Takes the book for this transaction, so that no other process posts in it meanwhile.
void lock_book(Writer& rows, BookId book);
std::optional<BookHead> book_head(Reader& rows, BookId book);
void set_book_head(Writer& rows, BookId book, BookHead const& head);
void add_closing(Writer& rows, BookId book, Date last_day, Instant now);

// ---- Accounts
void add_account(Writer& rows, AccountRow const& account);
void set_closed(Writer& rows, BookId book, int64_t account, Instant now);
std::optional<AccountRow> account(Reader& rows, BookId book, int64_t no);
std::optional<AccountRow> account(Reader& rows, BookId book, Id<LedgerAccount> id);
std::vector<AccountRow> accounts_of(Reader& rows, BookId book, Uuid const& owner, int limit);
std::vector<AccountRow> accounts_from(Reader& rows, BookId book, int64_t from, int limit);
void each_account(Reader& rows, BookId book, std::function<void(AccountRow const&)> const& take);

// ---- Heads
std::optional<Head> head(Reader& rows, BookId book, int64_t account);
void set_head(Writer& rows, BookId book, int64_t account, Head const& head);
// The same for many, each account once.
void set_heads(Writer& rows, BookId book, std::span<HeadTable::Item const* const> changed);
// Accounts by their numbers (ascending, each once), each with where it stands by its row, and perhaps some between
// them; those that do not exist are left out.
void each_of(Reader& rows, BookId book, std::span<int64_t const> numbers,
             std::function<void(AccountRow account, Head head)> const& take);
// The names of accounts by their numbers (ascending, each once), and perhaps of some between them.
void each_id(Reader& rows, BookId book, std::span<int64_t const> numbers,
             std::function<void(int64_t account, Id<LedgerAccount> id, Asset const& asset)> const& take);
void each_head(Reader& rows, BookId book, std::function<void(int64_t account, Head head)> const& take);
void each_head_end(Reader& rows, BookId book, std::function<void(int64_t account, int64_t last)> const& take);
struct NumberedHead {
  int64_t account = 0;
  Head head;
};
// Those that can be read.
std::vector<NumberedHead> heads_from(Reader& rows, BookId book, int64_t from, int limit);
// The transfer up to which every row of heads holds everything; 0 before the first sweep was through.
int64_t swept_upto(Reader& rows, BookId book);
void set_swept_upto(Writer& rows, BookId book, int64_t upto);
// Of the rows as they are.
std::vector<AssetSum> sums(Reader& rows, BookId book);
// Of the transfers in (after, upto] that the rows of their accounts do not hold yet.
std::vector<AssetSum> late_sums(Reader& rows, BookId book, int64_t after, int64_t upto);

// ---- Entries
void add_entry(Writer& rows, BookId book, EntryRow const& entry);
std::optional<EntryRow> entry(Reader& rows, BookId book, int64_t number);
std::optional<int64_t> entry_number(Reader& rows, BookId book, Id<Entry> id);
void each_entry(Reader& rows, BookId book, int64_t from, int limit, std::function<bool(EntryRow const&)> const& take);
std::vector<int64_t> entry_numbers(Reader& rows, BookId book, int64_t from, int limit);
// Of its own row, or else of the table of ids.
std::optional<Id<Entry>> id_of_entry(Reader& rows, BookId book, int64_t number);
struct LeadingId {
  Id<Entry> id;
  int64_t number = 0;
  std::string found;  // the bytes of the id of the entry of that number; empty: there is none
};
// In the order of ids, after `after`.
std::vector<LeadingId> ids_with_entries(Reader& rows, BookId book, Id<Entry> after, int limit);
struct Papers {
  std::vector<Hash> evidence;
  std::vector<Uuid> parties;
};
void add_papers(Writer& rows, BookId book, int64_t entry, std::span<Hash const> evidence,
                std::span<Uuid const> parties);
Papers papers(Reader& rows, BookId book, int64_t entry);
struct PaperRow {
  int64_t entry = 0;
  int64_t position = 0;
  int64_t what = 0;
  std::string bytes;
};
// In the order of entries and positions, after that place.
std::vector<PaperRow> papers_after(Reader& rows, BookId book, int64_t entry, int64_t position, int limit);
int64_t count_papers(Reader& rows, BookId book);
void add_reversal(Writer& rows, BookId book, int64_t entry, int64_t by);
std::optional<int64_t> reversed_by(Reader& rows, BookId book, int64_t entry);
bool has_reversals(Reader& rows, BookId book);
int64_t count_reversals(Reader& rows, BookId book);
struct ReversalRow {
  int64_t entry = 0;
  int64_t by = 0;
  std::optional<int64_t> reverses;  // what the entry `by` says itself
};
void each_reversal(Reader& rows, BookId book, std::function<bool(ReversalRow const&)> const& take);

// ---- Transfers
void add_transfers(Writer& rows, BookId book, std::span<TransferRow const> transfers);
std::unique_ptr<storage::BulkLoad> bulk_transfers(Writer& rows);
void add_transfer(storage::BulkLoad& load, BookId book, TransferRow const& transfer);
std::optional<TransferRow> transfer(Reader& rows, BookId book, int64_t number);
// In order, from number `from`, at most `limit`.
void each_transfer(Reader& rows, BookId book, int64_t from, int limit,
                   std::function<bool(TransferRow const&)> const& take);

struct Movement {
  int64_t transfer = 0;
  int64_t debit_no = 0;
  int64_t credit_no = 0;
  int64_t amount = 0;
};
// Transfers [from, upto] in order, without what stands on them.
void each_movement(Reader& rows, BookId book, int64_t from, int64_t upto,
                   std::function<bool(Movement const&)> const& take);
// The newest transfer in (after, upto] that touches the account, looked for from the end, row by row.
std::optional<TransferRow> newest_of(Reader& rows, BookId book, int64_t account, int64_t after, int64_t upto);

// ---- Matches
void add_match(Writer& rows, BookId book, MatchRow const& match);
std::vector<MatchRow> matches_into(Reader& rows, BookId book, int64_t account, int64_t in_transfer);  // by in_offset
std::vector<MatchRow> matches_out_of(Reader& rows, BookId book, int64_t account,
                                     int64_t out_transfer);  // by out_offset
// The newest match of the account whose outflow is earlier than `out_transfer`.
std::optional<MatchRow> match_before(Reader& rows, BookId book, int64_t account, int64_t out_transfer);
std::vector<MatchRow> matches_of(Reader& rows, BookId book, int64_t account);  // by outflow
std::vector<int64_t> accounts_with_matches(Reader& rows, BookId book);
int64_t matched_in_all(Reader& rows, BookId book, int64_t account);  // as its head says
MatchedRow matched(Reader& rows, BookId book, int64_t account, int64_t posting);
void set_matched(Writer& rows, BookId book, int64_t account, int64_t posting, MatchedRow const& matched);
struct NumberedMatched {
  int64_t posting = 0;
  MatchedRow row;
};
std::vector<NumberedMatched> matched_of(Reader& rows, BookId book, int64_t account);  // by posting
std::vector<int64_t> accounts_with_matched(Reader& rows, BookId book);

// ---- Backdated
void add_backdated(Writer& rows, BookId book, std::span<BackdatedRow const> rows_to_add);
struct Sums {
  int64_t debits = 0;
  int64_t credits = 0;
};
// Of the account's postings after transfer `after` whose day is not after `day`.
Sums backdated(Reader& rows, BookId book, int64_t account, int64_t after, Date day);
void each_backdated(Reader& rows, BookId book, std::function<bool(BackdatedRow const&)> const& take);

// ---- Holds
void add_hold(Writer& rows, HoldRow const& hold);
void set_hold(Writer& rows, BookId book, Id<Hold> id, int64_t remaining, HoldState state);
std::optional<HoldRow> hold(Reader& rows, BookId book, Id<Hold> id);
std::vector<HoldRow> expired_holds(Reader& rows, BookId book, Instant now, int limit);
void each_open_hold(Reader& rows, BookId book, std::function<bool(HoldRow const&)> const& take);

}  // namespace lumbung::ledger::store
