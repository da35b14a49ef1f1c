#include "access/password_reset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/password.h"
#include "access/staff_village.h"
#include "core/bytes.h"
#include "ledger/ledger.h"
#include "translog/translog.h"
#include "work/audit.h"

namespace lumbung::access {
namespace {

using testing::HasSubstr;
using testing::Not;

class ForgottenPassword : public testing::Test {
 protected:
  Verdict ask(std::string const& email) {
    return staff.as_visitor([&](Work& work) { return ask_reset(work, email); });
  }
  int answered(int limit = 100) {
    return sure(village.work([&](Work& work) { return answer_asked(work, post, limit); }));
  }
  // The token in the newest letter.
  std::string token_for(std::string const& email) {
    EXPECT_FALSE(ask(email).refused());
    EXPECT_EQ(answered(), 1);
    auto const& text = letters.back().text;
    auto const at = text.find("/masuk/sandi-baru#") + std::string_view("/masuk/sandi-baru#").size();
    return text.substr(at, text.find('\n', at) - at);
  }
  Verdict set(std::string const& token, std::string const& hash = "new hash") {
    return staff.as_visitor([&](Work& work) { return reset_password(work, token, hash, post); });
  }
  bool alive(std::string const& token) {
    return village.view([&](View const& view) { return find_session(view, token).has_value(); });
  }
  std::string kept_hash(std::string const& email) {
    return village.view([&](View const& view) { return credentials_for(view, email).password_hash; });
  }
  std::vector<work::Trace> trail() {
    return village.view([&](View const& view) { return work::trail_of(view, org, INT64_MAX, 200); });
  }
  std::int64_t number(storage::Sql sql) {
    return village.view([&](View const& view) { return view.rows.number(sql, {}); });
  }

  Village village{{translog::migrations(), ledger::migrations(), migrations()}};
  StaffVillage staff{village};
  Id<Organisation> const org = staff.draft_organisation("Yayasan Kasih Ibu");
  std::vector<StaffLetter> letters;
  Post const post = [this](Work&, StaffLetter const& letter) { letters.push_back(letter); };
};

TEST_F(ForgottenPassword, TheLinkInTheLetterSetsANewOneAndIsUsedUp) {
  auto const email = staff.accepted(Role::treasurer, org);
  auto const token = token_for(" ORANG1@Contoh.ID ");
  EXPECT_EQ(letters.back().to, email);
  EXPECT_FALSE(set(token).refused());
  EXPECT_EQ(kept_hash(email), "new hash");
  EXPECT_EQ(set(token, "third hash").code(), reset_not_valid.code);
  EXPECT_EQ(kept_hash(email), "new hash");
}

TEST_F(ForgottenPassword, TheLinkIsGoodForHalfAnHourAndNoLonger) {
  auto const email = staff.accepted(Role::treasurer, org);
  auto const first = token_for(email);
  village.clock.advance(minutes(30));
  EXPECT_EQ(set(first).code(), reset_not_valid.code);
  auto const second = token_for(email);
  village.clock.advance(minutes(29));
  EXPECT_FALSE(set(second).refused());
}

TEST_F(ForgottenPassword, ANewerRequestVoidsTheOlderLink) {
  auto const email = staff.accepted(Role::treasurer, org);
  auto const first = token_for(email), second = token_for(email);
  EXPECT_NE(first, second);
  EXPECT_EQ(set(first).code(), reset_not_valid.code);
  EXPECT_FALSE(set(second).refused());
}

TEST_F(ForgottenPassword, AGuessedOrEmptyTokenSetsNothing) {
  auto const email = staff.accepted(Role::treasurer, org);
  static_cast<void>(token_for(email));
  for (auto const* token : {"", "tebakan", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    EXPECT_EQ(set(token).code(), reset_not_valid.code) << token;
  EXPECT_EQ(kept_hash(email), "hash of person 1");
}

TEST_F(ForgottenPassword, AskingDoesTheSameForAStranger) {
  auto const email = staff.accepted(Role::treasurer, org);
  constexpr storage::Sql events = "SELECT COUNT(*) FROM audit_events WHERE kind = 'access.password_reset_asked'";
  constexpr storage::Sql wishes = "SELECT COUNT(*) FROM password_reset_wishes";
  EXPECT_FALSE(ask(email).refused());
  auto const after_known = std::pair{number(events), number(wishes)};
  EXPECT_FALSE(ask("tidak.ada@contoh.id").refused());
  EXPECT_EQ(std::pair(number(events), number(wishes)), std::pair(after_known.first * 2, after_known.second * 2));
  EXPECT_EQ(answered(), 1);
  ASSERT_EQ(letters.size(), 1u) << "a stranger gets no letter";
  EXPECT_EQ(letters[0].to, email);
  EXPECT_EQ(number(wishes), 0) << "and nothing is kept of them";
  EXPECT_EQ(ask("bukan surel").code(), email_wrong.code);
}

TEST_F(ForgottenPassword, WhoAsksTwiceAtOnceGetsOneLetter) {
  auto const email = staff.accepted(Role::treasurer, org);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(ask(email).refused());
  EXPECT_EQ(answered(2), 1);
  EXPECT_FALSE(village.view([](View const& view) { return is_reset_asked(view); }));
  EXPECT_EQ(answered(), 0);
}

TEST_F(ForgottenPassword, AnAddressThatDoesNotOpenHoldsUpNobodyElse) {
  auto const damaged = staff.accepted(Role::treasurer, org);
  sure(village.work([](Work& work) -> Verdict {
    work.record({.kind = "test.damaged", .subject = {}, .organisation = {}, .facts = {}});
    work.rows.run("UPDATE accounts SET email_sealed = $1", {storage::Blob{"damaged"}});
    return done;
  }));
  auto const other = staff.accepted(Role::approver, org);
  EXPECT_FALSE(ask(damaged).refused());
  EXPECT_FALSE(ask(other).refused());
  EXPECT_EQ(answered(), 1);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].to, other);
  EXPECT_FALSE(village.view([](View const& view) { return is_reset_asked(view); }));
}

TEST_F(ForgottenPassword, AWishThatNobodyWaitsForAnyMoreIsDropped) {
  EXPECT_FALSE(ask(staff.accepted(Role::treasurer, org)).refused());
  village.clock.advance(minutes(30));
  EXPECT_EQ(answered(), 0);
  EXPECT_TRUE(letters.empty());
  EXPECT_FALSE(village.view([](View const& view) { return is_reset_asked(view); }));
}

TEST_F(ForgottenPassword, EverySessionEndsAndTheSecondFactorIsStillAsked) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  auto const budi = staff.signed_in(Role::approver, org);
  auto const other = staff.again(siti);
  EXPECT_FALSE(set(token_for(siti.email)).refused());
  EXPECT_FALSE(alive(siti.token));
  EXPECT_FALSE(alive(other.token));
  EXPECT_TRUE(alive(budi.token));

