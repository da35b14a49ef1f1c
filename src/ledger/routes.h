// The doors of the ledger: accounts, statements, entries, balances, reports, for those who may see an organisation's
// books.
#pragma once

#include <functional>
#include <string>

#include "http/door.h"
#include "ledger/types.h"

namespace lumbung::ledger {

inline constexpr work::Right view_books = "ledger.view";
inline constexpr work::Right close_books = "ledger.close_period";

// What an account is called: "Dana terkumpul · Seratus tas sekolah". The ledger knows purpose and owner; what these are
// called is known above it, and wired in app.
struct AccountName {
  std::string id;
  std::string en;
};
using NameOfAccount = std::function<AccountName(work::View const&, AccountWish const&)>;

// Whether an organisation may have an outside system keep a book here: it must be verified. Known above, wired in app.
using MayKeepBooks = std::function<Verdict(work::View const&, Id<Organisation>)>;

void open_doors(http::Doors& doors, NameOfAccount name_of_account, MayKeepBooks may_keep_books);

}  // namespace lumbung::ledger
