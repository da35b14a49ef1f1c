#include "http/incoming.h"

#include <algorithm>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

#include "http/target.h"

namespace lumbung::http {
namespace {

namespace beast = boost::beast;
namespace wire = boost::beast::http;

// A body that grows as it comes. Beast's own reserves what Content-Length promises, which costs the sender nothing.
struct GrowingBody {
  using value_type = std::string;
  class reader {
   public:
    template <bool request, class AnyFields>
    reader(wire::header<request, AnyFields>&, value_type& body) : body_(body) {}
    void init(boost::optional<std::uint64_t> const&, beast::error_code& error) { error = {}; }
    template <class Buffers>
    std::size_t put(Buffers const& buffers, beast::error_code& error) {
      error = {};
      std::size_t taken = 0;
      for (auto const piece : beast::buffers_range_ref(buffers)) {
        body_.append(static_cast<char const*>(piece.data()), piece.size());
        taken += piece.size();
      }
      return taken;
    }
    void finish(beast::error_code& error) { error = {}; }

   private:
    value_type& body_;
  };
};

using Parser = wire::request_parser<GrowingBody>;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

bool is_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~:[]%!$&'()*+,;=").find(c) != std::string_view::npos;
  });
}

int status_of(beast::error_code error) {
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) return 431;
  if (error == wire::error::body_limit) return 413;
  return 400;
}

}  // namespace

struct Incoming::Inside {
  Parser parser;
  std::size_t fields_in_head = 0;

  std::size_t fields() const {
    auto const& head = parser.get().base();
    return static_cast<std::size_t>(std::distance(head.begin(), head.end()));
  }
  std::size_t count(wire::field name) const {
    auto const range = parser.get().base().equal_range(name);
    return static_cast<std::size_t>(std::distance(range.first, range.second));
  }
  std::string_view value(wire::field name) const { return view(parser.get().base()[name]); }
};

Incoming::Incoming(IncomingLimits limits) : limits_(limits), inside_(std::make_unique<Inside>()) {
  inside_->parser.header_limit(static_cast<std::uint32_t>(limits.head_bytes));
  inside_->parser.body_limit(boost::none);
}

Incoming::~Incoming() = default;

void Incoming::refuse_with(int status, std::string_view reason) {
  stage_ = Stage::bad;
  status_ = status;
  reason_ = reason;
}

std::size_t Incoming::feed(std::string_view bytes) {
  std::size_t taken = 0;
  if (!begun()) {  // empty lines before a request are to be passed over (RFC 9112 section 2.2)
    while (bytes.substr(taken).starts_with("\r\n")) taken += 2;
    if (bytes.substr(taken) == "\r") return taken;  // half of one
  }
  while (taken < bytes.size() && (stage_ == Stage::head || stage_ == Stage::body)) {
    auto const waiting = bytes.substr(taken);
    boost::beast::error_code error;
    auto const used = inside_->parser.put(boost::asio::buffer(waiting.data(), waiting.size()), error);
    taken += used;
    wire_bytes_ += used;
    if (error == wire::error::need_more) {
      // Beast waits for the end of a chunk's line or of the trailers; we do not wait for ever.
      if (waiting.size() - used > limits_.head_bytes)
        refuse_with(stage_ == Stage::head ? 431 : 400, "too long without an end");
      return taken;
    }
    if (error)
      refuse_with(status_of(error), "not well-formed");
    else if (stage_ == Stage::body)
      look_at_body();
    else if (inside_->parser.is_header_done())
      look_at_head();
  }
  return taken;
}

void Incoming::look_at_body() {
  if (body_so_far() > body_limit_) return refuse_with(413, "body too large");
  // A chunk of one byte takes six on the wire; more than twelve for one is somebody's game.
  if (wire_bytes_ > 12 * body_limit_ + 64 * 1024) return refuse_with(400, "too much around the body");
  if (inside_->fields() != inside_->fields_in_head) return refuse_with(400, "trailers");
  if (inside_->parser.is_done()) stage_ = Stage::whole;
}

void Incoming::end() {
  if (stage_ == Stage::head || stage_ == Stage::body) refuse_with(400, "cut in the middle");
}

void Incoming::look_at_head() {
  auto const& parser = inside_->parser;
  inside_->fields_in_head = inside_->fields();
  if (inside_->fields_in_head > limits_.head_fields) return refuse_with(431, "too many header fields");
  if (parser.get().target().size() > limits_.target_bytes) return refuse_with(414, "target too long");
  auto const version = parser.get().version();
  if (version != 10 && version != 11) return refuse_with(400, "version");
  if (!host_is_fine()) return refuse_with(400, "host");
  if (!framing_is_fine()) return;
  auto const expect = inside_->value(wire::field::expect);
  if (!expect.empty() && !same_word(expect, "100-continue")) return refuse_with(417, "expectation");
  expects_continue_ = !expect.empty() && version == 11;
  name_method();
  stage_ = Stage::head_done;
}

bool Incoming::host_is_fine() {
  auto const hosts = inside_->count(wire::field::host);
  if (hosts > 1 || (hosts == 0 && inside_->parser.get().version() == 11)) return false;
  return is_host(inside_->value(wire::field::host));
}

// The guard: RFC 9112 section 6.
bool Incoming::framing_is_fine() {
  auto const codings = inside_->count(wire::field::transfer_encoding);
  auto const lengths = inside_->count(wire::field::content_length);
  if (codings > 0) {
    bool const chunked = codings == 1 && same_word(inside_->value(wire::field::transfer_encoding), "chunked");
    if (!chunked || lengths > 0 || inside_->parser.get().version() == 10 || !inside_->parser.chunked())
      refuse_with(400, "transfer-encoding");
  }
  if (lengths > 1) refuse_with(400, "content-length");
  if (lengths == 1) {
    auto const digits = inside_->value(wire::field::content_length);
    if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos) refuse_with(400, "content-length");
  }
  return stage_ != Stage::bad;
}

void Incoming::name_method() {
  for (auto const known : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::remove})
    if (name_of(known) == method_text()) {
      method_ = known;
      known_method_ = true;
    }
}

void Incoming::allow_body(std::size_t limit) {
  body_limit_ = limit;
  auto const promised = inside_->parser.content_length();
  if (promised && *promised > limit) return refuse_with(413, "body too large");
  stage_ = inside_->parser.is_done() ? Stage::whole : Stage::body;
}

bool Incoming::begun() const { return inside_->parser.got_some(); }
std::string_view Incoming::method_text() const { return view(inside_->parser.get().method_string()); }
std::string_view Incoming::target() const { return view(inside_->parser.get().target()); }
bool Incoming::keep_alive() const { return inside_->parser.get().keep_alive(); }
int Incoming::minor_version() const { return static_cast<int>(inside_->parser.get().version() % 10); }
std::size_t Incoming::body_so_far() const { return inside_->parser.get().body().size(); }
std::string Incoming::take_body() { return std::move(inside_->parser.get().body()); }

std::vector<Header> Incoming::take_headers() {
  std::vector<Header> headers;
  headers.reserve(inside_->fields_in_head);
  for (auto const& field : inside_->parser.get().base())
    headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
  return headers;
}

}  // namespace lumbung::http
