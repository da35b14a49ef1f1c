// One connection, and the loop it lives on. Seen by the server only: Asio shows through here.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "http/handler.h"
#include "http/incoming.h"
#include "http/outgoing.h"
#include "http/server.h"

namespace lumbung::http {

using Ticks = std::chrono::steady_clock;
class Connection;

// What all loops share; it lives as long as the last connection.
struct Common {
  Handler& handler;
  ServerOptions options;
  std::atomic<std::uint64_t> open{0}, accepted{0}, turned_away{0}, bad{0}, too_slow{0};
  std::atomic<std::size_t> body_bytes{0};
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> next_id{0};
  std::uint64_t id_seed = 0;

  Common(Handler& whom, ServerOptions how);
  std::string new_request_id();
  // Counts connections by address, when there is a limit.
  bool room_for(std::string const& address);
  void leave(std::string const& address);

 private:
  std::mutex addresses_guard_;
  std::map<std::string, std::size_t> by_address_;
};

struct Loop {
  boost::asio::io_context io{1};
  std::unordered_set<std::shared_ptr<Connection>> connections;
  std::vector<char> scratch = std::vector<char>(64 * 1024);

  // Cuts what has passed its deadline; drops idle connections when the server is stopping.
  void sweep(bool stopping);
  void close_all();
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Common> common, std::shared_ptr<Loop> loop, boost::asio::ip::tcp::socket socket,
             std::string peer);
  ~Connection();
  void start();
  void sweep(Ticks::time_point now, bool stopping);
  void close();

 private:
  enum class Phase { idle, reading, handling, writing, lingering, closed };
  class Ticket;

  void wait_to_read();
  void read();
  void got(std::string_view bytes);
  void serve();
  bool go_on_reading();  // false when there is nothing to go on with
  void on_head();
  void hand_over();
  std::optional<Request> build_request();
  void answer(Answer answer);
  void refuse(int status);
  void begin_writing(Outgoing out);
  void write();
  bool next_piece();
  void written();
  void linger();
  void drop(std::size_t bytes);
  void count_body();
  void forget_body();
  void log_answer(std::uint64_t bytes);

  std::shared_ptr<Common> common_;
  std::shared_ptr<Loop> loop_;
  boost::asio::ip::tcp::socket socket_;
  std::string peer_;
  Phase phase_ = Phase::idle;
  Ticks::time_point deadline_;

  std::string pending_;  // came, but not taken yet
  std::optional<Incoming> incoming_;
  Ticks::time_point begun_;       // when the first byte of this request came
  Ticks::time_point body_begun_;  // when its head was read
  std::size_t counted_body_ = 0;
  bool serving_ = false;  // serve() is on the stack: what ends at once need not call it again

  Asked asked_;
  std::string_view pattern_ = "-";
  Outgoing out_;
  std::string_view rest_of_head_, rest_of_body_;
  std::string piece_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, &std::fclose};
  std::uint64_t sent_ = 0;
  Ticks::time_point writing_since_, lingering_since_;
  std::size_t dropped_ = 0;
};

}  // namespace lumbung::http
