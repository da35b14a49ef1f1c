// The tables of members' loans and their instalments.
#pragma once

#include "cooperative/lending_types.h"
#include "cooperative/store.h"

namespace lumbung::cooperative::store {

void insert(Writer& rows, LoanRecord const& loan);
void update(Writer& rows, LoanRecord const& loan);
std::optional<LoanRecord> loan(Reader& rows, std::int64_t book, Id<MemberLoan> id);
std::vector<LoanRecord> loans(Reader& rows, CreditRecord const& credit);  // in their order
std::vector<LoanRecord> loans_of_member(Reader& rows, std::int64_t book, Id<CooperativeMember> member);  // newest first
// One that runs, or one that others paid for and were not paid back.
bool has_open_loan(Reader& rows, std::int64_t book, Id<CooperativeMember> member);
// Open ones, in the order of their ids.
std::vector<LoanRecord> open_loans(Reader& rows, std::int64_t book, Id<MemberLoan> after, int limit);

void insert_plan(Writer& rows, LoanRecord const& loan, std::vector<Instalment> const& plan);
std::vector<InstalmentRecord> plan(Reader& rows, LoanRecord const& loan, int number);
void update_paid(Writer& rows, LoanRecord const& loan, int plan, InstalmentRecord const& one);

}  // namespace lumbung::cooperative::store
