// What the two engines share, and how they are opened. For this room only.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "storage/storage.h"

namespace lumbung::storage {

std::unique_ptr<Database> open_sqlite(Options const& options);
std::unique_ptr<Database> open_postgresql(Options const& options);

// A migration step with its type macros written out for one engine. An unknown macro is a mistake.
std::string written_out(std::string_view text, Engine engine);

// "book_id, entry_no, id" has three.
int count_of_columns(std::string_view columns);

}  // namespace lumbung::storage
