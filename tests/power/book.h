// What the world outside remembers of an installation that loses its power again and again: what it had asked for, what
// it was answered, which heads of the log it has seen. It lies in memory that outlives each life of the installation.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/bytes.h"
#include "core/id.h"

namespace lumbung::power {

enum class Answer : std::uint8_t {
  none,     // never asked
  sent,     // asked, and not answered: may be there, whole, or not
  there,    // was not answered, but found after a start
  done,     // answered: it is booked
  refused,  // answered: it is not booked, and never was
};

struct Known {
  Answer answer = Answer::none;
  std::int64_t number = 0;  // of the entry in the book
  Uuid leaf{};
};

struct Book {
  static constexpr std::size_t most_wishes = 20'000, most_roots = 5'000;

  std::uint64_t wishes = 0;
  std::array<Known, most_wishes> known;

  struct Root {
    std::uint64_t size = 0;
    Hash root{};
  };
  std::uint64_t roots = 0;
  std::array<Root, most_roots> root;
  char log_key[200] = "";  // as public as the roots
  Hash field_root{};       // sealed fields are lost with it

  // What a life tells its keeper before it ends.
  char fault[1000] = "";
  std::uint64_t calls = 0, fingerprint = 0, failed_syncs = 0;
  std::uint64_t answered = 0;  // done, in all lives

  void tell(std::string_view what);  // keeps the first
  // Whether no other root was ever seen for this size.
  bool see_root(std::uint64_t size, Hash const& seen);
};

}  // namespace lumbung::power