  auto const half = staff.begin(siti.email);
  EXPECT_EQ(half.next, Next::totp);
  EXPECT_TRUE(staff.actor(half.token).grants.empty());
  EXPECT_EQ(staff.as_visitor([&](Work& work) { return begin_enrolment(work, half.token); }).code(),
            second_factor_again.code)
      << "no new authenticator without the old one";
  village.clock.advance(minutes(1));
  auto const full = sure(staff.as_visitor([&](Work& work) { return prove_totp(work, half.token, staff.code(siti)); }));
  EXPECT_EQ(full.next, Next::done);
}

TEST_F(ForgottenPassword, WhoLostThePhoneTooUsesARecoveryCode) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  EXPECT_FALSE(set(token_for(siti.email)).refused());
  auto const half = staff.begin(siti.email);
  auto const opened = sure(
      staff.as_visitor([&](Work& work) { return use_recovery_code(work, half.token, siti.recovery_codes.front()); }));
  EXPECT_TRUE(alive(opened.token));
}

TEST_F(ForgottenPassword, ItGivesBackNoRoleThatWasTaken) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  auto const account = siti.actor.account;
  sure(village.work([&](Work& work) { return end_role(work, account, {Role::treasurer, org, ""}); }));
  EXPECT_FALSE(set(token_for(siti.email)).refused());
  EXPECT_TRUE(staff.again(siti).actor.grants.empty());
}

TEST_F(ForgottenPassword, ThePersonAndTheAuditorsAreTold) {
  auto const email = staff.accepted(Role::treasurer, org);
  auto const token = token_for(email);
  EXPECT_FALSE(set(token).refused());
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[1].to, email);
  EXPECT_THAT(letters[1].subject, HasSubstr("diganti"));
  for (auto const& letter : letters) EXPECT_THAT(letter.text, Not(HasSubstr("new hash")));
  EXPECT_THAT(letters[1].text, Not(HasSubstr(token)));
  std::vector<std::string> kinds;
  for (auto const& trace : trail()) {
    kinds.emplace_back(trace.kind);
    EXPECT_THAT(trace.facts, Not(HasSubstr(token)));
    EXPECT_THAT(trace.facts, Not(HasSubstr("orang1")));
  }
  EXPECT_THAT(kinds, testing::IsSupersetOf({std::string(password_reset_sent), std::string(password_reset)}));
}

TEST_F(ForgottenPassword, ChangingItWhileSignedInVoidsTheLink) {
  auto const siti = staff.signed_in(Role::treasurer, org);
  auto const token = token_for(siti.email);
  auto const known = village.view([&](View const& view) { return own_credentials(view, siti.token); });
  sure(village.work_as(siti.actor, [&](Work& work) { return change_password(work, siti.token, known, "own hash"); }));
  EXPECT_EQ(set(token).code(), reset_not_valid.code);
  EXPECT_EQ(kept_hash(siti.email), "own hash");
}

TEST_F(ForgottenPassword, TheNewOneIsHeldAgainstNameAndAddress) {
  auto const email = staff.accepted(Role::treasurer, org);
  auto const token = token_for(email);
  auto const found = sure(village.view([&](View const& view) { return find_reset(view, token); }));
  EXPECT_EQ(found.name, "Orang 1");
  EXPECT_EQ(found.email, email);
}

TEST_F(ForgottenPassword, LinksThatRanOutAreForgotten) {
  static_cast<void>(token_for(staff.accepted(Role::treasurer, org)));
  auto const forget = [&] {
    return sure(village.work([&](Work& work) -> Result<std::int64_t> {
      work.record({.kind = "test.forgot", .subject = {}, .organisation = {}, .facts = {}});
      return forget_resets(work.rows, work.now);
    }));
  };
  EXPECT_EQ(forget(), 0);
  village.clock.advance(minutes(30));
  EXPECT_EQ(forget(), 1);
}

}  // namespace
}  // namespace lumbung::access
