#include "backup/running.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <sstream>
#include <thread>

#include "core/canary.h"
#include "storage/directories.h"

namespace lumbung::backup {
namespace {

constexpr auto looks_every = std::chrono::milliseconds(250);
constexpr auto tries_again_after = std::chrono::minutes(1), whole_again_after = std::chrono::minutes(30);
using Steady = std::chrono::steady_clock;

// Where the copy was left: the newest record, and up to where the log is in it.
struct Left {
  std::string generation;
  std::uint32_t newest = 0;
  Hash link{};
  storage::LogPlace place;
};

std::optional<Left> read_left(std::string const& file) {
  auto const text = read_small(file);
  if (!text) return std::nullopt;
  std::istringstream in(*text);
  std::string word, link;
  Left left;
  in >> word >> left.generation >> left.newest >> link >> left.place.salts >> left.place.frames >> left.place.sum;
  auto const bytes = from_hex(link);
  if (!in || word != "lumbung/copying@v1" || !bytes || bytes->size() != 32) return std::nullopt;
  left.link = hash_from(*bytes);
  return left;
}

// What was left, if it is still the newest on the shelf.
std::optional<Left> left_on(std::string const& directory, std::string const& file) {
  auto const left = read_left(file);
  if (!left) return std::nullopt;
  for (auto const& one : generations_on(directory))
    if (one.name == left->generation && one.finished && one.whole && one.newest == left->newest) return left;
  return std::nullopt;
}

// Two servers must not copy to one place: each would take away what the other has begun.
class ShelfLock {
 public:
  explicit ShelfLock(std::string const& directory) {
    file_ = ::open((directory + "/copying.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw Breakdown("cannot write to the directory of the backup: " + directory);
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw Breakdown("another server copies to " + directory + "; each installation needs a directory of its own");
  }
  ~ShelfLock() { ::close(file_); }
  ShelfLock(ShelfLock const&) = delete;
  ShelfLock& operator=(ShelfLock const&) = delete;

 private:
  int file_;
};

void let_others_go_first() {
  if (setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10) != 0) return;  // then it is only less polite
}

}  // namespace

bool whole_copy_is_due(Instant last, Instant now, Zone zone, int hour) {
  auto const today = day_of(now, zone);
  auto newest_hour = start_of(today, zone) + hours(hour);
  if (newest_hour > now) newest_hour = start_of(today + -1, zone) + hours(hour);
  return last < newest_hour;
}

struct Running::Inside {
  Inside(storage::Database& database, storage::Files& files, RunningOptions wanted, Clock& clock_, Chance& chance_)
      : options(std::move(wanted)),
        clock(clock_),
        chance(chance_),
        original{options.database_file, options.data_dir, files},
        state_file(options.data_dir + "/copying"),
        pictures(original, options.shelf, chance) {
    storage::make_directory(options.shelf.directory);
    lock.emplace(options.shelf.directory);
    auto const left = left_on(options.shelf.directory, state_file);
    following = database.follow(left ? std::optional(left->place) : std::nullopt);
    must(following != nullptr);
    if (left && following->took_up()) {
      live.push_back(std::make_shared<Generation>(
          Generation::take_up(options.shelf, chance, left->generation, left->newest, left->link)));
      stands.whole = begun_of(left->generation);
    }
    stands.beginning = live.empty();
  }

  // ---- the thread

  void run() {
    let_others_go_first();
    while (!is_ending()) {
      turn();
      std::unique_lock held(guard);
      wake.wait_for(held, looks_every, [&] { return ending || nudged; });
      nudged = false;
    }
    if (has_finished()) try_to([&] { copy_changes(); });
  }

  void turn() {
    if (Steady::now() < tries_again) return;
    try_to([&] {
      if (has_finished() && changes_are_due()) copy_changes();
      if (whole_is_due()) copy_whole();
    });
  }

