// Rows in SQLite or PostgreSQL, behind one interface.
//
// SQL text is written once, plain enough for SQLite 3.40, PostgreSQL 15 and Citus: `$1` placeholders, ids and times
// made by the program, upsert only DO NOTHING or SET x = excluded.x, CAST(SUM(x) AS BIGINT), no FOR UPDATE, no JSON
// functions, no booleans. Two capabilities: a `Reader` only looks; a `Writer` also changes. A statement is a constant
// of the program (`Sql` is made at compile time only), so no input can become SQL.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/id.h"
#include "core/money.h"
#include "core/time.h"
#include "storage/copying.h"

namespace lumbung::storage {

enum class Engine { sqlite, postgresql };

// A statement, written out in the program. Cached and prepared once per connection by its address.
class Sql {
 public:
  template <std::size_t N>
  consteval Sql(char const (&text)[N]) : text_(text, N - 1) {}  // NOLINT: meant to convert
  std::string_view text() const { return text_; }

 private:
  friend Sql from_names(std::string const& text);  // words.h: names of tables, for this room only
  explicit Sql(std::string_view kept) : text_(kept) {}
  std::string_view text_;
};

// Bytes rather than text (BLOB, BYTEA).
struct Blob {
  std::string_view bytes;
};

// One value handed to a statement. Views: what they point to must live until the call returns.
class Parameter {
 public:
  using Held = std::variant<std::monostate, std::int64_t, double, std::string_view, Blob>;
  Parameter(std::nullptr_t) {}
  template <std::integral I>
  Parameter(I number) : held_(static_cast<std::int64_t>(number)) {}
  Parameter(double number) : held_(number) {}
  Parameter(std::string_view text) : held_(text) {}
  Parameter(std::string const& text) : held_(std::string_view(text)) {}
  Parameter(char const* text) : held_(std::string_view(text)) {}
  Parameter(Blob blob) : held_(blob) {}
  Parameter(Instant moment) : held_(moment.micros) {}
  Parameter(Date date) : held_(static_cast<std::int64_t>(date.day_number)) {}
  Parameter(Asset const& asset) : held_(asset.code()) {}
  template <class Thing>
  Parameter(Id<Thing> const& id) : held_(Blob{id.bytes()}) {}
  template <std::size_t N>  // Hash, Uuid
  Parameter(std::array<std::uint8_t, N> const& bytes)
      : held_(Blob{{reinterpret_cast<char const*>(bytes.data()), bytes.size()}}) {}
  template <class T>
  Parameter(std::optional<T> const& maybe) {
    if (maybe) held_ = Parameter(*maybe).held_;
  }
  Held const& held() const { return held_; }

 private:
  Held held_;
};

// The row a query stands on; valid only inside the call that hands it out. Columns count from 0.
class Row {
 public:
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;

  // The column as a type of ours: std::int64_t, int, bool (0/1), double, std::string, Instant, Date, Asset, Id<T>,
  // Uuid, Hash, or std::optional of one of them. A wrong type, a wrong width or an unexpected NULL is a mistake and
  // throws.
  template <class T>
  T get(int column) const;

 protected:
  ~Row() = default;
};

// Looks at rows. One Reader sees one consistent picture for as long as its View lives.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Engine engine() const = 0;

  // Calls `take` for each row until it returns false. Throws Breakdown when the database fails.
  virtual void each(Sql sql, std::initializer_list<Parameter> parameters,
                    std::function<bool(Row const&)> const& take) = 0;

  // The first row made into a thing, or nothing.
  template <class Make>
  auto first(Sql sql, std::initializer_list<Parameter> parameters, Make&& make)
      -> std::optional<decltype(make(std::declval<Row const&>()))> {
    std::optional<decltype(make(std::declval<Row const&>()))> made;
    each(sql, parameters, [&](Row const& row) {
      made.emplace(make(row));
      return false;
    });
    return made;
  }
  // Every row made into a thing. Write a LIMIT into the statement: whatever can grow has an upper bound.
  template <class Make>
  auto all(Sql sql, std::initializer_list<Parameter> parameters, Make&& make)
      -> std::vector<decltype(make(std::declval<Row const&>()))> {
    std::vector<decltype(make(std::declval<Row const&>()))> made;
    each(sql, parameters, [&](Row const& row) {
      made.push_back(make(row));
      return true;
    });
    return made;
  }
  // A number that always is there (COUNT, COALESCE(SUM…)); a mistake if there is no row.
  std::int64_t number(Sql sql, std::initializer_list<Parameter> parameters = {});
  bool exists(Sql sql, std::initializer_list<Parameter> parameters);
};

// Many rows into one table, in one go: binary COPY on PostgreSQL, a prepared loop on SQLite. May throw Clash at any add
// and at finish. Other statements may run in between.
class BulkLoad {
 public:
  virtual ~BulkLoad() = default;
  virtual void add(std::initializer_list<Parameter> row) = 0;
  virtual void add(std::span<Parameter const> row) = 0;
  // Must be called; before it, count on no row being there.
  virtual void finish() = 0;
};

