// The nightly check: everything is recomputed once a night while the server runs, on connections of its own that only
// look, by a thread that lets everybody else go first. What it found is kept in the data directory and shown in public.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/config.h"
#include "work/work.h"

namespace lumbung::app {

// What the last check of everything found, and since when none has come to its end. Before the first that did, only the
// latter is set.
struct Checked {
  std::int64_t faults = 0;
  std::int64_t entries = 0;  // journal entries, leaves of the public log and lines of the trail that were looked at
  std::int64_t leaves = 0;
  std::int64_t events = 0;
  Instant at;  // when it began: it is true of this moment
  Duration took;
  // A check could not be done to its end (the database cannot be read): the figures above are of before.
  std::optional<Instant> failing_since;
  bool ever_done() const { return at.micros != 0; }
  friend bool operator==(Checked const&, Checked const&) = default;
};

// Whether a night's hour has come since the last check began (`hour` of the local day, 0 to 23).
bool check_is_due(std::optional<Checked> const& last, Instant now, Zone zone, int hour);
// "Pemeriksaan: 0 kesalahan / faults; 120 jurnal / entries, …": the one line that the server's log has of it.
std::string told(Checked const& checked);
// As it lies in `file`; nothing when there is none, or it cannot be read.
std::optional<Checked> read_checked(std::string const& file);
void write_checked(std::string const& file, Checked const& checked);

class Nightly {
 public:
  using Say = std::function<void(std::string_view)>;
  // Reads what the last check found; checks when one is due, and then every night. A check that fails to run (the
  // database is away, a page of it is damaged) is said, kept as `failing_since`, and tried again an hour later.
  Nightly(Config const& config, work::House house, Clock& clock, Say say);
  ~Nightly();  // ends a check that is under way; its result is then not kept

  std::optional<Checked> last() const;

  // One check, now and on this thread; nothing when `go_on` stopped it.
  static std::optional<Checked> check_once(Config const& config, work::House const& house, Clock& clock, Say const& say,
                                           std::function<bool()> const& go_on);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lumbung::app
