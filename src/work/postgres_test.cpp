// What only PostgreSQL can do to us: serialization failures, lost connections, a server that does not answer, several
// processes at once. Skipped on the embedded database.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/village.h"
#include "work/audit.h"
#include "work/work.h"

namespace lumbung::work {
namespace {

std::vector<storage::Migration> sacks_alone() {
  return {{"0001-barn", R"(
-- local: for tests
CREATE TABLE sacks (id {i64} PRIMARY KEY, kilograms {i64} NOT NULL) {strict};
)"}};
}

int listen_on_loopback(std::uint16_t& port) {
  int const door = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(door, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::listen(door, 16), 0);
  EXPECT_EQ(::getsockname(door, reinterpret_cast<sockaddr*>(&address), &size), 0);
  port = ntohs(address.sin_port);
  return door;
}

// "postgresql://lumbung@127.0.0.1:5432/postgres?…" with another port.
std::string with_port(std::string url, std::uint16_t port, std::uint16_t* old = nullptr) {
  auto const colon = url.find(':', url.find('@'));
  auto const slash = url.find('/', colon);
  if (old != nullptr) *old = static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1, slash - colon - 1)));
  return url.replace(colon + 1, slash - colon - 1, std::to_string(port));
}

// A line between us and PostgreSQL that can be cut just before a COMMIT, or just before its answer, and then for ever.
class Line {
 public:
  enum class Cut { never, before_commit, before_its_answer, before_its_answer_and_for_ever };
  explicit Line(std::string const& url) {
    std::uint16_t port = 0;
    door_ = listen_on_loopback(port);
    url_ = with_port(url, port, &server_port_);
    carrier_ = std::thread([this] { carry(); });
  }
  ~Line() {
    closing_ = true;
    carrier_.join();
    ::close(door_);
  }
  std::string const& url() const { return url_; }
  void cut_once(Cut cut) { cut_ = cut; }
  void mend() { dead_ = false; }

 private:
  struct Pair {
    int ours, theirs;
    bool answer_is_awaited = false;
  };
  void carry() {
    std::vector<Pair> pairs;
    while (!closing_) {
      std::vector<pollfd> polled{{door_, POLLIN, 0}};
      for (auto const& pair : pairs) {
        polled.push_back({pair.ours, POLLIN, 0});
        polled.push_back({pair.theirs, POLLIN, 0});
      }
      if (::poll(polled.data(), polled.size(), 20) <= 0) continue;
      for (std::size_t i = pairs.size(); i-- > 0;) {
        bool alive = polled[1 + 2 * i].revents == 0 || pass_on(pairs[i]);
        alive = alive && (polled[2 + 2 * i].revents == 0 || pass_back(pairs[i]));
        if (alive) continue;
        hang_up(pairs[i]);
        pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
      }
      if (polled[0].revents == 0) continue;
      int const ours = ::accept(door_, nullptr, nullptr);
      if (dead_)
        ::close(ours);
      else
        pairs.push_back({ours, dial()});
    }
    for (auto const& pair : pairs) hang_up(pair);
  }
  bool pass_on(Pair& pair) {
    std::string bytes(65536, '\0');
    auto const got = ::recv(pair.ours, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    bytes.resize(static_cast<std::size_t>(got));
    constexpr std::string_view commit{"COMMIT\0", 7};  // and not READ COMMITTED
    if (bytes.find(commit) != std::string::npos && cut_ != Cut::never) {
      auto const cut = cut_.exchange(Cut::never);
      if (cut == Cut::before_commit) return false;
      pair.answer_is_awaited = true;
      dead_ = cut == Cut::before_its_answer_and_for_ever;
    }
    return ::send(pair.theirs, bytes.data(), bytes.size(), MSG_NOSIGNAL) == got;
  }
  static bool pass_back(Pair& pair) {
    std::string bytes(65536, '\0');
    auto const got = ::recv(pair.theirs, bytes.data(), bytes.size(), 0);
    if (got <= 0 || pair.answer_is_awaited) return false;
    return ::send(pair.ours, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
  }
  static void hang_up(Pair const& pair) {
    ::close(pair.ours);
    ::close(pair.theirs);
  }
  int dial() const {
    int const line = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(server_port_);
    EXPECT_EQ(::connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return line;
  }
  int door_;
  std::uint16_t server_port_ = 0;
  std::string url_;
  std::atomic<bool> closing_{false}, dead_{false};
  std::atomic<Cut> cut_{Cut::never};
  std::thread carrier_;
};

class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!village_.on_postgresql()) GTEST_SKIP() << "PostgreSQL only";
  }
  std::int64_t sacks() {
    return village_.view([](View const& view) { return view.rows.number("SELECT COUNT(*) FROM sacks"); });
  }
  // Each run of this unit makes an id of its own, so that a unit kept twice would show as two sacks.
  static Result<std::int64_t> store_sack(Work& work, std::int64_t id) {
    work.rows.run("INSERT INTO sacks (id, kilograms) VALUES ($1, 1)", {id});
    work.record({.kind = "test.stored"});
    return id;
  }
  Village village_{{sacks_alone()}};
};

