#include "cooperative/shu.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "core/chance.h"
#include "tests/vectors.h"

namespace lumbung::cooperative {
namespace {

ShuRule example_rule() {
  return {.purposes = {{"cadangan", 4'000},
                       {"jasa_anggota", 4'000},
                       {"dana_pengurus", 500},
                       {"dana_karyawan", 500},
                       {"dana_pendidikan", 500},
                       {"dana_sosial", 500}},
          .members_purpose = "jasa_anggota",
          .capital_basis_points = 3'000};
}

Money whole(std::int64_t rupiahs) { return {rupiahs * 100, rupiah}; }

std::vector<ShuMember> members_of(tests::Vector const& vector) {
  std::vector<ShuMember> members;
  for (auto const& member : vector["members"].list())
    members.push_back({member["id"].text(), whole(member["simpanan"].number()), whole(member["transaksi"].number())});
  return members;
}

TEST(Shu, EqualsTheVector) {
  auto const vector = tests::Vector::file("vectors.json")["shu"];
  ShuRule rule{.members_purpose = "jasa_anggota", .capital_basis_points = 3'000};
  for (auto const& [code, percent] : vector["allocation_percent"].members())
    rule.purposes.push_back({code, static_cast<int>(percent.number()) * 100});
  auto const result = share_shu(whole(vector["shu"].number()), rule, members_of(vector));
  ASSERT_FALSE(result.refused()) << result.code();
  EXPECT_EQ(result->allocation.savings_pool, whole(vector["jasa_modal_pool"].number()));
  EXPECT_EQ(result->allocation.business_pool, whole(vector["jasa_usaha_pool"].number()));
  auto const expected = vector["members"].list();
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(result->members[i].for_savings, whole(expected[i]["jasa_modal"].number())) << i;
    EXPECT_EQ(result->members[i].for_business, whole(expected[i]["jasa_usaha"].number())) << i;
    EXPECT_EQ(result->members[i].total(), whole(expected[i]["total"].number())) << i;
  }
}

TEST(Shu, SharesThePoolsByTheByLaws) {
  auto const pools = allocate_shu(10'000'000_rp, example_rule());
  ASSERT_FALSE(pools.refused());
  EXPECT_THAT(pools->purposes,
              testing::ElementsAre(4'000'000_rp, 4'000'000_rp, 500'000_rp, 500'000_rp, 500'000_rp, 500'000_rp));
}

TEST(Shu, LeavesTheSenInTheReserve) {
  auto const pools = allocate_shu(Money{1'000'000'37}, example_rule());
  ASSERT_FALSE(pools.refused());
  EXPECT_EQ(pools->purposes[0], (Money{40'000'037}));
  EXPECT_EQ(pools->purposes[1], 400'000_rp);
}

TEST(Shu, GivesTheOddRupiahToTheLowerMemberNumberWhateverTheOrder) {
  ShuRule const rule{.purposes = {{"anggota", 10'000}}, .members_purpose = "anggota"};
  std::vector<ShuMember> members{{"10", 0_rp, 5_rp}, {"9", 0_rp, 5_rp}, {"2", 0_rp, 5_rp}};
  auto const result = share_shu(2_rp, rule, members);
  ASSERT_FALSE(result.refused());
  EXPECT_EQ(result->members[0].total(), 0_rp);
  EXPECT_EQ(result->members[1].total(), 1_rp);
  EXPECT_EQ(result->members[2].total(), 1_rp);
}

TEST(Shu, CountsMemberNumbersAsPeopleDo) {
  EXPECT_TRUE(comes_before("9", "10"));
  EXPECT_TRUE(comes_before("A-9", "A-10"));
  EXPECT_TRUE(comes_before("A-9", "B-1"));
  EXPECT_TRUE(comes_before("A", "A-1"));
  EXPECT_TRUE(comes_before("2024/9", "2024/09a"));
  EXPECT_TRUE(comes_before("07", "7"));
  EXPECT_FALSE(comes_before("7", "07"));
  EXPECT_FALSE(comes_before("7", "7"));
  EXPECT_TRUE(comes_before("99999999999999999999998", "99999999999999999999999"));
}

TEST(Shu, OrdersNumbersWithoutContradiction) {
  SeededChance chance(20'261'123);
  auto const word = [&] {
    std::string made;
    for (auto left = chance.number(5); left > 0; --left) made += "019A-"[chance.number(5)];
    return made;
  };
  for (int round = 0; round < 20'000; ++round) {
    auto const a = word(), b = word(), c = word();
    EXPECT_FALSE(comes_before(a, a));
    EXPECT_EQ(comes_before(a, b) || comes_before(b, a), a != b) << a << " " << b;
    EXPECT_FALSE(comes_before(a, b) && comes_before(b, a)) << a << " " << b;
    EXPECT_TRUE(comes_before(a, c) || !comes_before(a, b) || !comes_before(b, c)) << a << " " << b << " " << c;
  }
}

TEST(Shu, RefusesALossAndSaysHowMuch) {
  for (auto const result : {0_rp, Money{-50'000'00}}) {
    auto const refused = allocate_shu(result, example_rule());
    EXPECT_EQ(refused.code(), shu_nothing_to_share.code);
    EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr(shown(result)));
  }
}

TEST(Shu, RefusesPercentagesThatAreNoWhole) {
  auto rule = example_rule();
  rule.purposes[5].basis_points = 499;
  auto const refused = allocate_shu(1_rp, rule);
  EXPECT_EQ(refused.code(), shu_percentages_wrong.code);
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("99,99 %"));
  rule.purposes[5].basis_points = -500;
  rule.purposes[0].basis_points = 5'000;
  EXPECT_EQ(allocate_shu(1_rp, rule).code(), shu_percentages_wrong.code);
  rule = example_rule();
  rule.purposes[5].code = "dana_pendidikan";
  EXPECT_EQ(allocate_shu(1_rp, rule).code(), shu_percentages_wrong.code);
  EXPECT_EQ(allocate_shu(1_rp, {}).code(), shu_percentages_wrong.code);
}

TEST(Shu, RefusesToGoByCapitalAlone) {
  auto rule = example_rule();
  rule.capital_basis_points = 10'000;
  EXPECT_EQ(allocate_shu(1_rp, rule).code(), shu_capital_alone.code);
  rule.capital_basis_points = -1;
  EXPECT_EQ(allocate_shu(1_rp, rule).code(), shu_capital_alone.code);
  rule = example_rule();
  rule.members_purpose = "anggota";
  EXPECT_EQ(allocate_shu(1_rp, rule).code(), shu_members_purpose_unknown.code);
}

TEST(Shu, RefusesMembersThatCannotBeReckoned) {
  std::vector<ShuMember> members{{"1", 1_rp, 1_rp}, {"2", 1_rp, 1_rp}, {"1", 1_rp, 1_rp}};
  EXPECT_EQ(share_shu(100_rp, example_rule(), members).problem().pointer(), "/members/2");
  members[2] = {"", 1_rp, 1_rp};
  EXPECT_EQ(share_shu(100_rp, example_rule(), members).code(), shu_member_unusable.code);
  members[2] = {"3", Money{-1}, 1_rp};
  EXPECT_EQ(share_shu(100_rp, example_rule(), members).code(), shu_member_unusable.code);
  members[2] = {"3", 1_rp, Money{1, asset("BERAS")}};
  EXPECT_EQ(share_shu(100_rp, example_rule(), members).code(), shu_member_unusable.code);
}

TEST(Shu, RefusesAPoolThatNobodyHasAClaimUpon) {
  std::vector<ShuMember> members{{"1", 1_rp, 0_rp}, {"2", 1_rp, 0_rp}};
  auto const refused = share_shu(10'000_rp, example_rule(), members);
  EXPECT_EQ(refused.code(), shu_no_basis.code);
  EXPECT_THAT(refused.problem().sentence_id(), testing::HasSubstr("Rp2.800"));
  EXPECT_EQ(refused.problem().sentence_en().find('{'), std::string::npos);
  EXPECT_EQ(share_shu(10'000_rp, example_rule(), {}).code(), shu_no_basis.code);
}

TEST(Shu, SumsExactlyForAnyMembersInAnyOrder) {
  constexpr std::uint64_t seed = 20'261'123;
  std::cout << "seed " << seed << "\n";
  SeededChance chance(seed);
  for (int round = 0; round < 300; ++round) {
    std::vector<ShuMember> members;
    for (auto left = 1 + chance.number(60); left > 0; --left)
      members.push_back({std::to_string(left),
                         {static_cast<std::int64_t>(chance.number(5) * chance.number(100'000'000))},
                         {static_cast<std::int64_t>(chance.number(5) * chance.number(100'000'000))}});
    members.push_back({"0", 1_rp, 1_rp});
    Money const shu{static_cast<std::int64_t>(1 + chance.number(100'000'000'000))};
    auto const result = share_shu(shu, example_rule(), members);
    ASSERT_FALSE(result.refused()) << result.code() << " round " << round;
    auto purposes = 0_rp, savings = 0_rp, business = 0_rp;
    for (auto const& part : result->allocation.purposes) purposes += part;
    for (auto const& member : result->members) {
      savings += member.for_savings;
      business += member.for_business;
    }
    EXPECT_EQ(purposes, shu);
    EXPECT_EQ(savings, result->allocation.savings_pool);
    EXPECT_EQ(business, result->allocation.business_pool);
    EXPECT_EQ(savings + business, result->allocation.purposes[1]);

    auto turned = members;
    std::reverse(turned.begin(), turned.end());
    auto again = share_shu(shu, example_rule(), turned)->members;
    std::reverse(again.begin(), again.end());
    EXPECT_EQ(again, result->members);
  }
}

}  // namespace
}  // namespace lumbung::cooperative
