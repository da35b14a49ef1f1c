// Faults planted on purpose, one at a time, so that the suites can be shown to find them (docs/developer.md). Where one
// stands, the line says what would go wrong:
//
//   if (paid_at > charge.expires && !canary("payments.late_is_taken")) return SuspenseReason::late;
//
// Only a build with the option LUMBUNG_CANARIES (the preset dev, which is tested) has them, and there one sings when
// the environment names it: LUMBUNG_CANARY=payments.late_is_taken. In a release the condition is a constant and nothing
// of it is left. tests/canaries/list says which suite must find which.
#pragma once

#include <cstdlib>
#include <string_view>

namespace lumbung {

#ifdef LUMBUNG_CANARIES
inline bool canary(std::string_view name) {
  static char const* const planted = std::getenv("LUMBUNG_CANARY");
  return planted != nullptr && name == planted;
}
#else
constexpr bool canary(std::string_view) { return false; }
#endif

}  // namespace lumbung
