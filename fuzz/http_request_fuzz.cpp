// Requests off the wire, in pieces of any size. Whatever comes, the guard holds: no body beyond the limit, no trailers,
// no two lengths, and the pieces it comes in make no difference.
// Rooms: http
#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/incoming.h"
#include "http/target.h"

using namespace lumbung::http;

namespace {

constexpr std::size_t body_limit = 200;

struct Outcome {
  Incoming::Stage stage;
  std::string target, body;
  std::size_t left = 0;
  friend bool operator==(Outcome const&, Outcome const&) = default;
};

Outcome read(std::string_view bytes, std::size_t step) {
  Incoming incoming({});
  std::string pending;
  for (;;) {
    auto const stage = incoming.stage();
    if (stage == Incoming::Stage::head_done) {
      incoming.allow_body(body_limit);
    } else if (stage == Incoming::Stage::whole || stage == Incoming::Stage::bad) {
      break;
    } else if (bytes.empty()) {
      incoming.end();
      break;
    } else {
      pending += bytes.substr(0, step);
      bytes.remove_prefix(std::min(step, bytes.size()));
    }
    pending.erase(0, incoming.feed(pending));
  }
  Outcome outcome{incoming.stage(), {}, {}};
  if (outcome.stage != Incoming::Stage::whole) return outcome;
  outcome.target = incoming.target();
  outcome.left = pending.size() + bytes.size();
  int lengths = 0;
  bool coded = false;
  for (auto const& [name, value] : incoming.take_headers()) {
    lengths += same_word(name, "Content-Length");
    coded = coded || same_word(name, "Transfer-Encoding");
  }
  if (lengths > 1 || (coded && lengths > 0)) std::abort();
  outcome.body = incoming.take_body();
  if (outcome.body.size() > body_limit) std::abort();
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 1) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data + 1), size - 1);
  auto const whole = read(bytes, bytes.size() + 1);
  auto const pieces = read(bytes, data[0] % 16 + 1);
  // In small pieces the limits of the head may be seen a little earlier or later, but what is whole is the same.
  if (whole.stage == Incoming::Stage::whole && pieces.stage == Incoming::Stage::whole && !(whole == pieces))
    std::abort();
  if (whole.stage == Incoming::Stage::whole && bytes.size() < 4096 && pieces.stage != Incoming::Stage::whole)
    std::abort();
  return 0;
}
