// Who answers the requests that the server has read.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "http/request.h"

namespace lumbung::http {

class Handler {
 public:
  virtual ~Handler() = default;
  // How large a body may be there, asked before it is read.
  virtual std::size_t body_limit(Method method, std::string_view path) const = 0;
  // Takes a request and calls `respond` exactly once, at once or later, on any thread. Throws nothing.
  using Respond = std::function<void(Answer)>;
  virtual void handle(Request request, Respond respond) = 0;
};

}  // namespace lumbung::http
