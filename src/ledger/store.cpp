#include "ledger/store.h"

namespace lumbung::ledger::store {
namespace {

using storage::Row;

// ---- Rows into things

EntryRow entry_from(Row const& row) {
  EntryRow entry;
  entry.number = row.integer(0);
  entry.id = row.get<Id<Entry>>(1);
  entry.kind = row.text(2);
  entry.day = row.get<Date>(3);
  entry.latest_day = row.get<Date>(4);
  entry.booked = row.get<Instant>(5);
  entry.subject = row.get<Uuid>(6);
  entry.first_transfer = row.integer(7);
  entry.transfers = row.integer(8);
  entry.reverses = row.get<std::optional<int64_t>>(9);
  entry.content = row.get<Hash>(10);
  entry.leaf = row.get<Id<Leaf>>(11);
  entry.run = row.get<bool>(12);
  return entry;
}

SideRow side_from(Row const& row, int column) {
  return {.debits = row.integer(column),
          .credits = row.integer(column + 1),
          .posting = row.integer(column + 2),
          .prev = row.integer(column + 3),
          .skip = row.integer(column + 4)};
}

TransferRow transfer_from(Row const& row) {
  return {.number = row.integer(0),
          .entry = row.integer(1),
          .debit_no = row.integer(2),
          .credit_no = row.integer(3),
          .amount = row.integer(4),
          .debit = side_from(row, 5),
          .credit = side_from(row, 10)};
}

MatchRow match_from(Row const& row) {
  return {.account = row.integer(0),
          .in_transfer = row.integer(1),
          .in_offset = row.integer(2),
          .amount = row.integer(3),
          .out_transfer = row.integer(4),
          .out_offset = row.integer(5),
          .takes = row.integer(6),
          .before = row.integer(7)};
}

HoldRow hold_from(Row const& row, BookId book) {
  HoldRow hold;
  hold.about.book = book;
  hold.about.id = row.get<Id<Hold>>(0);
  hold.debit_no = row.integer(1);
  hold.credit_no = row.integer(2);
  hold.about.amount.minor = row.integer(3);
  hold.remaining = row.integer(4);
  hold.about.subject = row.get<Uuid>(5);
  hold.about.expires = row.get<std::optional<Instant>>(6);
  hold.state = static_cast<HoldState>(row.integer(7));
  hold.placed = row.get<Instant>(8);
  hold.about.debit = row.get<Id<LedgerAccount>>(9);
  hold.about.credit = row.get<Id<LedgerAccount>>(10);
  hold.about.amount.asset = row.get<Asset>(11);
  return hold;
}

}  // namespace

// ---- Books

int64_t newest_book(Reader& rows) { return rows.number("SELECT COALESCE(MAX(book_id), 0) FROM ledger_books"); }

std::optional<BookId> book_of(Reader& rows, Uuid const& owner) {
  return rows.first("SELECT book_id FROM ledger_books WHERE owner = $1 ORDER BY book_id LIMIT 1", {owner},
                    [](Row const& row) { return BookId{row.integer(0)}; });
}

std::vector<BookId> books(Reader& rows) {
  return rows.all("SELECT book_id FROM ledger_books ORDER BY book_id LIMIT 100000", {},
                  [](Row const& row) { return BookId{row.integer(0)}; });
}

void add_book(Writer& rows, BookId book, Uuid const& owner, std::string_view name, Instant now) {
  rows.run("INSERT INTO ledger_books (book_id, owner, name, opened) VALUES ($1, $2, $3, $4)",
           {book.number, owner, name, now});
  rows.run(
      "INSERT INTO ledger_book_heads (book_id, last_entry, last_transfer, last_account, last_booked, latest_day)"
      " VALUES ($1, 0, 0, 0, 0, $2)",
      {book.number, BookHead{}.latest_day});
}

void lock_book(Writer& rows, BookId book) {
  if (rows.engine() == storage::Engine::sqlite) return;  // one writer alone has the file
  rows.run("UPDATE ledger_book_heads SET last_entry = last_entry WHERE book_id = $1", {book.number});
}

std::optional<BookHead> book_head(Reader& rows, BookId book) {
  auto head = rows.first(
      "SELECT last_entry, last_transfer, last_account, last_booked, latest_day FROM ledger_book_heads"
      " WHERE book_id = $1",
      {book.number}, [](Row const& row) {
        return BookHead{.last_entry = row.integer(0),
                        .last_transfer = row.integer(1),
                        .last_account = row.integer(2),
                        .last_booked = row.get<Instant>(3),
                        .latest_day = row.get<Date>(4)};
      });
  if (head)
    head->closed_through =
        rows.first("SELECT last_day FROM ledger_closings WHERE book_id = $1 ORDER BY last_day DESC LIMIT 1",
                   {book.number}, [](Row const& row) { return row.get<Date>(0); });
  return head;
}

void set_book_head(Writer& rows, BookId book, BookHead const& head) {
  rows.run(
      "UPDATE ledger_book_heads SET last_entry = $2, last_transfer = $3, last_account = $4, last_booked = $5,"
      " latest_day = $6 WHERE book_id = $1",
      {book.number, head.last_entry, head.last_transfer, head.last_account, head.last_booked, head.latest_day});
}

void add_closing(Writer& rows, BookId book, Date last_day, Instant now) {
  rows.run("INSERT INTO ledger_closings (book_id, last_day, closed) VALUES ($1, $2, $3)", {book.number, last_day, now});
}

// ---- Entries

void add_entry(Writer& rows, BookId book, EntryRow const& entry) {
  rows.run(
      "INSERT INTO ledger_entries (book_id, entry_no, id, kind, day, latest_day, booked, subject, first_transfer,"
      " transfers, reverses, content, leaf, run) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      {book.number, entry.number, entry.id, entry.kind, entry.day, entry.latest_day, entry.booked, entry.subject,
       entry.first_transfer, entry.transfers, entry.reverses, entry.content, entry.leaf, entry.run});
  rows.run("INSERT INTO ledger_entry_ids (book_id, id, entry_no) VALUES ($1, $2, $3)",
           {book.number, entry.id, entry.number});
}

