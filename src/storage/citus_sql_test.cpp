// Holds every statement of every store to what Citus 13 takes (standards, trust and reliability, section 5.2): rows of
// one book are found, joined and changed by their book_id. Citus cannot run here, so the statements are read instead.
#include <gtest/gtest.h>

#include <optional>

#include "storage/sql_text_test.h"

namespace lumbung::storage {
namespace {

using namespace text;
using Tokens = std::vector<std::string>;
using Faults = std::vector<std::string>;
using Shares = std::map<std::string, Share>;  // by name in capitals

// Which parentheses belong together; for each token the innermost SELECT (or the whole, or part of a UNION) that it
// stands in.
class Shape {
 public:
  explicit Shape(Tokens const& tokens) : closes_(tokens.size(), tokens.size()), region_(tokens.size(), 0) {
    std::vector<std::size_t> open;
    std::vector<int> regions{0};
    parents_.push_back(0);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i] == "(") {
        open.push_back(i);
        bool const selects = i + 1 < tokens.size() && (tokens[i + 1] == "SELECT" || tokens[i + 1] == "WITH" ||
                                                       tokens[i + 1] == "UPDATE" || tokens[i + 1] == "INSERT");
        regions.push_back(selects ? static_cast<int>(parents_.size()) : regions.back());
        if (selects) parents_.push_back(regions[regions.size() - 2]);
      }
      if (tokens[i] == "UNION" || tokens[i] == "EXCEPT" || tokens[i] == "INTERSECT") {
        auto const beside = parents_[static_cast<std::size_t>(regions.back())];
        regions.back() = static_cast<int>(parents_.size());
        parents_.push_back(beside);
      }
      region_[i] = regions.back();
      if (tokens[i] == ")" && !open.empty()) {
        closes_[open.back()] = i;
        open.pop_back();
        regions.pop_back();
      }
    }
  }
  std::size_t close_of(std::size_t open) const { return closes_[open]; }
  int region_of(std::size_t token) const { return region_[token]; }
  int parent_of(int region) const { return parents_[static_cast<std::size_t>(region)]; }

 private:
  std::vector<std::size_t> closes_;
  std::vector<int> region_, parents_;
};

struct Relation {
  std::string table, alias;
  int region = 0;
};

bool is_name(std::string const& token) {
  static std::set<std::string> const words{"WHERE", "SET",    "ON",        "JOIN",   "LEFT",  "INNER",
                                           "GROUP", "ORDER",  "LIMIT",     "VALUES", "UNION", "SELECT",
                                           "CROSS", "HAVING", "RETURNING", "FROM",   "USING", "AS"};
  return !token.empty() && is_word(token[0]) && !words.contains(token);
}

class Statement {
 public:
  Statement(std::string const& sql, Shares const& shares) : t_(tokens_of(sql)), shape_(t_), shares_(shares) {
    for (std::size_t i = 0; i < t_.size(); ++i) relations_at(i);
    for (std::size_t i = 0; i < t_.size(); ++i) equalities_at(i);
  }

  Faults faults() {
    if (!is_statement(t_) || t_[0] == "CREATE" || t_[0] == "ALTER" || t_[0] == "DROP") return {};
    inserted();
    changed();
    recursive();
    joined();
    correlated();
    return std::move(faults_);
  }

 private:
  std::optional<Share> share_of(std::string const& table) const {
    auto const found = shares_.find(table);
    return found == shares_.end() ? std::nullopt : std::optional(found->second);
  }
  bool is_of_book(std::string const& table) const { return share_of(table) == Share::by_book; }
  std::string const& at(std::size_t i) const {
    static std::string const none;
    return i < t_.size() ? t_[i] : none;
  }

  static constexpr int into = -1;  // where rows are put stands beside no other table

  // ---- What the statement speaks of

