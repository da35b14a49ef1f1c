#include "access/organisations.h"

#include <gtest/gtest.h>

#include "access/staff_village.h"
#include "core/area.h"
#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::access {
namespace {

class Organisations : public testing::Test {
 protected:
  Village village{{translog::migrations(), ledger::migrations(), migrations()}};
  StaffVillage staff{village};

  Organisation seen(Id<Organisation> id) {
    return village.view([&](View const& view) { return find_organisation(view, id).value(); });
  }
  template <class Act>
  std::string_view code_of(work::Actor const& who, Act act) {
    return village.work_as(who, act).code();
  }
  std::string_view may_collect(Id<Organisation> id, Date day) {
    return village.view([&](View const& view) { return collecting_organisation(view, id, day).code(); });
  }
  std::string_view permit_refused(Id<Organisation> id, PermitRecord const& wish) {
    return code_of(work::Actor::system(), [&](Work& work) { return set_permit(work, id, wish); });
  }
  std::string_view account_refused(Id<Organisation> id, BankAccountRecord const& wish) {
    return code_of(work::Actor::system(), [&](Work& work) { return set_bank_account(work, id, wish); });
  }
  void submit(Id<Organisation> id) {
    sure(village.work([&](Work& work) { return submit_organisation(work, id); }));
  }
  static PermitRecord regent_permit() {
    PermitRecord permit;
    permit.number = "460/123/Dinsos/2026";
    permit.issuer = Issuer::regent;
    permit.area = "32.17";
    permit.from = make_date(2026, 11, 1);
    permit.to = make_date(2027, 1, 31);
    return permit;
  }
};

TEST_F(Organisations, RegisteringOpensABookOfItsOwn) {
  auto const first = staff.draft_organisation("Yayasan Satu"), second = staff.draft_organisation("Yayasan Dua");
  EXPECT_EQ(seen(first).state, OrganisationState::draft);
  EXPECT_NE(seen(first).book, seen(second).book);
  EXPECT_EQ(village.view([&](View const& view) { return ledger::find_book(view, first.uuid); }), seen(first).book);
}

TEST_F(Organisations, TheSameRegistrationTwiceIsOneAndOtherContentIsRefused) {
  RegistrationWish wish{.id = {make_uuid(village.clock.now(), village.chance)},
                        .name = "Yayasan Kasih Ibu",
                        .kind = OrganisationKind::yayasan,
                        .area = "32.17",
                        .contact_phone = "0812-3456-7890"};
  auto const register_it = [&] {
    return village.work_as(work::Actor::visitor(), [&](Work& work) { return register_organisation(work, wish); });
  };
  auto const book = sure(register_it()).book;
  wish.contact_phone = "+62 812 3456 7890";  // the same number, typed otherwise
  EXPECT_EQ(sure(register_it()).book, book);
  wish.name = "Yayasan Kasih Bapak";
  EXPECT_EQ(register_it().code(), id_has_other_content.code);
}

TEST_F(Organisations, WithoutARegencyOrAPhoneIsRefused) {
  RegistrationWish wish{.id = {make_uuid(village.clock.now(), village.chance)},
                        .name = "Yayasan Kasih Ibu",
                        .kind = OrganisationKind::yayasan,
                        .area = "32",
                        .contact_phone = "0812-3456-7890"};
  auto const code = [&] { return code_of({}, [&](Work& work) { return register_organisation(work, wish); }); };
  EXPECT_EQ(code(), area_code_wrong.code);
  wish.area = "tidak ada";
  EXPECT_EQ(code(), area_code_wrong.code);
  wish.area = "32.17";
  wish.contact_phone = "12";
  EXPECT_NE(code(), "");
}

TEST_F(Organisations, NobodyCollectsBeforeVerification) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const day = make_date(2026, 11, 22);
  EXPECT_EQ(may_collect(id, day), not_verified.code);
  staff.add_papers(id, "Yayasan Kasih Ibu");
  EXPECT_EQ(may_collect(id, day), not_verified.code);
  submit(id);
  EXPECT_EQ(may_collect(id, day), not_verified.code);
  EXPECT_EQ(may_collect({{1}}, day), unknown_organisation.code);
  auto const verified = staff.verified_organisation("Yayasan Lain");
  EXPECT_EQ(may_collect(verified, day), "");
}

