#include "app/mailman.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/accounts.h"
#include "access/password_reset.h"
#include "app/doors.h"
#include "tests/village.h"

namespace lumbung::app {
namespace {

using testing::HasSubstr;
using testing::Not;

// A whole installation with a trial mailbox, and nobody signed in.
class HouseWithMail : public testing::Test {
 protected:
  HouseWithMail() {
    config.data_dir = place.directory() + "/data";
    if (place.on_postgresql()) config.database = place.url();
    config.web_dir = "";
    auto opened = Installation::open(config, clock, chance);
    if (opened.refused()) throw Mistake("refused: " + std::string(opened.code()));
    installation = std::move(opened).value();
    doorway = open_doorway(*installation, &box);
  }
  http::Answer post(std::string const& path, std::string body) {
    http::Request request;
    request.method = http::Method::post;
    request.path = request.raw_target = path;
    request.address = "203.0.113.7";
    request.headers = {{"Content-Type", "application/json"}, {"Origin", config.public_address()}};
    request.body = std::move(body);
    return doorway.doors->ask(std::move(request));
  }
  int round() {
    return Mailman::one_round(installation->engine(), box, [this](std::string_view line) { said += line; });
  }
  void add_account(std::string const& email) {
    auto const made = installation->engine().work(work::Actor::system(), [&](work::Work& work) -> Result<Id<Account>> {
      auto const invited = TRY(access::bootstrap(work, email, "Siti"));
      return access::accept_invitation(work, {.token = invited.token, .name = "Siti", .password_hash = "hash"});
    });
    ASSERT_FALSE(made.refused());
  }

  ForgottenDatabase place;
  StillClock clock{Village::morning};
  SeededChance chance{1};
  Config config;
  mail::SandboxPostman box;
  std::unique_ptr<Installation> installation;
  Doorway doorway;
  std::string said;
};

TEST_F(HouseWithMail, WhoForgotAPasswordFindsALetterAndAStrangerDoesNot) {
  add_account("siti@desa.id");
  EXPECT_EQ(post("/api/password-resets", R"({"email":"tidak.ada@desa.id"})").status, 202);
  EXPECT_EQ(round(), 0);
  EXPECT_EQ(post("/api/password-resets", R"({"email":"siti@desa.id"})").status, 202);
  EXPECT_TRUE(box.letters().empty());
  EXPECT_EQ(round(), 1);
  ASSERT_EQ(box.letters().size(), 1u);
  EXPECT_EQ(box.letters()[0].to, "siti@desa.id");
  EXPECT_THAT(box.letters()[0].text, HasSubstr(config.public_address() + "/masuk/sandi-baru#"));
  EXPECT_THAT(said, testing::IsEmpty());
}

TEST_F(HouseWithMail, ARegistrationBringsItsLinkByLetter) {
  auto const made =
      post("/api/organisations",
           R"({"id":"019330a0-0000-7000-8000-000000000001","name":"Yayasan Kasih Ibu","kind":"yayasan","area":"32.17",)"
           R"("contact_phone":"0812-3456-7890","administrator":{"id":"019330a0-0000-7000-8000-000000000002",)"
           R"("name":"Siti","email":"siti@desa.id"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_THAT(made.body, HasSubstr(R"("sent":true,"sandbox":true)"));
  EXPECT_THAT(made.body, Not(HasSubstr("/undangan/")));
  EXPECT_EQ(round(), 1);
  EXPECT_THAT(box.letters()[0].text, HasSubstr(config.public_address() + "/undangan/"));
}

TEST_F(HouseWithMail, ALinkThatRanOutInTheOutboxIsNotSent) {
  add_account("siti@desa.id");
  EXPECT_EQ(post("/api/password-resets", R"({"email":"siti@desa.id"})").status, 202);
  auto& engine = installation->engine();
  auto const answered =
      engine.work(work::Actor::system(), [](work::Work& work) { return access::answer_asked(work, staff_post(), 10); });
  ASSERT_EQ(*answered, 1);
  clock.advance(minutes(31));
  EXPECT_EQ(round(), 0);
  EXPECT_TRUE(box.letters().empty());
}

}  // namespace
}  // namespace lumbung::app
