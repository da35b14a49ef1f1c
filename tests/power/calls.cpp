// The calls of this process that change files, caught before the C library: the linker takes ours for everybody,
// SQLite's library and the C++ library included. What lies below no watched disk passes through untouched.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/power/disk.h"

namespace {

using lumbung::power::Disk;

template <class Function>
Function* next(char const* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

Disk* disk_of(char const* path) {
  auto* const disk = Disk::watching();
  return disk != nullptr && disk->is_mine(path) ? disk : nullptr;
}
Disk* disk_of(int number) {
  auto* const disk = Disk::watching();
  return disk != nullptr && disk->is_open(number) ? disk : nullptr;
}

int full() {
  errno = ENOSPC;
  return -1;
}

int open_any(char const* path, int flags, mode_t mode) {
  static auto* const real = next<int(char const*, int, ...)>("open64");
  auto* const disk = disk_of(path);
  if (disk != nullptr && (flags & O_TRUNC) != 0) disk->will_forget(path);
  int const number = real(path, flags, mode);
  if (disk == nullptr || number < 0) return number;
  disk->opened(number, path, (flags & O_CREAT) != 0 && !disk->is_there(path), (flags & O_TRUNC) != 0);
  return number;
}

ssize_t write_any(int number, void const* from, std::size_t size, off_t at) {
  static auto* const real = next<ssize_t(int, void const*, std::size_t, off_t)>("pwrite64");
  if (auto* const disk = disk_of(number)) {
    if (!disk->fits(number, at + static_cast<off_t>(size))) return full();
    disk->will_write(number, static_cast<std::size_t>(at), {static_cast<char const*>(from), size});
  }
  return real(number, from, size, at);
}

int truncate_any(int number, off_t size) {
  static auto* const real = next<int(int, off_t)>("ftruncate64");
  if (auto* const disk = disk_of(number)) {
    if (!disk->fits(number, size)) return full();
    disk->will_cut(number, static_cast<std::size_t>(size));
  }
  return real(number, size);
}

int sync_any(int number) {
  if (auto* const disk = disk_of(number)) {
    if (disk->sync(number)) return 0;
    errno = EIO;
    return -1;
  }
  static auto* const real = next<int(int)>("fsync");
  return real(number);
}

}  // namespace

extern "C" {

int open(char const* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  auto const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_any(path, flags, mode);
}
int open64(char const* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  auto const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_any(path, flags, mode);
}
int mkostemp(char* path, int flags) {
  static auto* const real = next<int(char*, int)>("mkostemp64");
  auto* const disk = disk_of(path);
  if (disk == nullptr) return real(path, flags);
  // A name that is new, and the same each time that a seed is tried.
  auto const digits = std::strlen(path) - 6;
  for (int count = 0; count < 1'000'000; ++count) {
    std::snprintf(path + digits, 7, "%06d", count);
    int const number = open_any(path, flags | O_RDWR | O_CREAT | O_EXCL, 0600);
    if (number >= 0 || errno != EEXIST) return number;
  }
  return -1;
}
int close(int number) {
  static auto* const real = next<int(int)>("close");
  if (auto* const disk = disk_of(number)) disk->closed(number);
  return real(number);
}
ssize_t write(int number, void const* from, std::size_t size) {
  static auto* const real = next<ssize_t(int, void const*, std::size_t)>("write");
  if (disk_of(number) == nullptr) return real(number, from, size);
  auto const at = ::lseek(number, 0, SEEK_CUR);
  auto const written = write_any(number, from, size, at);
  if (written > 0) ::lseek(number, at + written, SEEK_SET);
  return written;
}
ssize_t pwrite(int number, void const* from, std::size_t size, off_t at) { return write_any(number, from, size, at); }
ssize_t pwrite64(int number, void const* from, std::size_t size, off_t at) { return write_any(number, from, size, at); }
int ftruncate(int number, off_t size) noexcept { return truncate_any(number, size); }
int ftruncate64(int number, off_t size) noexcept { return truncate_any(number, size); }
int fsync(int number) { return sync_any(number); }
int fdatasync(int number) { return sync_any(number); }
int mkdir(char const* path, mode_t mode) noexcept {
  static auto* const real = next<int(char const*, mode_t)>("mkdir");
  int const code = real(path, mode);
  if (auto* const disk = code == 0 ? disk_of(path) : nullptr) disk->directory_made(path);
  return code;
}
int unlink(char const* path) noexcept {
  static auto* const real = next<int(char const*)>("unlink");
  auto* const disk = disk_of(path);
  if (disk != nullptr) disk->will_forget(path);
  int const code = real(path);
  if (disk != nullptr && code == 0) disk->forgotten(path);
  return code;
}
int rename(char const* from, char const* to) noexcept {
  static auto* const real = next<int(char const*, char const*)>("rename");
  auto* const disk = disk_of(to);
  if (disk != nullptr) disk->will_move(from, to);
  int const code = real(from, to);
  if (disk != nullptr && code == 0) disk->was_moved(from, to);
  return code;
}
}
