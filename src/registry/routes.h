// The doors of the registry; see openapi.json for what they take and give.
#pragma once

#include "http/door.h"

namespace lumbung::registry {

void open_doors(http::Doors& doors);

}  // namespace lumbung::registry