  // FROM a x, b JOIN c y; UPDATE a; INSERT INTO a.
  void relations_at(std::size_t i) {
    bool const begins =
        t_[i] == "FROM" || t_[i] == "JOIN" || t_[i] == "INTO" || (t_[i] == "UPDATE" && at(i + 2) == "SET");
    bool const goes_on = t_[i] == "," && in_from(i);
    if ((!begins && !goes_on) || !is_name(at(i + 1))) return;
    auto const alias_at = at(i + 2) == "AS" ? i + 3 : i + 2;
    auto const region = t_[i] == "INTO" ? into : shape_.region_of(i);
    relations_.push_back({at(i + 1), is_name(at(alias_at)) && at(i + 2) != "(" ? at(alias_at) : at(i + 1), region});
  }
  // Whether the comma stands in a list of tables: the last word of its region before it is FROM.
  bool in_from(std::size_t comma) const {
    static std::set<std::string> const others{"SELECT", "WHERE", "GROUP",     "ORDER", "SET",  "VALUES",
                                              "ON",     "INTO",  "RETURNING", "BY",    "LIMIT"};
    int depth = 0;
    for (std::size_t i = comma; i-- > 0;) {
      if (t_[i] == ")") ++depth;
      if (t_[i] == "(" && depth-- == 0) return false;
      if (depth > 0) continue;
      if (t_[i] == "FROM") return true;
      if (others.contains(t_[i])) return false;
    }
    return false;
  }

  // The relation that a column BOOK_ID at `i` is of; by its index, or nothing.
  std::optional<std::size_t> relation_of(std::size_t i) const {
    bool const qualified = i >= 2 && t_[i - 1] == ".";
    for (int region = shape_.region_of(i);; region = shape_.parent_of(region)) {
      std::optional<std::size_t> found;
      for (std::size_t r = 0; r < relations_.size(); ++r)
        if (relations_[r].region == region &&
            (qualified ? relations_[r].alias == t_[i - 2] : is_of_book(relations_[r].table)))
          found = r;
      if (found || region == 0) return found;
    }
  }
  // "x.book_id", "book_id", "$3", "(x.book_id, …" or "($1, …" from `i` on; a class of things that are equal.
  std::optional<std::string> class_at(std::size_t i) const {
    if (at(i) == "(") return class_at(i + 1);
    if (at(i).starts_with('$')) return at(i);
    auto const column = at(i + 1) == "." ? i + 2 : i;
    if (at(column) != "BOOK_ID") return std::nullopt;
    auto const relation = relation_of(column);
    return relation ? std::optional("r" + std::to_string(*relation)) : std::nullopt;
  }
  void equalities_at(std::size_t i) {
    if (t_[i] != "=" && t_[i] != "IN") return;
    // What stands left of the sign: one column, or a list in parentheses.
    auto left = i;
    if (i > 0 && t_[i - 1] == ")") {
      int depth = 0;
      while (left-- > 0) {
        if (t_[left] == ")") ++depth;
        if (t_[left] == "(" && --depth == 0) break;
      }
    } else {
      left = i >= 3 && t_[i - 2] == "." ? i - 3 : i - 1;
    }
    auto const one = class_at(left);
    auto right = i + 1;
    if (t_[i] == "IN" && at(i + 2) == "SELECT") right = i + 3;  // … IN (SELECT x.book_id, …)
    auto const other = class_at(right);
    if (one && other) equal_[root(*one)] = root(*other);
  }
  std::string root(std::string one) const {
    for (auto next = equal_.find(one); next != equal_.end() && next->second != one; next = equal_.find(one))
      one = next->second;
    return one;
  }
  std::string root_of(std::size_t relation) const { return root("r" + std::to_string(relation)); }

  // ---- What is refused

