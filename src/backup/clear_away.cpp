#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "backup/running.h"

namespace lumbung::backup {
namespace {

namespace fs = std::filesystem;

// Its record 0 first: what is left of it when the machine stops in the middle is unfinished, not wrong.
void remove_generation(std::string const& directory, std::string const& name) {
  std::error_code trouble;
  fs::remove(directory + "/" + name + "/" + record_name(0), trouble);
  fs::remove_all(directory + "/" + name, trouble);
}

// Copies that were not seen with their originals for so long, by the clock of the disk.
void remove_old_pictures(std::string const& directory, int keep_days) {
  auto const before = std::time(nullptr) - std::int64_t{keep_days} * 86'400;
  std::error_code trouble;
  for (auto const& folder : fs::directory_iterator(directory + "/files", trouble))
    for (auto const& file : fs::directory_iterator(folder.path(), trouble)) {
      struct stat facts{};
      auto const path = file.path().string();
      bool const ours = path.ends_with(".age") || path.ends_with(".age.new");
      if (ours && ::stat(path.c_str(), &facts) == 0 && facts.st_mtim.tv_sec < before) ::unlink(path.c_str());
    }
}

}  // namespace

int clear_away(std::string const& directory, Instant now, int keep_days, std::vector<std::string> const& live) {
  auto const is_live = [&](Shelved const& one) { return std::find(live.begin(), live.end(), one.name) != live.end(); };
  int gone = 0;
  std::optional<Instant> stood_in_since;  // the next finished one began then
  auto const all = generations_on(directory);
  for (auto one = all.rbegin(); one != all.rend(); ++one) {
    bool const needless = one->finished ? stood_in_since && *stood_in_since <= now - days(keep_days) : true;
    if (needless && !is_live(*one)) {
      remove_generation(directory, one->name);
      ++gone;
    }
    if (one->finished) stood_in_since = one->begun;
  }
  remove_old_pictures(directory, keep_days);
  return gone;
}

}  // namespace lumbung::backup
