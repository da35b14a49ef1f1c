#include "access/access.h"

namespace lumbung::access {

// "reference": small, the same on every node. "local": on the coordinator only. The others belong to a book.
std::vector<storage::Migration> migrations() {
  return {{"access-0001-vault", R"sql(
-- The data key of each person, wrapped. Deleting the row erases the person. Backups of this table are kept 35 days.
CREATE TABLE person_keys (
  book_id {i64} NOT NULL,
  person_id {bytes} NOT NULL,
  wrapped {bytes} NOT NULL,
  key_version {i32} NOT NULL,
  made_at {i64} NOT NULL,
  PRIMARY KEY (book_id, person_id)
) {strict};
)sql"},
          {"access-0002-organisations", R"sql(
-- reference: organisations; the contact phone is sealed.
CREATE TABLE organisations (
  id {bytes} NOT NULL PRIMARY KEY,
  book_id {i64} NOT NULL UNIQUE,
  name {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('yayasan', 'perkumpulan', 'koperasi', 'dinas', 'perusahaan')),
  area {text} NOT NULL,
  phone_sealed {bytes} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('draft', 'submitted', 'verified', 'refused', 'suspended')),
  reason {text} NOT NULL,
  wish_hash {bytes} NOT NULL,
  registered_at {i64} NOT NULL,
  decided_at {i64}
) {strict};
CREATE INDEX organisations_by_state ON organisations (state, id);

-- reference: deeds and certificates, kept as files by their SHA-256.
CREATE TABLE organisation_documents (
  organisation_id {bytes} NOT NULL REFERENCES organisations (id),
  id {bytes} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('akta', 'sk_kemenkumham', 'npwp', 'izin_pub')),
  file_hash {bytes} NOT NULL,
  added_at {i64} NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, kind, file_hash)
) {strict};

-- reference: permits and exemptions; one of an organisation is current, one may be proposed, the others are past.
CREATE TABLE organisation_permits (
  organisation_id {bytes} NOT NULL REFERENCES organisations (id),
  id {bytes} NOT NULL,
  standing {text} NOT NULL CHECK (standing IN ('current', 'proposed', 'past')),
  exemption {text},
  explanation {text} NOT NULL,
  number {text} NOT NULL,
  issuer {text} NOT NULL CHECK (issuer IN ('minister', 'governor', 'regent')),
  area {text} NOT NULL,
  from_day {i64} NOT NULL,
  to_day {i64} NOT NULL CHECK (to_day >= from_day),
  extended_to_day {i64} CHECK (extended_to_day > to_day),
  set_at {i64} NOT NULL,
  PRIMARY KEY (organisation_id, id)
) {strict};

-- reference: bank accounts, standing as permits do; the number is sealed.
CREATE TABLE organisation_bank_accounts (
  organisation_id {bytes} NOT NULL REFERENCES organisations (id),
  id {bytes} NOT NULL,
  standing {text} NOT NULL CHECK (standing IN ('current', 'proposed', 'past')),
  bank_code {text} NOT NULL,
  number_sealed {bytes} NOT NULL,
  number_index {bytes} NOT NULL,
  key_version {i32} NOT NULL,
  holder {text} NOT NULL,
  explanation {text} NOT NULL,
  set_at {i64} NOT NULL,
  PRIMARY KEY (organisation_id, id)
) {strict};
)sql"},
          {"access-0003-accounts", R"sql(
-- local: people who sign in. The e-mail address and the TOTP secrets are sealed; `last_step` makes a code single use.
CREATE TABLE accounts (
  id {bytes} NOT NULL PRIMARY KEY,
  name {text} NOT NULL,
  email_sealed {bytes} NOT NULL,
  email_index {bytes} NOT NULL UNIQUE,
  key_version {i32} NOT NULL,
  password_hash {text} NOT NULL,
  password_set_at {i64} NOT NULL,
  totp_sealed {bytes},
  totp_pending {bytes},
  last_step {i64} NOT NULL,
  made_at {i64} NOT NULL
) {strict};

-- local: ten recovery codes an account, kept as keyed hashes, each used once.
CREATE TABLE recovery_codes (
  account_id {bytes} NOT NULL REFERENCES accounts (id),
  code_hash {bytes} NOT NULL,
  used_at {i64},
  PRIMARY KEY (account_id, code_hash)
) {strict};

-- local: who holds which role. organisation_id is sixteen zeros for roles of the platform.
CREATE TABLE role_holdings (
  account_id {bytes} NOT NULL REFERENCES accounts (id),
  organisation_id {bytes} NOT NULL,
  role {text} NOT NULL,
  area {text} NOT NULL,
  given_at {i64} NOT NULL,
  ended_at {i64},
  PRIMARY KEY (account_id, organisation_id, role, area)
) {strict};
CREATE INDEX role_holdings_by_organisation ON role_holdings (organisation_id, account_id);

-- local: invitations. The token itself is never stored.
CREATE TABLE invitations (
  id {bytes} NOT NULL PRIMARY KEY,
  token_hash {bytes} NOT NULL UNIQUE,
  organisation_id {bytes} NOT NULL,
  role {text} NOT NULL,
  area {text} NOT NULL,
  name {text} NOT NULL,
  email_sealed {bytes} NOT NULL,
  email_index {bytes} NOT NULL,
  made_at {i64} NOT NULL,
  expires_at {i64} NOT NULL,
  used_at {i64}
) {strict};
CREATE INDEX invitations_by_organisation ON invitations (organisation_id, id);

-- local: sessions, by the hash of their token. `full` is 0 until the second factor was given; `proved_at` is when it
-- last was; `recovered` is 1 when a recovery code took its place.
CREATE TABLE sessions (
  token_hash {bytes} NOT NULL PRIMARY KEY,
  account_id {bytes} NOT NULL REFERENCES accounts (id),
  is_full {i32} NOT NULL CHECK (is_full IN (0, 1)),
  recovered {i32} NOT NULL CHECK (recovered IN (0, 1)),
  made_at {i64} NOT NULL,
  seen_at {i64} NOT NULL,
  proved_at {i64}
) {strict};
CREATE INDEX sessions_by_account ON sessions (account_id);
)sql"},
          {"access-0004-approvals", R"sql(
-- local: what two people must agree upon. What is agreed is the hash of the canonical text.
CREATE TABLE approvals (
  id {bytes} NOT NULL PRIMARY KEY,
  kind {text} NOT NULL,
  subject {bytes} NOT NULL,
  organisation_id {bytes} NOT NULL,
  area {text} NOT NULL,
  needed_right {text} NOT NULL,
  moves_money {i32} NOT NULL CHECK (moves_money IN (0, 1)),
  people {i32} NOT NULL CHECK (people BETWEEN 2 AND 5),
  content {text} NOT NULL,
  content_hash {bytes} NOT NULL,
  preparer {bytes} NOT NULL,
  preparer_session {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'voided')),
  reason {text} NOT NULL,
  opened_at {i64} NOT NULL,
  decided_at {i64}
) {strict};
CREATE INDEX approvals_by_organisation ON approvals (organisation_id, state, id);
CREATE INDEX approvals_by_subject ON approvals (subject, kind);
CREATE INDEX approvals_by_state ON approvals (state, id);

