// Request targets, cookies and the headers that lists stand in.
// Rooms: http
#include <cstdint>
#include <cstdlib>

#include "http/router.h"
#include "http/target.h"
#include "http/utf8.h"

using namespace lumbung::http;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (auto const target = parse_target(text)) {
    if (!target->path.starts_with('/') || !is_utf8(target->path)) std::abort();
    if ((target->path + "/").find("/../") != std::string::npos) std::abort();
    static Router router;
    static bool const filled = [] {
      router.add(Method::get, "/api/gifts/{gift}", 0);
      router.add(Method::get, "/api/gifts/mine/{rest...}", 1);
      return true;
    }();
    if (!filled) std::abort();
    static_cast<void>(router.find(Method::get, target->path));
  }
  if (auto const plain = decoded(text, true); plain && decoded(encoded(*plain), false) != plain) std::abort();
  static_cast<void>(language_of(text));
  static_cast<void>(accepts_coding(text, "br"));
  static_cast<void>(names_tag(text, "\"a\""));
  Request request;
  request.headers = {{"Cookie", std::string(text)}};
  static_cast<void>(request.cookie("__Host-session"));
  return 0;
}
