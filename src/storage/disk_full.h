// There is no room left on the disk. Nothing of the work was kept; all goes on by itself when somebody made room.
#pragma once

#include "core/result.h"

namespace lumbung::storage {

class DiskFull : public Breakdown {
 public:
  using Breakdown::Breakdown;
};

}  // namespace lumbung::storage
