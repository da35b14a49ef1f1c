// The tables of co-operatives. Seen by this room's own rules only.
#pragma once

#include "cooperative/cooperative.h"

namespace lumbung::cooperative::store {

using storage::Reader;
using storage::Writer;

void insert(Writer& rows, CooperativeRecord const& made);
std::optional<CooperativeRecord> find(Reader& rows, std::int64_t book);
std::vector<std::int64_t> books(Reader& rows);
void insert_bylaws(Writer& rows, std::int64_t book, Bylaws const& bylaws, Instant now);
std::vector<Bylaws> bylaws(Reader& rows, std::int64_t book);
void insert_till(Writer& rows, std::int64_t book, TillRecord const& till);
std::vector<TillRecord> tills(Reader& rows, std::int64_t book);
std::optional<TillRecord> till(Reader& rows, std::int64_t book, Id<CooperativeTill> id);
// The next member number, which is taken by asking.
std::int64_t next_number(Writer& rows, std::int64_t book);

}  // namespace lumbung::cooperative::store
