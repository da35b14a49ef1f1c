#include "access/sign_in.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "access/password.h"
#include "access/staff_village.h"
#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::access {
namespace {

class SigningIn : public testing::Test {
 protected:
  Village village{{translog::migrations(), ledger::migrations(), migrations()}};
  StaffVillage staff{village};
  Id<Organisation> const org = staff.draft_organisation("Yayasan Kasih Ibu");

  bool alive(std::string const& token) {
    return village.view([&](View const& view) { return find_session(view, token).has_value(); });
  }
  SessionSeen session(std::string const& token) {
    return village.view([&](View const& view) { return find_session(view, token).value(); });
  }
  Result<OpenedSession> prove(std::string const& token, std::string const& code) {
    return staff.as_visitor([&](Work& work) { return prove_totp(work, token, code); });
  }
  Result<OpenedSession> recover(std::string const& token, std::string const& code) {
    return staff.as_visitor([&](Work& work) { return use_recovery_code(work, token, code); });
  }
  void touch(std::string const& token) {
    sure(staff.as_visitor([&](Work& work) { return touch_session(work, token); }));
  }
  std::string_view fresh(SignedIn const& person) {
    return village.view_as(person.actor, [](View const& view) { return require_fresh_second_factor(view).code(); });
  }
};

TEST_F(SigningIn, ThePasswordAloneOpensNothing) {
  auto const half = staff.begin(staff.accepted(Role::treasurer, org));
  EXPECT_EQ(half.next, Next::enrol_totp);
  auto const actor = staff.actor(half.token);
  EXPECT_EQ(actor.kind, work::Kind::visitor);
  EXPECT_TRUE(actor.grants.empty());
  EXPECT_TRUE(actor.account.none());
}

TEST_F(SigningIn, WithTheSecondFactorAPersonHoldsTheRightsOfTheirRolesAndNoMore) {
  auto const siti = staff.signed_in(Role::treasurer, org, "32.17");
  EXPECT_TRUE(siti.actor.may("programme.prepare_release", org, "32.17.10"));
  EXPECT_FALSE(siti.actor.may("programme.prepare_release", org, "32.18"));
  EXPECT_FALSE(siti.actor.may("programme.prepare_release", Id<Organisation>{{5}}, "32.17"));
  EXPECT_FALSE(siti.actor.may("programme.approve_release", org, "32.17"));
  EXPECT_EQ(siti.actor.organisation, org);
}

TEST_F(SigningIn, AnUnknownAddressLooksLikeAWrongPassword) {
  EXPECT_EQ(staff.accepted(Role::auditor, org), "orang1@contoh.id");
  auto const nobody = village.view([](View const& view) { return credentials_for(view, "tidak.ada@contoh.id"); });
  EXPECT_TRUE(nobody.account.none());
  EXPECT_EQ(nobody.password_hash, no_password());
  EXPECT_EQ(staff.as_visitor([&](Work& work) { return begin_session(work, nobody); }).code(), sign_in_wrong.code);
  auto const somebody = village.view([&](View const& view) { return credentials_for(view, " ORANG1@Contoh.ID "); });
  EXPECT_FALSE(somebody.account.none());
  EXPECT_EQ(somebody.password_hash, "hash of person 1");
}

TEST_F(SigningIn, APasswordChangedMeanwhileIsWrong) {
  auto const email = staff.accepted(Role::auditor, org);
  auto known = village.view([&](View const& view) { return credentials_for(view, email); });
  known.password_hash = "another";
  EXPECT_EQ(staff.as_visitor([&](Work& work) { return begin_session(work, known); }).code(), sign_in_wrong.code);
}

TEST_F(SigningIn, ACodeIsGoodOnceWhoeverHasIt) {
  auto const siti = staff.signed_in(Role::auditor, org);
  EXPECT_EQ(prove(staff.begin(siti.email).token, staff.code(siti)).code(), code_wrong.code);  // used to enrol
  village.clock.advance(seconds(30));
  auto const code = staff.code(siti);
  EXPECT_FALSE(prove(staff.begin(siti.email).token, code).refused());
  EXPECT_EQ(prove(staff.begin(siti.email).token, code).code(), code_wrong.code);
  village.clock.advance(seconds(30));
  EXPECT_EQ(prove(staff.begin(siti.email).token, code).code(), code_wrong.code);  // still in its window, but used
  EXPECT_FALSE(prove(staff.begin(siti.email).token, staff.code(siti)).refused());
}

TEST_F(SigningIn, AWrongCodeChangesNothing) {
  auto const siti = staff.signed_in(Role::auditor, org);
  village.clock.advance(minutes(1));
  auto const half = staff.begin(siti.email);
  for (auto const* wrong : {"000000", "", "abcdef", "1234567"})
    EXPECT_EQ(prove(half.token, wrong).code(), code_wrong.code) << wrong;
  EXPECT_FALSE(prove(half.token, staff.code(siti)).refused());
}

TEST_F(SigningIn, TheTokenIsAnotherOneAfterTheSecondFactor) {
  auto const siti = staff.signed_in(Role::auditor, org);
  village.clock.advance(minutes(1));
  auto const half = staff.begin(siti.email);
  auto const full = sure(prove(half.token, staff.code(siti)));
  EXPECT_NE(full.token, half.token);
  EXPECT_FALSE(alive(half.token));
  EXPECT_TRUE(alive(full.token));
}

TEST_F(SigningIn, HalfASessionEndsAfterTenMinutes) {
  auto const siti = staff.signed_in(Role::auditor, org);
  village.clock.advance(minutes(1));
  auto const half = staff.begin(siti.email);
  village.clock.advance(minutes(10));
  EXPECT_EQ(prove(half.token, staff.code(siti)).code(), session_ended.code);
}

TEST_F(SigningIn, WhoHandlesMoneyIsSignedOutAfterFifteenQuietMinutes) {
  for (auto const role : {Role::treasurer, Role::approver}) {
    auto const siti = staff.signed_in(role, org);
    village.clock.advance(seconds(899));
    EXPECT_TRUE(alive(siti.token));
    village.clock.advance(seconds(1));
    EXPECT_FALSE(alive(siti.token));
  }
}

TEST_F(SigningIn, OthersAfterEightHours) {
  auto const ana = staff.signed_in(Role::field_officer, org);
  village.clock.advance(seconds(28799));
  EXPECT_TRUE(alive(ana.token));
  village.clock.advance(seconds(1));
  EXPECT_FALSE(alive(ana.token));
}

TEST_F(SigningIn, ASignOfLifeKeepsASessionForADayAndNoLonger) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  auto const begun = village.clock.now();
  while (village.clock.now() - begun < minutes(1430)) {
    village.clock.advance(minutes(10));
    ASSERT_TRUE(alive(siti.token)) << (village.clock.now() - begun).micros;
    touch(siti.token);
  }
  village.clock.advance(minutes(10));
  EXPECT_FALSE(alive(siti.token));
  EXPECT_EQ(village.view([&](View const& view) { return actor_of(view, siti.token).code(); }), session_ended.code);
}

