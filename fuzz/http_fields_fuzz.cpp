// JSON bodies and the fields in them: reading never fails in another way than by a refusal, and what was read means the
// same when it is written and read again.
// Rooms: http
#include <cstdint>
#include <cstdlib>

#include "http/fields.h"
#include "http/utf8.h"
#include "http/value.h"

using namespace lumbung;
using namespace lumbung::http;

struct Thing;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const value = parse_json({reinterpret_cast<char const*>(data), size});
  if (value.refused()) return 0;
  auto const text = canonical(*value);
  auto const again = parse_json(text);
  if (again.refused() || canonical(*again) != text || !is_utf8(text)) std::abort();

  Fields f(*value);
  f.id<Thing>("id");
  auto const amount = f.money("amount");
  if (!amount.positive()) std::abort();
  auto const name = f.text("name", {.max = 20});
  if (characters_in(name) > 20 || name.find('\0') != name.npos) std::abort();
  f.optional_text("note", {.max = 50, .lines = true});
  f.optional_integer("count", -5, 5);
  f.optional_number("rate", 0, 1);
  f.optional_boolean("on");
  f.optional_date("day");
  f.optional_instant("at");
  f.optional_hash("hash");
  f.optional_choice("kind", {"a", "b"});
  if (auto inner = f.optional_object("inner")) inner->integer("n", 0, 9);
  f.list("items", 3, [](Fields& item) { return item.texts("tags", 2).size(); });
  static_cast<void>(f.finish());
  return 0;
}
