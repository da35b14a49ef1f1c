// What accounts and invitations share. Inside access only.
#pragma once

#include "access/accounts.h"
#include "access/vault.h"

namespace lumbung::access {

// Where the sealed addresses lie.
inline Cell invitation_cell(Id<Invitation> id) { return {"invitations", "email_sealed", id.uuid}; }
inline Cell account_cell(Id<Account> id) { return {"accounts", "email_sealed", id.uuid}; }

// Whether the actor may give this role, or take it away: it must not reach further than they do.
Verdict may_give(View const& view, Holding const& holding);
// The same for whoever only looks; auditors may, too.
Verdict may_see_staff(View const& view, Id<Organisation> organisation);
// An event about a role; facts: role, area.
void record_about(Work& work, std::string_view kind, Uuid const& subject, Holding const& holding);

}  // namespace lumbung::access
