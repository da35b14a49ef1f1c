#include "translog/translog.h"

namespace lumbung::translog {

namespace {

// All of these are local tables: one log for the whole installation, kept beside the sequencer.
constexpr std::string_view tables = R"(
-- local: what was committed to, with what opens it. Only added to; an erasure takes nonce and record away.
CREATE TABLE log_openings (
  id {bytes} PRIMARY KEY,
  kind {text} NOT NULL CHECK (kind IN ('entry', 'batch', 'rule', 'key', 'correction', 'gap', 'erasure')),
  day {i64} NOT NULL,
  leaf {text} NOT NULL,
  key_version {i64} NOT NULL,
  nonce {bytes},
  record {text},
  CHECK ((nonce IS NULL) = (record IS NULL))
) {strict_by_key};

-- local: what waits for an index, in the order of `place`. The sequencer takes rows away.
CREATE TABLE log_outbox (
  place {i64} NOT NULL,
  id {bytes} NOT NULL,
  PRIMARY KEY (place, id)
) {strict_by_key};

-- local: the leaves in their order; hash = SHA-256(0x00 || leaf).
CREATE TABLE log_leaves (
  leaf_index {i64} PRIMARY KEY CHECK (leaf_index >= 0),
  id {bytes} NOT NULL UNIQUE REFERENCES log_openings (id),
  hash {bytes} NOT NULL
) {strict};

-- local: hashes of tile levels 1 and up; number n of level l is the root of tile n of level l - 1.
CREATE TABLE log_nodes (
  level {i64} NOT NULL CHECK (level BETWEEN 1 AND 7),
  number {i64} NOT NULL,
  hash {bytes} NOT NULL,
  PRIMARY KEY (level, number)
) {strict_by_key};

-- local: one row, the size and root up to which indexes were given. Changed by compare-and-swap on the size.
CREATE TABLE log_head (
  id {i64} PRIMARY KEY CHECK (id = 1),
  origin {text} NOT NULL,
  verifier_key {text} NOT NULL,
  size {i64} NOT NULL,
  root {bytes} NOT NULL
) {strict};

-- local: how many leaves of each kind have an index.
CREATE TABLE log_counts (
  kind {text} PRIMARY KEY,
  leaves {i64} NOT NULL
) {strict_by_key};

-- local: every head that was signed. One root for one size, for ever; published and refreshed are microseconds UTC.
CREATE TABLE log_checkpoints (
  size {i64} PRIMARY KEY,
  root {bytes} NOT NULL,
  note {text} NOT NULL,
  published {i64} NOT NULL,
  refreshed {i64} NOT NULL
) {strict};
)";

// Rolls: one row for a leaf and the many lines that follow it. The lines' leaves and hashes are not kept: they are
// computed from the records that the ledger tells again.
constexpr std::string_view rolls = R"(
-- local: leaves that are followed by lines; `seed` (sealed) is what the lines' nonces come from, `source` tells the
-- ledger which records they are.
CREATE TABLE log_rolls (
  id {bytes} PRIMARY KEY REFERENCES log_openings (id),
  day {i64} NOT NULL,
  lines {i64} NOT NULL CHECK (lines > 0),
  key_version {i64} NOT NULL,
  seed {bytes} NOT NULL,
  source {bytes} NOT NULL
) {strict_by_key};

-- local: where the lines of a roll stand in the log: [first_index, first_index + lines).
CREATE TABLE log_roll_places (
  first_index {i64} PRIMARY KEY CHECK (first_index > 0),
  id {bytes} NOT NULL UNIQUE REFERENCES log_rolls (id),
  lines {i64} NOT NULL CHECK (lines > 0)
) {strict};
)";

}  // namespace

std::vector<storage::Migration> migrations() { return {{"0001-public-log", tables}, {"0002-rolls", rolls}}; }

}  // namespace lumbung::translog
