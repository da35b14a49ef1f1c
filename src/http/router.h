// Which pattern a path fits. A part in braces takes one part of the path, a last "{rest...}" all that is left; what is
// written out goes before what is in braces.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.h"

namespace lumbung::http {

class Router {
 public:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  Router();
  ~Router();
  // Needs a pattern that begins with '/', and a pair of pattern and method that is not there yet.
  void add(Method method, std::string_view pattern, std::size_t door);

  struct Found {
    std::size_t door = nowhere;
    std::vector<std::pair<std::string, std::string>> parameters;
    std::vector<Method> allowed;  // when the path is known, but not with this method
  };
  // HEAD goes to GET where there is no door of its own.
  Found find(Method method, std::string_view path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

}  // namespace lumbung::http
