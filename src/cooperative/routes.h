// The doors of co-operatives. All are for staff; members have no sign-in of their own in the house yet.
#pragma once

#include "http/door.h"

namespace lumbung::cooperative {

void open_doors(http::Doors& doors);

}  // namespace lumbung::cooperative
