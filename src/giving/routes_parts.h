// The doors of this room, by who comes through them.
#pragma once

#include "giving/routes.h"

namespace lumbung::giving {

void open_public_doors(http::Doors& doors, Neighbours const& neighbours);
void open_staff_doors(http::Doors& doors);
void open_hold_doors(http::Doors& doors);
void open_report_doors(http::Doors& doors);
void open_organisation_doors(http::Doors& doors);

}  // namespace lumbung::giving