TEST_F(SigningIn, ASignOfLifeIsKeptOnlyWhenItIsDue) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  auto const due = [&] {
    return village.view([&](View const& view) { return recognise(view, siti.token).touch_due; });
  };
  EXPECT_FALSE(due());
  village.clock.advance(seconds(181));
  EXPECT_TRUE(due());
  auto const before = village.engine().version();
  touch(siti.token);
  EXPECT_FALSE(due());
  auto const after = village.engine().version();
  touch(siti.token);  // a second request that came at the same time
  EXPECT_GT(after, before);
  EXPECT_EQ(village.engine().version(), after);
}

TEST_F(SigningIn, SigningOutEndsOneSessionAndEverywhereEndsAll) {
  auto const first = staff.signed_in(Role::auditor, org);
  auto const second = staff.again(first), third = staff.again(first);
  EXPECT_EQ(sure(staff.as_visitor([&](Work& work) { return sign_out(work, second.token); })), 1);
  EXPECT_TRUE(alive(first.token));
  EXPECT_FALSE(alive(second.token));
  EXPECT_EQ(sure(staff.as_visitor([&](Work& work) { return sign_out(work, second.token); })), 0);
  EXPECT_EQ(sure(staff.as_visitor([&](Work& work) { return sign_out_everywhere(work, third.token); })), 2);
  EXPECT_FALSE(alive(first.token));
  EXPECT_FALSE(alive(third.token));
}

TEST_F(SigningIn, ARecoveryCodeIsGoodOnceAndNotFreshForMoney) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  ASSERT_EQ(siti.recovery_codes.size(), 10U);
  EXPECT_EQ((std::set<std::string>(siti.recovery_codes.begin(), siti.recovery_codes.end()).size()), 10U);
  auto const opened = sure(recover(staff.begin(siti.email).token, siti.recovery_codes[3]));
  EXPECT_EQ(staff.actor(opened.token).kind, work::Kind::staff);
  EXPECT_FALSE(session(opened.token).fresh);
  EXPECT_EQ(recover(staff.begin(siti.email).token, siti.recovery_codes[3]).code(), code_wrong.code);
  EXPECT_EQ(recover(staff.begin(siti.email).token, "aaaaa-aaaaa-aaaaa").code(), code_wrong.code);
  EXPECT_FALSE(recover(staff.begin(siti.email).token, siti.recovery_codes[4]).refused());
}

TEST_F(SigningIn, AfterRecoveryANewAuthenticatorTakesThePlaceOfTheOld) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  auto const recovered = sure(recover(staff.begin(siti.email).token, siti.recovery_codes[0]));
  auto const begun = sure(staff.as_visitor([&](Work& work) { return begin_enrolment(work, recovered.token); }));
  EXPECT_NE(begun.secret, base32(siti.secret));
  village.clock.advance(minutes(1));
  // The code of the old authenticator does not confirm the new one.
  EXPECT_EQ(
      staff.as_visitor([&](Work& work) { return confirm_enrolment(work, recovered.token, staff.code(siti)); }).code(),
      code_wrong.code);
  EXPECT_TRUE(alive(recovered.token));
}

