#include "moving/texts.h"

#include <charconv>

namespace lumbung::moving {
namespace {

// The lines of a block; nothing when one is not "name value\n" with both there.
std::optional<Facts> lines_in(std::string_view text) {
  Facts lines;
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto const blank = text.find(' ');
    if (end == std::string_view::npos || blank == 0 || blank >= end) return std::nullopt;
    lines.push_back({std::string(text.substr(0, blank)), std::string(text.substr(blank + 1, end - blank - 1))});
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string line(std::string_view name, std::string_view value) {
  must(!name.empty() && name.find_first_of(" \n") == std::string_view::npos);
  must(value.find('\n') == std::string_view::npos);
  return std::string(name) + " " + std::string(value) + "\n";
}
std::string line(std::string_view name, std::int64_t number) { return line(name, std::to_string(number)); }
std::string line(std::string_view name, Hash const& hash) { return line(name, hex(view_of(hash))); }

std::optional<std::int64_t> count_in(Fact const& line, std::string_view name) {
  std::int64_t number = -1;
  auto const* const end = line.value.data() + line.value.size();
  auto const [stop, error] = std::from_chars(line.value.data(), end, number);
  if (line.name != name || error != std::errc() || stop != end || number < 0) return std::nullopt;
  return number;
}

std::optional<Hash> hash_in(std::string_view text) {
  auto const bytes = from_hex(text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  return hash_from(*bytes);
}
std::optional<Hash> hash_in(Fact const& line, std::string_view name) {
  return line.name == name ? hash_in(line.value) : std::nullopt;
}

constexpr std::string_view step_word = "step";

}  // namespace

std::string fact(Facts const& facts, std::string_view name) {
  for (auto const& one : facts)
    if (one.name == name) return one.value;
  return "";
}

std::string text_of(Header const& header) {
  std::string text;
  for (auto const& one : header.facts) {
    must(one.name != step_word);
    text += line(one.name, one.value);
  }
  for (auto const& step : header.steps) text += line(step_word, hex(view_of(step.checksum)) + " " + step.name);
  return text;
}

std::optional<Header> header_in(std::string_view text) {
  auto lines = lines_in(text);
  if (!lines) return std::nullopt;
  Header header;
  for (auto& one : *lines) {
    if (one.name != step_word) {
      header.facts.push_back(std::move(one));
      continue;
    }
    auto const blank = one.value.find(' ');
    auto const checksum = hash_in(std::string_view(one.value).substr(0, blank));
    if (!checksum || blank == std::string::npos || blank + 1 == one.value.size()) return std::nullopt;
    header.steps.push_back({one.value.substr(blank + 1), *checksum});
  }
  return header;
}

std::string text_of(storage::Table const& table) {
  auto text = line("table", table.name);
  for (auto const& column : table.columns) text += line(std::string(1, static_cast<char>(column.kind)), column.name);
  return text;
}

bool describes(std::string_view text, storage::Table const& table) { return text == text_of(table); }

std::string text_of(TableEnd const& end) { return line("rows", end.rows) + line("sha256", end.digest); }

std::optional<TableEnd> table_end_in(std::string_view text) {
  auto const lines = lines_in(text);
  if (!lines || lines->size() != 2) return std::nullopt;
  auto const rows = count_in((*lines)[0], "rows");
  auto const digest = hash_in((*lines)[1], "sha256");
  if (!rows || !digest) return std::nullopt;
  return TableEnd{*rows, *digest};
}

std::string text_of(FileHead const& head) { return line("sha256", head.hash) + line("size", head.size); }

std::optional<FileHead> file_head_in(std::string_view text) {
  auto const lines = lines_in(text);
  if (!lines || lines->size() != 2) return std::nullopt;
  auto const hash = hash_in((*lines)[0], "sha256");
  auto const size = count_in((*lines)[1], "size");
  if (!hash || !size) return std::nullopt;
  return FileHead{*hash, *size};
}

std::string text_of(Totals const& totals) {
  return line("tables", totals.tables) + line("rows", totals.rows) + line("files", totals.files);
}

std::optional<Totals> totals_in(std::string_view text) {
  auto const lines = lines_in(text);
  if (!lines || lines->size() != 3) return std::nullopt;
  auto const tables = count_in((*lines)[0], "tables");
  auto const rows = count_in((*lines)[1], "rows");
  auto const files = count_in((*lines)[2], "files");
  if (!tables || !rows || !files) return std::nullopt;
  return Totals{*tables, *rows, *files};
}

}  // namespace lumbung::moving
