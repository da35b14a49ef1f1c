// The torture list: what other HTTP servers of this distribution let through, and what must not pass here.
#include "http/incoming.h"

#include <gtest/gtest.h>

namespace lumbung::http {
namespace {

using Stage = Incoming::Stage;

struct Read {
  Stage stage = Stage::head;
  int status = 0;
  std::string body;
  std::size_t left = 0;
  std::vector<Header> headers;
};

// Feeds `bytes` in pieces of `step`, as the connection does; a body may have 100 bytes.
Read read(std::string const& bytes, std::size_t step = 100'000) {
  Incoming incoming({});
  std::string pending;
  std::size_t sent = 0;
  auto const moving = [&] {
    return incoming.stage() == Stage::head || incoming.stage() == Stage::body || incoming.stage() == Stage::head_done;
  };
  while (moving()) {
    if (incoming.stage() == Stage::head_done) {
      incoming.allow_body(100);
    } else if (sent < bytes.size()) {
      auto const piece = bytes.substr(sent, step);
      sent += piece.size();
      pending += piece;
    } else {
      incoming.end();
      break;
    }
    pending.erase(0, incoming.feed(pending));
  }
  Read read{.stage = incoming.stage(), .status = incoming.status(), .left = pending.size() + bytes.size() - sent};
  if (incoming.stage() == Stage::whole) {
    read.body = incoming.take_body();
    read.headers = incoming.take_headers();
  }
  return read;
}

std::string post(std::string const& headers, std::string const& body) {
  return "POST /a HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

struct Doubtful {
  std::string_view name;
  std::string bytes;
  int status;
};

TEST(Incoming, RefusesWhatCouldMeanTwoThings) {
  using namespace std::string_literals;
  std::vector<Doubtful> const cases = {
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"a Host with a blank in it", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"TE gzip beside CL", post("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "hello"), 400},
      {"TE chunked beside CL", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400},
      {"TE unknown", post("Transfer-Encoding: x\r\n", ""), 400},
      {"TE gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
      {"TE chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"TE identity", post("Transfer-Encoding: identity\r\n", ""), 400},
      {"TE in HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"TE with a tab", post("Transfer-Encoding:\tchunked, x\r\n", "0\r\n\r\n"), 400},
      {"two differing CL", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400},
      {"two equal CL", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
      {"CL as a list", post("Content-Length: 5, 5\r\n", "hello"), 400},
      {"CL with a plus", post("Content-Length: +5\r\n", "hello"), 400},
      {"CL negative", post("Content-Length: -5\r\n", "hello"), 400},
      {"CL hexadecimal", post("Content-Length: 0x5\r\n", "hello"), 400},
      {"CL beyond 64 bits", post("Content-Length: 99999999999999999999\r\n", "hello"), 400},
      {"CL empty", post("Content-Length: \r\n", "hello"), 400},
      {"blank before the colon", post("Content-Length : 5\r\n", "hello"), 400},
      {"bare LF lines", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare CR in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
      {"NUL in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s, 400},
      {"NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
      {"no header name", "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n", 400},
      {"a header name with a blank", "GET / HTTP/1.1\r\nHost: a\r\nX Y: x\r\n\r\n", 400},
      {"blank line folded first", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
      {"version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
      {"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 400},
      {"two blanks in the first line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"chunk without its line end", post("Transfer-Encoding: chunked\r\n", "5\r\nhelloX0\r\n\r\n"), 400},
      {"chunk size not hexadecimal", post("Transfer-Encoding: chunked\r\n", "5g\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk size negative", post("Transfer-Encoding: chunked\r\n", "-5\r\nhello\r\n0\r\n\r\n"), 400},
      {"chunk size beyond 64 bits", post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
       400},
      {"a trailer", post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\nAuthorization: x\r\n\r\n"), 400},
      {"an unknown expectation", post("Expect: 200-ok\r\n", ""), 417},
      {"a body beyond the limit", post("Content-Length: 101\r\n", ""), 413},
      {"chunks beyond the limit",
       post("Transfer-Encoding: chunked\r\n", "66\r\n" + std::string(0x66, 'x') + "\r\n0\r\n\r\n"), 413},
      {"body cut in the middle", post("Content-Length: 10\r\n", "hello"), 400},
      {"head cut in the middle", "GET / HTTP/1.1\r\nHo", 400},
      {"101 header fields",
       "GET / HTTP/1.1\r\nHost: a\r\n" +
           [] {
             std::string many;
             for (int i = 0; i < 100; ++i) many += "X: y\r\n";
             return many;
           }() +
           "\r\n",
       431},
      {"a head of 20 KB", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'y') + "\r\n\r\n", 431},
      {"a target of 9 KB", "GET /" + std::string(9'000, 'y') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"an endless chunk line", post("Transfer-Encoding: chunked\r\n", "5;" + std::string(20'000, 'y')), 400},
  };
  for (auto const& one : cases)
    for (std::size_t const step : {std::size_t{100'000}, std::size_t{1}, std::size_t{7}}) {
      auto const got = read(one.bytes, step);
      EXPECT_EQ(got.stage, Stage::bad) << one.name;
      EXPECT_EQ(got.status, one.status) << one.name << " in pieces of " << step;
    }
}

TEST(Incoming, ReadsWhatIsWellFormedInAnyPieces) {
  auto const chunked = post("Transfer-Encoding: chunked\r\n", "3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n");
  auto const plain = post("Content-Length: 5\r\n", "hello");
  for (std::size_t step = 1; step < 80; ++step) {
    EXPECT_EQ(read(chunked, step).body, "hello") << step;
    EXPECT_EQ(read(plain, step).body, "hello") << step;
    EXPECT_EQ(read("\r\n\r\n" + plain, step).body, "hello") << step;
  }
  EXPECT_EQ(read("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").stage, Stage::whole);
  EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n").stage, Stage::whole);
}

TEST(Incoming, LeavesTheNextRequestAlone) {
  auto const got = read(post("Content-Length: 5\r\n", "hello") + "GET /next HTTP/1.1\r\n");
  EXPECT_EQ(got.stage, Stage::whole);
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(got.left, std::string("GET /next HTTP/1.1\r\n").size());
}

TEST(Incoming, ChunksOfOneByteMustNotBecomeAnEndlessStream) {
  std::string body;
  for (int i = 0; i < 90; ++i) body += "1;" + std::string(1000, 'x') + "\r\na\r\n";
  auto const got = read(post("Transfer-Encoding: chunked\r\n", body + "0\r\n\r\n"), 4096);
  EXPECT_EQ(got.status, 400);
}

}  // namespace
}  // namespace lumbung::http
