// Holds every statement of every room to what SQLite, PostgreSQL and Citus all understand alike (design of the house,
// "One schema, three engines"). Reads the sources: string literals of store*.cpp and schema*.cpp, and schema/*.sql.
#include <gtest/gtest.h>

#include <array>

#include "storage/sql_text_test.h"

namespace lumbung::storage {
namespace {

using namespace text;

struct Ban {
  std::vector<std::string> tokens;
  char const* why;
};
std::vector<Ban> const bans{
    {{"FOR", "UPDATE"}, "SQLite has no row locks; the writers' turn is enough"},
    {{"FOR", "SHARE"}, "SQLite has no row locks"},
    {{"NOW", "("}, "times come from the program's clock"},
    {{"CURRENT_TIMESTAMP"}, "times come from the program's clock"},
    {{"CURRENT_DATE"}, "times come from the program's clock"},
    {{"CURRENT_TIME"}, "times come from the program's clock"},
    {{"DATETIME", "("}, "times come from the program's clock"},
    {{"RANDOM", "("}, "chance comes from the program"},
    {{"SERIAL"}, "ids are made by the program"},
    {{"BIGSERIAL"}, "ids are made by the program"},
    {{"AUTOINCREMENT"}, "ids are made by the program"},
    {{"IDENTITY"}, "ids are made by the program"},
    {{"TRIGGER"}, "Citus refuses triggers"},
    {{"DEFERRABLE"}, "not in the required path"},
    {{"EXCLUDE"}, "not on three engines"},
    {{"GENERATED"}, "not in the required path"},
    {{"MERGE"}, "not on three engines"},
    {{"LISTEN"}, "poll instead"},
    {{"NOTIFY"}, "poll instead"},
    {{"LOCK", "TABLE"}, "not on three engines"},
    {{"USING", "("}, "write out what joins"},
    {{"::"}, "write CAST(x AS type)"},
    {{"ILIKE"}, "SQLite has none"},
    {{"STRING_AGG"}, "named otherwise in SQLite"},
    {{"GROUP_CONCAT"}, "named otherwise in PostgreSQL"},
    {{"GREATEST"}, "SQLite has none; write CASE"},
    {{"LEAST"}, "SQLite has none; write CASE"},
    {{"IFNULL"}, "write COALESCE"},
    {{"ANY", "("}, "SQLite has no arrays"},
    {{"ARRAY"}, "SQLite has no arrays"},
    {{"TRUE"}, "no booleans: 0 and 1"},
    {{"FALSE"}, "no booleans: 0 and 1"},
    {{"BOOLEAN"}, "no booleans: {i32} with 0 and 1"},
    {{"JSON"}, "no JSON in tables"},
    {{"JSONB"}, "no JSON in tables"},
    {{"->"}, "no JSON in tables"},
    {{"OR", "REPLACE"}, "write ON CONFLICT"},
    {{"OR", "IGNORE"}, "write ON CONFLICT (…) DO NOTHING"},
    {{"REPLACE", "INTO"}, "write ON CONFLICT"},
    {{"SELECT", "*"}, "name the columns"},
    {{"COUNT", "(", "1", ")"}, "write COUNT(*)"},
    {{"ROWID"}, "PostgreSQL has none"},
    {{"GLOB"}, "PostgreSQL has none"},
    {{"PRAGMA"}, "storage alone speaks to one engine"},
    {{"SET", "LOCAL"}, "storage alone speaks to one engine"},
    {{"INTEGER"}, "write {i64} or {i32}"},
    {{"BIGINT", "NOT"}, "write {i64}"},
    {{"BLOB"}, "write {bytes}"},
    {{"BYTEA"}, "write {bytes}"},
    {{"VARCHAR"}, "write {text}"},
    {{"TIMESTAMP"}, "moments are {i64} microseconds"},
    {{"NUMERIC"}, "amounts are {i64} minor units"},
    {{"DECIMAL"}, "amounts are {i64} minor units"},
    {{"FLOAT"}, "write {real}"},
};

using Faults = std::vector<std::string>;

void find_bans(std::vector<std::string> const& tokens, Faults& faults) {
  for (auto const& ban : bans)
    if (position(tokens, ban.tokens, 0) != tokens.size()) {
      std::string words;
      for (auto const& token : ban.tokens) words += token + " ";
      faults.push_back(words + "- " + ban.why);
    }
}

// SUM over whole numbers is numeric on PostgreSQL: it must stand in CAST(… AS …), as "CAST ( SUM" or with COALESCE.
void find_bare_sums(std::vector<std::string> const& tokens, Faults& faults) {
  for (std::size_t at = position(tokens, {"SUM", "("}, 0); at < tokens.size();
       at = position(tokens, {"SUM", "("}, at + 1)) {
    // Some CAST ( to the left is still open here.
    std::vector<bool> casts;
    for (std::size_t i = 0; i < at; ++i) {
      if (tokens[i] == "(") casts.push_back(i > 0 && tokens[i - 1] == "CAST");
      if (tokens[i] == ")" && !casts.empty()) casts.pop_back();
    }
    if (std::find(casts.begin(), casts.end(), true) == casts.end())
      faults.emplace_back("SUM without CAST(SUM(…) AS BIGINT)");
  }
}

// MAX and MIN of two values are GREATEST and LEAST on PostgreSQL.
void find_scalar_extremes(std::vector<std::string> const& tokens, Faults& faults) {
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
    if ((tokens[at] != "MAX" && tokens[at] != "MIN") || tokens[at + 1] != "(") continue;
    int depth = 0;
    for (std::size_t i = at + 1; i < tokens.size(); ++i) {
      if (tokens[i] == "(") ++depth;
      if (tokens[i] == ")" && --depth == 0) break;
      if (tokens[i] == "," && depth == 1) {
        faults.emplace_back("MAX or MIN of several values; write CASE");
        break;
      }
    }
  }
}

void find_bare_null_questions(std::vector<std::string> const& tokens, Faults& faults) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (tokens[i].size() > 1 && tokens[i][0] == '$' && tokens[i + 1] == "IS")
      faults.push_back(tokens[i] + " IS …: PostgreSQL cannot tell its type; write CAST(" + tokens[i] + " AS …) IS …");
}

