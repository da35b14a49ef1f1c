// A number that whoever starts a test may give it by the environment: a seed, or how long it shall go on.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace lumbung::tests {

inline std::int64_t told(char const* name, std::int64_t otherwise) {
  char const* const value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoll(value);
}

}  // namespace lumbung::tests
