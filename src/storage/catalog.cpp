#include "storage/catalog.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "storage/row.h"
#include "storage/words.h"

namespace lumbung::storage {
namespace {

constexpr std::string_view own_table = "schema_steps";
constexpr int rows_in_page = 2'000;

// One column of one table; `key` counts within the primary key, -1 outside.
struct Found {
  std::string table, column, type;
  std::int64_t key = -1;
};
Found found_in(Row const& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.integer(3)};
}

std::vector<Found> columns_found(Reader& rows) {
  if (rows.engine() == Engine::sqlite)
    return rows.all(
        "SELECT t.name, c.name, c.type, c.pk - 1 FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_' ORDER BY t.name, c.cid LIMIT 100000",
        {}, found_in);
  return rows.all(
      "SELECT c.relname, a.attname, format_type(a.atttypid, NULL),"
      " CAST(COALESCE(array_position(CAST(i.indkey AS SMALLINT[]), a.attnum), -1) AS BIGINT)"
      " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
      " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
      " WHERE c.relnamespace = CAST(current_schema() AS REGNAMESPACE) AND c.relkind = 'r' AND NOT EXISTS"
      " (SELECT 1 FROM pg_depend d WHERE d.classid = CAST('pg_class' AS REGCLASS) AND d.objid = c.oid"
      " AND d.deptype = 'e') ORDER BY c.relname, a.attnum LIMIT 100000",
      {}, found_in);
}

std::vector<std::pair<std::string, std::string>> references_found(Reader& rows) {
  auto const both = [](Row const& row) { return std::pair(row.get<std::string>(0), row.get<std::string>(1)); };
  if (rows.engine() == Engine::sqlite)
    return rows.all(
        "SELECT DISTINCT t.name, f.\"table\" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f"
        " WHERE t.type = 'table' ORDER BY 1, 2 LIMIT 100000",
        {}, both);
  return rows.all(
      "SELECT DISTINCT c.relname, r.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
      " JOIN pg_class r ON r.oid = k.confrelid WHERE k.contype = 'f'"
      " AND c.relnamespace = CAST(current_schema() AS REGNAMESPACE) ORDER BY 1, 2 LIMIT 100000",
      {}, both);
}

Kind kind_of(std::string const& type, std::string const& where) {
  static std::map<std::string, Kind> const kinds{
      {"INTEGER", Kind::whole}, {"TEXT", Kind::text},    {"BLOB", Kind::bytes},
      {"REAL", Kind::real},     {"bigint", Kind::whole}, {"integer", Kind::whole},
      {"text", Kind::text},     {"bytea", Kind::bytes},  {"double precision", Kind::real}};
  auto const kind = kinds.find(type);
  if (kind == kinds.end()) throw Mistake("column " + where + " is of type " + type + ", which is none of ours");
  return kind->second;
}

// A table after all that it refers to; those that may come next, by name.
std::vector<Table> in_order(std::map<std::string, Table> waiting) {
  std::vector<Table> ordered;
  while (!waiting.empty()) {
    auto const ready = std::find_if(waiting.begin(), waiting.end(), [&](auto const& item) {
      return std::none_of(item.second.refers_to.begin(), item.second.refers_to.end(),
                          [&](auto const& other) { return other != item.first && waiting.contains(other); });
    });
    if (ready == waiting.end()) throw Mistake("tables refer to each other in a circle");
    ordered.push_back(std::move(ready->second));
    waiting.erase(ready);
  }
  return ordered;
}

std::string names(Table const& table, std::vector<std::size_t> const& places) {
  std::string listed;
  for (auto const place : places) listed += (listed.empty() ? "" : ", ") + table.columns[place].name;
  return listed;
}
std::string all_names(Table const& table) {
  std::string listed;
  for (auto const& column : table.columns) listed += (listed.empty() ? "" : ", ") + column.name;
  return listed;
}

// Where a page ended: the values of the key, kept, and as parameters.
class Place {
 public:
  void keep(Row const& row, Table const& table) {
    values_.clear();
    for (auto const at : table.key) values_.push_back(kept(row, static_cast<int>(at), table.columns[at].kind));
  }
  Parameter at(std::size_t i) const {
    if (auto const* number = std::get_if<std::int64_t>(&values_[i])) return {*number};
    if (auto const* text = std::get_if<Text>(&values_[i])) return {text->held};
    return {Blob{std::get<std::string>(values_[i])}};
  }

