// What a trace costs: where is one gift among a million in one fund, and who paid for one kit?
//
// A million gifts of whole rupiah go into one fund; one in a thousand is refunded, nine tenths of the money are spent
// on kits of Rp3.500.000. Then 2,000 gifts and 2,000 kits are picked at random and traced, each with a View of its own,
// as a request would. Prints one line of JSON; microseconds.
//
//   bench_trace [gifts] [traces] [check]     with `check`, the whole book is also recomputed once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "ledger/ledger.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace {

using namespace lumbung;
using std::int64_t;

struct Bench {
  Village village{{translog::migrations(), ledger::migrations()}};
  ledger::BookId book;
  Id<LedgerAccount> bank, fund, kits;
  std::vector<Id<Entry>> gifts, given;

  template <class Act>
  auto work(Act act) {
    return village.work([&](work::Work& w) {
      w.record({.kind = "bench.done"});
      return act(w);
    });
  }
  Bench() {
    book = *work([&](work::Work& w) { return ledger::open_book(w, Uuid{1}, "Yayasan Ukur"); });
    bank = open("bank", ledger::Side::debit, ledger::Passage::rests);
    fund = open("fund", ledger::Side::credit, ledger::Passage::carries);
    kits = open("kits", ledger::Side::credit, ledger::Passage::rests);
  }
  Id<LedgerAccount> open(std::string purpose, ledger::Side grows, ledger::Passage passage) {
    Id<LedgerAccount> const id{make_uuid(village.clock.now(), village.chance)};
    auto const verdict = work([&](work::Work& w) {
      return ledger::open_account(w, {.id = id,
                                      .book = book,
                                      .grows = grows,
                                      .passage = passage,
                                      .owner_kind = "organisation",
                                      .purpose = purpose});
    });
    must(!verdict.refused());
    return id;
  }
  Id<Entry> add(std::vector<ledger::EntryWish>& wishes, std::string_view kind, ledger::TransferWish transfer) {
    Id<Entry> const id{make_uuid(village.clock.now(), village.chance)};
    wishes.push_back(
        {.id = id, .book = book, .kind = kind, .day = day_of(village.clock.now(), Zone::wib), .transfers = {transfer}});
    return id;
  }
  void fill(int64_t how_many) {
    SeededChance chance(1);
    int64_t waiting = 0, received = 0, spent = 0;
    constexpr int64_t batch = 5'000;
    for (int64_t done_so_far = 0; done_so_far < how_many; done_so_far += batch) {
      std::vector<ledger::EntryWish> wishes;
      for (int64_t i = 0; i < std::min(batch, how_many - done_so_far); ++i) {
        auto const amount = 10'000'00 + static_cast<int64_t>(chance.number(90'000)) * 100;
        gifts.push_back(add(wishes, "gift", {bank, fund, {amount, rupiah}}));
        waiting += amount;
        if (i % 1'000 == 500) {
          static_cast<void>(add(wishes, "refund", {fund, bank, {amount, rupiah}, gifts.back()}));
          waiting -= amount;
        }
        // Nine tenths of what ever came in are spent, so most of the gifts that are asked for have gone somewhere.
        constexpr int64_t price = 3'500'000'00;
        received += amount;
        while (received * 9 / 10 - spent >= price && waiting >= price) {
          given.push_back(add(wishes, "delivery", {fund, kits, {price, rupiah}}));
          spent += price;
          waiting -= price;
        }
      }
      auto const posted = work([&](work::Work& w) { return ledger::post_all(w, wishes); });
      must(!posted.refused());
      village.clock.advance(minutes(1));
      std::fprintf(stderr, "\r%lld gifts", static_cast<long long>(gifts.size()));
    }
    std::fprintf(stderr, "\n");
  }
};

double micros_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

struct Measured {
  double median = 0, p99 = 0;
};
template <class Trace>
Measured measured(std::vector<Id<Entry>> const& among, int64_t times, Trace trace) {
  SeededChance chance(2);
  std::vector<double> micros;
  for (int64_t i = 0; i < times; ++i) {
    auto const& entry = among[chance.number(among.size())];
    auto const start = std::chrono::steady_clock::now();
    trace(entry);
    micros.push_back(micros_since(start));
  }
  std::sort(micros.begin(), micros.end());
  return {micros[micros.size() / 2], micros[micros.size() * 99 / 100]};
}

}  // namespace

int main(int count, char** arguments) {
  auto const how_many = count > 1 ? std::atoll(arguments[1]) : 1'000'000;
  auto const times = count > 2 ? std::atoll(arguments[2]) : 2'000;
  Bench bench;
  auto const start = std::chrono::steady_clock::now();
  bench.fill(how_many);
  auto const filled = micros_since(start) / 1e6;
  auto const forward = measured(bench.gifts, times, [&](Id<Entry> gift) {
    bench.village.view([&](work::View const& v) {
      must(!ledger::trace_forward(v, {.book = bench.book, .entry = gift}).refused());
      return done;
    });
  });
  auto const state = measured(bench.gifts, times, [&](Id<Entry> gift) {
    bench.village.view([&](work::View const& v) {
      must(!ledger::state_of(v, bench.book, gift).refused());
      return done;
    });
  });
  auto const backward = measured(bench.given, times, [&](Id<Entry> kit) {
    bench.village.view([&](work::View const& v) {
      must(!ledger::trace_backward(v, {.book = bench.book, .entry = kit}).refused());
      return done;
    });
  });
  double checked = 0;
  if (count > 3) {
    auto const begun = std::chrono::steady_clock::now();
    must(bench.village.view([&](work::View const& v) { return ledger::check(v, bench.book); }).empty());
    checked = micros_since(begun) / 1e6;
  }
  std::printf(
      "{\"bench\": \"trace\", \"gifts\": %lld, \"kits\": %zu, \"fill_seconds\": %.1f, \"forward_median_us\": %.0f, "
      "\"forward_p99_us\": %.0f, \"state_median_us\": %.0f, \"backward_median_us\": %.0f, \"backward_p99_us\": %.0f, "
      "\"check_seconds\": %.1f, \"goal_us\": 2000}\n",
      static_cast<long long>(how_many), bench.given.size(), filled, forward.median, forward.p99, state.median,
      backward.median, backward.p99, checked);
  return forward.median < 2'000 ? 0 : 1;
}
