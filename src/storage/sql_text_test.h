// The SQL of the house as tests read it: the string literals of store*.cpp and schema*.cpp, and schema/*.sql, cut into
// tokens.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "storage/spread.h"

namespace lumbung::storage::text {

inline bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

inline std::string upper(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// All string literals of a C++ source, those side by side joined as the compiler does.
inline std::vector<std::string> literals_of(std::string const& source) {
  std::vector<std::string> found;
  bool joins = false;  // only blanks since the last literal
  auto const keep = [&](std::string const& text) {
    if (joins)
      found.back() += text;
    else
      found.push_back(text);
    joins = true;
  };
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source.compare(i, 2, "//") == 0) {
      i = std::min(source.find('\n', i), source.size());
    } else if (source.compare(i, 2, "R\"") == 0 && (i == 0 || !is_word(source[i - 1]))) {
      auto const open = source.find('(', i);
      auto const end = ")" + source.substr(i + 2, open - i - 2) + "\"";
      auto const close = source.find(end, open);
      keep(source.substr(open + 1, close - open - 1));
      i = close + end.size() - 1;
    } else if (source[i] == '"') {
      std::string text;
      for (++i; i < source.size() && source[i] != '"'; ++i) {
        if (source[i] == '\\') ++i;
        text += source[i];
      }
      keep(text);
    } else if (source[i] == '\'' && i + 2 < source.size() && (source[i + 2] == '\'' || source[i + 1] == '\\')) {
      i = source.find('\'', i + 2);
      joins = false;
    } else if (std::isspace(static_cast<unsigned char>(source[i])) == 0) {
      joins = false;
    }
  }
  return found;
}

// Words in capitals and single signs; 'quoted' text is one token ''; comments are left out. "{i64}" is one token.
inline std::vector<std::string> tokens_of(std::string const& sql) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < sql.size();) {
    if (std::isspace(static_cast<unsigned char>(sql[i])) != 0) {
      ++i;
    } else if (sql.compare(i, 2, "--") == 0) {
      i = std::min(sql.find('\n', i), sql.size());
    } else if (sql[i] == '\'') {
      auto const close = sql.find('\'', i + 1);
      tokens.emplace_back("''");
      i = close == std::string::npos ? sql.size() : close + 1;
    } else if (sql[i] == '{') {
      auto const close = std::min(sql.find('}', i), sql.size() - 1);
      tokens.push_back(sql.substr(i, close - i + 1));
      i = close + 1;
    } else if (is_word(sql[i]) || sql[i] == '$') {
      auto const start = i++;
      while (i < sql.size() && is_word(sql[i])) ++i;
      tokens.push_back(upper(sql.substr(start, i - start)));
    } else {
      std::size_t const length = sql.compare(i, 2, "::") == 0 || sql.compare(i, 2, "->") == 0 ? 2 : 1;
      tokens.push_back(sql.substr(i, length));
      i += length;
    }
  }
  return tokens;
}

inline bool is_statement(std::vector<std::string> const& tokens) {
  static std::set<std::string> const verbs{"SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "WITH", "ALTER", "DROP"};
  return tokens.size() > 3 && verbs.contains(tokens[0]);
}

inline std::size_t position(std::vector<std::string> const& tokens, std::vector<std::string> const& wanted,
                            std::size_t from) {
  auto const found =
      std::search(tokens.begin() + static_cast<std::ptrdiff_t>(from), tokens.end(), wanted.begin(), wanted.end());
  return static_cast<std::size_t>(found - tokens.begin());
}

inline bool stands_at(std::vector<std::string> const& tokens, std::size_t at, std::vector<std::string> const& wanted) {
  return position(tokens, wanted, at) == at && at + wanted.size() <= tokens.size();
}

// ---- tables

struct Table {
  std::string name;
  Share share = Share::by_book;
  std::vector<std::string> tokens;  // from CREATE to the closing parenthesis and what follows it up to ';'
};

// The statements of a schema, each with the comment lines right above it. Comments count from "-- reference" or "--
// local".
inline std::vector<Table> tables_of(std::string const& schema) {
  std::vector<Table> tables;
  std::stringstream lines(schema);
  std::string line, statement;
  Share share = Share::by_book;
  while (std::getline(lines, line)) {
    auto const start = line.find_first_not_of(" \t");
    if (start == std::string::npos) continue;
    if (line.compare(start, 2, "--") == 0) {
      if (auto const said = share_said(line.substr(start)); said != Share::by_book && statement.empty()) share = said;
      continue;
    }
    statement += line.substr(0, line.find("--")) + "\n";
    if (statement.find(';') == std::string::npos) continue;
    auto tokens = tokens_of(statement);
    if (stands_at(tokens, 0, {"CREATE", "TABLE"})) {
      auto const name = tokens[2] == "IF" ? tokens[5] : tokens[2];
      tables.push_back({name, share, std::move(tokens)});
    }
    if (stands_at(tokens_of(statement), 0, {"CREATE", "UNIQUE"})) {
      auto all = tokens_of(statement);
      tables.push_back({all[3], share, std::move(all)});
    }
    statement.clear();
    share = Share::by_book;
  }
  return tables;
}

// ---- the house

struct Source {
  std::string name, text;
};

inline std::vector<Source> sources() {
  std::vector<Source> found;
  std::filesystem::path const root = std::filesystem::path(LUMBUNG_SOURCE_DIR) / "src";
  for (auto const& entry : std::filesystem::recursive_directory_iterator(root)) {
    auto const file = entry.path().filename().string();
    // As tests/house/run knows stores.
    bool const is_store = file.find("store") != std::string::npos || file.starts_with("schema") || file == "rows.cpp" ||
                          file == "tree_rows.cpp" || file == "inspect.cpp";
    bool const holds_sql = is_store && file.ends_with(".cpp") && !file.ends_with("_test.cpp");
    if (!holds_sql && entry.path().extension() != ".sql") continue;
    std::ifstream stream(entry.path());
    std::stringstream text;
    text << stream.rdbuf();
    found.push_back({std::filesystem::relative(entry.path(), root).string(), text.str()});
  }
  return found;
}

inline std::vector<std::string> texts_of(Source const& source) {
  if (source.name.ends_with(".sql")) return {source.text};
  return literals_of(source.text);
}

}  // namespace lumbung::storage::text
