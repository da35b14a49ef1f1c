#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/password_reset.h"
#include "access/routes_village.h"

namespace lumbung::access {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view fresh = "perahu biru meloncat kaku";

class DoorsWithLetters : public AccessDoors {
 protected:
  DoorsWithLetters() : AccessDoors(Letters::go_out) {}
  Answer forgot(std::string const& email) {
    return post("/api/password-resets", "askPasswordReset", R"({"email":")" + email + R"("})");
  }
  Answer set(std::string const& token, std::string_view wanted = fresh) {
    return post("/api/password-resets/completion", "resetPassword",
                R"({"token":")" + token + R"(","password":")" + std::string(wanted) + R"("})");
  }
  // As the mailman does, moments later.
  void answer_who_forgot() {
    sure(village.work([&](Work& work) { return answer_asked(work, services.post, 100); }));
  }
  std::string in_letter(std::string_view before) {
    auto const& text = letters.back().text;
    auto const at = text.find(before) + before.size();
    return text.substr(at, text.find('\n', at) - at);
  }
  std::string token_for(std::string const& email) {
    EXPECT_EQ(forgot(email).status, 202);
    answer_who_forgot();
    return in_letter("/masuk/sandi-baru#");
  }
  Answer registered(std::string const& id, std::string const& email = "siti@desa.id") {
    return post(
        "/api/organisations", "registerOrganisation",
        R"({"id":")" + id +
            R"(","name":"Yayasan Kasih Ibu","kind":"yayasan","area":"32.17","contact_phone":"0812-3456-7890",)" +
            R"("administrator":{"id":")" + new_id() + R"(","name":"Siti Rahma","email":")" + email + R"("}})");
  }
};

TEST_F(DoorsWithLetters, TheFirstAdministratorsLinkIsOnlyInTheLetter) {
  auto const made = registered(new_id());
  ASSERT_EQ(made.status, 201) << made.body;
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].to, "siti@desa.id");
  auto const token = in_letter("/undangan/");
  EXPECT_TRUE(read(made).find("invitation")->find("sent")->boolean);
  EXPECT_THAT(made.body, Not(HasSubstr(token)));
  EXPECT_THAT(made.body, Not(HasSubstr("/undangan/")));
  for (auto const& header : made.headers) EXPECT_THAT(header.value, Not(HasSubstr(token)));
  EXPECT_EQ(post("/api/invitations/" + token + "/acceptance", "acceptInvitation",
                 R"({"password":")" + std::string(password) + R"("})")
                .status,
            201);
}

TEST_F(DoorsWithLetters, TheSameRegistrationAgainWritesNoSecondLetter) {
  auto const id = new_id();
  EXPECT_EQ(registered(id).status, 201);
  EXPECT_EQ(registered(id).status, 201);
  EXPECT_EQ(letters.size(), 1u);
}

TEST_F(DoorsWithLetters, WhoeverInvitesDoesNotSeeTheLink) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const invited = post("/api/organisations/" + org.text() + "/staff", "inviteStaff",
                            R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  ASSERT_EQ(letters.size(), 1u);
  auto const token = in_letter("/undangan/");
  EXPECT_THAT(invited.body, Not(HasSubstr(token)));
  for (auto const& header : invited.headers) EXPECT_THAT(header.value, Not(HasSubstr(token)));
  EXPECT_EQ(get("/api/invitations/" + token, "getInvitation").status, 200);
}

TEST_F(DoorsWithLetters, TheSameInvitationAgainIsTheSameAnswerAndNoSecondLetter) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const body = R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})";
  auto const path = "/api/organisations/" + org.text() + "/staff";
  auto const first = post(path, "inviteStaff", body);
  ASSERT_EQ(first.status, 201) << first.body;
  for (int i = 0; i < 5; ++i) {
    auto const again = post(path, "inviteStaff", body);
    EXPECT_EQ(again.status, 201) << "it uses no letters up";
    EXPECT_EQ(again.body, first.body);
  }
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(get("/api/invitations/" + in_letter("/undangan/"), "getInvitation").status, 200);
}

