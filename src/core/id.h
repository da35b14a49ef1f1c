// Identities: UUIDv7 (RFC 9562), 16 bytes, ordered by the time they were made, and typed by what they name, so that the
// id of a gift cannot be handed in for the id of a campaign.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace lumbung {

class Chance;

using Uuid = std::array<std::uint8_t, 16>;

// "0198c5d6-2f3a-7cc1-8a44-5d1f0c9e7b21": lower case, with hyphens.
std::string text_of(Uuid const& uuid);
void append_text(std::string& to, Uuid const& uuid);  // the same, at the end of a longer text
inline constexpr Refusal id_unreadable{
    "core.id_unreadable", Trouble::bad_input,
    "Tanda pengenal ini tidak terbaca. Salin lagi tautan atau kodenya secara lengkap.",
    "This identifier cannot be read. Copy the whole link or code again."};
// Reads any UUID in the form above (upper case too). Refuses everything else, the nil id included.
Result<Uuid> parse_uuid(std::string_view text);
// A new UUIDv7: 48 bits of Unix milliseconds, the rest chance.
Uuid make_uuid(Instant now, Chance& chance);
// The UUID (version 8) of a part of a thing: always the same for the same thing and word, so that nobody has to look up
// which account is a campaign's fund.
Uuid derived_uuid(Uuid const& of, std::string_view part);

// The id of a `Thing`. `Thing` need only be declared.
template <class Thing>
struct Id {
  Uuid uuid{};

  static Result<Id> parse(std::string_view text) {
    auto const uuid = TRY(parse_uuid(text));
    return Id{uuid};
  }
  std::string text() const { return text_of(uuid); }
  // The 16 bytes as they are stored.
  std::string_view bytes() const { return {reinterpret_cast<char const*>(uuid.data()), uuid.size()}; }
  // From 16 stored bytes; a mistake if there are not 16.
  static Id from_bytes(std::string_view stored) {
    must(stored.size() == 16);
    Id id;
    std::memcpy(id.uuid.data(), stored.data(), 16);
    return id;
  }
  bool none() const { return uuid == Uuid{}; }
  friend auto operator<=>(Id const&, Id const&) = default;
};

// The same identity seen as another kind of thing: the id of a gift as the subject of a ledger entry.
template <class To, class From>
Id<To> as(Id<From> id) {
  return {id.uuid};
}

}  // namespace lumbung

template <class Thing>
struct std::hash<lumbung::Id<Thing>> {
  std::size_t operator()(lumbung::Id<Thing> const& id) const noexcept {
    std::size_t word;
    std::memcpy(&word, id.uuid.data() + 8, sizeof word);
    return word;
  }
};
