#include "access/store_accounts.h"

namespace lumbung::access::store {
namespace {

using storage::Blob;
using storage::Parameter;
using storage::Row;

std::optional<std::string> bytes_or_none(Row const& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.blob(column));
}

Parameter blob_or_null(std::optional<std::string> const& bytes) {
  if (!bytes) return nullptr;
  return Blob{*bytes};
}

AccountRow account_from(Row const& row) {
  AccountRow found;
  found.id = row.get<Id<Account>>(0);
  found.name = row.get<std::string>(1);
  found.email_sealed = std::string(row.blob(2));
  found.email_index = row.get<Hash>(3);
  found.key_version = row.get<int>(4);
  found.password_hash = row.get<std::string>(5);
  found.totp_sealed = bytes_or_none(row, 6);
  found.totp_pending = bytes_or_none(row, 7);
  found.last_step = row.integer(8);
  found.made = row.get<Instant>(9);
  return found;
}

InvitationRow invitation_from(Row const& row) {
  InvitationRow found;
  found.id = row.get<Id<Invitation>>(0);
  found.token_hash = row.get<Hash>(1);
  found.holding = {find_in(roles, row.text(3)).value(), row.get<Id<Organisation>>(2), row.get<std::string>(4)};
  found.name = row.get<std::string>(5);
  found.email_sealed = std::string(row.blob(6));
  found.email_index = row.get<Hash>(7);
  found.made = row.get<Instant>(8);
  found.expires = row.get<Instant>(9);
  found.used = row.get<std::optional<Instant>>(10);
  return found;
}

}  // namespace

void add_account(Writer& rows, AccountRow const& a) {
  rows.run(
      "INSERT INTO accounts (id, name, email_sealed, email_index, key_version, password_hash, password_set_at, "
      "totp_sealed, totp_pending, last_step, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {a.id, a.name, Blob{a.email_sealed}, a.email_index, a.key_version, a.password_hash, a.made,
       blob_or_null(a.totp_sealed), blob_or_null(a.totp_pending), a.last_step, a.made});
}

std::optional<AccountRow> find_account(Reader& rows, Id<Account> id) {
  return rows.first(
      "SELECT id, name, email_sealed, email_index, key_version, password_hash, totp_sealed, totp_pending, last_step, "
      "made_at FROM accounts WHERE id = $1",
      {id}, account_from);
}

std::optional<AccountRow> find_account_by_email(Reader& rows, Hash const& email_index) {
  return rows.first(
      "SELECT id, name, email_sealed, email_index, key_version, password_hash, totp_sealed, totp_pending, last_step, "
      "made_at FROM accounts WHERE email_index = $1",
      {email_index}, account_from);
}

void set_password(Writer& rows, Id<Account> id, std::string_view hash, Instant now) {
  must(rows.run("UPDATE accounts SET password_hash = $2, password_set_at = $3 WHERE id = $1", {id, hash, now}) == 1);
}

void set_pending_totp(Writer& rows, Id<Account> id, std::string_view sealed) {
  must(rows.run("UPDATE accounts SET totp_pending = $2 WHERE id = $1", {id, Blob{sealed}}) == 1);
}

void confirm_totp(Writer& rows, Id<Account> id, std::string_view sealed, std::int64_t step) {
  must(rows.run("UPDATE accounts SET totp_sealed = $2, totp_pending = NULL, last_step = $3 WHERE id = $1",
                {id, Blob{sealed}, step}) == 1);
}

bool set_last_step(Writer& rows, Id<Account> id, std::int64_t step) {
  return rows.run("UPDATE accounts SET last_step = $2 WHERE id = $1 AND last_step < $2", {id, step}) == 1;
}

void replace_recovery_codes(Writer& rows, Id<Account> id, std::vector<Hash> const& hashes) {
  rows.run("DELETE FROM recovery_codes WHERE account_id = $1", {id});
  for (auto const& hash : hashes)
    rows.run("INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, $2)", {id, hash});
}

bool use_recovery_code(Writer& rows, Id<Account> id, Hash const& hash, Instant now) {
  return rows.run("UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL",
                  {id, hash, now}) == 1;
}

void give_role(Writer& rows, Id<Account> account, Holding const& holding, Instant now) {
  rows.run(
      "INSERT INTO role_holdings (account_id, organisation_id, role, area, given_at, ended_at) "
      "VALUES ($1, $2, $3, $4, $5, NULL) ON CONFLICT (account_id, organisation_id, role, area) "
      "DO UPDATE SET given_at = excluded.given_at, ended_at = excluded.ended_at",
      {account, holding.organisation, word_in(roles, holding.role), holding.area, now});
}

bool end_role(Writer& rows, Id<Account> account, Holding const& holding, Instant now) {
  return rows.run(
             "UPDATE role_holdings SET ended_at = $5 WHERE account_id = $1 AND organisation_id = $2 AND role = $3 "
             "AND area = $4 AND ended_at IS NULL",
             {account, holding.organisation, word_in(roles, holding.role), holding.area, now}) == 1;
}

std::vector<Holding> holdings(Reader& rows, Id<Account> account) {
  return rows.all(
      "SELECT role, organisation_id, area FROM role_holdings WHERE account_id = $1 AND ended_at IS NULL "
      "ORDER BY organisation_id, role, area LIMIT 500",
      {account}, [](Row const& row) {
        return Holding{find_in(roles, row.text(0)).value(), row.get<Id<Organisation>>(1), row.get<std::string>(2)};
      });
}