// LIKE heeds case on PostgreSQL and not on SQLite, so it may only look into a column that is folded to lower case, and
// such a column is called search ("search LIKE $1 ESCAPE '!'"), or name_key, which holds letters and blanks only.
void find_likes(std::vector<std::string> const& tokens, Faults& faults) {
  for (std::size_t i = 1; i < tokens.size(); ++i)
    if (tokens[i] == "LIKE" && tokens[i - 1] != "NAME_KEY" &&
        !(tokens[i - 1] == "SEARCH" && stands_at(tokens, i + 2, {"ESCAPE"})))
      faults.emplace_back("LIKE outside a folded column: search LIKE $1 ESCAPE '!'");
}

// An upsert sets x = excluded.x and nothing else.
void find_clever_upserts(std::vector<std::string> const& tokens, Faults& faults) {
  auto const at = position(tokens, {"DO", "UPDATE", "SET"}, 0);
  for (std::size_t i = at + 3; i < tokens.size(); i += 6) {
    bool const plain =
        i + 4 < tokens.size() && tokens[i + 1] == "=" && tokens[i + 2] == "EXCLUDED" && tokens[i + 3] == ".";
    if (!plain) {
      faults.emplace_back("an upsert that does more than SET x = excluded.x");
      return;
    }
    if (i + 5 >= tokens.size() || tokens[i + 5] != ",") return;
  }
}

Faults faults_of_statement(std::string const& sql) {
  auto const tokens = tokens_of(sql);
  Faults faults;
  if (!is_statement(tokens)) return faults;
  find_bans(tokens, faults);
  find_bare_sums(tokens, faults);
  find_scalar_extremes(tokens, faults);
  find_bare_null_questions(tokens, faults);
  find_clever_upserts(tokens, faults);
  find_likes(tokens, faults);
  return faults;
}

// The name of the column, or the word (PRIMARY, UNIQUE, FOREIGN, CONSTRAINT), that the part of the table around `at`
// begins with.
std::string part_around(std::vector<std::string> const& tokens, std::size_t at) {
  int depth = 0;
  while (at-- > 0) {
    if (tokens[at] == ")") ++depth;
    if (tokens[at] == "(" && depth-- == 0) break;
    if (tokens[at] == "," && depth == 0) break;
  }
  return tokens[at + 1];
}

// A key written beside its column is a key of that column alone.
bool leads_with_book(std::vector<std::string> const& tokens, std::size_t key) {
  auto const part = part_around(tokens, key);
  bool const stands_alone = part == "PRIMARY" || part == "UNIQUE" || part == "FOREIGN" || part == "CONSTRAINT";
  if (!stands_alone) return part == "BOOK_ID";
  auto const open = key + (tokens[key] == "UNIQUE" ? 1 : 2);
  return stands_at(tokens, open, {"(", "BOOK_ID"});
}

void find_keys_without_book(Table const& table, Faults& faults) {
  auto const& t = table.tokens;
  for (std::size_t i = 0; i + 2 < t.size(); ++i) {
    bool const is_key = stands_at(t, i, {"PRIMARY", "KEY"}) || stands_at(t, i, {"FOREIGN", "KEY"}) || t[i] == "UNIQUE";
    if (is_key && !leads_with_book(t, i))
      faults.push_back(table.name + ": " + t[i] +
                       " does not start with book_id; or say -- reference: or -- local: above");
  }
}

