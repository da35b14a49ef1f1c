// The table of remembered requests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "storage/storage.h"

namespace lumbung::http::store {

struct Remembered {
  std::string actor;  // 16 bytes; all zero for visitors
  Hash digest{};
  int status = 200;
  std::string answer;  // place and body, sealed
};

std::optional<Remembered> find_request(storage::Reader& rows, std::string_view operation, std::string_view key);
// Throws TryAgain when another server has just remembered the same.
void remember_request(storage::Writer& rows, std::string_view operation, std::string_view key,
                      Remembered const& request, Instant now);

}  // namespace lumbung::http::store
