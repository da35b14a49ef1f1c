#include "access/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "access/crypto.h"
#include "core/bytes.h"
#include "core/result.h"
#include "storage/directories.h"

namespace lumbung::access {
namespace {

// A file descriptor that closes itself.
class Open {
 public:
  explicit Open(int number) : number_(number) {}
  Open(Open const&) = delete;
  Open& operator=(Open const&) = delete;
  ~Open() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool good() const { return number_ >= 0; }

 private:
  int number_;
};

[[noreturn]] void broken(std::string const& what, std::string const& name) {
  throw Breakdown("key file " + name + ": " + what);
}

bool is_there(std::string const& path) {
  struct stat about{};
  if (::lstat(path.c_str(), &about) == 0) return true;
  if (errno != ENOENT) broken(std::strerror(errno), path);
  return false;
}

void hold_to_ourselves(int file, std::string const& name) {
  struct stat about{};
  if (::fstat(file, &about) != 0) broken(std::strerror(errno), name);
  if (!S_ISREG(about.st_mode)) broken("is not a plain file", name);
  if (about.st_uid != ::geteuid()) broken("belongs to somebody else", name);
  if ((about.st_mode & 0077) != 0) broken("others may read or write it; run chmod 0400", name);
}

Hash read_key(std::string const& path) {
  Open const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.good()) broken(std::strerror(errno), path);
  hold_to_ourselves(file.number(), path);
  char text[66];
  auto const length = ::read(file.number(), text, sizeof text);
  if (length < 0) broken(std::strerror(errno), path);
  std::string_view digits(text, static_cast<std::size_t>(length));
  if (digits.ends_with('\n')) digits.remove_suffix(1);
  auto bytes = from_hex(digits);
  if (!bytes || bytes->size() != 32) broken("does not hold 64 hexadecimal digits", path);
  auto const key = hash_from(*bytes);
  crypto::wipe(*bytes);
  return key;
}

void write_key(std::string const& path, Chance& chance) {
  Hash key{};
  chance.fill(key);
  auto text = hex(view_of(key)) + "\n";
  Open const file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400));
  if (!file.good()) broken(std::strerror(errno), path);
  auto const written = ::write(file.number(), text.data(), text.size());
  bool const whole = written == static_cast<ssize_t>(text.size());
  crypto::wipe(text);
  crypto::wipe(key);
  if (!whole || ::fsync(file.number()) != 0) broken("could not be written", path);
}

void make_directory(std::string const& directory) {
  storage::make_directory(directory);
  struct stat about{};
  if (::stat(directory.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) broken("is not a directory", directory);
  if ((about.st_mode & 0022) != 0) broken("others may write into it; run chmod 0700", directory);
}

std::string unfinished(std::string const& path) { return path + ".new"; }

// Gives a key its name, if it was made whole and has none yet.
void finish(std::string const& path) {
  if (is_there(path) || !is_there(unfinished(path))) return;
  if (::rename(unfinished(path).c_str(), path.c_str()) != 0) broken(std::strerror(errno), path);
}

// Both are on the disk before either has its name, so that a cut in between leaves nothing that is half.
void make_both(std::string const& directory, std::string const& root, std::string const& index, Chance& chance) {
  for (auto const& path : {root, index}) {
    ::unlink(unfinished(path).c_str());  // of a start that did not come so far
    write_key(unfinished(path), chance);
  }
  storage::sync_directory(directory);
  finish(root);
  finish(index);
}

}  // namespace

work::Keys load_or_make_keys(std::string const& directory, Chance& chance) {
  make_directory(directory);
  auto const root = directory + "/field-root.key";
  auto const index = directory + "/blind-index.key";
  if (is_there(root) || is_there(index)) {
    finish(root);
    finish(index);
  } else {
    make_both(directory, root, index, chance);
  }
  storage::sync_directory(directory);
  if (is_there(root) != is_there(index)) {
    throw Breakdown("one of the two key files is missing in " + directory + "; put it back from your copy");
  }
  work::Keys keys;
  keys.field_root = read_key(root);
  keys.blind_index = read_key(index);
  return keys;
}

}  // namespace lumbung::access
