#include "storage/log_follower.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/canary.h"
#include "core/result.h"

namespace lumbung::storage {
namespace {

constexpr std::size_t header_bytes = 32, frame_header_bytes = 24;
constexpr std::uint32_t magic = 0x377f0682;  // its last bit tells in which order the checksum takes bytes

std::uint32_t big_endian(char const* at) {
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<std::uint8_t>(at[i]);
  return number;
}
std::uint64_t big_endian_pair(char const* at) { return std::uint64_t{big_endian(at)} << 32 | big_endian(at + 4); }

// The log's own checksum, carried on over `text`, whose length is a multiple of 8.
std::uint64_t summed(std::uint64_t sum, std::string_view text, bool big) {
  auto a = static_cast<std::uint32_t>(sum >> 32), b = static_cast<std::uint32_t>(sum);
  for (std::size_t at = 0; at + 8 <= text.size(); at += 8) {
    std::uint32_t x = 0, y = 0;
    std::memcpy(&x, text.data() + at, 4);
    std::memcpy(&y, text.data() + at + 4, 4);
    if (big) x = __builtin_bswap32(x), y = __builtin_bswap32(y);
    a += x + b;
    b += y + a;
  }
  return std::uint64_t{a} << 32 | b;
}

}  // namespace

LogFollower::LogFollower(std::string log, std::optional<LogPlace> const& from, std::size_t most_bytes)
    : path_(std::move(log)), most_bytes_(most_bytes) {
  begin_at(from);
}

LogFollower::~LogFollower() {
  if (file_ >= 0) ::close(file_);
}

bool LogFollower::open() {
  if (file_ < 0) file_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  return file_ >= 0;
}

std::optional<LogFollower::Header> LogFollower::header() const {
  char raw[header_bytes];
  if (file_ < 0 || ::pread(file_, raw, sizeof raw, 0) != static_cast<ssize_t>(sizeof raw)) return std::nullopt;
  if ((big_endian(raw) & ~1U) != magic) return std::nullopt;
  Header found;
  found.big_endian = (big_endian(raw) & 1) != 0;
  found.page_size = big_endian(raw + 8);
  found.salts = big_endian_pair(raw + 16);
  found.sum = big_endian_pair(raw + 24);
  bool const whole = summed(0, {raw, 24}, found.big_endian) == found.sum;
  if (!whole || found.page_size < 512 || found.page_size > 65'536) return std::nullopt;
  return found;
}

// Frame `number`, from 0, whole and of this log; carries the running checksum on.
bool LogFollower::read_frame(Header const& header, std::string& frame, std::uint32_t number, std::uint64_t& sum) const {
  frame.resize(frame_header_bytes + header.page_size);
  auto const at = static_cast<off_t>(header_bytes + std::uint64_t{number} * frame.size());
  if (::pread(file_, frame.data(), frame.size(), at) != static_cast<ssize_t>(frame.size())) return false;
  if (big_endian_pair(frame.data() + 8) != header.salts) return false;
  auto carried = summed(sum, {frame.data(), 8}, header.big_endian);
  carried = summed(carried, std::string_view(frame).substr(frame_header_bytes), header.big_endian);
  if (carried != big_endian_pair(frame.data() + 16)) return false;
  sum = carried;
  return true;
}

// Nobody writes yet: what is whole in the log is what SQLite takes as committed.
void LogFollower::begin_at(std::optional<LogPlace> const& from) {
  auto const found = open() ? header() : std::nullopt;
  if (!found) {
    took_up_ = false;
    return;  // no log yet, or an empty one: it begins with the first commit
  }
  LogPlace end{found->salts, 0, found->sum};
  std::string frame;
  auto sum = found->sum;
  took_up_ = from && from->salts == found->salts && from->frames == 0;
  for (std::uint32_t number = 0; read_frame(*found, frame, number, sum); ++number) {
    if (big_endian(frame.data() + 4) == 0) continue;  // not the last of its commit
    end = {found->salts, number + 1, sum};
    took_up_ = took_up_ || (from && *from == end);
  }
  salts_ = end.salts;
  committed_ = end.frames;
  gathered_.until = took_up_ ? *from : end;
}

void LogFollower::committed(std::uint32_t frames) {
  std::lock_guard const held(mutex_);
  auto const found = open() ? header() : std::nullopt;
  if (!found) {
    gathered_.lost = true;
    return;
  }
  if (found->salts != salts_) {
    // The log was begun anew. Nothing was lost if all of the old one had been read.
    bool const all_read = gathered_.until.salts == salts_ && gathered_.until.frames == committed_;
    if (!all_read && !canary("storage.reuse_not_noticed")) gathered_.lost = true;
    salts_ = found->salts;
    gathered_.until = {found->salts, 0, found->sum};
  }
  committed_ = frames;
}

void LogFollower::before_checkpoint() {
  if (canary("storage.log_reused_unread")) return;
  std::lock_guard const held(mutex_);
  gather();
}

ChangedPages LogFollower::take() {
  std::lock_guard const held(mutex_);
  gather();
  if (gathered_.lost) gathered_.until = end();
  auto taken = std::move(gathered_);
  gathered_ = {};
  gathered_.until = taken.until;
  return taken;
}

// Where the log ends now, whatever came before.
LogPlace LogFollower::end() const {
  auto const found = header();
  if (!found || found->salts != salts_) return {salts_, committed_, 0};  // then the next look loses it again
  if (committed_ == 0) return {salts_, 0, found->sum};
  char raw[frame_header_bytes];
  auto const at = header_bytes + std::uint64_t{committed_ - 1} * (sizeof raw + found->page_size);
  if (::pread(file_, raw, sizeof raw, static_cast<off_t>(at)) != static_cast<ssize_t>(sizeof raw))
    return {salts_, committed_, 0};
  return {salts_, committed_, big_endian_pair(raw + 16)};
}

void LogFollower::gather() {
  if (gathered_.lost || committed_ == gathered_.until.frames) return;
  auto const found = header();
  if (!found || found->salts != gathered_.until.salts) {
    gathered_.lost = true;
    return;
  }
  gathered_.page_size = found->page_size;
  std::string frame;
  auto& until = gathered_.until;
  for (; until.frames < committed_; ++until.frames) {
    if (!read_frame(*found, frame, until.frames, until.sum)) {
      gathered_.lost = true;
      break;
    }
    if (auto const size = big_endian(frame.data() + 4); size > 0) gathered_.pages = size;
    gathered_.pages_by_number[big_endian(frame.data())] = frame.substr(frame_header_bytes);
  }
  if (gathered_.pages_by_number.size() * found->page_size > most_bytes_) gathered_.lost = true;
  if (gathered_.lost) gathered_.pages_by_number.clear();
}

}  // namespace lumbung::storage