TEST_F(SigningIn, AnAuthenticatorIsNotReplacedWithoutAFreshSecondFactor) {
  auto const siti = staff.signed_in(Role::auditor, org);
  village.clock.advance(minutes(6));
  auto const begin = [&](std::string const& token) {
    return staff.as_visitor([&](Work& work) { return begin_enrolment(work, token); });
  };
  EXPECT_EQ(begin(siti.token).code(), second_factor_again.code);
  EXPECT_EQ(begin(staff.begin(siti.email).token).code(), second_factor_again.code);  // only the password
  staff.prove(siti);
  EXPECT_EQ(begin(siti.token).code(), "");
}

TEST_F(SigningIn, TheSecondFactorIsFreshForFiveMinutes) {
  auto const siti = staff.signed_in(Role::approver, org);
  EXPECT_EQ(fresh(siti), "");
  village.clock.advance(minutes(5));
  EXPECT_EQ(fresh(siti), "");
  village.clock.advance(seconds(1));
  EXPECT_EQ(fresh(siti), second_factor_again.code);
  staff.prove(siti);
  EXPECT_EQ(fresh(siti), "");
  EXPECT_TRUE(alive(siti.token));  // the same token
}

TEST_F(SigningIn, SomebodyElsesFreshSessionDoesNotCount) {
  auto siti = staff.signed_in(Role::approver, org);
  auto const budi = staff.signed_in(Role::approver, org);
  siti.actor.session = budi.actor.session;
  EXPECT_EQ(fresh(siti), second_factor_again.code);
  siti.actor.session = "not a session";
  EXPECT_EQ(fresh(siti), second_factor_again.code);
  EXPECT_EQ(village.view_as(work::Actor::visitor(),
                            [](View const& view) { return require_fresh_second_factor(view).code(); }),
            second_factor_again.code);
}

TEST_F(SigningIn, ANewPasswordEndsTheOtherSessions) {
  auto const here = staff.signed_in(Role::auditor, org), there = staff.again(here);
  auto const known = village.view([&](View const& view) { return own_credentials(view, here.token); });
  auto const change = [&](Credentials const& checked) {
    return staff.as_visitor([&](Work& work) { return change_password(work, here.token, checked, "new hash"); });
  };
  EXPECT_EQ(change({known.account, "something else"}).code(), sign_in_wrong.code);
  EXPECT_EQ(change(known).code(), "");
  EXPECT_TRUE(alive(here.token));
  EXPECT_FALSE(alive(there.token));
  EXPECT_EQ(change(known).code(), sign_in_wrong.code);
}

TEST_F(SigningIn, ForgettingDeletesOnlyWhatHasEnded) {
  auto const siti = staff.signed_in(Role::auditor, org);
  village.clock.advance(hours(23));
  static_cast<void>(staff.begin(siti.email));
  auto const other = staff.signed_in(Role::auditor, org);
  village.clock.advance(hours(1));
  auto const forgotten = sure(village.work([](Work& work) -> Result<std::int64_t> {
    auto const gone = forget_ended_sessions(work.rows, work.now);
    work.record({.kind = "access.test", .subject = {}, .organisation = {}, .facts = {}});
    return gone;
  }));
  EXPECT_EQ(forgotten, 2);  // a full one of a day, half a one of an hour
  EXPECT_TRUE(alive(other.token));
}

TEST_F(SigningIn, AnInventedTokenIsNobodys) {
  EXPECT_FALSE(alive(""));
  EXPECT_FALSE(alive("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  EXPECT_EQ(village.view([](View const& view) { return recognise(view, "x").actor.kind; }), work::Kind::visitor);
}

// The canary: nothing that a thief of the database could use stands in it.
TEST_F(SigningIn, NeitherAddressesNorTokensNorSecretsNorNumbersAreInTheDatabase) {
  if (village.on_postgresql()) GTEST_SKIP() << "the files belong to the PostgreSQL server";
  staff.add_papers(org, "Yayasan Kasih Ibu");  // account number 5270123456, phone 081234567890
  auto const siti = staff.signed_in(Role::treasurer, org);
  std::vector<std::string> const canaries{
      siti.email,   siti.token,    siti.secret, base32(siti.secret), siti.recovery_codes[0],
      "5270123456", "81234567890", "3456-7890"};
  int looked_at = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(village.directory())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    ++looked_at;
    for (auto const& canary : canaries)
      EXPECT_EQ(bytes.str().find(canary), std::string::npos) << entry.path().filename();
  }
  EXPECT_GE(looked_at, 2);
}

}  // namespace
}  // namespace lumbung::access
