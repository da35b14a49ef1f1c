#include "payments/payments.h"

namespace lumbung::payments {

std::vector<storage::Migration> migrations() {
  static constexpr std::string_view tables = R"sql(
-- One organisation's arrangement with its acquirer. Small: a reference table under Citus.
CREATE TABLE payment_merchants (
  book_id {i64} NOT NULL,
  organisation {bytes} NOT NULL,
  bank {bytes} NOT NULL,
  suspense {bytes} NOT NULL,
  name {text} NOT NULL,
  static_qris {text} NOT NULL,
  nmid {text} NOT NULL,
  merchant_pan {text} NOT NULL,
  va_prefix {text} NOT NULL,
  PRIMARY KEY (book_id)
) {strict};

-- Who sends us notices. The secret is sealed. Small: a reference table under Citus.
CREATE TABLE payment_partners (
  number {i64} NOT NULL,
  client_key {text} NOT NULL,
  name {text} NOT NULL,
  public_key {text} NOT NULL,
  secret {bytes},
  secret_cell {bytes} NOT NULL,
  home_book {i64} NOT NULL,
  PRIMARY KEY (number),
  UNIQUE (client_key)
) {strict};

-- Access tokens given to partners, as SHA-256. Local to the coordinator.
CREATE TABLE payment_tokens (
  token_hash {bytes} NOT NULL,
  partner {i64} NOT NULL,
  expires {i64} NOT NULL,
  PRIMARY KEY (token_hash)
) {strict};

-- Expected payments. method: 0 qris, 1 va. state: 0 waiting, 1 paid, 2 expired, 3 cancelled, 4 refunded.
CREATE TABLE payment_charges (
  book_id {i64} NOT NULL,
  charge_id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  subject {bytes} NOT NULL,
  method {i32} NOT NULL CHECK (method BETWEEN 0 AND 1),
  amount {i64} NOT NULL CHECK (amount > 0),
  state {i32} NOT NULL CHECK (state BETWEEN 0 AND 4),
  reference {text} NOT NULL,
  payload {text} NOT NULL,
  va_number {text},
  title {text} NOT NULL,
  created {i64} NOT NULL,
  expires {i64} NOT NULL,
  paid_at {i64},
  paid_amount {i64},
  PRIMARY KEY (book_id, charge_id),
  UNIQUE (book_id, reference),
  UNIQUE (book_id, va_number)
) {strict};
CREATE INDEX payment_charges_by_id ON payment_charges (charge_id);
CREATE INDEX payment_charges_waiting ON payment_charges (expires) WHERE state = 0;

-- Money that a partner says has moved, once for each of its references. book_id is the partner's home book, known
-- before the notice is believed. kind: 0 QR, 1 virtual account. Where it went: a charge, or a suspense item, or nowhere
-- (a refund that came before its success).
CREATE TABLE payment_incoming (
  book_id {i64} NOT NULL,
  partner {i64} NOT NULL,
  kind {i32} NOT NULL,
  acquirer_reference {text} NOT NULL,
  payment_id {bytes} NOT NULL,
  reference {text} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  paid_at {i64} NOT NULL,
  received {i64} NOT NULL,
  succeeded {i32} NOT NULL,
  refunded {i32} NOT NULL,
  charge_id {bytes},
  item_id {bytes},
  PRIMARY KEY (book_id, partner, kind, acquirer_reference)
) {strict};

-- Every notice that was believed: its number, the hash of its body, and the fields we act upon; no personal data.
CREATE TABLE payment_notices (
  book_id {i64} NOT NULL,
  partner {i64} NOT NULL,
  day {i64} NOT NULL,
  external_id {text} NOT NULL,
  service {i32} NOT NULL,
  received {i64} NOT NULL,
  body_hash {bytes} NOT NULL,
  signed_hash {bytes} NOT NULL,
  acquirer_reference {text} NOT NULL,
  reference {text} NOT NULL,
  status {i32} NOT NULL,
  amount {i64},
  outcome {text} NOT NULL,
  PRIMARY KEY (book_id, partner, day, external_id),
  UNIQUE (book_id, partner, signed_hash)
) {strict};

-- Money that came and that nobody expected so. reason: 0 unknown reference, 1 wrong amount, 2 late, 3 cancelled,
-- 4 second payment. state: 0 open, 1 assigned, 2 returned, 3 refunded by the acquirer.
CREATE TABLE payment_suspense (
  book_id {i64} NOT NULL,
  item_id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  reason {i32} NOT NULL CHECK (reason BETWEEN 0 AND 4),
  state {i32} NOT NULL CHECK (state BETWEEN 0 AND 3),
  amount {i64} NOT NULL CHECK (amount > 0),
  received {i64} NOT NULL,
  paid_at {i64} NOT NULL,
  partner {text} NOT NULL,
  home_book {i64} NOT NULL,
  partner_number {i64} NOT NULL,
  kind {i32} NOT NULL,
  acquirer_reference {text} NOT NULL,
  reference {text} NOT NULL,
  charge_id {bytes},
  resolved_at {i64},
  note {text} NOT NULL,
  PRIMARY KEY (book_id, item_id)
) {strict};
CREATE INDEX payment_suspense_by_id ON payment_suspense (item_id);
)sql";
  static constexpr std::string_view not_booked = R"sql(
-- A fifth reason: 5 not booked. What stands in the table is carried over as it is.
CREATE TABLE payment_suspense_2 (
  book_id {i64} NOT NULL,
  item_id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  reason {i32} NOT NULL CHECK (reason BETWEEN 0 AND 5),
  state {i32} NOT NULL CHECK (state BETWEEN 0 AND 3),
  amount {i64} NOT NULL CHECK (amount > 0),
  received {i64} NOT NULL,
  paid_at {i64} NOT NULL,
  partner {text} NOT NULL,
  home_book {i64} NOT NULL,
  partner_number {i64} NOT NULL,
  kind {i32} NOT NULL,
  acquirer_reference {text} NOT NULL,
  reference {text} NOT NULL,
  charge_id {bytes},
  resolved_at {i64},
  note {text} NOT NULL,
  PRIMARY KEY (book_id, item_id)
) {strict};
INSERT INTO payment_suspense_2 (book_id, item_id, organisation, reason, state, amount, received, paid_at, partner,
  home_book, partner_number, kind, acquirer_reference, reference, charge_id, resolved_at, note)
SELECT book_id, item_id, organisation, reason, state, amount, received, paid_at, partner,
  home_book, partner_number, kind, acquirer_reference, reference, charge_id, resolved_at, note FROM payment_suspense;
DROP TABLE payment_suspense;
ALTER TABLE payment_suspense_2 RENAME TO payment_suspense;
CREATE INDEX payment_suspense_by_id ON payment_suspense (item_id);
CREATE INDEX payment_incoming_by_charge ON payment_incoming (charge_id);
)sql";
  return {{"2026-11-22-payments", tables}, {"2026-11-22-payments-not-booked", not_booked}};
}

}  // namespace lumbung::payments
