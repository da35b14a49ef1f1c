#include "storage/words.h"

#include <mutex>
#include <set>

namespace lumbung::storage {

Sql from_names(std::string const& text) {
  static std::mutex guard;
  static std::set<std::string> kept;  // its members never move
  std::scoped_lock const lock(guard);
  return Sql(std::string_view(*kept.insert(text).first));
}

}  // namespace lumbung::storage
