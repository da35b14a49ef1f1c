#include "storage/sqlstate.h"

#include <gtest/gtest.h>

#include "storage/disk_full.h"
#include "storage/storage.h"

namespace lumbung::storage {
namespace {

std::string kind_of(std::string_view state) try { fail_by_state(state, "so"); } catch (Clash const&) {
  return "clash";
} catch (ConnectionLost const&) {
  return "lost";
} catch (TryAgain const&) {
  return "again";
} catch (DiskFailed const&) {
  return "disk";
} catch (DiskFull const&) {
  return "full";
} catch (Breakdown const&) {
  return "breakdown";
} catch (Mistake const&) {
  return "mistake";
}

TEST(SqlState, AServerThatGoesAwayOrOnlyFollowsIsALostConnection) {
  for (auto const* state : {"57P01", "57P02", "57P03", "08006", "08003", "25P03", "25006"})
    EXPECT_EQ(kind_of(state), "lost") << state;
  EXPECT_EQ(kind_of("08P01"), "mistake") << "we broke the protocol";
}

TEST(SqlState, WhatOthersDidMeanwhileMayBeTriedAgain) {
  EXPECT_EQ(kind_of("40001"), "again");
  EXPECT_EQ(kind_of("40P01"), "again");
}

TEST(SqlState, TheRestIsTheTableTheMachineOrUs) {
  for (auto const* state : {"23505", "23503", "23514", "23502", "22003"}) EXPECT_EQ(kind_of(state), "clash") << state;
  EXPECT_EQ(kind_of("XX001"), "disk");
  EXPECT_EQ(kind_of("53100"), "full");
  for (auto const* state : {"53300", "57014", "58030", "XX000"}) EXPECT_EQ(kind_of(state), "breakdown") << state;
  for (auto const* state : {"42601", "42P01", "22P02"}) EXPECT_EQ(kind_of(state), "mistake") << state;
}

}  // namespace
}  // namespace lumbung::storage
