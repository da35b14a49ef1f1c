#include "access/accounts.h"

#include <gtest/gtest.h>

#include "access/staff_village.h"
#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::access {
namespace {

class Accounts : public testing::Test {
 protected:
  Village village{{translog::migrations(), ledger::migrations(), migrations()}};
  StaffVillage staff{village};
  Id<Organisation> const org = staff.draft_organisation("Yayasan Kasih Ibu");
  Id<Organisation> const other = staff.draft_organisation("Yayasan Lain");

  Result<IssuedInvitation> invited(work::Actor const& by, Holding const& holding,
                                   std::string const& email = "baru@contoh.id") {
    return village.work_as(by, [&](Work& work) {
      return invite(work, {.id = work.new_id<Invitation>(), .email = email, .name = "Orang Baru", .holding = holding});
    });
  }
  Result<Id<Account>> accept(work::Actor const& who, std::string const& token) {
    return village.work_as(who, [&](Work& work) {
      return accept_invitation(work, {.token = token, .name = "Orang Baru", .password_hash = "hash"});
    });
  }
  Result<IssuedInvitation> renewed(work::Actor const& by, Id<Organisation> where, Id<Invitation> id) {
    return village.work_as(by, [&](Work& work) { return renew_invitation(work, where, id); });
  }
  Verdict withdrawn(work::Actor const& by, Id<Organisation> where, Id<Invitation> id) {
    return village.work_as(by, [&](Work& work) { return withdraw_invitation(work, where, id); });
  }
  std::vector<PendingInvitation> pending() {
    return sure(village.view([&](View const& view) { return pending_invitations(view, org); }));
  }
  std::string seen_by(work::Actor const& who, Id<Organisation> where) {
    return std::string(village.view_as(who, [&](View const& view) { return pending_invitations(view, where); }).code());
  }
  std::size_t staff_seen(work::Actor const& who, Id<Organisation> where) {
    auto const seen = village.view_as(who, [&](View const& view) { return staff_of(view, where); });
    return seen.refused() ? 0 : seen->size();
  }
  static Result<std::vector<StaffMember>> staff_of(View const& view, Id<Organisation> where) {
    return access::staff(view, where);
  }
};

TEST_F(Accounts, TheFirstAdministratorIsInvitedOnce) {
  auto const begin = [&](Again again) {
    return village.work([&](Work& work) { return bootstrap(work, "admin@contoh.id", "Admin", again); });
  };
  auto const first = sure(begin(Again::no));
  EXPECT_EQ(begin(Again::no).code(), already_begun.code);
  auto const second = sure(begin(Again::yes));
  EXPECT_EQ(accept(work::Actor::visitor(), first.token).code(), invitation_not_valid.code);
  EXPECT_FALSE(accept(work::Actor::visitor(), second.token).refused());
  EXPECT_EQ(begin(Again::yes).code(), already_begun.code);
}

TEST_F(Accounts, AnInvitationIsGoodOnceAndForSevenDays) {
  auto const issued = sure(invited(village.actor, {Role::auditor, org, ""}));
  EXPECT_EQ(accept(work::Actor::visitor(), issued.token + "x").code(), invitation_not_valid.code);
  EXPECT_FALSE(accept(work::Actor::visitor(), issued.token).refused());
  EXPECT_EQ(accept(work::Actor::visitor(), issued.token).code(), invitation_not_valid.code);
  auto const late = sure(invited(village.actor, {Role::auditor, org, ""}, "lain@contoh.id"));
  village.clock.advance(days(7));
  EXPECT_EQ(accept(work::Actor::visitor(), late.token).code(), invitation_not_valid.code);
}

TEST_F(Accounts, AnAddressThatHasAnAccountAcceptsOnlyWhenSignedInToIt) {
  auto const siti = staff.signed_in(Role::auditor, org), budi = staff.signed_in(Role::auditor, org);
  auto const issued = sure(invited(village.actor, {Role::treasurer, other, ""}, siti.email));
  EXPECT_EQ(accept(work::Actor::visitor(), issued.token).code(), sign_in_to_accept.code);
  EXPECT_EQ(accept(budi.actor, issued.token).code(), sign_in_to_accept.code);
  EXPECT_EQ(sure(accept(siti.actor, issued.token)), siti.actor.account);
  EXPECT_TRUE(staff.actor(siti.token).may("programme.prepare_release", other));
  EXPECT_TRUE(staff.actor(siti.token).may(view_audit, org));
  EXPECT_FALSE(staff.actor(siti.token).may(view_audit, other));
}

TEST_F(Accounts, AdministratorsInviteIntoTheirOwnOrganisationOnly) {
  auto const admin = staff.signed_in(Role::org_admin, org);
  EXPECT_EQ(invited(admin.actor, {Role::treasurer, org, ""}).code(), "");
  EXPECT_EQ(invited(admin.actor, {Role::treasurer, other, ""}).code(), work::not_allowed.code);
  EXPECT_EQ(invited(admin.actor, {Role::platform_verifier, {}, ""}).code(), work::not_allowed.code);
  EXPECT_EQ(invited(staff.signed_in(Role::treasurer, org).actor, {Role::auditor, org, ""}).code(),
            work::not_allowed.code);
  EXPECT_EQ(invited(work::Actor::visitor(), {Role::auditor, org, ""}).code(), work::sign_in_first.code);
}

TEST_F(Accounts, NobodyGivesMoreAreaThanTheyHave) {
  auto const admin = staff.signed_in(Role::org_admin, org, "32.17");
  EXPECT_EQ(invited(admin.actor, {Role::field_officer, org, "32.17.10"}).code(), "");
  EXPECT_EQ(invited(admin.actor, {Role::field_officer, org, "32.18"}, "b@contoh.id").code(), work::not_allowed.code);
  EXPECT_EQ(invited(admin.actor, {Role::field_officer, org, ""}, "c@contoh.id").code(), work::not_allowed.code);
}

TEST_F(Accounts, RolesOfThePlatformAndOfOrganisationsDoNotMix) {
  auto const admin = staff.signed_in(Role::platform_admin);
  EXPECT_EQ(invited(admin.actor, {Role::platform_verifier, org, ""}).code(), role_unfit.code);
  EXPECT_EQ(invited(admin.actor, {Role::treasurer, {}, ""}).code(), role_unfit.code);
  EXPECT_EQ(invited(admin.actor, {Role::platform_verifier, {}, "32"}).code(), "");
  EXPECT_EQ(invited(admin.actor, {Role::treasurer, Id<Organisation>{{3}}, ""}).code(), unknown_organisation.code);
}

TEST_F(Accounts, WhatIsNoAddressIsRefused) {
  for (auto const* wrong :
       {"siti", "siti@", "@contoh.id", "siti@contoh", "si ti@contoh.id", "a@b@c.id", "siti@.id", "siti@contoh.", ""})
    EXPECT_EQ(invited(village.actor, {Role::auditor, org, ""}, wrong).code(), email_wrong.code) << wrong;
  EXPECT_EQ(sure(normal_email("  Siti@Contoh.ID ")), "siti@contoh.id");
}

TEST_F(Accounts, TheSameInvitationAgainIsTheFirstAndAnotherUnderItsIdIsRefused) {
  Id<Invitation> const id{make_uuid(village.clock.now(), village.chance)};
  auto const again = [&](std::string const& email, std::string const& name, Holding const& holding) {
    return village.work(
        [&](Work& work) { return invite(work, {.id = id, .email = email, .name = name, .holding = holding}); });
  };
  auto const first = sure(again("a@contoh.id", "A", {Role::field_officer, org, "32.17"}));
  village.clock.advance(minutes(5));
  auto const second = sure(again(" A@Contoh.ID", "A", {Role::field_officer, org, "32.17"}));
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.expires, first.expires);
  EXPECT_EQ(second.token, "") << "its hash is all that was kept";
  EXPECT_EQ(pending().size(), 1u);
  for (auto const& another : {again("b@contoh.id", "A", {Role::field_officer, org, "32.17"}),
                              again("a@contoh.id", "B", {Role::field_officer, org, "32.17"}),
                              again("a@contoh.id", "A", {Role::auditor, org, "32.17"}),
                              again("a@contoh.id", "A", {Role::field_officer, org, "32.18"}),
                              again("a@contoh.id", "A", {Role::field_officer, other, "32.17"})})
    EXPECT_EQ(another.code(), id_has_other_content.code);
  EXPECT_FALSE(accept(work::Actor::visitor(), first.token).refused()) << "the first link is as good as before";
}

