// Names and addresses from any bytes: the keys are plain letters, and a key is its own key.
// Rooms: core
#include <cstddef>
#include <cstdint>

#include "core/address.h"
#include "core/bytes.h"
#include "core/letters.h"
#include "core/name.h"
#include "core/result.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  auto const text = view_of({data, size});
  auto const keys = name_keys(text);
  must(keys.modern.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") == std::string::npos);
  must(keys.old_spelling.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") == std::string::npos);
  must(may_be_same_name(keys, name_keys(text)));
  auto const plain = plain_letters(text);
  must(plain_letters(plain) == plain);
  auto const address = read_address(text);
  must(address.rt.empty() || address.rt.size() == 3);
  must(address.rw.empty() || address.rw.size() == 3);
  return 0;
}
