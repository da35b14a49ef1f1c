// What accounts are called, in words, for those who read the books: purpose, and whose it is.
#pragma once

#include "ledger/routes.h"
#include "ledger/types.h"
#include "work/work.h"

namespace lumbung::app {

// "Dana kampanye · Seratus tas sekolah". An account of a purpose that has no words here is called by the purpose.
ledger::AccountName account_name(work::View const& view, ledger::AccountWish const& account);

}  // namespace lumbung::app
