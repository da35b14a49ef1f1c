#include "http/packed.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "core/bytes.h"
#include "core/result.h"
#include "http/target.h"

namespace lumbung::http {
namespace {

std::string gzipped(std::string_view plain) {
  z_stream stream{};
  // 15 bits of window, 16 more for the gzip wrapping.
  if (deflateInit2(&stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  bool const whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(whole ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

std::string brotlied(std::string_view plain) {
  std::string out(BrotliEncoderMaxCompressedSize(plain.size()), '\0');
  auto size = out.size();
  auto const done = BrotliEncoderCompress(4, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, plain.size(),
                                          reinterpret_cast<std::uint8_t const*>(plain.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(done == BROTLI_TRUE ? size : 0);
  return out;
}

}  // namespace

std::string_view name_of(Coding coding) {
  switch (coding) {
    case Coding::gzip:
      return "gzip";
    case Coding::brotli:
      return "br";
    case Coding::none:
      return "";
  }
  return "";
}

bool is_text(std::string_view type) {
  auto const media = media_type(type);
  return media.starts_with("text/") || media.ends_with("+json") || media.ends_with("+xml") ||
         media == "application/json" || media == "application/xml" || media == "application/javascript" ||
         media == "application/wasm";
}

std::string compressed(std::string_view plain, Coding coding) {
  if (plain.size() > UINT32_MAX / 2) return {};
  auto out = coding == Coding::brotli ? brotlied(plain) : coding == Coding::gzip ? gzipped(plain) : std::string();
  return out.size() < plain.size() ? out : std::string();
}

Coding best_coding(std::string_view accept_encoding) {
  if (accepts_coding(accept_encoding, "br")) return Coding::brotli;
  if (accepts_coding(accept_encoding, "gzip")) return Coding::gzip;
  return Coding::none;
}

std::string tag_of(std::string_view body) { return "\"" + base64url(view_of(sha256(body)).substr(0, 15)) + "\""; }

Packed::Packed(std::string type, std::string plain) : Packed(std::move(type), std::move(plain), {}, {}) {}

Packed::Packed(std::string type, std::string plain, std::string gzip, std::string brotli)
    : type_(std::move(type)),
      tag_(tag_of(plain)),
      plain_(std::move(plain)),
      gzip_(std::move(gzip)),
      brotli_(std::move(brotli)) {}

std::string const& Packed::body(Coding& coding) const {
  bool const pays = is_text(type_) && plain_.size() >= worth_compressing;
  if (coding == Coding::none || !pays) {
    coding = Coding::none;
    return plain_;
  }
  auto& made = coding == Coding::brotli ? brotli_made_ : gzip_made_;
  auto& kept = coding == Coding::brotli ? brotli_ : gzip_;
  std::call_once(made, [&] {
    if (kept.empty()) kept = compressed(plain_, coding);
  });
  if (!kept.empty()) return kept;
  coding = Coding::none;
  return plain_;
}

}  // namespace lumbung::http
