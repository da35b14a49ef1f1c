// The group commit itself: units of work, one after the other, one durable commit. Used by the writer's thread only.
#pragma once

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "work/audit.h"
#include "work/work.h"

namespace lumbung::work {

// A unit of work on its way, and what came of it.
struct Job {
  Actor actor;
  std::function<Verdict(Work&)> unit;
  std::function<void(Verdict)> then;
  std::function<void(std::exception_ptr)> failed;

  std::optional<Verdict> verdict;  // one of the two is there once the group is through
  std::exception_ptr error;
};

using Followers = std::map<std::string, std::vector<Follower>, std::less<>>;

class Committer {
 public:
  Committer(storage::Database& database, House const& house, Clock& clock, Chance& chance, Followers const& followers);

  // Runs all and gives each its outcome. Returns whether anything was committed, or may have been. Throws nothing.
  bool carry(std::span<Job> jobs);
  // What can wait until everyone is answered.
  void tend(bool in_small_steps);
  // Why nothing can be written any more; empty while all is well.
  std::string const& broken_because() const { return broken_because_; }
  // The database did not come back in time. Cleared when it answers again.
  bool away() const { return away_; }

 private:
  struct Attempt;
  bool carry_once(std::span<Job> jobs);
  bool carry_one_by_one(std::span<Job> jobs);
  void run(Job& job, Attempt& attempt);
  void keep(Work& work, std::int64_t changed_before, Attempt& attempt);
  Verdict act_and_follow(Job& job, Work& work);
  void commit(TrailHead const& head);
  bool was_committed_after_all();
  bool give_up(std::span<Job> jobs);
  void end_unchanged();
  void roll_back();

  House const& house_;
  Clock& clock_;
  Chance& chance_;
  Followers const& followers_;
  std::unique_ptr<storage::WriterSession> writer_;
  std::optional<Hash> seen_;            // the end of the trail when we last had the turn, or as we left it
  std::optional<TrailHead> unsettled_;  // the end of the trail in a commit that nobody answered for
  std::string broken_because_;
  bool away_ = false;
};

}  // namespace lumbung::work
