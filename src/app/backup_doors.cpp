// How the copies stand, for whoever watches the server.
#include "app/doors.h"
#include "http/metrics.h"

namespace lumbung::app {
namespace {

double unix_time(std::optional<Instant> moment) {
  return moment ? static_cast<double>(moment->micros / 1'000'000) : 0.0;
}

}  // namespace

void count_copies(http::Doors& doors, CopiesNow const& copies) {
  auto const gauge = [&](std::string_view name, std::string_view help, auto read) {
    doors.metrics().gauge(name, help, "", [copies, read] {
      auto const copied = copies();
      return copied ? static_cast<double>(read(*copied)) : 0.0;
    });
  };
  using backup::Copied;
  gauge("lumbung_backup_until_seconds", "Everything acknowledged before is copied, Unix time; 0 without copies.",
        [](Copied const& copied) { return unix_time(copied.until); });
  gauge("lumbung_backup_whole_seconds", "When the newest whole copy began, Unix time; 0 before the first.",
        [](Copied const& copied) { return unix_time(copied.whole); });
  gauge("lumbung_backup_failing_since_seconds", "Since when nothing could be copied, Unix time; 0 when all is well.",
        [](Copied const& copied) { return unix_time(copied.failing_since); });
  gauge("lumbung_backup_written_bytes", "Sealed bytes written to the directory of the backup since the start.",
        [](Copied const& copied) { return copied.bytes; });
  gauge("lumbung_backup_records", "Records of changes written since the start.",
        [](Copied const& copied) { return copied.records; });
}

}  // namespace lumbung::app
