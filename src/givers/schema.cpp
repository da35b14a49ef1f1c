#include "givers/givers.h"

namespace lumbung::givers {

std::vector<storage::Migration> migrations() {
  return {{"givers-0001", R"sql(
-- local: givers who have an account. Name and address are sealed with the giver's own key (person_keys of book 0); the
-- address is found by a keyed hash.
CREATE TABLE givers (
  id {bytes} NOT NULL PRIMARY KEY,
  email_sealed {bytes} NOT NULL,
  name_sealed {bytes},
  email_index {bytes} NOT NULL UNIQUE,
  key_version {i32} NOT NULL,
  language {text} NOT NULL CHECK (language IN ('id', 'en')),
  made_at {i64} NOT NULL
) {strict};

-- local: codes by which somebody signs in, kept as keyed hashes; the newest of an address counts.
CREATE TABLE giver_codes (
  email_index {bytes} NOT NULL PRIMARY KEY,
  id {bytes} NOT NULL,
  code_hash {bytes} NOT NULL,
  made_at {i64} NOT NULL,
  tries {i32} NOT NULL CHECK (tries >= 0)
) {strict};
CREATE INDEX giver_codes_by_age ON giver_codes (made_at);

-- local: sessions of givers, by the hash of their token.
CREATE TABLE giver_sessions (
  token_hash {bytes} NOT NULL PRIMARY KEY,
  giver {bytes} NOT NULL,
  made_at {i64} NOT NULL
) {strict};
CREATE INDEX giver_sessions_by_giver ON giver_sessions (giver);
CREATE INDEX giver_sessions_by_age ON giver_sessions (made_at);

-- Whose account a gift stands in.
CREATE TABLE giver_gifts (
  book_id {i64} NOT NULL,
  gift {bytes} NOT NULL,
  giver {bytes} NOT NULL,
  plan {bytes},
  kept_at {i64} NOT NULL,
  PRIMARY KEY (book_id, gift)
) {strict};
CREATE INDEX giver_gifts_by_giver ON giver_gifts (giver, kept_at, gift);

-- Gifts that recur. `next_period` is the first period without a charge, `next_due` its day.
CREATE TABLE giving_plans (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  giver {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  campaign {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  method {text} NOT NULL CHECK (method IN ('qris', 'va')),
  anonymous {i64} NOT NULL CHECK (anonymous IN (0, 1)),
  name {text} NOT NULL,
  every {text} NOT NULL CHECK (every IN ('week', 'month')),
  starts {i64} NOT NULL,
  ends {i64},
  at_end {text} NOT NULL CHECK (at_end IN ('stop', 'organisation_chooses')),
  state {text} NOT NULL CHECK (state IN ('active', 'paused', 'choosing', 'stopped', 'ended')),
  next_period {i64} NOT NULL CHECK (next_period >= 0),
  next_due {i64} NOT NULL,
  made_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX giving_plans_by_id ON giving_plans (id);
CREATE INDEX giving_plans_by_giver ON giving_plans (giver, id);
CREATE INDEX giving_plans_by_due ON giving_plans (state, next_due);
CREATE INDEX giving_plans_by_campaign ON giving_plans (book_id, campaign, state);

-- What came of each period of a plan: its gift, or why there is none.
CREATE TABLE giving_plan_periods (
  book_id {i64} NOT NULL,
  plan {bytes} NOT NULL,
  period {i64} NOT NULL,
  due {i64} NOT NULL,
  gift {bytes},
  refusal {text} NOT NULL,
  made_at {i64} NOT NULL,
  PRIMARY KEY (book_id, plan, period),
  FOREIGN KEY (book_id, plan) REFERENCES giving_plans (book_id, id),
  CHECK ((gift IS NULL) <> (refusal = ''))
) {strict};
)sql"},
          {"givers-0002", R"sql(
DROP TABLE giver_codes;
-- local: the last codes of an address, no longer only the newest. They live ten minutes, so none is carried over.
CREATE TABLE giver_codes (
  email_index {bytes} NOT NULL,
  id {bytes} NOT NULL,
  code_hash {bytes} NOT NULL,
  made_at {i64} NOT NULL,
  tries {i32} NOT NULL CHECK (tries >= 0),
  PRIMARY KEY (email_index, id)
) {strict};
CREATE INDEX giver_codes_by_age ON giver_codes (made_at);
)sql"}};
}

}  // namespace lumbung::givers
