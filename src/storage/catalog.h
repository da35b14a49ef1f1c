// The tables that a database holds, read from its own catalogue and not from a list of ours: whoever carries all of
// them (src/moving) cannot forget the table that a room adds tomorrow.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "storage/storage.h"

namespace lumbung::storage {

enum class Kind : char {
  whole = 'i',
  text = 't',
  bytes = 'b',
  real = 'r'
};  // {i64} and {i32}, {text}, {bytes}, {real}

struct Column {
  std::string name;
  Kind kind = Kind::whole;
  friend bool operator==(Column const&, Column const&) = default;
};

struct Table {
  std::string name;
  std::vector<Column> columns;         // in the order in which the migrations made them; alike on both engines
  std::vector<std::size_t> key;        // places of the columns of the primary key, in its order
  std::vector<std::string> refers_to;  // names of other tables, by foreign keys
  friend bool operator==(Table const&, Table const&) = default;
};

// All of them but `schema_steps`, which tells about this database alone: a table comes after those that it refers to,
// else they stand by name. A column of a type that is none of ours, or a table without a primary key, is a mistake.
std::vector<Table> tables_of(Reader& rows);

// The names of the steps of its schema and their checksums, by name; empty before the first migrate().
struct Step {
  std::string name;
  Hash checksum{};
  friend bool operator==(Step const&, Step const&) = default;
};
std::vector<Step> steps_of(Reader& rows);
// The same of a list of steps, as they will be once applied.
std::vector<Step> steps_of(std::vector<Migration> const& steps);

std::int64_t count_rows(Reader& rows, Table const& table);
bool has_rows(Reader& rows, Table const& table);
// Every row, in the order of the primary key (bytes and text compare byte by byte, so both engines agree), read in
// pages, so that neither engine holds a whole table in memory. Stops when `take` says false.
void each_row(Reader& rows, Table const& table, std::function<bool(Row const&)> const& take);
// For all columns of the table, in their order.
std::unique_ptr<BulkLoad> load_into(Writer& rows, Table const& table);

// Until the transaction ends nobody else changes the schema; a server that starts waits, and gives up.
void hold_schema(WriterSession& writer);
// PostgreSQL plans by figures that tables just filled do not have yet. Outside a transaction.
void tell_planner(WriterSession& writer);
// How many other sessions of a Lumbung the database has; on SQLite always 0, there the lock of the data directory
// tells.
std::int64_t other_sessions(Reader& rows);

}  // namespace lumbung::storage
