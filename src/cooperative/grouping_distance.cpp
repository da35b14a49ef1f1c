#include <algorithm>
#include <cmath>
#include <numbers>

#include "cooperative/grouping.h"

namespace lumbung::cooperative {
namespace {

constexpr double mean_radius_in_decimetres = 63'710'088.0;

double radians(std::int32_t millionths) { return millionths * (std::numbers::pi / 180e6); }

bool within(double degrees, double most) { return degrees >= -most && degrees <= most; }  // false for NaN

}  // namespace

Result<Place> place_at(double latitude, double longitude) {
  if (!within(latitude, 90) || !within(longitude, 180)) return refuse(place_unknown);
  return Place{static_cast<std::int32_t>(std::lround(latitude * 1e6)),
               static_cast<std::int32_t>(std::lround(longitude * 1e6))};
}

std::int64_t walking_decimetres(Place from, Place to, int detour_permille) {
  auto const up = std::sin((radians(to.latitude_e6) - radians(from.latitude_e6)) / 2);
  auto const across = std::sin((radians(to.longitude_e6) - radians(from.longitude_e6)) / 2);
  auto const haversine =
      up * up + std::cos(radians(from.latitude_e6)) * std::cos(radians(to.latitude_e6)) * across * across;
  auto const straight = 2 * mean_radius_in_decimetres * std::asin(std::sqrt(std::min(1.0, haversine)));
  return std::llround(straight * detour_permille / 1'000);
}

}  // namespace lumbung::cooperative
