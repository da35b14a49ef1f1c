#include "ledger/store_report.h"

namespace lumbung::ledger::store {
namespace {

using storage::Row;

Moved moved_from(Row const& row) {
  return {.debit_no = row.integer(0),
          .credit_no = row.integer(1),
          .kind = std::string(row.text(2)),
          .reversal = row.integer(3) != 0,
          .amount = row.integer(4)};
}

}  // namespace

std::vector<Moved> moved(Reader& rows, BookId book, std::int64_t after, std::int64_t upto, Date from, Date to) {
  return rows.all(
      "SELECT t.debit_no, t.credit_no, COALESCE(r.kind, e.kind), CASE WHEN e.reverses IS NULL THEN 0 ELSE 1 END,"
      " CAST(SUM(t.amount) AS BIGINT) FROM ledger_transfers t"
      " JOIN ledger_entries e ON e.book_id = t.book_id AND e.entry_no = t.entry_no"
      " LEFT JOIN ledger_entries r ON r.book_id = e.book_id AND r.entry_no = e.reverses"
      " WHERE t.book_id = $1 AND t.transfer_no > $2 AND t.transfer_no <= $3 AND e.day >= $4 AND e.day <= $5"
      " GROUP BY t.debit_no, t.credit_no, COALESCE(r.kind, e.kind), CASE WHEN e.reverses IS NULL THEN 0 ELSE 1 END"
      " ORDER BY 1, 2, 3, 4",
      {book.number, after, upto, from, to}, moved_from);
}

std::vector<Moved> moved_late(Reader& rows, BookId book, std::int64_t after, Date from, Date to) {
  return rows.all(
      "SELECT t.debit_no, t.credit_no, COALESCE(r.kind, e.kind), CASE WHEN e.reverses IS NULL THEN 0 ELSE 1 END,"
      " CAST(SUM(t.amount) AS BIGINT) FROM ledger_backdated b"
      " JOIN ledger_transfers t ON t.book_id = b.book_id AND t.transfer_no = b.transfer_no"
      " JOIN ledger_entries e ON e.book_id = t.book_id AND e.entry_no = t.entry_no"
      " LEFT JOIN ledger_entries r ON r.book_id = e.book_id AND r.entry_no = e.reverses"
      " WHERE b.book_id = $1 AND b.transfer_no > $2 AND b.day >= $3 AND b.day <= $4 AND b.account_no = t.debit_no"
      " GROUP BY t.debit_no, t.credit_no, COALESCE(r.kind, e.kind), CASE WHEN e.reverses IS NULL THEN 0 ELSE 1 END"
      " ORDER BY 1, 2, 3, 4",
      {book.number, after, from, to}, moved_from);
}

std::map<std::int64_t, Sums> all_backdated(Reader& rows, BookId book, std::int64_t after, Date day) {
  std::map<std::int64_t, Sums> sums;
  rows.each(
      "SELECT account_no, CAST(SUM(debits) AS BIGINT), CAST(SUM(credits) AS BIGINT) FROM ledger_backdated"
      " WHERE book_id = $1 AND transfer_no > $2 AND day <= $3 GROUP BY account_no ORDER BY account_no",
      {book.number, after, day}, [&](Row const& row) {
        sums.emplace(row.integer(0), Sums{.debits = row.integer(1), .credits = row.integer(2)});
        return true;
      });
  return sums;
}

}  // namespace lumbung::ledger::store