  void inserted() {
    for (std::size_t i = 0; i + 2 < t_.size(); ++i) {
      if (t_[i] == "VALUES" && has_select(i)) faults_.emplace_back("a SELECT within VALUES; write INSERT … SELECT");
      if (t_[i] != "INTO" || !is_of_book(t_[i + 1])) continue;
      if (t_[i + 2] != "(" || t_[i + 3] != "BOOK_ID")
        faults_.push_back("INSERT INTO " + t_[i + 1] + ": book_id is the first column named");
      auto const select = shape_.close_of(i + 2) + 1;
      if (at(select) == "SELECT" && !class_at(select + 1))
        faults_.push_back("INSERT INTO " + t_[i + 1] + " … SELECT: book_id comes from no book");
      auto const conflict = position(t_, {"ON", "CONFLICT"}, i);
      if (conflict < t_.size() && !(at(conflict + 2) == "(" && at(conflict + 3) == "BOOK_ID"))
        faults_.push_back("ON CONFLICT of " + t_[i + 1] + " does not begin with book_id");
    }
  }
  bool has_select(std::size_t values) const {
    int depth = 0;
    for (std::size_t i = values + 1; i < t_.size(); ++i) {
      if (t_[i] == "(") ++depth;
      if (t_[i] == ")") --depth;
      if (depth < 0 || (depth == 0 && t_[i] != ")" && t_[i] != ",")) return false;
      if (t_[i] == "SELECT") return true;
    }
    return false;
  }
  void changed() {
    for (std::size_t i = 0; i + 3 < t_.size(); ++i) {
      if (t_[i] != "UPDATE" || t_[i + 2] != "SET") continue;
      for (std::size_t j = i + 3; j < t_.size() && t_[j] != "WHERE"; ++j)
        if (t_[j] == "BOOK_ID" && at(j + 1) == "=" && (at(j - 1) == "SET" || at(j - 1) == ","))
          faults_.emplace_back("a row cannot move to another book");
    }
  }
  void recursive() {
    if (position(t_, {"WITH", "RECURSIVE"}, 0) == t_.size()) return;
    for (std::size_t r = 0; r < relations_.size(); ++r)
      if (is_of_book(relations_[r].table) && !root_of(r).starts_with('$'))
        faults_.push_back("WITH RECURSIVE over " + relations_[r].table + " without its book");
  }
  // Rows of two tables of books, side by side, are of one book.
  void joined() {
    for (std::size_t a = 0; a < relations_.size(); ++a)
      for (std::size_t b = a + 1; b < relations_.size(); ++b) {
        if (relations_[a].region != relations_[b].region || !is_of_book(relations_[a].table) ||
            !is_of_book(relations_[b].table))
          continue;
        if (root_of(a) != root_of(b))
          faults_.push_back(relations_[a].table + " and " + relations_[b].table + " are joined without book_id");
      }
  }
  // A SELECT within that names a table from without is of the same book; or neither of them is of a book.
  void correlated() {
    for (std::size_t i = 0; i + 2 < t_.size(); ++i) {
      if (t_[i + 1] != "." || !is_word(t_[i][0])) continue;
      auto const region = shape_.region_of(i);
      auto const outer = outer_relation(t_[i], region);
      if (!outer) continue;
      for (std::size_t r = 0; r < relations_.size(); ++r) {
        if (relations_[r].region != region) continue;
        bool const inner_of_book = is_of_book(relations_[r].table),
                   outer_of_book = is_of_book(relations_[*outer].table);
        auto const inner_share = share_of(relations_[r].table);
        if (inner_of_book && outer_of_book && root_of(r) != root_of(*outer))
          faults_.push_back("a SELECT of " + relations_[r].table + " depends on " + relations_[*outer].table +
                            ", not by book_id");
        if ((inner_of_book && share_of(relations_[*outer].table) == Share::local) ||
            (outer_of_book && inner_share == Share::local))
          faults_.push_back("a SELECT of " + relations_[r].table + " depends on " + relations_[*outer].table +
                            ": one is local");
        if (inner_of_book && share_of(relations_[*outer].table) == Share::reference)
          faults_.push_back("a SELECT of " + relations_[r].table + " depends on the reference table " +
                            relations_[*outer].table);
      }
    }
  }
  std::optional<std::size_t> outer_relation(std::string const& alias, int region) const {
    for (auto const& relation : relations_)
      if (relation.region == region && relation.alias == alias) return std::nullopt;
    while (region != 0) {
      region = shape_.parent_of(region);
      for (std::size_t r = 0; r < relations_.size(); ++r)
        if (relations_[r].region == region && relations_[r].alias == alias && share_of(relations_[r].table)) return r;
    }
    return std::nullopt;
  }

