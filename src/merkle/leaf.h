// What stands in the public log: the texts of leaves, salted commitments and openings. A leaf is public for ever, so it
// holds no personal data, no amount of one household and no pseudonym: for an entry only a commitment, a kind and a
// day. Source: standards, trust and reliability, section 1.3 and 1.9.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/time.h"

namespace lumbung::merkle {

enum class LeafKind { entry, batch, rule, key, correction, gap, erasure };
std::string_view name_of(LeafKind kind);  // "entry"
std::optional<LeafKind> leaf_kind(std::string_view name);

// The longest leaf: entry bundles give its length in 16 bits.
inline constexpr std::size_t longest_leaf = 65'535;

// SHA-256("lumbung/commit@v1\n" || nonce || record).
Hash commitment(Hash const& nonce, std::string_view record);

// The text of a leaf: the header, kind, day, then `lines` ("commit …\n", "rule …\n"), each ended by a line feed.
std::string leaf_text(LeafKind kind, Date day, std::string_view lines);
// The leaf of an entry: its one line is "commit <base64>".
std::string entry_leaf(Date day, Hash const& commitment);

// A leaf taken apart; nothing when it is not exactly of the form above.
// The leaves of many records of one day, without making strings anew for each.
class EntryLeaves {
 public:
  explicit EntryLeaves(Date day);
  Hash commitment(Hash const& nonce, std::string_view record);
  struct Leaf {
    std::string_view text;  // valid until the next call
    Hash hash;              // leaf_hash(text)
  };
  Leaf leaf(Hash const& commitment);

 private:
  std::string opened_;  // what is committed to
  std::string leaf_;    // behind the zero byte of its hash
};

struct LeafParts {
  LeafKind kind = LeafKind::entry;
  Date day;
  std::string lines;
};
std::optional<LeafParts> parse_leaf(std::string_view text);

// What the holder of a receipt knows and the log does not: the record behind a commitment, and its nonce.
struct Opening {
  LeafKind kind = LeafKind::entry;
  Date day;
  Hash nonce{};
  std::string record;

  std::string text() const;  // "lumbung/opening@v1\n…"
  std::string leaf() const;  // the leaf that it opens
  static std::optional<Opening> parse(std::string_view text);
};

}  // namespace lumbung::merkle
