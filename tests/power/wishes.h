// What is asked of an installation. A wish follows from the seed of its world and its number alone, so that it can be
// sent again, and held against what was booked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/installation.h"
#include "ledger/ledger.h"

namespace lumbung::power {

enum class Kind {
  gift,           // two transfers: the gift and its fee
  delivery,       // out of the fund; refused when there is too little
  proven,         // a gift with a photo
  run,            // a payment run
  refused_later,  // booked, then refused by its own work
  mistake,        // booked, then broken off by a mistake
};

struct Wish {
  std::uint64_t number = 0;
  Kind kind = Kind::gift;
  Id<Entry> id;
  std::int64_t amount = 0;  // minor units
  int lines = 0;            // of a run
  std::string photo;
};

// The book that all of it is about, and its accounts.
struct Accounts {
  ledger::BookId book;
  Id<LedgerAccount> bank, fund, fees, kits;
  std::vector<Id<LedgerAccount>> households;
};

class Wishes {
 public:
  explicit Wishes(std::uint64_t seed) : seed_(seed) {}
  Wish at(std::uint64_t number) const;

  // Opens book and accounts unless they are there.
  Accounts open(app::Installation& installation) const;
  // Books a wish inside a work.
  static Result<ledger::Posted> carry_out(work::Work& work, Accounts const& accounts, Wish const& wish);
  // Why what stands in the book is not this wish, whole; nothing when it is.
  static std::optional<std::string> difference(ledger::EntrySeen const& seen, Accounts const& accounts,
                                               Wish const& wish);

 private:
  std::uint64_t seed_;
};

}  // namespace lumbung::power
