#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <iterator>
#include <mutex>
#include <thread>

#include "work/group.h"
#include "work/work.h"

namespace lumbung::work {

namespace {

constexpr std::chrono::seconds longest_wait_for_a_reader{10};
constexpr int most_groups_untended = 16;
constexpr int lately = 64;  // groups

// Whether the database answers those who look. While it does not, one asks again now and then, and the others are told
// at once: whoever waits for it holds up a thread that could answer others.
class Presence {
 public:
  // Throws Breakdown while the database is known to be away and somebody else asks, or has just asked.
  void before_asking() {
    std::lock_guard const held(mutex_);
    if (!away_) return;
    auto const now = std::chrono::steady_clock::now();
    if (now < ask_again_) throw Breakdown("the database is away");
    ask_again_ = now + longest_ask;
  }
  void answered() {
    std::lock_guard const held(mutex_);
    away_ = false;
  }
  void lost() {
    std::lock_guard const held(mutex_);
    away_ = true;
    ask_again_ = std::chrono::steady_clock::now() + between_asks;
  }

 private:
  static constexpr std::chrono::milliseconds between_asks{250}, longest_ask{10'000};
  std::mutex mutex_;
  bool away_ = false;
  std::chrono::steady_clock::time_point ask_again_;
};

// The connections that look. Lends each to one thread at a time, and makes them as they are needed.
class ReaderPool {
 public:
  explicit ReaderPool(storage::Database& database) : database_(database), limit_(std::max(1, database.readers())) {}

  std::unique_ptr<storage::ReaderSession> lend() {
    presence_.before_asking();
    auto session = take_or_count();
    try {
      if (!session) session = database_.reader();
      session->begin();
    } catch (storage::ConnectionLost const&) {
      presence_.lost();
      forget();
      throw;
    } catch (...) {
      forget();
      throw;
    }
    presence_.answered();
    return session;
  }
  void take_back(std::unique_ptr<storage::ReaderSession> session) {
    try {
      session->end();
    } catch (std::exception const&) {  // lost or spoiled; what was read before has been answered for
      session.reset();
      return forget();
    }
    std::lock_guard const held(mutex_);
    idle_.push_back(std::move(session));
    free_.notify_one();
  }

 private:
  // An idle session, or null when the caller is to make a new one.
  std::unique_ptr<storage::ReaderSession> take_or_count() {
    std::unique_lock held(mutex_);
    auto const ready = [&] { return !idle_.empty() || made_ < limit_; };
    if (!free_.wait_for(held, longest_wait_for_a_reader, ready))
      throw Breakdown("no reader of the database became free in time");
    if (idle_.empty()) {
      ++made_;
      return nullptr;
    }
    auto session = std::move(idle_.back());
    idle_.pop_back();
    return session;
  }
  void forget() {
    std::lock_guard const held(mutex_);
    --made_;
    free_.notify_one();
  }

  storage::Database& database_;
  int const limit_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<storage::ReaderSession>> idle_;
  int made_ = 0;
  Presence presence_;
};

}  // namespace

struct Engine::Inside {
  Inside(storage::Database& database, House the_house, Clock& the_clock, Chance& chance, Options the_options)
      : house(lived_in(std::move(the_house))),
        clock(the_clock),
        options(the_options),
        readers(database),
        committer(database, house, clock, chance, followers) {
    if (options.own_writer) writer = std::thread([this] { write_until_empty(); });
  }
  static House lived_in(House house) {
    house.residents = std::make_shared<Residents>();
    return house;
  }
  ~Inside() {
    {
      std::lock_guard const held(mutex);
      closing = true;
    }
    some.notify_one();
    if (writer.joinable())
      writer.join();
    else
      write_until_empty();
  }

  void put(Job job, Turn turn);
  std::vector<Job> take();
  void write_until_empty();
  bool may_tend();
  // Whether people asked beside runs: then none of them shall be held up for long.
  bool people_beside_runs() const { return since_people < lately && since_run < lately; }
  void answer(std::vector<Job>& group);
  void turn_away_who_waits();

  House const house;
  Clock& clock;
  Options const options;
  Followers followers;
  std::vector<std::function<void()>> wakers;
  ReaderPool readers;
  std::atomic<std::uint64_t> version{0};
  std::atomic<bool> broken{false};

  std::mutex mutex;
  std::condition_variable some;
  std::deque<Job> waiting, patient;
  bool patient_is_next = false;
  int groups_untended = 0;
  int since_people = lately, since_run = lately;  // groups; for the writer's thread only
  bool closing = false;

