// Looks through an installation that has just started, from cellar to roof, with what the world outside remembers.
#pragma once

#include <optional>
#include <string>

#include "ledger/standing.h"
#include "tests/power/book.h"
#include "tests/power/wishes.h"

namespace lumbung::power {

struct House {
  app::Installation& installation;
  Wishes const& wishes;
  Accounts const& accounts;
  Book& book;
  SeededChance& chance;
};

// What is wrong, if anything: an acknowledged entry that is lost, half an entry, one that does not balance, one nobody
// asked for, a second root, a receipt that does not verify, a photo that is gone, another key. What was sent and not
// answered, and is there, is marked so in the book.
std::optional<std::string> look_through(House const& house);

// Takes one transfer of an entry away, behind the house's back (a planted fault).
void take_half(app::Installation& installation);

}  // namespace lumbung::power
