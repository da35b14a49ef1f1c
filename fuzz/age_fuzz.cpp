// Files of age, and the records inside: refused, or read; never anything else.
// Rooms: core storage backup
#include <cstddef>
#include <cstdint>

#include "backup/age.h"
#include "backup/record.h"
#include "backup/squeeze.h"
#include "core/result.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace lumbung;
  using namespace lumbung::backup;
  auto const text = view_of({data, size});
  static std::vector<Identity> const identities{
      *Identity::parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX")};
  auto rest = text;
  auto opened = AgeReader::open(identities, [&](std::span<char> room) {
    auto const piece = rest.substr(0, room.size());
    std::copy(piece.begin(), piece.end(), room.begin());
    rest.remove_prefix(piece.size());
    return piece.size();
  });
  if (!opened.refused())
    while (true) {
      auto const piece = (*opened)->next();
      if (piece.refused() || piece->empty()) break;
    }
  if (auto const record = decoded(text)) must(encoded(*record) == text);
  if (auto const recipient = Recipient::parse(text)) must(Recipient::parse(recipient->text()) == recipient);
  for (auto const& identity : identities_in(text)) must(Identity::parse(identity.text()).has_value());
  std::size_t out = 0;
  Unsqueezer unsqueezer([&](std::string_view piece) { out += piece.size(); }, 1 << 20);
  unsqueezer.write(text);
  must(out <= 1 << 20);
  return 0;
}
