#include "work/group.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "core/canary.h"
#include "storage/disk_full.h"
#include "work/store.h"

namespace lumbung::work {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int tries = 6;                         // the first and five more
constexpr std::chrono::seconds longest_away{3};  // how long a database that is gone is waited for
constexpr std::size_t most_events = 100'000;     // in one unit; beyond it followers are calling each other in a circle

std::string name_of(Kind kind) {
  switch (kind) {
    case Kind::visitor:
      return "visitor";
    case Kind::staff:
      return "staff";
    case Kind::partner_system:
      return "partner_system";
    case Kind::system:
      return "system";
  }
  must(false);
  return {};
}

// The event as the next line of the trail.
Trace trace_of(Event const& event, Work const& work, TrailHead const& before) {
  Trace trace{.number = before.number + 1,
              .at = work.now,
              .actor_kind = name_of(work.actor.kind),
              .account = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account),
              .organisation = event.organisation,
              .kind = std::string(event.kind),
              .subject = event.subject,
              .facts = lines_of(event.facts),
              .previous = before.hash,
              .hash = {}};
  if (canary("work.trail_is_no_chain")) trace.previous = {};
  trace.hash = hash_of(trace);
  return trace;
}

void pause_after(int attempt) { std::this_thread::sleep_for(std::chrono::milliseconds(2 << std::min(attempt, 6))); }

void fail_all(std::span<Job> jobs, std::exception_ptr const& error) {
  for (auto& job : jobs) {
    job.verdict.reset();
    job.error = error;
  }
}

}  // namespace

// What one run through the group gathers.
struct Committer::Attempt {
  TrailHead head;
  std::vector<Trace> traces;
  Extensions extensions;
};

Committer::Committer(storage::Database& database, House const& house, Clock& clock, Chance& chance,
                     Followers const& followers)
    : house_(house), clock_(clock), chance_(chance), followers_(followers), writer_(database.writer()) {
  store::head(*writer_);  // fails now rather than at the first work, if the tables are not there
}

bool Committer::carry(std::span<Job> jobs) {
  auto const begun = SteadyClock::now();
  for (int attempt = 1;; ++attempt) try {
      bool const changed = carry_once(jobs);
      away_ = false;
      return changed;
    } catch (storage::ConnectionLost const&) {
      roll_back();
      bool const long_enough = attempt > 1 && SteadyClock::now() - begun > longest_away;
      if (away_ || long_enough) {
        away_ = true;
        return give_up(jobs);
      }
      pause_after(attempt);
    } catch (storage::TryAgain const&) {
      roll_back();
      if (attempt >= tries) return give_up(jobs);
      pause_after(attempt);
    } catch (storage::DiskFailed const& failure) {
      broken_because_ = failure.what();
      roll_back();
      give_up(jobs);
      return false;  // whatever became of it, nobody sees it before the next start
    } catch (storage::DiskFull const&) {
      unsettled_.reset();  // a commit for which there was no room is undone
      roll_back();
      return give_up(jobs);
    } catch (Breakdown const&) {
      roll_back();
      return give_up(jobs);
    } catch (...) {  // not in a unit, which has its own fence: in what the extensions wrote at the end
      unsettled_.reset();
      fail_all(jobs, std::current_exception());
      roll_back();
      return jobs.size() > 1 && carry_one_by_one(jobs);
    }
}

bool Committer::carry_one_by_one(std::span<Job> jobs) {
  bool any = false;
  for (auto& job : jobs) {
    if (!broken_because_.empty())
      fail_all({&job, 1}, std::make_exception_ptr(Breakdown(broken_because_)));
    else
      any = carry({&job, 1}) || any;
  }
  return any;
}

bool Committer::carry_once(std::span<Job> jobs) {
  writer_->begin();
  Attempt attempt{store::take_turn(*writer_), {}, {}};
  if (seen_ && attempt.head.hash != *seen_) house_.residents->others_wrote();
  seen_ = attempt.head.hash;
  if (was_committed_after_all()) {
    end_unchanged();
    return true;
  }
  for (auto& job : jobs) run(job, attempt);

  auto const changed = writer_->changed();
  attempt.extensions.before_commit(*writer_);
  if (attempt.traces.empty()) {
    if (writer_->changed() != changed) throw Mistake("an extension changed rows, but no event was recorded");
    end_unchanged();
    return false;
  }
  store::add(*writer_, attempt.traces);
  store::move_head(*writer_, attempt.head);
  commit(attempt.head);
  seen_ = attempt.head.hash;
  attempt.extensions.committed();
  return true;
}

