#include "cooperative/members.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cooperative/cooperative_village.h"

namespace lumbung::cooperative {
namespace {

struct Members : testing::Test {
  Members() { v.open(); }
  CooperativeVillage v;
};

TEST_F(Members, OnlyAnOrganisationThatIsACooperativeOpensOne) {
  auto const foundation = v.staff.verified_organisation("Yayasan Kasih Ibu");
  auto const open_there = [&](Work& work) {
    return open_cooperative(work, foundation, {.legal_number = "1", .founded = v.today(), .bylaws = v.usual_bylaws()});
  };
  EXPECT_EQ(v.village.work(open_there).code(), not_a_cooperative.code);
  EXPECT_EQ(v.as(v.treasurer,
                 [&](Work& work) {
                   return open_cooperative(work, v.organisation,
                                           {.legal_number = "2", .founded = v.today(), .bylaws = v.usual_bylaws()});
                 })
                .code(),
            work::not_allowed.code);
  EXPECT_EQ(v.as(v.board,
                 [&](Work& work) {
                   return open_cooperative(work, v.organisation,
                                           {.legal_number = "2", .founded = v.today(), .bylaws = v.usual_bylaws()});
                 })
                .code(),
            opened_already.code);
}

TEST_F(Members, ByLawsOnlyGoForward) {
  auto next = v.usual_bylaws();
  next.wajib = 15'000_rp;
  auto const change = [&](Work& work) { return change_bylaws(work, v.organisation, next); };
  EXPECT_EQ(v.as(v.board, change).code(), bylaws_not_later.code);
  next.from = make_date(2024, 1, 1);
  EXPECT_EQ(v.as(v.board, change).code(), "");
  EXPECT_EQ(v.as(v.board, change).code(), "") << "the same again";
  auto const all = v.village.view([&](View const& view) { return bylaws(view, v.book()); });
  EXPECT_EQ(in_force(all, make_date(2023, 12, 31)).wajib, 10'000_rp);
  EXPECT_EQ(in_force(all, make_date(2024, 1, 1)).wajib, 15'000_rp);
}

TEST_F(Members, ACandidateBecomesAMemberByDecisionAndGetsTheNextNumber) {
  auto const siti = v.candidate("Siti Aminah"), ani = v.candidate("Ani");
  auto const decide_as = [&](access::SignedIn const& who, Id<CooperativeMember> whom, DecisionRecord const& what) {
    return v.as(who, [&](Work& work) { return decide_on(work, v.organisation, whom, what); });
  };
  auto yes = v.admission();
  EXPECT_EQ(decide_as(v.treasurer, siti, yes).code(), work::not_allowed.code);
  yes.on = v.today() + -1;
  EXPECT_EQ(decide_as(v.approver, siti, yes).code(), decided_before_applied.code);
  yes.on = v.today();
  EXPECT_EQ(decide_as(v.approver, siti, yes).code(), "");
  EXPECT_EQ(decide_as(v.approver, siti, yes).code(), "") << "the same again";
  EXPECT_EQ(v.seen(siti).number, 1);
  EXPECT_EQ(v.seen(siti).since, v.today());
  DecisionRecord const no{.decision = MemberDecision::refused, .on = v.today(), .minutes = "BA-02", .reason = {}};
  EXPECT_EQ(decide_as(v.approver, ani, no).code(), reason_missing.code);
  auto with_reason = no;
  with_reason.reason = "di luar wilayah";
  EXPECT_EQ(decide_as(v.approver, ani, with_reason).code(), "");
  EXPECT_EQ(decide_as(v.approver, ani, yes).code(), not_a_candidate.code);
  EXPECT_EQ(decide_as(v.approver, siti, with_reason).code(), not_a_candidate.code);
  EXPECT_TRUE(v.holds());
}

TEST_F(Members, APersonIsAMemberOnce) {
  auto const who = v.person("Siti");
  auto const applying = [&](Id<CooperativeMember> id) {
    return v.as(v.officer, [&](Work& work) {
      return apply_for_membership(work, v.organisation,
                                  {.id = id, .person = who, .on = v.today(), .business = {}, .papers = {}});
    });
  };
  auto const first = v.new_id<CooperativeMember>();
  EXPECT_FALSE(applying(first).refused());
  EXPECT_FALSE(applying(first).refused()) << "the same again";
  EXPECT_EQ(applying(v.new_id<CooperativeMember>()).code(), member_already.code);
  EXPECT_EQ(v.as(v.officer,
                 [&](Work& work) {
                   return apply_for_membership(work, v.organisation,
                                               {.id = work.new_id<CooperativeMember>(),
                                                .person = work.new_id<Person>(),
                                                .on = v.today(),
                                                .business = {},
                                                .papers = {}});
                 })
                .code(),
            unknown_person.code);
}

TEST_F(Members, HeirsShareTheWholeAndAreOtherPeople) {
  auto const siti = v.admitted("Siti");
  auto const budi = v.person("Budi"), ani = v.person("Ani");
  auto const name = [&](std::vector<Heir> const& heirs) {
    return v.as(v.treasurer, [&](Work& work) { return name_heirs(work, v.organisation, siti, heirs); });
  };
  EXPECT_EQ(name({{budi, 5'000}, {ani, 4'000}}).code(), heirs_not_whole.code);
  EXPECT_EQ(name({{budi, 5'000}, {budi, 5'000}}).code(), heir_wrong.code);
  EXPECT_EQ(name({{v.seen(siti).person, 10'000}}).code(), heir_wrong.code);
  EXPECT_EQ(name({{budi, 3'333}, {ani, 6'667}}).code(), "");
}

TEST_F(Members, AreFoundByNameAndByNumberAPageAtATime) {
  for (int i = 0; i < 5; ++i) v.admitted("Siti Nomor" + std::to_string(i));
  auto const ani = v.admitted("Ani Wijaya");
  v.person("Siti Bukan Anggota");
  auto const find = [&](MemberSearch const& search) {
    return sure(v.village.view_as(v.auditor.actor,
                                  [&](View const& view) { return find_members(view, v.organisation, search); }));
  };
  auto page = find({.state = {}, .q = "siti", .after = {}, .limit = 3});
  EXPECT_EQ(page.members.size(), 3u);
  ASSERT_TRUE(page.next.has_value());
  page = find({.state = {}, .q = "siti", .after = page.next, .limit = 3});
  EXPECT_EQ(page.members.size(), 2u);
  EXPECT_FALSE(page.next.has_value());
  EXPECT_EQ(find({.state = {}, .q = "6", .after = {}, .limit = 3}).members.front().id, ani);
  page = find({.state = MemberState::member, .q = {}, .after = {}, .limit = 4});
  EXPECT_EQ(page.members.size(), 4u);
  EXPECT_EQ(find({.state = MemberState::member, .q = {}, .after = page.next, .limit = 4}).members.size(), 2u);
  EXPECT_TRUE(find({.state = MemberState::left, .q = {}, .after = {}, .limit = 4}).members.empty());
}

TEST_F(Members, OfAnotherCooperativeAreNotSeen) {
  auto const siti = v.admitted("Siti");
  auto const other = v.staff.verified_organisation("Koperasi Lain", "32.17", access::OrganisationKind::koperasi);
  auto const theirs = v.staff.signed_in(access::Role::treasurer, other);
  EXPECT_EQ(v.village
                .view_as(theirs.actor,
                         [&](View const& view) {
                           return find_members(view, v.organisation, {.state = {}, .q = {}, .after = {}, .limit = 5});
                         })
                .code(),
            work::not_allowed.code);
  EXPECT_EQ(
      v.as(theirs, [&](Work& work) { return deposit(work, v.organisation, v.wish(siti, Saving::sukarela, 1'000_rp)); })
          .code(),
      work::not_allowed.code);
}

}  // namespace
}  // namespace lumbung::cooperative
