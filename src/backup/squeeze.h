// gzip (RFC 1952), in pieces: copies shrink to a third, and `gunzip` reads them without us.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace lumbung::backup {

class Squeezer {
 public:
  explicit Squeezer(std::function<void(std::string_view)> sink);
  ~Squeezer();
  void write(std::string_view plain);
  void finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

class Unsqueezer {
 public:
  // What comes out goes to `sink`, at most `most` bytes.
  Unsqueezer(std::function<void(std::string_view)> sink, std::uint64_t most);
  ~Unsqueezer();
  // False when it is no gzip, when its checksum is wrong, when something follows its end, or when more than `most`
  // bytes come out.
  bool write(std::string_view squeezed);
  bool ended() const;  // whether it came to its end and the checksum was right

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lumbung::backup
