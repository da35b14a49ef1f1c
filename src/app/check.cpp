#include <iostream>

#include "app/commands.h"
#include "app/examination.h"
#include "app/installation.h"
#include "app/progress.h"

namespace lumbung::app {

int check(Config const& config) {
  // The log's own start-up check would refuse what we are asked to look at: so only the database is opened.
  auto const database = storage::Database::open({.url = config.database_url(),
                                                 .data_dir = config.data_dir,
                                                 .look_only = true,
                                                 .patience_ms = patience_of_check_ms});
  Progress progress;
  auto const examined =
      examine(*database, house_of(config, nullptr), clock_of(config).now(),
              {.published_file = config.data_dir + "/published-checkpoint",
               .progress = [&](auto part, auto done, auto of) { return progress.tell(part, done, of); },
               .found =
                   [&](Finding const& finding) {
                     progress.clear();
                     std::cout << finding.line << "\n";
                   },
               .side_by_side = true});
  progress.clear();
  std::cout << examined.entries << " jurnal / entries, " << examined.leaves << " daun log / leaves, " << examined.events
            << " baris jejak / events, " << (progress.spent() + 500'000) / 1'000'000 << " s\n"
            << examined.faults << " kesalahan / faults\n";
  return examined.faults == 0 ? 0 : 1;
}

}  // namespace lumbung::app