std::vector<Id<Account>> holders(Reader& rows, Id<Organisation> organisation) {
  return rows.all(
      "SELECT DISTINCT account_id FROM role_holdings WHERE organisation_id = $1 AND ended_at IS NULL "
      "ORDER BY account_id LIMIT 500",
      {organisation}, [](Row const& row) { return row.get<Id<Account>>(0); });
}

std::int64_t count_holders(Reader& rows, Id<Organisation> organisation, Role role) {
  return rows.number(
      "SELECT COUNT(DISTINCT account_id) FROM role_holdings WHERE organisation_id = $1 AND role = $2 "
      "AND ended_at IS NULL",
      {organisation, word_in(roles, role)});
}

void add_invitation(Writer& rows, InvitationRow const& i) {
  rows.run(
      "INSERT INTO invitations (id, token_hash, organisation_id, role, area, name, email_sealed, email_index, made_at, "
      "expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {i.id, i.token_hash, i.holding.organisation, word_in(roles, i.holding.role), i.holding.area, i.name,
       Blob{i.email_sealed}, i.email_index, i.made, i.expires, i.used});
}

std::optional<InvitationRow> find_invitation(Reader& rows, Id<Invitation> id) {
  return rows.first(
      "SELECT id, token_hash, organisation_id, role, area, name, email_sealed, email_index, made_at, expires_at, "
      "used_at FROM invitations WHERE id = $1",
      {id}, invitation_from);
}

std::optional<InvitationRow> find_invitation_by_token(Reader& rows, Hash const& token_hash) {
  return rows.first(
      "SELECT id, token_hash, organisation_id, role, area, name, email_sealed, email_index, made_at, expires_at, "
      "used_at FROM invitations WHERE token_hash = $1",
      {token_hash}, invitation_from);
}

std::vector<InvitationRow> untaken_invitations(Reader& rows, Id<Organisation> organisation, int limit) {
  return rows.all(
      "SELECT id, token_hash, organisation_id, role, area, name, email_sealed, email_index, made_at, expires_at, "
      "used_at FROM invitations WHERE organisation_id = $1 AND used_at IS NULL ORDER BY id DESC LIMIT $2",
      {organisation, limit}, invitation_from);
}

void renew_invitation(Writer& rows, Id<Invitation> id, Hash const& token_hash, Instant expires) {
  must(rows.run("UPDATE invitations SET token_hash = $2, expires_at = $3 WHERE id = $1 AND used_at IS NULL",
                {id, token_hash, expires}) == 1);
}

void use_invitation(Writer& rows, Id<Invitation> id, Instant now) {
  must(rows.run("UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL", {id, now}) == 1);
}

std::int64_t count_open_invitations(Reader& rows, Id<Organisation> organisation, Role role, Instant now) {
  return rows.number(
      "SELECT COUNT(*) FROM invitations WHERE organisation_id = $1 AND role = $2 AND used_at IS NULL "
      "AND expires_at > $3",
      {organisation, word_in(roles, role), now});
}

void withdraw_invitations(Writer& rows, Id<Organisation> organisation, Role role, Instant now) {
  rows.run("UPDATE invitations SET used_at = $3 WHERE organisation_id = $1 AND role = $2 AND used_at IS NULL",
           {organisation, word_in(roles, role), now});
}

void add_session(Writer& rows, SessionRow const& s) {
  rows.run(
      "INSERT INTO sessions (token_hash, account_id, is_full, recovered, made_at, seen_at, proved_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {s.token_hash, s.account, s.full ? 1 : 0, s.recovered ? 1 : 0, s.made, s.seen, s.proved});
}

std::optional<SessionRow> find_session(Reader& rows, Hash const& token_hash) {
  return rows.first(
      "SELECT token_hash, account_id, is_full, recovered, made_at, seen_at, proved_at FROM sessions "
      "WHERE token_hash = $1",
      {token_hash}, [](Row const& row) {
        SessionRow found;
        found.token_hash = row.get<Hash>(0);
        found.account = row.get<Id<Account>>(1);
        found.full = row.get<bool>(2);
        found.recovered = row.get<bool>(3);
        found.made = row.get<Instant>(4);
        found.seen = row.get<Instant>(5);
        found.proved = row.get<std::optional<Instant>>(6);
        return found;
      });
}

void set_seen(Writer& rows, Hash const& token_hash, Instant now) {
  rows.run("UPDATE sessions SET seen_at = $2 WHERE token_hash = $1", {token_hash, now});
}

void set_proved(Writer& rows, Hash const& token_hash, Instant now) {
  rows.run("UPDATE sessions SET proved_at = $2, seen_at = $2, recovered = 0 WHERE token_hash = $1", {token_hash, now});
}

std::int64_t remove_session(Writer& rows, Hash const& token_hash) {
  return rows.run("DELETE FROM sessions WHERE token_hash = $1", {token_hash});
}

std::int64_t remove_sessions_of(Writer& rows, Id<Account> account) {
  return rows.run("DELETE FROM sessions WHERE account_id = $1", {account});
}

std::int64_t remove_sessions_made_before(Writer& rows, Instant full, Instant half) {
  return rows.run("DELETE FROM sessions WHERE made_at <= $1 OR (is_full = 0 AND made_at <= $2)", {full, half});
}

}  // namespace lumbung::access::store
