// Accounts, and where each stands.
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "ledger/store.h"

namespace lumbung::ledger::store {
namespace {

using storage::Row;

AccountRow account_from(Row const& row) {
  AccountRow account;
  account.about.book = {row.integer(0)};
  account.no = row.integer(1);
  account.about.id = row.get<Id<LedgerAccount>>(2);
  account.about.asset = row.get<Asset>(3);
  account.about.grows = static_cast<Side>(row.integer(4));
  account.about.account_class = static_cast<Class>(row.integer(5));
  account.about.floor = static_cast<Floor>(row.integer(6));
  account.about.passage = static_cast<Passage>(row.integer(7));
  account.about.owner_kind = row.text(8);
  account.about.owner = row.get<Uuid>(9);
  account.about.purpose = row.text(10);
  account.opened = row.get<Instant>(11);
  account.closed = row.get<std::optional<Instant>>(12);
  return account;
}

// Eight bytes each, little end first.
std::string packed(std::span<int64_t const> numbers) {
  std::string bytes;
  bytes.reserve(numbers.size() * 8);
  for (auto const number : numbers)
    for (int shift = 0; shift < 64; shift += 8)
      bytes.push_back(static_cast<char>((static_cast<std::uint64_t>(number) >> shift) & 0xff));
  return bytes;
}

Path unpacked(std::string_view bytes) {
  must(bytes.size() % 8 == 0);
  Path numbers;
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
      number |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8 * i);
    numbers.push_back(static_cast<int64_t>(number));
  }
  return numbers;
}

}  // namespace

// ---- Accounts

void add_account(Writer& rows, AccountRow const& account) {
  auto const& about = account.about;
  rows.run(
      "INSERT INTO ledger_accounts (book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner,"
      " purpose, opened, closed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL)",
      {about.book.number, account.no, about.id, about.asset, static_cast<int>(about.grows),
       static_cast<int>(about.account_class), static_cast<int>(about.floor), static_cast<int>(about.passage),
       about.owner_kind, about.owner, about.purpose, account.opened});
}

void set_closed(Writer& rows, BookId book, int64_t account, Instant now) {
  rows.run("UPDATE ledger_accounts SET closed = $3 WHERE book_id = $1 AND account_no = $2",
           {book.number, account, now});
}

std::optional<AccountRow> account(Reader& rows, BookId book, int64_t no) {
  return rows.first(
      "SELECT book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner, purpose, opened, closed"
      " FROM ledger_accounts WHERE book_id = $1 AND account_no = $2",
      {book.number, no}, account_from);
}

std::optional<AccountRow> account(Reader& rows, BookId book, Id<LedgerAccount> id) {
  return rows.first(
      "SELECT book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner, purpose, opened, closed"
      " FROM ledger_accounts WHERE book_id = $1 AND id = $2",
      {book.number, id}, account_from);
}

std::vector<AccountRow> accounts_of(Reader& rows, BookId book, Uuid const& owner, int limit) {
  return rows.all(
      "SELECT book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner, purpose, opened, closed"
      " FROM ledger_accounts WHERE book_id = $1 AND owner = $2 ORDER BY account_no LIMIT $3",
      {book.number, owner, limit}, account_from);
}

std::vector<AccountRow> accounts_from(Reader& rows, BookId book, int64_t from, int limit) {
  return rows.all(
      "SELECT book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner, purpose, opened, closed"
      " FROM ledger_accounts WHERE book_id = $1 AND account_no >= $2 ORDER BY account_no LIMIT $3",
      {book.number, from, limit}, account_from);
}

void each_account(Reader& rows, BookId book, std::function<void(AccountRow const&)> const& take) {
  rows.each(
      "SELECT book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner, purpose, opened, closed"
      " FROM ledger_accounts WHERE book_id = $1 ORDER BY account_no",
      {book.number}, [&](Row const& row) {
        take(account_from(row));
        return true;
      });
}

// ---- Heads

namespace {

Head head_from(Row const& row) {
  return {.debits = row.integer(0),
          .credits = row.integer(1),
          .postings = row.integer(2),
          .last = row.integer(3),
          .held = row.integer(4),
          .matched = row.integer(5),
          .path = unpacked(row.blob(6))};
}

}  // namespace

std::optional<Head> head(Reader& rows, BookId book, int64_t account) {
  return rows.first(
      "SELECT debits, credits, postings, last_transfer, held, matched, path FROM ledger_heads"
      " WHERE book_id = $1 AND account_no = $2",
      {book.number, account}, head_from);
}

namespace {

using Take = std::function<void(AccountRow account, Head head)>;

// Of the one question and the other, which ask for the same accounts.
class Known {
 public:
  bool head(Row const& row) { return heads_.emplace(row.integer(7), head_from(row)).second; }
  void account(AccountRow account, Take const& take) {
    auto head = std::move(heads_[account.no]);
    take(std::move(account), std::move(head));
  }

