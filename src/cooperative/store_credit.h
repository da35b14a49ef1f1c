// The tables of credits and of how they were checked.
#pragma once

#include "cooperative/lending_types.h"
#include "cooperative/store.h"
#include "work/work.h"

namespace lumbung::cooperative::store {

void insert(work::Work& work, CreditRecord const& credit);
std::optional<CreditRecord> credit(Reader& rows, std::int64_t book, Id<PeerCredit> id);
std::optional<CreditRecord> credit(Reader& rows, Id<PeerCredit> id);
void update(Writer& rows, CreditRecord const& credit);  // state, disbursed, till
// One that is applied for or runs.
bool has_live_credit(Reader& rows, PeerGroupRecord const& group);
std::vector<CreditRecord> credits(Reader& rows, std::int64_t book, std::optional<CreditState> state,
                                  Id<PeerCredit> after, int limit);
void add_check(work::Work& work, CreditRecord const& credit, VerificationRecord const& done);
std::vector<VerificationRecord> checks(Reader& rows, CreditRecord const& credit);

}  // namespace lumbung::cooperative::store
