#include "app/move.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/installation.h"
#include "app/restored.h"
#include "ledger/ledger.h"
#include "moving/file.h"
#include "storage/directories.h"
#include "storage/spread.h"
#include "translog/translog.h"

namespace lumbung::app {
namespace {

// ---- What stands beside the rows

std::string published_file(Config const& config) { return config.data_dir + "/published-checkpoint"; }

std::string read_whole(std::string const& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// On the disk under its name when this returns.
void write_whole(std::string const& path, std::string_view text) {
  auto const unfinished = path + ".new";
  {
    int const file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool const well = file >= 0 && ::write(file, text.data(), text.size()) == std::ssize(text) && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!well) throw Breakdown("cannot write " + unfinished);
  }
  std::filesystem::rename(unfinished, path);
  storage::sync_directory(std::filesystem::absolute(path).parent_path().string());
}

constexpr std::array<std::string_view, 3> key_names{"field-root.key", "blind-index.key", "log.key"};

Verdict keys_are_there(Config const& config) {
  auto const directory = config.data_dir + "/keys";
  for (auto const name : key_names)
    if (!std::filesystem::exists(directory + "/" + std::string(name)))
      return refuse(move_keys_missing).with("file", name).with("directory", directory);
  return done;
}

// Tells a key from another and nothing more: a keyed hash of a constant, under 256 bits of chance.
std::string mark_of(Hash const& key) { return hex(view_of(hmac_sha256(view_of(key), "lumbung-move/1 which key"))); }

// Whether a server holds the lock of the embedded database; held by us as long as this lives, if not.
class Quiet {
 public:
  explicit Quiet(Config const& config) {
    if (!config.database_url().starts_with("sqlite:")) return;
    file_ = ::open((config.data_dir + "/lumbung.lock").c_str(), O_RDWR | O_CLOEXEC);
    running_ = file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) != 0;
  }
  ~Quiet() {
    if (file_ >= 0) ::close(file_);
  }
  Quiet(Quiet const&) = delete;
  Quiet& operator=(Quiet const&) = delete;
  bool running() const { return running_; }

 private:
  int file_ = -1;
  bool running_ = false;
};

// ---- Leaving

moving::Facts facts_of(Config const& config, work::View const& view, std::string const& published, bool running) {
  auto const head = translog::head(view);
  return {{"made", iso(machine_clock().now())},
          {"engine", view.rows.engine() == storage::Engine::sqlite ? "sqlite" : "postgresql"},
          {"server", running ? "running" : "stopped"},
          {"origin", config.origin()},
          {"log_key", head.key},
          {"log_size", std::to_string(head.size)},
          {"log_root", hex(view_of(head.root))},
          {"field_key", mark_of(view.house.keys.field_root)},
          {"index_key", mark_of(view.house.keys.blind_index)},
          {"published", base64(published)}};
}

// A directory gets a file named after the moment.
std::string file_for(std::string const& to) {
  if (to == "-" || !std::filesystem::is_directory(to)) return to;
  auto moment = iso(machine_clock().now()).substr(0, 19);
  std::replace(moment.begin(), moment.end(), ':', '-');
  return to + "/lumbung-" + moment + ".pindah";
}

// ---- Arriving

class Arrival {
 public:
  Arrival(Config const& config, moving::Progress const& progress) : config_(config), progress_(progress) {}

  Result<Arrived> run(std::string const& from) {
    TRY(keys_are_there(config_));
    storage::make_directory(config_.data_dir);
    std::filesystem::permissions(config_.data_dir, std::filesystem::perms::owner_all);
    house_ = house_of(config_, nullptr);
    database_ = storage::Database::open(
        {.url = config_.database_url(), .data_dir = config_.data_dir, .patience_ms = patience_of_check_ms});
    storage::Files files(config_.data_dir + "/files");
    files_ = &files;
    auto const writer = database_->writer();
    storage::migrate(*writer, all_migrations(), machine_clock().now());
    TRY(take(*writer, from));
    return std::move(arrived_);
  }
  storage::Database& database() { return *database_; }
  work::House const& house() const { return house_; }

 private:
  Verdict take(storage::WriterSession& writer, std::string const& from) {
    moving::Arriving arriving{.rows = writer,
                              .files = files_,
                              .consider = [this](moving::Facts const& facts) { return consider(facts); },
                              .progress = progress_};
    writer.begin();
    try {
      storage::hold_schema(writer);  // no server starts until we are through
      auto const verdict = fill(writer, arriving, from);
      if (!verdict.refused()) return done;
      writer.rollback();
      tidy(arriving);
      return verdict.problem();
    } catch (...) {
      writer.rollback();
      tidy(arriving);
      throw;
    }
  }

