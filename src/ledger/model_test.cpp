// The ledger against a model of a few dozen lines that keeps lots of money in lists: over 10,000 random histories both
// must agree to the sen, about balances, about refusals, and about the way of every rupiah, forward and backward.
#include <algorithm>
#include <cstdlib>
#include <map>

#include "ledger/test_barn.h"
#include "tests/told.h"

namespace lumbung::ledger {
namespace {

using std::int64_t;

// ---- The model: an account is a list of lots; a lot knows the legs (entry, leg) it came through.

struct Leg {
  int entry = 0;
  int leg = 0;
  friend auto operator<=>(Leg, Leg) = default;
};
struct Lot {
  std::vector<Leg> path;
  int64_t amount = 0;
  bool through(int entry) const {
    return std::any_of(path.begin(), path.end(), [&](Leg leg) { return leg.entry == entry; });
  }
};
struct Moved {
  int from = 0;
  int to = 0;
  int64_t amount = 0;
  std::vector<Lot> lots;  // with the path that ends in this leg
};
struct ModelEntry {
  std::string kind;
  std::vector<Moved> legs;
  int reverses = -1;
  bool reversed = false;
};

constexpr int the_bank = 0, kits = 1, the_fees = 2, first_fund = 3, funds = 3, places = first_fund + funds;
bool carries(int account) { return account >= first_fund; }

struct Model {
  std::vector<ModelEntry> entries;
  std::vector<Lot> lots[places];  // of funds: waiting, in line; of others: at rest
  int64_t balances[places] = {};  // of funds only
  int64_t held[places] = {};

  // Takes lots out of a list: the first ones (by == -1), or the last ones that came through entry `by`.
  static std::vector<Lot> take(std::vector<Lot>& list, int64_t amount, int by) {
    std::vector<Lot> taken;
    for (std::size_t i = 0; amount > 0; ++i) {
      auto const at = by < 0 ? 0 : list.size() - 1 - i;
      if (by >= 0 && !list[at].through(by)) continue;
      auto const part = std::min(amount, list[at].amount);
      auto lot = list[at];
      lot.amount = part;
      taken.insert(by < 0 ? taken.end() : taken.begin(), lot);
      amount -= part;
      if ((list[at].amount -= part) == 0) {
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
        if (by >= 0) --i;
      }
    }
    return taken;
  }
  int64_t waiting(int account, int entry) const {
    int64_t sum = 0;
    for (auto const& lot : lots[account])
      if (lot.through(entry)) sum += lot.amount;
    return sum;
  }
  // One leg of the newest entry. Callers look first whether it can be.
  void move(int from, int to, int64_t amount, std::vector<Lot> taken) {
    auto& entry = entries.back();
    if (!carries(from) && taken.empty()) taken.push_back({{}, amount});
    Leg const leg{static_cast<int>(entries.size()) - 1, static_cast<int>(entry.legs.size())};
    for (auto& lot : taken) lot.path.push_back(leg);
    lots[to].insert(lots[to].end(), taken.begin(), taken.end());
    if (carries(from)) balances[from] -= amount;
    if (carries(to)) balances[to] += amount;
    entry.legs.push_back({from, to, amount, std::move(taken)});
  }
};

// ---- The same history in the ledger

// What happened in all histories together, so that a test which tries nothing is noticed.
std::map<std::string, int64_t> happened;

struct History {
  Work& work;
  BookId book;
  SeededChance chance;
  Model model;
  Id<LedgerAccount> account[places];
  std::vector<Id<Entry>> ids;  // by model entry
  std::map<Id<Entry>, int> number_of;
  std::vector<std::pair<Id<Hold>, Moved>> holds;  // open ones

  History(Work& work_, BookId book_, std::uint64_t seed) : work(work_), book(book_), chance(seed) {
    for (int i = 0; i < places; ++i) {
      account[i] = {make_uuid(work.now, work.chance)};
      auto const verdict = open_account(work, {.id = account[i],
                                               .book = book,
                                               .grows = i == the_bank ? Side::debit : Side::credit,
                                               .account_class = Class::liability,
                                               .floor = carries(i) ? Floor::never_below_zero : Floor::may_go_below_zero,
                                               .passage = carries(i) ? Passage::carries : Passage::rests,
                                               .owner_kind = "organisation",
                                               .purpose = "test"});
      must(!verdict.refused());
    }
  }

