// The tables of credit products.
#pragma once

#include "cooperative/lending_types.h"
#include "cooperative/store.h"

namespace lumbung::cooperative::store {

void insert(Writer& rows, ProductRecord const& product, Instant now);
std::vector<ProductRecord> products(Reader& rows, std::int64_t book, Id<CreditProduct> id);  // oldest first
std::vector<Id<CreditProduct>> product_ids(Reader& rows, std::int64_t book);

}  // namespace lumbung::cooperative::store
