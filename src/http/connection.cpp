#include "http/connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <ctime>

#include "core/chance.h"
#include "http/target.h"

namespace lumbung::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

namespace {

bool would_block(Error const& error) { return error == asio::error::would_block || error == asio::error::try_again; }

Ticks::duration time_for(std::size_t bytes, ServerOptions const& options) {
  auto const earned = std::chrono::milliseconds(bytes * 1000 / options.least_rate);
  return std::chrono::seconds(options.grace_seconds) + earned;
}

std::string wire_chunk(std::string_view piece) {
  char size[24];
  auto const length = std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
  std::string chunk(size, static_cast<std::size_t>(length));
  chunk += piece;
  chunk += "\r\n";
  return chunk;
}

}  // namespace

Common::Common(Handler& whom, ServerOptions how) : handler(whom), options(std::move(how)) {
  machine_chance().fill({reinterpret_cast<std::uint8_t*>(&id_seed), sizeof id_seed});
}

// A counter stirred (splitmix64), so that two servers do not hand out the same ids.
std::string Common::new_request_id() {
  auto word = id_seed + 0x9E3779B97F4A7C15u * next_id.fetch_add(1, std::memory_order_relaxed);
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
  word ^= word >> 31;
  std::string id(16, '0');
  for (auto place = id.rbegin(); place != id.rend(); ++place, word >>= 4) *place = "0123456789abcdef"[word & 15];
  return id;
}

bool Common::room_for(std::string const& address) {
  if (options.per_address == 0) return true;
  std::lock_guard const lock(addresses_guard_);
  auto& count = by_address_[address];
  if (count >= options.per_address) return false;
  ++count;
  return true;
}

void Common::leave(std::string const& address) {
  if (options.per_address == 0) return;
  std::lock_guard const lock(addresses_guard_);
  auto const place = by_address_.find(address);
  if (place != by_address_.end() && --place->second == 0) by_address_.erase(place);
}

void Loop::sweep(bool stopping) {
  auto const now = Ticks::now();
  std::vector<std::shared_ptr<Connection>> all(connections.begin(), connections.end());
  for (auto const& connection : all) connection->sweep(now, stopping);
}

void Loop::close_all() {
  auto const all = connections;
  for (auto const& connection : all) connection->close();
}

// Brings the answer back to the loop of its connection, from whatever thread; says 500 if the handler lets go of it
// without an answer.
class Connection::Ticket {
 public:
  explicit Ticket(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
  ~Ticket() {
    if (connection_) give({.status = 500});
  }
  void give(Answer given) {
    auto const connection = std::move(connection_);
    if (!connection) return;
    auto held = std::make_shared<Answer>(std::move(given));
    asio::dispatch(connection->loop_->io, [connection, held] { connection->answer(std::move(*held)); });
  }

 private:
  std::shared_ptr<Connection> connection_;
};

Connection::Connection(std::shared_ptr<Common> common, std::shared_ptr<Loop> loop, tcp::socket socket, std::string peer)
    : common_(std::move(common)), loop_(std::move(loop)), socket_(std::move(socket)), peer_(std::move(peer)) {
  common_->open.fetch_add(1, std::memory_order_relaxed);
}

Connection::~Connection() {
  forget_body();
  common_->leave(peer_);
  common_->open.fetch_sub(1, std::memory_order_relaxed);
}

void Connection::start() {
  loop_->connections.insert(shared_from_this());
  Error ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  deadline_ = Ticks::now() + std::chrono::seconds(common_->options.head_seconds);
  wait_to_read();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  Error ignored;
  socket_.close(ignored);
  loop_->connections.erase(shared_from_this());
}

void Connection::sweep(Ticks::time_point now, bool stopping) {
  if (stopping && phase_ == Phase::idle) return close();
  if (now < deadline_ || phase_ == Phase::handling) return;
  bool const slow = phase_ == Phase::reading || phase_ == Phase::writing;
  if (slow) common_->too_slow.fetch_add(1, std::memory_order_relaxed);
  if (phase_ == Phase::reading) return refuse(408);
  close();
}

void Connection::wait_to_read() {
  socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](Error const& error) {
    if (error)
      self->close();
    else
      self->read();
  });
}

void Connection::read() {
  if (phase_ == Phase::handling || phase_ == Phase::writing || phase_ == Phase::closed) return;
  Error error;
  auto const length = socket_.read_some(asio::buffer(loop_->scratch), error);
  if (would_block(error)) return wait_to_read();
  if (error == asio::error::eof && phase_ == Phase::reading) {
    incoming_->end();
    return refuse(incoming_->status());
  }
  if (error) return close();
  if (phase_ == Phase::lingering) return drop(length);
  got({loop_->scratch.data(), length});
}

