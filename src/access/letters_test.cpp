#include "access/letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/staff_village.h"
#include "ledger/ledger.h"
#include "translog/translog.h"

namespace lumbung::access {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(LettersToStaff, SayEverythingInBothLanguages) {
  auto const invitation = invitation_letter("budi@desa.id",
                                            {.organisation = "Yayasan Kasih Ibu",
                                             .role = Role::treasurer,
                                             .link = "https://lumbung.example/undangan/abc",
                                             .expires = Village::morning + days(7)},
                                            Zone::wib);
  EXPECT_EQ(invitation.to, "budi@desa.id");
  EXPECT_THAT(invitation.subject, HasSubstr("Yayasan Kasih Ibu"));
  for (auto const* part :
       {"bendahara", "treasurer", "https://lumbung.example/undangan/abc", "29 November 2026 pukul 08.00 WIB",
        "2026-11-29T08:00:00+07:00", "Jangan teruskan", "Do not pass it on"})
    EXPECT_THAT(invitation.text, HasSubstr(part));
  auto const reset = reset_letter("budi@desa.id", "https://lumbung.example/masuk/sandi-baru#abc", 30);
  EXPECT_EQ(reset.useful, minutes(30));
  for (auto const* part : {"Berlaku 30 menit", "Good for 30 minutes", "kode dua langkah", "second factor"})
    EXPECT_THAT(reset.text, HasSubstr(part));
  auto const changed = password_changed_letter("budi@desa.id", Village::morning, "https://lumbung.example", Zone::wib);
  for (auto const* part : {"22 November 2026 pukul 08.00 WIB", "Bukan Anda?", "It was not you?", "/masuk"})
    EXPECT_THAT(changed.text, HasSubstr(part));
}

TEST(LettersToStaff, CarryNoAddressThatAStrangerTypedAsAName) {
  EXPECT_EQ(without_links("Yayasan jahat.example/x"), "Yayasan jahat. example x");
  EXPECT_EQ(without_links("https://jahat.example"), "https   jahat. example");
  EXPECT_EQ(without_links("CV. Maju, Tbk."), "CV. Maju, Tbk.");
  EXPECT_EQ(without_links("a\r\nBcc: x@y.id"), "a  Bcc  x y. id");
  auto const letter = invitation_letter("budi@desa.id",
                                        {.organisation = "Hadiah di http://jahat.example\nKlik",
                                         .role = Role::org_admin,
                                         .link = "https://lumbung.example/undangan/abc",
                                         .expires = Village::morning},
                                        Zone::wib);
  EXPECT_THAT(letter.subject, Not(HasSubstr("\n")));
  EXPECT_THAT(letter.text, Not(HasSubstr("jahat.example")));
}

TEST(LettersToStaff, EveryRoleHasItsNameInALetter) {
  for (auto const& known : roles) {
    auto const letter = invitation_letter(
        "budi@desa.id", {.organisation = "", .role = known.value, .link = "x", .expires = Village::morning}, Zone::wib);
    EXPECT_THAT(letter.text, HasSubstr("Peran   : ")) << known.word;
    EXPECT_THAT(letter.text, Not(HasSubstr("Peran   : \n"))) << known.word;
    EXPECT_THAT(letter.text, HasSubstr("Lembaga : Lumbung\n"));
  }
}

class SendingInvitations : public testing::Test {
 protected:
  IssuedInvitation invited(Post const& post, bool& sent) {
    return sure(village.work([&](Work& work) -> Result<IssuedInvitation> {
      auto const issued = TRY(invite(work, {.id = work.new_id<Invitation>(),
                                            .email = " Budi@Desa.ID ",
                                            .name = "Budi",
                                            .holding = {Role::approver, org, ""}}));
      sent = send_invitation(work, post, issued.token);
      return issued;
    }));
  }
  Village village{{translog::migrations(), ledger::migrations(), migrations()}};
  StaffVillage staff{village};
  Id<Organisation> const org = staff.draft_organisation("Yayasan Kasih Ibu");
};

TEST_F(SendingInvitations, TheLinkGoesToTheAddressThatWasInvited) {
  std::vector<StaffLetter> letters;
  bool sent = false;
  auto const issued = invited([&](Work&, StaffLetter const& letter) { letters.push_back(letter); }, sent);
  EXPECT_TRUE(sent);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].to, "budi@desa.id");
  EXPECT_THAT(letters[0].text, HasSubstr("https://lumbung.example/undangan/" + issued.token));
  EXPECT_THAT(letters[0].text, HasSubstr("Yayasan Kasih Ibu"));
}

TEST_F(SendingInvitations, WithoutMailNothingIsWritten) {
  bool sent = true;
  static_cast<void>(invited(Post(), sent));
  EXPECT_FALSE(sent);
}

}  // namespace
}  // namespace lumbung::access
