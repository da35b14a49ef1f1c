// An answer made ready for the wire: status line, headers, body in the coding that the client takes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/packed.h"
#include "http/request.h"

namespace lumbung::http {

// What must be known of the request to answer it. Strings, since the request itself is gone by then.
struct Asked {
  Method method = Method::get;
  int minor_version = 1;
  bool keep_alive = true;
  Coding coding = Coding::none;
  std::string if_none_match;
  std::string request_id;
};

// What the site says in every answer; standards, trust and reliability, section 4.2.
struct Manners {
  bool strict_transport = false;  // the site is reached by https: Strict-Transport-Security
};

struct Outgoing {
  std::string head;
  std::string body;                    // or
  std::shared_ptr<Packed const> kept;  // keeps alive what `kept_body` looks at
  std::string_view kept_body;
  std::string file;
  std::function<bool(std::string&)> stream;
  bool chunked = false;  // the stream is sent in chunks; else it ends with the connection (HTTP/1.0)
  bool keep_alive = true;
  int status = 200;

  std::string_view whole_body() const { return kept ? kept_body : std::string_view(body); }
};

Outgoing make_outgoing(Asked const& asked, Answer answer, Manners const& manners, std::int64_t now_seconds);

// Before there is a request to answer: 400, 408, 413, 431, 503, … with a small problem+json, then the connection
// closes.
std::string refusal_on_the_wire(int status, std::string_view request_id);
std::string_view phrase_of(int status);

}  // namespace lumbung::http