TEST_F(Organisations, VerificationNeedsTwoDifferentOfficers) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  staff.add_papers(id, "YAYASAN KASIH IBU");
  submit(id);
  auto const first = staff.signed_in(Role::platform_verifier), second = staff.signed_in(Role::platform_verifier);
  auto const approval = sure(village.work_as(
      first.actor, [&](Work& work) { return propose_verification(work, id, work.new_id<Approval>()); }));
  EXPECT_EQ(staff.agree(first.actor, approval).code(), own_approval.code);
  EXPECT_EQ(seen(id).state, OrganisationState::submitted);
  EXPECT_EQ(staff.agree(second.actor, approval)->state, ApprovalState::approved);
  EXPECT_EQ(seen(id).state, OrganisationState::verified);
}

TEST_F(Organisations, OfficersOfAnotherAreaOrNoneCannotVerify) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu", "32.17");
  staff.add_papers(id, "Yayasan Kasih Ibu");
  submit(id);
  auto const propose = [&](Work& work) { return propose_verification(work, id, work.new_id<Approval>()); };
  EXPECT_EQ(code_of(work::Actor::visitor(), propose), work::sign_in_first.code);
  EXPECT_EQ(code_of(staff.signed_in(Role::org_admin, id).actor, propose), work::not_allowed.code);
  EXPECT_EQ(code_of(staff.signed_in(Role::platform_verifier, {}, "33").actor, propose), work::not_allowed.code);
  EXPECT_EQ(code_of(staff.signed_in(Role::platform_verifier, {}, "32").actor, propose), "");
}

TEST_F(Organisations, EverythingThatIsMissingIsToldAtOnce) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  auto const answer = village.work([&](Work& work) { return submit_organisation(work, id); });
  ASSERT_TRUE(answer.refused());
  EXPECT_EQ(answer.code(), document_missing.code);
  EXPECT_EQ(answer.problem().others().size(), 4U);  // decree, tax number, permit, bank account
  EXPECT_EQ(seen(id).state, OrganisationState::draft);
}

TEST_F(Organisations, WhatIsBeingVerifiedCannotBeChanged) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  staff.add_papers(id, "Yayasan Kasih Ibu");
  submit(id);
  auto const file = village.files().put("lain");
  EXPECT_EQ(code_of(village.actor,
                    [&](Work& work) {
                      return add_document(work, id, {work.new_id<OrganisationDocument>(), DocumentKind::akta, file});
                    }),
            not_editable.code);
  EXPECT_EQ(permit_refused(id, regent_permit()), not_editable.code);
}

TEST_F(Organisations, ADocumentMustHaveBeenUploaded) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  EXPECT_EQ(code_of(village.actor,
                    [&](Work& work) {
                      return add_document(work, id,
                                          {work.new_id<OrganisationDocument>(), DocumentKind::akta, sha256("nothing")});
                    }),
            file_not_stored.code);
}

TEST_F(Organisations, StrangersChangeNothing) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu"), other = staff.draft_organisation("Yayasan Lain");
  auto const stranger = staff.signed_in(Role::org_admin, other);
  auto const editor = staff.signed_in(Role::campaign_editor, id);
  for (auto const& who : {stranger.actor, editor.actor}) {
    EXPECT_EQ(code_of(who, [&](Work& work) { return set_permit(work, id, regent_permit()); }), work::not_allowed.code);
    EXPECT_EQ(code_of(who, [&](Work& work) { return submit_organisation(work, id); }), work::not_allowed.code);
    EXPECT_EQ(code_of(who, [&](Work& work) { return suspend_organisation(work, id, "x"); }), work::not_allowed.code);
  }
  EXPECT_EQ(code_of(staff.signed_in(Role::org_admin, id).actor,
                    [&](Work& work) { return set_permit(work, id, regent_permit()); }),
            "");
}

