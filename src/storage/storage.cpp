#include "storage/storage.h"

#include <algorithm>
#include <array>
#include <utility>

#include "storage/engines.h"

namespace lumbung::storage {

namespace {

struct Macro {
  std::string_view name, sqlite, postgresql;
};
// COLLATE "C": PostgreSQL compares bytes, as SQLite does, so that both sort names alike and an index serves prefixes.
constexpr std::array<Macro, 7> macros{{{"i64", "INTEGER", "BIGINT"},
                                       {"i32", "INTEGER", "INTEGER"},
                                       {"text", "TEXT", "TEXT COLLATE \"C\""},
                                       {"bytes", "BLOB", "BYTEA"},
                                       {"real", "REAL", "DOUBLE PRECISION"},
                                       {"strict", "STRICT", ""},
                                       {"strict_by_key", "STRICT, WITHOUT ROWID", ""}}};

// {changes_often t}: PostgreSQL leaves room on each page of the table, so that a changed row stays on its page and no
// index hears of it (manual, "Heap-Only Tuples").
constexpr std::string_view changes_often = "changes_often ";

std::string meaning_of(std::string_view name, Engine engine) {
  if (name.starts_with(changes_often)) {
    if (engine == Engine::sqlite) return "";
    return "ALTER TABLE " + std::string(name.substr(changes_often.size())) + " SET (fillfactor = 50);";
  }
  auto const* const found = std::find_if(macros.begin(), macros.end(), [&](Macro const& m) { return m.name == name; });
  if (found == macros.end()) throw Mistake("a schema uses {" + std::string(name) + "}, which is no type of ours");
  return std::string(engine == Engine::sqlite ? found->sqlite : found->postgresql);
}

}  // namespace

std::string written_out(std::string_view text, Engine engine) {
  std::string out;
  while (true) {
    auto const open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    auto const close = text.find('}', open);
    if (close == std::string_view::npos) throw Mistake("a schema has a { without its }");
    out += meaning_of(text.substr(open + 1, close - open - 1), engine);
    text.remove_prefix(close + 1);
  }
}

int count_of_columns(std::string_view columns) {
  return static_cast<int>(std::count(columns.begin(), columns.end(), ',')) + 1;
}

std::int64_t Reader::number(Sql sql, std::initializer_list<Parameter> parameters) {
  auto const found = first(sql, parameters, [](Row const& row) { return row.integer(0); });
  must(found.has_value());
  return *found;
}

bool Reader::exists(Sql sql, std::initializer_list<Parameter> parameters) {
  bool found = false;
  each(sql, parameters, [&](Row const&) {
    found = true;
    return false;
  });
  return found;
}

std::unique_ptr<Database> Database::open(Options const& options) {
  if (options.url.starts_with("sqlite:")) return open_sqlite(options);
  if (options.url.starts_with("postgresql://") || options.url.starts_with("postgres://"))
    return open_postgresql(options);
  // The address may hold a password, so it is not repeated.
  throw Breakdown("the address of the database begins neither with sqlite: nor with postgresql://");
}

}  // namespace lumbung::storage
