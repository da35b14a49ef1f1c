#include <gtest/gtest.h>

#include "cooperative/cooperative.h"
#include "tests/village.h"

namespace lumbung::cooperative {
namespace {

TEST(CooperativeTables, ABylawNeedsACooperative) {
  Village village({migrations()});
  auto const by_law_of_nobody = [](Work& work) -> Verdict {
    work.rows.run(
        "INSERT INTO cooperative_bylaws (book_id, from_day, pokok, pokok_parts, wajib, due_day, grace_days, "
        "sukarela_free, two_people_above, source, set_at) VALUES (7, 1, 1, 1, 1, 1, 0, 1, 0, '', 1)",
        {});
    work.record({.kind = "test.bylaw", .subject = {}, .organisation = {}, .facts = {}});
    return done;
  };
  EXPECT_THROW(static_cast<void>(village.work(by_law_of_nobody)), storage::Clash);
}

}  // namespace
}  // namespace lumbung::cooperative