void Connection::got(std::string_view bytes) {
  // A large body goes straight to where it belongs.
  if (pending_.empty() && incoming_ && incoming_->stage() == Incoming::Stage::body)
    bytes.remove_prefix(incoming_->feed(bytes));
  pending_.append(bytes);
  serve();
}

void Connection::serve() {
  serving_ = true;
  while (phase_ == Phase::idle || phase_ == Phase::reading)
    if (!go_on_reading()) {
      wait_to_read();
      break;
    }
  serving_ = false;
}

bool Connection::go_on_reading() {
  auto const now = Ticks::now();
  if (!incoming_) {
    if (pending_.empty()) {
      if (common_->stopping.load(std::memory_order_relaxed)) {
        close();
        return true;
      }
      deadline_ = now + std::chrono::seconds(common_->options.idle_seconds);
      return false;
    }
    incoming_.emplace(common_->options.limits);
    phase_ = Phase::reading;
    begun_ = now;
    deadline_ = now + std::chrono::seconds(common_->options.head_seconds);
  }
  pending_.erase(0, incoming_->feed(pending_));
  switch (incoming_->stage()) {
    case Incoming::Stage::head:
      return false;
    case Incoming::Stage::body:
      deadline_ = body_begun_ + time_for(incoming_->body_so_far(), common_->options);
      count_body();
      return phase_ != Phase::reading;
    case Incoming::Stage::head_done:
      body_begun_ = now;
      on_head();
      return true;
    case Incoming::Stage::whole:
      hand_over();
      return true;
    case Incoming::Stage::bad:
      refuse(incoming_->status());
      return true;
  }
  return false;
}

