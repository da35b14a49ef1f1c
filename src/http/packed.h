// A body that is sent many times: kept once, compressed at most once each way, with its tag.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace lumbung::http {

enum class Coding { none, gzip, brotli };
std::string_view name_of(Coding coding);  // "gzip", "br", ""

// Whether bodies of that type become smaller by compression.
bool is_text(std::string_view type);
// Compressed quickly (gzip 5, brotli 4): for what is made anew for each request. Empty when it did not become smaller.
std::string compressed(std::string_view plain, Coding coding);
// The smallest size from which compression pays.
inline constexpr std::size_t worth_compressing = 1024;

// What a client accepts and we like best: brotli, then gzip.
Coding best_coding(std::string_view accept_encoding);
// A strong tag with its quotes, from the content.
std::string tag_of(std::string_view body);

class Packed {
 public:
  Packed(std::string type, std::string plain);
  // With what was compressed beforehand; empty where there is none.
  Packed(std::string type, std::string plain, std::string gzip, std::string brotli);

  std::string const& type() const { return type_; }
  std::string const& tag() const { return tag_; }
  std::string const& plain() const { return plain_; }
  // The body in that coding, or the plain one when that is smaller or the type is no text; `coding` then says none.
  std::string const& body(Coding& coding) const;
  std::size_t bytes() const { return plain_.size(); }

 private:
  std::string type_, tag_, plain_;
  mutable std::once_flag gzip_made_, brotli_made_;
  mutable std::string gzip_, brotli_;
};

}  // namespace lumbung::http