TEST_F(Organisations, PermitsAreForThreeMonthsAndOneExtension) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  auto permit = regent_permit();
  EXPECT_EQ(permit_refused(id, permit), "");
  permit.to = make_date(2027, 2, 2);
  EXPECT_EQ(permit_refused(id, permit), permit_days_wrong.code);
  permit.to = make_date(2026, 10, 31);
  EXPECT_EQ(permit_refused(id, permit), permit_days_wrong.code);
  permit = regent_permit();
  permit.extended_to = make_date(2027, 4, 30);
  EXPECT_EQ(permit_refused(id, permit), "");
  permit.extended_to = make_date(2027, 5, 1);
  EXPECT_EQ(permit_refused(id, permit), permit_days_wrong.code);
  permit.extended_to = permit.to;
  EXPECT_EQ(permit_refused(id, permit), permit_days_wrong.code);
}

TEST_F(Organisations, APermitFitsItsIssuersArea) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  auto permit = regent_permit();
  permit.issuer = Issuer::governor;
  EXPECT_EQ(permit_refused(id, permit), permit_area_wrong.code);
  permit.area = "32";
  EXPECT_EQ(permit_refused(id, permit), "");
  permit.issuer = Issuer::minister;
  EXPECT_EQ(permit_refused(id, permit), permit_area_wrong.code);
  permit.area = "";
  EXPECT_EQ(permit_refused(id, permit), "");
  permit.number = "";
  EXPECT_EQ(permit_refused(id, permit), permit_number_missing.code);
}

TEST_F(Organisations, OnlyFoundationsAndAssociationsHaveAPermit) {
  auto const id = sure(village.work([&](Work& work) {
                    return register_organisation(work, {.id = work.new_id<Organisation>(),
                                                        .name = "Koperasi Mulya",
                                                        .kind = OrganisationKind::koperasi,
                                                        .area = "32.17",
                                                        .contact_phone = "0812-3456-7890"});
                  })).id;
  EXPECT_EQ(permit_refused(id, regent_permit()), pub_for_foundations_only.code);
  PermitRecord exempt;
  exempt.exemption = Exemption::limited_gotong_royong;
  EXPECT_EQ(permit_refused(id, exempt), exemption_unexplained.code);
  exempt.explanation = "Patungan anggota koperasi sendiri di satu desa.";
  EXPECT_EQ(permit_refused(id, exempt), "");
}

TEST_F(Organisations, AnExpiredPermitEndsCollecting) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  staff.add_papers(id, "Yayasan Kasih Ibu");
  EXPECT_EQ(permit_refused(id, regent_permit()), "");
  EXPECT_EQ(village.work([&](Work& work) { return submit_organisation(work, id); }).code(), document_missing.code);
  sure(village.work([&](Work& work) {
    return add_document(work, id,
                        {work.new_id<OrganisationDocument>(), DocumentKind::izin_pub, village.files().put("izin")});
  }));
  submit(id);
  auto const first = staff.signed_in(Role::platform_verifier), second = staff.signed_in(Role::platform_verifier);
  auto const approval = sure(village.work_as(
      first.actor, [&](Work& work) { return propose_verification(work, id, work.new_id<Approval>()); }));
  sure(staff.agree(second.actor, approval));
  EXPECT_EQ(may_collect(id, make_date(2026, 10, 31)), permit_not_valid.code);
  EXPECT_EQ(may_collect(id, make_date(2026, 11, 1)), "");
  EXPECT_EQ(may_collect(id, make_date(2027, 1, 31)), "");
  EXPECT_EQ(may_collect(id, make_date(2027, 2, 1)), permit_not_valid.code);

  // An extension is proposed by the organisation and stands when somebody of the platform approved it.
  auto permit_now = regent_permit();
  permit_now.extended_to = make_date(2027, 4, 30);
  auto const admin = staff.signed_in(Role::org_admin, id);
  sure(village.work_as(admin.actor, [&](Work& work) { return set_permit(work, id, permit_now); }));
  EXPECT_EQ(may_collect(id, make_date(2027, 2, 1)), permit_not_valid.code);
  auto const waiting = village.view_as(first.actor, [&](View const& view) { return approvals(view, {.limit = 10}); });
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].kind, permit_change);
  EXPECT_EQ(staff.agree(admin.actor, waiting[0].id).code(), work::not_allowed.code);
  sure(staff.agree(first.actor, waiting[0].id));
  EXPECT_EQ(may_collect(id, make_date(2027, 4, 30)), "");
  EXPECT_EQ(may_collect(id, make_date(2027, 5, 1)), permit_not_valid.code);
}

