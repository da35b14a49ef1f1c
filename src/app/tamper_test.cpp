// Rows are changed and deleted behind the server's back, by plain SQL, in every table that the ledger, provenance, the
// log, the outbox and the trail promise to protect: the check names each. The seed is printed; LUMBUNG_TAMPER_SEED
// repeats a run, LUMBUNG_TAMPER_ENTRIES makes a larger world (tests/long: a million).
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <set>

#include "app/tamper_kinds_test.h"
#include "app/tamper_village.h"
#include "tests/told.h"

namespace lumbung::app {
namespace {

constexpr Refusal put_back{"app.test_put_back", Trouble::conflict, "", ""};

// Where every row that a rule asks for is a journey: a smaller world does there.
bool on_postgresql() { return std::getenv("LUMBUNG_TEST_POSTGRES") != nullptr; }
std::uint64_t the_seed() {
  static auto const seed = static_cast<std::uint64_t>(tests::told("LUMBUNG_TAMPER_SEED", 20'261'122));
  return seed;
}

// One row that was changed, and by what it must be named.
struct Edit {
  TamperKind const* kind = nullptr;
  std::int64_t key = 0, number = 0;
  std::string text;
};

struct Candidate {
  std::int64_t key = 0, number = 0;
  std::string text;  // the id of an account
};

// Some of the rows that could be changed, each as likely as any other.
std::vector<Candidate> candidates(storage::Reader& rows, TamperKind const& kind, ledger::BookId book,
                                  std::mt19937_64& random) {
  constexpr std::uint64_t enough = 200;
  std::vector<Candidate> found;
  std::uint64_t seen = 0;
  auto const take = [&](storage::Row const& row) {
    bool const by_id = kind.names == Names::account;
    auto const place = ++seen <= enough ? found.size() : random() % seen;
    if (place >= enough) return true;
    Candidate one{row.integer(0), by_id ? 0 : row.integer(1), by_id ? row.get<Id<LedgerAccount>>(1).text() : ""};
    if (place == found.size())
      found.push_back(std::move(one));
    else
      found[place] = std::move(one);
    return true;
  };
  if (kind.of_book)
    rows.each(kind.pick, {book.number}, take);
  else
    rows.each(kind.pick, {}, take);
  return found;
}

class Tampering : public testing::Test {
 protected:
  Tampering() { std::cout << "seed " << the_seed() << "\n"; }

  // Up to `count` rows of a kind, each of another entry, leaf or account.
  std::vector<Edit> edit(storage::Writer& rows, TamperKind const& kind, ledger::BookId book,
                         std::vector<Candidate> const& found, std::size_t count) {
    std::vector<Edit> made;
    std::set<std::pair<std::int64_t, std::string>> touched;
    for (std::size_t tries = 0; tries < 4 * count && made.size() < count && !found.empty(); ++tries) {
      auto const& [key, number, text] = found[random_() % found.size()];
      // Two faults of one thing are told as one.
      if (kind.names == Names::entry && (entries_touched_.contains(number) || number < 3)) continue;
      if (!touched.emplace(number + (kind.names == Names::code ? key : 0), text).second) continue;
      auto const changed = kind.of_book ? rows.run(kind.change, {book.number, key}) : rows.run(kind.change, {key});
      if (changed == 0) continue;
      if (kind.names == Names::entry) entries_touched_.insert(number);
      made.push_back({&kind, key, number, text});
    }
    return made;
  }

  static bool names(Finding const& finding, Edit const& edit) {
    switch (edit.kind->names) {
      case Names::entry:
        return finding.entry_number == edit.number;
      case Names::leaf:
        return finding.code != "event_changed" && finding.index <= edit.number && edit.number < finding.end;
      case Names::account:
        return finding.line.find(edit.text) != std::string::npos;
      case Names::trail:
        return finding.code == "event_changed" && finding.index == edit.number;
      case Names::code:
        return finding.code.starts_with(edit.kind->code);
    }
    return false;
  }
  static std::string about(Edit const& edit) {
    return std::string(edit.kind->table) + ": " + std::string(edit.kind->what) + ", key " + std::to_string(edit.key) +
           ", of " + std::to_string(edit.number) + edit.text;
  }
  // Faults that name an entry which nobody touched.
  std::size_t innocents(std::vector<Finding> const& findings) const {
    std::set<std::int64_t> accused;
    for (auto const& finding : findings)
      if (finding.entry_number > 0 && !entries_touched_.contains(finding.entry_number))
        accused.insert(finding.entry_number);
    return accused.size();
  }

