#include "cooperative/store_eligibility.h"

#include "core/letters.h"

namespace lumbung::cooperative::store {
namespace {

// Words of a rule, a line each: none of them holds a line break.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Rule rule_in(storage::Row const& row) {
  return {.kind = value_in(rule_kinds, row.text(0)),
          .number = row.integer(1),
          .words = lines_of(row.text(2)),
          .sentence = row.get<std::string>(3)};
}

}  // namespace

void insert_rules(Work& work, std::int64_t book, RuleSet const& rules) {
  work.rows.run("INSERT INTO cooperative_rule_sets (book_id, name, version, made_at) VALUES ($1, $2, $3, $4)",
                {book, rules.name, rules.version, work.now});
  std::int64_t place = 0;
  for (auto const& rule : rules.rules)
    work.rows.run(
        "INSERT INTO cooperative_rules (book_id, name, version, place, kind, number, words, sentence) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {book, rules.name, rules.version, ++place, word_in(rule_kinds, rule.kind), rule.number,
         joined(rule.words, "\n"), rule.sentence});
}

std::optional<RuleSet> rules(View const& view, std::int64_t book, std::string_view name) {
  auto found = view.rows.first(
      "SELECT name, version, made_at FROM cooperative_rule_sets WHERE book_id = $1 AND name = $2 "
      "ORDER BY version DESC LIMIT 1",
      {book, name}, [](storage::Row const& row) {
        return RuleSet{
            .name = row.get<std::string>(0), .version = row.get<int>(1), .rules = {}, .made = row.get<Instant>(2)};
      });
  if (found)
    found->rules = view.rows.all(
        "SELECT kind, number, words, sentence FROM cooperative_rules WHERE book_id = $1 AND name = $2 "
        "AND version = $3 ORDER BY place LIMIT 100",
        {book, name, found->version}, rule_in);
  return found;
}

std::vector<std::string> rule_names(View const& view, std::int64_t book) {
  return view.rows.all("SELECT DISTINCT name FROM cooperative_rule_sets WHERE book_id = $1 ORDER BY name LIMIT 200",
                       {book}, [](storage::Row const& row) { return row.get<std::string>(0); });
}

void add_fact(Work& work, MemberRecord const& member, MemberFact const& fact) {
  auto const place =
      work.rows.number("SELECT COALESCE(MAX(place), 0) + 1 FROM cooperative_facts WHERE book_id = $1 AND member = $2",
                       {member.book, member.id});
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_facts (book_id, member, place, name, holds, seen_on, note, recorded_by, recorded_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {member.book, member.id, place, fact.name, fact.holds ? 1 : 0, fact.on, fact.note, by, work.now});
}

std::vector<MemberFact> facts(View const& view, MemberRecord const& member) {
  return view.rows.all(
      "SELECT name, holds, seen_on, note FROM cooperative_facts WHERE book_id = $1 AND member = $2 "
      "ORDER BY place DESC LIMIT 500",
      {member.book, member.id}, [](storage::Row const& row) {
        return MemberFact{.name = row.get<std::string>(0),
                          .holds = row.get<bool>(1),
                          .on = row.get<Date>(2),
                          .note = row.get<std::string>(3)};
      });
}

}  // namespace lumbung::cooperative::store
