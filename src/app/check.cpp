#include <iostream>

#include "app/commands.h"
#include "app/console.h"
#include "app/installation.h"

namespace lumbung::app {
namespace {

Verdict can_be_examined(storage::Database& database) {
  auto const rows = database.reader();
  rows->begin();
  return has_our_schema(*rows);
}

}  // namespace

int check(Config const& config) {
  end_kindly();
  // The log's own start-up check would refuse what we are asked to look at: so only the database is opened.
  auto const database = storage::Database::open({.url = config.database_url(),
                                                 .data_dir = config.data_dir,
                                                 .look_only = true,
                                                 .patience_ms = patience_of_check_ms});
  auto const fit = can_be_examined(*database);
  if (fit.refused()) return refused(fit.problem());
  Progress progress;
  auto how = watched(progress);
  how.published_file = config.data_dir + "/published-checkpoint";
  auto const examined = examine(*database, house_of(config, nullptr), clock_of(config).now(), how);
  progress.clear();
  std::cout << examined.entries << " jurnal / entries, " << examined.leaves << " daun log / leaves, " << examined.events
            << " baris jejak / events, " << (progress.spent() + 500'000) / 1'000'000 << " s\n"
            << examined.faults << " kesalahan / faults\n";
  if (examined.stopped) std::cout << "Dihentikan sebelum selesai. / Stopped before the end.\n";
  return examined.faults == 0 && !examined.stopped ? 0 : 1;
}

}  // namespace lumbung::app
