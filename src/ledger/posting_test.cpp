#include <gmock/gmock.h>

#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

struct Posting : testing::Test {
  Barn barn;

  std::string_view code_of(EntryWish const& wish) {
    static std::vector<Result<Posted>> kept;
    kept.push_back(barn.try_post(wish));
    return kept.back().code();
  }
  std::vector<std::int64_t> everything() {
    return barn.view([&](View const& v) {
      std::vector<std::int64_t> sums;
      for (auto const& line : trial_balance(v, barn.book).lines) {
        sums.push_back(line.debits.minor);
        sums.push_back(line.credits.minor);
      }
      return sums;
    });
  }
};

TEST_F(Posting, TheSameGiftTwiceIsOneGift) {
  auto const wish = barn.wish("gift", {{barn.bank, barn.fund, 25'000_rp}});
  auto const first = barn.try_post(wish);
  auto const second = barn.try_post(wish);
  ASSERT_EQ(second.code(), "");
  EXPECT_FALSE(first->replayed);
  EXPECT_TRUE(second->replayed);
  EXPECT_EQ(first->number, second->number);
  EXPECT_EQ(first->leaf, second->leaf);
  EXPECT_EQ(barn.balance_of(barn.fund), 25'000_rp);
}

TEST_F(Posting, TheSameIdWithOtherContentIsRefusedWhateverDiffers) {
  auto wish = barn.wish("gift", {{barn.bank, barn.fund, 25'000_rp}});
  wish.evidence = {sha256("photo")};
  ASSERT_EQ(code_of(wish), "");
  auto const before = everything();
  auto const changed = [&](auto change) {
    auto other = wish;
    change(other);
    EXPECT_EQ(code_of(other), "ledger.id_reused");
  };
  changed([](EntryWish& w) { w.transfers[0].amount = 25'001_rp; });
  changed([](EntryWish& w) { w.kind = "grant"; });
  changed([](EntryWish& w) { w.day = w.day + -1; });
  changed([](EntryWish& w) { w.subject = Uuid{7}; });
  changed([](EntryWish& w) { w.evidence.clear(); });
  changed([](EntryWish& w) { w.parties = {Uuid{9}}; });
  changed([](EntryWish& w) { std::swap(w.transfers[0].debit, w.transfers[0].credit); });
  changed([](EntryWish& w) { w.transfers.push_back(w.transfers[0]); });
  EXPECT_EQ(everything(), before);
}

TEST_F(Posting, ARepeatedWishIsAnsweredEvenAfterThePeriodClosed) {
  auto const wish = barn.wish("gift", {{barn.bank, barn.fund, 25'000_rp}});
  ASSERT_EQ(code_of(wish), "");
  barn.village.clock.advance(days(2));
  ASSERT_EQ(barn.work([&](Work& w) { return close_period(w, barn.book, wish.day); }).code(), "");
  auto const again = barn.try_post(wish);
  ASSERT_EQ(again.code(), "");
  EXPECT_TRUE(again->replayed);
}

TEST_F(Posting, WhatMustNotBePostedIsRefusedAndChangesNothing) {
  barn.gift(100'000_rp);
  auto const closed = barn.open("closed", Side::credit, Class::income, Passage::rests);
  ASSERT_EQ(barn.work([&](Work& w) { return close_account(w, barn.book, closed); }).code(), "");
  auto const packages = asset("PAKET-GIZI");
  auto const before = everything();
  using Wishes = std::vector<TransferWish>;
  auto const refused = [&](Wishes transfers) { return code_of(barn.wish("gift", std::move(transfers))); };
  EXPECT_EQ(refused({}), "ledger.entry_empty");
  EXPECT_EQ(refused(Wishes(100'001, {barn.bank, barn.fund, 1_rp})), "ledger.entry_empty");
  EXPECT_EQ(refused({{barn.bank, barn.fund, 0_rp}}), "ledger.amount_not_positive");
  EXPECT_EQ(refused({{barn.bank, barn.fund, {-1, rupiah}}}), "ledger.amount_not_positive");
  EXPECT_EQ(refused({{barn.bank, barn.bank, 1_rp}}), "ledger.same_account");
  EXPECT_EQ(refused({{barn.bank, barn.id<LedgerAccount>(), 1_rp}}), "ledger.account_unknown");
  EXPECT_EQ(refused({{barn.bank, closed, 1_rp}}), "ledger.account_closed");
  EXPECT_EQ(refused({{barn.bank, barn.fund, {1, packages}}}), "ledger.asset_mismatch");
  EXPECT_EQ(refused({{barn.bank, barn.fund, {INT64_MAX, rupiah}}}), "ledger.amount_too_large");
  EXPECT_EQ(refused({{barn.fund, barn.kits, 100'001_rp}}), "ledger.not_enough");
  EXPECT_EQ(refused({{barn.fund, barn.kits, 1_rp, barn.id<Entry>()}}), "ledger.entry_unknown");
  EXPECT_EQ(refused({{barn.bank, barn.fund, 1_rp, barn.id<Entry>()}}), "ledger.takes_from_nowhere");
  // The first leg alone would be right: all of an entry or none of it.
  EXPECT_EQ(refused({{barn.fund, barn.kits, 60'000_rp}, {barn.fund, barn.kits, 60'000_rp}}), "ledger.not_enough");
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Posting, KindsAndDaysAreRead) {
  auto wish = barn.wish("gift", {{barn.bank, barn.fund, 1_rp}});
  for (auto const* kind : {"", "Gift", "a b", "reversal", "hadiah-besar"}) {
    wish.kind = kind;
    EXPECT_EQ(code_of(wish), "ledger.kind_wrong") << kind;
  }
  wish.kind = "gift";
  wish.day = barn.today() + 1;
  EXPECT_EQ(code_of(wish), "ledger.day_in_future");
  barn.village.clock.set(start_of(barn.today(), Zone::wib) + hours(22) + minutes(30));
  EXPECT_EQ(code_of(wish), "") << "in Papua the next day has begun";
}

TEST_F(Posting, ARefusalNamesTheLegTheAccountAndWhatThereIs) {
  barn.gift(100'000_rp);
  auto const refused =
      barn.try_post(barn.wish("delivery", {{barn.fund, barn.kits, 30'000_rp}, {barn.fund, barn.kits, 80'000_rp}}));
  ASSERT_EQ(refused.code(), "ledger.not_enough");
  EXPECT_EQ(refused.problem().pointer(), "/transfers/1/amount");
  EXPECT_EQ(refused.problem().sentence_id(),
            "Saldo akun \"fund\" tidak cukup: tersedia Rp70.000, diperlukan Rp80.000.");
}

TEST_F(Posting, AfterARefusalTheSameWorkGoesOn) {
  auto const verdict = barn.work([&](Work& w) -> Verdict {
    EXPECT_EQ(post(w, barn.wish("delivery", {{barn.fund, barn.kits, 1_rp}})).code(), "ledger.not_enough");
    static_cast<void>(TRY(post(w, barn.wish("gift", {{barn.bank, barn.fund, 10'000_rp}}))));
    EXPECT_EQ(*balance(w, barn.book, barn.fund), 10'000_rp) << "what was posted is seen in the same work";
    EXPECT_EQ(post(w, barn.wish("delivery", {{barn.fund, barn.kits, 10'001_rp}})).code(), "ledger.not_enough");
    static_cast<void>(TRY(post(w, barn.wish("delivery", {{barn.fund, barn.kits, 10'000_rp}}))));
    return done;
  });
  EXPECT_EQ(verdict.code(), "");
  EXPECT_EQ(barn.balance_of(barn.fund), 0_rp);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Posting, AnUndoneWorkLeavesNoTrace) {
  barn.gift(10'000_rp);
  auto const before = everything();
  auto const verdict = barn.work([&](Work& w) -> Verdict {
    static_cast<void>(TRY(post(w, barn.wish("gift", {{barn.bank, barn.fund, 5'000_rp}}))));
    return refuse(not_enough);
  });
  EXPECT_EQ(verdict.code(), "ledger.not_enough");
  EXPECT_EQ(everything(), before);
  barn.gift(1_rp);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Posting, TheBulkDoorTakesAllOrNone) {
  std::vector<EntryWish> wishes;
  for (int i = 0; i < 500; ++i) wishes.push_back(barn.wish("gift", {{barn.bank, barn.fund, 1'000_rp}}));
  for (int i = 0; i < 100; ++i) wishes.push_back(barn.wish("delivery", {{barn.fund, barn.kits, 5'000_rp}}));
  wishes.push_back(barn.wish("delivery", {{barn.fund, barn.kits, 1_rp}}));
  auto const all = [&] { return barn.work([&](Work& w) { return post_all(w, wishes); }); };
  auto const refused = all();
  ASSERT_EQ(refused.code(), "ledger.not_enough");
  EXPECT_EQ(refused.problem().pointer(), "/entries/600/transfers/0/amount");
  EXPECT_EQ(barn.balance_of(barn.kits), 0_rp);
  wishes.pop_back();
  auto const posted = all();
  ASSERT_EQ(posted.code(), "");
  ASSERT_EQ(posted->size(), 600u);
  EXPECT_EQ(barn.balance_of(barn.kits), 500'000_rp);
  EXPECT_EQ(barn.payers(wishes.back().id).size(), 5u);
  auto const again = all();
  EXPECT_TRUE(again->back().replayed);
  EXPECT_EQ(again->back().number, posted->back().number);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Posting, ABatchMayNameItsOwnGiftsAndRepeatItself) {
  auto const gift = barn.wish("gift", {{barn.bank, barn.fund, 9'000_rp}});
  auto const earmarked = barn.wish("delivery", {{barn.fund, barn.kits, 4'000_rp, gift.id}});
  auto const refund = barn.wish("refund", {{barn.fund, barn.bank, 5'000_rp, gift.id}});
  std::vector<EntryWish> const wishes{gift, earmarked, gift, refund};
  auto const posted = barn.work([&](Work& w) { return post_all(w, wishes); });
  ASSERT_EQ(posted.code(), "");
  EXPECT_TRUE((*posted)[2].replayed);
  auto const state = barn.state(gift.id);
  EXPECT_EQ(state.used, 4'000_rp);
  EXPECT_EQ(state.refunded, 5'000_rp);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Posting, ABatchOfTwoBooksIsRefused) {
  auto const other = *barn.work([&](Work& w) { return open_book(w, make_uuid(w.now, w.chance), "Yayasan Lain"); });
  std::vector<EntryWish> wishes(2, barn.wish("gift", {{barn.bank, barn.fund, 1_rp}}));
  wishes[1].book = other;
  EXPECT_EQ(barn.work([&](Work& w) { return post_all(w, wishes); }).code(), "ledger.other_book");
  wishes[0].book = BookId{99};
  EXPECT_EQ(barn.work([&](Work& w) { return post(w, wishes[0]); }).code(), "ledger.book_unknown");
  EXPECT_EQ(barn.work([&](Work& w) { return post(w, wishes[1]); }).code(), "ledger.account_unknown")
      << "accounts of another book are not seen";
}

TEST_F(Posting, AnEntryIsSeenAgainAsItWasWished) {
  auto wish = barn.wish("gift", {{barn.bank, barn.fund, 47'500_rp}, {barn.bank, barn.fees, 2'500_rp}});
  wish.subject = Uuid{5};
  wish.evidence = {sha256("form"), sha256("photo")};
  wish.parties = {Uuid{6}};
  auto const posted = barn.try_post(wish);
  auto const refund = barn.refund(wish.id, 500_rp);
  auto const seen = barn.view([&](View const& v) { return find_entry(v, barn.book, wish.id); });
  ASSERT_TRUE(seen.has_value());
  EXPECT_EQ(seen->kind, "gift");
  EXPECT_EQ(seen->subject, Uuid{5});
  EXPECT_EQ(seen->evidence, wish.evidence);
  EXPECT_EQ(seen->parties, wish.parties);
  ASSERT_EQ(seen->transfers.size(), 2u);
  EXPECT_EQ(seen->transfers[1].credit, barn.fees);
  EXPECT_EQ(seen->posted.leaf, posted->leaf);
  auto const back = barn.view([&](View const& v) { return find_entry(v, barn.book, refund); });
  EXPECT_EQ(back->transfers[0].takes_from, wish.id);
  EXPECT_FALSE(barn.view([&](View const& v) { return find_entry(v, barn.book, barn.id<Entry>()); }).has_value());
}

TEST_F(Posting, TheRecordTellsEverythingAndTheLogHasIt) {
  auto wish = barn.wish("gift", {{barn.bank, barn.fund, 50'000_rp}});
  wish.subject = Uuid{5};
  wish.evidence = {sha256("photo")};
  wish.parties = {Uuid{0xae, 0x5f}};
  auto const posted = barn.try_post(wish);
  auto const record = barn.view([&](View const& v) { return translog::record_of(v, posted->leaf); });
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(*record, "lumbung/record@v1\nid " + wish.id.text() + "\ntype gift\ntime 2026-11-22T01:00:00Z\nbook " +
                         std::to_string(barn.book.number) + "\nday 2026-11-22\nsubject " + text_of(Uuid{5}) +
                         "\ndebit " + barn.bank.text() + " 5000000 IDR\ncredit " + barn.fund.text() +
                         " 5000000 IDR\nparty rl8AAAAAAAAAAAAAAAAAAA\nevidence " + hex(view_of(sha256("photo"))) +
                         "\n");
  auto const refund = barn.try_post(barn.wish("refund", {{barn.fund, barn.bank, 20'000_rp, wish.id}}));
  auto const back = barn.view([&](View const& v) { return translog::record_of(v, refund->leaf); });
  EXPECT_NE(back->find("\ntakes " + barn.fund.text() + " 1 3000000 2000000 " + wish.id.text() + "\n"),
            std::string::npos)
      << *back;
}

// ---- Reversal

TEST_F(Posting, AReversalIsTheOriginalTurnedRound) {
  auto const entry = barn.post_one("opening", {{barn.bank, barn.equity, 70_rp}, {barn.bank, barn.fees, 30_rp}});
  auto const reversal = barn.try_reverse(entry);
  ASSERT_EQ(reversal.code(), "");
  for (auto const account : {barn.bank, barn.equity, barn.fees}) EXPECT_EQ(barn.balance_of(account), 0_rp);
  barn.view([&](View const& v) {
    EXPECT_EQ(find_entry(v, barn.book, entry)->reversed_by, reversal->id);
    EXPECT_EQ(find_entry(v, barn.book, reversal->id)->reverses, entry);
    EXPECT_EQ(find_entry(v, barn.book, reversal->id)->kind, "reversal");
    return done;
  });
  EXPECT_EQ(barn.try_reverse(reversal->id).code(), "ledger.reversal_of_reversal");
  EXPECT_EQ(barn.try_reverse(entry).code(), "ledger.already_reversed");
  EXPECT_EQ(barn.try_reverse(barn.id<Entry>()).code(), "ledger.entry_unknown");
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Posting, TheSameReversalTwiceIsOne) {
  auto const entry = barn.gift(5_rp);
  ReversalWish const wish{.id = barn.id<Entry>(), .book = barn.book, .reverses = entry, .day = barn.today()};
  auto const first = barn.work([&](Work& w) { return reverse(w, wish); });
  auto const second = barn.work([&](Work& w) { return reverse(w, wish); });
  ASSERT_EQ(second.code(), "");
  EXPECT_TRUE(second->replayed);
  EXPECT_EQ(first->number, second->number);
}

TEST_F(Posting, AReversalThatCannotBePointsAtTheEntry) {
  auto const entry = barn.gift(5'000_rp);
  barn.kit(1_rp);
  auto const refused = barn.try_reverse(entry);
  ASSERT_EQ(refused.code(), "ledger.not_unspent");
  EXPECT_EQ(refused.problem().pointer(), "/reverses");
  EXPECT_NE(refused.problem().sentence_en().find("Rp4.999"), std::string::npos);
}

// ---- Accounts, books, periods

TEST_F(Posting, AnAccountOpensOnceAndClosesEmpty) {
  AccountWish wish{.id = barn.id<LedgerAccount>(), .book = barn.book, .owner_kind = "campaign", .purpose = "fund"};
  auto const open = [&] { return barn.work([&](Work& w) { return open_account(w, wish); }); };
  ASSERT_EQ(open().code(), "");
  ASSERT_EQ(open().code(), "");
  wish.purpose = "stock";
  EXPECT_EQ(open().code(), "ledger.account_reused");
  wish.purpose = "Dana Kita";
  EXPECT_EQ(open().code(), "ledger.account_wish_wrong");
  wish.purpose = "fund";
  wish.id = barn.id<LedgerAccount>();
  wish.passage = Passage::carries;
  wish.floor = Floor::may_go_below_zero;
  EXPECT_EQ(open().code(), "ledger.carries_needs_floor");
  barn.gift(10_rp);
  auto const close = [&](Id<LedgerAccount> account) {
    return barn.work([&](Work& w) { return close_account(w, barn.book, account); });
  };
  auto const refused = close(barn.fund);
  ASSERT_EQ(refused.code(), "ledger.account_not_empty");
  EXPECT_NE(refused.problem().sentence_en().find("Rp10"), std::string::npos);
  barn.kit(10_rp);
  EXPECT_EQ(close(barn.fund).code(), "");
  EXPECT_EQ(close(barn.fund).code(), "");
  EXPECT_EQ(code_of(barn.wish("gift", {{barn.bank, barn.fund, 1_rp}})), "ledger.account_closed");
}

TEST_F(Posting, AccountsAreFoundByOwnerAndPurpose) {
  barn.view([&](View const& v) {
    auto const fund = find_account(v, barn.book, "organisation", barn.owner, "fund");
    EXPECT_TRUE(fund && fund->about.id == barn.fund);
    EXPECT_FALSE(find_account(v, barn.book, "organisation", barn.owner, "stock").has_value());
    EXPECT_FALSE(find_account(v, barn.book, "campaign", barn.owner, "fund").has_value());
    EXPECT_EQ(accounts_of(v, barn.book, "organisation", barn.owner).size(), 6u);
    return done;
  });
}

TEST_F(Posting, AnOwnerHasOneBook) {
  Uuid const owner{42};
  auto const open = [&](std::string_view name) {
    return barn.work([&](Work& w) { return open_book(w, owner, name); });
  };
  EXPECT_EQ(open("").code(), "ledger.book_name_wrong");
  auto const first = open("Koperasi Maju");
  ASSERT_EQ(first.code(), "");
  EXPECT_EQ(*open("Koperasi Maju"), *first);
  EXPECT_NE(*first, barn.book);
  EXPECT_EQ(barn.view([&](View const& v) { return find_book(v, owner); }), *first);
}

TEST_F(Posting, AClosedPeriodTakesNoEntry) {
  auto const yesterday = barn.today() + -1;
  auto const close = [&](Date day) { return barn.work([&](Work& w) { return close_period(w, barn.book, day); }); };
  EXPECT_EQ(close(barn.today()).code(), "ledger.day_not_ended");
  ASSERT_EQ(close(yesterday).code(), "");
  ASSERT_EQ(close(yesterday + -5).code(), "") << "closed already";
  EXPECT_EQ(barn.view([&](View const& v) { return closed_through(v, barn.book); }), yesterday);
  auto wish = barn.wish("gift", {{barn.bank, barn.fund, 1_rp}});
  wish.day = yesterday;
  auto const refused = barn.try_post(wish);
  ASSERT_EQ(refused.code(), "ledger.day_in_closed_period");
  EXPECT_EQ(refused.problem().pointer(), "/day");
  wish.day = barn.today();
  EXPECT_EQ(code_of(wish), "");
}

}  // namespace
}  // namespace lumbung::ledger
