// The tables of peer groups.
#pragma once

#include "cooperative/lending_types.h"
#include "cooperative/store.h"
#include "work/work.h"

namespace lumbung::cooperative::store {

void insert(work::Work& work, PeerGroupRecord const& group);
std::optional<PeerGroupRecord> peer_group(Reader& rows, std::int64_t book, Id<LendingGroup> id);
// The running group of that product in which the member is.
std::optional<Id<LendingGroup>> group_with(Reader& rows, std::int64_t book, Id<CreditProduct> product,
                                           Id<CooperativeMember> member);
void end_group(Writer& rows, PeerGroupRecord const& group, Date on);
std::vector<Id<LendingGroup>> peer_groups(Reader& rows, std::int64_t book, Id<LendingGroup> after, int limit);

}  // namespace lumbung::cooperative::store