// Changes rows, inside the transaction of a Work.
class Writer : public Reader {
 public:
  // Returns how many rows changed. Throws `Clash` when a key, CHECK or foreign key refuses, Breakdown when the machine
  // fails. After a Clash the unit of work is lost (PostgreSQL runs nothing more in it; SQLite is held to the same).
  virtual std::int64_t run(Sql sql, std::initializer_list<Parameter> parameters) = 0;
  // `columns` as in INSERT: "book_id, entry_no, id".
  virtual std::unique_ptr<BulkLoad> bulk(Sql table, Sql columns) = 0;
  // The same, where a row with this key may be there already: it takes the other columns of the new one. `key` as in ON
  // CONFLICT: "book_id, account_no". Each key at most once between one finish() and the next.
  virtual std::unique_ptr<BulkLoad> replace(Sql table, Sql key, Sql columns) = 0;
};

// The table refused what must never be. Rules refuse first and kindly; a Clash that reaches the door is a mistake of
// ours.
class Clash : public Mistake {
 public:
  enum class Kind { unique, foreign_key, check, not_null, range };
  Clash(Kind of, std::string what) : Mistake(std::move(what)), kind(of) {}
  Kind kind;
};

// The machine failed in a way that may pass: a serialization failure, a deadlock, a lost connection. Nothing was kept,
// unless it happened during commit(): then nobody knows. The whole transaction may be run again.
class TryAgain : public Breakdown {
 public:
  using Breakdown::Breakdown;
};

// The connection to the database is gone, or nothing came over it in time: it restarts, another server takes over, or
// the network fails. May last longer than other failures that pass.
class ConnectionLost : public TryAgain {
 public:
  using TryAgain::TryAgain;
};

// The disk gave an error. What was written cannot be trusted until the database was opened anew: stop writing.
class DiskFailed : public Breakdown {
 public:
  using Breakdown::Breakdown;
};

// One dated step of the schema. `text` may use {i64} {i32} {text} {bytes} {real}, and after the closing parenthesis of
// each table {strict}, or {strict_by_key} for a table that SQLite shall keep sorted by its primary key (WITHOUT ROWID).
// {text} compares byte by byte on both engines. Never edited once released; the checksum is kept in the database and
// compared at every start.
struct Migration {
  std::string_view name;  // "0001-ledger": unique, applied in the order of the list handed in
  std::string_view text;
};

struct Options {
  // "sqlite:/path/to/lumbung.db" ("sqlite::memory:" is not offered), or "postgresql://…". That may name several hosts:
  // the one that is the primary is found, again and again.
  std::string url;
  int readers = 4;       // connections in the readers' pool
  std::string data_dir;  // where the lock of the embedded database lies; empty: beside the database file
  // Takes no lock and hands out no writer: for `lumbung check` beside a running server, or on a standby.
  bool look_only = false;
  std::int64_t longest_log = 64LL << 20;  // SQLite: bytes of write-ahead log before the writer writes them back
  int patience_ms = 5000;  // PostgreSQL: how long one statement may take before its connection is given up
};

// A transaction that can be cut into units: the writer of a group commit.
class WriterSession : public Writer {
 public:
  virtual void begin() = 0;   // on PostgreSQL READ COMMITTED, on a new connection if the last one was lost
  virtual void commit() = 0;  // durable when it returns
  virtual void rollback() = 0;
  virtual void savepoint() = 0;              // begins one unit of work
  virtual void release_savepoint() = 0;      // keeps it
  virtual void rollback_to_savepoint() = 0;  // undoes it
  // How many rows this session has changed since it was made, RETURNING and bulk loads included; never falls.
  virtual std::int64_t changed() const = 0;
  // Between transactions: what can wait until everyone is answered (SQLite: the checkpoint, when the log is long). In
  // small steps it comes more often and holds nobody up for long, and is somewhat dearer in all.
  virtual void tend(bool /*in_small_steps*/ = false) {}
  // Runs the statements of a migration step, inside begin() and commit(). For migrate() and tests only.
  virtual void define(std::string_view statements) = 0;
};

class ReaderSession : public Reader {
 public:
  virtual void
  begin() = 0;  // one consistent picture from here (SQLite: deferred read; PostgreSQL: REPEATABLE READ READ ONLY)
  virtual void end() = 0;
};

// An open database. SQLite: WAL, synchronous FULL, foreign keys, secure_delete, read back at opening and refused
// (Breakdown) if they differ; an OS lock on the data directory; the one WriterSession alone commits and checkpoints;
// readers are query_only. PostgreSQL: libpq, non-blocking with a deadline of 5 s a statement (longer for bulk),
// synchronous_commit on, read back. Where a standby must follow, no session begins before all it could see has reached
// the standby.
// Sessions must be gone before their Database. A session is used by one thread at a time.
class Database {
 public:
  static std::unique_ptr<Database> open(Options const& options);
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  virtual std::unique_ptr<WriterSession> writer() = 0;
  virtual std::unique_ptr<ReaderSession> reader() = 0;
  virtual int readers() const = 0;  // how many the pool may hold; Options::readers
  // Begins to follow what is committed, for copies: once, and before the first writer. From then on the log outlives
  // the Database, so that the next one can be followed from where this one was left. Null on PostgreSQL.
  virtual Following* follow(std::optional<LogPlace> const&) { return nullptr; }
};

// Applies what is missing, all or nothing; refuses (Breakdown) when a released step was edited, or when the database
// knows a step that is not in the list (it was opened by a newer program). Where PostgreSQL has the extension Citus,
// the tables are shared out then (spread.h). Returns the names it applied, and "share out <table>".
std::vector<std::string> migrate(WriterSession& writer, std::vector<Migration> const& steps, Instant now);

}  // namespace lumbung::storage

#include "storage/row.h"
