// One installation, put together in reading order: what is stored, who carries works, what follows which event.
#pragma once

#include <memory>

#include "access/approvals.h"
#include "app/config.h"
#include "backup/running.h"
#include "core/chance.h"
#include "storage/storage.h"
#include "translog/sequencer.h"
#include "work/work.h"

namespace lumbung::app {

inline constexpr Refusal other_schema{
    "app.other_schema", Trouble::conflict,
    "Skema basis data ini bukan skema program ini (langkah {step}). Pakai versi Lumbung yang memakainya, atau jalankan "
    "`lumbung migrate`.",
    "The schema of this database is not this program's (step {step}). Use the version of Lumbung that uses it, or run "
    "`lumbung migrate`."};

// Whether this database has the schema of this program, no step less and none more; other_schema.
Verdict has_our_schema(storage::Reader& rows);

// How an installation runs, where a simulation wants it otherwise.
struct Tuning {
  work::Engine::Options engine = {};
  std::int64_t longest_log = storage::Options().longest_log;
  bool copies = false;  // keep the continuous copy that the configuration asks for
};

class Installation {
 public:
  // Opens the database of `config`, brings its schema up to date, loads keys, starts the log. Throws Breakdown when it
  // cannot; refuses when the log does not match what is stored.
  static Result<std::unique_ptr<Installation>> open(Config const& config, Clock& clock, Chance& chance,
                                                    Tuning const& tuning = {});
  ~Installation();

  Config const& config() const { return config_; }
  Clock& clock() { return clock_; }
  work::Engine& engine() { return *engine_; }
  translog::Sequencer& sequencer() { return *sequencer_; }
  access::Contents const& contents() const { return contents_; }
  // How the continuous copy stands; nothing when there is none.
  std::optional<backup::Copied> copied() const;
  // Restored, and not yet held against what was published (restored.h): it can be looked at, and every change is
  // refused.
  bool is_locked() const { return locked_; }

 private:
  Installation(Config const& config, Clock& clock, Chance& chance);
  Verdict start(Tuning const& tuning);
  Verdict begin_copies();
  bool may_sign();

  Config config_;
  Clock& clock_;
  Chance& chance_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::Files> files_;
  std::unique_ptr<backup::Running> copies_;
  Instant signing_put_off_since_;
  bool locked_ = false;
  std::unique_ptr<work::Engine> engine_;
  std::unique_ptr<translog::Sequencer> sequencer_;
  access::Contents contents_;
};

// What every work of the installation has at hand; makes the keys when there are none yet.
work::House house_of(Config const& config, storage::Files* files, Chance& chance = machine_chance());
// Loads the shipped areas unless they are there; how many were loaded.
Result<std::int64_t> ensure_areas(Installation& installation);
// Every room's tables, in floor order.
std::vector<storage::Migration> all_migrations();
// What happens after what (followers.cpp).
void wire_followers(work::Engine& engine);
void wire_contents(access::Contents& contents);

}  // namespace lumbung::app
