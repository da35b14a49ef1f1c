// Statements that are put together from names which the schema gave, never from input. For this room only.
#pragma once

#include <string>

#include "storage/storage.h"

namespace lumbung::storage {

// The same text is the same statement for ever, as if it were written in the program: sessions know a statement by its
// address. So as many as there are tables, and no more.
Sql from_names(std::string const& text);

}  // namespace lumbung::storage
