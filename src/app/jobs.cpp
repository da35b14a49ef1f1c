#include "app/jobs.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "access/password_reset.h"
#include "access/sign_in.h"
#include "app/unused_files.h"
#include "core/chance.h"
#include "givers/givers.h"
#include "http/door.h"
#include "ledger/ledger.h"
#include "payments/payments.h"

namespace lumbung::app {
namespace {

constexpr auto every = std::chrono::minutes(1);
constexpr int at_once = 500;
constexpr int periods_at_once = 50;  // each makes a charge and a letter

}  // namespace

struct Jobs::Inside {
  Inside(work::Engine& engine_, Clock& clock_, std::function<void(std::string_view)> say_)
      : engine(engine_), clock(clock_), say(std::move(say_)) {}

  void run() {
    stand_ready();
    std::unique_lock lock(guard);
    while (!ending) {
      lock.unlock();
      once();
      lock.lock();
      wake.wait_for(lock, every, [&] { return ending; });
    }
  }

  // A work for each book: whoever wants to change something goes in between.
  void stand_ready() try {
    auto const books = engine.view(work::Actor::system(), [](work::View const& view) { return ledger::books(view); });
    for (auto const book : books) {
      if (ending_now()) return;
      auto const ready =
          engine.work(work::Actor::system(), [book](work::Work& work) { return ledger::stand_ready(work, book); });
      if (ready.refused()) return say("jobs: balances were not read ahead: " + std::string(ready.code()));
    }
  } catch (std::exception const& trouble) {
    say(std::string("jobs: ") + trouble.what());
  }

  void once() {
    try {
      expire();
      charge_recurring();
      auto const today = day_of(clock.now(), Zone::wib);
      if (last_forgot == today) return;
      last_forgot = today;
      forget();
    } catch (std::exception const& trouble) {
      say(std::string("jobs: ") + trouble.what());
    }
  }

  void expire() {
    auto const charges =
        engine.work(work::Actor::system(), [](work::Work& work) { return payments::expire_charges(work, at_once); });
    if (charges.refused()) say("jobs: charges could not expire: " + std::string(charges.code()));
    auto const holds = engine.work(
        work::Actor::system(), [](work::Work& work) -> Result<int> { return ledger::expire_holds(work, work.now); });
    if (holds.refused()) say("jobs: holds could not expire: " + std::string(holds.code()));
  }

  // Gifts that recur: a charge and a letter for each period that is due.
  void charge_recurring() {
    while (!ending_now()) {
      auto const made = engine.work(work::Actor::system(),
                                    [](work::Work& work) { return givers::charge_due(work, periods_at_once); });
      if (made.refused()) return say("jobs: recurring gifts could not be charged: " + std::string(made.code()));
      if (*made == 0) return;
    }
  }

  // What nobody needs any more: ended sessions, and requests remembered for longer than a phone stays without signal.
  void forget() {
    auto const forgotten = engine.work(work::Actor::system(), [](work::Work& work) -> Result<std::int64_t> {
      auto const sessions = access::forget_ended_sessions(work.rows, work.now) +
                            access::forget_resets(work.rows, work.now) + givers::forget_ended(work.rows, work.now);
      if (sessions > 0)
        work.record({.kind = "app.sessions_forgotten",
                     .subject = {},
                     .organisation = {},
                     .facts = {{"sessions", std::to_string(sessions)}}});
      return sessions + http::forget_requests(work, work.now - days(31));
    });
    if (forgotten.refused()) say("jobs: nothing could be forgotten: " + std::string(forgotten.code()));
    auto const files = remove_unused_files(engine, clock.now(), [&] { return !ending_now(); });
    if (files > 0) say("jobs: " + std::to_string(files) + " files that nothing names were removed");
  }

  bool ending_now() {
    std::scoped_lock const lock(guard);
    return ending;
  }

  work::Engine& engine;
  Clock& clock;
  std::function<void(std::string_view)> say;
  std::optional<Date> last_forgot;  // the day
  std::mutex guard;
  std::condition_variable wake;
  bool ending = false;
  std::thread thread;
};

Jobs::Jobs(work::Engine& engine, Clock& clock, std::function<void(std::string_view)> say)
    : inside_(std::make_unique<Inside>(engine, clock, std::move(say))) {
  inside_->thread = std::thread([this] { inside_->run(); });
}

Jobs::~Jobs() {
  {
    std::scoped_lock const lock(inside_->guard);
    inside_->ending = true;
  }
  inside_->wake.notify_all();
  inside_->thread.join();
}

}  // namespace lumbung::app
