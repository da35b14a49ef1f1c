#include "http/server.h"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

#include "http/connection.h"

namespace lumbung::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

namespace {

constexpr auto between_sweeps = std::chrono::milliseconds(250);
constexpr std::size_t files_for_others = 256;  // database, log, pictures, …

// As many open files as the system lets us have; returns how many that is.
std::size_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace

struct Server::Inside {
  std::shared_ptr<Common> common;
  std::vector<std::shared_ptr<Loop>> loops;
  std::vector<std::thread> threads;
  std::vector<std::unique_ptr<asio::steady_timer>> sweepers;
  std::optional<tcp::acceptor> acceptor;
  std::optional<asio::steady_timer> pause;
  bool ended = false;  // the threads have gone
  std::uint16_t port = 0;
  std::size_t next_loop = 0;
  std::size_t connections = 0;  // how many may be open

  Inside(Handler& handler, ServerOptions options) : common(std::make_shared<Common>(handler, std::move(options))) {}

  void listen() {
    auto const& options = common->options;
    auto const place = tcp::endpoint(asio::ip::make_address(options.address), options.port);
    acceptor.emplace(loops.front()->io);
    acceptor->open(place.protocol());
    acceptor->set_option(tcp::acceptor::reuse_address(true));
    acceptor->bind(place);
    acceptor->listen(4096);
    port = acceptor->local_endpoint().port();
    pause.emplace(loops.front()->io);
  }

  void accept() {
    auto const& loop = loops[next_loop++ % loops.size()];
    acceptor->async_accept(loop->io, [this, loop](Error const& error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (error) return accept_after_a_pause();
      take(loop, std::move(socket));
      accept();
    });
  }

  // Out of file descriptors, most likely: some will be given back.
  void accept_after_a_pause() {
    pause->expires_after(std::chrono::milliseconds(100));
    pause->async_wait([this](Error const& error) {
      if (!error && acceptor->is_open()) accept();
    });
  }

  void take(std::shared_ptr<Loop> const& loop, tcp::socket socket) {
    Error error;
    auto const peer = socket.remote_endpoint(error);
    if (error) return;
    auto address = peer.address().to_string();
    if (address.starts_with("::ffff:")) address.erase(0, 7);
    if (common->open.load(std::memory_order_relaxed) >= connections || !common->room_for(address))
      return turn_away(std::move(socket));
    common->accepted.fetch_add(1, std::memory_order_relaxed);
    auto const connection = std::make_shared<Connection>(common, loop, std::move(socket), std::move(address));
    asio::post(loop->io, [connection] { connection->start(); });
  }

  void turn_away(tcp::socket socket) {
    common->turned_away.fetch_add(1, std::memory_order_relaxed);
    Error ignored;
    static_cast<void>(socket.non_blocking(true, ignored));
    auto const words = refusal_on_the_wire(503, common->new_request_id());
    socket.write_some(asio::buffer(words), ignored);
    static_cast<void>(socket.shutdown(tcp::socket::shutdown_send, ignored));
  }

  void sweep_again(std::size_t i) {
    sweepers[i]->expires_after(between_sweeps);
    sweepers[i]->async_wait([this, i](Error const& error) {
      if (error || ended) return;
      loops[i]->sweep(common->stopping.load());
      sweep_again(i);
    });
  }
};

Server::Server(Handler& handler, ServerOptions options)
    : inside_(std::make_unique<Inside>(handler, std::move(options))) {
  auto& in = *inside_;
  auto const open_files = raise_open_files();
  in.connections = in.common->options.connections;
  if (open_files > 2 * files_for_others) in.connections = std::min(in.connections, open_files - files_for_others);
  auto const threads =
      in.common->options.threads > 0 ? in.common->options.threads : std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < threads; ++i) {
    in.loops.push_back(std::make_shared<Loop>());
    in.sweepers.push_back(std::make_unique<asio::steady_timer>(in.loops.back()->io));
    in.sweep_again(i);
  }
  try {
    in.listen();
  } catch (std::exception const& error) {
    throw Breakdown("cannot listen on " + in.common->options.address + ":" + std::to_string(in.common->options.port) +
                    ": " + error.what());
  }
  in.accept();
  for (auto const& loop : in.loops) in.threads.emplace_back([loop] { loop->io.run(); });
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return inside_->port; }

void Server::stop() {
  auto& in = *inside_;
  if (in.common->stopping.exchange(true)) return;
  asio::post(in.loops.front()->io, [&in] {
    Error ignored;
    static_cast<void>(in.acceptor->close(ignored));
    in.pause->cancel();
  });
  for (auto const& loop : in.loops) asio::post(loop->io, [loop] { loop->sweep(true); });
  auto const end = Ticks::now() + std::chrono::seconds(in.common->options.drain_seconds);
  while (in.common->open.load() > 0 && Ticks::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  for (auto const& loop : in.loops)
    asio::post(loop->io, [loop] {
      loop->close_all();
      loop->io.stop();
    });
  for (auto& thread : in.threads) thread.join();
  in.ended = true;
  for (auto const& loop : in.loops) {  // what was handed to a loop that had stopped already
    loop->io.restart();
    loop->io.poll();
    loop->close_all();
    loop->io.poll();
  }
}

Server::Counts Server::counts() const {
  auto const& common = *inside_->common;
  return {.open = common.open.load(),
          .accepted = common.accepted.load(),
          .turned_away = common.turned_away.load(),
          .bad = common.bad.load(),
          .too_slow = common.too_slow.load()};
}

void calm_malloc() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
  mallopt(M_TOP_PAD, 16 << 20);
}

}  // namespace lumbung::http
