// Pictures made for showing, kept a while in memory: making one costs tens of milliseconds, and a page that many look
// at asks for the same few. Whether somebody may see a picture is asked each time, before coming here.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/bytes.h"

namespace lumbung::programme {

// `small`: at most 800 pixels on its longer side and, whatever it shows, at most 48 kB where a JPEG of tolerable
// quality allows it, so that a campaign's page paints in two seconds on a slow phone (design/7, budgets). A stored
// picture that fits both is its own small one.
enum class Rendition : std::uint8_t { small, mosaic, small_mosaic };

class Renditions {
 public:
  explicit Renditions(std::size_t most_bytes = 3u << 20) : most_bytes_(most_bytes) {}
  // All of these may be called by many threads.
  //
  // The rendition if it is here already; empty when it is not. Takes no time.
  std::string kept(Hash const& stored_as, Rendition kind);
  // The rendition of the stored picture with this hash, made from `stored` unless it is still here. Empty when the
  // bytes are no picture. Whoever asks while another thread makes the same one waits for that.
  std::string of(Hash const& stored_as, Rendition kind, std::string_view stored);
  // How many were made since the start.
  std::int64_t times_made() const { return times_made_; }

 private:
  struct Kept {
    Hash hash;
    Rendition kind;
    std::string bytes;
  };
  class Making;
  std::string found(Hash const& hash, Rendition kind);  // with `turn_` held
  void keep(Kept kept);

  std::size_t const most_bytes_;
  std::mutex turn_;
  std::condition_variable made_;
  std::vector<std::pair<Hash, Rendition>> being_made_;  // as many as threads that make them, at most
  std::list<Kept> kept_;                                // the last asked for in front
  std::size_t bytes_ = 0;
  std::atomic<std::int64_t> times_made_ = 0;
};

}  // namespace lumbung::programme
