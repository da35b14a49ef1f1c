// What the doors of the ledger share.
#pragma once

#include <array>
#include <map>
#include <string_view>

#include "http/door.h"
#include "ledger/ledger.h"
#include "ledger/routes.h"

namespace lumbung::ledger {

inline constexpr std::array<std::string_view, 6> class_names{
    "asset", "liability", "net_assets_restricted", "net_assets_unrestricted", "income", "expense"};
inline std::string_view name_of(Class account_class) { return class_names[static_cast<std::size_t>(account_class)]; }

// The organisation's book or its outside system's (outside.h), for somebody who may look into it.
enum class Whose { own, outside_system };
Result<BookId> book_seen(View const& view, Id<Organisation> organisation, Whose whose = Whose::own);
// The field `book`: "own" when left out, or "outside".
Whose whose_book(http::Fields& query);

// Names of accounts for one answer: each is asked for once.
class Names {
 public:
  Names(View const& view, BookId book, NameOfAccount const& name_of) : view_(view), book_(book), name_of_(name_of) {}

  AccountName const& of(AccountWish const& account);
  AccountName const& of(Id<LedgerAccount> account);  // must exist
  // Writes `"name": {"id": …, "en": …}`.
  void show(http::Json& j, std::string_view field, AccountName const& name) const;

 private:
  View const& view_;
  BookId book_;
  NameOfAccount const& name_of_;
  std::map<Id<LedgerAccount>, AccountName> known_;
};

void open_opening_doors(http::Doors& doors, NameOfAccount const& name_of_account);
void open_run_doors(http::Doors& doors, MayKeepBooks const& may_keep_books);
void open_report_doors(http::Doors& doors, NameOfAccount const& name_of_account);

}  // namespace lumbung::ledger