 private:
  std::unordered_map<int64_t, Head> heads_;
};

// So many at a time that the journeys to the server do not count, and a plan still fits.
constexpr std::size_t accounts_at_once = 64;

// Joined with a list, for that is looked up by the index whatever PostgreSQL believes of a table it has no figures of
// yet.
template <std::size_t... I>
void each_listed(Reader& rows, BookId book, std::span<int64_t const> numbers, std::index_sequence<I...>,
                 Take const& take) {
  // What is left of the last lot asks for its first number once more.
  auto const number = [&](std::size_t i) { return numbers[i < numbers.size() ? i : 0]; };
  Known known;
  rows.each(
      "WITH asked (no) AS (VALUES ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), "
      "($14), ($15), ($16), ($17), ($18), ($19), ($20), ($21), ($22), ($23), ($24), ($25), ($26), ($27), ($28), "
      "($29), ($30), ($31), ($32), ($33), ($34), ($35), ($36), ($37), ($38), ($39), ($40), ($41), ($42), ($43), "
      "($44), ($45), ($46), ($47), ($48), ($49), ($50), ($51), ($52), ($53), ($54), ($55), ($56), ($57), ($58), "
      "($59), ($60), ($61), ($62), ($63), ($64), ($65))"
      " SELECT h.debits, h.credits, h.postings, h.last_transfer, h.held, h.matched, h.path, h.account_no"
      " FROM asked JOIN ledger_heads h ON h.book_id = $1 AND h.account_no = asked.no",
      {book.number, number(I)...}, [&](Row const& row) {
        known.head(row);
        return true;
      });
  std::unordered_set<int64_t> seen;
  rows.each(
      "WITH asked (no) AS (VALUES ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), "
      "($14), ($15), ($16), ($17), ($18), ($19), ($20), ($21), ($22), ($23), ($24), ($25), ($26), ($27), ($28), "
      "($29), ($30), ($31), ($32), ($33), ($34), ($35), ($36), ($37), ($38), ($39), ($40), ($41), ($42), ($43), "
      "($44), ($45), ($46), ($47), ($48), ($49), ($50), ($51), ($52), ($53), ($54), ($55), ($56), ($57), ($58), "
      "($59), ($60), ($61), ($62), ($63), ($64), ($65))"
      " SELECT a.book_id, a.account_no, a.id, a.asset, a.grows, a.class, a.floor, a.passage, a.owner_kind, a.owner,"
      " a.purpose, a.opened, a.closed FROM asked JOIN ledger_accounts a ON a.book_id = $1 AND a.account_no = asked.no",
      {book.number, number(I)...}, [&](Row const& row) {
        if (seen.insert(row.integer(1)).second) known.account(account_from(row), take);
        return true;
      });
}

void each_between(Reader& rows, BookId book, int64_t first, int64_t last, Take const& take) {
  Known known;
  rows.each(
      "SELECT debits, credits, postings, last_transfer, held, matched, path, account_no FROM ledger_heads"
      " WHERE book_id = $1 AND account_no >= $2 AND account_no <= $3",
      {book.number, first, last}, [&](Row const& row) { return known.head(row); });
  rows.each(
      "SELECT book_id, account_no, id, asset, grows, class, floor, passage, owner_kind, owner, purpose, opened, closed"
      " FROM ledger_accounts WHERE book_id = $1 AND account_no >= $2 AND account_no <= $3",
      {book.number, first, last}, [&](Row const& row) {
        known.account(account_from(row), take);
        return true;
      });
}

// Whether reading all from the first to the last is less than asking for each.
bool lie_close(std::span<int64_t const> numbers) {
  constexpr std::size_t worth_reading = 4;  // rows for each that is wanted
  return static_cast<std::size_t>(numbers.back() - numbers.front()) < worth_reading * numbers.size();
}

}  // namespace

void each_of(Reader& rows, BookId book, std::span<int64_t const> numbers, Take const& take) {
  if (numbers.empty()) return;
  if (lie_close(numbers)) return each_between(rows, book, numbers.front(), numbers.back(), take);
  for (std::size_t at = 0; at < numbers.size(); at += accounts_at_once)
    each_listed(rows, book, numbers.subspan(at, std::min(accounts_at_once, numbers.size() - at)),
                std::make_index_sequence<accounts_at_once>(), take);
}

void each_id(Reader& rows, BookId book, std::span<int64_t const> numbers,
             std::function<void(int64_t account, Id<LedgerAccount> id, Asset const& asset)> const& take) {
  if (numbers.empty()) return;
  if (!lie_close(numbers))
    return each_of(rows, book, numbers, [&](AccountRow const& account, Head const&) {
      take(account.no, account.about.id, account.about.asset);
    });
  rows.each(
      "SELECT account_no, id, asset FROM ledger_accounts"
      " WHERE book_id = $1 AND account_no >= $2 AND account_no <= $3",
      {book.number, numbers.front(), numbers.back()}, [&](Row const& row) {
        take(row.integer(0), row.get<Id<LedgerAccount>>(1), row.get<Asset>(2));
        return true;
      });
}

