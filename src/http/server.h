// The server: sockets, limits and time on one side, a Handler on the other.
//
// Every I/O thread has its own loop; a connection stays on the loop that it was given. Nothing a client does, or leaves
// undone, holds more than a bounded piece of memory for a bounded time: heads end within 10 s, bodies and answers keep
// a least rate, an idle connection costs no buffer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/handler.h"
#include "http/incoming.h"

namespace lumbung::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;   // 0: any that is free, see Server::port
  std::size_t threads = 0;  // 0: one for each core
  IncomingLimits limits;
  std::size_t connections = 16'000;          // beyond it 503; held below what the system allows in open files
  std::size_t per_address = 0;               // 0: no limit, as behind a proxy all come from one address
  std::size_t body_bytes = 256 << 20;        // of all requests being read together; beyond it 503
  int head_seconds = 10;                     // from the first byte of a request to the end of its headers
  int idle_seconds = 60;                     // between two requests of a connection
  int grace_seconds = 10;                    // a body or an answer may fall behind the least rate by so much
  std::size_t least_rate = 2048;             // bytes a second
  int drain_seconds = 10;                    // at a stop, for what is under way
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and X-Forwarded-Proto are believed
  bool strict_transport = false;             // the public address is https
  // One line a request: never an address, a query or a path, only the pattern of the door. Called on I/O threads.
  std::function<void(std::string_view line)> log;
};

class Server {
 public:
  // Listens when it returns; throws Breakdown when it cannot. The handler must outlive the server.
  Server(Handler& handler, ServerOptions options);
  ~Server();  // stop()
  std::uint16_t port() const;
  // Stops listening, lets what is under way end (at most drain_seconds), closes everything.
  void stop();

  struct Counts {
    std::uint64_t open = 0;      // connections now
    std::uint64_t accepted = 0;  // since the start
    std::uint64_t turned_away = 0;
    std::uint64_t bad = 0;       // refused before a handler saw them
    std::uint64_t too_slow = 0;  // cut for being slow
  };
  Counts counts() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Memory that is given back and taken again for every large answer costs more than the answer (page faults): tells
// malloc to keep it. Called once, at the start of the program. Source: design, the stack, finding 5.
void calm_malloc();

}  // namespace lumbung::http