// An answer settles it, also when it is no: only a commit whose answer never came may have happened or not.
void Committer::commit(TrailHead const& head) {
  unsettled_ = head;
  try {
    writer_->commit();
  } catch (storage::ConnectionLost const&) {
    if (!canary("work.lost_answer_is_yes")) throw;
  } catch (storage::TryAgain const&) {
    unsettled_.reset();
    throw;
  }
  unsettled_.reset();
}

// When a connection is lost during commit, the answer is lost too. By now we hold the writers' turn again, so that
// commit is either done or never will be; the last line it wrote in the trail tells which.
bool Committer::was_committed_after_all() {
  if (!unsettled_ || canary("work.lost_answer_is_repeated")) return false;
  bool const there = store::hash_at(*writer_, unsettled_->number) == unsettled_->hash;
  unsettled_.reset();
  return there;
}

// Ends a transaction that changed nothing. What it saw and tells, that something was done already, must not be lost any
// more: on PostgreSQL a commit of our own comes after all that and waits, where a standby must follow, until it has it.
void Committer::end_unchanged() {
  if (writer_->engine() == storage::Engine::postgresql)
    writer_->commit();
  else
    writer_->rollback();
}

// Called while the failure is being caught. Returns whether the group may have been committed.
bool Committer::give_up(std::span<Job> jobs) {
  bool const unknown = std::exchange(unsettled_, std::nullopt).has_value();
  try {
    throw;
  } catch (std::exception const& failure) {
    fail_all(jobs, unknown ? std::make_exception_ptr(OutcomeUnknown(failure.what())) : std::current_exception());
  }
  return unknown;
}

void Committer::run(Job& job, Attempt& attempt) {
  job.verdict.reset();
  job.error = nullptr;
  writer_->savepoint();
  auto const changed_before = writer_->changed();
  try {
    Work work(job.actor, clock_.now(), *writer_, house_, chance_, attempt.extensions);
    job.verdict = act_and_follow(job, work);
    if (!job.verdict->refused()) return keep(work, changed_before, attempt);
  } catch (Breakdown const&) {
    throw;
  } catch (...) {
    job.verdict.reset();
    job.error = std::current_exception();
  }
  if (canary("work.refused_unit_leaves_rows")) return writer_->release_savepoint();
  writer_->rollback_to_savepoint();
}

Verdict Committer::act_and_follow(Job& job, Work& work) {
  auto verdict = job.unit(work);
  if (verdict.refused()) return verdict;
  for (std::size_t i = 0; i < work.events().size(); ++i) {
    must(i < most_events);
    auto const found = followers_.find(work.events()[i].kind);
    if (found == followers_.end()) continue;
    auto const event = work.events()[i];  // a copy: followers may record more
    for (auto const& follower : found->second) TRY(follower(work, event));
  }
  return done;
}

void Committer::keep(Work& work, std::int64_t changed_before, Attempt& attempt) {
  if (work.events().empty() && writer_->changed() != changed_before && !canary("work.rows_without_event"))
    throw Mistake("a unit of work changed rows and recorded no event");
  auto head = attempt.head;
  std::vector<Trace> traces;
  for (auto const& event : work.events()) {
    traces.push_back(trace_of(event, work, head));
    head = {traces.back().number, traces.back().hash};
  }
  writer_->release_savepoint();
  work.own_extensions().merge_into(attempt.extensions);
  attempt.head = head;
  for (auto& trace : traces) attempt.traces.push_back(std::move(trace));
}

void Committer::roll_back() {
  try {
    writer_->rollback();
  } catch (std::exception const&) {
    // The session is beyond that: PostgreSQL connects anew at begin(); SQLite is broken, and that is said already.
  }
}

void Committer::tend(bool in_small_steps) {
  try {
    writer_->tend(in_small_steps);
  } catch (storage::DiskFailed const& failure) {
    broken_because_ = failure.what();
  } catch (Breakdown const&) {
    // A checkpoint that could not be made now is made later; the log holds everything.
  }
}

}  // namespace lumbung::work
