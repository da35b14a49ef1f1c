// What must be refused on the way from a group to a disbursed credit.
#include "cooperative/credit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cooperative/lending_village.h"

namespace lumbung::cooperative {
namespace {

using ::testing::HasSubstr;

struct Credits : testing::Test {
  Credits() {
    five = v.five("Melati");
    dedi = v.good_member("Dedi", 200'000_rp);
    v.go_to(2024, 3, 28);
    product = v.offered(v.kamura());
  }
  GroupWish group_wish(std::vector<Id<CooperativeMember>> const& members) {
    return {.id = v.new_id<LendingGroup>(),
            .product = product,
            .name = "Melati",
            .members = members,
            .leader = members.front(),
            .reason = "bertetangga",
            .on = v.today()};
  }
  Result<PeerGroupRecord> form(GroupWish const& wish) {
    return v.as(v.officer, [&](Work& work) { return form_group(work, v.organisation, wish); });
  }
  LendingVillage v;
  std::vector<Id<CooperativeMember>> five;
  Id<CooperativeMember> dedi;
  Id<CreditProduct> product;
};

TEST_F(Credits, AGroupHasExactlyItsSizeOfMembersEachInOneGroupOfTheProduct) {
  auto four = five;
  four.pop_back();
  EXPECT_EQ(form(group_wish(four)).code(), group_not_of_size.code);
  auto doubled = four;
  doubled.push_back(four.front());
  EXPECT_EQ(form(group_wish(doubled)).code(), group_not_of_size.code);
  auto stranger = four;
  stranger.push_back(v.candidate("Calon"));
  auto const refused = form(group_wish(stranger));
  EXPECT_EQ(refused.code(), not_a_member.code);
  EXPECT_EQ(refused.problem().pointer(), "/members/4");
  auto unreasoned = group_wish(five);
  unreasoned.reason = "";
  EXPECT_EQ(form(unreasoned).code(), group_reason_missing.code);
  auto led = group_wish(five);
  led.leader = dedi;
  EXPECT_EQ(form(led).code(), leader_not_inside.code);
  auto const wish = group_wish(five);
  sure(form(wish));
  EXPECT_FALSE(form(wish).refused()) << "the same again is one group";
  auto second = four;
  second.push_back(dedi);
  auto const twice = form(group_wish(second));
  EXPECT_EQ(twice.code(), in_a_group_already.code);
  EXPECT_EQ(twice.problem().others().size(), 3u);
  sure(v.as(v.officer, [&](Work& work) { return end_group(work, v.organisation, wish.id, v.today()); }));
  EXPECT_FALSE(form(group_wish(second)).refused()) << "who is free again may join another";
}

TEST_F(Credits, AGroupingByDistanceBecomesAGroup) {
  PeerGroup made;
  for (auto const& member : five) made.members.push_back(member.text());
  made.leader = five[2].text();
  auto const wish = sure(wish_of(made, v.new_id<LendingGroup>(), product, "Melati", v.today()));
  auto const group = sure(form(wish));
  EXPECT_EQ(group.made, MadeBy::distance);
  EXPECT_EQ(group.leader, five[2]);
}

TEST_F(Credits, ARefusalNamesRuleAndFactForEachMember) {
  auto const young = v.admitted("Baru");
  auto four = five;
  four.pop_back();
  four.push_back(young);
  auto const wish = v.asking(v.group_of(product, four));
  auto const refused = v.ask_for(wish);
  EXPECT_EQ(refused.code(), not_eligible.code);
  EXPECT_EQ(refused.problem().pointer(), "/members/4");
  EXPECT_THAT(refused.problem().sentence_id(), HasSubstr("baru 0 bulan 0 hari, syaratnya 3 bulan"));
  EXPECT_GE(refused.problem().others().size(), 1u);
}

TEST_F(Credits, LimitsAndStatesAreKept) {
  auto const group = v.group_of(product, five);
  EXPECT_EQ(v.ask_for(v.asking(group, 25'100_rp)).code(), above_member_limit.code);
  auto outsider = v.asking(group);
  outsider.members[4].member = dedi;
  EXPECT_EQ(v.ask_for(outsider).code(), not_in_this_group.code);
  auto const wish = v.asking(group);
  sure(v.ask_for(wish));
  EXPECT_FALSE(v.ask_for(wish).refused());
  EXPECT_EQ(v.ask_for(v.asking(group)).code(), group_has_credit.code);
  auto const unchecked = v.as(v.officer, [&](Work& work) { return propose_credit(work, v.organisation, wish.id); });
  EXPECT_EQ(unchecked.code(), not_checked_yet.code);
  EXPECT_THAT(unchecked.problem().sentence_id(), HasSubstr("kunjungan rumah 5 anggota"));
  EXPECT_EQ(v.hand_out(wish.id).code(), credit_not_open.code);
  EXPECT_EQ(v.collected(v.collecting(wish.id, {{five[0], 4'200_rp, {}}})).code(), credit_not_open.code);
}

TEST_F(Credits, WhoeverAppliedCannotApprove) {
  auto const wish = v.asking(v.group_of(product, five));
  sure(v.as(v.treasurer, [&](Work& work) { return apply_for_credit(work, v.organisation, wish); }));
  v.check_all(wish);
  sure(v.as(v.officer, [&](Work& work) { return propose_credit(work, v.organisation, wish.id); }));
  EXPECT_TRUE(v.staff.agree(v.officer.actor, approval_of(wish.id)).refused()) << "who proposed it";
  EXPECT_TRUE(v.staff.agree(v.treasurer.actor, approval_of(wish.id)).refused()) << "who has no right to";
  v.approver = v.staff.again(v.approver);
  sure(v.staff.agree(v.approver.actor, approval_of(wish.id)));
  EXPECT_EQ(v.seen_credit(wish.id).state, CreditState::approved);
}

TEST_F(Credits, TheOneWhoAppliedCannotApproveWhatAnotherProposed) {
  auto wish = v.asking(v.group_of(product, five));
  auto with_right = v.approver.actor;
  with_right.grants.push_back({std::string(apply), v.organisation, ""});
  sure(v.village.work_as(with_right, [&](Work& work) { return apply_for_credit(work, v.organisation, wish); }));
  v.check_all(wish);
  sure(v.as(v.officer, [&](Work& work) { return propose_credit(work, v.organisation, wish.id); }));
  v.approver = v.staff.again(v.approver);
  EXPECT_EQ(v.staff.agree(v.approver.actor, approval_of(wish.id)).code(), own_application.code);
  EXPECT_EQ(v.seen_credit(wish.id).state, CreditState::proposed);
}

TEST_F(Credits, PledgesComeOutOfUnusedSavingsOfGoodLendersAndMustBeExact) {
  sure(v.buy(product, 125'000_rp));
  auto const credit = v.approved_credit(v.group_of(product, five));
  auto const poor = v.admitted("Baru");
  EXPECT_EQ(v.give(credit, poor, 10'000_rp).code(), not_eligible.code);
  auto const too_much = v.give(credit, dedi, 200'100_rp);
  EXPECT_EQ(too_much.code(), pledge_beyond_unused.code);
  EXPECT_THAT(too_much.problem().sentence_id(), HasSubstr("Rp200.000"));
  EXPECT_EQ(v.give(credit, dedi, 150'000_rp).code(), pledge_beyond_credit.code);
  auto const first = sure(v.give(credit, dedi, 100'000_rp));
  EXPECT_EQ(v.as_lender(dedi).unused, 100'000_rp);
  EXPECT_EQ(v.as_lender(dedi).pledged, 100'000_rp);
  EXPECT_EQ(v.give(credit, dedi, 25'000_rp).code(), pledged_already.code);
  auto const short_of = v.hand_out(credit);
  EXPECT_EQ(short_of.code(), pledges_not_exact.code);
  EXPECT_EQ(v.take(dedi, 150'000_rp).code(), not_available.code);
  sure(v.as(v.officer, [&](Work& work) { return withdraw_pledge(work, v.organisation, first.id); }));
  EXPECT_EQ(v.as_lender(dedi).unused, 200'000_rp);
  sure(v.give(credit, dedi, 125'000_rp));
  auto const paid = sure(v.hand_out(credit));
  EXPECT_FALSE(paid.replayed);
  EXPECT_TRUE(sure(v.hand_out(credit)).replayed);
  EXPECT_EQ(v.as_lender(dedi).out, 125'000_rp);
  EXPECT_EQ(v.balance(stock_of(product)), 0_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Credits, WithoutPackagesInStockNothingIsHandedOut) {
  sure(v.buy(product, 100'000_rp));
  auto const credit = v.approved_credit(v.group_of(product, five));
  sure(v.give(credit, dedi, 125'000_rp));
  auto const refused = v.hand_out(credit);
  EXPECT_EQ(refused.code(), stock_short.code);
  EXPECT_THAT(refused.problem().sentence_id(), HasSubstr("Rp100.000"));
  EXPECT_EQ(v.as_lender(dedi).pledged, 125'000_rp);
}

TEST_F(Credits, ARefusedCreditLetsGoOfThePledges) {
  auto const wish = v.asking(v.group_of(product, five));
  sure(v.ask_for(wish));
  sure(v.give(wish.id, dedi, 125'000_rp));
  v.check_all(wish);
  sure(v.as(v.officer, [&](Work& work) { return propose_credit(work, v.organisation, wish.id); }));
  v.approver = v.staff.again(v.approver);
  sure(
      v.as(v.approver, [&](Work& work) { return access::refuse_approval(work, approval_of(wish.id), "belum perlu"); }));
  EXPECT_EQ(v.seen_credit(wish.id).state, CreditState::refused);
  EXPECT_EQ(v.as_lender(dedi).unused, 200'000_rp);
  EXPECT_FALSE(v.ask_for(v.asking(wish.group)).refused());
  EXPECT_TRUE(v.holds());
}

TEST_F(Credits, CashGoesOutOfATillLessWhatIsKeptBack) {
  auto wish = v.kamura();
  wish.handed_over = HandedOver::cash;
  wish.charges = {
      {.name = "administrasi", .kind = ChargeKind::fixed, .amount = 500_rp, .paid = ChargePaid::at_disbursement}};
  auto const cash = v.offered(wish);
  auto const credit = v.approved_credit(v.group_of(cash, five));
  sure(v.give(credit, dedi, 125'000_rp));
  EXPECT_EQ(v.hand_out(credit).code(), till_needed.code);
  auto const before = v.in_till();
  sure(v.as(v.treasurer, [&](Work& work) {
    return disburse(work, v.organisation, {.credit = credit, .on = v.today(), .till = v.till});
  }));
  EXPECT_EQ(before - v.in_till(), 122'500_rp);
  EXPECT_TRUE(v.holds());
  wish.id = v.new_id<CreditProduct>();
  wish.handed_over = HandedOver::package;
  EXPECT_EQ(v.as(v.board, [&](Work& work) { return set_product(work, v.organisation, wish); }).code(),
            charge_of_a_package.code);
}

TEST_F(Credits, NewTermsBeginLaterAndTheOldOnesStay) {
  auto wish = v.kamura();
  wish.id = product;
  wish.instalments = 12;
  auto const set_it = [&] {
    return v.as(v.board, [&](Work& work) { return set_product(work, v.organisation, wish); });
  };
  EXPECT_EQ(set_it().code(), product_not_later.code);
  wish.from = make_date(2024, 4, 1);
  sure(set_it());
  auto const where = v.book();
  auto const in_march = sure(v.village.view(
      [&](View const& view) { return cooperative::product(view, where, product, make_date(2024, 3, 31)); }));
  EXPECT_EQ(in_march.instalments, 6);
}

}  // namespace
}  // namespace lumbung::cooperative
