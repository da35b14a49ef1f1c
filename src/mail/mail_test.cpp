#include "mail/mail.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "access/access.h"
#include "access/organisations.h"
#include "core/bytes.h"
#include "ledger/ledger.h"
#include "mail/postman.h"
#include "tests/village.h"
#include "translog/translog.h"

namespace lumbung::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Outbox : public testing::Test {
 protected:
  Id<Letter> written(std::string const& to = "siti@contoh.id", Duration useful = hours(1)) {
    Id<Letter> id;
    auto const done_ = village.work([&](Work& work) -> Verdict {
      id = work.new_id<Letter>();
      write(work, {.id = id,
                   .to = to,
                   .subject = "Kode masuk",
                   .text = "12345678\nSalam",
                   .written = {},
                   .useless_after = work.now + useful});
      work.record({.kind = "test.wrote", .subject = id.uuid, .organisation = {}, .facts = {}});
      return done;
    });
    EXPECT_FALSE(done_.refused());
    return id;
  }
  std::vector<LetterRecord> lent() {
    return *village.work([](Work& work) { return lend(work, 10); });
  }
  bool tell(Id<Letter> id, bool well) {
    return *village.work([&](Work& work) { return well ? carried(work, id) : not_carried(work, id); });
  }
  std::int64_t left() {
    return village.view([](View const& view) { return waiting(view); });
  }
  Village village{{translog::migrations(), ledger::migrations(), access::migrations(), migrations()}};
};

TEST_F(Outbox, ALetterIsLentOnceAndGoneWhenItWasCarried) {
  auto const id = written();
  auto const first = lent();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].to, "siti@contoh.id");
  EXPECT_EQ(first[0].subject, "Kode masuk");
  EXPECT_EQ(first[0].text, "12345678\nSalam");
  EXPECT_TRUE(lent().empty()) << "another process asks meanwhile";
  EXPECT_TRUE(tell(id, true));
  EXPECT_EQ(left(), 0);
  EXPECT_FALSE(tell(id, true));
}

TEST_F(Outbox, WhatIsLentAndNeverHeardOfIsTriedAgain) {
  written();
  ASSERT_EQ(lent().size(), 1u);
  village.clock.advance(seconds(121));
  EXPECT_EQ(lent().size(), 1u);
}

TEST_F(Outbox, FailedTriesComeAtGrowingDistances) {
  auto const id = written("a@b.id", days(3));
  for (auto const wait :
       {minutes(1), minutes(2), minutes(4), minutes(8), minutes(16), minutes(32), hours(1), hours(1)}) {
    ASSERT_EQ(lent().size(), 1u);
    EXPECT_TRUE(tell(id, false));
    village.clock.advance({wait.micros - 1'000'000});
    EXPECT_TRUE(lent().empty());
    village.clock.advance(seconds(1));
  }
}

TEST_F(Outbox, WhatIsOfNoUseAnyMoreIsThrownAwayUnsent) {
  written("a@b.id", minutes(10));
  village.clock.advance(seconds(601));
  EXPECT_TRUE(lent().empty());
  EXPECT_EQ(left(), 0);
}

TEST_F(Outbox, TheRowsTellNeitherReaderNorText) {
  written("siti.rahasia@contoh.id");
  auto const stored = village.view([](View const& view) {
    return view.rows.first("SELECT sealed FROM letters", {},
                           [](storage::Row const& row) { return std::string(row.blob(0)); });
  });
  EXPECT_THAT(*stored, Not(HasSubstr("rahasia")));
  EXPECT_THAT(*stored, Not(HasSubstr("12345678")));
}

TEST_F(Outbox, ASubjectOfTwoLinesIsAMistakeOfOurs) {
  EXPECT_THROW(village.work([&](Work& work) -> Verdict {
    write(work, {.id = work.new_id<Letter>(),
                 .to = "a@b.id",
                 .subject = "a\nBcc: x@y.id",
                 .text = "",
                 .written = {},
                 .useless_after = {}});
    return done;
  }),
               Mistake);
}

LetterRecord letter() {
  return {.id = *Id<Letter>::parse("0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21"),
          .to = "siti@contoh.id",
          .subject = "Tagihan rutin: Kit sekolah untuk anak-anak di kampung Céngkaréng – bulan ini",
          .text = "Halo,\n.titik di awal baris\nAkhir.",
          .written = *parse_iso_time("2026-11-22T01:00:00Z"),
          .useless_after = {}};
}