  int any_fund() { return first_fund + static_cast<int>(chance.number(funds)); }
  int64_t any_amount() { return 1 + static_cast<int64_t>(chance.number(chance.number(3) == 0 ? 2'000 : 60)); }
  int any_entry() { return static_cast<int>(chance.number(model.entries.size())); }

  void added(std::string_view kind, Id<Entry> id, int reverses = -1) {
    ++happened[std::string(kind)];
    number_of[id] = static_cast<int>(ids.size());
    ids.push_back(id);
    model.entries.push_back({std::string(kind), {}, reverses, false});
  }
  EntryWish wish(std::string_view kind) {
    return {.id = {make_uuid(work.now, work.chance)}, .book = book, .kind = kind, .day = work.today(), .transfers = {}};
  }

  void give() {
    auto const fund = any_fund();
    auto const amount = any_amount();
    auto const fee = chance.number(3) == 0 ? amount / 20 : 0;
    auto entry = wish("gift");
    entry.transfers.push_back({account[the_bank], account[fund], {amount, rupiah}});
    if (fee > 0) entry.transfers.push_back({account[fund], account[the_fees], {fee, rupiah}, entry.id});
    // Held money is never more than what is there, so the fee of a fresh gift always can be taken.
    ASSERT_EQ(post(work, entry).code(), "");
    added("gift", entry.id);
    model.move(the_bank, fund, amount, {});
    auto const self = static_cast<int>(ids.size()) - 1;
    if (fee > 0) model.move(fund, the_fees, fee, Model::take(model.lots[fund], fee, self));
  }

  // One gift to two funds, or twice to one.
  void give_twice() {
    int const into[] = {any_fund(), any_fund()};
    auto entry = wish("gift");
    for (auto const fund : into) entry.transfers.push_back({account[the_bank], account[fund], {any_amount(), rupiah}});
    ASSERT_EQ(post(work, entry).code(), "");
    added("gift", entry.id);
    for (int i = 0; i < 2; ++i)
      model.move(the_bank, into[i], entry.transfers[static_cast<std::size_t>(i)].amount.minor, {});
  }

  // From fund to fund and on to a kit in one entry, first in first out: the kit need not be paid by what just came.
  void pass_on() {
    auto const from = any_fund();
    auto const over = any_fund();
    auto const amount = any_amount();
    auto const on = any_amount();
    if (from == over || model.balances[from] - model.held[from] < amount) return;
    auto entry = wish("delivery");
    entry.transfers.push_back({account[from], account[over], {amount, rupiah}});
    entry.transfers.push_back({account[over], account[kits], {on, rupiah}});
    bool const fits = model.balances[over] + amount - model.held[over] >= on;
    auto const posted = post(work, entry);
    ASSERT_EQ(posted.code(), fits ? "" : "ledger.not_enough");
    if (!fits) return;
    added("delivery", entry.id);
    model.move(from, over, amount, Model::take(model.lots[from], amount, -1));
    model.move(over, kits, on, Model::take(model.lots[over], on, -1));
  }

  // Out of a fund: to another fund, to a kit, or back to the giver; first in first out, or by name.
  void spend() {
    auto const from = any_fund();
    auto to = static_cast<int>(chance.number(places));
    if (to == from || to == the_fees) to = kits;
    bool const refund = to == the_bank;
    int const named = !model.entries.empty() && (refund || chance.number(3) == 0) ? any_entry() : -1;
    auto amount = any_amount();
    if (named >= 0 && chance.number(4) != 0) amount = std::max<int64_t>(1, model.waiting(from, named));
    auto entry = wish(refund ? "refund" : carries(to) ? "release" : "delivery");
    entry.transfers.push_back({account[from], account[to], {amount, rupiah}});
    if (named >= 0) entry.transfers.back().takes_from = ids[static_cast<std::size_t>(named)];
    std::string_view expected;
    if (named >= 0 && model.waiting(from, named) < amount)
      expected = "ledger.not_unspent";
    else if (model.balances[from] - model.held[from] < amount)
      expected = "ledger.not_enough";
    ASSERT_EQ(post(work, entry).code(), expected);
    ++happened[std::string(expected)];
    if (named >= 0 && expected.empty()) ++happened["by name"];
    if (!expected.empty()) return;
    auto taken = Model::take(model.lots[from], amount, named);
    added(entry.kind, entry.id);
    model.move(from, to, amount, std::move(taken));
  }

  void reverse_one() {
    if (model.entries.empty()) return;
    auto const which = any_entry();
    auto& original = model.entries[static_cast<std::size_t>(which)];
    ReversalWish const reversal{.id = {make_uuid(work.now, work.chance)},
                                .book = book,
                                .reverses = ids[static_cast<std::size_t>(which)],
                                .day = work.today()};
    // On a copy, since it may be refused half way.
    auto trial = model;
    trial.entries.push_back({"reversal", {}, which, false});
    std::string_view expected;
    if (original.reverses >= 0)
      expected = "ledger.reversal_of_reversal";
    else if (original.reversed)
      expected = "ledger.already_reversed";
    else
      expected = undo(trial, which);
    ASSERT_EQ(reverse(work, reversal).code(), expected);
    ++happened["reversal " + std::string(expected)];
    if (!expected.empty()) return;
    trial.entries[static_cast<std::size_t>(which)].reversed = true;
    auto entries = std::move(trial.entries.back());
    model = std::move(trial);
    model.entries.pop_back();
    added("reversal", reversal.id, which);
    model.entries.back() = std::move(entries);
  }

  static std::string_view undo(Model& trial, int which) {
    auto const legs = trial.entries[static_cast<std::size_t>(which)].legs;
    for (auto leg = static_cast<int>(legs.size()) - 1; leg >= 0; --leg) {
      auto const& done = legs[static_cast<std::size_t>(leg)];
      auto& list = trial.lots[done.to];
      auto const is_of_leg = [&](Lot const& lot) {
        return std::find(lot.path.begin(), lot.path.end(), Leg{which, leg}) != lot.path.end();
      };
      std::vector<Lot> back;
      int64_t sum = 0;
      for (auto const& lot : list)
        if (is_of_leg(lot)) {
          back.push_back(lot);
          sum += lot.amount;
        }
      if (carries(done.to) && sum < done.amount) return "ledger.not_unspent";
      if (carries(done.to) && trial.balances[done.to] - trial.held[done.to] < done.amount) return "ledger.not_enough";
      list.erase(std::remove_if(list.begin(), list.end(), is_of_leg), list.end());
      trial.move(done.to, done.from, done.amount, std::move(back));
    }
    return "";
  }

  void hold_or_let_go() {
    if (!holds.empty() && chance.number(2) == 0) return end_hold();
    auto const from = any_fund();
    auto const amount = any_amount();
    Id<Hold> const id{make_uuid(work.now, work.chance)};
    bool const fits = model.balances[from] - model.held[from] >= amount;
    auto const verdict = place_hold(
        work, {.id = id, .book = book, .debit = account[from], .credit = account[kits], .amount = {amount, rupiah}});
    ASSERT_EQ(verdict.code(), fits ? "" : "ledger.not_enough");
    if (!fits) return;
    model.held[from] += amount;
    holds.push_back({id, {from, kits, amount, {}}});
  }
  void end_hold() {
    auto const [id, held] = holds.back();
    holds.pop_back();
    model.held[held.from] -= held.amount;
    if (chance.number(2) == 0) {
      ASSERT_EQ(void_hold(work, book, id).code(), "");
      return;
    }
    auto const part = 1 + static_cast<int64_t>(chance.number(static_cast<std::uint64_t>(held.amount)));
    HoldPosting const posting{.hold = id,
                              .amount = Money{part, rupiah},
                              .id = {make_uuid(work.now, work.chance)},
                              .book = book,
                              .kind = "delivery",
                              .day = work.today()};
    ASSERT_EQ(post_hold(work, posting).code(), "");
    auto taken = Model::take(model.lots[held.from], part, -1);
    added("delivery", posting.id);
    model.move(held.from, held.to, part, std::move(taken));
  }

  void step() {
    auto const dice = chance.number(22);
    if (dice < 6 || model.entries.empty())
      give();
    else if (dice < 7)
      give_twice();
    else if (dice < 8)
      pass_on();
    else if (dice < 16)
      spend();
    else if (dice < 19)
      reverse_one();
    else
      hold_or_let_go();
  }

  // ---- Comparing

  using Ways = std::map<std::vector<int>, int64_t>;  // entries on the way -> amount

  std::vector<int> entries_of(std::vector<Step> const& steps) const {
    std::vector<int> way;
    for (auto const& step : steps) way.push_back(number_of.at(step.entry));
    return way;
  }

  void compare_balances() {
    for (int fund = first_fund; fund < places; ++fund) {
      auto const seen = find_account(work, book, account[fund]);
      ASSERT_TRUE(seen.has_value());
      ASSERT_EQ(seen->balance().minor, model.balances[fund]);
      ASSERT_EQ(seen->held, model.held[fund]);
    }
  }

  void compare_forward(int entry) {
    Ways expected;
    for (int at = 0; at < places; ++at)
      for (auto const& lot : model.lots[at]) {
        auto const first = std::find_if(lot.path.begin(), lot.path.end(), [&](Leg leg) { return leg.entry == entry; });
        if (first == lot.path.end()) continue;
        std::vector<int> way{at};
        for (auto leg = first; leg != lot.path.end(); ++leg) way.push_back(leg->entry);
        expected[way] += lot.amount;
      }
    Ways found;
    auto const traced =
        trace_forward(work, {.book = book, .entry = ids[static_cast<std::size_t>(entry)], .limit = 10'000});
    ASSERT_EQ(traced.code(), "");
    for (auto const& piece : traced->pieces) {
      auto way = entries_of(piece.path);
      auto const at = std::find(std::begin(account), std::end(account), piece.account) - std::begin(account);
      ASSERT_EQ(piece.fate == Fate::waiting, carries(static_cast<int>(at)));
      way.insert(way.begin(), static_cast<int>(at));
      found[way] += piece.amount.minor;
    }
    ASSERT_EQ(found, expected) << "forward from entry " << entry;
  }

  void compare_backward(int entry) {
    auto const traced =
        trace_backward(work, {.book = book, .entry = ids[static_cast<std::size_t>(entry)], .limit = 10'000});
    ASSERT_EQ(traced.code(), "");
    Ways expected, found;
    for (auto const& list : model.lots)
      for (auto const& lot : list) {
        if (!lot.through(entry)) continue;
        auto const last = std::find_if(lot.path.rbegin(), lot.path.rend(), [&](Leg leg) { return leg.entry == entry; });
        std::vector<int> way;
        for (auto leg = last; leg != lot.path.rend(); ++leg) way.push_back(leg->entry);
        expected[way] += lot.amount;
      }
    for (auto const& piece : traced->pieces) {
      ASSERT_EQ(piece.source, piece.path.back().entry);
      found[entries_of(piece.path)] += piece.amount.minor;
    }
    ASSERT_EQ(found, expected) << "backward from entry " << entry;
    if (model.entries[static_cast<std::size_t>(entry)].legs.size() == 1) compare_order(entry, *traced);
  }
  // The order, too, in which the sources lay in line.
  void compare_order(int entry, Traced<BackwardPiece> const& traced) {
    std::vector<std::pair<std::vector<int>, int64_t>> expected, found;
    for (auto const& lot : model.entries[static_cast<std::size_t>(entry)].legs[0].lots) {
      std::vector<int> way;
      for (auto const& point : lot.path) way.insert(way.begin(), point.entry);
      append(expected, way, lot.amount);
    }
    for (auto piece = traced.pieces.rbegin(); piece != traced.pieces.rend(); ++piece)
      append(found, entries_of(piece->path), piece->amount.minor);
    ASSERT_EQ(found, expected) << "order backward from entry " << entry;
  }
  // Neighbours that came the same way are one.
  static void append(std::vector<std::pair<std::vector<int>, int64_t>>& ways, std::vector<int> way, int64_t amount) {
    if (!ways.empty() && ways.back().first == way)
      ways.back().second += amount;
    else
      ways.emplace_back(std::move(way), amount);
  }

  void compare_state(int gift) {
    int64_t sums[4] = {};  // fees, used, refunded, unused
    for (int at = 0; at < places; ++at)
      for (auto const& lot : model.lots[at]) {
        if (!lot.through(gift)) continue;
        auto const& last = model.entries[static_cast<std::size_t>(lot.path.back().entry)];
        bool const back = last.kind == "refund" || last.kind == "reversal";
        sums[carries(at) ? 3 : lot.path.back().entry == gift ? 0 : back ? 2 : 1] += lot.amount;
      }
    auto const state = state_of(work, book, ids[static_cast<std::size_t>(gift)]);
    ASSERT_EQ(state.code(), "");
    ASSERT_EQ(state->fees.minor, sums[0]);
    ASSERT_EQ(state->used.minor, sums[1]);
    ASSERT_EQ(state->refunded.minor, sums[2]);
    ASSERT_EQ(state->unused.minor, sums[3]);
    int64_t given = 0;
    for (auto const& leg : model.entries[static_cast<std::size_t>(gift)].legs)
      if (leg.from == the_bank) given += leg.amount;
    ASSERT_EQ(state->amount.minor, given);
    ASSERT_EQ(given, sums[0] + sums[1] + sums[2] + sums[3]);
  }

  void compare() {
    compare_balances();
    for (int entry = 0; entry < static_cast<int>(ids.size()); ++entry) {
      compare_forward(entry);
      compare_backward(entry);
      if (model.entries[static_cast<std::size_t>(entry)].kind == "gift") compare_state(entry);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
};

// How many histories; more by LUMBUNG_HISTORIES, others by LUMBUNG_SEED.
std::uint64_t number_from(char const* name, std::int64_t otherwise) {
  return static_cast<std::uint64_t>(tests::told(name, otherwise));
}

void live(Barn& barn, std::uint64_t seed, std::uint64_t histories, std::uint64_t longest) {
  constexpr std::uint64_t in_one_commit = 100;
  for (std::uint64_t done_so_far = 0; done_so_far < histories; done_so_far += in_one_commit) {
    auto const verdict = barn.work([&](Work& work) -> Verdict {
      for (std::uint64_t i = 0; i < std::min(in_one_commit, histories - done_so_far); ++i) {
        auto const own_seed = seed + done_so_far + i;
        SCOPED_TRACE("seed " + std::to_string(own_seed));
        History history(work, barn.book, own_seed);
        auto const steps = 4 + history.chance.number(longest);
        for (std::uint64_t step = 0; step < steps && !testing::Test::HasFatalFailure(); ++step) history.step();
        if (!testing::Test::HasFatalFailure()) history.compare();
        if (testing::Test::HasFatalFailure()) return done;
      }
      return done;
    });
    ASSERT_EQ(verdict.code(), "");
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Model, TenThousandHistoriesAgreeToTheSen) {
  Barn barn;
  // PostgreSQL is asked over a socket, row by row, and the walks are the same: fewer will do there.
  auto const histories = number_from("LUMBUNG_HISTORIES", barn.village.on_postgresql() ? 200 : 10'000);
  live(barn, number_from("LUMBUNG_SEED", 1), histories, 14);
  for (auto const* what : {"gift", "delivery", "release", "refund", "by name", "reversal ", "ledger.not_enough",
                           "ledger.not_unspent", "reversal ledger.not_unspent"})
    EXPECT_GT(happened[what], static_cast<int64_t>(histories / 50)) << what;
  EXPECT_TRUE(barn.faults().empty());
}

TEST(Model, LongHistoriesAgreeToo) {
  Barn barn;
  live(barn, 77'000 + number_from("LUMBUNG_SEED", 1), barn.village.on_postgresql() ? 1 : 12, 500);
  EXPECT_TRUE(barn.faults().empty());
}

}  // namespace
}  // namespace lumbung::ledger
