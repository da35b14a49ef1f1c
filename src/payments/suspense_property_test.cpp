// Suspense money that comes, is placed, returned and taken back in any order, while the bank account is spent empty:
// the ledger equals what a clerk with a pencil would write.
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/ledger.h"
#include "payments/world_test.h"

namespace lumbung::payments {
namespace {

using testing::Told;
using testing::World;

class SuspenseSeason : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  struct Piece {
    Told told;
    Id<SuspenseItem> item;
    SuspenseState state = SuspenseState::open;
    bool taken_back = false;
  };

  void comes() {
    Told told{.acquirer_reference = "A" + std::to_string(pieces.size()),
              .reference = "LMB" + std::to_string(pieces.size()),
              .amount = Money{static_cast<std::int64_t>(1 + chance.number(50)) * 100'000, rupiah}};
    ASSERT_EQ(*world.tell(told), Outcome::suspended);
    pieces.push_back({told, world.items().front().id});
    bank += told.amount;
    suspense += told.amount;
  }
  void is_spent() {
    auto const amount = chance.number(2) == 0 ? bank : Money{bank.minor / 2, rupiah};
    if (!amount.positive()) return;
    world.spend(amount);
    bank -= amount;
    spent += amount;
  }
  void is_assigned(Piece& piece) {
    auto const charge = world.charge(piece.told.amount + 1'000_rp);
    auto const answer =
        world.village.work([&](Work& work) { return assign_suspense(work, piece.item, charge.id, "Ditemukan"); });
    if (piece.state != SuspenseState::open) {
      EXPECT_EQ(answer.code(), suspense_settled.code);
      return;
    }
    ASSERT_EQ(answer.code(), "");
    if (bank < piece.told.amount) ++placed_without_money;
    suspense -= piece.told.amount;
    gifts += piece.told.amount;
    piece.state = SuspenseState::assigned;
  }
  void is_returned(Piece& piece) {
    auto const answer =
        world.village.work([&](Work& work) { return return_suspense(work, piece.item, "Dikirim balik"); });
    if (piece.state == SuspenseState::returned) {
      EXPECT_EQ(answer.code(), "");
      return;
    }
    if (piece.state != SuspenseState::open) {
      EXPECT_EQ(answer.code(), suspense_settled.code);
      return;
    }
    if (bank < piece.told.amount) {
      EXPECT_EQ(answer.code(), bank_too_low.code);
      return;
    }
    ASSERT_EQ(answer.code(), "");
    bank -= piece.told.amount;
    suspense -= piece.told.amount;
    piece.state = SuspenseState::returned;
  }
  void is_taken_back(Piece& piece) {
    auto told = piece.told;
    told.status = "04";
    ASSERT_EQ(*world.tell(told), piece.taken_back ? Outcome::nothing_new : Outcome::refunded);
    if (!piece.taken_back && piece.state != SuspenseState::returned) {
      auto& from = piece.state == SuspenseState::open ? suspense : gifts;
      auto const at_hand = std::min(bank, told.amount);
      from -= told.amount;
      bank -= at_hand;
      owed += told.amount - at_hand;
      if (piece.state == SuspenseState::open) piece.state = SuspenseState::refunded_by_acquirer;
    }
    piece.taken_back = true;
  }
  void compare() {
    EXPECT_EQ(world.balance(world.bank), bank);
    EXPECT_EQ(world.balance(world.suspense), suspense);
    EXPECT_EQ(world.balance(world.gifts), gifts);
    if (owed.positive()) {
      EXPECT_EQ(world.balance(owed_account_of(world.organisation)), owed);
    }
    auto open = 0_rp;
    for (auto const& piece : pieces)
      if (piece.state == SuspenseState::open) open += piece.told.amount;
    EXPECT_EQ(suspense, open);
    EXPECT_EQ(bank + spent, suspense + gifts + owed);
  }

  World world{GetParam()};
  SeededChance chance{GetParam()};
  std::vector<Piece> pieces;
  Money bank = 0_rp, suspense = 0_rp, gifts = 0_rp, owed = 0_rp, spent = 0_rp;
  int placed_without_money = 0;
};

TEST_P(SuspenseSeason, EndsAsThePencilSays) {
  world.book_what_is_paid();
  for (int step = 0; step < 150 && !HasFailure(); ++step) {
    SCOPED_TRACE("step " + std::to_string(step));
    auto const what = chance.number(8);
    if (pieces.empty() || what < 3) {
      comes();
    } else if (what == 3) {
      is_spent();
    } else {
      auto& piece = pieces[chance.number(pieces.size())];
      if (what < 6)
        is_assigned(piece);
      else if (what == 6)
        is_returned(piece);
      else
        is_taken_back(piece);
    }
    compare();
  }
  EXPECT_GT(placed_without_money, 0);
  EXPECT_GT(owed, 0_rp);
  auto const faults = world.village.view([&](View const& view) { return ledger::check(view, world.book).size(); });
  EXPECT_EQ(faults, 0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SuspenseSeason, ::testing::Values(1, 2026, 77));

}  // namespace
}  // namespace lumbung::payments
