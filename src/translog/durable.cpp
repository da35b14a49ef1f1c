#include "translog/durable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/canary.h"
#include "core/result.h"
#include "storage/directories.h"

namespace lumbung::translog {
namespace {

constexpr std::size_t largest_small_file = 1 << 20;

[[noreturn]] void failed(std::string const& what, std::string const& path) {
  throw Breakdown(what + " " + path + ": " + std::strerror(errno));
}

class Descriptor {
 public:
  Descriptor(std::string const& path, int flags, unsigned mode = 0) : fd_(open(path.c_str(), flags | O_CLOEXEC, mode)) {
    if (fd_ < 0) failed("cannot open", path);
  }
  ~Descriptor() { close(fd_); }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int number() const { return fd_; }

 private:
  int fd_;
};

void write_all(int fd, std::string_view bytes, std::string const& path) {
  while (!bytes.empty()) {
    auto const written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) failed("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void write_durably(std::string const& path, std::string_view bytes, unsigned mode) {
  auto const directory = std::filesystem::path(path).parent_path().string();
  auto const unfinished = path + ".new";
  unlink(unfinished.c_str());  // what a crash left behind
  {
    Descriptor const file(unfinished, O_WRONLY | O_CREAT | O_EXCL, mode);
    write_all(file.number(), bytes, unfinished);
    if (!canary("translog.files_not_synced") && fsync(file.number()) != 0) failed("cannot sync", unfinished);
  }
  if (rename(unfinished.c_str(), path.c_str()) != 0) failed("cannot rename to", path);
  storage::sync_directory(directory.empty() ? "." : directory);
}

std::optional<std::string> read_small_file(std::string const& path) {
  int const fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return std::nullopt;
  if (fd < 0) failed("cannot open", path);
  std::string bytes;
  std::array<char, 4096> piece;
  ssize_t got = 0;
  while (bytes.size() <= largest_small_file && (got = read(fd, piece.data(), piece.size())) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    bytes.append(piece.data(), static_cast<std::size_t>(got));
  }
  close(fd);
  if (got < 0) failed("cannot read", path);
  if (bytes.size() > largest_small_file) throw Breakdown(path + " is too large");
  return bytes;
}

}  // namespace lumbung::translog
