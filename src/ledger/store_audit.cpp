// What only the check asks of the tables.
#include <algorithm>

#include "ledger/store.h"

namespace lumbung::ledger::store {

using storage::Row;

std::vector<BookId> books_of_all_tables(Reader& rows) {
  auto found = rows.all(
      "SELECT book_id FROM ledger_books UNION SELECT book_id FROM ledger_book_heads ORDER BY book_id LIMIT 100000", {},
      [](Row const& row) { return BookId{row.integer(0)}; });
  // From book to book: whoever looks through all entries for their books reads the whole table.
  for (int64_t after = INT64_MIN;;) {
    auto const book = rows.first("SELECT book_id FROM ledger_entries WHERE book_id > $1 ORDER BY book_id LIMIT 1",
                                 {after}, [](Row const& row) { return BookId{row.integer(0)}; });
    if (!book) break;
    if (std::ranges::find(found, *book) == found.end()) found.push_back(*book);
    after = book->number;
  }
  return found;
}

bool has_book(Reader& rows, BookId book) {
  return rows.exists("SELECT 1 FROM ledger_books WHERE book_id = $1", {book.number});
}

void each_head_end(Reader& rows, BookId book, std::function<void(int64_t account, int64_t last)> const& take) {
  rows.each("SELECT account_no, last_transfer FROM ledger_heads WHERE book_id = $1", {book.number},
            [&](Row const& row) {
              take(row.integer(0), row.integer(1));
              return true;
            });
}

std::vector<int64_t> entry_numbers(Reader& rows, BookId book, int64_t from, int limit) {
  return rows.all(
      "SELECT entry_no FROM ledger_entries WHERE book_id = $1 AND entry_no >= $2 ORDER BY entry_no LIMIT $3",
      {book.number, from, limit}, [](Row const& row) { return row.integer(0); });
}

std::optional<Id<Entry>> id_of_entry(Reader& rows, BookId book, int64_t number) {
  auto const id = rows.first(
      "SELECT id FROM ledger_entries WHERE book_id = $1 AND entry_no = $2", {book.number, number}, [](Row const& row) {
        return row.blob(0).size() == sizeof(Uuid) ? std::optional(row.get<Id<Entry>>(0)) : std::nullopt;
      });
  return id.value_or(std::nullopt);
}

std::vector<LeadingId> ids_with_entries(Reader& rows, BookId book, Id<Entry> after, int limit) {
  return rows.all(
      "SELECT i.id, i.entry_no, e.id FROM ledger_entry_ids i LEFT JOIN ledger_entries e"
      " ON e.book_id = i.book_id AND e.entry_no = i.entry_no WHERE i.book_id = $1 AND i.id > $2 AND length(i.id) = 16"
      " ORDER BY i.id LIMIT $3",
      {book.number, after, limit}, [](Row const& row) {
        return LeadingId{row.get<Id<Entry>>(0), row.integer(1), row.is_null(2) ? "" : std::string(row.blob(2))};
      });
}

std::vector<PaperRow> papers_after(Reader& rows, BookId book, int64_t entry, int64_t position, int limit) {
  return rows.all(
      "SELECT entry_no, position, what, bytes FROM ledger_papers"
      " WHERE book_id = $1 AND (entry_no, position) > ($2, $3) ORDER BY entry_no, position LIMIT $4",
      {book.number, entry, position, limit}, [](Row const& row) {
        return PaperRow{row.integer(0), row.integer(1), row.integer(2), std::string(row.blob(3))};
      });
}

void each_reversal(Reader& rows, BookId book, std::function<bool(ReversalRow const&)> const& take) {
  rows.each(
      "SELECT r.entry_no, r.by_entry_no, e.reverses FROM ledger_reversals r LEFT JOIN ledger_entries e"
      " ON e.book_id = r.book_id AND e.entry_no = r.by_entry_no WHERE r.book_id = $1 ORDER BY r.entry_no",
      {book.number},
      [&](Row const& row) { return take({row.integer(0), row.integer(1), row.get<std::optional<int64_t>>(2)}); });
}

std::vector<int64_t> accounts_with_matches(Reader& rows, BookId book) {
  return rows.all("SELECT DISTINCT account_no FROM ledger_matches WHERE book_id = $1 ORDER BY account_no",
                  {book.number}, [](Row const& row) { return row.integer(0); });
}

int64_t matched_in_all(Reader& rows, BookId book, int64_t account) {
  return rows
      .first("SELECT matched FROM ledger_heads WHERE book_id = $1 AND account_no = $2", {book.number, account},
             [](Row const& row) { return row.integer(0); })
      .value_or(0);
}

}  // namespace lumbung::ledger::store
