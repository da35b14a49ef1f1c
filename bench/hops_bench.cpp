// What a trace over three hops costs: where is one gift among many, from a fund over a release and a purchase to a kit;
// and who paid for one kit? Each trace has a View of its own, as a request would. Prints one line of JSON;
// microseconds.
//
//   bench_hops [gifts] [traces]
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "bench/barn.h"
#include "bench/season.h"

namespace {

using namespace lumbung;
using std::int64_t;

struct Kitchen {
  Village village{{http::migrations(), translog::migrations(), ledger::migrations()}};
  ledger::BookId book;
  std::array<Id<LedgerAccount>, 5> way;  // bank, fund, released, goods, handed over
  std::vector<Id<Entry>> gifts, kits;
  std::vector<ledger::EntryWish> wishes;

  template <class Act>
  auto work(Act act) {
    return village.work([&](work::Work& w) {
      w.record({.kind = "bench.done"});
      return act(w);
    });
  }
  Kitchen() {
    keep_freed_memory();
    constexpr std::array<std::string_view, 5> names{"bank", "fund", "released", "goods", "handed_over"};
    book = *work([&](work::Work& w) { return ledger::open_book(w, Uuid{1}, "Yayasan Ukur"); });
    for (std::size_t i = 0; i < way.size(); ++i) {
      way[i] = {make_uuid(village.clock.now(), village.chance)};
      bool const carries = i > 0 && i + 1 < way.size();
      must(!work([&](work::Work& w) {
              return ledger::open_account(w, {.id = way[i],
                                              .book = book,
                                              .grows = i == 0 ? ledger::Side::debit : ledger::Side::credit,
                                              .passage = carries ? ledger::Passage::carries : ledger::Passage::rests,
                                              .owner_kind = "organisation",
                                              .purpose = std::string(names[i])});
            }).refused());
    }
  }
  void add(Season::Event const& event) {
    constexpr std::array<std::string_view, 4> kinds{"gift", "release", "purchase", "delivery"};
    auto const step = static_cast<std::size_t>(event.act);
    Id<Entry> const id{make_uuid(village.clock.now(), village.chance)};
    if (event.act == Season::Act::gift) gifts.push_back(id);
    if (event.act == Season::Act::delivery) kits.push_back(id);
    wishes.push_back({.id = id,
                      .book = book,
                      .kind = kinds[step],
                      .day = day_of(village.clock.now(), Zone::wib),
                      .transfers = {{way[step], way[step + 1], {event.amount, rupiah}}}});
  }
  void post() {
    must(!work([&](work::Work& w) { return ledger::post_all(w, wishes); }).refused());
    wishes.clear();
    village.clock.advance(seconds(1));
  }
  void fill(int64_t how_many) {
    Season season;
    for (int64_t given = 0; given < how_many; ++given) {
      for (auto const& event : season.next()) add(event);
      if (wishes.size() < 20'000 && given + 1 < how_many) continue;
      post();
      std::fprintf(stderr, "\r%lld gifts", static_cast<long long>(gifts.size()));
    }
    std::fprintf(stderr, "\n");
  }
};

}  // namespace

int main(int count, char** arguments) {
  auto const how_many = count > 1 ? std::strtoll(arguments[1], nullptr, 10) : 10'000'000;
  auto const times = count > 2 ? static_cast<int>(std::strtol(arguments[2], nullptr, 10)) : 2'000;
  Kitchen kitchen;
  auto const start = Steady::now();
  kitchen.fill(how_many);
  auto const filled = seconds_since(start);
  SeededChance chance(2);
  int64_t pieces = 0;
  auto const forward = median_micros(times, [&](int) {
    auto const gift = kitchen.gifts[chance.number(kitchen.gifts.size() * 9 / 10)];
    auto const found = kitchen.village.view(
        [&](work::View const& v) { return ledger::trace_forward(v, {.book = kitchen.book, .entry = gift}); });
    must(!found.refused());
  });
  auto const backward = median_micros(times, [&](int) {
    auto const kit = kitchen.kits[chance.number(kitchen.kits.size())];
    auto const found = kitchen.village.view(
        [&](work::View const& v) { return ledger::trace_backward(v, {.book = kitchen.book, .entry = kit}); });
    must(!found.refused());
    pieces += std::ssize(found->pieces);
  });
  std::printf(
      "{\"what\": \"hops\", \"gifts\": %lld, \"kits\": %zu, \"fill_s\": %.1f, \"forward_us\": %.0f, \"backward_us\": "
      "%.0f, "
      "\"gifts_of_a_kit\": %.1f}\n",
      static_cast<long long>(how_many), kitchen.kits.size(), filled, forward, backward,
      static_cast<double>(pieces) / times);
  return 0;
}
