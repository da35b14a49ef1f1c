// Reading rolls: the leaves of their lines, computed from the records that the ledger tells again. And reading leaves
// of all kinds by their place, lines or not. Seen by this room only.
#pragma once

#include <functional>
#include <vector>

#include "translog/roll_secret.h"
#include "translog/store.h"
#include "translog/translog.h"

namespace lumbung::translog {

// Throws Mistake when nobody was named to tell rolls.
RollLines const& teller_of(work::House const& house);

// The secret of a roll; nothing when it was damaged.
std::optional<RollSecret> secret_of(work::Keys const& keys, store::Roll const& roll);

// One line as it stands in the log; views are valid inside the call.
struct RollLine {
  std::int64_t number = 0;
  Hash hash{};
  std::string_view leaf;
  std::string_view record;
  RollSecret::Opening opening;
};
// Lines [first, end) in order, those that are gone left out. False when the secret cannot be read.
bool each_line(View const& view, store::Roll const& roll, std::int64_t first, std::int64_t end,
               std::function<void(RollLine const&)> const& take);

// Hashes of leaves [first, first + count); fewer when something is missing: those before it.
std::vector<Hash> leaf_hashes(View const& view, std::uint64_t first, std::uint64_t count);
std::vector<std::string> leaf_texts(View const& view, std::uint64_t first, std::uint64_t count);

// The text of a `.tlog-proof` file for the leaf at `index`.
std::string proof_of(View const& view, std::string told, std::uint64_t index, store::Signed const& checkpoint);

}  // namespace lumbung::translog
