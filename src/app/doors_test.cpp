#include "app/doors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/contract.h"
#include "http/house_doors.h"
#include "http/metrics.h"
#include "tests/village.h"

namespace lumbung::app {
namespace {

// A whole installation, as `lumbung serve` opens it, in a directory of its own.
class House : public testing::Test {
 protected:
  House() {
    config.data_dir = place.directory() + "/data";
    if (place.on_postgresql()) config.database = place.url();
    config.web_dir = "";
    auto opened = Installation::open(config, clock, chance);
    if (opened.refused()) throw Mistake("refused: " + std::string(opened.code()));
    installation = std::move(opened).value();
    doorway = open_doorway(*installation);
  }
  http::Answer get(std::string const& path) {
    http::Request request;
    request.path = request.raw_target = path;
    return doorway.doors->ask(std::move(request));
  }

  ForgottenDatabase place;
  StillClock clock{Village::morning};
  SeededChance chance{1};
  Config config;
  std::unique_ptr<Installation> installation;
  Doorway doorway;
};

TEST_F(House, EveryDoorIsInTheDocumentAndEveryOperationHasADoor) {
  http::Contract const contract(http::merged_openapi(http::openapi_parts(), "test", config.public_address()));
  EXPECT_THAT(http::differences(*doorway.doors, contract), testing::IsEmpty());
  EXPECT_GT(doorway.doors->operations().size(), 80u);
}

TEST_F(House, IsHealthyAndReady) {
  EXPECT_EQ(get("/health/live").status, 200);
  EXPECT_EQ(get("/health/ready").status, 200);
}

TEST_F(House, AnswersAnUnknownAddressOfTheApiWithAProblem) {
  auto const answer = get("/api/tidak-ada");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.type, "application/problem+json");
}

TEST_F(House, HasNotCheckedItselfYet) {
  auto const answer = get("/api/check");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, testing::HasSubstr("\"faults\":null"));
}

TEST_F(House, ShowsInPublicWhatTheLastCheckFound) {
  doorway = open_doorway(*installation, nullptr, [] {
    return Checked{
        .faults = 2, .entries = 1'200, .leaves = 1'300, .events = 70, .at = Village::morning, .took = seconds(4)};
  });
  EXPECT_EQ(
      get("/api/check").body,
      R"({"copied_until":null,"copies_failing_since":null,"failing_since":null,"faults":2,"entries":1200,"leaves":1300,"events":70,"seconds":4,"at":"2026-11-22T01:00:00Z"})");
  EXPECT_THAT(doorway.doors->metrics().text(), testing::HasSubstr("\nlumbung_check_faults 2\n"));
}

TEST_F(House, ShowsInPublicThatNothingCouldBeChecked) {
  std::optional<Checked> last = Checked{.failing_since = Village::morning};
  doorway = open_doorway(*installation, nullptr, [&] { return last; });
  EXPECT_THAT(get("/api/check").body, testing::HasSubstr(R"("failing_since":"2026-11-22T01:00:00Z","faults":null,)"));
  EXPECT_THAT(doorway.doors->metrics().text(),
              testing::HasSubstr("\nlumbung_check_failing_since_seconds 1795309200\n"));
  last->at = Village::morning + days(-1);
  EXPECT_THAT(get("/api/check").body, testing::HasSubstr(R"("faults":0,)")) << "of the day before, and said so";
}

TEST_F(House, OpensAgainAsItWas) {
  doorway = {};
  installation.reset();
  auto again = Installation::open(config, clock, chance);
  EXPECT_FALSE(again.refused());
}

}  // namespace
}  // namespace lumbung::app
