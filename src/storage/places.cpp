#include "storage/places.h"

#include <algorithm>

namespace lumbung::storage {

namespace {

std::vector<std::string> split_at_commas(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    auto const comma = std::min(list.find(',', at), list.size());
    parts.emplace_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

std::string nth(std::vector<std::string> const& list, std::size_t i) { return i < list.size() ? list[i] : ""; }

}  // namespace

std::vector<Place> places_in(std::string_view hosts, std::string_view addresses, std::string_view ports) {
  auto const host = split_at_commas(hosts), address = split_at_commas(addresses), port = split_at_commas(ports);
  std::vector<Place> places(std::max(host.size(), address.size()));
  if (places.size() == 1) return places;
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = {nth(host, i), nth(address, i), port.size() == 1 ? port[0] : nth(port, i)};
  return places;
}

}  // namespace lumbung::storage