  Tokens t_;
  Shape shape_;
  Shares const& shares_;
  std::vector<Relation> relations_;
  std::map<std::string, std::string> equal_;
  Faults faults_;
};

Faults refused_by_citus(std::string const& sql, Shares const& shares) { return Statement(sql, shares).faults(); }

// ---- The house

std::vector<Migration> steps_in(std::vector<Source> const& all, std::vector<std::string>& kept) {
  for (auto const& source : all)
    if (std::filesystem::path(source.name).filename().string().starts_with("schema"))
      for (auto const& text : texts_of(source))
        if (text.find("CREATE TABLE") != std::string::npos || text.find("ALTER TABLE") != std::string::npos)
          kept.push_back(text);
  std::vector<Migration> steps;
  for (auto const& text : kept) steps.push_back({"", text});
  return steps;
}

Shares shares_of_house() {
  std::vector<std::string> kept;
  auto const all = sources();
  auto const steps = steps_in(all, kept);
  Shares shares;
  for (auto const& [name, share] : shares_of(steps)) shares[upper(name)] = share;
  return shares;
}

// Statements that Citus refuses or plans badly, and why they may stay.
std::map<std::string, std::string> const excused{};

TEST(SqlOfTheHouse, HasNothingThatCitusRefuses) {
  auto const shares = shares_of_house();
  ASSERT_GT(shares.size(), 60u);
  std::size_t statements = 0;
  std::set<std::string> used;
  for (auto const& source : sources()) {
    if (std::filesystem::path(source.name).filename().string().starts_with("schema")) continue;
    for (auto const& sql : texts_of(source)) {
      if (!is_statement(tokens_of(sql))) continue;
      ++statements;
      EXPECT_EQ(sql.find(';'), std::string::npos) << source.name << ": two statements in one\n  in: " << sql;
      for (auto const& fault : refused_by_citus(sql, shares)) {
        if (excused.contains(fault)) used.insert(fault);
        if (!excused.contains(fault)) ADD_FAILURE() << source.name << ": " << fault << "\n  in: " << sql;
      }
    }
  }
  EXPECT_GT(statements, 300u) << "the search found too little to hold to the rules";
  for (auto const& [fault, why] : excused) EXPECT_TRUE(used.contains(fault)) << "no longer needed: " << fault;
}

// ADD COLUMN with a CHECK or a key in the same breath is refused once the table is shared out: two statements then.
std::vector<std::string> columns_added_with_rules(std::string const& schema) {
  std::vector<std::string> found;
  std::stringstream parts(schema);
  for (std::string statement; std::getline(parts, statement, ';');) {
    auto const t = tokens_of(statement);
    if (!stands_at(t, 0, {"ALTER", "TABLE"}) || !stands_at(t, 3, {"ADD", "COLUMN"})) continue;
    for (auto const* word : {"CHECK", "REFERENCES", "UNIQUE", "PRIMARY"})
      if (position(t, {word}, 5) < t.size()) found.push_back(t[2] + "." + t[5]);
  }
  return found;
}

TEST(SchemaOfTheHouse, LaterStepsAddNoColumnThatCitusRefuses) {
  // Landed while no table was shared out yet.
  std::set<std::string> const landed{"LEDGER_ENTRIES.RUN"};
  for (auto const& source : sources())
    for (auto const& text : texts_of(source))
      for (auto const& column : columns_added_with_rules(text))
        EXPECT_TRUE(landed.contains(column)) << source.name << ": ADD COLUMN " << column << " with a CHECK or a key";
  EXPECT_EQ(
      columns_added_with_rules("ALTER TABLE t ADD COLUMN a {i64};\nALTER TABLE t ADD COLUMN b {i64} CHECK (b > 0);"),
      std::vector<std::string>{"T.B"});
}

Shares const some_shares{
    {"GIFTS", Share::by_book}, {"CAMPAIGNS", Share::by_book}, {"AREAS", Share::reference}, {"LETTERS", Share::local}};

