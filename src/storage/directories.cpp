#include "storage/directories.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/result.h"
#include "storage/disk_full.h"

namespace lumbung::storage {
namespace {

[[noreturn]] void failed(std::string_view what, std::string const& path) {
  auto const reason = errno;
  auto const said = std::string(what) + " " + path + ": " + std::strerror(reason);
  if (reason == ENOSPC || reason == EDQUOT) throw DiskFull(said);
  throw Breakdown(said);
}

std::string above(std::string const& path) {
  auto const parent = std::filesystem::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

bool is_directory(std::string const& path) {
  struct stat facts{};
  return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

}  // namespace

void sync_directory(std::string const& path) {
  int const directory = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) failed("cannot open the directory", path);
  bool const synced = ::fsync(directory) == 0;
  auto const reason = errno;
  ::close(directory);
  errno = reason;
  if (!synced) failed("cannot sync the directory", path);
}

void make_directory(std::string const& wanted) {
  auto path = std::filesystem::path(wanted).lexically_normal().string();
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (!is_directory(path)) {
    if (!is_directory(above(path))) make_directory(above(path));
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) failed("cannot make the directory", path);
    if (!is_directory(path)) failed("this is no directory:", path);
  }
  // Of a directory above that we may not read, we did not make the name either.
  if (::access(above(path).c_str(), R_OK) == 0) sync_directory(above(path));
}

}  // namespace lumbung::storage
