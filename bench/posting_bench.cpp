// What posting costs: runs of 8,190 transfers between random accounts of one book, sent by another process through the
// batch door over loopback on two connections, each run durable before its answer, with the public log on and caught up
// at the end. Prints one line of JSON.
//
//   bench_posting [transfers] [accounts] [zipf|uniform]      on SQLite; on PostgreSQL with LUMBUNG_TEST_POSTGRES set
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "bench/barn.h"
#include "bench/loopback.h"
#include "http/door.h"
#include "http/server.h"
#include "ledger/outside.h"
#include "ledger/routes.h"

namespace {

using namespace lumbung;
using std::int64_t;

constexpr int64_t batch = Among::batch;

// The batch door, as an outside system finds it.
class Gate {
 public:
  explicit Gate(Barn& barn) : doors_(barn.village.engine(), {.public_url = "https://lumbung.example"}) {
    ledger::open_doors(doors_, {}, [](work::View const&, Id<Organisation>) -> Verdict { return done; });
    for (auto const right : {ledger::post_runs, ledger::view_books})
      system_.grants.push_back({std::string(right), Id<Organisation>{Barn::owner}, ""});
    doors_.who_is_it([this](work::View const&, http::Request const&) { return Result<work::Actor>(system_); });
    // A run a second, so that there are past dates to ask for.
    barn.village.engine().after(ledger::event::run_posted, [&barn](work::Work&, work::Event const&) -> Verdict {
      barn.village.clock.advance(seconds(1));
      return done;
    });
  }
  std::uint16_t port() const { return server_.port(); }

 private:
  work::Actor system_{.kind = work::Kind::staff, .account = Id<Account>{Uuid{2}}, .organisation = {}, .grants = {}};
  http::Doors doors_;
  http::Server server_{doors_, {}};
};

int ours(int64_t transfers, int64_t accounts, bool zipf) {
  OutsideSystem outside(transfers, accounts, zipf);
  Barn barn(accounts);
  Gate gate(barn);
  auto const cpu = cpu_seconds();
  auto const start = Steady::now();
  auto const posting = outside.send_all(gate.port());
  must(!barn.log->publish_now().refused());
  auto const all = seconds_since(start);
  auto const size = barn.village.view([](work::View const& v) { return translog::head(v).size; });
  auto const began = barn.village.clock.now();
  SeededChance chance(11);
  auto const any = [&] { return barn.accounts[chance.number(static_cast<std::uint64_t>(accounts))]; };
  auto const newest = median_micros(2000, [&](int) {
    auto const id = any();
    must(!barn.village
              .view([&](work::View const& v) { return ledger::statement(v, {.book = barn.book, .account = id}); })
              .refused());
  });
  auto const past = median_micros(2000, [&](int) {
    auto const id = any();
    auto const moment =
        began - seconds(static_cast<int64_t>(chance.number(static_cast<std::uint64_t>(transfers / batch / 2 + 1))));
    must(!barn.village.view([&](work::View const& v) { return ledger::balance_at(v, barn.book, id, moment); })
              .refused());
  });
  std::printf(
      "\n{\"what\": \"posting\", \"engine\": \"%s\", \"transfers\": %lld, \"accounts\": %lld, \"zipf\": %s, "
      "\"posted_per_s\": %.0f, "
      "\"with_log_per_s\": %.0f, \"cpu_us_each\": %.3f, \"log_size\": %lld, \"bytes_each\": %.1f, \"peak_mb\": %lld, "
      "\"statement_us\": %.0f, \"past_us\": %.0f}\n",
      barn.village.on_postgresql() ? "postgresql" : "sqlite", static_cast<long long>(transfers),
      static_cast<long long>(accounts), zipf ? "true" : "false", static_cast<double>(transfers) / posting,
      static_cast<double>(transfers) / all, (cpu_seconds() - cpu) / static_cast<double>(transfers) * 1e6,
      static_cast<long long>(size), static_cast<double>(barn.bytes()) / static_cast<double>(transfers),
      static_cast<long long>(peak_megabytes()), newest, past);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  auto const transfers = count > 1 ? std::atoll(arguments[1]) : 10'000'000;
  auto const accounts = count > 2 ? std::atoll(arguments[2]) : 10'000;
  return ours(transfers, accounts, count > 3 && std::strcmp(arguments[3], "zipf") == 0);
}
