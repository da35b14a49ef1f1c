// The place where tests live: a database that is forgotten, a clock that stands still, chance that repeats.
//
//   Village village({ledger::migrations(), giving::migrations()});
//   auto const gift = village.work([&](Work& work) { return giving::give(work, wish); });
//   village.clock.advance(days(1));
//   village.view([&](View const& view) { EXPECT_EQ(giving::raised(view, campaign), 25'000_rp); return done; });
//
// It runs on SQLite in a directory of its own; on PostgreSQL, in a schema of its own, when the environment variable
// LUMBUNG_TEST_POSTGRES holds a URL ("postgresql://…"). Both are removed with the Village. The tables of the audit
// trail (work::migrations()) are always there.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/chance.h"
#include "storage/storage.h"
#include "work/work.h"

namespace lumbung {

// A database of its own, empty, removed at the end; for tests that need no more than rows.
class ForgottenDatabase {
 public:
  ForgottenDatabase();
  ~ForgottenDatabase();
  ForgottenDatabase(ForgottenDatabase const&) = delete;
  ForgottenDatabase& operator=(ForgottenDatabase const&) = delete;

  std::string const& url() const { return url_; }              // to open it once more
  std::string const& directory() const { return directory_; }  // for files; there on both engines
  bool on_postgresql() const { return !schema_.empty(); }
  storage::Options options() const { return {.url = url_, .data_dir = directory_}; }

 private:
  std::string directory_, schema_, url_;
};

class Village {
 public:
  // 2026-11-22 08:00 WIB, a Sunday.
  static constexpr Instant morning{1'795'309'200'000'000};

  explicit Village(std::vector<std::vector<storage::Migration>> migrations = {}, work::Engine::Options options = {},
                   std::uint64_t seed = 1);
  ~Village();

  // Does a piece of work and commits it; as the system, or as `actor`.
  template <class Act>
  auto work(Act act) {
    return engine().work(actor, std::move(act));
  }
  template <class Act>
  auto work_as(work::Actor const& who, Act act) {
    return engine().work(who, std::move(act));
  }
  // Looks; what `look` returns is handed back.
  template <class Look>
  auto view(Look look) {
    return engine().view(actor, std::move(look));
  }
  template <class Look>
  auto view_as(work::Actor const& who, Look look) {
    return engine().view(who, std::move(look));
  }
  // Closes everything and opens the same database again, as a restart would. Followers must be registered anew.
  void restart();

  work::Engine& engine() { return *engine_; }
  storage::Database& database() { return *database_; }
  storage::Files& files() { return *files_; }
  bool on_postgresql() const { return place_.on_postgresql(); }
  std::string const& directory() const { return place_.directory(); }
  std::string const& url() const { return place_.url(); }

  StillClock clock{morning};
  SeededChance chance;
  work::Actor actor = work::Actor::system();  // who acts in work() and view(); change it at will
  work::House house;                          // keys of the test kind, files; handed to the engine at (re)start

 private:
  void open();

  ForgottenDatabase place_;
  std::vector<storage::Migration> steps_;
  work::Engine::Options options_;
  std::unique_ptr<storage::Files> files_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<work::Engine> engine_;
};

}  // namespace lumbung
