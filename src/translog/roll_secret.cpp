#include "translog/roll_secret.h"

#include <sodium.h>

#include <array>
#include <cstring>

#include "core/result.h"

namespace lumbung::translog {
namespace {

constexpr char whole = 'S', in_pieces = 'P', by_key = 'K', by_line = 'N';

// 32 bytes of the key stream, from place `place` on.
Hash stream_at(Hash const& key, std::uint64_t place) {
  std::array<std::uint8_t, crypto_stream_chacha20_NONCEBYTES> number{};
  for (std::size_t i = 0; i < number.size(); ++i) number[i] = static_cast<std::uint8_t>(place >> (8 * i));
  Hash out;
  crypto_stream_chacha20(out.data(), out.size(), number.data(), key.data());
  return out;
}

bool take(std::string_view& from, Hash& to) {
  if (from.size() < to.size()) return false;
  std::memcpy(to.data(), from.data(), to.size());
  from.remove_prefix(to.size());
  return true;
}

}  // namespace

RollSecret::RollSecret(Hash const& seed, std::int64_t lines) : lines_(lines), seed_(seed) { must(lines > 0); }

std::optional<RollSecret> RollSecret::parse(std::string_view kept, std::int64_t lines) {
  if (kept.empty() || lines <= 0) return std::nullopt;
  RollSecret secret(lines);
  char const form = kept.front();
  kept.remove_prefix(1);
  if (form == whole) {
    if (!take(kept, secret.seed_) || !kept.empty()) return std::nullopt;
    return secret;
  }
  if (form != in_pieces) return std::nullopt;
  while (!kept.empty()) {
    auto& block = secret.pieces_.emplace_back();
    char const kind = kept.front();
    kept.remove_prefix(1);
    if (kind == by_key) {
      if (!take(kept, block.key)) return std::nullopt;
      continue;
    }
    if (kind != by_line) return std::nullopt;
    for (std::size_t i = 0; i < block_lines; ++i) {
      if (kept.empty()) return std::nullopt;
      auto& opening = block.openings.emplace_back();
      opening.forgotten = kept.front() != '\0';
      kept.remove_prefix(1);
      if (!take(kept, opening.value)) return std::nullopt;
    }
  }
  if (secret.pieces_.size() != secret.blocks()) return std::nullopt;
  return secret;
}

std::string RollSecret::text() const {
  if (pieces_.empty()) return whole + std::string(view_of(seed_));
  std::string text(1, in_pieces);
  for (auto const& block : pieces_) {
    text += block.openings.empty() ? by_key : by_line;
    if (block.openings.empty()) text += view_of(block.key);
    for (auto const& opening : block.openings) {
      text += opening.forgotten ? '\1' : '\0';
      text += view_of(opening.value);
    }
  }
  return text;
}

Hash RollSecret::key_of(std::size_t block) const {
  return pieces_.empty() ? stream_at(seed_, block) : pieces_[block].key;
}

void RollSecret::open(std::size_t block) {
  if (open_block_ == block) return;
  open_block_ = block;
  if (!pieces_.empty() && !pieces_[block].openings.empty()) {
    open_ = pieces_[block].openings;
    return;
  }
  auto const key = key_of(block);
  std::array<std::uint8_t, block_lines * sizeof(Hash)> stream;
  std::array<std::uint8_t, crypto_stream_chacha20_NONCEBYTES> const none{};
  crypto_stream_chacha20(stream.data(), stream.size(), none.data(), key.data());
  open_.assign(block_lines, {});
  for (std::size_t i = 0; i < block_lines; ++i)
    std::memcpy(open_[i].value.data(), stream.data() + i * sizeof(Hash), sizeof(Hash));
}

RollSecret::Opening RollSecret::line(std::int64_t number) {
  must(number >= 0 && number < lines_);
  auto const at = static_cast<std::size_t>(number);
  open(at / block_lines);
  return open_[at % block_lines];
}

void RollSecret::forget(std::int64_t number, Hash const& commitment) {
  must(number >= 0 && number < lines_);
  auto const at = static_cast<std::size_t>(number);
  open(at / block_lines);
  if (pieces_.empty()) {
    std::vector<Block> pieces(blocks());
    for (std::size_t block = 0; block < pieces.size(); ++block) pieces[block].key = key_of(block);
    pieces_ = std::move(pieces);
    seed_ = Hash{};
  }
  open_[at % block_lines] = {.value = commitment, .forgotten = true};
  pieces_[at / block_lines] = {.key = {}, .openings = open_};
}

}  // namespace lumbung::translog
