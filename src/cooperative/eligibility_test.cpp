#include "cooperative/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cooperative/cooperative_village.h"

namespace lumbung::cooperative {
namespace {

using ::testing::HasSubstr;

Rule rule(RuleKind kind, std::int64_t number, std::vector<std::string> words, std::string sentence) {
  return {.kind = kind, .number = number, .words = std::move(words), .sentence = std::move(sentence)};
}

std::vector<Rule> for_borrowers() {
  return {rule(RuleKind::member_for, 3, {}, "Anggota paling sedikit 3 bulan"),
          rule(RuleKind::pokok_paid, 0, {}, "Simpanan pokok lunas"),
          rule(RuleKind::wajib_paid, 0, {}, "Simpanan wajib tidak menunggak"),
          rule(RuleKind::paper, 0, {"ktp", "kk"}, "Ada salinan KTP dan KK"),
          rule(RuleKind::business, 0, {"pindang"}, "Usaha pindang"),
          rule(RuleKind::area, 0, {"32.17.10.2005/008"}, "Tinggal di RW 08 Desa Mekarmukti")};
}

// J1: who may borrow on 28 March 2024.
struct Borrowers : testing::Test {
  Borrowers() {
    v.open();
    sure(set(0, for_borrowers()));
  }
  Result<RuleSet> set(int version, std::vector<Rule> rules) {
    return v.as(v.board, [&](Work& work) {
      return set_rules(work, v.organisation,
                       {.name = "borrower", .version = version, .rules = std::move(rules), .made = {}});
    });
  }
  Id<CooperativeMember> since(int year, int month, int day, std::vector<Paper> with = {Paper::ktp, Paper::kk}) {
    v.go_to(year, month, day);
    auto const id = v.admitted("Siti", std::move(with));
    sure(v.put(id, Saving::pokok, 50'000_rp));
    return id;
  }
  Verdict on_the_day(Id<CooperativeMember> id) {
    v.go_to(2024, 3, 28);
    auto const whose = v.seen(id);
    return v.village.view([&](View const& view) { return require_eligible(view, whose, "borrower", v.today()); });
  }
  CooperativeVillage v;
};

TEST_F(Borrowers, AMemberOfThreeCalendarMonthsWithEverythingPaidMayBorrow) {
  auto const siti = since(2023, 12, 28);
  sure(v.put(siti, Saving::wajib, 40'000_rp));
  EXPECT_EQ(on_the_day(siti).code(), "");
}

TEST_F(Borrowers, AMemberOfTwoMonthsAndTwentyNineDaysIsRefusedByThatRule) {
  auto const siti = since(2023, 12, 30);
  sure(v.put(siti, Saving::wajib, 40'000_rp));
  auto const refused = on_the_day(siti);
  EXPECT_EQ(refused.code(), not_eligible.code);
  EXPECT_TRUE(refused.problem().others().empty());
  EXPECT_EQ(refused.problem().sentence_id(),
            "Anggota paling sedikit 3 bulan. Anggota sejak 30/12/2023: baru 2 bulan 29 hari, syaratnya 3 bulan.");
}

TEST_F(Borrowers, UnpaidWajibIsNamedWithItsMonths) {
  auto const siti = since(2023, 12, 28);
  sure(v.put(siti, Saving::wajib, 20'000_rp));
  auto const refused = on_the_day(siti);
  EXPECT_EQ(refused.problem().sentence_id(),
            "Simpanan wajib tidak menunggak. Simpanan wajib menunggak 2 bulan (Februari 2024, Maret 2024), Rp20.000.");
}

TEST_F(Borrowers, AMissingFamilyCardIsNamed) {
  auto const siti = since(2023, 12, 28, {Paper::ktp});
  sure(v.put(siti, Saving::wajib, 40'000_rp));
  EXPECT_THAT(on_the_day(siti).problem().sentence_id(), HasSubstr("Salinan KK belum ada"));
  sure(v.as(v.officer, [&](Work& work) { return note_paper(work, v.organisation, siti, Paper::kk, v.today()); }));
  EXPECT_EQ(on_the_day(siti).code(), "");
}

TEST_F(Borrowers, AllThatIsMissingIsToldAtOnce) {
  v.go_to(2024, 3, 1);
  auto const ani = v.admitted("Ani", {});
  sure(v.as(v.officer, [&](Work& work) { return tell_business(work, v.organisation, ani, "Bakso"); }));
  auto const refused = on_the_day(ani);
  EXPECT_EQ(refused.problem().others().size(), 4u) << "pokok, wajib, papers and business besides the months";
}

TEST_F(Borrowers, RulesAreRowsWithVersions) {
  EXPECT_EQ(sure(set(0, for_borrowers())).version, 1) << "the same again";
  auto fewer = for_borrowers();
  fewer.pop_back();
  EXPECT_EQ(set(0, fewer).code(), rules_changed.code);
  EXPECT_EQ(sure(set(1, fewer)).version, 2);
  EXPECT_EQ(set(2, {rule(RuleKind::paper, 0, {"sim"}, "SIM")}).code(), rule_wrong.code);
  EXPECT_EQ(set(2, {rule(RuleKind::area, 0, {"Mekarmukti"}, "Desa")}).code(), rule_wrong.code);
  EXPECT_EQ(v.as(v.treasurer,
                 [&](Work& work) {
                   return set_rules(work, v.organisation, {.name = "borrower", .version = 2, .rules = {}, .made = {}});
                 })
                .code(),
            work::not_allowed.code);
}

TEST_F(Borrowers, AnOwnRuleLooksAtWhatWasRecordedLast) {
  sure(set(1, {rule(RuleKind::own, 0, {"ikut_pelatihan"}, "Ikut pelatihan")}));
  auto const siti = since(2023, 12, 28);
  auto const say = [&](bool holds) {
    sure(v.as(v.officer, [&](Work& work) {
      return record_fact(work, v.organisation, siti,
                         {.name = "ikut_pelatihan", .holds = holds, .on = v.today(), .note = {}});
    }));
  };
  EXPECT_THAT(on_the_day(siti).problem().sentence_id(), HasSubstr("Belum ada catatan"));
  say(true);
  EXPECT_EQ(on_the_day(siti).code(), "");
  say(false);
  EXPECT_EQ(on_the_day(siti).code(), not_eligible.code);
}

}  // namespace
}  // namespace lumbung::cooperative
