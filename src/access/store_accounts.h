// The tables of accounts, roles, invitations and sessions. Inside access only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/roles.h"
#include "storage/storage.h"

namespace lumbung::access::store {

using storage::Reader;
using storage::Writer;

struct AccountRow {
  Id<Account> id;
  std::string name;
  std::string email_sealed;
  Hash email_index{};
  int key_version = 1;
  std::string password_hash;
  std::optional<std::string> totp_sealed;
  std::optional<std::string> totp_pending;
  std::int64_t last_step = 0;
  Instant made;
};
void add_account(Writer& rows, AccountRow const& account);
std::optional<AccountRow> find_account(Reader& rows, Id<Account> id);
std::optional<AccountRow> find_account_by_email(Reader& rows, Hash const& email_index);
void set_password(Writer& rows, Id<Account> id, std::string_view hash, Instant now);
void set_pending_totp(Writer& rows, Id<Account> id, std::string_view sealed);
// The pending secret becomes the secret.
void confirm_totp(Writer& rows, Id<Account> id, std::string_view sealed, std::int64_t step);
// Whether it rose: another sign-in with the same code may have been quicker.
bool set_last_step(Writer& rows, Id<Account> id, std::int64_t step);

void replace_recovery_codes(Writer& rows, Id<Account> id, std::vector<Hash> const& hashes);
// Whether the code was there and unused; it is used then.
bool use_recovery_code(Writer& rows, Id<Account> id, Hash const& hash, Instant now);

void give_role(Writer& rows, Id<Account> account, Holding const& holding, Instant now);
bool end_role(Writer& rows, Id<Account> account, Holding const& holding, Instant now);
std::vector<Holding> holdings(Reader& rows, Id<Account> account);
std::vector<Id<Account>> holders(Reader& rows, Id<Organisation> organisation);
std::int64_t count_holders(Reader& rows, Id<Organisation> organisation, Role role);

struct InvitationRow {
  Id<Invitation> id;
  Hash token_hash{};
  Holding holding;
  std::string name;
  std::string email_sealed;
  Hash email_index{};
  Instant made, expires;
  std::optional<Instant> used;
};
void add_invitation(Writer& rows, InvitationRow const& invitation);
std::optional<InvitationRow> find_invitation(Reader& rows, Id<Invitation> id);
std::optional<InvitationRow> find_invitation_by_token(Reader& rows, Hash const& token_hash);
// Neither taken nor withdrawn, those that ran out too; newest first.
std::vector<InvitationRow> untaken_invitations(Reader& rows, Id<Organisation> organisation, int limit);
void renew_invitation(Writer& rows, Id<Invitation> id, Hash const& token_hash, Instant expires);
void use_invitation(Writer& rows, Id<Invitation> id, Instant now);
std::int64_t count_open_invitations(Reader& rows, Id<Organisation> organisation, Role role, Instant now);
void withdraw_invitations(Writer& rows, Id<Organisation> organisation, Role role, Instant now);

struct SessionRow {
  Hash token_hash{};
  Id<Account> account;
  bool full = false;
  bool recovered = false;
  Instant made, seen;
  std::optional<Instant> proved;
};
void add_session(Writer& rows, SessionRow const& session);
std::optional<SessionRow> find_session(Reader& rows, Hash const& token_hash);
void set_seen(Writer& rows, Hash const& token_hash, Instant now);
void set_proved(Writer& rows, Hash const& token_hash, Instant now);
std::int64_t remove_session(Writer& rows, Hash const& token_hash);
std::int64_t remove_sessions_of(Writer& rows, Id<Account> account);
std::int64_t remove_sessions_made_before(Writer& rows, Instant full, Instant half);

}  // namespace lumbung::access::store
