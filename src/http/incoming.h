// One request being read off the wire: Beast's parser, and around it what the parser lets through.
//
// Beast 1.81 is the strictest HTTP/1 parser that Debian packages, yet it accepts a Content-Length beside a
// Transfer-Encoding, takes an unknown Transfer-Encoding for "no body", merges trailers into the headers, and sets no
// bound on trailers and chunk extensions. Each would let a request mean one thing to a proxy and another to us (request
// smuggling), so they are refused here. Source: RFC 9112 sections 3.2, 6 and 7; the torture list in the tests.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace lumbung::http {

struct IncomingLimits {
  std::size_t head_bytes = 16 * 1024;
  std::size_t head_fields = 100;
  std::size_t target_bytes = 8 * 1024;
};

class Incoming {
 public:
  enum class Stage {
    head,       // more bytes are needed
    head_done,  // stops here once: look at method and target, then call `allow_body`
    body,       // more bytes are needed
    whole,      // done
    bad         // refused; see `status`
  };

  explicit Incoming(IncomingLimits limits);
  ~Incoming();

  // Takes what it can use of the bytes (all that came and were not taken before, in one piece) and returns how many.
  std::size_t feed(std::string_view bytes);
  // The client sent its last byte. Whatever is not whole then is bad.
  void end();
  // Answers `head_done`: how many bytes the body may have. Refuses (413) when it says that it has more.
  void allow_body(std::size_t limit);

  Stage stage() const { return stage_; }
  bool begun() const;  // whether anything but line ends came
  int status() const { return status_; }
  std::string_view reason() const { return reason_; }  // why it is bad; one of our constants, so fit for a log

  // From head_done on.
  bool known_method() const { return known_method_; }
  std::string_view method_text() const;
  Method method() const { return method_; }
  std::string_view target() const;
  bool expects_continue() const { return expects_continue_; }
  bool keep_alive() const;
  int minor_version() const;
  std::size_t body_so_far() const;
  // When whole: everything as it came.
  std::vector<Header> take_headers();
  std::string take_body();

 private:
  struct Inside;
  void refuse_with(int status, std::string_view reason);
  void look_at_head();
  void look_at_body();
  bool host_is_fine();
  bool framing_is_fine();
  void name_method();

  IncomingLimits limits_;
  std::unique_ptr<Inside> inside_;
  Stage stage_ = Stage::head;
  int status_ = 0;
  std::string_view reason_;
  Method method_ = Method::get;
  bool known_method_ = false;
  bool expects_continue_ = false;
  std::size_t wire_bytes_ = 0;
  std::size_t body_limit_ = 0;
};

}  // namespace lumbung::http