  // A failure is said once, kept, and tried again a little later; whoever waits is let go.
  template <class Act>
  void try_to(Act act) {
    try {
      act();
    } catch (std::exception const& trouble) {
      tries_again = Steady::now() + (has_finished() ? options_every() * 2 : Steady::duration(tries_again_after));
      std::unique_lock held(guard);
      bool const first = !stands.failing_since;
      if (first) stands.failing_since = clock.now();
      held.unlock();
      answer.notify_all();
      if (first || said != trouble.what()) say(std::string("backup: ") + trouble.what());
      said = trouble.what();
    }
  }

  bool has_finished() const {
    return std::any_of(live.begin(), live.end(), [](auto const& one) { return one->finished(); });
  }
  Steady::duration options_every() const { return std::chrono::microseconds(options.every.micros); }
  // Whoever asks while there is no whole copy yet gets no answer sooner by many small records.
  bool changes_are_due() {
    bool const can_answer = has_finished();
    std::lock_guard const held(guard);
    return (can_answer && asked > answered) || Steady::now() - last_changes >= options_every();
  }
  bool whole_is_due() {
    if (live.empty()) return true;
    if (Steady::now() < next_whole) return false;
    std::lock_guard const held(guard);
    return stands.whole && whole_copy_is_due(*stands.whole, clock.now(), options.zone, options.hour);
  }

  // ---- what changed since

  // Reads what was committed; false when some of it passed unseen, and only a new whole copy helps.
  bool gather() {
    auto more = following->take();
    if (more.lost) {
      say("backup: the log was reused by another program; a new whole copy begins");
      live.clear();
      pending = {};
      std::lock_guard const held(guard);
      stands.beginning = true;
      return false;
    }
    pending.until = more.until;
    if (more.pages == 0) return true;
    pending.page_size = more.page_size;
    pending.pages = more.pages;
    for (auto& [number, page] : more.pages_by_number) pending.pages_by_number[number] = std::move(page);
    if (pending.pages_by_number.size() * pending.page_size <= most_pending) return true;
    live.clear();  // nothing could be copied for long; the whole is copied when it can be again
    pending = {};
    std::lock_guard const held(guard);
    stands.beginning = true;
    return false;
  }

  void copy_changes() {
    last_changes = Steady::now();
    std::uint64_t ticket = 0;
    {
      std::lock_guard const held(guard);
      ticket = asked;
    }
    auto const at = clock.now();
    if (!gather()) return;
    if (!canary("backup.pictures_come_late")) pictures.copy_new();
    if (pending.pages > 0) {
      for (auto& generation : live) generation->write_changes(pending, at);
      pending.pages_by_number.clear();
      pending.pages = 0;
      write_left();
      ++records;
    }
    if (!has_finished()) return;
    std::lock_guard const held(guard);
    stands.until = at;
    stands.failing_since.reset();
    stands.beginning = false;
    stands.bytes = bytes_of_gone + pictures.bytes();
    for (auto const& generation : live) stands.bytes += generation->bytes();
    stands.records = records;
    answered = ticket;
    said.clear();
    answer.notify_all();
  }

  void write_left() {
    for (auto const& one : live)
      if (one->finished()) {
        auto const& place = pending.until;
        write_small(state_file,
                    "lumbung/copying@v1 " + one->id() + " " + std::to_string(one->newest()) + " " +
                        hex(view_of(one->link())) + " " + std::to_string(place.salts) + " " +
                        std::to_string(place.frames) + " " + std::to_string(place.sum) + "\n",
                    0600);
        return;
      }
  }

  // ---- the whole

  // Between pieces of the whole copy, what changes meanwhile goes on being copied: into the generation before, so that
  // nothing waits, and into the new one behind it.
  bool between() {
    if (is_ending()) return false;
    if (changes_are_due()) copy_changes();
    return !live.empty();
  }