void find_references_across_books(Table const& table, std::map<std::string, Share> const& shares, Faults& faults) {
  auto const& t = table.tokens;
  for (std::size_t i = 0; i + 2 < t.size(); ++i) {
    if (t[i] != "REFERENCES") continue;
    auto const to = shares.find(t[i + 1]);
    if (to != shares.end() && to->second == Share::reference) continue;
    if (to != shares.end() && to->second == Share::local)
      faults.push_back(table.name + " refers to a local table, " + t[i + 1]);
    auto const part = part_around(t, i);
    if (part != "FOREIGN" && part != "CONSTRAINT" && part != "BOOK_ID")
      faults.push_back(table.name + ": REFERENCES " + t[i + 1] + " of one column; write FOREIGN KEY (book_id, …)");
  }
}

Faults faults_of_table(Table const& table, std::map<std::string, Share> const& shares) {
  Faults faults;
  auto const& t = table.tokens;
  if (!stands_at(t, 0, {"CREATE", "TABLE"})) {  // a unique index
    auto const on = position(t, {"ON"}, 0);
    auto const of = shares.find(t[on + 1]);
    if (of != shares.end() && of->second == Share::by_book && !stands_at(t, on + 2, {"(", "BOOK_ID"}))
      faults.push_back("unique index " + table.name + " does not start with book_id");
    return faults;
  }
  auto const last = std::find(t.rbegin(), t.rend(), ")") - t.rbegin();
  auto const after_it = last == 0 ? "" : t[t.size() - static_cast<std::size_t>(last)];
  if (after_it != "{strict}" && after_it != "{strict_by_key}") faults.push_back(table.name + " is not {strict}");
  if (position(t, {"PRIMARY", "KEY"}, 0) == t.size()) faults.push_back(table.name + " has no PRIMARY KEY");
  if (shares.at(table.name) != Share::by_book) return faults;
  find_keys_without_book(table, faults);
  find_references_across_books(table, shares, faults);
  return faults;
}

// ---- the house ----

TEST(SqlOfTheHouse, IsUnderstoodAlikeByAllEngines) {
  int statements = 0;
  for (auto const& source : sources())
    for (auto const& text : texts_of(source)) {
      std::stringstream parts(text);
      for (std::string statement; std::getline(parts, statement, ';');) {
        statements += is_statement(tokens_of(statement)) ? 1 : 0;
        for (auto const& fault : faults_of_statement(statement))
          ADD_FAILURE() << source.name << ": " << fault << "\n  in: " << statement;
      }
    }
  EXPECT_GT(statements, 5) << "the search found nothing to hold to the rules";
}

TEST(SchemaOfTheHouse, LetsCitusSpreadEveryTableByItsBook) {
  std::vector<std::pair<std::string, Table>> tables;
  std::map<std::string, Share> shares;
  for (auto const& source : sources())
    for (auto const& text : texts_of(source))
      for (auto& table : tables_of(text)) {
        if (table.tokens[1] == "TABLE") shares[table.name] = table.share;
        tables.emplace_back(source.name, std::move(table));
      }
  EXPECT_GT(tables.size(), 1U);
  for (auto const& [where, table] : tables)
    for (auto const& fault : faults_of_table(table, shares)) ADD_FAILURE() << where << ": " << fault;
}

// ---- the rules themselves ----

TEST(SqlRules, RefuseWhatTheEnginesTakeDifferently) {
  for (auto const* sql : {"SELECT a FROM t WHERE b = 1 FOR UPDATE", "INSERT INTO t (a) VALUES (now())",
                          "SELECT a::bigint FROM t WHERE b = 1", "SELECT SUM(a) FROM t",
                          "SELECT COALESCE(SUM(a), 0) FROM t", "SELECT MAX(a, b) FROM t", "SELECT * FROM t",
                          "SELECT a FROM t WHERE $1 IS NULL OR a = $1", "SELECT a FROM t WHERE flag = TRUE",
                          "SELECT a FROM t WHERE a LIKE 'x%'", "INSERT OR IGNORE INTO t (a) VALUES (1)",
                          "INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = t.b + 1",
                          "INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = excluded.b, c = 7",
                          "DELETE FROM t USING u WHERE a = ANY($1)", "CREATE TABLE t (a INTEGER PRIMARY KEY)",
                          "select a from t for update"})
    EXPECT_FALSE(faults_of_statement(sql).empty()) << sql;
}

