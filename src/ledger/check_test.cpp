// `check` must find what somebody with access to the database changes behind the ledger's back, and name the entry.
#include <gmock/gmock.h>

#include <algorithm>

#include "ledger/test_barn.h"

namespace lumbung::ledger {
namespace {

constexpr Refusal put_back{"ledger.test_put_back", Trouble::conflict, "", ""};

struct Checking : testing::Test {
  Barn barn{0};
  std::vector<Id<Entry>> gifts, kits_given;
  Id<Entry> earmarked, refund, reversed, late;

  Checking() {
    for (int i = 0; i < 12; ++i) {
      gifts.push_back(barn.gift(Money{1'000 + i, rupiah}));
      if (i % 3 == 2) kits_given.push_back(barn.kit(Money{1'500, rupiah}));
    }
    earmarked = barn.post_one("delivery", {{barn.fund, barn.kits, {700, rupiah}, gifts[10]}});
    refund = barn.refund(gifts[9], {400, rupiah});
    reversed = barn.kit(Money{300, rupiah});
    EXPECT_EQ(barn.try_reverse(reversed).code(), "");
    auto wish = barn.wish("gift", {{barn.bank, barn.fund, {50, rupiah}}});
    wish.day = wish.day + -3;
    wish.evidence = {sha256("form")};
    late = barn.try_post(wish)->id;
    EXPECT_EQ(barn.work([&](Work& w) {
                    return place_hold(w, {.id = barn.id<Hold>(),
                                          .book = barn.book,
                                          .debit = barn.fund,
                                          .credit = barn.kits,
                                          .amount = {90, rupiah}});
                  })
                  .code(),
              "");
    for (int i = 0; i < 3; ++i) gifts.push_back(barn.gift(1_rp));  // until every balance is in its row
  }

  // Lets somebody change rows, checks, and puts everything back.
  template <class Plant>
  std::vector<Fault> after(Plant plant) {
    std::vector<Fault> faults;
    auto const verdict = barn.work([&](Work& w) -> Verdict {
      EXPECT_GT(plant(w.rows), 0) << "nothing was planted";
      faults = check(w, barn.book);
      return refuse(put_back);
    });
    EXPECT_EQ(verdict.code(), "ledger.test_put_back");
    return faults;
  }
  template <class Plant>
  void expect_named(Id<Entry> entry, Plant plant) {
    auto const faults = after(plant);
    ASSERT_FALSE(faults.empty());
    EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](Fault const& fault) { return fault.entry == entry; }))
        << faults.front().what << ": " << faults.front().detail;
    for (auto const& fault : faults) EXPECT_TRUE(!fault.entry || *fault.entry == entry) << fault.what << fault.detail;
  }
  template <class Plant>
  void expect_found(std::string_view what, Plant plant) {
    auto const faults = after(plant);
    EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](Fault const& fault) { return fault.what == what; }))
        << (faults.empty() ? "no fault" : faults.front().what + ": " + faults.front().detail);
  }
  std::int64_t transfer_of(Id<Entry> entry) {
    return barn.view([&](View const& v) { return find_entry(v, barn.book, entry)->posted.first_transfer; });
  }
  std::int64_t number_of(Id<Entry> entry) {
    return barn.view([&](View const& v) { return find_entry(v, barn.book, entry)->posted.number; });
  }
  std::int64_t book() const { return barn.book.number; }
};

TEST_F(Checking, AnHonestBookHasNoFault) {
  for (auto const& fault : barn.faults()) ADD_FAILURE() << fault.what << ": " << fault.detail;
}

TEST_F(Checking, ATransferChangedByOneSenNamesItsEntry) {
  for (auto const entry : {gifts[0], gifts[5], kits_given[2], refund, reversed, gifts.back()}) {
    auto const transfer = transfer_of(entry);
    expect_named(entry, [&](storage::Writer& rows) {
      return rows.run("UPDATE ledger_transfers SET amount = amount + 1 WHERE book_id = $1 AND transfer_no = $2",
                      {book(), transfer});
    });
  }
}

TEST_F(Checking, ADeletedEntryIsNamed) {
  for (auto const entry : {gifts[4], kits_given[1], earmarked, late}) {
    auto const number = number_of(entry);
    auto const faults = after([&](storage::Writer& rows) {
      return rows.run("DELETE FROM ledger_entries WHERE book_id = $1 AND entry_no = $2", {book(), number});
    });
    EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](Fault const& fault) {
      return fault.what == "entry_missing" && fault.entry == entry && fault.entry_number == number;
    }));
  }
}

