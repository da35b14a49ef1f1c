#include "http/server.h"

#include <gtest/gtest.h>

#include <fstream>

#include "http/packed.h"
#include "http/wire_test.h"

namespace lumbung::http {
namespace {

class AServer : public ::testing::Test {
 protected:
  Echo echo;
  std::unique_ptr<Server> server;

  std::uint16_t start(ServerOptions options = {}) {
    options.threads = 2;
    server = std::make_unique<Server>(echo, std::move(options));
    return server->port();
  }
  static ServerOptions quick() { return {.head_seconds = 1, .idle_seconds = 1, .grace_seconds = 1}; }
};

TEST_F(AServer, AnswersAndKeepsTheConnection) {
  Wire wire(start());
  for (int i = 0; i < 3; ++i) {
    wire.send(get("/a?x=" + std::to_string(i)));
    auto const answer = wire.answer();
    EXPECT_EQ(status_in(answer), 200);
    EXPECT_EQ(body_in(answer), "GET /a x=" + std::to_string(i) + " [] id 127.0.0.1");
  }
}

TEST_F(AServer, AnswersTwelveInARowInTheirOrder) {
  Wire wire(start());
  std::string twelve;
  for (int i = 0; i < 12; ++i) twelve += get(i == 5 ? "/slow" : "/" + std::to_string(i));
  wire.send(twelve);
  for (int i = 0; i < 12; ++i) {
    auto const body = body_in(wire.answer());
    EXPECT_EQ(body.substr(0, 6), i == 5 ? "slow" : ("GET /" + std::to_string(i) + " ").substr(0, 6));
  }
}

TEST_F(AServer, TakesAnAbsoluteTarget) {
  Wire wire(start());
  wire.send(get("http://lumbung.test/there?x=1"));
  EXPECT_EQ(body_in(wire.answer()).substr(0, 14), "GET /there x=1");
}

TEST_F(AServer, ClosesWhenAskedToAndAfterHttp10) {
  auto const port = start();
  Wire asked(port);
  asked.send(get("/a", "Connection: close\r\n"));
  auto const answer = asked.rest();
  EXPECT_EQ(status_in(answer), 200);
  EXPECT_EQ(header_in(answer, "Connection"), "close");
  Wire old(port);
  old.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.rest().substr(0, 12), "HTTP/1.0 200");
}

TEST_F(AServer, GivesTheHeadAloneWhenAskedForIt) {
  Wire wire(start());
  wire.send("HEAD /text HTTP/1.1\r\nHost: a\r\n\r\n" + get("/after"));
  auto const head = wire.answer(true);
  EXPECT_EQ(header_in(head, "Content-Length"), "20000");
  EXPECT_EQ(body_in(wire.answer()).substr(0, 10), "GET /after");
}

TEST_F(AServer, SaysGoOnBeforeAnExpectedBody) {
  Wire wire(start());
  wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(status_in(wire.answer()), 100);
  wire.send("hello");
  EXPECT_EQ(body_in(wire.answer()).substr(0, 15), "POST /a [hello]");
}

TEST_F(AServer, RefusesAnExpectedBodyThatIsTooLargeBeforeItComes) {
  Wire wire(start());
  wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(status_in(wire.answer()), 413);
}

TEST_F(AServer, TellsTooLargeEvenWhileTheClientStillSends) {
  Wire wire(start());
  wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  wire.send(std::string(200'000, 'x'));
  EXPECT_EQ(status_in(wire.rest()), 413);
}

TEST_F(AServer, SaysWhatItDidNotReadInBothLanguages) {
  Wire wire(start());
  wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  auto const answer = wire.rest();
  for (std::string_view const part :
       {"\"code\":\"http.too_large_to_read\"", "\"id\":\"Kiriman", "\"en\":\"This is too"})
    EXPECT_NE(answer.find(part), std::string::npos) << answer;
}

TEST_F(AServer, TakesALargeBodyWhereItMay) {
  Wire wire(start());
  auto const size = std::size_t{20} << 20;
  wire.send("POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
  ASSERT_TRUE(wire.send(std::string(size, 'x')));
  EXPECT_EQ(body_in(wire.answer()).substr(0, 18), "POST /big 20971520");
}

TEST_F(AServer, HoldsAllBodiesTogetherUnderOneBound) {
  Wire wire(start({.body_bytes = 1 << 20}));
  wire.send("POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
  wire.send(std::string(3 << 20, 'x'));
  EXPECT_EQ(status_in(wire.rest()), 503);
}

TEST_F(AServer, TellsAMethodItDoesNotKnow) {
  auto const port = start();
  Wire brew(port);
  brew.send("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status_in(brew.rest()), 501);
  Wire connect(port);
  connect.send("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_GE(status_in(connect.rest()), 400);
}

TEST_F(AServer, RefusesTargetsThatLeadAstray) {
  auto const port = start();
  for (auto const target : {"/../etc/passwd", "/a/%2e%2e/b", "/a%2fb", "/%00", "/%zz", "/%ff", "/a/./b", "*", "a"}) {
    Wire wire(port);
    wire.send(get(target));
    EXPECT_EQ(status_in(wire.rest()), 400) << target;
  }
}

TEST_F(AServer, SendsStreamsInChunksAndToOldClientsUntilTheEnd) {
  auto const port = start();
  Wire wire(port);
  wire.send(get("/stream", "Connection: close\r\n"));
  auto const answer = wire.rest();
  EXPECT_EQ(header_in(answer, "Transfer-Encoding"), "chunked");
  EXPECT_NE(answer.find("3e8\r\nfff"), answer.npos);
  EXPECT_TRUE(answer.ends_with("0\r\n\r\n"));
  Wire old(port);
  old.send("GET /stream HTTP/1.0\r\n\r\n");
  EXPECT_EQ(body_in(old.rest()).size(), 5000u);
}

TEST_F(AServer, SendsAFileFromTheDisk) {
  Wire wire(start());
  wire.send(get("/file"));
  std::ifstream file(LUMBUNG_SOURCE_DIR "/CMakeLists.txt");
  EXPECT_EQ(body_in(wire.answer()), std::string(std::istreambuf_iterator<char>(file), {}));
}

TEST_F(AServer, SaysFiveHundredWhenTheHandlerForgets) {
  Wire wire(start());
  wire.send(get("/forgotten"));
  EXPECT_EQ(status_in(wire.answer()), 500);
}

TEST_F(AServer, CutsASlowHeadAndASlowBody) {
  auto const port = start(quick());
  Wire head(port);
  head.send("GET / HTTP/1.1\r\nHo");
  Wire body(port);
  body.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
  bool open = true;
  for (int i = 0; i < 40 && open; ++i) {  // a byte now and then does not buy time
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    open = head.send("s") && body.send("x");
  }
  EXPECT_FALSE(open);
  EXPECT_EQ(server->counts().too_slow, 2u);
}

TEST_F(AServer, TellsASlowClientThatItWasTooSlow) {
  Wire wire(start(quick()));
  wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nabc");
  EXPECT_EQ(status_in(wire.rest()), 408);
}

TEST_F(AServer, ClosesIdleConnections) {
  Wire wire(start(quick()));
  wire.send(get("/a"));
  wire.answer();
  EXPECT_TRUE(wire.closed(3000));
}

TEST_F(AServer, CutsWhoDoesNotReadTheAnswer) {
  auto const port = start(quick());
  Wire wire(port);
  std::string many;
  for (int i = 0; i < 1500; ++i) many += get("/text");  // 30 MB of answers, more than the sockets hold
  wire.send(many);
  for (int i = 0; i < 200 && server->counts().open > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(server->counts().open, 0u);
}

TEST_F(AServer, EndlessStreamsAreCut) {
  auto const port = start();
  for (std::string const begin : {"GET / HTTP/1.1\r\nHost: a\r\nX: ", "GET /",
                                  "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;"}) {
    Wire wire(port);
    wire.send(begin);
    bool open = true;
    for (int i = 0; i < 2048 && open; ++i) open = wire.send(std::string(64 * 1024, 'y'));
    EXPECT_FALSE(open) << begin;
  }
}

TEST_F(AServer, ManyIdleConnectionsDoNotKeepOthersOut) {
  auto const port = start();
  std::vector<std::unique_ptr<Wire>> idle;
  for (int i = 0; i < 2000; ++i) {
    idle.push_back(std::make_unique<Wire>(port));
    idle.back()->send("GET / HT");
  }
  Wire wire(port);
  wire.send(get("/a"));
  EXPECT_EQ(status_in(wire.answer()), 200);
}

TEST_F(AServer, TurnsAwayWhatIsTooMany) {
  auto const port = start({.connections = 3});
  std::vector<std::unique_ptr<Wire>> all;
  for (int i = 0; i < 3; ++i) {
    all.push_back(std::make_unique<Wire>(port));
    all.back()->send(get("/a"));
    EXPECT_EQ(status_in(all.back()->answer()), 200);
  }
  Wire wire(port);
  EXPECT_EQ(status_in(wire.rest()), 503);
  EXPECT_EQ(server->counts().turned_away, 1u);
}

TEST_F(AServer, CountsConnectionsByAddressWhenTold) {
  auto const port = start({.per_address = 1});
  {
    Wire one(port);
    one.send(get("/a"));
    EXPECT_EQ(status_in(one.answer()), 200);
    Wire two(port);
    EXPECT_EQ(status_in(two.rest()), 503);
  }
  for (int i = 0; i < 50 && server->counts().open > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  Wire again(port);
  again.send(get("/a"));
  EXPECT_EQ(status_in(again.answer()), 200);
}

TEST_F(AServer, StopsAfterWhatIsUnderWay) {
  Wire wire(start());
  wire.send(get("/slow"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto const port = server->port();
  server->stop();
  auto const answer = wire.rest();
  EXPECT_EQ(body_in(answer), "slow");
  EXPECT_FALSE(Wire(port).connected());
}

TEST_F(AServer, BelievesOnlyItsOwnProxy) {
  Wire stranger(start());
  stranger.send(get("/a", "X-Forwarded-For: 203.0.113.9\r\n"));
  EXPECT_TRUE(body_in(stranger.answer()).ends_with("127.0.0.1"));
  Wire proxy(start({.trusted_proxies = {"127.0.0.1"}}));
  proxy.send(get("/a", "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n"));
  EXPECT_TRUE(body_in(proxy.answer()).ends_with("203.0.113.9"));
}

TEST_F(AServer, SpeaksTheLanguageThatIsAskedFor) {
  Wire wire(start());
  auto const language = [&](std::string const& target, std::string const& header) {
    wire.send(get(target, header));
    auto const body = body_in(wire.answer());
    return body.substr(body.find("] ") + 2, 2);
  };
  EXPECT_EQ(language("/a", ""), "id");
  EXPECT_EQ(language("/a", "Accept-Language: en-GB,en;q=0.9\r\n"), "en");
  EXPECT_EQ(language("/a", "Accept-Language: en;q=0.5, id;q=0.8\r\n"), "id");
  EXPECT_EQ(language("/a", "Accept-Language: nl, fr;q=0.3\r\n"), "id");
  EXPECT_EQ(language("/a?lang=en", "Accept-Language: id\r\n"), "en");
}

TEST_F(AServer, WritesOneLineARequestWithoutPathOrAddress) {
  std::vector<std::string> lines;
  std::mutex guard;
  Wire wire(start({.log = [&](std::string_view line) {
    std::lock_guard const lock(guard);
    lines.emplace_back(line);
  }}));
  wire.send(get("/secret-token?nik=3273"));
  wire.answer();
  server->stop();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("status=200"), std::string::npos);
  for (auto const private_word : {"secret", "nik", "3273", "127.0.0.1"})
    EXPECT_EQ(lines[0].find(private_word), std::string::npos) << lines[0];
}

}  // namespace
}  // namespace lumbung::http
