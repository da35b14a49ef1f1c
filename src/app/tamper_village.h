// A world to be tampered with: a book with all that a ledger keeps (gifts, deliveries, earmarks, refunds, reversals,
// backdated entries, papers, holds, payment runs), its public log with many signed heads, and its trail.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <vector>

#include "app/examination.h"
#include "app/installation.h"
#include "ledger/ledger.h"
#include "tests/village.h"
#include "translog/sequencer.h"

namespace lumbung::app {

inline std::vector<storage::Migration> migrations_above_the_trail() {
  auto all = all_migrations();
  all.erase(all.begin(), all.begin() + std::ssize(work::migrations()));
  return all;
}

class TamperVillage {
 public:
  explicit TamperVillage(std::int64_t entries, std::uint64_t seed)
      : village({migrations_above_the_trail()}, {}, seed), random_(seed) {
    ledger::tell_runs(village.engine().house());
    auto const key = translog::log_key(village.directory() + "/log.key", "lumbung.example/uji", village.chance);
    log_ = std::make_unique<translog::Sequencer>(village.engine(), key, translog::SequencerOptions{});
    EXPECT_FALSE(log_->start().refused());
    open_accounts();
    while (posted_ < entries) {
      season(std::min<std::int64_t>(1'000, entries - posted_));
      EXPECT_FALSE(log_->publish_now().refused());
    }
    season(20);  // these wait for their place in the log
  }

  std::int64_t entries() const { return posted_; }
  ledger::BookId book;
  Village village;

 private:
  template <class Act>
  auto work(Act act) {
    return village.work([&](work::Work& w) {
      w.record({.kind = "tamper.made"});
      return act(w);
    });
  }
  Id<LedgerAccount> open(work::Work& w, ledger::Side grows, ledger::Passage passage, std::string purpose) {
    auto const id = w.new_id<LedgerAccount>();
    auto const verdict =
        ledger::open_account(w, {.id = id,
                                 .book = book,
                                 .grows = grows,
                                 .account_class = ledger::Class::net_assets_restricted,
                                 .floor = passage == ledger::Passage::carries ? ledger::Floor::never_below_zero
                                                                              : ledger::Floor::may_go_below_zero,
                                 .passage = passage,
                                 .owner_kind = "organisation",
                                 .owner = Uuid{1},
                                 .purpose = std::move(purpose)});
    EXPECT_EQ(verdict.code(), "");
    return id;
  }
  void open_accounts() {
    using enum ledger::Side;
    book = *work([&](work::Work& w) { return ledger::open_book(w, Uuid{1}, "Yayasan Uji"); });
    auto const verdict = work([&](work::Work& w) -> Verdict {
      bank_ = open(w, debit, ledger::Passage::rests, "bank");
      for (int i = 0; i < 12; ++i) funds_.push_back(open(w, credit, ledger::Passage::carries, "fund"));
      for (int i = 0; i < 300; ++i) homes_.push_back(open(w, debit, ledger::Passage::rests, "household"));
      return done;
    });
    EXPECT_FALSE(verdict.refused());
    newest_gift_.resize(funds_.size());
    homes_from_ = static_cast<std::uint32_t>(2 + funds_.size());
  }
  std::int64_t any(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }

  // The next entry of a day's work: mostly gifts and deliveries.
  ledger::EntryWish next_wish(work::Work& w) {
    auto const number = posted_++;
    auto const fund = static_cast<std::size_t>(any(std::ssize(funds_)));
    auto const home = homes_[static_cast<std::size_t>(any(std::ssize(homes_)))];
    ledger::EntryWish wish{.id = w.new_id<Entry>(), .book = book, .kind = "gift", .day = w.today()};
    wish.subject = w.new_id<Entry>().uuid;
    auto const& gift = newest_gift_[fund];
    if (number % 3 != 0 || gift.none()) {
      wish.transfers = {{bank_, funds_[fund], Money{10'000 + any(90'000), rupiah}}};
      newest_gift_[fund] = wish.id;
    } else if (number % 24 == 0) {
      wish.kind = number % 48 == 0 ? "refund" : "earmark";
      wish.transfers = {{funds_[fund], number % 48 == 0 ? bank_ : home, Money{1'000 + any(2'000), rupiah}, gift}};
    } else {
      wish.kind = "delivery";
      wish.transfers = {{funds_[fund], home, Money{1'000 + any(2'000), rupiah}},
                        {funds_[fund], home, Money{500 + any(500), rupiah}}};
    }
    if (number % 11 == 3) wish.evidence = {sha256("form " + std::to_string(number)), sha256("photo")};
    if (number % 13 == 4) wish.parties = {w.new_id<Entry>().uuid};
    if (number % 17 == 5) wish.day = wish.day + -static_cast<int>(1 + any(5));
    return wish;
  }

  void season(std::int64_t count) {
    village.clock.advance(hours(5));
    auto const verdict = work([&](work::Work& w) -> Verdict {
      for (std::int64_t i = 0; i < count; ++i) {
        auto const wish = next_wish(w);
        auto const made = ledger::post(w, wish);
        if (made.refused()) --posted_;  // nothing waits there any more
        if (made.refused()) newest_gift_.assign(funds_.size(), {});
        if (!made.refused() && wish.kind == "delivery" && any(9) == 0) reversible_ = wish.id;
      }
      if (!reversible_.none()) {
        auto const reversed =
            ledger::reverse(w, {.id = w.new_id<Entry>(), .book = book, .reverses = reversible_, .day = w.today()});
        if (!reversed.refused()) ++posted_;
        reversible_ = {};
      }
      hold(w);
      return run(w);
    });
    EXPECT_EQ(verdict.code(), "");
  }
  void hold(work::Work& w) {  // unless the fund is empty
    static_cast<void>(ledger::place_hold(w, {.id = w.new_id<Hold>(),
                                             .book = book,
                                             .debit = funds_[static_cast<std::size_t>(any(std::ssize(funds_)))],
                                             .credit = homes_.front(),
                                             .amount = Money{1 + any(9), rupiah}}));
  }
  Verdict run(work::Work& w) {
    std::vector<ledger::RunLine> lines;
    for (int i = 0; i < 40; ++i)
      lines.push_back({.debit = homes_from_ + static_cast<std::uint32_t>(any(std::ssize(homes_))),
                       .credit = 1,
                       .amount = 100 + any(900)});
    TRY(ledger::post_run(w,
                         {.id = w.new_id<Entry>(), .book = book, .kind = "payday", .day = w.today(), .lines = lines}));
    ++posted_;
    return done;
  }

  std::mt19937_64 random_;
  std::unique_ptr<translog::Sequencer> log_;
  std::int64_t posted_ = 0;
  Id<LedgerAccount> bank_;
  std::vector<Id<LedgerAccount>> funds_, homes_;
  std::uint32_t homes_from_ = 0;
  std::vector<Id<Entry>> newest_gift_;
  Id<Entry> reversible_;
};

}  // namespace lumbung::app
