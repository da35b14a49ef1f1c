// The tables of write-offs and of new plans.
#pragma once

#include "cooperative/rescheduling.h"
#include "cooperative/store.h"
#include "cooperative/write_off.h"

namespace lumbung::cooperative::store {

void insert(Work& work, WriteOffRecord const& made);
void update(Work& work, WriteOffRecord const& made);  // amount, state
std::optional<WriteOffRecord> write_off(Reader& rows, Id<LoanWriteOff> id);
// Of the loan, that was not refused.
std::optional<Id<LoanWriteOff>> write_off_of(Reader& rows, LoanRecord const& loan);

void insert(Work& work, ReschedulingRecord const& made);
std::optional<ReschedulingRecord> rescheduling(Reader& rows, std::int64_t book, Id<Rescheduling> id);
std::vector<ReschedulingRecord> reschedulings(Reader& rows, LoanRecord const& loan);

}  // namespace lumbung::cooperative::store