TEST_F(Checking, AnEntryDeletedWithAllItsRowsIsMissedByItsNumber) {
  auto const number = number_of(gifts[6]);
  auto const transfer = transfer_of(gifts[6]);
  auto const faults = after([&](storage::Writer& rows) {
    return rows.run("DELETE FROM ledger_entries WHERE book_id = $1 AND entry_no = $2", {book(), number}) +
           rows.run("DELETE FROM ledger_entry_ids WHERE book_id = $1 AND entry_no = $2", {book(), number}) +
           rows.run("DELETE FROM ledger_transfers WHERE book_id = $1 AND transfer_no = $2", {book(), transfer});
  });
  EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](Fault const& fault) {
    return fault.what == "entry_missing" && fault.entry_number == number;
  }));
}

TEST_F(Checking, TheLastEntryDeletedIsMissedToo) {
  auto const number = number_of(gifts.back());
  expect_found("entry_missing", [&](storage::Writer& rows) {
    return rows.run("DELETE FROM ledger_entries WHERE book_id = $1 AND entry_no = $2", {book(), number});
  });
}

TEST_F(Checking, EveryColumnOfATransferIsHeldToTheOthers) {
  auto const transfer = transfer_of(kits_given[2]);
  auto const changed = [&](auto sql) {
    expect_named(kits_given[2], [&](storage::Writer& rows) { return rows.run(sql, {book(), transfer}); });
  };
  using storage::Sql;
  changed(Sql("UPDATE ledger_transfers SET debit_debits = debit_debits + 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET debit_credits = debit_credits - 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET debit_posting = debit_posting + 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET debit_prev = debit_prev - 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET debit_skip = debit_skip - 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET credit_debits = credit_debits + 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(
      Sql("UPDATE ledger_transfers SET credit_credits = credit_credits + 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET credit_prev = credit_prev + 1 WHERE book_id = $1 AND transfer_no = $2"));
  changed(Sql("UPDATE ledger_transfers SET entry_no = entry_no + 1 WHERE book_id = $1 AND transfer_no = $2"));
}

TEST_F(Checking, EveryColumnOfAnEntryIsHeldToItsContentAndRecord) {
  auto const number = number_of(gifts[3]);
  auto const changed = [&](auto sql) {
    expect_named(gifts[3], [&](storage::Writer& rows) { return rows.run(sql, {book(), number}); });
  };
  using storage::Sql;
  changed(Sql("UPDATE ledger_entries SET kind = 'grant' WHERE book_id = $1 AND entry_no = $2"));
  changed(Sql("UPDATE ledger_entries SET day = day - 1 WHERE book_id = $1 AND entry_no = $2"));
  changed(Sql("UPDATE ledger_entries SET booked = booked - 1 WHERE book_id = $1 AND entry_no = $2"));
  changed(Sql("UPDATE ledger_entries SET reverses = 1 WHERE book_id = $1 AND entry_no = $2"));
  changed(
      Sql("UPDATE ledger_entries SET content = (SELECT e.content FROM ledger_entries e WHERE e.book_id = $1 AND"
          " e.entry_no = 1) WHERE book_id = $1 AND entry_no = $2"));
  changed(
      Sql("UPDATE ledger_entries SET leaf = (SELECT e.leaf FROM ledger_entries e WHERE e.book_id = $1 AND"
          " e.entry_no = 1) WHERE book_id = $1 AND entry_no = $2"));
}

TEST_F(Checking, AChangeMadeConsistentEverywhereStillDiffersFromTheLog) {
  // The last gift and every sum that follows from it, by somebody who knows the tables: one sen more.
  auto const entry = gifts.back();
  auto const transfer = transfer_of(entry);
  auto const faults = after([&](storage::Writer& rows) {
    return rows.run("UPDATE ledger_transfers SET amount = amount + 1 WHERE book_id = $1 AND transfer_no = $2",
                    {book(), transfer}) +
           rows.run("UPDATE ledger_heads SET debits = debits + 1 WHERE book_id = $1 AND account_no = 1", {book()}) +
           rows.run("UPDATE ledger_heads SET credits = credits + 1 WHERE book_id = $1 AND account_no = 3", {book()});
  });
  ASSERT_FALSE(faults.empty());
  EXPECT_TRUE(std::any_of(faults.begin(), faults.end(),
                          [&](Fault const& fault) { return fault.what == "record_differs" && fault.entry == entry; }));
  for (auto const& fault : faults) EXPECT_NE(fault.what, "head_differs");
}

TEST_F(Checking, TwoSwappedEntriesAreNamed) {
  auto const a = transfer_of(gifts[1]);
  auto const b = transfer_of(gifts[2]);
  auto const faults = after([&](storage::Writer& rows) {
    return rows.run("UPDATE ledger_transfers SET transfer_no = -1 WHERE book_id = $1 AND transfer_no = $2",
                    {book(), a}) +
           rows.run("UPDATE ledger_transfers SET transfer_no = $2 WHERE book_id = $1 AND transfer_no = $3",
                    {book(), a, b}) +
           rows.run("UPDATE ledger_transfers SET transfer_no = $2 WHERE book_id = $1 AND transfer_no = -1",
                    {book(), b});
  });
  for (auto const entry : {gifts[1], gifts[2]})
    EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](Fault const& fault) { return fault.entry == entry; }));
}

