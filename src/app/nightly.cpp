#include "app/nightly.h"

#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "app/examination.h"

namespace lumbung::app {
namespace {

constexpr auto every = std::chrono::minutes(1);
constexpr int tries_again_after = 60;        // rounds
constexpr std::size_t told_in_log = 20;      // of the faults; `lumbung check` prints them all
constexpr std::size_t most_faults = 10'000;  // of each part

// On Linux a nice value is a thread's own.
void let_others_go_first() {
  if (setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 19) != 0) return;  // then it is only less polite
}

}  // namespace

bool check_is_due(std::optional<Checked> const& last, Instant now, Zone zone, int hour) {
  if (!last) return true;
  auto const today = day_of(now, zone);
  auto newest_hour = start_of(today, zone) + hours(hour);
  if (newest_hour > now) newest_hour = start_of(today + -1, zone) + hours(hour);
  return last->at < newest_hour;
}

std::string told(Checked const& checked) {
  return "check: " + std::to_string(checked.faults) + " kesalahan / faults; " + std::to_string(checked.entries) +
         " jurnal / entries, " + std::to_string(checked.leaves) + " daun log / leaves, " +
         std::to_string(checked.events) + " baris jejak / events; " + std::to_string(checked.took.micros / 1'000'000) +
         " s" + (checked.faults > 0 ? "; jalankan / run `lumbung check`" : "");
}

std::optional<Checked> read_checked(std::string const& file) {
  std::ifstream in(file);
  std::string word;
  Checked read;
  in >> word >> read.faults >> read.entries >> read.leaves >> read.events >> read.at.micros >> read.took.micros;
  std::int64_t failing = 0;
  in >> failing;
  if (!in || word != "lumbung/checked@v2" || read.faults < 0) return std::nullopt;
  if (failing != 0) read.failing_since = Instant{failing};
  return read;
}

void write_checked(std::string const& file, Checked const& checked) {
  auto const unfinished = file + ".new";
  {
    std::ofstream out(unfinished, std::ios::trunc);
    out << "lumbung/checked@v2 " << checked.faults << ' ' << checked.entries << ' ' << checked.leaves << ' '
        << checked.events << ' ' << checked.at.micros << ' ' << checked.took.micros << ' '
        << (checked.failing_since ? checked.failing_since->micros : 0) << '\n';
    if (!out.flush()) throw Breakdown("cannot write " + unfinished);
  }
  std::filesystem::rename(unfinished, file);
}

struct Nightly::Inside {
  Inside(Config const& config_, work::House house_, Clock& clock_, Say say_)
      : config(config_),
        house(std::move(house_)),
        clock(clock_),
        say(std::move(say_)),
        file(config.data_dir + "/last-check"),
        last(read_checked(file)) {}

  void run() {
    let_others_go_first();
    std::unique_lock lock(guard);
    for (int rounds_to_wait = 0; !ending; rounds_to_wait = std::max(0, rounds_to_wait - 1)) {
      if (rounds_to_wait == 0 && check_is_due(last, clock.now(), config.zone, config.check_hour)) {
        lock.unlock();
        bool const ran = once();
        lock.lock();
        if (!ran) rounds_to_wait = tries_again_after;
      }
      wake.wait_for(lock, every, [&] { return ending; });
    }
  }

  bool once() {
    try {
      auto const checked = check_once(config, house, clock, say, [&] { return !ending_now(); });
      if (!checked) return true;
      {
        std::scoped_lock const lock(guard);
        last = checked;
      }
      say(told(*checked));
      write_checked(file, *checked);
      return true;
    } catch (std::exception const& trouble) {
      say(std::string("check: ") + trouble.what());
      note_failure();
      return false;
    }
  }

  void note_failure() {
    auto known = [&] {
      std::scoped_lock const lock(guard);
      auto now = last.value_or(Checked{});
      if (!now.failing_since) now.failing_since = clock.now();
      last = now;
      return now;
    }();
    try {
      write_checked(file, known);
    } catch (std::exception const& trouble) {  // the disk, most likely; who asks is told all the same
      say(std::string("check: ") + trouble.what());
    }
  }

  bool ending_now() {
    std::scoped_lock const lock(guard);
    return ending;
  }

  Config config;
  work::House house;
  Clock& clock;
  Say say;
  std::string file;
  std::mutex guard;
  std::condition_variable wake;
  std::optional<Checked> last;
  bool ending = false;
  std::thread thread;
};

std::optional<Checked> Nightly::check_once(Config const& config, work::House const& house, Clock& clock, Say const& say,
                                           std::function<bool()> const& go_on) {
  auto const database = storage::Database::open({.url = config.database_url(),
                                                 .data_dir = config.data_dir,
                                                 .look_only = true,
                                                 .patience_ms = patience_of_check_ms});
  Checked checked{.at = clock.now()};
  auto const began = machine_clock().now();
  std::size_t said = 0;
  auto const examined = examine(*database, house, checked.at,
                                {.published_file = config.data_dir + "/published-checkpoint",
                                 .progress = [&](auto, auto, auto) { return go_on(); },
                                 .found =
                                     [&](Finding const& finding) {
                                       if (said++ < told_in_log) say("check: " + finding.line);
                                     },
                                 .most_faults = most_faults});
  if (examined.stopped) return std::nullopt;
  checked.faults = examined.faults;
  checked.entries = examined.entries;
  checked.leaves = examined.leaves;
  checked.events = examined.events;
  checked.took = machine_clock().now() - began;
  return checked;
}

Nightly::Nightly(Config const& config, work::House house, Clock& clock, Say say)
    : inside_(std::make_unique<Inside>(config, std::move(house), clock, std::move(say))) {
  inside_->thread = std::thread([this] { inside_->run(); });
}

Nightly::~Nightly() {
  {
    std::scoped_lock const lock(inside_->guard);
    inside_->ending = true;
  }
  inside_->wake.notify_all();
  inside_->thread.join();
}

std::optional<Checked> Nightly::last() const {
  std::scoped_lock const lock(inside_->guard);
  return inside_->last;
}

}  // namespace lumbung::app
