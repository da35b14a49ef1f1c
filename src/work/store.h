// The tables of the audit trail. For this room only.
#pragma once

#include <span>

#include "work/audit.h"

namespace lumbung::work::store {

// Takes the writers' turn on PostgreSQL (the row stays locked until commit, so writers of several processes stand in
// line), and reads the end of the chain. Makes the row when it is the first time.
TrailHead take_turn(storage::Writer& rows);
void move_head(storage::Writer& rows, TrailHead const& head);
void add(storage::Writer& rows, std::span<Trace const> traces);

TrailHead head(storage::Reader& rows);
std::optional<Hash> hash_at(storage::Reader& rows, std::int64_t number);
std::vector<Trace> after(storage::Reader& rows, std::int64_t number, int limit);
std::vector<std::int64_t> numbers_after(storage::Reader& rows, std::int64_t number, int limit);
std::vector<Uuid> subjects_of(storage::Reader& rows, std::string_view kind);
std::vector<Trace> of_organisation(storage::Reader& rows, Id<Organisation> organisation, std::int64_t before,
                                   int limit);

}  // namespace lumbung::work::store