std::optional<EntryRow> entry(Reader& rows, BookId book, int64_t number) {
  return rows.first(
      "SELECT entry_no, id, kind, day, latest_day, booked, subject, first_transfer, transfers, reverses, content, "
      "leaf, run"
      " FROM ledger_entries WHERE book_id = $1 AND entry_no = $2",
      {book.number, number}, entry_from);
}

std::optional<int64_t> entry_number(Reader& rows, BookId book, Id<Entry> id) {
  return rows.first("SELECT entry_no FROM ledger_entry_ids WHERE book_id = $1 AND id = $2", {book.number, id},
                    [](Row const& row) { return row.integer(0); });
}

void each_entry(Reader& rows, BookId book, int64_t from, int limit, std::function<bool(EntryRow const&)> const& take) {
  rows.each(
      "SELECT entry_no, id, kind, day, latest_day, booked, subject, first_transfer, transfers, reverses, content, "
      "leaf, run"
      " FROM ledger_entries WHERE book_id = $1 AND entry_no >= $2 ORDER BY entry_no LIMIT $3",
      {book.number, from, limit}, [&](Row const& row) { return take(entry_from(row)); });
}

void add_papers(Writer& rows, BookId book, int64_t entry, std::span<Hash const> evidence,
                std::span<Uuid const> parties) {
  int64_t position = 0;
  for (auto const& hash : evidence)
    rows.run("INSERT INTO ledger_papers (book_id, entry_no, position, what, bytes) VALUES ($1, $2, $3, 1, $4)",
             {book.number, entry, position++, hash});
  for (auto const& party : parties)
    rows.run("INSERT INTO ledger_papers (book_id, entry_no, position, what, bytes) VALUES ($1, $2, $3, 2, $4)",
             {book.number, entry, position++, party});
}

Papers papers(Reader& rows, BookId book, int64_t entry) {
  Papers found;
  rows.each("SELECT what, bytes FROM ledger_papers WHERE book_id = $1 AND entry_no = $2 ORDER BY position",
            {book.number, entry}, [&](Row const& row) {
              if (row.integer(0) == 1)
                found.evidence.push_back(row.get<Hash>(1));
              else
                found.parties.push_back(row.get<Uuid>(1));
              return true;
            });
  return found;
}