TEST_F(DoorsWithLetters, TheSameInvitationAgainIsRefusedOnceItWasWithdrawn) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const body = R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})";
  auto const path = "/api/organisations/" + org.text();
  auto const first = post(path + "/staff", "inviteStaff", body);
  ASSERT_EQ(first.status, 201) << first.body;
  ASSERT_EQ(post(path + "/invitations/" + text(first, "id") + "/withdrawal", "withdrawInvitation").status, 204);
  auto const again = post(path + "/staff", "inviteStaff", body);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(text(again, "code"), invitation_taken.code);
  EXPECT_EQ(letters.size(), 1u);
}

TEST_F(DoorsWithLetters, ALostInvitationIsSentAgainWithinTheLimitOfItsMailbox) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  static_cast<void>(enrol(person(Role::org_admin, org)));
  auto const invited = post("/api/organisations/" + org.text() + "/staff", "inviteStaff",
                            R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})");
  auto const first = in_letter("/undangan/");
  auto const renew = [&] {
    return post("/api/organisations/" + org.text() + "/invitations/" + text(invited, "id") + "/renewal",
                "renewInvitation");
  };
  auto const renewed = renew();
  ASSERT_EQ(renewed.status, 200) << renewed.body;
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[1].to, "budi@desa.id");
  auto const second = in_letter("/undangan/");
  EXPECT_THAT(renewed.body, Not(HasSubstr(second)));
  EXPECT_EQ(get("/api/invitations/" + first, "getInvitation").status, 410);
  EXPECT_EQ(get("/api/invitations/" + second, "getInvitation").status, 200);
  EXPECT_EQ(renew().status, 200);
  auto const third = in_letter("/undangan/");
  EXPECT_EQ(renew().status, 429);
  EXPECT_EQ(letters.size(), 3u);
  EXPECT_EQ(get("/api/invitations/" + third, "getInvitation").status, 200) << "what is refused voids nothing";
}

// Otherwise anybody could keep an administrator from inviting an address.
TEST_F(DoorsWithLetters, WhoMayNotInviteUsesNoLettersUp) {
  auto const org = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const invited = [&] {
    return post("/api/organisations/" + org.text() + "/staff", "inviteStaff",
                R"({"id":")" + new_id() + R"(","email":"budi@desa.id","name":"Budi","role":"approver"})")
        .status;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(invited(), 401);
  static_cast<void>(enrol(person(Role::org_admin, org)));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(invited(), 201);
  EXPECT_EQ(invited(), 429);
  EXPECT_EQ(letters.size(), 3u);
}

TEST_F(DoorsWithLetters, NobodysMailboxIsFlooded) {
  int written = 0;
  for (int i = 0; i < 6; ++i) {
    address = "203.0.113." + std::to_string(i);  // from everywhere
    auto const made = registered(new_id(), i % 2 == 0 ? "siti@desa.id" : " SITI@desa.id");
    if (made.status == 201) ++written;
    if (made.status == 429) {
      EXPECT_EQ(text(made, "code"), too_many_tries.code);
    }
  }
  EXPECT_EQ(written, 3);
  EXPECT_EQ(letters.size(), 3u);
}

TEST_F(DoorsWithLetters, AStrangerGetsTheVerySameAnswer) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  auto const known = forgot(email), unknown = forgot("tidak.ada@desa.id");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, known.status);
  EXPECT_EQ(unknown.body, known.body);
  auto const names = [](Answer const& answer) {
    std::vector<std::string> all;
    for (auto const& header : answer.headers) all.push_back(header.name);
    return all;
  };
  EXPECT_EQ(names(unknown), names(known));
  EXPECT_TRUE(letters.empty()) << "letters are written beside the request, so its time tells nothing";
  answer_who_forgot();
  EXPECT_EQ(letters.size(), 1u);
}