TEST_F(Accounts, ALostInvitationIsRenewedAndTheOldLinkIsVoid) {
  auto const admin = staff.signed_in(Role::org_admin, org);
  auto const first = sure(invited(admin.actor, {Role::auditor, org, ""}));
  village.clock.advance(days(8));
  ASSERT_EQ(pending().size(), 1u) << "what ran out waits to be sent again";
  EXPECT_EQ(pending()[0].email, "baru@contoh.id");
  EXPECT_EQ(pending()[0].expires, first.expires);
  auto const second = sure(renewed(staff.again(admin).actor, org, first.id));
  EXPECT_EQ(second.expires, village.clock.now() + days(7));
  EXPECT_EQ(pending()[0].expires, second.expires);
  EXPECT_EQ(accept(work::Actor::visitor(), first.token).code(), invitation_not_valid.code);
  EXPECT_FALSE(accept(work::Actor::visitor(), second.token).refused());
  EXPECT_TRUE(pending().empty());
  EXPECT_EQ(renewed(village.actor, org, first.id).code(), invitation_taken.code);
}

TEST_F(Accounts, TheSameInvitationAgainIsRenewedWhenItRanOutAndRefusedWhenItWasTaken) {
  auto const admin = staff.signed_in(Role::org_admin, org);
  auto wish = InvitationWish{.id = sure(invited(admin.actor, {Role::auditor, org, ""})).id,
                             .email = "baru@contoh.id",
                             .name = "Orang Baru",
                             .holding = {Role::auditor, org, ""}};
  auto const again = [&] {
    return village.work_as(staff.again(admin).actor, [&](Work& work) { return invite(work, wish); });
  };
  EXPECT_TRUE(sure(again()).token.empty()) << "its letter is on its way";
  village.clock.advance(days(7));
  auto const second = sure(again());
  EXPECT_EQ(second.id, wish.id);
  EXPECT_EQ(second.expires, village.clock.now() + days(7));
  ASSERT_FALSE(accept(work::Actor::visitor(), second.token).refused());
  EXPECT_EQ(again().code(), invitation_taken.code);
  wish.name = "Orang Lain";
  EXPECT_EQ(again().code(), id_has_other_content.code);
}

