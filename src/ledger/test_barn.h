// For the ledger's tests: a book in a village, with the accounts of a small foundation.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/standing.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::ledger {

class Barn {
 public:
  // Does something and says so, as every work must.
  template <class Act>
  auto work(Act act) {
    return village.work([&](Work& w) {
      w.record({.kind = "ledger.tested"});
      return act(w);
    });
  }
  template <class Look>
  auto view(Look look) {
    return village.view(std::move(look));
  }

  // `pace`: how many transfers lie between two sweeps of balances into their rows (standing.h).
  // `above`: tables of a room above, for tests of doors.
  explicit Barn(std::int64_t pace = 65'536, std::vector<storage::Migration> above = {})
      : village({translog::migrations(), migrations(), std::move(above)}), pace_(pace) {
    set_pace();
    book = *work([&](Work& w) { return open_book(w, make_uuid(w.now, w.chance), "Yayasan Uji"); });
    bank = open("bank", Side::debit, Class::asset, Passage::rests, Floor::may_go_below_zero);
    equity = open("equity", Side::credit, Class::net_assets_unrestricted, Passage::rests, Floor::may_go_below_zero);
    fund = open("fund", Side::credit, Class::net_assets_restricted, Passage::carries);
    released = open("released", Side::credit, Class::net_assets_restricted, Passage::carries);
    kits = open("kits", Side::credit, Class::expense, Passage::rests, Floor::may_go_below_zero);
    fees = open("fees", Side::credit, Class::income, Passage::rests);
  }

  void restart() {
    village.restart();
    set_pace();
  }
  // With a pace of 0: until every row of a balance is written.
  void settle() {
    for (int commits = 0; commits < 3; ++commits) static_cast<void>(gift(1_rp));
  }

  template <class Thing>
  Id<Thing> id() {
    return {make_uuid(village.clock.now(), village.chance)};
  }
  Date today() { return day_of(village.clock.now(), Zone::wib); }

  Id<LedgerAccount> open(std::string purpose, Side grows, Class account_class, Passage passage,
                         Floor floor = Floor::never_below_zero, Asset asset = rupiah) {
    auto const account = id<LedgerAccount>();
    auto const verdict = work([&](Work& w) {
      return open_account(w, {.id = account,
                              .book = book,
                              .asset = asset,
                              .grows = grows,
                              .account_class = account_class,
                              .floor = floor,
                              .passage = passage,
                              .owner_kind = "organisation",
                              .owner = owner,
                              .purpose = std::move(purpose)});
    });
    EXPECT_EQ(verdict.code(), "");
    return account;
  }

  EntryWish wish(std::string_view kind, std::vector<TransferWish> transfers) {
    return {.id = id<Entry>(), .book = book, .kind = kind, .day = today(), .transfers = std::move(transfers)};
  }
  Result<Posted> try_post(EntryWish const& entry) {
    return work([&](Work& w) { return post(w, entry); });
  }
  Id<Entry> post_one(std::string_view kind, std::vector<TransferWish> transfers) {
    auto const posted = try_post(wish(kind, std::move(transfers)));
    EXPECT_EQ(posted.code(), "");
    return posted ? posted->id : Id<Entry>{};
  }
  Id<Entry> gift(Money amount) { return post_one("gift", {{bank, fund, amount}}); }
  // Gives a kit to a household out of `from`.
  Id<Entry> kit(Money amount) { return kit(fund, amount); }
  Id<Entry> kit(Id<LedgerAccount> from, Money amount) { return post_one("delivery", {{from, kits, amount}}); }
  Id<Entry> refund(Id<Entry> gift, Money amount) { return post_one("refund", {{fund, bank, amount, gift}}); }
  Result<Posted> try_reverse(Id<Entry> entry) {
    ReversalWish const reversal{.id = id<Entry>(), .book = book, .reverses = entry, .day = today()};
    return work([&](Work& w) { return reverse(w, reversal); });
  }

  Money balance_of(Id<LedgerAccount> account) {
    return view([&](View const& v) { return *balance(v, book, account); });
  }
  GiftState state(Id<Entry> entry) {
    return view([&](View const& v) { return *state_of(v, book, entry); });
  }
  // "who paid how much", oldest first.
  std::vector<std::pair<Id<Entry>, Money>> payers(Id<Entry> delivery) {
    auto const traced = view([&](View const& v) { return trace_backward(v, {.book = book, .entry = delivery}); });
    EXPECT_EQ(traced.code(), "");
    std::vector<std::pair<Id<Entry>, Money>> paid;
    for (auto piece = traced->pieces.rbegin(); piece != traced->pieces.rend(); ++piece)
      paid.emplace_back(piece->source, piece->amount);
    return paid;
  }
  std::vector<Fault> faults() {
    return view([&](View const& v) { return check(v, book); });
  }

  Village village;
  Uuid owner{1};
  BookId book;
  Id<LedgerAccount> bank, equity, fund, released, kits, fees;

 private:
  void set_pace() { village.engine().house().residents->get<Standings>().set_pace(pace_); }
  std::int64_t pace_;
};

}  // namespace lumbung::ledger
