// Random histories of credits against a plain model: payments, covers, reversals, write-offs.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "cooperative/cover.h"
#include "cooperative/lending_village.h"

namespace lumbung::cooperative {
namespace {

// What the members of one group owe, kept in plain numbers of whole rupiah.
class LendingModel : public testing::TestWithParam<std::uint64_t> {
 protected:
  LendingModel() : v({}, GetParam()), chance(GetParam()) {
    five = v.five("Melati");
    lenders = {v.good_member("Dedi", 60'000_rp), v.good_member("Rina", 40'000_rp), v.good_member("Tono", 25'000_rp)};
    v.go_to(2024, 3, 28);
    auto const product = v.offered(v.kamura());
    sure(v.buy(product, 125'000_rp));
    credit = v.approved_credit(v.group_of(product, five));
    sure(v.give(credit, lenders[0], 60'000_rp));
    sure(v.give(credit, lenders[1], 40'000_rp));
    sure(v.give(credit, lenders[2], 25'000_rp));
    sure(v.hand_out(credit));
    owed.assign(5, 25'200);
    covered.assign(5, 0);
  }
  std::size_t any(std::size_t below) { return static_cast<std::size_t>(chance() % below); }
  static Money rupiahs(std::int64_t whole) { return {whole * 100, rupiah}; }

  void pay() {
    auto const who = any(5);
    auto const amount = static_cast<std::int64_t>(100 * (1 + any(90)));
    auto const wish = v.collecting(credit, {{five[who], rupiahs(amount), {}}});
    auto const paid = v.collected(wish);
    bool const fits = !lost[who] && amount <= owed[who];
    ASSERT_EQ(!paid.refused(), fits) << paid.code();
    if (!fits) return;
    ++paid_acts;
    owed[who] -= amount;
    acts.push_back({wish.id, who, amount, false});
    if (any(3) == 0) {
      EXPECT_TRUE(sure(v.collected(wish)).replayed);
    }
  }
  void cover() {
    auto const who = any(5), by = (who + 1 + any(4)) % 5;
    Cover const wish{.id = v.new_id<Entry>(),
                     .credit = credit,
                     .member = five[who],
                     .by = {{five[by], 2'100_rp}},
                     .instalment = {},
                     .day = v.today(),
                     .till = v.till};
    auto const paid = v.as(v.officer, [&](Work& work) { return cover_member(work, v.organisation, wish); });
    if (paid.refused()) return;
    ASSERT_LE(2'100, owed[who]);
    owed[who] -= 2'100;
    covered[who] += 2'100;
    acts.push_back({wish.id, who, 2'100, true});
  }
  void undo() {
    if (acts.empty()) return;
    auto const one = acts[any(acts.size())];
    auto const counter = v.reversed(one.entry);
    if (counter.refused()) return;
    ++undone;
    owed[one.who] += one.amount;
    if (one.cover) covered[one.who] -= one.amount;
    std::erase_if(acts, [&](Done const& other) { return other.entry == one.entry; });
  }
  void write_off() {
    auto const who = any(5);
    auto const id = v.new_id<LoanWriteOff>();
    auto const proposed = v.as(v.board, [&](Work& work) {
      return propose_write_off(
          work, v.organisation,
          {.id = id, .credit = credit, .member = five[who], .reason = "pindah", .minutes = "BA-3"});
    });
    if (proposed.refused()) return;
    v.approver = v.staff.again(v.approver);
    sure(v.staff.agree(v.approver.actor, approval_of(id)));
    lost[who] = true;
  }
  void compare() {
    auto out = 0_rp;
    auto const loans = v.loans(credit);
    for (std::size_t i = 0; i < 5; ++i) {
      out += loans[i].outstanding();
      if (!lost[i]) {
        EXPECT_EQ(left_of(v.plan(loans[i])).all(), rupiahs(owed[i])) << i;
      }
      auto const group = v.village.view([&](View const& view) { return owed_to_group(view, loans[i]); });
      EXPECT_EQ(group, rupiahs(covered[i])) << i;
    }
    auto lent = 0_rp;
    for (auto const& one : v.pledges(credit)) {
      EXPECT_LE(one.returned + one.lost, one.amount) << "never more than was lent";
      lent += one.outstanding();
    }
    EXPECT_EQ(lent, out);
    EXPECT_TRUE(v.holds());
  }

  struct Done {
    Id<Entry> entry;
    std::size_t who;
    std::int64_t amount;
    bool cover;
  };
  LendingVillage v;
  std::mt19937_64 chance;
  std::vector<Id<CooperativeMember>> five, lenders;
  Id<PeerCredit> credit;
  std::vector<std::int64_t> owed, covered;
  std::array<bool, 5> lost{};
  std::vector<Done> acts;
  int paid_acts = 0, undone = 0;
};

TEST_P(LendingModel, TheBooksBalanceAndEverybodyOwesWhatTheModelSays) {
  for (int step = 0; step < 60; ++step) {
    if (any(4) == 0) v.village.clock.advance(days(1));
    auto const what = any(20);
    if (what < 11)
      pay();
    else if (what < 14)
      cover();
    else if (what < 19)
      undo();
    else
      write_off();
    if (step % 10 == 9) compare();
  }
  EXPECT_GE(paid_acts, 5);
  EXPECT_GE(undone, 1);
}
INSTANTIATE_TEST_SUITE_P(Histories, LendingModel, testing::Values(1, 2, 3));

}  // namespace
}  // namespace lumbung::cooperative