  Committer committer;
  std::thread writer;  // last: it uses all of the above
};

void Engine::Inside::put(Job job, Turn turn) {
  if (options.closed_because != nullptr) return job.then(refuse(*options.closed_because));
  if (broken) return job.failed(std::make_exception_ptr(Breakdown("the disk failed; nothing is written any more")));
  {
    std::unique_lock held(mutex);
    if (waiting.size() + patient.size() < options.queue_limit) {
      (turn == Turn::patient ? patient : waiting).push_back(std::move(job));
      held.unlock();
      some.notify_one();
      return;
    }
  }
  job.then(refuse(too_busy));
}

std::vector<Job> Engine::Inside::take() {
  std::unique_lock held(mutex);
  if (options.own_writer) some.wait(held, [&] { return closing || !waiting.empty() || !patient.empty(); });
  bool const of_patient = !patient.empty() && (waiting.empty() || patient_is_next);
  patient_is_next = !of_patient;
  auto& queue = of_patient ? patient : waiting;
  auto const most = of_patient ? 1 : options.group_limit;
  std::vector<Job> group;
  while (!queue.empty() && group.size() < most) {
    group.push_back(std::move(queue.front()));
    queue.pop_front();
  }
  bool const of_people =
      !of_patient && std::ranges::any_of(group, [](Job const& job) { return job.actor.kind != Kind::system; });
  since_run = of_patient ? 0 : std::min(since_run + 1, lately);
  since_people = of_people ? 0 : std::min(since_people + 1, lately);
  return group;
}

// The writer's life: its queue is empty only when the engine closes.
void Engine::Inside::write_until_empty() {
  for (auto group = take(); !group.empty(); group = take()) {
    bool changed = false;
    if (broken) {
      for (auto& job : group) job.error = std::make_exception_ptr(Breakdown(committer.broken_because()));
    } else {
      changed = committer.carry(group);
      broken = !committer.broken_because().empty();
    }
    if (changed) ++version;
    answer(group);
    if (changed)
      for (auto const& wake : wakers) wake();
    group.clear();
    if (committer.away()) turn_away_who_waits();
    if (!broken && may_tend()) committer.tend(people_beside_runs());
    broken = !committer.broken_because().empty();
  }
}

// What can wait until everyone is answered waits for those, too, who asked meanwhile; but not for ever.
bool Engine::Inside::may_tend() {
  std::lock_guard const held(mutex);
  if (!waiting.empty() && ++groups_untended < most_groups_untended) return false;
  groups_untended = 0;
  return true;
}

void Engine::Inside::answer(std::vector<Job>& group) {
  for (auto& job : group) try {
      if (job.error)
        job.failed(job.error);
      else
        job.then(*std::move(job.verdict));
    } catch (...) {
      // Whoever asked has broken the promise to throw nothing; the others are still to be answered.
    }
}

// The database did not come back for the group before them; to try each group in turn would keep the last ones waiting
// for minutes.
void Engine::Inside::turn_away_who_waits() {
  std::vector<Job> turned_away;
  {
    std::lock_guard const held(mutex);
    for (auto* const queue : {&waiting, &patient}) {
      std::move(queue->begin(), queue->end(), std::back_inserter(turned_away));
      queue->clear();
    }
  }
  for (auto& job : turned_away) job.error = std::make_exception_ptr(Breakdown("the database is away"));
  answer(turned_away);
}

Engine::Engine(storage::Database& database, House house, Clock& clock, Chance& chance, Options options)
    : inside_(std::make_unique<Inside>(database, std::move(house), clock, chance, options)) {}
Engine::Engine(storage::Database& database, House house, Clock& clock, Chance& chance)
    : Engine(database, std::move(house), clock, chance, Options()) {}
Engine::~Engine() = default;

void Engine::hand_in(Actor actor, Unit unit, std::function<void(Verdict)> then,
                     std::function<void(std::exception_ptr)> failed, Turn turn) {
  inside_->put({.actor = std::move(actor),
                .unit = std::move(unit),
                .then = std::move(then),
                .failed = std::move(failed),
                .verdict = std::nullopt,
                .error = nullptr},
               turn);
}

Verdict Engine::carry_out(Actor const& actor, Unit unit) {
  must(std::this_thread::get_id() != inside_->writer.get_id());  // it would wait for itself
  std::promise<Verdict> promise;
  hand_in(
      actor, std::move(unit), [&](Verdict verdict) { promise.set_value(std::move(verdict)); },
      [&](std::exception_ptr const& error) { promise.set_exception(error); }, Turn::soon);
  if (!inside_->options.own_writer) inside_->write_until_empty();
  return promise.get_future().get();
}

void Engine::after(std::string_view event_kind, Follower follower) {
  inside_->followers[std::string(event_kind)].push_back(std::move(follower));
}
void Engine::on_commit(std::function<void()> wake) { inside_->wakers.push_back(std::move(wake)); }
std::uint64_t Engine::version() const { return inside_->version; }
bool Engine::broken() const { return inside_->broken; }
House const& Engine::house() const { return inside_->house; }
Instant Engine::now() const { return inside_->clock.now(); }

Engine::Loan::Loan(Engine& engine) : engine_(engine), session_(engine.inside_->readers.lend()) {}
Engine::Loan::~Loan() { engine_.inside_->readers.take_back(std::move(session_)); }

}  // namespace lumbung::work