int64_t count_papers(Reader& rows, BookId book) {
  return rows.number("SELECT COUNT(*) FROM ledger_papers WHERE book_id = $1", {book.number});
}

void add_reversal(Writer& rows, BookId book, int64_t entry, int64_t by) {
  rows.run("INSERT INTO ledger_reversals (book_id, entry_no, by_entry_no) VALUES ($1, $2, $3)",
           {book.number, entry, by});
}

std::optional<int64_t> reversed_by(Reader& rows, BookId book, int64_t entry) {
  return rows.first("SELECT by_entry_no FROM ledger_reversals WHERE book_id = $1 AND entry_no = $2",
                    {book.number, entry}, [](Row const& row) { return row.integer(0); });
}

bool has_reversals(Reader& rows, BookId book) {
  return rows.exists("SELECT 1 FROM ledger_reversals WHERE book_id = $1 LIMIT 1", {book.number});
}

int64_t count_reversals(Reader& rows, BookId book) {
  return rows.number("SELECT COUNT(*) FROM ledger_reversals WHERE book_id = $1", {book.number});
}

// ---- Transfers

std::unique_ptr<storage::BulkLoad> bulk_transfers(Writer& rows) {
  return rows.bulk(
      "ledger_transfers",
      "book_id, transfer_no, entry_no, debit_no, credit_no, amount, debit_debits, debit_credits, debit_posting,"
      " debit_prev, debit_skip, credit_debits, credit_credits, credit_posting, credit_prev, credit_skip");
}

void add_transfer(storage::BulkLoad& load, BookId book, TransferRow const& t) {
  load.add({book.number, t.number, t.entry, t.debit_no, t.credit_no, t.amount, t.debit.debits, t.debit.credits,
            t.debit.posting, t.debit.prev, t.debit.skip, t.credit.debits, t.credit.credits, t.credit.posting,
            t.credit.prev, t.credit.skip});
}

void add_transfers(Writer& rows, BookId book, std::span<TransferRow const> transfers) {
  auto const load = bulk_transfers(rows);
  for (auto const& transfer : transfers) add_transfer(*load, book, transfer);
  load->finish();
}

std::optional<TransferRow> transfer(Reader& rows, BookId book, int64_t number) {
  return rows.first(
      "SELECT transfer_no, entry_no, debit_no, credit_no, amount, debit_debits, debit_credits, debit_posting,"
      " debit_prev, debit_skip, credit_debits, credit_credits, credit_posting, credit_prev, credit_skip"
      " FROM ledger_transfers WHERE book_id = $1 AND transfer_no = $2",
      {book.number, number}, transfer_from);
}

void each_transfer(Reader& rows, BookId book, int64_t from, int limit,
                   std::function<bool(TransferRow const&)> const& take) {
  rows.each(
      "SELECT transfer_no, entry_no, debit_no, credit_no, amount, debit_debits, debit_credits, debit_posting,"
      " debit_prev, debit_skip, credit_debits, credit_credits, credit_posting, credit_prev, credit_skip"
      " FROM ledger_transfers WHERE book_id = $1 AND transfer_no >= $2 ORDER BY transfer_no LIMIT $3",
      {book.number, from, limit}, [&](Row const& row) { return take(transfer_from(row)); });
}

void each_movement(Reader& rows, BookId book, int64_t from, int64_t upto,
                   std::function<bool(Movement const&)> const& take) {
  rows.each(
      "SELECT transfer_no, debit_no, credit_no, amount FROM ledger_transfers"
      " WHERE book_id = $1 AND transfer_no >= $2 AND transfer_no <= $3 ORDER BY transfer_no",
      {book.number, from, upto},
      [&](Row const& row) { return take({row.integer(0), row.integer(1), row.integer(2), row.integer(3)}); });
}

std::optional<TransferRow> newest_of(Reader& rows, BookId book, int64_t account, int64_t after, int64_t upto) {
  return rows.first(
      "SELECT transfer_no, entry_no, debit_no, credit_no, amount, debit_debits, debit_credits, debit_posting,"
      " debit_prev, debit_skip, credit_debits, credit_credits, credit_posting, credit_prev, credit_skip"
      " FROM ledger_transfers WHERE book_id = $1 AND transfer_no > $2 AND transfer_no <= $3"
      " AND (debit_no = $4 OR credit_no = $4) ORDER BY transfer_no DESC LIMIT 1",
      {book.number, after, upto, account}, transfer_from);
}

