#include "translog/routes.h"

#include "http/contract.h"
#include "http/house_doors.h"
#include "translog/log_village.h"

namespace lumbung::translog {
namespace {

class Doors : public ::testing::Test {
 protected:
  Doors() { open_doors(doors); }
  http::Answer get(std::string path) { return doors.ask({.path = path, .raw_target = path}); }
  LogVillage log;
  http::Doors doors{log.village.engine(), {.cache = false}};
};

std::string header_of(http::Answer const& answer, std::string_view name) {
  for (auto const& header : answer.headers)
    if (header.name == name) return header.value;
  return {};
}

TEST_F(Doors, ServeTheHeadAndTheTilesWithTheirCaching) {
  log.commit_some(300);
  log.publish();
  auto const checkpoint = get("/log/checkpoint");
  EXPECT_EQ(checkpoint.status, 200);
  EXPECT_EQ(checkpoint.body, log.head_now().note);
  EXPECT_EQ(header_of(checkpoint, "Cache-Control"), "public, max-age=5");
  auto const tile = get("/log/tile/0/000");
  EXPECT_EQ(tile.status, 200);
  EXPECT_EQ(tile.type, "application/octet-stream");
  EXPECT_EQ(tile.body.size(), 8'192u);
  EXPECT_EQ(header_of(tile, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/log/tile/entries/001.p/45").status, 200);
  EXPECT_EQ(get("/log/tile/entries/001.p/46").status, 404);
  EXPECT_EQ(get("/log/tile/0/1").status, 404);
  EXPECT_EQ(get("/log/tile/").status, 404);
}

TEST_F(Doors, TellTheHeadAsTheDocumentSays) {
  log.commit_some(2);
  log.publish();
  auto const answer = get("/api/log");
  EXPECT_EQ(answer.status, 200);
  http::Contract const contract(http::merged_openapi(http::openapi_parts(), "0", ""));
  EXPECT_EQ(contract.fault_in_answer("getLog", answer), std::nullopt);
}

}  // namespace
}  // namespace lumbung::translog
