// The tables of what moved money of running credits: payments, their parts, what lenders got; covers.
#pragma once

#include "cooperative/lending_types.h"
#include "cooperative/payment_types.h"
#include "cooperative/store.h"
#include "work/work.h"

namespace lumbung::cooperative::store {

void insert(work::Work& work, PaymentRecord const& payment);  // with its parts and shares
std::optional<PaymentRecord> payment(Reader& rows, std::int64_t book, Id<Entry> entry);
// Oldest first, without parts and shares.
std::vector<PaymentRecord> payments(Reader& rows, CreditRecord const& credit);
void note_reversal(work::Work& work, PaymentRecord const& payment, Id<Entry> by, std::string const& reason);

void insert(work::Work& work, std::int64_t book, CoverRecord const& cover, int place);
void update(Writer& rows, std::int64_t book, CoverRecord const& cover);
std::vector<CoverRecord> covers(Reader& rows, LoanRecord const& loan);  // oldest first, those reversed left out
std::vector<CoverRecord> covers_in(Reader& rows, std::int64_t book, Id<Entry> entry);

}  // namespace lumbung::cooperative::store
