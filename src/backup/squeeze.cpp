// The only file of this room that sees zlib.
#include "backup/squeeze.h"

#include <zlib.h>

#include <array>

#include "core/result.h"

namespace lumbung::backup {
namespace {

constexpr int gzip_window = 15 + 16;  // 32 KiB, with gzip's own header and checksum
constexpr int quick = 1;              // three times as fast as the usual 6, and a tenth larger
constexpr std::size_t piece = 65'536;

Bytef* raw(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}  // zlib only reads

}  // namespace

struct Squeezer::Inside {
  void push(std::string_view plain, int flush) {
    std::array<char, piece> out;
    stream.next_in = raw(plain);
    stream.avail_in = static_cast<uInt>(plain.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = out.size();
      must(deflate(&stream, flush) != Z_STREAM_ERROR);
      sink({out.data(), out.size() - stream.avail_out});
    } while (stream.avail_out == 0);
    must(stream.avail_in == 0);
  }
  std::function<void(std::string_view)> sink;
  z_stream stream{};
};

Squeezer::Squeezer(std::function<void(std::string_view)> sink) : inside_(new Inside{std::move(sink), {}}) {
  if (deflateInit2(&inside_->stream, quick, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Breakdown("no memory to squeeze a copy");
}
Squeezer::~Squeezer() { deflateEnd(&inside_->stream); }

void Squeezer::write(std::string_view plain) {
  for (; !plain.empty(); plain.remove_prefix(std::min(plain.size(), std::size_t{1} << 20)))
    inside_->push(plain.substr(0, std::size_t{1} << 20), Z_NO_FLUSH);
}
void Squeezer::finish() { inside_->push("", Z_FINISH); }

struct Unsqueezer::Inside {
  std::function<void(std::string_view)> sink;
  std::uint64_t most;
  z_stream stream{};
  bool ended = false;
};

Unsqueezer::Unsqueezer(std::function<void(std::string_view)> sink, std::uint64_t most)
    : inside_(new Inside{std::move(sink), most, {}}) {
  if (inflateInit2(&inside_->stream, gzip_window) != Z_OK) throw Breakdown("no memory to unpack a copy");
}
Unsqueezer::~Unsqueezer() { inflateEnd(&inside_->stream); }

bool Unsqueezer::write(std::string_view squeezed) {
  auto& in = *inside_;
  must(squeezed.size() <= 1 << 30);
  in.stream.next_in = raw(squeezed);
  in.stream.avail_in = static_cast<uInt>(squeezed.size());
  std::array<char, piece> out;
  while (in.stream.avail_in > 0 || in.stream.avail_out == 0) {
    if (in.ended) return false;
    in.stream.next_out = reinterpret_cast<Bytef*>(out.data());
    in.stream.avail_out = out.size();
    int const code = inflate(&in.stream, Z_NO_FLUSH);
    if (code == Z_BUF_ERROR && in.stream.avail_in == 0) break;
    if (code != Z_OK && code != Z_STREAM_END) return false;
    auto const got = out.size() - in.stream.avail_out;
    if (got > in.most) return false;
    in.most -= got;
    in.ended = code == Z_STREAM_END;
    in.sink({out.data(), got});
    if (in.ended) in.stream.avail_out = 1;
  }
  return true;
}
bool Unsqueezer::ended() const { return inside_->ended; }

}  // namespace lumbung::backup
