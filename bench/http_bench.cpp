// How fast a public page of the API is answered, with and without the cache of answers; for wrk. There is no peer in
// the process: the peer is the last address, which answers the same bytes without asking the database.
//
//   bench_http 8081 &    # then:
//   wrk -t2 -c64 -d10s http://127.0.0.1:8081/api/campaigns/1         kept until the next commit
//   wrk -t2 -c64 -d10s http://127.0.0.1:8081/api/campaigns/1/fresh   six reads of SQLite each time
//   wrk -t2 -c64 -d10s http://127.0.0.1:8081/bytes                   no database: the peer
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "http/door.h"
#include "http/server.h"
#include "tests/village.h"

using namespace lumbung;
using namespace lumbung::http;

namespace {

std::vector<storage::Migration> campaigns() {
  return {{"bench-0001",
           "CREATE TABLE campaigns (id {i64} PRIMARY KEY, title {text} NOT NULL, raised {i64} NOT NULL)"
           " {strict};"}};
}

// About as much as a campaign says of itself.
Result<Answer> show_campaign(work::View const& view, std::int64_t id) {
  Json j;
  j.object([&] {
    for (int part = 0; part < 6; ++part) {
      auto const found = view.rows.first(
          "SELECT title, raised FROM campaigns WHERE id = $1", {id + part},
          [](storage::Row const& row) { return std::pair(row.get<std::string>(0), row.get<std::int64_t>(1)); });
      j.object("part" + std::to_string(part), [&] {
        j("title", found ? found->first : "");
        j("raised", Money{found ? found->second : 0});
      });
    }
    j("story", std::string(2000, 'a'));
  });
  return shown(std::move(j));
}

}  // namespace

int main(int count, char** words) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, nullptr);  // in all threads that come after, too
  calm_malloc();
  Village village({migrations(), campaigns()});
  auto const made = village.work([](work::Work& work) -> Verdict {
    for (int i = 0; i < 1000; ++i)
      work.rows.run("INSERT INTO campaigns (id, title, raised) VALUES ($1, $2, $3)", {i, "Buku untuk Desa", i * 1000});
    work.record({.kind = "bench.made", .subject = {}, .organisation = {}, .facts = {}});
    return done;
  });
  if (made.refused()) return 1;
  Doors doors(village.engine(), {});
  auto const show = [](work::View const& view, Request const& request) {
    return show_campaign(view, std::atoi(std::string(request.part("campaign")).c_str()));
  };
  doors.look({Method::get, "/api/campaigns/{campaign}", "getCampaign"}, show, {.same_for_all = true});
  doors.look({Method::get, "/api/campaigns/{campaign}/fresh", "getCampaignFresh"}, show);
  doors.raw({Method::get, "/bytes", "bytes"}, [](Request const&) { return text(std::string(2500, 'a')); });
  ServerOptions options;
  options.port = static_cast<std::uint16_t>(count > 1 ? std::atoi(words[1]) : 8081);
  Server server(doors, options);
  std::printf("listening on %d; Ctrl-C ends\n", server.port());
  std::fflush(stdout);
  int which = 0;
  sigwait(&ends, &which);
}
