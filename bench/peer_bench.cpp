// The peer of the ledger's benchmarks: the same transfers in plain PostgreSQL, as a good engineer would write it.
// Prints one line of JSON.
//
//   bench_peer batch TRANSFERS ACCOUNTS uniform|zipf   a function per batch of 8,190; primary key and the two statement
//   indexes bench_peer single TRANSFERS CLIENTS ACCOUNTS       one call per transfer out of one fund, row locks in
//   order bench_peer date QUERIES ACCOUNTS                   after `batch` with as many accounts: balance at a past
//   date, a sum over the indexes
//
// LUMBUNG_TEST_POSTGRES says where; it makes and drops tables in the schema `peer`.
#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/among.h"
#include "bench/peer.h"

namespace {

using namespace lumbung;
using std::int64_t;
using namespace peer;

constexpr char const* schema = R"sql(
DROP SCHEMA IF EXISTS peer CASCADE;
CREATE SCHEMA peer;
CREATE TABLE peer.accounts (id bigint PRIMARY KEY, debits bigint NOT NULL, credits bigint NOT NULL) WITH (fillfactor = 70);
CREATE TABLE peer.transfers (
  id bigint PRIMARY KEY, debit bigint NOT NULL, credit bigint NOT NULL, amount bigint NOT NULL CHECK (amount > 0),
  entry bigint NOT NULL, booked_at bigint NOT NULL);
CREATE INDEX transfers_by_debit ON peer.transfers (debit, id) INCLUDE (amount);
CREATE INDEX transfers_by_credit ON peer.transfers (credit, id) INCLUDE (amount);
CREATE FUNCTION peer.post_batch(first bigint, debits bigint[], credits bigint[], amounts bigint[], at bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE posted bigint;
BEGIN
  INSERT INTO peer.transfers SELECT first + n - 1, d, c, a, first, at
    FROM unnest(debits, credits, amounts) WITH ORDINALITY AS t(d, c, a, n);
  GET DIAGNOSTICS posted = ROW_COUNT;
  UPDATE peer.accounts a SET debits = a.debits + s.d, credits = a.credits + s.c FROM (
    SELECT id, sum(d)::bigint AS d, sum(c)::bigint AS c FROM (
      SELECT d AS id, a AS d, 0 AS c FROM unnest(debits, amounts) AS t(d, a)
      UNION ALL SELECT c, 0, a FROM unnest(credits, amounts) AS t(c, a)) legs
    GROUP BY id ORDER BY id) s WHERE a.id = s.id;
  RETURN posted;
END $$;
CREATE FUNCTION peer.post_one(number bigint, d bigint, c bigint, a bigint, at bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM peer.accounts WHERE id IN (d, c) ORDER BY id FOR UPDATE;
  UPDATE peer.accounts SET debits = debits + a WHERE id = d;
  UPDATE peer.accounts SET credits = credits + a WHERE id = c;
  INSERT INTO peer.transfers VALUES (number, d, c, a, number, at);
END $$;
)sql";

void make(Connection& connection, int64_t accounts) {
  connection.run(schema);
  connection.run("INSERT INTO peer.accounts SELECT n, 0, 0 FROM generate_series(1, " + std::to_string(accounts) +
                 ") n");
  connection.run("VACUUM ANALYZE peer.accounts");
}

int64_t bytes_of(Connection& connection) {
  connection.run("CHECKPOINT");
  return connection.number("SELECT pg_total_relation_size('peer.transfers')");
}

void batch(char const* url, int64_t transfers, int64_t accounts, bool zipf) {
  Connection connection(url);
  make(connection, accounts);
  connection.prepare("SELECT peer.post_batch($1, $2, $3, $4, $5)", 5);
  Among among(accounts, zipf);
  std::vector<int64_t> debits(among.batch), credits(among.batch), amounts(among.batch);
  double making = 0;
  auto const start = Steady::now();
  for (int64_t posted = 0; posted < transfers; posted += among.batch) {
    auto const begun = Steady::now();
    for (std::size_t i = 0; i < debits.size(); ++i) {
      auto const pair = among.pair();
      debits[i] = pair.debit;
      credits[i] = pair.credit;
      amounts[i] = pair.amount;
    }
    making += seconds_since(begun);
    connection.call({binary(posted + 1), binary(debits), binary(credits), binary(amounts), binary(int64_t{1})});
  }
  auto const took = seconds_since(start) - making;
  auto const count = connection.number("SELECT count(*) FROM peer.transfers");
  std::printf(
      "{\"what\": \"peer batch\", \"transfers\": %lld, \"accounts\": %lld, \"zipf\": %s, \"per_s\": %.0f, "
      "\"bytes_each\": %.1f}\n",
      static_cast<long long>(count), static_cast<long long>(accounts), zipf ? "true" : "false",
      static_cast<double>(count) / took, static_cast<double>(bytes_of(connection)) / static_cast<double>(count));
}

void single(char const* url, int64_t transfers, int64_t clients, int64_t accounts) {
  {
    Connection connection(url);
    make(connection, accounts);
  }
  auto const start = Steady::now();
  std::vector<std::jthread> people;
  for (int64_t client = 0; client < clients; ++client)
    people.emplace_back([&, client] {
      Connection connection(url);
      connection.prepare("SELECT peer.post_one($1, $2, $3, $4, $5)", 5);
      for (int64_t i = client; i < transfers; i += clients)
        connection.call(
            {binary(i + 1), binary(int64_t{1}), binary(2 + i % (accounts - 1)), binary(int64_t{600'000}), binary(i)});
    });
  people.clear();
  auto const took = seconds_since(start);
  std::printf("{\"what\": \"peer single\", \"transfers\": %lld, \"clients\": %lld, \"per_s\": %.1f}\n",
              static_cast<long long>(transfers), static_cast<long long>(clients),
              static_cast<double>(transfers) / took);
}

void date(char const* url, int64_t queries, int64_t accounts) {
  Connection connection(url);
  connection.run("VACUUM ANALYZE peer.transfers");
  connection.prepare(
      "SELECT coalesce((SELECT sum(amount) FROM peer.transfers WHERE debit = $1 AND id <= $2), 0) - "
      "coalesce((SELECT sum(amount) FROM peer.transfers WHERE credit = $1 AND id <= $2), 0)",
      2);
  auto const last = connection.number("SELECT max(id) FROM peer.transfers");
  Among among(accounts, false);
  std::vector<double> took;
  for (int64_t i = 0; i < queries; ++i) {
    auto const pair = among.pair();
    auto const begun = Steady::now();
    connection.call({binary(int64_t{pair.debit}), binary(last / 2 + pair.amount % (last / 2))});
    took.push_back(seconds_since(begun) * 1e6);
  }
  std::ranges::sort(took);
  std::printf("{\"what\": \"peer date\", \"accounts\": %lld, \"p50_us\": %.0f}\n", static_cast<long long>(accounts),
              took[took.size() / 2]);
}

}  // namespace

int main(int count, char** arguments) {
  std::string const what = count > 1 ? arguments[1] : "";
  auto const number = [&](int place, int64_t otherwise) {
    return count > place ? std::strtoll(arguments[place], nullptr, 10) : otherwise;
  };
  if (what.empty()) {
    std::fprintf(stderr, "bench_peer: see the head of bench/peer_bench.cpp\n");
    return 2;
  }
  if (what == "batch")
    batch(url(), number(2, 1'000'000), number(3, 10'000), count > 4 && std::strcmp(arguments[4], "zipf") == 0);
  else if (what == "single")
    single(url(), number(2, 20'000), number(3, 8), number(4, 1'000'000));
  else
    date(url(), number(2, 200), number(3, 10'000));
}