TEST_F(Organisations, TheBankAccountIsInTheirOwnNameOrExplained) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  BankAccountRecord account{
      .id = {}, .bank_code = "014", .number = "5270123456", .holder = "KASIH IBU, YAYASAN", .explanation = {}};
  EXPECT_EQ(account_refused(id, account), "");
  account.holder = "Budi Santoso";
  EXPECT_EQ(account_refused(id, account), holder_name_differs.code);
  account.explanation = "Rekening lama atas nama ketua sampai SK baru terbit.";
  EXPECT_EQ(account_refused(id, account), "");
  account.number = "52-70";
  EXPECT_EQ(account_refused(id, account), account_number_wrong.code);
  account.number = "5270123456";
  account.bank_code = "BCA";
  EXPECT_EQ(account_refused(id, account), bank_code_wrong.code);
}

TEST_F(Organisations, ANewBankAccountOfAVerifiedOneWaitsForApprovalWithAFreshSecondFactor) {
  auto const id = staff.verified_organisation("Yayasan Kasih Ibu");
  auto const admin = staff.signed_in(Role::org_admin, id), officer = staff.signed_in(Role::platform_verifier);
  sure(village.work_as(admin.actor, [&](Work& work) {
    return set_bank_account(
        work, id,
        {.id = {}, .bank_code = "008", .number = "1310009988776", .holder = "Yayasan Kasih Ibu", .explanation = {}});
  }));
  auto const bank = [&](Standing standing) {
    return village.view([&](View const& view) { return bank_account(view, id, standing).value().bank_code; });
  };
  EXPECT_EQ(bank(Standing::current), "014");
  EXPECT_EQ(bank(Standing::proposed), "008");
  auto const waiting = village.view_as(officer.actor, [&](View const& view) { return approvals(view, {.limit = 10}); });
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].content.find("1310009988776"), std::string::npos);
  village.clock.advance(minutes(6));
  EXPECT_EQ(staff.agree(officer.actor, waiting[0].id).code(), second_factor_again.code);
  staff.prove(officer);
  EXPECT_EQ(staff.agree(officer.actor, waiting[0].id)->state, ApprovalState::approved);
  EXPECT_EQ(bank(Standing::current), "008");
}

TEST_F(Organisations, OneOfficerMayRefuseOrSuspendAndTwoRestore) {
  auto const id = staff.verified_organisation("Yayasan Kasih Ibu");
  auto const one = staff.signed_in(Role::platform_verifier), two = staff.signed_in(Role::platform_verifier);
  EXPECT_EQ(code_of(one.actor, [&](Work& work) { return suspend_organisation(work, id, ""); }), reason_missing.code);
  EXPECT_EQ(code_of(one.actor, [&](Work& work) { return suspend_organisation(work, id, "Laporan terlambat."); }), "");
  EXPECT_EQ(may_collect(id, make_date(2026, 11, 22)), not_verified.code);
  EXPECT_EQ(code_of(one.actor, [&](Work& work) { return refuse_organisation(work, id, "x"); }), not_submitted.code);
  auto const approval = sure(
      village.work_as(one.actor, [&](Work& work) { return propose_verification(work, id, work.new_id<Approval>()); }));
  sure(staff.agree(two.actor, approval));
  EXPECT_EQ(may_collect(id, make_date(2026, 11, 22)), "");
}

