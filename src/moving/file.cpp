#include "moving/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "storage/directories.h"

namespace lumbung::moving {
namespace {

[[noreturn]] void failed(std::string_view doing, std::string const& path) {
  throw Breakdown(std::string(doing) + " " + path + ": " + std::strerror(errno));
}

}  // namespace

FileOut::FileOut(std::string path) : path_(std::move(path)), part_(path_ + ".part") {
  if (is_pipe()) {
    file_ = STDOUT_FILENO;
    return;
  }
  if (std::filesystem::exists(path_)) throw Breakdown("there is a file " + path_ + " already");
  file_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0) failed("cannot write", part_);
}

FileOut::~FileOut() {
  if (is_pipe() || file_ < 0) return;
  ::close(file_);
  ::unlink(part_.c_str());
}

Sink FileOut::sink() {
  return [this](std::string_view bytes) { write(bytes); };
}

void FileOut::write(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) failed("cannot write", part_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void FileOut::keep() {
  if (is_pipe()) return;
  if (::fsync(file_) != 0) failed("cannot sync", part_);
  if (::rename(part_.c_str(), path_.c_str()) != 0) failed("cannot rename", part_);
  ::close(file_);
  file_ = -1;
  auto const directory = std::filesystem::absolute(path_).parent_path().string();
  storage::sync_directory(directory);
}

FileIn::FileIn(std::string const& path) {
  file_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) failed("cannot read", path);
}

FileIn::~FileIn() {
  if (file_ > STDERR_FILENO) ::close(file_);
}

Source FileIn::source() {
  return [this](std::span<char> room) {
    std::size_t filled = 0;
    while (filled < room.size()) {
      auto const got = ::read(file_, room.data() + filled, room.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) failed("cannot read", "the moving file");
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    return filled;
  };
}

}  // namespace lumbung::moving
