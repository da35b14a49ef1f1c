// The doors of access; see openapi.json for what they take and give.
#pragma once

#include "access/approvals.h"
#include "access/letters.h"
#include "access/limits.h"
#include "http/door.h"

namespace lumbung::access {

// What the doors need besides a View or a Work. All of it must live as long as the Doors.
struct Services {
  work::Engine& engine;
  Limits& limits;
  Contents const& contents;  // of every room that opens approvals
  std::string public_url;    // "https://lumbung.example"
  Post post{};               // empty where no letters go out
  bool sandbox = false;      // letters land in a box that everybody may read: demos only
};

void open_doors(http::Doors& doors, Services const& services);

// For Doors::who_is_it: reads the session cookie. A session that has ended is a visitor, so that public pages stay open
// to a browser that still holds its cookie. Keeps the session alive (queued, not waited for).
http::WhoIsIt who_is_it(Services const& services);
// For Doors::gate: refuses an address that asks too often.
http::Gate gate(Services const& services);

// The cookie's name. Over https it is "__Host-lumbung" (Secure, this host only) and nothing else is read; over plain
// http, which is for a machine of one's own, it is "lumbung".
std::string_view cookie_name(std::string_view public_url);

}  // namespace lumbung::access
