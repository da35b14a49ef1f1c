#include "moving/stream.h"

#include <array>
#include <set>

namespace lumbung::moving {
namespace {

std::array<char, 5> head_of(Block kind, std::size_t length) {
  return {static_cast<char>(kind), static_cast<char>(length >> 24 & 0xff), static_cast<char>(length >> 16 & 0xff),
          static_cast<char>(length >> 8 & 0xff), static_cast<char>(length & 0xff)};
}

std::size_t length_in(std::array<char, 5> const& head) {
  std::size_t length = 0;
  for (std::size_t i = 1; i < head.size(); ++i) length = length << 8 | static_cast<unsigned char>(head[i]);
  return length;
}

Hash proof_of(Hash const& before, std::string_view head, std::string_view bytes) {
  return Sha256().add(view_of(before)).add(head).add(bytes).finish();
}

bool is_known(char kind) { return std::string_view("HTRUFDE").find(kind) != std::string_view::npos; }

}  // namespace

BlockWriter::BlockWriter(Sink sink) : sink_(std::move(sink)), proof_(sha256(magic)) {
  sink_(magic);
  written_ = std::ssize(magic);
}

void BlockWriter::write(Block kind, std::string_view bytes) {
  must(bytes.size() <= largest_block);
  auto const head = head_of(kind, bytes.size());
  proof_ = proof_of(proof_, {head.data(), head.size()}, bytes);
  sink_({head.data(), head.size()});
  sink_(bytes);
  sink_(view_of(proof_));
  written_ += std::ssize(head) + std::ssize(bytes) + std::ssize(proof_);
}

bool BlockReader::fill(std::span<char> room) {
  auto const got = source_(room);
  read_ += static_cast<std::int64_t>(got);
  return got == room.size();
}

Verdict BlockReader::begin() {
  std::string found(magic.size(), '\0');
  if (!fill(found)) return refuse(not_a_moving_file);
  if (found != magic)
    return found.starts_with(magic.substr(0, magic.find('/') + 1)) ? refuse(another_format) : refuse(not_a_moving_file);
  proof_ = sha256(magic);
  return done;
}

Result<BlockReader::Read> BlockReader::next() {
  block_at_ = read_;
  auto const place = [&](Refusal const& refusal) { return refuse(refusal).with("place", std::to_string(read_)); };
  std::array<char, 5> head{};
  if (!fill(head)) return place(cut_off);
  auto const length = length_in(head);
  if (!is_known(head[0]) || length > largest_block) return nonsense();
  bytes_.clear();
  while (bytes_.size() < length) {  // room is taken as bytes come, not as a damaged length says
    auto const from = bytes_.size();
    bytes_.resize(std::min(length, from + usual_block));
    if (!fill(std::span(bytes_).subspan(from))) return place(cut_off);
  }
  std::array<char, 32> proof{};
  if (!fill(proof)) return place(cut_off);
  proof_ = proof_of(proof_, {head.data(), head.size()}, bytes_);
  if (std::string_view(proof.data(), proof.size()) != view_of(proof_)) return nonsense();
  return Read{static_cast<Block>(head[0]), bytes_};
}

bool BlockReader::is_over() {
  std::array<char, 1> one{};
  return !fill(one);
}

Problem BlockReader::nonsense() const { return refuse(damaged).with("place", std::to_string(block_at_)); }

}  // namespace lumbung::moving