  std::string first_innocent(std::vector<Finding> const& findings) const {
    for (auto const& finding : findings)
      if (finding.entry_number > 0 && !entries_touched_.contains(finding.entry_number)) return finding.line;
    return {};
  }

  std::mt19937_64 random_{the_seed()};
  std::set<std::int64_t> entries_touched_;
};

TEST_F(Tampering, AnUntouchedWorldHasNoFault) {
  TamperVillage world(2'000, the_seed());
  std::vector<std::string> lines;
  auto const examined =
      examine(world.village.database(), world.village.house, world.village.clock.now(),
              {.found = [&](Finding const& finding) { lines.push_back(finding.line); }, .side_by_side = true});
  EXPECT_THAT(lines, testing::IsEmpty());
  EXPECT_EQ(examined.entries, world.entries());
  EXPECT_GT(examined.leaves, world.entries());
  EXPECT_GT(examined.events, 0);
}

// Each kind of edit is a planted fault of its own: alone, with nothing else to give it away.
TEST_F(Tampering, EachKindOfEditIsCaughtAlone) {
  TamperVillage world(on_postgresql() ? 500 : 1'500, the_seed());
  std::size_t edits = 0;
  for (auto const& kind : tamper_kinds()) {
    std::vector<Edit> made;
    std::vector<Finding> findings;
    entries_touched_.clear();
    auto const verdict = world.village.work([&](work::Work& w) -> Verdict {
      made = edit(w.rows, kind, world.book, candidates(w.rows, kind, world.book, random_),
                  kind.names == Names::code ? 1 : 10);
      examine(w, {.found = [&](Finding const& finding) { findings.push_back(finding); }});
      return refuse(put_back);
    });
    EXPECT_EQ(verdict.code(), put_back.code);
    EXPECT_FALSE(made.empty()) << kind.table << ": " << kind.what;
    for (auto const& one : made)
      EXPECT_TRUE(std::ranges::any_of(findings, [&](Finding const& finding) { return names(finding, one); }))
          << about(one) << "; first of " << findings.size() << ": "
          << (findings.empty() ? "none" : findings.front().line);
    if (kind.names == Names::entry) {
      EXPECT_LE(innocents(findings), 4u) << kind.table << ": " << kind.what << ", " << first_innocent(findings);
    }
    edits += made.size();
  }
  std::cout << edits << " edits of " << tamper_kinds().size() << " kinds, each kind alone\n";
}

TEST_F(Tampering, AnEntryTakenOutWithAllThatFollowsFromItIsMissedByItsLeaf) {
  TamperVillage world(60, the_seed());
  std::vector<Finding> findings;
  std::string gone;
  auto const verdict = world.village.work([&](work::Work& w) -> Verdict {
    // The newest entry that has its place in the log, and everything after it, with the counters set back.
    auto const first = w.rows.number(
        "SELECT MAX(e.entry_no) FROM ledger_entries e JOIN log_leaves l ON l.id = e.leaf WHERE e.book_id = $1",
        {world.book.number});
    gone = w.rows
               .first("SELECT id FROM ledger_entries WHERE book_id = $1 AND entry_no = $2", {world.book.number, first},
                      [](storage::Row const& row) { return row.get<Id<Entry>>(0).text(); })
               .value();
    w.rows.run("DELETE FROM ledger_entry_ids WHERE book_id = $1 AND entry_no >= $2", {world.book.number, first});
    w.rows.run("DELETE FROM ledger_transfers WHERE book_id = $1 AND entry_no >= $2", {world.book.number, first});
    w.rows.run("DELETE FROM ledger_entries WHERE book_id = $1 AND entry_no >= $2", {world.book.number, first});
    w.rows.run("UPDATE ledger_book_heads SET last_entry = $2 - 1 WHERE book_id = $1", {world.book.number, first});
    examine(w, {.found = [&](Finding const& finding) { findings.push_back(finding); }});
    return refuse(put_back);
  });
  EXPECT_EQ(verdict.code(), put_back.code);
  EXPECT_TRUE(std::ranges::any_of(
      findings, [&](Finding const& finding) { return finding.entry == gone && finding.code == "entry_missing"; }));
}

TEST_F(Tampering, ABookWhoseRowIsGoneIsStillChecked) {
  TamperVillage world(20, the_seed());
  std::vector<std::string> codes;
  auto const verdict = world.village.work([&](work::Work& w) -> Verdict {
    w.rows.run("DELETE FROM ledger_books WHERE book_id = $1", {world.book.number});
    w.rows.run("UPDATE ledger_entries SET kind = 'grant' WHERE book_id = $1 AND entry_no = 7", {world.book.number});
    examine(w, {.found = [&](Finding const& finding) { codes.push_back(finding.code); }});
    return refuse(put_back);
  });
  EXPECT_EQ(verdict.code(), put_back.code);
  EXPECT_THAT(codes, testing::IsSupersetOf({"book_missing", "entry_changed"}));
}

// A thousand at once, of all kinds of which there are many rows, in one pass of the check.
TEST_F(Tampering, AThousandEditsAtOnceAreAllNamed) {
  auto const entries = tests::told("LUMBUNG_TAMPER_ENTRIES", on_postgresql() ? 10'000 : 20'000);
  TamperVillage world(entries, the_seed());
  std::vector<Edit> made;
  auto const verdict = world.village.work([&](work::Work& w) -> Verdict {
    std::vector<std::pair<TamperKind const*, std::vector<Candidate>>> kinds;
    for (auto const& kind : tamper_kinds())
      if (kind.names == Names::entry || kind.names == Names::leaf || kind.names == Names::trail)
        kinds.emplace_back(&kind, candidates(w.rows, kind, world.book, random_));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      auto const share = (1'000 - made.size()) / (kinds.size() - i);
      auto const more = edit(w.rows, *kinds[i].first, world.book, kinds[i].second, share);
      made.insert(made.end(), more.begin(), more.end());
    }
    w.record({.kind = "tamper.done"});
    return done;
  });
  ASSERT_EQ(verdict.code(), "");
  std::vector<Finding> findings;
  auto const began = std::chrono::steady_clock::now();
  auto const cpu_before = std::clock();
  auto const examined =
      examine(world.village.database(), world.village.house, world.village.clock.now(),
              {.found = [&](Finding const& finding) { findings.push_back(finding); }, .side_by_side = true});
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
  std::size_t missed = 0;
  for (auto const& one : made)
    if (!std::ranges::any_of(findings, [&](Finding const& finding) { return names(finding, one); })) {
      ++missed;
      std::string near;
      for (auto const& finding : findings)
        if (finding.index >= 0 && std::abs(finding.index - one.number) < 300) near += "\n  " + finding.line;
      ADD_FAILURE() << "not named: " << about(one) << (one.kind->names == Names::leaf ? near : "");
    }
  std::cout << made.size() << " edits among " << examined.entries << " entries, " << examined.leaves << " leaves, "
            << examined.events << " events: " << made.size() - missed << " named by " << examined.faults << " faults, "
            << innocents(findings) << " others accused, in " << took.count() << " s ("
            << static_cast<double>(std::clock() - cpu_before) / CLOCKS_PER_SEC << " s of processor)\n";
  EXPECT_GE(made.size(), 900u);
  EXPECT_LE(innocents(findings), made.size() / 20);
}

}  // namespace
}  // namespace lumbung::app
