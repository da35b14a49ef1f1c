// The peer of bench_hops: the same season as allocation rows, each of which says which units of one lot became which
// units of the next (first in, first out), with an index either way; a trace is a recursive query along them. Prints
// one line of JSON.
//
//   bench_peer_hops [gifts] [traces]
//
// LUMBUNG_TEST_POSTGRES says where; it makes and drops tables in the schema `peer`.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>

#include "bench/peer.h"
#include "bench/season.h"

namespace {

using namespace lumbung;
using std::int64_t;

constexpr char const* schema = R"sql(
DROP SCHEMA IF EXISTS peer CASCADE;
CREATE SCHEMA peer;
CREATE TABLE peer.lots (id bigint PRIMARY KEY, amount bigint NOT NULL);
CREATE TABLE peer.allocations (
  source bigint NOT NULL, source_from bigint NOT NULL, amount bigint NOT NULL, target bigint NOT NULL, target_from bigint NOT NULL);
)sql";
constexpr char const* indexes = R"sql(
CREATE UNIQUE INDEX allocations_forward ON peer.allocations (source, source_from) INCLUDE (amount, target, target_from);
CREATE UNIQUE INDEX allocations_backward ON peer.allocations (target, target_from) INCLUDE (amount, source, source_from);
VACUUM ANALYZE;
)sql";
constexpr char const* forward = R"sql(
WITH RECURSIVE way (lot, low, high, hops) AS (
  SELECT id, 0::bigint, amount, 0 FROM peer.lots WHERE id = $1
  UNION ALL
  SELECT a.target, a.target_from + greatest(w.low - a.source_from, 0),
         a.target_from + least(w.high - a.source_from, a.amount), w.hops + 1
  FROM way w JOIN peer.allocations a
    ON a.source = w.lot AND a.source_from < w.high AND a.source_from + a.amount > w.low)
SELECT lot, high - low FROM way WHERE hops = 3)sql";
constexpr char const* backward = R"sql(
WITH RECURSIVE way (lot, low, high, hops) AS (
  SELECT id, 0::bigint, amount, 0 FROM peer.lots WHERE id = $1
  UNION ALL
  SELECT a.source, a.source_from + greatest(w.low - a.target_from, 0),
         a.source_from + least(w.high - a.target_from, a.amount), w.hops + 1
  FROM way w JOIN peer.allocations a
    ON a.target = w.lot AND a.target_from < w.high AND a.target_from + a.amount > w.low)
SELECT lot, high - low FROM way WHERE hops = 3)sql";

struct Lot {
  int64_t id, from, amount;
};

struct Kitchen {
  peer::Connection& connection;
  std::array<std::deque<Lot>, 3> waiting;  // in the fund, released, in stock
  std::vector<int64_t> gifts, kits;
  int64_t last = 0;
  std::string lots, rows;

  void live(Season::Event const& event) {
    auto const id = ++last;
    auto const stage = static_cast<std::size_t>(event.act);
    lots += std::to_string(id) + "\t" + std::to_string(event.amount) + "\n";
    if (event.act == Season::Act::gift)
      gifts.push_back(id);
    else
      take(waiting[stage - 1], id, event.amount);
    if (event.act == Season::Act::delivery)
      kits.push_back(id);
    else
      waiting[stage].push_back({id, 0, event.amount});
  }
  void take(std::deque<Lot>& from, int64_t target, int64_t amount) {
    for (int64_t taken = 0; taken < amount;) {
      auto& lot = from.front();
      auto const some = std::min(lot.amount, amount - taken);
      for (auto const number : {lot.id, lot.from, some, target}) rows += std::to_string(number) + "\t";
      rows += std::to_string(taken) + "\n";
      taken += some;
      lot.from += some;
      lot.amount -= some;
      if (lot.amount == 0) from.pop_front();
    }
  }
  void send() {
    connection.copy("COPY peer.lots FROM STDIN", lots);
    connection.copy("COPY peer.allocations FROM STDIN", rows);
    lots.clear();
    rows.clear();
  }
};

double median_micros(peer::Connection& connection, char const* sql, std::vector<int64_t> const& among, std::size_t upto,
                     int64_t times) {
  connection.prepare(sql, 1);
  SeededChance chance(2);
  std::vector<double> took;
  for (int64_t i = 0; i < times; ++i) {
    auto const lot = among[chance.number(upto)];
    auto const begun = peer::Steady::now();
    connection.call({peer::binary(lot)});
    took.push_back(peer::seconds_since(begun) * 1e6);
  }
  std::ranges::sort(took);
  return took[took.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
  auto const how_many = count > 1 ? std::strtoll(arguments[1], nullptr, 10) : 10'000'000;
  auto const times = count > 2 ? std::strtoll(arguments[2], nullptr, 10) : 2'000;
  peer::Connection connection(peer::url());
  connection.run(schema);
  Kitchen kitchen{connection, {}, {}, {}, 0, {}, {}};
  Season season;
  for (int64_t given = 1; given <= how_many; ++given) {
    for (auto const& event : season.next()) kitchen.live(event);
    if (given % 100'000 == 0 || given == how_many) kitchen.send();
  }
  for (std::string_view sql(indexes); !sql.empty();) {  // VACUUM wants a call of its own
    auto const end = sql.find(';');
    if (end == std::string_view::npos) break;
    connection.run(std::string(sql.substr(0, end)));
    sql.remove_prefix(end + 1);
  }
  auto const out = median_micros(connection, forward, kitchen.gifts, kitchen.gifts.size() * 9 / 10, times);
  auto const back = median_micros(connection, backward, kitchen.kits, kitchen.kits.size(), times);
  std::printf(
      "{\"what\": \"peer hops\", \"gifts\": %lld, \"forward_us\": %.0f, \"backward_us\": %.0f, \"bytes_each\": %.1f}\n",
      static_cast<long long>(how_many), out, back,
      static_cast<double>(connection.number("SELECT pg_total_relation_size('peer.allocations')")) /
          static_cast<double>(how_many));
  return 0;
}
