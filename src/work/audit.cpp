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

std::vector<Uuid> subjects_of(storage::Reader& rows, std::string_view kind) { return store::subjects_of(rows, kind); }

namespace {

// Lines after `number`; without those that cannot be read, which then are missed.
std::vector<Trace> page_after(storage::Reader& rows, std::int64_t number, int limit) {
  try {
    return store::after(rows, number, limit);
  } catch (Mistake const&) {
    std::vector<Trace> traces;
    for (auto const each : store::numbers_after(rows, number, limit)) {
      try {
        auto one = store::after(rows, each - 1, 1);
        traces.push_back(std::move(one.front()));
      } catch (Mistake const&) {
        traces.push_back({.number = each});
      }
    }
    return traces;
  }
}

}  // namespace

void each_broken_link(storage::Reader& rows, EachBroken const& wrong,
                      std::function<bool(std::int64_t done, std::int64_t of)> const& progress) {
  constexpr int page = 1'000;
  auto const end = store::head(rows);
  TrailHead here;
  Hash told{};  // what the line before hashes to; the hash beside it, unless one of the two was changed
  for (;;) {
    auto const traces = page_after(rows, here.number, page);
    for (auto const& trace : traces) {
      bool const gap = trace.number != here.number + 1;
      for (auto lost = here.number + 1; lost < trace.number; ++lost)
        if (lost > end.number || !wrong(lost)) break;
      // After a gap nobody can say whether the hash before is right; the line itself still can.
      bool const follows = gap || trace.previous == here.hash || trace.previous == told;
      told = hash_of(trace);
      if ((!follows || trace.hash != told) && !wrong(trace.number)) return;
      here = {trace.number, trace.hash};
    }
    if (progress && !progress(here.number, end.number)) return;
    if (traces.size() < page) break;
  }
  if (here.number > end.number || (here.number == end.number && here.hash != end.hash && told != end.hash))
    wrong(std::min(here.number, end.number) + 1);
  for (auto lost = here.number + 1; lost <= end.number; ++lost)
    if (!wrong(lost)) return;
}

std::optional<std::int64_t> first_broken_link(storage::Reader& rows) {
  std::optional<std::int64_t> first;
  each_broken_link(rows, [&](std::int64_t number) {
    first = number;
    return false;
  });
  return first;
}

}  // namespace lumbung::work