TEST_F(Checking, ChangedHeadsAreFound) {
  auto const changed = [&](auto sql) {
    expect_found("head_differs", [&](storage::Writer& rows) { return rows.run(sql, {book()}); });
  };
  using storage::Sql;
  changed(Sql("UPDATE ledger_heads SET credits = credits + 100 WHERE book_id = $1 AND account_no = 3"));
  changed(Sql("UPDATE ledger_heads SET held = 0 WHERE book_id = $1 AND account_no = 3"));
  changed(Sql("UPDATE ledger_heads SET postings = postings + 1 WHERE book_id = $1 AND account_no = 1"));
  changed(Sql("UPDATE ledger_heads SET last_transfer = 1 WHERE book_id = $1 AND account_no = 1"));
  changed(Sql("UPDATE ledger_heads SET matched = matched + 1 WHERE book_id = $1 AND account_no = 3"));
  changed(Sql("DELETE FROM ledger_heads WHERE book_id = $1 AND account_no = 5"));
}

TEST_F(Checking, ChangedMatchesAreFound) {
  auto const changed = [&](auto sql) {
    auto const faults = after([&](storage::Writer& rows) { return rows.run(sql, {book()}); });
    EXPECT_FALSE(faults.empty());
  };
  using storage::Sql;
  changed(Sql("UPDATE ledger_matches SET amount = amount - 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_matches SET in_offset = in_offset - 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_matches SET in_transfer = in_transfer - 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_matches SET takes_entry_no = 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_matches SET matched_before = matched_before + 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_matched SET node = node + 1 WHERE book_id = $1 AND posting_no = 16"));
  changed(Sql("DELETE FROM ledger_matched WHERE book_id = $1 AND posting_no > 1000"));
  auto const transfer = transfer_of(earmarked);
  expect_named(earmarked, [&](storage::Writer& rows) {
    return rows.run("UPDATE ledger_matches SET in_offset = in_offset - 1 WHERE book_id = $1 AND out_transfer = $2",
                    {book(), transfer});
  });
}

TEST_F(Checking, SmallerTablesAreHeldToTheEntries) {
  auto const changed = [&](auto sql) {
    auto const faults = after([&](storage::Writer& rows) { return rows.run(sql, {book()}); });
    EXPECT_FALSE(faults.empty());
  };
  using storage::Sql;
  changed(Sql("UPDATE ledger_backdated SET debits = debits + 1 WHERE book_id = $1"));
  changed(Sql("DELETE FROM ledger_backdated WHERE book_id = $1"));
  changed(Sql("DELETE FROM ledger_papers WHERE book_id = $1"));
  changed(Sql("DELETE FROM ledger_reversals WHERE book_id = $1"));
  changed(Sql("DELETE FROM ledger_entry_ids WHERE book_id = $1 AND entry_no = 4"));
  changed(Sql("UPDATE ledger_holds SET remaining = 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_book_heads SET last_transfer = last_transfer + 1 WHERE book_id = $1"));
  changed(Sql("UPDATE ledger_accounts SET asset = 'USD' WHERE book_id = $1 AND account_no = 3"));
  changed(Sql("UPDATE ledger_accounts SET grows = 1 - grows WHERE book_id = $1 AND account_no = 3"));
}

TEST_F(Checking, ACheckCanBeStopped) {
  int told = 0;
  barn.view([&](View const& v) {
    static_cast<void>(check(v, barn.book, [&](std::int64_t, std::int64_t) { return ++told < 1; }));
    return done;
  });
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace lumbung::ledger