TEST(AMessage, IsWrittenAsMailProgramsReadIt) {
  auto const text = message_of(letter(), "Lumbung <tidak-dibalas@contoh.id>", "contoh.id");
  EXPECT_THAT(text, HasSubstr("\r\nDate: Sun, 22 Nov 2026 01:00:00 +0000\r\n"));
  EXPECT_THAT(text, HasSubstr("To: <siti@contoh.id>\r\n"));
  EXPECT_THAT(text, HasSubstr("Auto-Submitted: auto-generated"));
  EXPECT_THAT(text, HasSubstr("Message-ID: <0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21@contoh.id>"));
  auto const body = text.substr(text.find("\r\n\r\n") + 4);
  std::string joined;
  for (char const c : body)
    if (c != '\r' && c != '\n') joined += c;
  EXPECT_EQ(*from_base64(joined), "Halo,\r\n.titik di awal baris\r\nAkhir.");
  // Each encoded word is a line of its own, at most 75 characters long, and together they say the subject.
  auto const from = text.find("Subject: ") + 9;
  auto rest = text.substr(from, text.find("\r\nDate:") - from);
  std::string subject;
  while (!rest.empty()) {
    auto const end = std::min(rest.find("\r\n "), rest.size());
    auto const word = rest.substr(0, end);
    EXPECT_LE(word.size(), 75u);
    EXPECT_TRUE(word.starts_with("=?UTF-8?B?"));
    subject += *from_base64(word.substr(10, word.size() - 12));
    rest.erase(0, end + 3);
  }
  EXPECT_EQ(subject, letter().subject);
}

// A server that speaks as much SMTP as one letter needs, on a port of its own.
class SmallPost {
 public:
  explicit SmallPost(std::string answer_to_reader = "250 ok") : answer_(std::move(answer_to_reader)) {
    listening_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    EXPECT_EQ(bind(listening_, reinterpret_cast<sockaddr*>(&here), sizeof here), 0);
    EXPECT_EQ(listen(listening_, 1), 0);
    getsockname(listening_, reinterpret_cast<sockaddr*>(&here), &size);
    port = ntohs(here.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~SmallPost() { all(); }
  // Everything that was said to it; it listens no longer.
  std::string all() {
    shutdown(listening_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    if (listening_ >= 0) close(listening_);
    listening_ = -1;
    return heard_;
  }
  int port = 0;

 private:
  void say(int to, std::string const& line) { EXPECT_GT(send(to, (line + "\r\n").data(), line.size() + 2, 0), 0); }
  void serve() {
    int const talk = accept(listening_, nullptr, nullptr);
    if (talk < 0) return;
    say(talk, "220 pos kecil");
    std::string unread;
    bool in_letter = false;
    char piece[4096];
    for (ssize_t got = 0; (got = recv(talk, piece, sizeof piece, 0)) > 0;) {
      unread.append(piece, static_cast<std::size_t>(got));
      for (auto end = unread.find("\r\n"); end != unread.npos; end = unread.find("\r\n")) {
        auto const line = unread.substr(0, end);
        unread.erase(0, end + 2);
        heard_ += line + "\n";
        if (in_letter) {
          if (line == ".") {
            in_letter = false;
            say(talk, "250 taken");
          }
        } else if (line.starts_with("RCPT")) {
          say(talk, answer_);
        } else if (line == "DATA") {
          in_letter = true;
          say(talk, "354 go on");
        } else if (line == "QUIT") {
          say(talk, "221 bye");
        } else {
          say(talk, "250 ok");
        }
      }
    }
    close(talk);
  }
  std::string answer_, heard_;
  int listening_ = -1;
  std::thread thread_;
};

std::optional<std::string> carry_to(int port) {
  auto const postman = smtp_postman({.url = "smtp://127.0.0.1:" + std::to_string(port),
                                     .from = "Lumbung <tidak-dibalas@contoh.id>",
                                     .user = {},
                                     .password = {},
                                     .authority = {}});
  return postman->carry(letter());
}

TEST(TheSmtpPostman, HandsALetterToTheNextServer) {
  SmallPost post;
  EXPECT_EQ(carry_to(post.port), std::nullopt);
  auto const heard = post.all();
  EXPECT_THAT(heard, HasSubstr("MAIL FROM:<tidak-dibalas@contoh.id>"));
  EXPECT_THAT(heard, HasSubstr("RCPT TO:<siti@contoh.id>"));
  EXPECT_THAT(heard, HasSubstr("Auto-Submitted: auto-generated"));
}

TEST(TheSmtpPostman, SaysWhatWasWrongWithoutNamingTheReader) {
  SmallPost post("550 no siti@contoh.id here");
  auto const trouble = carry_to(post.port);
  ASSERT_TRUE(trouble.has_value());
  EXPECT_THAT(*trouble, Not(HasSubstr("siti")));
  EXPECT_THAT(*trouble, HasSubstr("550"));
}

TEST(TheSmtpPostman, NobodyListeningIsATroubleToo) {
  int port = 0;
  {
    SmallPost post;
    port = post.port;
  }
  EXPECT_TRUE(carry_to(port).has_value());
}

TEST(TheSandboxPostman, KeepsTheNewestFifty) {
  SandboxPostman postman;
  for (int i = 0; i < 60; ++i) {
    auto one = letter();
    one.subject = std::to_string(i);
    EXPECT_EQ(postman.carry(one), std::nullopt);
  }
  ASSERT_EQ(postman.letters().size(), 50u);
  EXPECT_EQ(postman.letters().front().subject, "59");
}

}  // namespace
}  // namespace lumbung::mail
