// Where a database may be, when its address names several hosts. For this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lumbung::storage {

struct Place {
  std::string host, address, port;  // empty: as the whole address has it
};

// One place for each host of the lists (commas between them; libpq's host, hostaddr and port). A single host is one
// place with nothing in it. One port is the port of all.
std::vector<Place> places_in(std::string_view hosts, std::string_view addresses, std::string_view ports);

}  // namespace lumbung::storage
