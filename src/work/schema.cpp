#include "work/work.h"

namespace lumbung::work {

namespace {

constexpr std::string_view audit_trail = R"(
-- local: what happened, who did it, when. Only ever added to; hash = SHA-256 over the line and the hash before it.
CREATE TABLE audit_events (
  number {i64} PRIMARY KEY,
  at {i64} NOT NULL,
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('visitor', 'staff', 'partner_system', 'system')),
  account {bytes},
  organisation {bytes},
  kind {text} NOT NULL,
  subject {bytes} NOT NULL,
  facts {text} NOT NULL,
  prev_hash {bytes} NOT NULL,
  hash {bytes} NOT NULL
) {strict};
CREATE INDEX audit_events_of_organisation ON audit_events (organisation, number) WHERE organisation IS NOT NULL;

-- local: one row, the end of the chain. On PostgreSQL whoever holds this row is the one that writes now.
CREATE TABLE audit_head (
  id {i64} PRIMARY KEY CHECK (id = 1),
  turns {i64} NOT NULL,
  number {i64} NOT NULL,
  hash {bytes} NOT NULL
) {strict};
)";

}  // namespace

std::vector<storage::Migration> migrations() { return {{"0001-audit-trail", audit_trail}}; }

}  // namespace lumbung::work
