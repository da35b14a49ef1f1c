// Runs: the same as so many transfers, and each with a receipt of its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "ledger/store.h"
#include "ledger/test_barn.h"
#include "merkle/checkpoint.h"
#include "merkle/leaf.h"
#include "merkle/tree.h"
#include "translog/sequencer.h"

namespace lumbung::ledger {
namespace {

constexpr Refusal turned_back{"ledger.test_put_back", Trouble::conflict, "", ""};

struct Payday : testing::Test {
  Barn barn;
  std::vector<Id<LedgerAccount>> households;
  std::unique_ptr<translog::Sequencer> log;

  Payday() {
    for (int i = 0; i < 6; ++i)
      households.push_back(barn.open("household_" + std::to_string(i), Side::credit, Class::expense, Passage::rests,
                                     Floor::may_go_below_zero));
    open_log();
  }
  void open_log() {
    tell_runs(barn.village.engine().house());
    auto const key =
        translog::log_key(barn.village.directory() + "/log.key", "lumbung.example/lumbung/uji", barn.village.chance);
    log = std::make_unique<translog::Sequencer>(barn.village.engine(), key, translog::SequencerOptions{});
    ASSERT_EQ(log->start().code(), "");
  }
  std::uint32_t number(Id<LedgerAccount> account) {
    return static_cast<std::uint32_t>(
        barn.view([&](View const& v) { return find_account(v, barn.book, account)->number; }));
  }
  std::vector<RunLine> lines(int count, std::int64_t amount = 100) {
    std::vector<RunLine> made;
    auto const fund = number(barn.fund);
    std::vector<std::uint32_t> to;
    for (auto const& household : households) to.push_back(number(household));
    for (int i = 0; i < count; ++i) made.push_back({fund, to[static_cast<std::size_t>(i) % to.size()], amount + i});
    return made;
  }
  RunWish wish(std::vector<RunLine> const& lines) {
    return {.id = barn.id<Entry>(), .book = barn.book, .kind = "disbursement", .day = barn.today(), .lines = lines};
  }
  Result<Posted> try_run(RunWish const& wish) {
    return barn.work([&](Work& w) { return post_run(w, wish); });
  }
  Result<std::string> receipt(Posted const& posted, std::int64_t line) {
    return barn.view([&](View const& v) { return translog::line_receipt(v, posted.leaf, line); });
  }
  // The record in the receipt, when the receipt leads to the root that the log signed.
  std::string proven(std::string const& receipt) {
    auto const file = merkle::ProofFile::parse(receipt);
    auto const opening = file ? merkle::Opening::parse(*file->extra) : std::nullopt;
    if (!opening) return "";
    auto const note = merkle::Note::parse(file->checkpoint);
    auto const head = merkle::Checkpoint::parse(note->text);
    bool const holds =
        merkle::verify_inclusion(merkle::leaf_hash(opening->leaf()), file->index, head->size, file->path, head->root);
    return holds ? opening->record : "";
  }
  std::vector<translog::Fault> log_faults() {
    return barn.view([](View const& v) { return translog::check(v); });
  }
};

TEST_F(Payday, FindsItsAccountsNearAndFar) {
  // Many accounts: PostgreSQL is asked for those near each other in one go, for those far apart by a list.
  for (int i = 0; i < 400; ++i)
    households.push_back(
        barn.open("household", Side::credit, Class::expense, Passage::rests, Floor::may_go_below_zero));
  barn.gift(1'000'000_rp);
  auto const fund = number(barn.fund);
  auto const to = [&](std::size_t household) { return number(households[household]); };
  std::vector<RunLine> far{{fund, to(0), 100}, {fund, to(399), 200}, {fund, to(200), 300}, {fund, to(0), 400}};
  std::vector<RunLine> near;
  for (std::size_t i = 100; i < 300; ++i) near.push_back({fund, to(i), 10});
  ASSERT_EQ(try_run(wish(far)).code(), "");
  ASSERT_EQ(try_run(wish(near)).code(), "");
  ASSERT_EQ(try_run(wish(far)).code(), "");
  EXPECT_EQ(barn.balance_of(households[0]).minor, 1'000);
  EXPECT_EQ(barn.balance_of(households[399]).minor, 400);
  EXPECT_EQ(barn.balance_of(households[200]).minor, 610);
  EXPECT_EQ(barn.balance_of(households[150]).minor, 10);
  EXPECT_EQ(barn.balance_of(households[50]).minor, 0);
  far.push_back({fund, 100'000, 1});
  EXPECT_EQ(try_run(wish(far)).problem().pointer(), "/lines/4/credit") << "an account that does not exist";
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Payday, AsksForAccountsByListAndByRangeAlike) {
  for (int i = 0; i < 200; ++i)
    households.push_back(
        barn.open("household", Side::credit, Class::expense, Passage::rests, Floor::may_go_below_zero));
  barn.gift(1'000_rp);
  ASSERT_EQ(try_run(wish(lines(6))).code(), "");
  auto const found = [&](std::vector<std::int64_t> const& numbers) {
    std::map<std::int64_t, std::string> seen;
    barn.view([&](View const& v) {
      store::each_of(v.rows, barn.book, numbers, [&](AccountRow const& account, Head const&) {
        EXPECT_TRUE(seen.emplace(account.no, account.about.id.text()).second) << account.no;
      });
      return 0;
    });
    return seen;
  };
  auto const all = found({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  EXPECT_GE(all.size(), 10u);
  auto const some = found({2, 150, 9'999});
  ASSERT_EQ(some.size(), 2u) << "one does not exist";
  EXPECT_EQ(some.at(2), all.at(2));
  std::vector<std::int64_t> every_third;  // more than one list
  for (std::int64_t no = 1; no < 200; no += 3) every_third.push_back(no);
  for (auto const no : {1'000'000, 2'000'000}) every_third.push_back(no);
  EXPECT_EQ(found(every_third).size(), 67u);
  EXPECT_TRUE(found({}).empty());
}

TEST_F(Payday, IsTheSameAsSoManyTransfers) {
  Barn other;
  std::vector<Id<LedgerAccount>> others;
  for (int i = 0; i < 6; ++i)
    others.push_back(other.open("household_" + std::to_string(i), Side::credit, Class::expense, Passage::rests,
                                Floor::may_go_below_zero));
  for (auto* each : {&barn, &other})
    for (int i = 1; i <= 4; ++i) static_cast<void>(each->gift({700 * i, rupiah}));
  auto const made = lines(20);
  auto const run = try_run(wish(made));
  ASSERT_EQ(run.code(), "");
  std::vector<TransferWish> transfers;
  for (std::size_t i = 0; i < made.size(); ++i)
    transfers.push_back({other.fund, others[i % others.size()], {made[i].amount, rupiah}});
  auto const entry = other.post_one("disbursement", transfers);
  for (std::size_t i = 0; i < others.size(); ++i)
    EXPECT_EQ(barn.balance_of(households[i]), other.balance_of(others[i]));
  EXPECT_EQ(barn.balance_of(barn.fund), other.balance_of(other.fund));
  auto const amounts = [](auto const& payers) {
    std::vector<std::int64_t> all;
    for (auto const& payer : payers) all.push_back(payer.second.minor);
    return all;
  };
  EXPECT_EQ(amounts(barn.payers(run->id)), amounts(other.payers(entry)));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Payday, GivesEveryLineAReceiptThatProvesItAndNoOther) {
  static_cast<void>(barn.gift(1'000'000_rp));
  auto const made = lines(600);
  auto const run = try_run(wish(made));
  ASSERT_EQ(run.code(), "");
  EXPECT_EQ(receipt(*run, 0).code(), "translog.not_yet_published");
  static_cast<void>(barn.gift(1_rp));
  ASSERT_EQ(log->publish_now().code(), "");
  for (std::int64_t const line : {0, 1, 255, 256, 599}) {
    auto const record = proven(*receipt(*run, line));
    EXPECT_NE(record.find("id " + run->id.text() + "\nline " + std::to_string(line + 1) + "\n"), std::string::npos);
    EXPECT_NE(record.find(" " + std::to_string(100 + line) + " IDR\n"), std::string::npos) << record;
    EXPECT_EQ(record.find(std::to_string(101 + line)), std::string::npos);
  }
  EXPECT_EQ(receipt(*run, 600).code(), "translog.leaf_unknown");
  EXPECT_EQ(receipt(*run, -1).code(), "translog.leaf_unknown");
  EXPECT_NE(proven(*barn.view([&](View const& v) { return translog::receipt(v, run->leaf); })).find("lines 600\n"),
            std::string::npos);
  EXPECT_TRUE(log_faults().empty());
}

TEST_F(Payday, ALineCanBeForgottenAndAllOthersStillOpen) {
  static_cast<void>(barn.gift(1'000'000_rp));
  auto const run = try_run(wish(lines(300)));
  ASSERT_EQ(log->publish_now().code(), "");
  auto const root = barn.view([](View const& v) { return translog::head(v).root; });
  for (std::int64_t const line : {7, 290, 7})
    ASSERT_EQ(barn.work([&](Work& w) {
                    translog::forget_line(w, run->leaf, line);
                    return Verdict(done);
                  })
                  .code(),
              "");
  EXPECT_EQ(receipt(*run, 7).code(), "translog.opening_erased");
  EXPECT_EQ(receipt(*run, 290).code(), "translog.opening_erased");
  for (std::int64_t const line : {6, 8, 255, 256, 289, 291}) EXPECT_NE(proven(*receipt(*run, line)), "") << line;
  EXPECT_TRUE(log_faults().empty());
  static_cast<void>(barn.gift(1_rp));
  ASSERT_EQ(log->publish_now().code(), "");
  EXPECT_NE(barn.view([](View const& v) { return translog::head(v).root; }), root);
  EXPECT_TRUE(log_faults().empty());
}

TEST_F(Payday, SurvivesARestart) {
  static_cast<void>(barn.gift(1'000'000_rp));
  auto const run = try_run(wish(lines(700)));
  ASSERT_EQ(log->publish_now().code(), "");
  auto const before = barn.balance_of(barn.fund);
  log.reset();
  barn.restart();
  open_log();
  EXPECT_EQ(barn.balance_of(barn.fund), before);
  EXPECT_EQ(try_run(wish(lines(5))).code(), "");
  ASSERT_EQ(log->publish_now().code(), "");
  EXPECT_NE(proven(*receipt(*run, 650)), "");
  EXPECT_TRUE(barn.faults().empty());
  EXPECT_TRUE(log_faults().empty());
}

TEST_F(Payday, TheSameRunAgainIsTheFirstAnswerAndOtherContentIsRefused) {
  static_cast<void>(barn.gift(10'000_rp));
  auto const made = lines(10);
  auto const wished = wish(made);
  auto const first = try_run(wished);
  auto const again = try_run(wished);
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->number, first->number);
  EXPECT_EQ(again->leaf, first->leaf);
  auto changed = made;
  changed[3].amount += 1;
  auto other = wished;
  other.lines = changed;
  EXPECT_EQ(try_run(other).code(), "ledger.id_reused");
  EXPECT_EQ(barn.balance_of(barn.fund), 10'000_rp - (Money{10 * 100 + 45, rupiah}));
}

TEST_F(Payday, OneWrongLineRefusesAllAndIsNamed) {
  static_cast<void>(barn.gift(10_rp));
  auto const before = barn.balance_of(barn.fund);
  auto const rice = barn.open("rice", Side::debit, Class::asset, Passage::carries, Floor::never_below_zero,
                              *Asset::parse("KG-BERAS"));
  auto const closed = barn.open("closed", Side::debit, Class::expense, Passage::rests);
  ASSERT_EQ(barn.work([&](Work& w) { return close_account(w, barn.book, closed); }).code(), "");
  struct Case {
    RunLine line;
    std::string_view code, pointer;
  };
  auto const fund = number(barn.fund), to = number(households[0]);
  for (auto const& [line, code, pointer] :
       {Case{{fund, to, 0}, "ledger.amount_not_positive", "/lines/2/amount"},
        Case{{fund, to, -5}, "ledger.amount_not_positive", "/lines/2/amount"},
        Case{{fund, to, 100'000}, "ledger.not_enough", "/lines/2/amount"},
        Case{{fund, to, INT64_MAX}, "ledger.amount_too_large", "/lines/2/amount"},
        Case{{fund, fund, 1}, "ledger.same_account", "/lines/2/credit"},
        Case{{0, to, 1}, "ledger.account_unknown", "/lines/2/debit"},
        Case{{fund, 4'000'000'000, 1}, "ledger.account_unknown", "/lines/2/credit"},
        Case{{fund, number(rice), 1}, "ledger.asset_mismatch", "/lines/2/credit"},
        Case{{fund, number(closed), 1}, "ledger.account_closed", "/lines/2/credit"}}) {
    auto made = lines(4, 1);
    made[2] = line;
    auto const verdict = try_run(wish(made));
    EXPECT_EQ(verdict.code(), code);
    EXPECT_EQ(verdict.problem().pointer(), pointer);
  }
  EXPECT_EQ(try_run(wish({})).code(), "ledger.run_empty");
  auto late = wish(std::vector<RunLine>{});
  auto const one = lines(1);
  late.lines = one;
  late.day = barn.today() + 3;
  EXPECT_EQ(try_run(late).code(), "ledger.day_in_future");
  late.day = barn.today();
  late.kind = "reversal";
  EXPECT_EQ(try_run(late).code(), "ledger.kind_wrong");
  EXPECT_EQ(barn.balance_of(barn.fund), before);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Payday, ARunOnAnEarlierDayCountsOnThatDay) {
  static_cast<void>(barn.gift(10'000_rp));
  auto const made = lines(6);
  auto early = wish(made);
  early.day = barn.today() + -1;
  ASSERT_EQ(try_run(early).code(), "");
  EXPECT_EQ(barn.view([&](View const& v) { return *balance_on(v, barn.book, households[0], early.day); }),
            (Money{100, rupiah}));
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Payday, IsReversedAsAWhole) {
  static_cast<void>(barn.gift(10'000_rp));
  auto const before = barn.balance_of(barn.fund);
  auto const run = try_run(wish(lines(12)));
  EXPECT_EQ(barn.try_reverse(run->id).code(), "");
  EXPECT_EQ(barn.balance_of(barn.fund), before);
  EXPECT_TRUE(barn.faults().empty());
}

TEST_F(Payday, AChangedLineIsFoundByTheBookAndByTheLog) {
  static_cast<void>(barn.gift(1'000'000_rp));
  auto const run = try_run(wish(lines(900)));
  ASSERT_EQ(log->publish_now().code(), "");
  auto const verdict = barn.work([&](Work& w) -> Verdict {
    // One sen from one household to the next, in one tile, so that no sum of the fund tells.
    for (auto const& [transfer, more] : {std::pair{run->first_transfer + 300, 1}, {run->first_transfer + 301, -1}})
      EXPECT_EQ(w.rows.run("UPDATE ledger_transfers SET amount = amount + $3 WHERE book_id = $1 AND transfer_no = $2",
                           {barn.book.number, transfer, more}),
                1);
    auto const faults = check(w, barn.book);
    EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](Fault const& fault) { return fault.entry == run->id; }));
    auto const in_log = translog::check(w);
    EXPECT_EQ(in_log.size(), 1U);
    EXPECT_LE(in_log[0].index, 303);
    EXPECT_GE(in_log[0].index, 256);
    return refuse(turned_back);
  });
  EXPECT_EQ(verdict.code(), turned_back.code);
  EXPECT_TRUE(log_faults().empty());
}

}  // namespace
}  // namespace lumbung::ledger