TEST(SqlRules, LetPassWhatAllUnderstand) {
  for (auto const* sql :
       {"SELECT CAST(SUM(a) AS BIGINT) FROM t", "SELECT CAST(COALESCE(SUM(a), 0) AS BIGINT), MAX(b) FROM t",
        "SELECT a FROM t WHERE (b, c) > ($1, $2) ORDER BY b, c LIMIT $3",
        "SELECT a FROM t WHERE b = 'now() for update'", "SELECT a FROM t WHERE CAST($1 AS BIGINT) IS NULL OR a = $1",
        "UPDATE t SET a = a + 1 WHERE b = $1 RETURNING a",
        "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING",
        "SELECT a FROM t WHERE search LIKE $1 ESCAPE '!'",
        "INSERT INTO t (a, b, c) VALUES ($1, $2, $3) ON CONFLICT (a) DO UPDATE SET b = excluded.b, c = excluded.c",
        "now this is a sentence; for update of nothing"})
    EXPECT_TRUE(faults_of_statement(sql).empty()) << sql << ": " << faults_of_statement(sql).at(0);
}

Faults faults_of_schema(std::string const& schema) {
  Faults faults;
  auto const tables = tables_of(schema);
  std::map<std::string, Share> shares;
  for (auto const& table : tables)
    if (table.tokens[1] == "TABLE") shares[table.name] = table.share;
  for (auto const& table : tables)
    for (auto const& fault : faults_of_table(table, shares)) faults.push_back(fault);
  return faults;
}

TEST(SchemaRules, RefuseATableThatCitusCannotSpread) {
  for (auto const* schema : {
           "CREATE TABLE t (id {i64} PRIMARY KEY) {strict};",
           "CREATE TABLE t (book_id {i64}, id {i64}, PRIMARY KEY (id, book_id)) {strict};",
           "CREATE TABLE t (book_id {i64}, id {i64} UNIQUE, PRIMARY KEY (book_id, id)) {strict};",
           "CREATE TABLE t (book_id {i64}, id {i64}, PRIMARY KEY (book_id, id), UNIQUE (id)) {strict};",
           "CREATE TABLE t (book_id {i64}, id {i64}, PRIMARY KEY (book_id, id));",
           "CREATE TABLE t (book_id {i64}, id {i64}) {strict};",
           "CREATE TABLE t (book_id {i64}, id {i64} REFERENCES u (id), PRIMARY KEY (book_id, id)) {strict};",
           "CREATE TABLE t (book_id {i64}, id {i64}, PRIMARY KEY (book_id, id)) {strict};\nCREATE UNIQUE INDEX i ON t "
           "(id);",
           "-- local\nCREATE TABLE u (id {i64} PRIMARY KEY) {strict};\nCREATE TABLE t (book_id {i64}, id {i64}, "
           "PRIMARY KEY "
           "(book_id, id), FOREIGN KEY (book_id, id) REFERENCES u (book_id, id)) {strict};",
       })
    EXPECT_FALSE(faults_of_schema(schema).empty()) << schema;
}

TEST(SchemaRules, LetPassATableThatSaysHowItIsShared) {
  for (auto const* schema : {
           "-- local: one line\nCREATE TABLE t (id {i64} PRIMARY KEY) {strict};",
           "-- reference: areas\n-- and more about them\nCREATE TABLE t (id {i64} PRIMARY KEY) {strict_by_key};",
           "CREATE TABLE t (book_id {i64}, id {i64}, PRIMARY KEY (book_id, id), UNIQUE (book_id, id)) {strict};\n"
           "CREATE TABLE u (book_id {i64}, id {i64}, PRIMARY KEY (book_id, id), FOREIGN KEY (book_id, id) REFERENCES t "
           "(book_id, id)) {strict};\nCREATE UNIQUE INDEX i ON u (book_id, id);",
           "-- Rows that are small: a reference table.\nCREATE TABLE s (id {i64} PRIMARY KEY) {strict};\n"
           "CREATE TABLE v (book_id {i64} NOT NULL PRIMARY KEY CHECK (book_id > 0)) {strict};",
           "-- reference: small\nCREATE TABLE r (id {i64} PRIMARY KEY) {strict};\nCREATE TABLE t (book_id {i64}, r "
           "{i64} "
           "REFERENCES r (id), PRIMARY KEY (book_id, r)) {strict};",
       })
    EXPECT_TRUE(faults_of_schema(schema).empty()) << schema << ": " << faults_of_schema(schema).at(0);
}

TEST(SqlRules, AreFoundInLiteralsAndNotInComments) {
  auto const found = literals_of("a(\"x \" // \"no\"\n  \"y\", 'q', '\"', R\"(z \"w\")\");");
  EXPECT_EQ(found, (std::vector<std::string>{"x y", "z \"w\""}));
}

}  // namespace
}  // namespace lumbung::storage
