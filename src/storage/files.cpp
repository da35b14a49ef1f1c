#include "storage/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/result.h"
#include "storage/directories.h"
#include "storage/disk_full.h"
#include "storage/handle.h"

namespace lumbung::storage {

namespace {

[[noreturn]] void disk_failed(std::string_view doing) {
  auto const said = "files: " + std::string(doing) + ": " + std::strerror(errno);
  if (errno == ENOSPC || errno == EDQUOT) throw DiskFull(said);
  throw Breakdown(said);
}

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) disk_failed("write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Two letters of the name make a directory of their own, so that none grows beyond what file systems like.
std::string folder_of(std::string const& directory, Hash const& hash) {
  return directory + "/" + hex(view_of(hash)).substr(0, 2);
}
std::string path_of(std::string const& directory, Hash const& hash) {
  return folder_of(directory, hash) + "/" + hex(view_of(hash)).substr(2);
}

// A name nobody else writes to, in the same folder, so that the rename is one step.
std::string write_beside(std::string const& folder, std::string_view bytes) {
  std::string name = folder + "/.new-XXXXXX";
  int const file = ::mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) disk_failed("making a file");
  try {
    write_all(file, bytes);
    if (::fsync(file) != 0) disk_failed("sync");
  } catch (...) {
    ::close(file);
    ::unlink(name.c_str());
    throw;
  }
  ::close(file);
  return name;
}

std::optional<Instant> put_at(std::string const& path) {
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
  return Instant{std::int64_t{facts.st_mtim.tv_sec} * 1'000'000 + facts.st_mtim.tv_nsec / 1'000};
}

}  // namespace

Files::Files(std::string directory) : directory_(std::move(directory)) {
  while (directory_.size() > 1 && directory_.ends_with('/')) directory_.pop_back();
  make_directory(directory_);
}

Hash Files::put(std::string_view bytes) {
  auto const hash = sha256(bytes);
  auto const folder = folder_of(directory_, hash);
  // Put again is as good as new: its age says how long nobody has sent it. Whoever put it first may have been killed
  // before the names were synced.
  if (::utimensat(AT_FDCWD, path_of(directory_, hash).c_str(), nullptr, 0) == 0) {
    sync_directory(folder);
    sync_directory(directory_);
    return hash;
  }
  make_directory(folder);
  auto const fresh = write_beside(folder, bytes);
  if (::rename(fresh.c_str(), path_of(directory_, hash).c_str()) != 0) {
    ::unlink(fresh.c_str());
    disk_failed("rename");
  }
  sync_directory(folder);
  return hash;
}

std::optional<std::string> Files::get(Hash const& hash) const {
  Handle const file(path_of(directory_, hash), O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT) return std::nullopt;
    disk_failed("open");
  }
  struct stat facts{};
  if (::fstat(file.number(), &facts) != 0) disk_failed("stat");
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    auto const got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) disk_failed("read");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (filled != bytes.size() || sha256(bytes) != hash) throw Breakdown("files: a file is not what its name says");
  return bytes;
}

bool Files::has(Hash const& hash) const { return ::access(path_of(directory_, hash).c_str(), F_OK) == 0; }

void Files::remove(Hash const& hash) {
  if (::unlink(path_of(directory_, hash).c_str()) == 0)
    sync_directory(folder_of(directory_, hash));
  else if (errno != ENOENT)
    disk_failed("remove");
}

std::vector<Hash> Files::put_before(Instant before, int folder) const {
  must(folder >= 0 && folder < folders);
  std::vector<Hash> found;
  auto const first = static_cast<char>(folder);
  auto const name = hex(std::string_view(&first, 1));
  std::error_code trouble;
  for (auto const& file : std::filesystem::directory_iterator(directory_ + "/" + name, trouble)) {
    auto const bytes = from_hex(name + file.path().filename().string());
    if (!bytes || bytes->size() != 32) continue;
    auto const at = put_at(file.path().string());
    if (at && *at < before) found.push_back(hash_from(*bytes));
  }
  return found;
}

bool Files::remove_if_put_before(Hash const& hash, Instant before) {
  auto const at = put_at(path_of(directory_, hash));
  if (!at || *at >= before) return false;
  remove(hash);
  return true;
}

}  // namespace lumbung::storage
