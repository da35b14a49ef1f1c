// The doors of the ledger: accounts, statements, entries, balances, for those who may see an organisation's books.
#pragma once

#include "http/door.h"

namespace lumbung::ledger {

inline constexpr work::Right view_books = "ledger.view";
inline constexpr work::Right close_books = "ledger.close_period";

void open_doors(http::Doors& doors);

}  // namespace lumbung::ledger
