// Reads the write-ahead log of the embedded database behind the writer. For this room only.
#pragma once

#include <mutex>
#include <string>

#include "storage/copying.h"

namespace lumbung::storage {

class LogFollower final : public Following {
 public:
  // `log`: the file. Begins at `from` when the log that lies there still has it, else where the log ends now. To be
  // made before the writer's first commit. `most_bytes` of pages are kept at most; beyond it the whole is given up as
  // lost.
  LogFollower(std::string log, std::optional<LogPlace> const& from, std::size_t most_bytes = std::size_t{256} << 20);
  ~LogFollower() override;
  LogFollower(LogFollower const&) = delete;
  LogFollower& operator=(LogFollower const&) = delete;

  bool took_up() const override { return took_up_; }
  ChangedPages take() override;

  // On the writer's thread: a commit is durable, the log now has so many frames.
  void committed(std::uint32_t frames);
  // On the writer's thread, between transactions: the log is about to be written back, and may be begun anew.
  void before_checkpoint();

 private:
  struct Header {
    std::uint64_t salts = 0;
    std::uint32_t page_size = 0;
    bool big_endian = false;
    std::uint64_t sum = 0;  // the running checksum where frames begin
  };
  bool open();
  std::optional<Header> header() const;
  void gather();
  LogPlace end() const;
  bool read_frame(Header const& header, std::string& frame, std::uint32_t number, std::uint64_t& sum) const;
  void begin_at(std::optional<LogPlace> const& from);

  std::string const path_;
  std::size_t const most_bytes_;
  std::mutex mutex_;
  int file_ = -1;
  bool took_up_ = false;
  std::uint64_t salts_ = 0;      // of the log that the newest commit went to
  std::uint32_t committed_ = 0;  // frames of it that are durable
  ChangedPages gathered_;
};

}  // namespace lumbung::storage