// ---- Matches

void add_match(Writer& rows, BookId book, MatchRow const& m) {
  rows.run(
      "INSERT INTO ledger_matches (book_id, account_no, in_transfer, in_offset, amount, out_transfer, out_offset,"
      " takes_entry_no, matched_before) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {book.number, m.account, m.in_transfer, m.in_offset, m.amount, m.out_transfer, m.out_offset, m.takes, m.before});
}

std::vector<MatchRow> matches_into(Reader& rows, BookId book, int64_t account, int64_t in_transfer) {
  return rows.all(
      "SELECT account_no, in_transfer, in_offset, amount, out_transfer, out_offset, takes_entry_no, matched_before"
      " FROM ledger_matches WHERE book_id = $1 AND account_no = $2 AND in_transfer = $3 ORDER BY in_offset",
      {book.number, account, in_transfer}, match_from);
}

std::vector<MatchRow> matches_out_of(Reader& rows, BookId book, int64_t account, int64_t out_transfer) {
  return rows.all(
      "SELECT account_no, in_transfer, in_offset, amount, out_transfer, out_offset, takes_entry_no, matched_before"
      " FROM ledger_matches WHERE book_id = $1 AND account_no = $2 AND out_transfer = $3 ORDER BY out_offset",
      {book.number, account, out_transfer}, match_from);
}

std::optional<MatchRow> match_before(Reader& rows, BookId book, int64_t account, int64_t out_transfer) {
  return rows.first(
      "SELECT account_no, in_transfer, in_offset, amount, out_transfer, out_offset, takes_entry_no, matched_before"
      " FROM ledger_matches WHERE book_id = $1 AND account_no = $2 AND out_transfer < $3"
      " ORDER BY out_transfer DESC, out_offset DESC LIMIT 1",
      {book.number, account, out_transfer}, match_from);
}

std::vector<MatchRow> matches_of(Reader& rows, BookId book, int64_t account) {
  return rows.all(
      "SELECT account_no, in_transfer, in_offset, amount, out_transfer, out_offset, takes_entry_no, matched_before"
      " FROM ledger_matches WHERE book_id = $1 AND account_no = $2 ORDER BY out_transfer, out_offset",
      {book.number, account}, match_from);
}

MatchedRow matched(Reader& rows, BookId book, int64_t account, int64_t posting) {
  return rows
      .first("SELECT own, node FROM ledger_matched WHERE book_id = $1 AND account_no = $2 AND posting_no = $3",
             {book.number, account, posting}, [](Row const& row) { return MatchedRow{row.integer(0), row.integer(1)}; })
      .value_or(MatchedRow{});
}

void set_matched(Writer& rows, BookId book, int64_t account, int64_t posting, MatchedRow const& matched) {
  rows.run(
      "INSERT INTO ledger_matched (book_id, account_no, posting_no, own, node) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT (book_id, account_no, posting_no) DO UPDATE SET own = excluded.own, node = excluded.node",
      {book.number, account, posting, matched.own, matched.node});
}

std::vector<NumberedMatched> matched_of(Reader& rows, BookId book, int64_t account) {
  return rows.all(
      "SELECT posting_no, own, node FROM ledger_matched WHERE book_id = $1 AND account_no = $2 ORDER BY posting_no",
      {book.number, account},
      [](Row const& row) { return NumberedMatched{row.integer(0), {row.integer(1), row.integer(2)}}; });
}

std::vector<int64_t> accounts_with_matched(Reader& rows, BookId book) {
  return rows.all("SELECT DISTINCT account_no FROM ledger_matched WHERE book_id = $1 ORDER BY account_no",
                  {book.number}, [](Row const& row) { return row.integer(0); });
}

// ---- Backdated

void add_backdated(Writer& rows, BookId book, std::span<BackdatedRow const> backdated) {
  auto const load = rows.bulk("ledger_backdated", "book_id, account_no, transfer_no, day, debits, credits");
  for (auto const& b : backdated)
    load->add({book.number, b.account, b.transfer, b.day.day_number, b.debits, b.credits});
  load->finish();
}

Sums backdated(Reader& rows, BookId book, int64_t account, int64_t after, Date day) {
  return rows
      .first(
          "SELECT CAST(COALESCE(SUM(debits), 0) AS BIGINT), CAST(COALESCE(SUM(credits), 0) AS BIGINT)"
          " FROM ledger_backdated WHERE book_id = $1 AND account_no = $2 AND transfer_no > $3 AND day <= $4",
          {book.number, account, after, day}, [](Row const& row) { return Sums{row.integer(0), row.integer(1)}; })
      .value_or(Sums{});
}

void each_backdated(Reader& rows, BookId book, std::function<bool(BackdatedRow const&)> const& take) {
  rows.each(
      "SELECT account_no, transfer_no, day, debits, credits FROM ledger_backdated WHERE book_id = $1"
      " ORDER BY account_no, transfer_no",
      {book.number}, [&](Row const& row) {
        return take({row.integer(0), row.integer(1), row.get<Date>(2), row.integer(3), row.integer(4)});
      });
}

// ---- Holds

void add_hold(Writer& rows, HoldRow const& hold) {
  auto const& about = hold.about;
  rows.run(
      "INSERT INTO ledger_holds (book_id, id, debit_no, credit_no, amount, remaining, subject, expires, state, placed)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {about.book.number, about.id, hold.debit_no, hold.credit_no, about.amount.minor, hold.remaining, about.subject,
       about.expires, static_cast<int>(hold.state), hold.placed});
}

