#include <iostream>
#include <map>

#include "app/commands.h"
#include "app/examination.h"
#include "app/installation.h"

namespace lumbung::app {
namespace {

// One line that is written over: where each part is, how long yet.
class Progress {
 public:
  Progress() : began_(machine_clock().now()) {}
  bool tell(std::string_view part, std::int64_t done, std::int64_t of) {
    auto& place = parts_[std::string(part)];
    if (place.began == 0) place.began = spent();
    place.done = done;
    place.of = of;
    if (spent() - told_ < 200'000) return true;
    told_ = spent();
    std::string line;
    for (auto const& [name, at] : parts_)
      if (at.done < at.of) line += (line.empty() ? "" : " · ") + name + ": " + text(at);
    if (line.empty()) return true;
    line.resize(std::max(line.size(), widest_), ' ');
    widest_ = line.size();
    std::cerr << "\r" << line << std::flush;
    return true;
  }
  void clear() {
    if (widest_ > 0) std::cerr << "\r" << std::string(widest_, ' ') << "\r";
    widest_ = 0;
  }
  std::int64_t spent() const { return (machine_clock().now() - began_).micros; }

 private:
  struct Place {
    std::int64_t began = 0, done = 0, of = 0;
  };
  std::string text(Place const& at) const {
    auto out = std::to_string(at.done) + "/" + std::to_string(at.of);
    if (at.done == 0) return out;
    auto const left = static_cast<double>(spent() - at.began) / 1e6 * static_cast<double>(at.of - at.done) /
                      static_cast<double>(at.done);
    return out + ", sisa " + std::to_string(static_cast<long>(left)) + " s";
  }
  Instant began_;
  std::int64_t told_ = 0;
  std::size_t widest_ = 0;
  std::map<std::string, Place> parts_;
};

}  // namespace

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
