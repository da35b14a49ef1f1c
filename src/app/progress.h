// Where a long command is, on one line of the terminal that is written over.
#pragma once

#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "core/time.h"

namespace lumbung::app {

// One line that is written over: where each part is, how long yet.
class Progress {
 public:
  Progress() : began_(machine_clock().now()) {}
  bool tell(std::string_view part, std::int64_t done, std::int64_t of) {
    auto& place = parts_[std::string(part)];
    if (place.began == 0) place.began = spent();
    place.done = done;
    place.of = of;
    if (spent() - told_ < 200'000) return true;
    told_ = spent();
    std::string line;
    for (auto const& [name, at] : parts_)
      if (at.done < at.of) line += (line.empty() ? "" : " · ") + name + ": " + text(at);
    if (line.empty()) return true;
    line.resize(std::max(line.size(), widest_), ' ');
    widest_ = line.size();
    std::cerr << "\r" << line << std::flush;
    return true;
  }
  void clear() {
    if (widest_ > 0) std::cerr << "\r" << std::string(widest_, ' ') << "\r";
    widest_ = 0;
  }
  std::int64_t spent() const { return (machine_clock().now() - began_).micros; }

 private:
  struct Place {
    std::int64_t began = 0, done = 0, of = 0;
  };
  std::string text(Place const& at) const {
    auto out = std::to_string(at.done) + "/" + std::to_string(at.of);
    if (at.done == 0) return out;
    auto const left = static_cast<double>(spent() - at.began) / 1e6 * static_cast<double>(at.of - at.done) /
                      static_cast<double>(at.done);
    return out + ", sisa " + std::to_string(static_cast<long>(left)) + " s";
  }
  Instant began_;
  std::int64_t told_ = 0;
  std::size_t widest_ = 0;
  std::map<std::string, Place> parts_;
};

}  // namespace lumbung::app