void set_hold(Writer& rows, BookId book, Id<Hold> id, int64_t remaining, HoldState state) {
  rows.run("UPDATE ledger_holds SET remaining = $3, state = $4 WHERE book_id = $1 AND id = $2",
           {book.number, id, remaining, static_cast<int>(state)});
}

std::optional<HoldRow> hold(Reader& rows, BookId book, Id<Hold> id) {
  return rows.first(
      "SELECT h.id, h.debit_no, h.credit_no, h.amount, h.remaining, h.subject, h.expires, h.state, h.placed, d.id,"
      " c.id, d.asset FROM ledger_holds h"
      " JOIN ledger_accounts d ON d.book_id = h.book_id AND d.account_no = h.debit_no"
      " JOIN ledger_accounts c ON c.book_id = h.book_id AND c.account_no = h.credit_no"
      " WHERE h.book_id = $1 AND h.id = $2",
      {book.number, id}, [&](Row const& row) { return hold_from(row, book); });
}

std::vector<HoldRow> expired_holds(Reader& rows, BookId book, Instant now, int limit) {
  return rows.all(
      "SELECT h.id, h.debit_no, h.credit_no, h.amount, h.remaining, h.subject, h.expires, h.state, h.placed, d.id,"
      " c.id, d.asset FROM ledger_holds h"
      " JOIN ledger_accounts d ON d.book_id = h.book_id AND d.account_no = h.debit_no"
      " JOIN ledger_accounts c ON c.book_id = h.book_id AND c.account_no = h.credit_no"
      " WHERE h.book_id = $1 AND h.state = 0 AND h.expires <= $2 ORDER BY h.expires, h.id LIMIT $3",
      {book.number, now, limit}, [&](Row const& row) { return hold_from(row, book); });
}

void each_open_hold(Reader& rows, BookId book, std::function<bool(HoldRow const&)> const& take) {
  rows.each(
      "SELECT h.id, h.debit_no, h.credit_no, h.amount, h.remaining, h.subject, h.expires, h.state, h.placed, d.id,"
      " c.id, d.asset FROM ledger_holds h"
      " JOIN ledger_accounts d ON d.book_id = h.book_id AND d.account_no = h.debit_no"
      " JOIN ledger_accounts c ON c.book_id = h.book_id AND c.account_no = h.credit_no"
      " WHERE h.book_id = $1 AND h.state = 0 ORDER BY h.id",
      {book.number}, [&](Row const& row) { return take(hold_from(row, book)); });
}

}  // namespace lumbung::ledger::store
