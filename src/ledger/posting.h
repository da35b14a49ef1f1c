// The rules of posting, upon a draft. Used by every door that posts: post, post_all, reverse, post_hold.
#pragma once

#include "ledger/draft.h"
#include "ledger/flow.h"
#include "ledger/ledger.h"

namespace lumbung::ledger {

// Something to post: a caller's wish, and what only the ledger itself may add.
struct Plan {
  EntryWish const& wish;
  std::optional<std::int64_t> reverses = std::nullopt;  // the number of the entry that this one reverses
};

// Adds the entry to the draft, or says why not (the draft is then of no use any more). An entry that is there already,
// with the same content, is answered and not added.
Result<Posted> draft_entry(Draft& draft, Plan const& plan);

// Refuses days that have not come or are closed.
Verdict check_day(Draft& draft, Date day);

Posted posted_as(EntryRow const& entry, bool replayed);
std::string_view purpose_of(AccountRow const& account);
bool is_word(std::string_view text);

// Refuses unknown or closed accounts, other assets, the same account twice, and amounts that are not positive.
struct TwoAccounts {
  AccountRow const* debit;
  AccountRow const* credit;
};
Result<TwoAccounts> accounts_for(Draft& draft, Id<LedgerAccount> debit, Id<LedgerAccount> credit, Money amount);
// Refuses what an account that may not go below zero does not have available.
Verdict check_floor(Draft& draft, AccountRow const& account, std::int64_t amount);
// Whether a debit (credit) of this account takes value out of it.
inline bool loses(AccountRow const& account, Side side) { return account.about.grows != side; }

}  // namespace lumbung::ledger
