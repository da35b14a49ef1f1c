// What opens the lines of a roll: a seed, from which each line has its nonce; and when a line was forgotten, the keys
// and nonces of all others instead. Seen by this room only.
//
// The seed's ChaCha20 key stream gives a key for every 256 lines, and that key's stream 32 bytes for each of them. So
// one line can be forgotten by keeping the keys of the other blocks and the nonces of the other lines of its own.
// Source: ChaCha20 as a pseudo-random function, RFC 8439 section 2.6 uses it alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"

namespace lumbung::translog {

class RollSecret {
 public:
  RollSecret(Hash const& seed, std::int64_t lines);
  // As it was kept; nothing when the bytes are no secret of so many lines.
  static std::optional<RollSecret> parse(std::string_view kept, std::int64_t lines);
  std::string text() const;

  // What a line was committed with, or, when its nonce was forgotten, what came of it.
  struct Opening {
    Hash value{};            // the nonce
    bool forgotten = false;  // then the commitment
  };
  // Quick in the order of lines.
  Opening line(std::int64_t number);
  void forget(std::int64_t number, Hash const& commitment);

 private:
  static constexpr std::size_t block_lines = 256;
  struct Block {
    Hash key{};
    std::vector<Opening> openings;  // when a line of it was forgotten; else empty
  };
  explicit RollSecret(std::int64_t lines) : lines_(lines) {}
  std::size_t blocks() const { return (static_cast<std::size_t>(lines_) + block_lines - 1) / block_lines; }
  void open(std::size_t block);
  Hash key_of(std::size_t block) const;

  std::int64_t lines_;
  Hash seed_{};
  std::vector<Block> pieces_;  // instead of the seed, once a line was forgotten
  std::size_t open_block_ = SIZE_MAX;
  std::vector<Opening> open_;  // of that block
};

}  // namespace lumbung::translog