TEST_F(DoorsWithLetters, APasswordIsResetAndTheSecondFactorIsStillAsked) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  auto const secret = enrol(email);
  auto const before = cookie;
  auto const token = token_for(email);
  EXPECT_EQ(set(token).status, 204);
  EXPECT_TRUE(set_cookie.empty() || cookie == before) << "no session is opened";
  EXPECT_FALSE(read(get("/api/me", "getMe")).find("signed_in")->boolean);
  EXPECT_EQ(sign_in(email).status, 401) << "the old password";
  EXPECT_EQ(text(sign_in(email, fresh), "next"), "totp");
  EXPECT_FALSE(read(get("/api/me", "getMe")).find("signed_in")->boolean);
  village.clock.advance(minutes(1));
  EXPECT_EQ(post("/api/sign-in/totp", "proveTotp", code_body(secret)).status, 200);
  EXPECT_TRUE(read(get("/api/me", "getMe")).find("signed_in")->boolean);
  EXPECT_EQ(set(token).status, 410);
  EXPECT_THAT(letters.back().text, Not(HasSubstr(std::string(fresh))));
  EXPECT_THAT(letters.back().subject, HasSubstr("diganti"));
}

TEST_F(DoorsWithLetters, APoorPasswordIsRefusedAndTheLinkStaysGood) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  auto const token = token_for(email);
  for (auto const* poor : {"pendek", "password1234", "orang1orang1"}) EXPECT_EQ(set(token, poor).status, 422) << poor;
  EXPECT_EQ(set(token).status, 204);
}

TEST_F(DoorsWithLetters, BadInputIsNamedInBothLanguages) {
  auto const wrong = forgot("bukan surel");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(text(wrong, "code"), email_wrong.code);
  EXPECT_EQ(post("/api/password-resets", "askPasswordReset", "{}").status, 422);
  auto const gone = set("tebakan");
  EXPECT_EQ(gone.status, 410);
  EXPECT_THAT(gone.body, HasSubstr("Tautan ini sudah dipakai"));
  EXPECT_THAT(gone.body, HasSubstr("This link was used"));
  EXPECT_EQ(post("/api/password-resets/completion", "resetPassword", R"({"token":"x"})").status, 422);
  EXPECT_EQ(post("/api/password-resets/completion", "resetPassword",
                 R"({"token":")" + std::string(65, 'a') + R"(","password":"x"})")
                .status,
            422);
}

TEST_F(DoorsWithLetters, AskingOftenIsSlowedForAnAddressAndForASender) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(forgot("siti@desa.id").status, 202);
  EXPECT_EQ(forgot("Siti@Desa.id").status, 429) << "however it is spelled, known or not";
  village.clock.advance(minutes(10));
  EXPECT_EQ(forgot("siti@desa.id").status, 202);
  int through = 0;
  for (int i = 0; i < 20; ++i)
    if (forgot("orang.lain" + std::to_string(i) + "@desa.id").status == 202) ++through;
  EXPECT_EQ(through, 9);
}

TEST_F(DoorsWithLetters, AResetFreesWhoWasSlowedByAGuesser) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  address = "198.51.100.9";
  for (int i = 0; i < 11; ++i) static_cast<void>(sign_in(email, "tebakan yang salah"));
  EXPECT_EQ(sign_in(email).status, 429);
  address = "203.0.113.7";
  EXPECT_EQ(set(token_for(email)).status, 204);
  EXPECT_EQ(sign_in(email, fresh).status, 200);
}

TEST_F(DoorsWithLetters, WhoChangesTheOwnPasswordIsTold) {
  auto const email = person(Role::auditor, staff.draft_organisation("Yayasan Kasih Ibu"));
  static_cast<void>(enrol(email));
  EXPECT_EQ(ask(Method::put, "/api/me/password", "changePassword",
                R"({"present":")" + std::string(password) + R"(","password":")" + std::string(fresh) + R"("})")
                .status,
            204);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].to, email);
  EXPECT_THAT(letters[0].text, Not(HasSubstr(std::string(fresh))));
}

TEST_F(DoorsWithLetters, TheSignInPageKnowsThatLettersGoOut) {
  EXPECT_TRUE(read(get("/api/me", "getMe")).find("letters")->boolean);
}

TEST_F(AccessDoors, WithoutMailThereIsNoResetAndTheInviterSeesTheLink) {
  EXPECT_FALSE(read(get("/api/me", "getMe")).find("letters")->boolean);
  auto const answer = post("/api/password-resets", "askPasswordReset", R"({"email":"siti@desa.id"})");
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(text(answer, "code"), no_letters.code);
}

}  // namespace
}  // namespace lumbung::access
