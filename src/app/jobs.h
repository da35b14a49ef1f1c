// What has to be done now and then, on a thread of its own: charges and holds that ran out; sessions, remembered
// requests and files that nobody needs any more; and the nightly check of everything.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "work/work.h"

namespace lumbung::app {

class Jobs {
 public:
  Jobs(work::Engine& engine, Clock& clock, std::function<void(std::string_view)> say);
  ~Jobs();  // ends what is under way

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// What the last check of everything found; none before the first.
struct Checked {
  std::int64_t faults = 0;
  Instant at;
};
std::optional<Checked> last_check();

}  // namespace lumbung::app