TEST_F(Accounts, AWithdrawnInvitationIsVoidForGood) {
  auto const admin = staff.signed_in(Role::org_admin, org);
  auto const issued = sure(invited(admin.actor, {Role::auditor, org, ""}));
  EXPECT_EQ(withdrawn(admin.actor, org, issued.id).code(), "");
  EXPECT_EQ(accept(work::Actor::visitor(), issued.token).code(), invitation_not_valid.code);
  EXPECT_TRUE(pending().empty());
  EXPECT_EQ(withdrawn(admin.actor, org, issued.id).code(), invitation_taken.code);
  EXPECT_EQ(renewed(admin.actor, org, issued.id).code(), invitation_taken.code);
}

TEST_F(Accounts, InvitationsAreRenewedWithdrawnAndSeenOnlyByThoseWhoMay) {
  auto const admin = staff.signed_in(Role::org_admin, org, "32.17"), stranger = staff.signed_in(Role::org_admin, other),
             treasurer = staff.signed_in(Role::treasurer, org), auditor = staff.signed_in(Role::auditor, org);
  auto const near = sure(invited(village.actor, {Role::field_officer, org, "32.17.10"})),
             far = sure(invited(village.actor, {Role::field_officer, org, "32.18"}, "jauh@contoh.id"));
  auto const verifier = sure(invited(village.actor, {Role::platform_verifier, {}, ""}, "periksa@contoh.id"));
  struct Try {
    work::Actor who;
    Id<Organisation> where;
    Id<Invitation> what;
    std::string_view code;
  };
  for (auto const& one : {Try{work::Actor::visitor(), org, near.id, work::sign_in_first.code},
                          Try{treasurer.actor, org, near.id, work::not_allowed.code},
                          Try{auditor.actor, org, near.id, work::not_allowed.code},
                          Try{stranger.actor, org, near.id, work::not_allowed.code},
                          Try{stranger.actor, other, near.id, unknown_invitation.code},
                          Try{admin.actor, org, far.id, work::not_allowed.code},
                          Try{admin.actor, org, verifier.id, unknown_invitation.code},
                          Try{admin.actor, {}, verifier.id, work::not_allowed.code},
                          Try{admin.actor, org, {{7}}, unknown_invitation.code}}) {
    EXPECT_EQ(renewed(one.who, one.where, one.what).code(), one.code);
    EXPECT_EQ(withdrawn(one.who, one.where, one.what).code(), one.code);
  }
  EXPECT_FALSE(village.view([&](View const& view) { return find_invitation(view, near.token); }).refused());
  EXPECT_EQ(renewed(admin.actor, org, near.id).code(), "");
  EXPECT_EQ(seen_by(work::Actor::visitor(), org), work::sign_in_first.code);
  EXPECT_EQ(seen_by(treasurer.actor, org), work::not_allowed.code);
  EXPECT_EQ(seen_by(stranger.actor, org), work::not_allowed.code);
  EXPECT_EQ(seen_by(auditor.actor, org), "");
  EXPECT_EQ(seen_by(auditor.actor, {}), work::not_allowed.code);
  EXPECT_EQ(pending().size(), 2u) << "the platform's own are not the organisation's";
}

