// The commands of `lumbung`, each with the exit code of a program: 0 all is well, 1 something is not, 2 called wrongly.
#pragma once

#include <string>
#include <vector>

#include "access/accounts.h"
#include "app/config.h"

namespace lumbung::app {

int serve(Config const& config);
// Makes an installation: schema, keys, log, areas; prints the link by which its first administrator signs up.
// With `again` when the link was lost: the old one is void then.
int init(Config const& config, std::string const& email, std::string const& name, access::Again again);
int check(Config const& config);
// Prints a money trail: forward from a gift, backward from a delivery.
int trace(Config const& config, std::string const& entry, bool backward);
int migrate(Config const& config);
// The whole installation into a file (or a directory, or "-"), and from one into an empty place.
int export_all(Config const& config, std::string const& to);
int import_all(Config const& config, std::string const& from);
int show_config(Configured const& configured);
int print_openapi();
// The bank that plays acquirer, in a process of its own; its keys lie in the data directory.
int sandbox_bank(Config const& config, int port, std::string const& server);

}  // namespace lumbung::app
