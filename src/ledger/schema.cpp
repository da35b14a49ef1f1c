#include "ledger/ledger.h"

namespace lumbung::ledger {
namespace {

constexpr std::string_view tables = R"sql(
-- A book is the ledger of one organisation or office; its number leads every key below.
CREATE TABLE ledger_books (
  book_id {i64} NOT NULL PRIMARY KEY CHECK (book_id > 0),
  owner {bytes} NOT NULL,
  name {text} NOT NULL,
  opened {i64} NOT NULL
) {strict};

CREATE INDEX ledger_books_by_owner ON ledger_books (owner);

-- The counters of a book; the one row that a commit locks.
CREATE TABLE ledger_book_heads (
  book_id {i64} NOT NULL PRIMARY KEY,
  last_entry {i64} NOT NULL,
  last_transfer {i64} NOT NULL,
  last_account {i64} NOT NULL,
  last_booked {i64} NOT NULL,
  latest_day {i64} NOT NULL
) {strict};

-- Days up to which a book was closed; only ever added to.
CREATE TABLE ledger_closings (
  book_id {i64} NOT NULL,
  last_day {i64} NOT NULL,
  closed {i64} NOT NULL,
  PRIMARY KEY (book_id, last_day)
) {strict_by_key};

-- Accounts. Only `closed` is ever changed, once.
CREATE TABLE ledger_accounts (
  book_id {i64} NOT NULL,
  account_no {i64} NOT NULL CHECK (account_no > 0),
  id {bytes} NOT NULL,
  asset {text} NOT NULL,
  grows {i64} NOT NULL CHECK (grows IN (0, 1)),
  class {i64} NOT NULL CHECK (class BETWEEN 0 AND 5),
  floor {i64} NOT NULL CHECK (floor IN (0, 1)),
  passage {i64} NOT NULL CHECK (passage IN (0, 1)),
  owner_kind {text} NOT NULL,
  owner {bytes} NOT NULL,
  purpose {text} NOT NULL,
  opened {i64} NOT NULL,
  closed {i64},
  PRIMARY KEY (book_id, account_no)
) {strict_by_key};

CREATE UNIQUE INDEX ledger_accounts_by_id ON ledger_accounts (book_id, id);

CREATE INDEX ledger_accounts_by_owner ON ledger_accounts (book_id, owner);

-- The newest state of each account: what the next posting stands on. Can be rebuilt from transfers and holds.
-- `path` holds the transfers of postings ..., k & (k - 1), k, eight bytes each, little end first.
CREATE TABLE ledger_heads (
  book_id {i64} NOT NULL,
  account_no {i64} NOT NULL,
  debits {i64} NOT NULL CHECK (debits >= 0),
  credits {i64} NOT NULL CHECK (credits >= 0),
  postings {i64} NOT NULL CHECK (postings >= 0),
  last_transfer {i64} NOT NULL,
  held {i64} NOT NULL CHECK (held >= 0),
  matched {i64} NOT NULL CHECK (matched >= 0),
  path {bytes} NOT NULL,
  PRIMARY KEY (book_id, account_no)
) {strict_by_key};

-- Journal entries in the book's order. Never changed, never deleted. `latest_day` is the latest value date up to and
-- with this entry; `content` the SHA-256 of the wish; `leaf` its place in the public log.
CREATE TABLE ledger_entries (
  book_id {i64} NOT NULL,
  entry_no {i64} NOT NULL CHECK (entry_no > 0),
  id {bytes} NOT NULL,
  kind {text} NOT NULL,
  day {i64} NOT NULL,
  latest_day {i64} NOT NULL,
  booked {i64} NOT NULL,
  subject {bytes} NOT NULL,
  first_transfer {i64} NOT NULL,
  transfers {i64} NOT NULL CHECK (transfers > 0),
  reverses {i64},
  content {bytes} NOT NULL,
  leaf {bytes} NOT NULL,
  PRIMARY KEY (book_id, entry_no)
) {strict_by_key};

-- From the id that a caller gave to the entry's number; ids are ordered by time, so this grows at its end.
CREATE TABLE ledger_entry_ids (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  entry_no {i64} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict_by_key};

-- What an entry's record names besides its transfers: evidence (what = 1, a SHA-256) and parties (what = 2).
CREATE TABLE ledger_papers (
  book_id {i64} NOT NULL,
  entry_no {i64} NOT NULL,
  position {i64} NOT NULL,
  what {i64} NOT NULL CHECK (what IN (1, 2)),
  bytes {bytes} NOT NULL,
  PRIMARY KEY (book_id, entry_no, position)
) {strict_by_key};

-- Which entry was reversed by which; the key lets it happen once.
CREATE TABLE ledger_reversals (
  book_id {i64} NOT NULL,
  entry_no {i64} NOT NULL,
  by_entry_no {i64} NOT NULL,
  PRIMARY KEY (book_id, entry_no)
) {strict_by_key};

-- Transfers in the book's order. Never changed, never deleted, and without a secondary index: for either account they
-- hold its cumulative sums before, its posting number k, and the transfers of its postings k - 1 and k & (k - 1).
-- No foreign keys here: this is the widest and hottest table; `lumbung check` recomputes every column of it.
CREATE TABLE ledger_transfers (
  book_id {i64} NOT NULL,
  transfer_no {i64} NOT NULL,
  entry_no {i64} NOT NULL,
  debit_no {i64} NOT NULL,
  credit_no {i64} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  debit_debits {i64} NOT NULL,
  debit_credits {i64} NOT NULL,
  debit_posting {i64} NOT NULL,
  debit_prev {i64} NOT NULL,
  debit_skip {i64} NOT NULL,
  credit_debits {i64} NOT NULL,
  credit_credits {i64} NOT NULL,
  credit_posting {i64} NOT NULL,
  credit_prev {i64} NOT NULL,
  credit_skip {i64} NOT NULL,
  PRIMARY KEY (book_id, transfer_no)
) {strict_by_key};

-- Value that left an account by name (earmark, refund, reversal) instead of first in, first out. Never changed.
CREATE TABLE ledger_matches (
  book_id {i64} NOT NULL,
  account_no {i64} NOT NULL,
  in_transfer {i64} NOT NULL,
  in_offset {i64} NOT NULL CHECK (in_offset >= 0),
  amount {i64} NOT NULL CHECK (amount > 0),
  out_transfer {i64} NOT NULL,
  out_offset {i64} NOT NULL CHECK (out_offset >= 0),
  takes_entry_no {i64} NOT NULL,
  matched_before {i64} NOT NULL,
  PRIMARY KEY (book_id, account_no, in_transfer, in_offset),
  CHECK (in_transfer < out_transfer)
) {strict_by_key};

CREATE UNIQUE INDEX ledger_matches_by_out ON ledger_matches (book_id, account_no, out_transfer, out_offset);

-- The sums of matches over posting numbers, as a Fenwick tree: `own` for the posting itself, `node` over postings
-- (k & (k - 1), k]. Can be rebuilt from the matches.
CREATE TABLE ledger_matched (
  book_id {i64} NOT NULL,
  account_no {i64} NOT NULL,
  posting_no {i64} NOT NULL,
  own {i64} NOT NULL CHECK (own >= 0),
  node {i64} NOT NULL CHECK (node >= own),
  PRIMARY KEY (book_id, account_no, posting_no)
) {strict_by_key};

-- Postings of entries whose value date is before that of an earlier entry, so that the balance at a value date can be
-- set right without an index over days. Can be rebuilt.
CREATE TABLE ledger_backdated (
  book_id {i64} NOT NULL,
  account_no {i64} NOT NULL,
  transfer_no {i64} NOT NULL,
  day {i64} NOT NULL,
  debits {i64} NOT NULL,
  credits {i64} NOT NULL,
  PRIMARY KEY (book_id, account_no, transfer_no)
) {strict_by_key};

-- Pending transfers that count against what is available. state: 0 open, 1 posted, 2 voided, 3 expired.
CREATE TABLE ledger_holds (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  debit_no {i64} NOT NULL,
  credit_no {i64} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  remaining {i64} NOT NULL CHECK (remaining >= 0 AND remaining <= amount),
  subject {bytes} NOT NULL,
  expires {i64},
  state {i64} NOT NULL CHECK (state BETWEEN 0 AND 3),
  placed {i64} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict_by_key};

CREATE INDEX ledger_holds_by_state ON ledger_holds (book_id, state, expires);
)sql";

// The embedded database writes the rows of heads later than their transfers (standing.h): all of them hold at least
// what was posted up to the transfer that stands here.
constexpr std::string_view sweeps = R"sql(
-- How far the rows of heads are known to be complete.
CREATE TABLE ledger_sweeps (
  book_id {i64} NOT NULL PRIMARY KEY,
  upto {i64} NOT NULL CHECK (upto >= 0)
) {strict};
)sql";

// In a run every transfer has a leaf of its own in the public log.
constexpr std::string_view runs = R"sql(
ALTER TABLE ledger_entries ADD COLUMN run {i64} NOT NULL DEFAULT 0 CHECK (run IN (0, 1));
)sql";

// On PostgreSQL a payment run changes thousands of them with each commit.
constexpr std::string_view room = "{changes_often ledger_heads}";

}  // namespace

std::vector<storage::Migration> migrations() {
  return {{"2026-11-22-ledger", tables},
          {"2026-11-22-ledger-sweeps", sweeps},
          {"2026-11-22-ledger-runs", runs},
          {"2026-11-23-ledger-room", room}};
}

}  // namespace lumbung::ledger
