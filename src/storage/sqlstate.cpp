#include "storage/sqlstate.h"

#include "storage/disk_full.h"
#include "storage/storage.h"

namespace lumbung::storage {

namespace {

void fail_by_the_table(std::string_view state, std::string const& said) {
  using enum Clash::Kind;
  if (state == "23505") throw Clash(unique, said);
  if (state == "23503") throw Clash(foreign_key, said);
  if (state == "23514") throw Clash(check, said);
  if (state == "23502") throw Clash(not_null, said);
  if (state == "22003") throw Clash(range, said);
}

// The connection is cut or about to be: the server stops or starts (57P01, 57P02, 57P03), the line broke (08), we were
// idle for too long inside a transaction (25P03), or this is a server that only follows another (25006), as the primary
// of a moment ago may be. 08P01 is none of these: there we broke the protocol.
bool means_lost(std::string_view state) {
  return (state.starts_with("08") && state != "08P01") || state.starts_with("57P") || state == "25P03" ||
         state == "25006";
}

}  // namespace

void fail_by_state(std::string_view state, std::string const& said) {
  fail_by_the_table(state, said);
  if (means_lost(state)) throw ConnectionLost(said);
  if (state == "40001" || state == "40P01") throw TryAgain(said);
  if (state == "XX001" || state == "XX002") throw DiskFailed(said);
  if (state == "53100") throw DiskFull(said);
  auto const family = state.substr(0, 2);
  if (family == "53" || family == "57" || family == "58" || family == "XX") throw Breakdown(said);
  throw Mistake(said);
}

}  // namespace lumbung::storage
