#include "work/audit.h"

#include <algorithm>

#include "work/store.h"

namespace lumbung::work {

namespace {

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

std::string escaped(std::string_view value) {
  std::string out;
  for (char const c : value) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c != '\0') {  // PostgreSQL keeps no NUL in text, and nobody needs one
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string lines_of(std::vector<Fact> const& facts) {
  std::string lines;
  for (auto const& fact : facts) {
    must(is_plain_name(fact.name));
    lines += std::string(fact.name) + " " + escaped(fact.value) + "\n";
  }
  return lines;
}

// The canonical text, one thing a line, '-' for none:
//   lumbung/audit@v1 · number · at (microseconds UTC) · actor's kind · account · organisation · kind · subject · hash
//   before (hexadecimal) · the lines of the facts
Hash hash_of(Trace const& t) {
  std::string text = "lumbung/audit@v1\n";
  auto const line = [&](std::string_view what) { (text += what) += '\n'; };
  line(std::to_string(t.number));
  line(std::to_string(t.at.micros));
  line(t.actor_kind);
  line(t.account ? t.account->text() : "-");
  line(t.organisation ? t.organisation->text() : "-");
  line(t.kind);
  line(text_of(t.subject));
  line(hex(view_of(t.previous)));
  return sha256(text + t.facts);
}

std::vector<Trace> trail_of(View const& view, Id<Organisation> organisation, std::int64_t before, int limit) {
  return store::of_organisation(view.rows, organisation, before, std::clamp(limit, 1, 500));
}

std::optional<std::int64_t> first_broken_link(storage::Reader& rows) {
  auto const end = store::head(rows);
  TrailHead here;
  while (true) {
    auto const traces = store::after(rows, here.number, 1000);
    for (auto const& trace : traces) {
      if (trace.number != here.number + 1 || trace.previous != here.hash || trace.hash != hash_of(trace))
        return here.number + 1;
      here = {trace.number, trace.hash};
    }
    if (traces.empty()) break;
  }
  if (here.number != end.number || here.hash != end.hash) return std::min(here.number, end.number) + 1;
  return std::nullopt;
}

}  // namespace lumbung::work
