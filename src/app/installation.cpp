#include "app/installation.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "access/key_files.h"
#include "app/copies.h"
#include "app/restored.h"
#include "cooperative/cooperative.h"
#include "core/canary.h"
#include "givers/givers.h"
#include "giving/giving.h"
#include "http/door.h"
#include "ledger/ledger.h"
#include "mail/mail.h"
#include "payments/payments.h"
#include "programme/programme.h"
#include "registry/registry.h"
#include "storage/catalog.h"
#include "storage/directories.h"
#include "translog/translog.h"

namespace lumbung::app {
namespace {

void append(std::vector<storage::Migration>& all, std::vector<storage::Migration> more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

Verdict has_our_schema(storage::Reader& rows) {
  auto const there = storage::steps_of(rows), ours = storage::steps_of(all_migrations());
  for (auto const& [one, other] : {std::pair(&there, &ours), std::pair(&ours, &there)})
    for (auto const& step : *one)
      if (std::find(other->begin(), other->end(), step) == other->end())
        return refuse(other_schema).with("step", step.name);
  return done;
}

std::vector<storage::Migration> all_migrations() {
  std::vector<storage::Migration> all;
  append(all, work::migrations());
  append(all, translog::migrations());
  append(all, ledger::migrations());
  append(all, http::migrations());
  append(all, access::migrations());
  append(all, registry::migrations());
  append(all, payments::migrations());
  append(all, programme::migrations());
  append(all, giving::migrations());
  append(all, mail::migrations());
  append(all, givers::migrations());
  append(all, cooperative::migrations());
  return all;
}

work::House house_of(Config const& config, storage::Files* files, Chance& chance) {
  return {.keys = access::load_or_make_keys(config.data_dir + "/keys", chance),
          .files = files,
          .zone = config.zone,
          .public_url = config.public_address()};
}

Installation::Installation(Config const& config, Clock& clock, Chance& chance)
    : config_(config), clock_(clock), chance_(chance) {}

Installation::~Installation() {
  sequencer_.reset();  // before the engine that it works with
  engine_.reset();
  copies_.reset();  // behind the last commit, before the database
}

Result<std::unique_ptr<Installation>> Installation::open(Config const& config, Clock& clock, Chance& chance,
                                                         Tuning const& tuning) {
  std::unique_ptr<Installation> made(new Installation(config, clock, chance));
  TRY(made->start(tuning));
  return made;
}

Verdict Installation::start(Tuning const& tuning) {
  locked_ = TRY(locked_by_restore(config_.data_dir));
  storage::make_directory(config_.data_dir);
  std::filesystem::permissions(config_.data_dir, std::filesystem::perms::owner_all);
  database_ = storage::Database::open(
      {.url = config_.database_url(), .data_dir = config_.data_dir, .longest_log = tuning.longest_log});
  files_ = std::make_unique<storage::Files>(config_.data_dir + "/files");
  if (tuning.copies && !locked_) TRY(begin_copies());
  {
    auto const writer = database_->writer();
    storage::migrate(*writer, all_migrations(), clock_.now());
  }
  auto options = tuning.engine;
  if (locked_) options.closed_because = &restored_unconfirmed;
  engine_ =
      std::make_unique<work::Engine>(*database_, house_of(config_, files_.get(), chance_), clock_, chance_, options);
  ledger::tell_runs(engine_->house());
  wire_followers(*engine_);
  wire_contents(contents_);
  sequencer_ = std::make_unique<translog::Sequencer>(
      *engine_, translog::log_key(config_.data_dir + "/keys/log.key", config_.origin(), chance_),
      translog::SequencerOptions{.published_file = config_.data_dir + "/published-checkpoint",
                                 .may_sign = [this] { return may_sign(); },
                                 .locked = locked_,
                                 .on_trouble = [](std::string_view what) { std::clog << "log: " << what << "\n"; }});
  TRY(sequencer_->start());
  return done;
}

Verdict Installation::begin_copies() {
  auto shelf = TRY(shelf_of(config_));
  if (!shelf) return done;
  copies_ = std::make_unique<backup::Running>(
      *database_, *files_,
      backup::RunningOptions{.shelf = *std::move(shelf),
                             .data_dir = config_.data_dir,
                             .database_file = config_.database_url().substr(std::string_view("sqlite:").size()),
                             .hour = config_.backup_hour,
                             .zone = config_.zone,
                             .keep_days = config_.backup_days,
                             .say = [](std::string_view line) { std::clog << std::string(line) + "\n"; }},
      clock_, chance_);
  copies_->start();
  return done;
}

std::optional<backup::Copied> Installation::copied() const {
  return copies_ ? std::optional(copies_->now()) : std::nullopt;
}

// A head is signed when the copies know what it stands on: so a restored database is never behind what people saw. When
// nothing can be copied, people wait no longer than a minute for their receipts (section 1.7).
bool Installation::may_sign() {
  if (!copies_ || canary("app.signs_before_the_copy") || copies_->copy_now(seconds(10))) {
    signing_put_off_since_ = {};
    return true;
  }
  if (copies_->now().failing_since) return true;
  auto const now = machine_clock().now();
  if (signing_put_off_since_ == Instant{}) signing_put_off_since_ = now;
  return now - signing_put_off_since_ > seconds(50);
}

}  // namespace lumbung::app