-- local: who agreed, from which session.
CREATE TABLE approval_voices (
  approval_id {bytes} NOT NULL REFERENCES approvals (id),
  account_id {bytes} NOT NULL,
  session {text} NOT NULL,
  content_hash {bytes} NOT NULL,
  given_at {i64} NOT NULL,
  PRIMARY KEY (approval_id, account_id),
  UNIQUE (approval_id, session)
) {strict};
)sql"},
          {"access-0005-documents-by-file", R"sql(
CREATE INDEX organisation_documents_by_file ON organisation_documents (file_hash);
)sql"},
          {"access-0006-forgotten-passwords", R"sql(
-- local: somebody asked for a new password; answered within seconds and deleted. Strangers' addresses too, so only
-- their keyed hash.
CREATE TABLE password_reset_wishes (
  id {bytes} NOT NULL PRIMARY KEY,
  email_index {bytes} NOT NULL,
  asked_at {i64} NOT NULL
) {strict};

-- local: the one link of an account that is good now. The token itself is never stored.
CREATE TABLE password_resets (
  account_id {bytes} NOT NULL PRIMARY KEY REFERENCES accounts (id),
  token_hash {bytes} NOT NULL UNIQUE,
  made_at {i64} NOT NULL,
  expires_at {i64} NOT NULL
) {strict};
)sql"}};
}

}  // namespace lumbung::access