TEST(CitusRules, RefuseWhatItRefuses) {
  for (auto const* sql : {
           "INSERT INTO gifts (id, book_id) VALUES ($1, $2)",
           "INSERT INTO gifts (book_id, id) VALUES ($1, (SELECT id FROM areas))",
           "INSERT INTO gifts (book_id, id) SELECT id, 1 FROM areas",
           "INSERT INTO gifts (book_id, id) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
           "INSERT INTO gifts (book_id, id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
           "UPDATE gifts SET amount = $1, book_id = $2 WHERE id = $3",
           "SELECT g.id FROM gifts g JOIN campaigns c ON c.id = g.campaign",
           "SELECT id FROM gifts UNION SELECT g.id FROM gifts g JOIN campaigns c ON c.id = g.campaign",
           "SELECT g.id FROM gifts g, campaigns c WHERE c.id = g.campaign AND g.book_id = $1",
           "SELECT g.id FROM gifts g JOIN campaigns c ON c.id = g.campaign WHERE g.book_id = $1 AND c.book_id = $2",
           "SELECT id FROM gifts g WHERE EXISTS (SELECT 1 FROM campaigns c WHERE c.id = g.campaign)",
           "SELECT id FROM gifts g WHERE book_id = $1 AND EXISTS (SELECT 1 FROM campaigns c WHERE c.id = g.campaign)",
           "SELECT id FROM letters l WHERE EXISTS (SELECT 1 FROM gifts WHERE gifts.id = l.id)",
           "SELECT code FROM areas a WHERE (SELECT COUNT(*) FROM campaigns WHERE area = a.code) > 0",
           "WITH RECURSIVE w AS (SELECT id FROM gifts UNION ALL SELECT g.id FROM gifts g JOIN w ON w.id = g.id) SELECT "
           "id FROM w",
       })
    EXPECT_FALSE(refused_by_citus(sql, some_shares).empty()) << sql;
}

TEST(CitusRules, LetPassWhatItTakes) {
  for (auto const* sql : {
           "INSERT INTO gifts (book_id, id) VALUES ($1, $2) ON CONFLICT (book_id, id) DO NOTHING",
           "INSERT INTO gifts (book_id, id) SELECT c.book_id, c.id FROM campaigns c WHERE c.book_id = $1",
           "INSERT INTO letters (id) VALUES ($1) ON CONFLICT (id) DO NOTHING",
           "UPDATE gifts SET amount = $1 WHERE book_id = $2 AND id = $3 RETURNING amount",
           "SELECT g.id FROM gifts g JOIN campaigns c ON c.book_id = g.book_id AND c.id = g.campaign",
           "SELECT g.id FROM gifts g JOIN campaigns c ON c.id = g.campaign WHERE g.book_id = $1 AND c.book_id = $1",
           "SELECT g.id FROM gifts g JOIN areas a ON a.code = g.area WHERE g.book_id = $1",
           "SELECT id FROM gifts g WHERE book_id = $1 AND EXISTS (SELECT 1 FROM campaigns c WHERE c.book_id = "
           "g.book_id AND c.id = g.campaign)",
           "SELECT id FROM gifts WHERE (book_id, campaign) IN (SELECT book_id, id FROM campaigns WHERE book_id = $1)",
           "SELECT id FROM gifts WHERE campaign IN (SELECT id FROM campaigns)",
           "WITH RECURSIVE w AS (SELECT id FROM gifts WHERE book_id = $1 UNION ALL SELECT g.id FROM gifts g JOIN w ON "
           "w.id = g.up WHERE "
           "g.book_id = $1) SELECT id FROM w",
           "SELECT id FROM gifts WHERE id = $1",
           "WITH asked (no) AS (VALUES ($2), ($3)) SELECT g.id FROM asked JOIN gifts g ON g.book_id = $1 AND g.id = "
           "asked.no",
           "SELECT id FROM gifts UNION SELECT g.id FROM gifts g JOIN campaigns c ON c.book_id = g.book_id",
       })
    EXPECT_TRUE(refused_by_citus(sql, some_shares).empty()) << sql << ": " << refused_by_citus(sql, some_shares).at(0);
}

}  // namespace
}  // namespace lumbung::storage
