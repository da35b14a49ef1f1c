// The doors of payments: those of SNAP BI, which acquirers and banks knock at, and ours for suspense and charges.
#pragma once

#include "http/door.h"

namespace lumbung::payments {

void open_doors(http::Doors& doors);
// Those of SNAP BI alone; open_doors opens them too.
void open_snap_doors(http::Doors& doors);

}  // namespace lumbung::payments
