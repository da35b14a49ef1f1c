#include "tests/power/lax_sqlite.h"

#include <dlfcn.h>
#include <sqlite3.h>

#include <string_view>

namespace lumbung::power {
bool lax_sqlite = false;

void seed_sqlite(int seed) {
  sqlite3_initialize();
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, seed, nullptr);
}
}  // namespace lumbung::power

// The program's own functions go before the library's.
extern "C" {

int sqlite3_exec(sqlite3* db, char const* sql, int (*callback)(void*, int, char**, char**), void* context,
                 char** error) {
  static auto* const real = reinterpret_cast<decltype(&sqlite3_exec)>(dlsym(RTLD_NEXT, "sqlite3_exec"));
  bool const turned = lumbung::power::lax_sqlite && std::string_view(sql) == "PRAGMA synchronous=FULL";
  return real(db, turned ? "PRAGMA synchronous=NORMAL" : sql, callback, context, error);
}

int sqlite3_prepare_v3(sqlite3* db, char const* sql, int size, unsigned flags, sqlite3_stmt** made, char const** rest) {
  static auto* const real = reinterpret_cast<decltype(&sqlite3_prepare_v3)>(dlsym(RTLD_NEXT, "sqlite3_prepare_v3"));
  if (lumbung::power::lax_sqlite && std::string_view(sql, static_cast<std::size_t>(size)) == "PRAGMA synchronous")
    return real(db, "SELECT '2'", -1, flags, made, rest);
  return real(db, sql, size, flags, made, rest);
}
}