TEST_F(PostgresTest, ASerializationFailureRunsTheUnitsAgain) {
  int runs = 0;
  auto const answer = village_.work([&](Work& work) -> Result<std::int64_t> {
    auto const id = TRY(store_sack(work, ++runs));
    if (runs < 3) work.rows.run("DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '40001'; END $$", {});
    return id;
  });
  EXPECT_EQ(*answer, 3);
  EXPECT_EQ(sacks(), 1);
}

TEST_F(PostgresTest, ALostConnectionRunsTheUnitsAgain) {
  int runs = 0;
  auto const answer = village_.work([&](Work& work) -> Result<std::int64_t> {
    auto const id = TRY(store_sack(work, ++runs));
    if (runs == 1) work.rows.exists("SELECT pg_terminate_backend(pg_backend_pid())", {});
    return id;
  });
  EXPECT_EQ(*answer, 2);
  EXPECT_EQ(sacks(), 1);
}

TEST_F(PostgresTest, AFailureThatDoesNotPassIsABreakdownAndTheNextWorkIsDone) {
  int runs = 0;
  EXPECT_THROW(static_cast<void>(village_.work([&](Work& work) -> Verdict {
                 ++runs;
                 work.rows.run("DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '40P01'; END $$", {});
                 return done;
               })),
               Breakdown);
  EXPECT_EQ(runs, 6);
  EXPECT_FALSE(village_.engine().broken());
  EXPECT_EQ(village_.work([](Work& work) { return store_sack(work, 1); }).code(), "");
  EXPECT_EQ(sacks(), 1);
}

TEST_F(PostgresTest, AViewOnAConnectionThatDiedWhileIdleTakesANewOne) {
  EXPECT_EQ(sacks(), 0);
  village_
      .work([](Work& work) -> Verdict {
        work.rows.each(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
            "pg_backend_pid() AND usename = "
            "current_user AND query LIKE '%ROLLBACK%' AND state = 'idle' AND application_name = 'lumbung'",
            {}, [](storage::Row const&) { return true; });
        return done;
      })
      .value();
  EXPECT_EQ(sacks(), 0);
}

void lose_the_line(Village& village, Line::Cut cut, int expected_runs) {
  Line line(village.url());
  auto const database = storage::Database::open({.url = line.url(), .data_dir = ""});
  Engine engine(*database, {}, village.clock, village.chance);
  line.cut_once(cut);
  int runs = 0;
  auto const answer = engine.work(Actor::system(), [&](Work& work) -> Result<std::int64_t> {
    work.rows.run("INSERT INTO sacks (id, kilograms) VALUES ($1, 1)", {100 + ++runs});
    work.record({.kind = "test.stored"});
    return runs;
  });
  EXPECT_EQ(answer.code(), "");
  EXPECT_EQ(runs, expected_runs);
  EXPECT_EQ(village.view([](View const& view) { return view.rows.number("SELECT COUNT(*) FROM sacks"); }), 1);
  EXPECT_EQ(village.view([](View const& view) { return first_broken_link(view.rows); }), std::nullopt);
}

TEST_F(PostgresTest, ALineLostBeforeTheCommitArrivedRunsTheUnitsAgain) {
  lose_the_line(village_, Line::Cut::before_commit, 2);
}

TEST_F(PostgresTest, ALineLostAfterTheCommitIsNotCommittedTwice) {
  lose_the_line(village_, Line::Cut::before_its_answer, 1);
}

