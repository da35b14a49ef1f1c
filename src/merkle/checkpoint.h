// The head of a log as text (C2SP tlog-checkpoint), and receipts (C2SP tlog-proof).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "merkle/note.h"

namespace lumbung::merkle {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};

  std::string text() const;  // "origin\nsize\nbase64(root)\n": what is signed
  // Three lines and no more: a line that no proof covers has no place in a head.
  static std::optional<Checkpoint> parse(std::string_view text);
};

// A `.tlog-proof` file.
struct ProofFile {
  std::optional<std::string> extra;  // what the log adds: here the opening, or the text of a public leaf
  std::uint64_t index = 0;
  std::vector<Hash> path;
  std::string checkpoint;  // the signed note

  std::string text() const;
  // Refuses more than 63 hashes.
  static std::optional<ProofFile> parse(std::string_view text);
};

}  // namespace lumbung::merkle
