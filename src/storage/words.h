// Statements that are put together from names which the schema or the program gave, never from input. For this room
// only.
#pragma once

#include <string>
#include <string_view>

#include "storage/storage.h"

namespace lumbung::storage {

// The same text is the same statement for ever, as if it were written in the program: sessions know a statement by its
// address. So as many as there are tables, and no more.
Sql from_names(std::string const& text);

// "($1, $2), ($3, $4)": `rows` times `width` parameters, numbered on.
std::string places(int width, std::size_t rows);

// " ON CONFLICT (key) DO UPDATE SET …": every column that is not of the key takes its new value.
std::string on_conflict(std::string_view key, std::string_view columns);

// "UPDATE table t SET … FROM incoming i WHERE …": the same for rows whose key is there already (PostgreSQL).
std::string update_from(std::string_view table, std::string_view incoming, std::string_view key,
                        std::string_view columns);

}  // namespace lumbung::storage