TEST_F(PostgresTest, ACommitThatNobodyCanAskAboutIsSaidToBeUnknownAndEveryoneElseIsToldAtOnce) {
  Line line(village_.url());
  auto const database = storage::Database::open({.url = line.url(), .data_dir = ""});
  Engine engine(*database, {}, village_.clock, village_.chance);
  line.cut_once(Line::Cut::before_its_answer_and_for_ever);
  auto const store = [](std::int64_t id) { return [id](Work& work) { return store_sack(work, id); }; };
  EXPECT_THROW(static_cast<void>(engine.work(Actor::system(), store(1))), OutcomeUnknown);
  EXPECT_EQ(sacks(), 1) << "this one was done";
  EXPECT_EQ(engine.version(), 1u) << "so whatever is kept until the next commit is to be read anew";
  int runs = 0;
  EXPECT_THROW(static_cast<void>(engine.work(Actor::system(),
                                             [&](Work& work) {
                                               ++runs;
                                               return store_sack(work, 2);
                                             })),
               Breakdown);
  EXPECT_EQ(runs, 0);
  auto const look = [&] {
    return engine.view(Actor::system(),
                       [](View const& view) { return view.rows.number("SELECT COUNT(*) FROM sacks"); });
  };
  EXPECT_THROW(look(), storage::ConnectionLost);
  EXPECT_THROW(look(), Breakdown) << "and the second one is not even asked";
  line.mend();
  // While somebody asks whether it is back, others are told that it is away: on a busy machine for a moment yet.
  auto const soon = [](auto const& act) {
    for (int tries = 200;; --tries) try {
        return act();
      } catch (Breakdown const&) {
        if (tries == 0) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
  };
  EXPECT_EQ(soon([&] { return std::string(engine.work(Actor::system(), store(3)).code()); }), "")
      << "without a restart";
  EXPECT_EQ(soon(look), 2);
}

TEST_F(PostgresTest, OfSeveralHostsTheOneThatAnswersIsFound) {
  std::uint16_t deaf_port = 0, port = 0;
  int const deaf = listen_on_loopback(deaf_port);
  with_port(village_.url(), 0, &port);
  auto url = with_port(village_.url(), deaf_port);
  auto const host = url.substr(url.find('@') + 1, url.find('/', url.find('@')) - url.find('@') - 1);
  url.insert(url.find('@') + 1 + host.size(), ",127.0.0.1:1,127.0.0.1:" + std::to_string(port));
  auto const database = storage::Database::open({.url = url, .data_dir = "", .patience_ms = 900});
  auto const reader = database->reader();
  reader->begin();
  EXPECT_EQ(reader->number("SELECT COUNT(*) FROM sacks"), 0);
  ::close(deaf);
}

TEST_F(PostgresTest, ServersThatDoNotAnswerAreGivenUpAfterTheDeadline) {
  std::uint16_t port = 0;
  int const deaf = listen_on_loopback(port);  // takes connections, as a frozen server's kernel does
  auto const database =
      storage::Database::open({.url = with_port(village_.url(), port), .data_dir = "", .patience_ms = 100});
  EXPECT_THROW(database->reader(), Breakdown);
  ::close(deaf);
}

TEST_F(PostgresTest, AStatementBeyondTheDeadlineIsGivenUp) {
  auto const database = storage::Database::open({.url = village_.url(), .data_dir = "", .patience_ms = 300});
  auto const reader = database->reader();
  reader->begin();
  EXPECT_THROW(reader->exists("SELECT pg_sleep(60)", {}), Breakdown);
  reader->begin();  // a new connection
  EXPECT_EQ(reader->number("SELECT COUNT(*) FROM sacks"), 0);
}

TEST_F(PostgresTest, TwoProcessesThatAddToOneNumberLoseNothing) {
  village_
      .work([](Work& work) -> Verdict {
        work.rows.run("INSERT INTO sacks (id, kilograms) VALUES (1, 0)", {});
        work.record({.kind = "test.opened"});
        return done;
      })
      .value();
  auto const database = storage::Database::open({.url = village_.url(), .data_dir = ""});
  SeededChance chance(2);
  Engine other(*database, {}, village_.clock, chance);
  auto const add = [](Work& work) -> Verdict {
    auto const before = work.rows.number("SELECT kilograms FROM sacks WHERE id = 1");
    work.rows.run("UPDATE sacks SET kilograms = $1 WHERE id = 1", {before + 1});
    work.record({.kind = "test.added"});
    return done;
  };
  std::thread process([&] {
    for (int i = 0; i < 50; ++i) EXPECT_EQ(other.work(Actor::system(), add).code(), "");
  });
  for (int i = 0; i < 50; ++i) EXPECT_EQ(village_.work(add).code(), "");
  process.join();
  village_.view([](View const& view) {
    EXPECT_EQ(view.rows.number("SELECT kilograms FROM sacks WHERE id = 1"), 100);
    EXPECT_EQ(first_broken_link(view.rows), std::nullopt);
    return done;
  });
}

}  // namespace
}  // namespace lumbung::work
