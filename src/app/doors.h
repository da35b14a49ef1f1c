// All doors of the house, in reading order.
#pragma once

#include <memory>

#include "access/limits.h"
#include "app/installation.h"
#include "app/nightly.h"
#include "http/door.h"
#include "http/files.h"
#include "mail/postman.h"

namespace lumbung::app {

struct Doorway {
  std::unique_ptr<access::Limits> limits;
  std::unique_ptr<http::Doors> doors;
  std::shared_ptr<http::WebFiles> web;
};
// `postman` may be none: then no letters go out: givers cannot sign in, staff's invitations are shown as links to
// whoever invites, and no password can be reset. `last_check` tells what the newest check of everything found.
using LastCheck = std::function<std::optional<Checked>()>;
Doorway open_doorway(Installation& installation, mail::Postman const* postman = nullptr, LastCheck last_check = {});

void open_setup_doors(http::Doors& doors);  // merchants and partners of payments
// What a demo's letters say; not found where there is no box.
void open_letter_doors(http::Doors& doors, mail::SandboxPostman const* box);
// What the nightly check found, and how the copies stand: in public, and for Prometheus.
using CopiesNow = std::function<std::optional<backup::Copied>()>;
void open_check_doors(http::Doors& doors, LastCheck const& last_check, CopiesNow const& copies);
void count_copies(http::Doors& doors, CopiesNow const& copies);
// Pages of the web application, with what each is about put into them.
void open_page_doors(http::Doors& doors, std::shared_ptr<http::WebFiles> const& web, std::string const& public_url);

}  // namespace lumbung::app
