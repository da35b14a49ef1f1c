// The doors of the public log: the files that anybody may mirror and check, and what the log page shows.
//
// Receipts have no door here: a receipt tells the whole record, so it is handed out by whoever knows who may see it
// (giving, by the link of a gift), through `receipt`.
#pragma once

#include "http/door.h"

namespace lumbung::translog {

// GET /log/checkpoint, /log/tile/…: the prefix for C2SP tile readers is "<public url>/log".
// GET /api/log: the head in words.
void open_doors(http::Doors& doors);

}  // namespace lumbung::translog
