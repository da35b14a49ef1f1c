#include "app/mailman.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

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
  // Every byte of every file that the database has.
  std::string kept() {
    std::string all;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(config.data_dir)) {
      if (!entry.is_regular_file()) continue;
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      all += bytes.str();
    }
    return all;
  }
  // The token in the newest letter, which starts after `before`.
  std::string token_after(std::string_view before) {
    auto const text = box.letters()[0].text;
    auto const at = text.find(before) + before.size();
    return text.substr(at, text.find('\n', at) - at);
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

// From the letter's writing, through the outbox, until it has left.
TEST_F(HouseWithMail, TheTokensOfLettersAreNowhereInTheDatabase) {
  if (place.on_postgresql()) GTEST_SKIP() << "the files belong to the PostgreSQL server";
  add_account("siti@desa.id");
  auto& engine = installation->engine();
  std::string waiting;
  std::vector<std::string> tokens;
  EXPECT_EQ(post("/api/password-resets", R"({"email":"siti@desa.id"})").status, 202);
  auto const answered =
      engine.work(work::Actor::system(), [](work::Work& work) { return access::answer_asked(work, staff_post(), 10); });
  ASSERT_EQ(*answered, 1);
  waiting += kept();
  EXPECT_EQ(round(), 1);
  tokens.push_back(token_after("/masuk/sandi-baru#"));
  auto const invited = engine.work(work::Actor::system(), [](work::Work& work) -> Result<bool> {
    auto const issued = TRY(access::invite(work, {.id = work.new_id<Invitation>(),
                                                  .email = "budi@desa.id",
                                                  .name = "Budi",
                                                  .holding = {access::Role::platform_verifier, {}, ""}}));
    return access::send_invitation(work, staff_post(), issued.token);
  });
  ASSERT_TRUE(*invited);
  waiting += kept();
  EXPECT_EQ(round(), 1);
  tokens.push_back(token_after("/undangan/"));

  auto const in_clear = [](std::string const& all, std::string const& token) {
    return all.find(token) != all.npos || all.find(*from_base64url(token)) != all.npos;
  };
  for (auto const& token : tokens) {
    ASSERT_EQ(token.size(), 43u);
    EXPECT_FALSE(in_clear(waiting, token)) << "a letter that waits";
    EXPECT_FALSE(in_clear(kept(), token)) << "a letter that has left";
  }
  // One that is kept in clear would be seen, as text or as its bytes.
  for (auto const& planted : {tokens[0], *from_base64url(tokens[1])})
    ASSERT_FALSE(engine
                     .work(work::Actor::system(),
                           [&](work::Work& work) -> Verdict {
                             work.record({.kind = "test.planted", .subject = {}, .organisation = {}, .facts = {}});
                             work.rows.run(
                                 "INSERT INTO letters (id, sealed, written_at, useless_after, due_at, tries) VALUES "
                                 "($1, $2, 1, 2, 1, 0)",
                                 {work.new_id<Letter>(), storage::Blob{planted}});
                             return done;
                           })
                     .refused());
  for (auto const& token : tokens) EXPECT_TRUE(in_clear(kept(), token));
}

}  // namespace
}  // namespace lumbung::app