  void copy_whole() {
    // From here on every change is written into the new one as well; what came before is in its whole copy.
    if (has_finished())
      copy_changes();
    else
      forget_changes();
    auto const begun = clock.now();
    auto id = generation_name(std::max(begun, newest_begun() + seconds(1)), chance);
    auto const fresh = std::make_shared<Generation>(Generation::begin(options.shelf, chance, id, id));
    live.push_back(fresh);
    // Whatever happens in between, what is not finished does not stay.
    try {
      auto const go_on = [&](Part, std::int64_t, std::int64_t) { return between(); };
      if (!fresh->write_base(original, go_on) || !pictures.copy_all(go_on)) return give_up(id);
      fresh->finish(begun);
    } catch (...) {
      give_up(id);
      throw;
    }
    finished(begun);
  }

  // What was committed until now; the whole copy that begins has it all.
  void forget_changes() {
    gather();
    pending.pages_by_number.clear();
    pending.pages = 0;
  }

  void finished(Instant begun) {
    while (live.size() > 1) {
      bytes_of_gone += live.front()->bytes();
      live.erase(live.begin());
    }
    {
      std::lock_guard const held(guard);
      stands.whole = begun;
    }
    copy_changes();
    write_left();
    if (pictures.unreadable() > 0)
      say("backup: " + std::to_string(pictures.unreadable()) +
          " pictures or papers are damaged on the disk; see `lumbung check`");
    clear_away(options.shelf.directory, clock.now(), options.keep_days, {live.front()->id()});
    say("backup: whole copy " + live.front()->id());
  }

  void give_up(std::string const& id) {
    next_whole = Steady::now() + whole_again_after;
    std::erase_if(live, [&](auto const& one) { return one->id() == id; });
    std::error_code trouble;
    std::filesystem::remove_all(options.shelf.directory + "/" + id, trouble);
  }

  Instant newest_begun() const {
    auto const all = generations_on(options.shelf.directory);
    return all.empty() ? Instant{} : all.back().begun;
  }

  bool is_ending() {
    std::lock_guard const held(guard);
    return ending;
  }
  void say(std::string_view what) const {
    if (options.say) options.say(what);
  }

  static constexpr std::size_t most_pending = std::size_t{256} << 20;

  RunningOptions const options;
  Clock& clock;
  Chance& chance;
  Original const original;
  std::string const state_file;
  std::optional<ShelfLock> lock;
  storage::Following* following = nullptr;

  // of the thread alone
  std::vector<std::shared_ptr<Generation>> live;  // at most two: one that is finished, and the next while it is written
  storage::ChangedPages pending;
  Pictures pictures;
  Steady::time_point last_changes{}, next_whole{}, tries_again{};
  std::uint64_t bytes_of_gone = 0;
  std::int64_t records = 0;
  std::string said;

  std::mutex guard;
  std::condition_variable wake, answer;
  std::uint64_t asked = 0, answered = 0;
  bool nudged = false, ending = false;
  Copied stands;
  std::thread thread;
};

Running::Running(storage::Database& database, storage::Files& files, RunningOptions options, Clock& clock,
                 Chance& chance)
    : inside_(std::make_unique<Inside>(database, files, std::move(options), clock, chance)) {}

Running::~Running() { stop(); }

void Running::start() {
  must(!inside_->thread.joinable());
  inside_->thread = std::thread([this] { inside_->run(); });
}

void Running::stop() {
  {
    std::lock_guard const held(inside_->guard);
    inside_->ending = true;
  }
  inside_->wake.notify_all();
  if (inside_->thread.joinable()) inside_->thread.join();
}

bool Running::copy_now(Duration patience) {
  auto& in = *inside_;
  std::unique_lock held(in.guard);
  auto const ticket = ++in.asked;
  in.nudged = true;
  in.wake.notify_all();
  in.answer.wait_for(held, std::chrono::microseconds(patience.micros),
                     [&] { return in.answered >= ticket || in.stands.failing_since || in.stands.beginning; });
  return in.answered >= ticket;
}

Copied Running::now() const {
  std::lock_guard const held(inside_->guard);
  return inside_->stands;
}

}  // namespace lumbung::backup