TEST_F(Accounts, TheFirstAdministratorOfAnOrganisationIsInvitedOnlyAtTheStart) {
  auto const first = [&](std::string const& email) {
    return staff.as_visitor([&](Work& work) {
      return invite_first_administrator(
          work, org, {.id = work.new_id<Invitation>(), .email = email, .name = "Siti", .holding = {}});
    });
  };
  auto const issued = sure(first("siti@contoh.id"));
  EXPECT_EQ(first("penyusup@contoh.id").code(), already_begun.code);
  sure(accept(work::Actor::visitor(), issued.token));
  village.clock.advance(days(30));
  EXPECT_EQ(first("penyusup@contoh.id").code(), already_begun.code);
}

TEST_F(Accounts, ARoleThatEndsTakesItsRightsAndSessionsAtOnce) {
  auto const admin = staff.signed_in(Role::org_admin, org), siti = staff.signed_in(Role::treasurer, org);
  auto const end = [&](work::Actor const& by, SignedIn const& who, Holding const& holding) {
    return village.work_as(by, [&](Work& work) { return end_role(work, who.actor.account, holding); }).code();
  };
  EXPECT_EQ(end(siti.actor, siti, {Role::treasurer, org, ""}), work::not_allowed.code);
  EXPECT_EQ(end(admin.actor, siti, {Role::approver, org, ""}), unknown_staff.code);
  EXPECT_EQ(end(admin.actor, siti, {Role::treasurer, org, ""}), "");
  EXPECT_EQ(village.view([&](View const& view) { return actor_of(view, siti.token).code(); }), session_ended.code);
  EXPECT_TRUE(staff.again(siti).actor.grants.empty());
  EXPECT_EQ(end(admin.actor, admin, {Role::org_admin, org, ""}), last_administrator.code);
}

TEST_F(Accounts, StaffIsListedToAdministratorsAndAuditorsOfTheOrganisation) {
  auto const admin = staff.signed_in(Role::org_admin, org), auditor = staff.signed_in(Role::auditor, org);
  static_cast<void>(staff.signed_in(Role::treasurer, other));
  EXPECT_EQ(staff_seen(admin.actor, org), 2U);
  EXPECT_EQ(staff_seen(auditor.actor, org), 2U);
  EXPECT_EQ(staff_seen(admin.actor, other), 0U);
  EXPECT_EQ(staff_seen(admin.actor, {}), 0U);
  EXPECT_EQ(staff_seen(work::Actor::visitor(), org), 0U);
  EXPECT_EQ(staff_seen(staff.signed_in(Role::platform_admin).actor, {}), 1U);
}

TEST(Roles, EachKnowsItsRightsAndNoneBothPreparesAndApproves) {
  for (auto const& role : roles) {
    auto const rights = rights_of(role.value);
    EXPECT_FALSE(rights.empty()) << role.word;
    bool prepares = false, approves = false;
    for (auto const right : rights) {
      prepares = prepares || right == "programme.prepare_release";
      approves = approves || right == "programme.approve_release";
    }
    EXPECT_FALSE(prepares && approves) << role.word;
  }
}

TEST(Roles, AuditorsOnlyRead) {
  for (auto const right : rights_of(Role::auditor)) {
    auto const word = right.substr(right.find('.') + 1);
    EXPECT_TRUE(word.starts_with("view")) << right;
  }
}

}  // namespace
}  // namespace lumbung::access
