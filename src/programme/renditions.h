// Pictures made for showing, kept a while in memory: making one costs tens of milliseconds, and a page that many look
// at asks for the same few. Whether somebody may see a picture is asked each time, before coming here.
#pragma once

#include <functional>
#include <list>
#include <mutex>
#include <string>

#include "core/bytes.h"

namespace lumbung::programme {

// `small`: at most 800 pixels on its longer side and, whatever it shows, at most 48 kB where a JPEG of tolerable
// quality allows it, so that a campaign's page paints in two seconds on a slow phone (design/7, budgets).
enum class Rendition : std::uint8_t { small, mosaic, small_mosaic };

class Renditions {
 public:
  explicit Renditions(std::size_t most_bytes = 3u << 20) : most_bytes_(most_bytes) {}
  // The rendition of the stored picture with this hash, made from `stored` unless it is still here. Empty when the
  // bytes are no picture. May be called by many threads.
  std::string of(Hash const& stored_as, Rendition kind, std::string_view stored);

 private:
  struct Kept {
    Hash hash;
    Rendition kind;
    std::string bytes;
  };
  std::string found(Hash const& hash, Rendition kind);
  void keep(Kept kept);

  std::size_t const most_bytes_;
  std::mutex turn_;
  std::list<Kept> kept_;  // the last asked for in front
  std::size_t bytes_ = 0;
};

}  // namespace lumbung::programme