 private:
  struct Text {
    std::string held;
  };
  using Value = std::variant<std::int64_t, Text, std::string>;
  static Value kept(Row const& row, int column, Kind kind) {
    if (kind == Kind::whole) return row.integer(column);
    if (kind == Kind::text) return Text{std::string(row.text(column))};
    must(kind == Kind::bytes);
    return std::string(row.blob(column));
  }
  std::vector<Value> values_;
};

template <std::size_t... I>
void ask(Reader& rows, Sql sql, Place const& place, std::function<bool(Row const&)> const& take,
         std::index_sequence<I...>) {
  rows.each(sql, {place.at(I)...}, take);
}

void ask(Reader& rows, Sql sql, Place const& place, std::size_t width, std::function<bool(Row const&)> const& take) {
  switch (width) {
    case 1:
      return ask(rows, sql, place, take, std::make_index_sequence<1>());
    case 2:
      return ask(rows, sql, place, take, std::make_index_sequence<2>());
    case 3:
      return ask(rows, sql, place, take, std::make_index_sequence<3>());
    case 4:
      return ask(rows, sql, place, take, std::make_index_sequence<4>());
    case 5:
      return ask(rows, sql, place, take, std::make_index_sequence<5>());
    case 6:
      return ask(rows, sql, place, take, std::make_index_sequence<6>());
    default:
      throw Mistake("a primary key of more than six columns");
  }
}

}  // namespace

std::vector<Table> tables_of(Reader& rows) {
  std::map<std::string, Table> found;
  std::map<std::string, std::map<std::int64_t, std::size_t>> keys;
  for (auto const& [name, column, type, key] : columns_found(rows)) {
    if (name == own_table) continue;
    auto& table = found[name];
    table.name = name;
    if (key >= 0) keys[name][key] = table.columns.size();
    table.columns.push_back({column, kind_of(type, name + "." + column)});
  }
  for (auto& [name, table] : found) {
    for (auto const& [number, place] : keys[name]) table.key.push_back(place);
    if (table.key.empty()) throw Mistake("table " + name + " has no primary key");
  }
  for (auto const& [name, other] : references_found(rows))
    if (found.contains(name)) found[name].refers_to.push_back(other);
  return in_order(std::move(found));
}

std::vector<Step> steps_of(Reader& rows) {
  auto const there =
      rows.engine() == Engine::sqlite
          ? rows.number("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_steps'")
          : rows.number(
                "SELECT COUNT(*) FROM pg_class WHERE relname = 'schema_steps'"
                " AND relnamespace = CAST(current_schema() AS REGNAMESPACE)");
  if (there == 0) return {};
  return rows.all("SELECT name, checksum FROM schema_steps ORDER BY name LIMIT 10000", {},
                  [](Row const& row) { return Step{row.get<std::string>(0), row.get<Hash>(1)}; });
}

std::vector<Step> steps_of(std::vector<Migration> const& steps) {
  std::vector<Step> listed;
  for (auto const& step : steps) listed.push_back({std::string(step.name), sha256(step.text)});
  std::sort(listed.begin(), listed.end(), [](Step const& a, Step const& b) { return a.name < b.name; });
  return listed;
}

std::int64_t count_rows(Reader& rows, Table const& table) {
  return rows.number(from_names("SELECT COUNT(*) FROM " + table.name));
}

bool has_rows(Reader& rows, Table const& table) {
  return rows.exists(from_names("SELECT 1 FROM " + table.name + " LIMIT 1"), {});
}

void each_row(Reader& rows, Table const& table, std::function<bool(Row const&)> const& take) {
  auto const key = names(table, table.key);
  auto const begins = "SELECT " + all_names(table) + " FROM " + table.name;
  auto const ends = " ORDER BY " + key + " LIMIT " + std::to_string(rows_in_page);
  std::string places;
  for (std::size_t i = 1; i <= table.key.size(); ++i) places += (i == 1 ? "$" : ", $") + std::to_string(i);
  auto const first = from_names(begins + ends);
  auto const next = from_names(begins + " WHERE (" + key + ") > (" + places + ")" + ends);
  Place place;
  bool goes_on = true;
  for (int in_page = rows_in_page, pages = 0; goes_on && in_page == rows_in_page; ++pages) {
    in_page = 0;
    auto const take_one = [&](Row const& row) {
      ++in_page;
      if (in_page == rows_in_page) place.keep(row, table);
      goes_on = take(row);
      return goes_on;
    };
    if (pages == 0)
      rows.each(first, {}, take_one);
    else
      ask(rows, next, place, table.key.size(), take_one);
  }
}

std::unique_ptr<BulkLoad> load_into(Writer& rows, Table const& table) {
  return rows.bulk(from_names(table.name), from_names(all_names(table)));
}

// On PostgreSQL define() takes the turn of those who change the schema; the embedded database has one writer.
void hold_schema(WriterSession& writer) { writer.define("SELECT 1"); }

void tell_planner(WriterSession& writer) {
  if (writer.engine() != Engine::postgresql) return;
  writer.begin();
  writer.define("ANALYZE");
  writer.commit();
}

std::int64_t other_sessions(Reader& rows) {
  if (rows.engine() == Engine::sqlite) return 0;
  return rows.number(
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'lumbung'"
      " AND pid <> pg_backend_pid()");
}

}  // namespace lumbung::storage