TEST_F(Organisations, ARefusedOneMayMendAndSubmitAgain) {
  auto const id = staff.draft_organisation("Yayasan Kasih Ibu");
  staff.add_papers(id, "Yayasan Kasih Ibu");
  submit(id);
  auto const one = staff.signed_in(Role::platform_verifier), two = staff.signed_in(Role::platform_verifier);
  auto const approval = sure(
      village.work_as(one.actor, [&](Work& work) { return propose_verification(work, id, work.new_id<Approval>()); }));
  EXPECT_EQ(code_of(one.actor, [&](Work& work) { return refuse_organisation(work, id, "Akta buram."); }), "");
  EXPECT_EQ(seen(id).reason, "Akta buram.");
  EXPECT_EQ(staff.agree(two.actor, approval).code(), approval_closed.code);
  EXPECT_EQ(permit_refused(id, regent_permit()), "");
}

TEST_F(Organisations, NumbersAreShownWholeOnlyToThoseWhoMaySeeThem) {
  auto const id = staff.verified_organisation("Yayasan Kasih Ibu");
  auto const number = [&](work::Actor const& who) {
    return village.view_as(who, [&](View const& view) { return bank_account(view, id).value().number; });
  };
  EXPECT_EQ(number(staff.signed_in(Role::org_admin, id).actor), "5270123456");
  EXPECT_EQ(number(staff.signed_in(Role::platform_verifier).actor), "5270123456");
  EXPECT_EQ(number(staff.signed_in(Role::campaign_editor, id).actor), "******3456");
  EXPECT_EQ(number(work::Actor::visitor()), "******3456");
  auto const phone = [&](work::Actor const& who) {
    return village.view_as(who, [&](View const& view) { return contact_phone(view, id); });
  };
  EXPECT_EQ(phone(staff.signed_in(Role::org_admin, id).actor), "+6281234567890");
  EXPECT_EQ(phone(work::Actor::visitor()), std::nullopt);
}

TEST_F(Organisations, ListsShowDraftsOnlyToThePlatform) {
  auto const draft = staff.draft_organisation("Yayasan Rancangan");
  auto const verified = staff.verified_organisation("Yayasan Kasih Ibu");
  auto const listed = [&](work::Actor const& who) {
    return village.view_as(who, [&](View const& view) { return organisations(view, std::nullopt, {}, 50).size(); });
  };
  EXPECT_EQ(listed(work::Actor::visitor()), 1U);
  EXPECT_EQ(listed(staff.signed_in(Role::org_admin, verified).actor), 1U);
  EXPECT_EQ(listed(staff.signed_in(Role::platform_verifier).actor), 2U);
  auto const admin = staff.signed_in(Role::org_admin, draft);
  EXPECT_EQ(village.view_as(admin.actor, [](View const& view) { return own_organisations(view); }).at(0).id, draft);
}

TEST(SameName, LooksPastCaseFormsAndPunctuation) {
  EXPECT_TRUE(same_name("Yayasan Kasih Ibu", "YAYASAN KASIH IBU"));
  EXPECT_FALSE(same_name("Yayasan Kasih Ibu", "KASIH IBU YAY"));  // such a short form must be explained
  EXPECT_TRUE(same_name("PT. Mitra Sejahtera, Tbk", "MITRA SEJAHTERA PT"));
  EXPECT_TRUE(same_name("Koperasi Nu'man", "KOPERASI NUMAN"));
  EXPECT_FALSE(same_name("Yayasan Kasih Ibu", "Yayasan Kasih Bapak"));
  EXPECT_FALSE(same_name("Yayasan", "Koperasi"));
}

}  // namespace
}  // namespace lumbung::access
