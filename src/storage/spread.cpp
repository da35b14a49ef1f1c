#include "storage/spread.h"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "storage/catalog.h"
#include "storage/row.h"

namespace lumbung::storage {
namespace {

std::string upper(std::string_view text) {
  std::string made(text);
  for (auto& c : made) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return made;
}

std::vector<std::string> words_of(std::string text) {
  std::replace(text.begin(), text.end(), '(', ' ');
  std::replace(text.begin(), text.end(), ';', ' ');
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// One statement of a step, with what the comments above it said.
void take(std::map<std::string, Share>& shares, std::vector<std::string> const& words, Share said) {
  auto const is = [&](std::size_t at, std::string_view word) { return at < words.size() && upper(words[at]) == word; };
  if (words.size() < 3 || !is(1, "TABLE")) return;
  if (is(0, "CREATE")) shares[is(2, "IF") && words.size() > 5 ? words[5] : words[2]] = said;
  if (is(0, "DROP")) shares.erase(words[2]);
  if (is(0, "ALTER") && words.size() > 5 && is(3, "RENAME") && is(4, "TO")) {
    auto const moved = shares.extract(words[2]);
    if (!moved.empty()) shares[words[5]] = moved.mapped();
  }
}

// Where a table lies: 'h' shared out by a column, 'n' a reference table or one that Citus only knows of.
std::map<std::string, std::string> lies_where(Reader& rows) {
  std::map<std::string, std::string> found;
  rows.each(
      "SELECT c.relname, CAST(p.partmethod AS TEXT) || CAST(p.repmodel AS TEXT) FROM pg_dist_partition p"
      " JOIN pg_class c ON c.oid = p.logicalrelid WHERE c.relnamespace = CAST(current_schema() AS REGNAMESPACE)",
      {}, [&](Row const& row) {
        found[std::string(row.text(0))] = row.text(1);
        return true;
      });
  return found;
}

bool is_by_book(std::string const& where) { return where.starts_with("h"); }
bool is_reference(std::string const& where) { return where == "nt"; }

class Spreading {
 public:
  Spreading(WriterSession& writer, std::map<std::string, Share> shares) : writer_(writer), shares_(std::move(shares)) {}

  std::vector<std::string> run() {
    auto const tables = tables_of(writer_);
    for (auto const& table : tables)
      if (share_of(table.name) == Share::reference) one(table.name, Share::reference);
    for (auto const& table : tables)
      if (share_of(table.name) == Share::by_book) one(table.name, Share::by_book);
    return std::move(done_);
  }

 private:
  Share share_of(std::string const& table) const {
    auto const found = shares_.find(table);
    if (found == shares_.end()) throw Mistake("no step of the schema makes the table " + table);
    return found->second;
  }

  void one(std::string const& table, Share share) {
    writer_.begin();
    try {
      hold_schema(writer_);
      auto const where = lies_where(writer_);
      auto const here = where.find(table);
      if (here == where.end() || here->second == "ns") {
        share_out(table, share, where);
        done_.push_back(table);
      } else if (share == Share::by_book ? !is_by_book(here->second) : !is_reference(here->second)) {
        throw Breakdown("Citus shares out the table " + table + " otherwise than Lumbung needs it");
      }
      writer_.commit();
    } catch (...) {
      writer_.rollback();
      throw;
    }
  }

  void share_out(std::string const& table, Share share, std::map<std::string, std::string> const& where) {
    if (share == Share::reference) {
      writer_.run("SELECT create_reference_table(CAST($1 AS REGCLASS))", {table});
      return;
    }
    // Beside any table of ours that is there already; the first founds the group.
    std::string beside = "none";
    for (auto const& [other, how] : where)
      if (beside == "none" && is_by_book(how) && shares_.contains(other)) beside = other;
    writer_.run("SELECT create_distributed_table(CAST($1 AS REGCLASS), 'book_id', colocate_with => $2)",
                {table, beside});
  }

  WriterSession& writer_;
  std::map<std::string, Share> shares_;
  std::vector<std::string> done_;
};

}  // namespace

Share share_said(std::string_view comment) {
  auto const said = upper(comment.substr(std::min(comment.find_first_not_of("- "), comment.size())));
  if (said.starts_with("REFERENCE") || said.find("REFERENCE TABLE") != std::string::npos) return Share::reference;
  if (said.starts_with("LOCAL") || said.find("LOCAL TO") != std::string::npos) return Share::local;
  return Share::by_book;
}

std::map<std::string, Share> shares_of(std::vector<Migration> const& steps) {
  std::map<std::string, Share> shares;
  for (auto const& step : steps) {
    std::istringstream lines{std::string(step.text)};
    std::string statement;
    Share said = Share::by_book;
    for (std::string line; std::getline(lines, line);) {
      auto const start = line.find_first_not_of(" \t");
      if (start == std::string::npos) continue;
      if (line.compare(start, 2, "--") == 0) {
        auto const share = share_said(std::string_view(line).substr(start));
        if (share != Share::by_book && statement.empty()) said = share;
        continue;
      }
      statement += line.substr(0, line.find("--")) + "\n";
      if (statement.find(';') == std::string::npos) continue;
      take(shares, words_of(statement), said);
      statement.clear();
      said = Share::by_book;
    }
  }
  return shares;
}

bool has_citus(Reader& rows) {
  if (rows.engine() == Engine::sqlite) return false;
  return rows.number("SELECT COUNT(*) FROM pg_extension WHERE extname = 'citus'") > 0;
}

std::vector<std::string> spread(WriterSession& writer, std::vector<Migration> const& steps) {
  writer.begin();
  bool const there = has_citus(writer);
  writer.commit();
  if (!there) return {};
  return spread_by_citus(writer, steps);
}

std::vector<std::string> spread_by_citus(WriterSession& writer, std::vector<Migration> const& steps) {
  return Spreading(writer, shares_of(steps)).run();
}

bool is_spread(Reader& rows) {
  if (!has_citus(rows)) return false;
  auto const where = lies_where(rows);
  return std::any_of(where.begin(), where.end(), [](auto const& one) { return is_by_book(one.second); });
}

}  // namespace lumbung::storage
