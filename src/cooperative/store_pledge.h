// The table of what lenders pledged.
#pragma once

#include "cooperative/lending_types.h"
#include "cooperative/store.h"

namespace lumbung::cooperative::store {

void insert(Writer& rows, PledgeRecord const& pledge, Instant now);
void update(Writer& rows, PledgeRecord const& pledge);  // returned, lost, state
std::optional<PledgeRecord> pledge(Reader& rows, std::int64_t book, Id<LenderPledge> id);
// Of a credit, in the order in which they came; those withdrawn are left out.
std::vector<PledgeRecord> pledges(Reader& rows, CreditRecord const& credit);
int next_place(Reader& rows, CreditRecord const& credit);
// Of a lender, newest first; those withdrawn too.
std::vector<PledgeRecord> pledges_of(Reader& rows, std::int64_t book, Id<CooperativeMember> lender);
// Lent and not all back; with the last day on which anything of it falls due.
struct LentOut {
  PledgeRecord pledge;
  std::optional<Date> until;
};
std::vector<LentOut> lent_out(Reader& rows, std::int64_t book, Id<CooperativeMember> lender);

}  // namespace lumbung::cooperative::store
