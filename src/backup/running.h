// The continuous copy of a running server: a whole copy each night, and every few seconds what changed since, so that
// at most ten seconds are lost with the machine. On a thread of its own that lets others go first; writers never wait
// for it, except for the moment in which the log is read before it is begun anew.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "backup/generation.h"
#include "core/chance.h"
#include "storage/copying.h"
#include "storage/storage.h"

namespace lumbung::backup {

struct RunningOptions {
  Shelf shelf;
  std::string data_dir;  // scratch, and the file that tells where the copy was left
  std::string database_file;
  Duration every = seconds(5);  // changes are copied so often, when there are some
  int hour = 1;                 // of the local day, when the nightly whole copy begins
  Zone zone = Zone::wib;
  int keep_days = 7;  // every moment of so many days can be restored
  std::function<void(std::string_view)> say;
};

// How the copy stands. Times are of the clock handed in.
struct Copied {
  std::optional<Instant> until;          // everything acknowledged before is on the shelf; nothing before the first
  std::optional<Instant> whole;          // when the newest whole copy began
  std::optional<Instant> failing_since;  // since when nothing could be copied
  bool beginning = false;                // there is no whole copy yet that changes could follow
  std::uint64_t bytes = 0;               // written since this server started
  std::int64_t records = 0;
};

class Running {
 public:
  // Begins to follow the database, so it must be made before the first writer. Throws Breakdown when the shelf cannot
  // be made, or when another server copies there.
  Running(storage::Database& database, storage::Files& files, RunningOptions options, Clock& clock, Chance& chance);
  ~Running();  // stop()

  // From now on it copies.
  void start();
  // Copies what is left, and ends. Nobody may write any more.
  void stop();
  // Waits until everything that was committed before this call is on the shelf, at most so long; whether it is.
  bool copy_now(Duration patience);
  Copied now() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Whether the night's whole copy is due, the newest having begun at `last`.
bool whole_copy_is_due(Instant last, Instant now, Zone zone, int hour);

// Takes away generations that nobody needs: those that a newer finished one, itself older than `keep_days`, stands in
// for, and unfinished ones that are not among `live`; and pictures whose originals are gone for so long. Returns how
// many generations went.
int clear_away(std::string const& directory, Instant now, int keep_days, std::vector<std::string> const& live);

}  // namespace lumbung::backup
