#include "tests/power/world.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <new>

#include "core/result.h"

namespace lumbung::power {
namespace {

namespace fs = std::filesystem;

// What the hands gather together.
struct Shared {
  std::atomic<std::uint64_t> next_world{0}, worlds{0}, cuts{0}, kills{0}, calls{0}, answered{0}, heads{0},
      failed_syncs{0}, fingerprint{0}, faults{0};
  char fault[20][1200] = {};
};

template <class Thing>
class InSharedMemory {
 public:
  InSharedMemory() : place_(::mmap(nullptr, sizeof(Thing), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
    must(place_ != MAP_FAILED);
    new (place_) Thing;
  }
  ~InSharedMemory() { ::munmap(place_, sizeof(Thing)); }
  InSharedMemory(InSharedMemory const&) = delete;
  InSharedMemory& operator=(InSharedMemory const&) = delete;
  Thing& operator*() const { return *static_cast<Thing*>(place_); }
  Thing* operator->() const { return static_cast<Thing*>(place_); }

 private:
  void* place_;
};

// In memory where there is room: what survives a cut is decided here and not by the machine's disk.
fs::path workshop() {
  auto const* const wanted = std::getenv("TMPDIR");
  fs::path const place = wanted != nullptr              ? wanted
                         : fs::is_directory("/dev/shm") ? "/dev/shm"
                                                        : fs::temp_directory_path();
  auto name = (place / "lumbung-power-XXXXXX").string();
  must(::mkdtemp(name.data()) != nullptr);
  return fs::canonical(name);
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1'000 + WTERMSIG(status);
}

class Keeper {
 public:
  Keeper(Plan const& plan, Shared& shared) : plan_(plan), shared_(shared), place_(workshop()) {}
  ~Keeper() { fs::remove_all(place_); }
  Keeper(Keeper const&) = delete;
  Keeper& operator=(Keeper const&) = delete;

  void work() {
    for (auto world = shared_.next_world++; world < plan_.worlds; world = shared_.next_world++) {
      if (plan_.stops_at_a_fault && shared_.faults > 0) return;
      carry(plan_.first_world + world);
      ++shared_.worlds;
      if (plan_.progress) plan_.progress(shared_.worlds);
    }
  }

 private:
  void carry(std::uint64_t world) {
    InSharedMemory<Book> const book;
    auto const root = place_ / "disk";
    fs::create_directory(root);
    Life life{.root = root.string(), .seed = plan_.seed * 1'000'000 + world, .fault = plan_.fault};
    life.syncs_fail = plan_.fault == Fault::none && world % 8 == 3;
    for (; life.number < plan_.lives; ++life.number)
      if (!one_life(world, life, *book)) break;
    shared_.answered += book->answered;
    shared_.fingerprint += book->fingerprint;
    shared_.heads += book->roots;
    shared_.calls += book->calls;
    shared_.failed_syncs += book->failed_syncs;
    fs::remove_all(root);
    fs::remove(place_ / "disk.memory");
  }

  bool one_life(std::uint64_t world, Life& life, Book& book) {
    life.calls = life.number == 0 ? 2'000 : life.number % 5 == 0 ? 60 : 900;  // some never get beyond their start
    ::fflush(nullptr);
    auto const child = ::fork();
    must(child >= 0);
    if (child == 0) live(life, book);
    auto const status = status_of(child);
    if (status == ended_by_cut || status == ended_by_itself) {
      ++(status == ended_by_cut ? shared_.cuts : shared_.kills);
      return true;
    }
    if (status != ended_by_fault) book.tell("ended with status " + std::to_string(status));
    auto const place = shared_.faults++;
    auto const text = "world " + std::to_string(world) + ", " + book.fault;
    if (place < std::size(shared_.fault)) std::strncpy(shared_.fault[place], text.c_str(), sizeof shared_.fault[0] - 1);
    return false;
  }

  Plan const& plan_;
  Shared& shared_;
  fs::path const place_;
};

}  // namespace

Tally run(Plan const& plan) {
  InSharedMemory<Shared> const shared;
  ::fflush(nullptr);
  std::vector<pid_t> hands;
  for (int hand = 0; hand < plan.hands; ++hand) {
    auto const child = ::fork();
    must(child >= 0);
    if (child != 0) {
      hands.push_back(child);
      continue;
    }
    Keeper(plan, *shared).work();
    ::fflush(nullptr);
    ::_exit(0);
  }
  bool all_well = true;
  for (auto const hand : hands) all_well = status_of(hand) == 0 && all_well;
  Tally tally{shared->cuts,  shared->kills,        shared->calls,       shared->answered,
              shared->heads, shared->failed_syncs, shared->fingerprint, {}};
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(shared->faults, std::size(shared->fault)); ++i)
    tally.faults.emplace_back(shared->fault[i]);
  if (!all_well) tally.faults.emplace_back("a keeper of worlds broke down");
  return tally;
}

}  // namespace lumbung::power