  Verdict fill(storage::WriterSession& writer, moving::Arriving& arriving, std::string const& from) {
    moving::FileIn in(from);
    arrived_.carried = TRY(moving::read_in(arriving, in.source()));
    ledger::complete_heads(writer, engine_ == "sqlite" ? ledger::Heads::behind : ledger::Heads::complete);
    // Before the rows are there to publish from: a head that was published once is never forgotten.
    if (!published_.empty()) write_whole(published_file(config_), published_);
    // The old server may have published more since: until that is held against it, nothing is signed here.
    if (arrived_.from_running) mark_restore(config_.data_dir, Mark::unconfirmed);
    arriving.files_put.clear();  // when the commit fails, nobody may know whether it was one: then all of it stays
    writer.commit();
    return done;
  }

  Verdict consider(moving::Facts const& facts) {
    engine_ = moving::fact(facts, "engine");
    arrived_.from_running = moving::fact(facts, "server") == "running";
    auto const key = [&](std::string_view name, std::string_view given, std::string_view here) -> Verdict {
      if (given == here) return done;
      return refuse(move_keys_differ).with("file", name);
    };
    TRY(key(key_names[0], moving::fact(facts, "field_key"), mark_of(house_.keys.field_root)));
    TRY(key(key_names[1], moving::fact(facts, "index_key"), mark_of(house_.keys.blind_index)));
    auto const origin = moving::fact(facts, "origin");
    if (origin != config_.origin())
      return refuse(move_other_origin).with("given", origin).with("here", config_.origin());
    auto const signer = translog::log_key(config_.data_dir + "/keys/log.key", config_.origin(), machine_chance());
    auto const log_key = moving::fact(facts, "log_key");  // "" when the server never ran
    if (!log_key.empty()) TRY(key(key_names[2], log_key, signer.verifier().text()));
    published_ = from_base64(moving::fact(facts, "published")).value_or("");
    auto const here = read_whole(published_file(config_));
    if (!here.empty() && here != published_) return refuse(move_published_here);
    return done;
  }

  void tidy(moving::Arriving const& arriving) {
    for (auto const& hash : arriving.files_put) files_->remove(hash);
  }

  Config const& config_;
  moving::Progress const& progress_;
  work::House house_;
  std::unique_ptr<storage::Database> database_;
  storage::Files* files_ = nullptr;
  Arrived arrived_;
  std::string engine_, published_;
};

}  // namespace

Result<Left> export_installation(Config const& config, std::string const& to, moving::Progress const& progress) {
  TRY(keys_are_there(config));
  // A copy that may be behind what people saw stays locked; it is not made fit by moving.
  if (TRY(locked_by_restore(config.data_dir))) return refuse(restored_unconfirmed);
  auto const house = house_of(config, nullptr);
  Quiet const quiet(config);
  // Before the picture of the rows: what was published by then is in it.
  auto const published = read_whole(published_file(config));
  auto const database = storage::Database::open({.url = config.database_url(),
                                                 .data_dir = config.data_dir,
                                                 .look_only = true,
                                                 .patience_ms = patience_of_check_ms});
  auto const rows = database->reader();
  rows->begin();
  TRY(has_our_schema(*rows));
  auto const actor = work::Actor::system();
  work::View const view(actor, machine_clock().now(), *rows, house);
  bool const running = quiet.running() || storage::other_sessions(*rows) > 0;
  if (running && storage::is_spread(*rows)) return refuse(move_must_stop);
  storage::Files const files(config.data_dir + "/files");
  auto const head = translog::head(view);
  moving::FileOut out(file_for(to));
  auto carried = TRY(moving::write_out(
      {.rows = *rows, .files = &files, .facts = facts_of(config, view, published, running), .progress = progress},
      out.sink()));
  out.keep();
  rows->end();
  return Left{std::move(carried), running, head.size, head.root};
}

Result<Arrived> import_installation(Config const& config, std::string const& from, moving::Progress const& progress,
                                    std::function<void(Finding const&)> const& found) {
  Arrival arrival(config, progress);
  auto arrived = TRY(arrival.run(from));
  storage::tell_planner(*arrival.database().writer());
  auto const rows = arrival.database().reader();
  rows->begin();
  auto const actor = work::Actor::system();
  {
    work::View const view(actor, clock_of(config).now(), *rows, arrival.house());
    auto const head = translog::head(view);
    arrived.log_size = head.size;
    arrived.log_root = head.root;
  }
  rows->end();
  arrived.examined =
      examine(arrival.database(), arrival.house(), clock_of(config).now(),
              {.published_file = published_file(config), .progress = progress, .found = found, .side_by_side = true});
  return arrived;
}

}  // namespace lumbung::app
