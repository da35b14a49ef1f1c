// What has to be done now and then, on a thread of its own: charges and holds that ran out; sessions, remembered
// requests and files that nobody needs any more.
#pragma once

#include <functional>
#include <memory>
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

}  // namespace lumbung::app
