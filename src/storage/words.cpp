#include "storage/words.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <vector>

namespace lumbung::storage {

Sql from_names(std::string const& text) {
  static std::mutex guard;
  static std::set<std::string> kept;  // its members never move
  std::scoped_lock const lock(guard);
  return Sql(std::string_view(*kept.insert(text).first));
}

std::string places(int width, std::size_t rows) {
  std::string text;
  int number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row == 0 ? "(" : ", (";
    for (int i = 0; i < width; ++i) text += (i == 0 ? "$" : ", $") + std::to_string(++number);
    text += ")";
  }
  return text;
}

namespace {

// The names between the commas of a list.
std::vector<std::string_view> names_in(std::string_view list) {
  std::vector<std::string_view> names;
  while (!list.empty()) {
    auto const end = std::min(list.find(','), list.size());
    auto name = list.substr(0, end);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    names.push_back(name);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

}  // namespace

std::string on_conflict(std::string_view key, std::string_view columns) {
  auto const keys = names_in(key);
  std::string text;
  for (auto const column : names_in(columns)) {
    if (std::ranges::find(keys, column) != keys.end()) continue;
    text += (text.empty() ? "" : ", ") + std::string(column) + " = excluded." + std::string(column);
  }
  return " ON CONFLICT (" + std::string(key) + ") DO UPDATE SET " + text;
}

std::string update_from(std::string_view table, std::string_view incoming, std::string_view key,
                        std::string_view columns) {
  auto const keys = names_in(key);
  std::string set, where;
  for (auto const column : names_in(columns)) {
    bool const is_key = std::ranges::find(keys, column) != keys.end();
    auto& text = is_key ? where : set;
    text += text.empty() ? "" : (is_key ? " AND " : ", ");
    text += (is_key ? "t." : "") + std::string(column) + " = i." + std::string(column);
  }
  return "UPDATE " + std::string(table) + " t SET " + set + " FROM " + std::string(incoming) + " i WHERE " + where;
}

}  // namespace lumbung::storage