void each_head(Reader& rows, BookId book, std::function<void(int64_t account, Head head)> const& take) {
  rows.each(
      "SELECT debits, credits, postings, last_transfer, held, matched, path, account_no FROM ledger_heads"
      " WHERE book_id = $1 ORDER BY account_no",
      {book.number}, [&](Row const& row) {
        take(row.integer(7), head_from(row));
        return true;
      });
}

std::vector<NumberedHead> heads_from(Reader& rows, BookId book, int64_t from, int limit) {
  return rows.all(
      "SELECT debits, credits, postings, last_transfer, held, matched, path, account_no FROM ledger_heads"
      " WHERE book_id = $1 AND account_no >= $2 AND length(path) % 8 = 0 ORDER BY account_no LIMIT $3",
      {book.number, from, limit}, [](Row const& row) { return NumberedHead{row.integer(7), head_from(row)}; });
}

int64_t swept_upto(Reader& rows, BookId book) {
  return rows
      .first("SELECT upto FROM ledger_sweeps WHERE book_id = $1", {book.number},
             [](Row const& row) { return row.integer(0); })
      .value_or(0);
}

void set_swept_upto(Writer& rows, BookId book, int64_t upto) {
  rows.run(
      "INSERT INTO ledger_sweeps (book_id, upto) VALUES ($1, $2)"
      " ON CONFLICT (book_id) DO UPDATE SET upto = excluded.upto",
      {book.number, upto});
}

void set_head(Writer& rows, BookId book, int64_t account, Head const& head) {
  auto const path = packed(head.path.all());
  rows.run(
      "INSERT INTO ledger_heads (book_id, account_no, debits, credits, postings, last_transfer, held, matched, path)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
      " ON CONFLICT (book_id, account_no) DO UPDATE SET debits = excluded.debits, credits = excluded.credits,"
      " postings = excluded.postings, last_transfer = excluded.last_transfer, held = excluded.held,"
      " matched = excluded.matched, path = excluded.path",
      {book.number, account, head.debits, head.credits, head.postings, head.last, head.held, head.matched,
       storage::Blob{path}});
}

void set_heads(Writer& rows, BookId book, std::span<HeadTable::Item const* const> changed) {
  auto const load = rows.replace("ledger_heads", "book_id, account_no",
                                 "book_id, account_no, debits, credits, postings, last_transfer, held, matched, path");
  for (auto const* item : changed) {
    auto const& head = item->head;
    auto const path = packed(head.path.all());
    load->add({book.number, item->account, head.debits, head.credits, head.postings, head.last, head.held, head.matched,
               storage::Blob{path}});
  }
  load->finish();
}

std::vector<AssetSum> sums(Reader& rows, BookId book) {
  return rows.all(
      "SELECT a.asset, CAST(SUM(h.debits) AS BIGINT), CAST(SUM(h.credits) AS BIGINT) FROM ledger_heads h"
      " JOIN ledger_accounts a ON a.book_id = h.book_id AND a.account_no = h.account_no"
      " WHERE h.book_id = $1 GROUP BY a.asset ORDER BY a.asset LIMIT 10000",
      {book.number}, [](Row const& row) { return AssetSum{row.get<Asset>(0), row.integer(1), row.integer(2)}; });
}

std::vector<AssetSum> late_sums(Reader& rows, BookId book, int64_t after, int64_t upto) {
  auto const sum_from = [](Row const& row) { return AssetSum{row.get<Asset>(0), row.integer(1), row.integer(2)}; };
  auto sums = rows.all(
      "SELECT a.asset, CAST(SUM(t.amount) AS BIGINT), CAST(0 AS BIGINT) FROM ledger_transfers t"
      " JOIN ledger_accounts a ON a.book_id = t.book_id AND a.account_no = t.debit_no"
      " LEFT JOIN ledger_heads h ON h.book_id = t.book_id AND h.account_no = t.debit_no"
      " WHERE t.book_id = $1 AND t.transfer_no > $2 AND t.transfer_no <= $3"
      " AND t.transfer_no > COALESCE(h.last_transfer, 0) GROUP BY a.asset LIMIT 10000",
      {book.number, after, upto}, sum_from);
  auto const credited = rows.all(
      "SELECT a.asset, CAST(0 AS BIGINT), CAST(SUM(t.amount) AS BIGINT) FROM ledger_transfers t"
      " JOIN ledger_accounts a ON a.book_id = t.book_id AND a.account_no = t.credit_no"
      " LEFT JOIN ledger_heads h ON h.book_id = t.book_id AND h.account_no = t.credit_no"
      " WHERE t.book_id = $1 AND t.transfer_no > $2 AND t.transfer_no <= $3"
      " AND t.transfer_no > COALESCE(h.last_transfer, 0) GROUP BY a.asset LIMIT 10000",
      {book.number, after, upto}, sum_from);
  sums.insert(sums.end(), credited.begin(), credited.end());
  return sums;
}

}  // namespace lumbung::ledger::store
