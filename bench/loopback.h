// The outside system of the posting benchmark: a process of its own that sends runs through the batch door over
// loopback, as bytes, on a few connections at once. Begun before anything else, so that neither its memory nor what it
// takes to make up the transfers is counted as the server's.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "bench/among.h"
#include "core/result.h"
#include "http/wire_test.h"
#include "ledger/types.h"

namespace lumbung {

class OutsideSystem {
 public:
  static constexpr int connections = 2;

  OutsideSystem(std::int64_t transfers, std::int64_t accounts, bool zipf) {
    must(::pipe(to_child_.data()) == 0 && ::pipe(from_child_.data()) == 0);
    child_ = ::fork();
    must(child_ >= 0);
    ::close(child_ == 0 ? from_child_[0] : from_child_[1]);  // so that the other side learns of an end
    ::close(child_ == 0 ? to_child_[1] : to_child_[0]);
    if (child_ == 0) {
      be(transfers, accounts, zipf);
      ::_exit(0);
    }
  }
  OutsideSystem(OutsideSystem const&) = delete;
  ~OutsideSystem() { ::waitpid(child_, nullptr, 0); }

  // Sends everything to the door on this port. Seconds from the first byte to the last answer.
  double send_all(std::uint16_t port) {
    must(::write(to_child_[1], &port, sizeof port) == sizeof port);
    double seconds = 0;
    must(::read(from_child_[0], &seconds, sizeof seconds) == sizeof seconds);
    return seconds;
  }

 private:
  void be(std::int64_t transfers, std::int64_t accounts, bool zipf) {
    Among among(accounts, zipf);
    std::vector<ledger::RunLine> lines(static_cast<std::size_t>(transfers));
    for (auto& line : lines) {
      auto const pair = among.pair();
      line = {pair.debit, pair.credit, pair.amount};
    }
    std::uint16_t port = 0;
    if (::read(to_child_[0], &port, sizeof port) != sizeof port) return;  // the server never came
    auto const start = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> senders;
    for (int i = 0; i < connections; ++i)
      senders.emplace_back([&] {
        http::Wire wire(port);
        for (auto at = next.fetch_add(Among::batch); at < lines.size(); at = next.fetch_add(Among::batch))
          send(wire, &lines[at], std::min<std::size_t>(Among::batch, lines.size() - at), at);
      });
    for (auto& sender : senders) sender.join();
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    must(::write(from_child_[1], &seconds, sizeof seconds) == sizeof seconds);
  }
  static void send(http::Wire& wire, ledger::RunLine const* lines, std::size_t count, std::size_t at) {
    std::array<char, 300> head;
    auto const bytes = count * sizeof(ledger::RunLine);
    std::snprintf(
        head.data(), head.size(),
        "POST /api/ledger/runs?organisation=01000000-0000-0000-0000-000000000000&on=2026-11-22"
        "&id=01930000-0000-7000-8000-%012zx HTTP/1.1\r\nHost: lumbung\r\nCookie: lumbung=bench\r\n"
        "Origin: https://lumbung.example\r\nContent-Type: application/octet-stream\r\nContent-Length: %zu\r\n\r\n",
        at, bytes);
    must(wire.send(head.data()) && wire.send({reinterpret_cast<char const*>(lines), bytes}));
    auto const answer = wire.answer();
    if (answer.starts_with("HTTP/1.1 201")) return;
    std::fprintf(stderr, "refused: %s\n", answer.c_str());
    ::_exit(1);
  }

  std::array<int, 2> to_child_{}, from_child_{};
  ::pid_t child_ = -1;
};

}  // namespace lumbung
