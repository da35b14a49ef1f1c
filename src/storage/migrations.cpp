#include <algorithm>

#include "core/bytes.h"
#include "storage/engines.h"
#include "storage/spread.h"
#include "storage/storage.h"

namespace lumbung::storage {

namespace {

// local: which steps of the schema this database has seen, with the SHA-256 of each as it was then.
constexpr std::string_view steps_table = R"(
CREATE TABLE IF NOT EXISTS schema_steps (
  name {text} PRIMARY KEY,
  checksum {bytes} NOT NULL,
  applied_at {i64} NOT NULL
) {strict};
)";

struct Seen {
  std::string name;
  Hash checksum;
};

std::vector<Seen> seen_steps(Reader& rows) {
  return rows.all("SELECT name, checksum FROM schema_steps ORDER BY name LIMIT 10000", {},
                  [](Row const& row) { return Seen{row.get<std::string>(0), row.get<Hash>(1)}; });
}

void refuse_unknown(std::vector<Seen> const& seen, std::vector<Migration> const& steps) {
  for (auto const& was : seen) {
    bool const known = std::any_of(steps.begin(), steps.end(), [&](auto const& step) { return step.name == was.name; });
    if (!known) throw Breakdown("the database knows step " + was.name + " of a newer Lumbung; update the program");
  }
}

void refuse_repeated(std::vector<Migration> const& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (steps[i].name == steps[j].name) throw Mistake("two steps are named " + std::string(steps[i].name));
}

// Whether the step is there already; refuses one whose text has changed since.
bool is_applied(Migration const& step, std::vector<Seen> const& seen) {
  auto const was = std::find_if(seen.begin(), seen.end(), [&](auto const& s) { return s.name == step.name; });
  if (was == seen.end()) return false;
  if (was->checksum != sha256(step.text))
    throw Breakdown("step " + was->name + " of the schema was edited after it had been applied");
  return true;
}

std::vector<std::string> apply_missing(WriterSession& writer, std::vector<Migration> const& steps, Instant now) {
  writer.define(written_out(steps_table, writer.engine()));
  auto const seen = seen_steps(writer);
  refuse_unknown(seen, steps);
  std::vector<std::string> applied;
  for (auto const& step : steps) {
    if (is_applied(step, seen)) continue;
    writer.define(written_out(step.text, writer.engine()));
    writer.run("INSERT INTO schema_steps (name, checksum, applied_at) VALUES ($1, $2, $3)",
               {step.name, sha256(step.text), now});
    applied.emplace_back(step.name);
  }
  return applied;
}

}  // namespace

std::vector<std::string> migrate(WriterSession& writer, std::vector<Migration> const& steps, Instant now) {
  refuse_repeated(steps);
  std::vector<std::string> applied;
  writer.begin();
  try {
    applied = apply_missing(writer, steps, now);
    writer.commit();
  } catch (...) {
    writer.rollback();
    throw;
  }
  for (auto const& table : spread(writer, steps)) applied.push_back("share out " + table);
  return applied;
}

}  // namespace lumbung::storage
