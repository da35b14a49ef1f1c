// Pictures and documents, kept by their SHA-256 in a directory of the installation: written to a temporary file,
// synced, renamed, directory synced, so that a name never stands for half a file. Writing the same bytes twice is one
// file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/time.h"

namespace lumbung::storage {

class Files {
 public:
  explicit Files(std::string directory);  // made when missing, mode 0700
  // Returns the hash it is kept by. Throws Breakdown when the disk fails.
  Hash put(std::string_view bytes);
  std::optional<std::string> get(Hash const& hash) const;
  bool has(Hash const& hash) const;
  std::string const& directory() const { return directory_; }
  void remove(Hash const& hash);  // for erasure and revoked evidence; the hash stays in the log

  // For clearing away what nothing names. Files lie in 256 folders, by the first byte of their hash; those of `folder`
  // that were put (or put again) last before `before`, by the clock of the disk.
  static constexpr int folders = 256;
  std::vector<Hash> put_before(Instant before, int folder) const;
  // Whether it is gone now; one that was put again meanwhile stays.
  bool remove_if_put_before(Hash const& hash, Instant before);

 private:
  std::string directory_;
};

}  // namespace lumbung::storage
