#include "cooperative/savings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cooperative/cooperative_village.h"

namespace lumbung::cooperative {
namespace {

using ::testing::HasSubstr;

struct Savings : testing::Test {
  Savings() {
    v.go_to(2023, 12, 28);
    v.open();
    siti = v.admitted("Siti");
  }
  CooperativeVillage v;
  Id<CooperativeMember> siti;
};

TEST_F(Savings, EachDepositIsOneBalancedEntryAndTheSameAgainIsOne) {
  auto const pokok = v.wish(siti, Saving::pokok, 50'000_rp);
  auto const first = sure(v.put(pokok));
  EXPECT_TRUE(sure(v.put(pokok)).replayed);
  EXPECT_FALSE(first.replayed);
  auto other = pokok;
  other.amount = 40'000_rp;
  EXPECT_EQ(v.put(other).code(), "ledger.id_reused");
  sure(v.put(siti, Saving::wajib, 30'000_rp));
  sure(v.put(siti, Saving::sukarela, 7'500_rp));
  auto const saved = v.saved(siti);
  EXPECT_EQ(saved.pokok, 50'000_rp);
  EXPECT_EQ(saved.wajib, 30'000_rp);
  EXPECT_EQ(saved.months.paid_through, (CalendarMonth{2024, 2}));
  EXPECT_EQ(saved.available, 7'500_rp);
  EXPECT_EQ(v.in_till(), 87'500_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Savings, PokokIsPaidOnceAndExactly) {
  EXPECT_EQ(v.put(siti, Saving::pokok, 40'000_rp).code(), pokok_not_exact.code);
  EXPECT_EQ(v.put(siti, Saving::pokok, 60'000_rp).code(), pokok_too_much.code);
  sure(v.put(siti, Saving::pokok, 50'000_rp));
  EXPECT_EQ(v.put(siti, Saving::pokok, 50'000_rp).code(), pokok_paid_already.code);
}

TEST_F(Savings, PokokComesInTheAgreedParts) {
  auto rules = v.usual_bylaws();
  rules.from = v.today();
  rules.pokok_parts = 3;
  sure(v.as(v.board, [&](Work& work) { return change_bylaws(work, v.organisation, rules); }));
  sure(v.put(siti, Saving::pokok, 10'000_rp));
  auto const wrong = sure(v.put(siti, Saving::pokok, 15'000_rp));
  EXPECT_EQ(v.put(siti, Saving::pokok, 10'000_rp).code(), pokok_not_exact.code) << "the third part is the last";
  sure(v.undo(wrong.id));
  sure(v.put(siti, Saving::pokok, 20'000_rp));
  sure(v.put(siti, Saving::pokok, 20'000_rp));
}

TEST_F(Savings, WajibIsPaidByWholeMonthsAndFallsIntoArrears) {
  auto const odd = v.put(siti, Saving::wajib, 12'000_rp);
  EXPECT_EQ(odd.code(), wajib_not_whole_months.code);
  EXPECT_THAT(odd.problem().sentence_id(), HasSubstr("Desember 2023"));
  sure(v.put(siti, Saving::wajib, 10'000_rp));
  v.go_to(2024, 3, 11);
  auto const late = v.saved(siti);
  EXPECT_EQ(late.months.owed, 30'000_rp);
  EXPECT_EQ(late.months.arrears.size(), 3u);
  sure(v.put(siti, Saving::wajib, 30'000_rp));
  EXPECT_EQ(v.saved(siti).months.owed, 0_rp);
  auto const before = sure(v.village.view(
      [&](View const& view) { return savings_of(view, *member(view, v.book(), siti), make_date(2024, 3, 1)); }));
  EXPECT_EQ(before.months.owed, 20'000_rp) << "as of the first of March it was not paid";
}

TEST_F(Savings, WhatIsTiedCannotLeaveAndTheRefusalSaysHowMuchAndUntilWhen) {
  sure(v.put(siti, Saving::sukarela, 100'000_rp));
  auto const hold = v.new_id<Hold>();
  auto const member = v.seen(siti);
  sure(v.village.work([&](Work& work) {
    return tie(work, member, {.id = hold, .why = TieReason::lent, .amount = 60'000_rp, .until = make_date(2024, 4, 3)},
               Id<LedgerAccount>{v.till.uuid});
  }));
  auto const refused = v.take(siti, 50'000_rp);
  EXPECT_EQ(refused.code(), not_available.code);
  EXPECT_THAT(refused.problem().sentence_id(), HasSubstr("Rp40.000"));
  EXPECT_THAT(refused.problem().sentence_id(), HasSubstr("Rp60.000 sedang dipinjamkan atau ditahan sampai 03/04/2024"));
  sure(v.take(siti, 40'000_rp));
  sure(v.village.work([&](Work& work) { return untie(work, member, hold); }));
  EXPECT_EQ(v.saved(siti).available, 60'000_rp);
  EXPECT_TRUE(v.saved(siti).ties.empty());
  EXPECT_TRUE(v.holds());
}

TEST_F(Savings, AMistakeIsReversedAndBothStayVisible) {
  auto const wrong = sure(v.put(siti, Saving::sukarela, 42'000_rp));
  auto const right = sure(v.undo(wrong.id));
  EXPECT_EQ(v.undo(wrong.id).code(), "ledger.already_reversed");
  EXPECT_EQ(v.undo(right.id).code(), not_a_savings_entry.code) << "a correction is not corrected";
  sure(v.put(siti, Saving::sukarela, 4'200_rp));
  auto const book = sure(v.village.view(
      [&](View const& view) { return passbook(view, *member(view, v.book(), siti), Saving::sukarela, 50, {}); }));
  ASSERT_EQ(book.lines.size(), 3u);
  EXPECT_EQ(book.lines[0].balance, 4'200_rp);
  EXPECT_EQ(book.lines[1].balance, 0_rp);
  EXPECT_EQ(book.lines[2].balance, 42'000_rp);
  EXPECT_EQ(v.in_till(), 4'200_rp);
  EXPECT_TRUE(v.holds());
}

TEST_F(Savings, WhatIsWrongIsRefusedAndLeavesTheTillAsItWas) {
  auto early = v.wish(siti, Saving::sukarela, 1'000_rp);
  early.day = v.today() + -1;
  EXPECT_EQ(v.put(early).code(), before_joining.code);
  early.day = v.today() + 1;
  EXPECT_EQ(v.put(early).code(), day_not_come.code);
  EXPECT_EQ(v.put(siti, Saving::sukarela, 0_rp).code(), "ledger.amount_not_positive");
  EXPECT_EQ(v.put(v.candidate("Ani"), Saving::sukarela, 1'000_rp).code(), not_a_member.code);
  EXPECT_EQ(v.put(v.new_id<CooperativeMember>(), Saving::sukarela, 1'000_rp).code(), unknown_member.code);
  EXPECT_EQ(v.take(v.wish(siti, Saving::pokok, 1'000_rp)).code(), only_sukarela_leaves.code);
  EXPECT_EQ(v.take(siti, 1'000_rp).code(), not_available.code);
  auto nowhere = v.wish(siti, Saving::sukarela, 1'000_rp);
  nowhere.till = v.new_id<CooperativeTill>();
  EXPECT_EQ(v.put(nowhere).code(), unknown_till.code);
  auto unproven = v.wish(siti, Saving::sukarela, 1'000_rp);
  unproven.evidence = {Hash{}};
  EXPECT_EQ(v.put(unproven).code(), "programme.evidence_not_stored");
  EXPECT_EQ(
      v.village
          .work_as(v.auditor.actor,
                   [&](Work& work) { return deposit(work, v.organisation, v.wish(siti, Saving::sukarela, 1'000_rp)); })
          .code(),
      work::not_allowed.code);
  EXPECT_EQ(
      v.village
          .work_as(v.officer.actor,
                   [&](Work& work) { return withdraw(work, v.organisation, v.wish(siti, Saving::sukarela, 1'000_rp)); })
          .code(),
      work::not_allowed.code)
      << "who collects in the field pays nothing out";
  EXPECT_EQ(v.in_till(), 0_rp);
}

TEST_F(Savings, NothingIsBookedInAClosedPeriod) {
  v.go_to(2024, 1, 20);
  auto const book = v.book();
  sure(v.village.work(
      [&](Work& work) -> Verdict { return ledger::close_period(work, {book}, make_date(2023, 12, 31)); }));
  auto late = v.wish(siti, Saving::sukarela, 1'000_rp);
  late.day = make_date(2023, 12, 29);
  EXPECT_EQ(v.put(late).code(), "ledger.day_in_closed_period");
}

TEST_F(Savings, WhatACompanionCollectedIsHandedIn) {
  auto const bag = v.new_till(TillKind::field, "Tas Bu Rini");
  auto wish = v.wish(siti, Saving::sukarela, 21'000_rp);
  wish.till = bag;
  sure(v.as(v.officer, [&](Work& work) { return deposit(work, v.organisation, wish); }));
  auto const hand_in = [&](Id<CooperativeTill> from, Id<CooperativeTill> to) {
    return v.as(v.officer, [&](Work& work) {
      return move_cash(work, v.organisation,
                       {.id = work.new_id<Entry>(), .from = from, .to = to, .amount = 21'000_rp, .day = v.today()});
    });
  };
  EXPECT_EQ(hand_in(v.till, bag).code(), work::not_allowed.code);
  EXPECT_EQ(hand_in(bag, bag).code(), same_till.code);
  EXPECT_FALSE(hand_in(bag, v.till).refused());
  EXPECT_EQ(v.in_till(), 21'000_rp);
  EXPECT_EQ(hand_in(bag, v.till).code(), "ledger.not_enough");
}

// Random histories against a model kept in a map.
TEST(SavingsModel, RandomHistoriesBalanceAgainstAModel) {
  for (std::uint64_t season = 1; season <= 3; ++season) {
    CooperativeVillage v({}, season);
    v.go_to(2023, 12, 28);
    v.open();
    std::vector<Id<CooperativeMember>> members;
    for (int i = 0; i < 4; ++i) members.push_back(v.admitted("Anggota " + std::to_string(i)));
    std::map<std::string, std::int64_t> model;  // member and saving → sen
    std::map<std::string, std::pair<std::string, std::int64_t>> entries;
    std::set<std::string> left;
    std::int64_t cash = 0;
    auto const key = [](Id<CooperativeMember> who, Saving saving) {
      return who.text() + std::string(word_in(savings, saving));
    };
    for (int step = 0; step < 60; ++step) {
      v.village.clock.advance(hours(30));
      auto const who = members[v.village.chance.number(members.size())];
      auto const what = v.village.chance.number(20);
      if (what < 12) {
        auto const saving = what < 2 ? Saving::pokok : what < 5 ? Saving::wajib : Saving::sukarela;
        auto const amount = saving == Saving::pokok ? 50'000_rp
                            : saving == Saving::wajib
                                ? 10'000_rp
                                : Money{static_cast<std::int64_t>(v.village.chance.number(900)) * 100 + 100};
        auto const booked = v.put(who, saving, amount);
        if (booked.refused()) continue;
        model[key(who, saving)] += amount.minor;
        entries[booked->id.text()] = {key(who, saving), amount.minor};
        cash += amount.minor;
      } else if (what < 16) {
        auto const amount = Money{static_cast<std::int64_t>(v.village.chance.number(900)) * 100 + 100};
        auto const booked = v.take(who, amount);
        auto& has = model[key(who, Saving::sukarela)];
        EXPECT_EQ(booked.refused(), left.contains(who.text()) || has < amount.minor);
        if (booked.refused()) continue;
        has -= amount.minor;
        cash -= amount.minor;
        entries[booked->id.text()] = {key(who, Saving::sukarela), -amount.minor};
      } else if (what < 19 && !entries.empty()) {
        auto at = entries.begin();
        std::advance(at, static_cast<long>(v.village.chance.number(entries.size())));
        auto const [account, amount] = at->second;
        auto const undone = v.undo(*Id<Entry>::parse(at->first));
        if (undone.refused()) continue;
        model[account] -= amount;
        cash -= amount;
        entries.erase(at);
      } else if (step > 40) {
        auto const gone = v.let_go(who, v.gone());
        EXPECT_EQ(gone.refused(), left.contains(who.text()));
        if (gone.refused()) continue;
        left.insert(who.text());
        for (auto const& [saving, word] : savings) {
          cash -= model[key(who, saving)];
          model[key(who, saving)] = 0;
        }
      }
      EXPECT_EQ(v.in_till().minor, cash);
    }
    for (auto const who : members)
      for (auto const& [saving, word] : savings) {
        auto const account = v.village.view([&, saving = saving](View const& view) {
          return ledger::find_account(view, {v.book()},
                                      Id<LedgerAccount>{derived_uuid(who.uuid, word_in(savings, saving))});
        });
        EXPECT_EQ(account->balance().minor, model[key(who, saving)]) << word << " with season " << season;
      }
    EXPECT_TRUE(v.holds()) << "season " << season;
  }
}

}  // namespace
}  // namespace lumbung::cooperative