void Connection::on_head() {
  if (!incoming_->known_method()) {
    auto const method = incoming_->method_text();
    bool const heard_of = method == "OPTIONS" || method == "TRACE" || method == "CONNECT";
    return refuse(heard_of ? 405 : 501);
  }
  auto const target = incoming_->target();
  incoming_->allow_body(common_->handler.body_limit(incoming_->method(), target.substr(0, target.find('?'))));
  if (incoming_->stage() != Incoming::Stage::body || !incoming_->expects_continue() || !pending_.empty()) return;
  Error ignored;
  socket_.write_some(asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")), ignored);
}

// All bodies being read share one bound: the many that are within their own limit must not fill the memory together.
void Connection::count_body() {
  auto const grown = incoming_->body_so_far() - counted_body_;
  counted_body_ += grown;
  auto const total = common_->body_bytes.fetch_add(grown, std::memory_order_relaxed) + grown;
  if (total > common_->options.body_bytes) refuse(503);
}

void Connection::forget_body() {
  common_->body_bytes.fetch_sub(counted_body_, std::memory_order_relaxed);
  counted_body_ = 0;
}

std::optional<Request> Connection::build_request() {
  auto target = parse_target(incoming_->target());
  if (!target) return std::nullopt;
  Request request;
  request.method = incoming_->method();
  request.raw_target = incoming_->target();
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.headers = incoming_->take_headers();
  request.body = incoming_->take_body();
  request.address = peer_;
  request.id = asked_.request_id;
  auto const& trusted = common_->options.trusted_proxies;
  if (std::find(trusted.begin(), trusted.end(), peer_) != trusted.end()) {
    // The last one was written by the proxy itself; those before it anybody can make up.
    auto const hops = parts_of(request.header("X-Forwarded-For"));
    if (!hops.empty()) request.address = hops.back();
    request.secure = same_word(request.header("X-Forwarded-Proto"), "https");
  }
  request.language = language_of(request.header("Accept-Language"));
  for (auto const& [name, value] : request.query)
    if (name == "lang" && (value == "id" || value == "en"))
      request.language = value == "en" ? Language::en : Language::id;
  return request;
}

void Connection::hand_over() {
  asked_ = {.method = incoming_->method(),
            .minor_version = incoming_->minor_version(),
            .keep_alive = incoming_->keep_alive() && !common_->stopping.load(std::memory_order_relaxed),
            .coding = Coding::none,
            .if_none_match = {},
            .request_id = common_->new_request_id()};
  auto request = build_request();
  if (!request) return refuse(400);
  asked_.coding = best_coding(request->header("Accept-Encoding"));
  asked_.if_none_match = request->header("If-None-Match");
  incoming_.reset();
  phase_ = Phase::handling;
  auto const ticket = std::make_shared<Ticket>(shared_from_this());
  common_->handler.handle(std::move(*request), [ticket](Answer given) { ticket->give(std::move(given)); });
}

void Connection::answer(Answer given) {
  if (phase_ != Phase::handling) return;
  forget_body();
  pattern_ = given.pattern;
  try {
    begin_writing(make_outgoing(asked_, std::move(given), {common_->options.strict_transport}, std::time(nullptr)));
  } catch (std::exception const&) {
    refuse(503);
  }
}

void Connection::refuse(int status) {
  common_->bad.fetch_add(1, std::memory_order_relaxed);
  forget_body();
  pattern_ = "-";
  if (asked_.request_id.empty()) asked_.request_id = common_->new_request_id();
  Outgoing out;
  out.status = status;
  out.keep_alive = false;
  out.head = refusal_on_the_wire(status, asked_.request_id);
  incoming_.reset();
  pending_.clear();
  begin_writing(std::move(out));
}

void Connection::begin_writing(Outgoing out) {
  phase_ = Phase::writing;
  out_ = std::move(out);
  rest_of_head_ = out_.head;
  rest_of_body_ = out_.whole_body();
  sent_ = 0;
  writing_since_ = Ticks::now();
  if (!out_.file.empty()) {
    file_.reset(std::fopen(out_.file.c_str(), "rb"));
    if (!file_) return close();
  }
  write();
}

void Connection::write() {
  while (phase_ == Phase::writing) {
    if (rest_of_head_.empty() && rest_of_body_.empty() && !next_piece()) return written();
    std::array<asio::const_buffer, 2> const both{asio::buffer(rest_of_head_), asio::buffer(rest_of_body_)};
    Error error;
    auto const length = socket_.write_some(both, error);
    if (would_block(error)) {
      deadline_ = writing_since_ + time_for(sent_, common_->options);
      return socket_.async_wait(tcp::socket::wait_write, [self = shared_from_this()](Error const& failed) {
        if (failed)
          self->close();
        else
          self->write();
      });
    }
    if (error) return close();
    auto const of_head = std::min(length, rest_of_head_.size());
    rest_of_head_.remove_prefix(of_head);
    rest_of_body_.remove_prefix(length - of_head);
    sent_ += length;
  }
}

// The next piece of a file or a stream; false at the end. A failure in the middle can only be told by closing.
bool Connection::next_piece() {
  piece_.clear();
  if (file_) {
    piece_.resize(loop_->scratch.size());
    piece_.resize(std::fread(piece_.data(), 1, piece_.size(), file_.get()));
    if (piece_.empty()) file_.reset();
  } else if (out_.stream) {
    bool more = false;
    try {
      more = out_.stream(piece_);
    } catch (std::exception const&) {
      close();
      return true;
    }
    if (!more) out_.stream = nullptr;
    if (out_.chunked) piece_ = (piece_.empty() ? std::string() : wire_chunk(piece_)) + (more ? "" : "0\r\n\r\n");
    if (piece_.empty() && more) return next_piece();
  }
  rest_of_body_ = piece_;
  return !piece_.empty();
}

void Connection::written() {
  if (common_->options.log) log_answer(sent_);
  bool const go_on = out_.keep_alive;
  out_ = {};
  file_.reset();
  piece_ = {};
  asked_ = {};
  if (!go_on) return linger();
  phase_ = Phase::idle;
  if (!serving_) serve();
}

// Says that no more comes, and waits for the client to have read it: closing at once while unread bytes lie in the
// socket would send a reset, and who is still sending a photo of 60 MB would never learn that it was too large.
void Connection::linger() {
  phase_ = Phase::lingering;
  lingering_since_ = Ticks::now();
  deadline_ = lingering_since_ + std::chrono::seconds(2);
  dropped_ = 0;
  Error ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  wait_to_read();
}

void Connection::drop(std::size_t bytes) {
  constexpr std::size_t most = 64 << 20;
  constexpr auto longest = std::chrono::seconds(30);
  dropped_ += bytes;
  if (dropped_ > most) return close();
  auto const earned = std::chrono::milliseconds(dropped_ * 1000 / common_->options.least_rate);
  deadline_ = lingering_since_ + std::min<Ticks::duration>(std::chrono::seconds(2) + earned, longest);
  wait_to_read();
}

void Connection::log_answer(std::uint64_t bytes) {
  auto const micros = std::chrono::duration_cast<std::chrono::microseconds>(Ticks::now() - begun_).count();
  char line[512];
  auto const length = std::snprintf(line, sizeof line, "id=%s method=%s door=%.*s status=%d bytes=%llu micros=%lld",
                                    asked_.request_id.c_str(), std::string(name_of(asked_.method)).c_str(),
                                    static_cast<int>(pattern_.size()), pattern_.data(), out_.status,
                                    static_cast<unsigned long long>(bytes), static_cast<long long>(micros));
  if (length > 0)
    common_->options.log({line, std::min<std::size_t>(static_cast<std::size_t>(length), sizeof line - 1)});
}

}  // namespace lumbung::http
