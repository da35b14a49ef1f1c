#include "cooperative/cooperative.h"

namespace lumbung::cooperative {

std::vector<storage::Migration> migrations() {
  return {{"cooperative-0001", R"sql(
-- The co-operative of an organisation: one in a book. `last_number` is the member number given last.
CREATE TABLE cooperatives (
  book_id {i64} NOT NULL PRIMARY KEY,
  organisation {bytes} NOT NULL,
  legal_number {text} NOT NULL,
  founded_on {i64} NOT NULL,
  last_number {i64} NOT NULL CHECK (last_number >= 0),
  opened_at {i64} NOT NULL
) {strict};

-- What the articles and by-laws (AD/ART) say of savings, from a day on. Amounts in sen.
CREATE TABLE cooperative_bylaws (
  book_id {i64} NOT NULL,
  from_day {i64} NOT NULL,
  pokok {i64} NOT NULL CHECK (pokok > 0),
  pokok_parts {i64} NOT NULL CHECK (pokok_parts > 0),
  wajib {i64} NOT NULL CHECK (wajib >= 0),
  due_day {i64} NOT NULL CHECK (due_day BETWEEN 1 AND 31),
  grace_days {i64} NOT NULL CHECK (grace_days >= 0),
  sukarela_free {i64} NOT NULL CHECK (sukarela_free IN (0, 1)),
  two_people_above {i64} CHECK (two_people_above >= 0),
  source {text} NOT NULL,
  set_at {i64} NOT NULL,
  PRIMARY KEY (book_id, from_day),
  FOREIGN KEY (book_id) REFERENCES cooperatives (book_id)
) {strict};

-- Where cash and bank money lie; each is an account of the ledger with the same id.
CREATE TABLE cooperative_tills (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('cash', 'bank', 'field')),
  name {text} NOT NULL,
  opened_at {i64} NOT NULL,
  closed_at {i64},
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id) REFERENCES cooperatives (book_id)
) {strict};
)sql"},
          {"cooperative-0002", R"sql(
-- Members, and who wants to be one. `person` is of the registry, which alone knows names and NIK. `area` is the village
-- where they lived when they applied.
CREATE TABLE cooperative_members (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  person {bytes} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('candidate', 'member', 'refused', 'left')),
  number {i64} CHECK (number > 0),
  business {text} NOT NULL,
  area {text} NOT NULL,
  applied_on {i64} NOT NULL,
  member_since {i64},
  left_on {i64},
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, number),
  FOREIGN KEY (book_id) REFERENCES cooperatives (book_id),
  CHECK ((state IN ('member', 'left')) = (member_since IS NOT NULL)),
  CHECK ((state = 'left') = (left_on IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX cooperative_members_once ON cooperative_members (book_id, person)
  WHERE state IN ('candidate', 'member');
CREATE INDEX cooperative_members_by_person ON cooperative_members (book_id, person, recorded_at, id);
CREATE INDEX cooperative_members_by_state ON cooperative_members (book_id, state, id);

-- Copies that were seen with an application; never the copy itself.
CREATE TABLE cooperative_papers (
  book_id {i64} NOT NULL,
  member {bytes} NOT NULL,
  paper {text} NOT NULL CHECK (paper IN ('ktp', 'kk')),
  seen_on {i64} NOT NULL,
  PRIMARY KEY (book_id, member, paper),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};

-- Who decided what about a member, and where it is written.
CREATE TABLE cooperative_decisions (
  book_id {i64} NOT NULL,
  member {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  decision {text} NOT NULL CHECK (decision IN ('admitted', 'refused', 'left')),
  decided_on {i64} NOT NULL,
  body {text} NOT NULL CHECK (body IN ('pengurus', 'rapat_anggota')),
  minutes {text} NOT NULL,
  reason {text} NOT NULL,
  recorded_by {bytes},
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, member, place),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};

-- To whom a member's savings go: persons of the registry, with hundredths of a per cent.
CREATE TABLE cooperative_heirs (
  book_id {i64} NOT NULL,
  member {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  person {bytes} NOT NULL,
  hundredths {i64} NOT NULL CHECK (hundredths BETWEEN 1 AND 10000),
  PRIMARY KEY (book_id, member, place),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};
)sql"},
          {"cooperative-0003", R"sql(
-- What of a member's sukarela cannot leave: the hold of the ledger with the same id, why, and until when as far as
-- known.
CREATE TABLE cooperative_ties (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  member {bytes} NOT NULL,
  why {text} NOT NULL CHECK (why IN ('pledged', 'lent', 'payout')),
  until_day {i64},
  placed_at {i64} NOT NULL,
  ended_at {i64},
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};
CREATE INDEX cooperative_ties_by_member ON cooperative_ties (book_id, member, id);

-- Mistakes that were reversed: the counter-entry, what it reverses, and why.
CREATE TABLE cooperative_corrections (
  book_id {i64} NOT NULL,
  entry {bytes} NOT NULL,
  reverses {bytes} NOT NULL,
  member {bytes} NOT NULL,
  reason {text} NOT NULL,
  corrected_by {bytes},
  corrected_at {i64} NOT NULL,
  PRIMARY KEY (book_id, entry),
  UNIQUE (book_id, reverses),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};
)sql"},
          {"cooperative-0004", R"sql(
-- Who may borrow or lend: every version of a set of rules, and its rules in their order. `words` has one a line.
CREATE TABLE cooperative_rule_sets (
  book_id {i64} NOT NULL,
  name {text} NOT NULL,
  version {i64} NOT NULL CHECK (version > 0),
  made_at {i64} NOT NULL,
  PRIMARY KEY (book_id, name, version),
  FOREIGN KEY (book_id) REFERENCES cooperatives (book_id)
) {strict};
CREATE TABLE cooperative_rules (
  book_id {i64} NOT NULL,
  name {text} NOT NULL,
  version {i64} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  kind {text} NOT NULL CHECK (kind IN ('member_for', 'pokok_paid', 'wajib_paid', 'paper', 'business', 'area', 'own')),
  number {i64} NOT NULL,
  words {text} NOT NULL,
  sentence {text} NOT NULL,
  PRIMARY KEY (book_id, name, version, place),
  FOREIGN KEY (book_id, name, version) REFERENCES cooperative_rule_sets (book_id, name, version)
) {strict};

-- Facts of a co-operative's own about a member; the latest of a name counts.
CREATE TABLE cooperative_facts (
  book_id {i64} NOT NULL,
  member {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  name {text} NOT NULL,
  holds {i64} NOT NULL CHECK (holds IN (0, 1)),
  seen_on {i64} NOT NULL,
  note {text} NOT NULL,
  recorded_by {bytes},
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, member, place),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};
)sql"},
          {"cooperative-0005", R"sql(
-- Money that leaves for good: withdrawals that two people agree to, and settlements. The entry has the same id.
CREATE TABLE cooperative_payouts (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  member {bytes} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('withdrawal', 'settlement')),
  till {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount >= 0),
  because {text} CHECK (because IN ('asked', 'moved', 'excluded', 'died')),
  decided_on {i64},
  body {text} CHECK (body IN ('pengurus', 'rapat_anggota')),
  minutes {text} NOT NULL,
  reason {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('proposed', 'paid', 'refused')),
  proposed_at {i64} NOT NULL,
  ended_at {i64},
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id),
  FOREIGN KEY (book_id, till) REFERENCES cooperative_tills (book_id, id),
  CHECK ((kind = 'settlement') = (because IS NOT NULL))
) {strict};
CREATE INDEX cooperative_payouts_by_id ON cooperative_payouts (id);
CREATE INDEX cooperative_payouts_by_member ON cooperative_payouts (book_id, member, state);

-- What heirs were paid.
CREATE TABLE cooperative_payout_shares (
  book_id {i64} NOT NULL,
  payout {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  person {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (book_id, payout, place),
  FOREIGN KEY (book_id, payout) REFERENCES cooperative_payouts (book_id, id)
) {strict};
)sql"},
          {"cooperative-0006", R"sql(
-- Credit products: what the co-operative decided, from a day on. Amounts in sen; rest days of the week are one bit each,
-- Monday lowest.
CREATE TABLE cooperative_products (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  from_day {i64} NOT NULL,
  name {text} NOT NULL,
  member_limit {i64} NOT NULL CHECK (member_limit > 0),
  group_limit {i64} NOT NULL CHECK (group_limit >= member_limit),
  group_size {i64} NOT NULL CHECK (group_size > 0),
  handed_over {text} NOT NULL CHECK (handed_over IN ('package', 'cash')),
  borrower_rules {text} NOT NULL,
  lender_rules {text} NOT NULL,
  loss_policy {text} NOT NULL CHECK (loss_policy IN ('lenders', 'cooperative')),
  tanggung_renteng {i64} NOT NULL CHECK (tanggung_renteng IN (0, 1)),
  instalments {i64} NOT NULL CHECK (instalments > 0),
  period {text} NOT NULL CHECK (period IN ('daily', 'weekly', 'monthly')),
  rest_weekdays {i64} NOT NULL CHECK (rest_weekdays BETWEEN 0 AND 126),
  holidays {text} NOT NULL,
  rounded_up_to {i64} NOT NULL CHECK (rounded_up_to > 0),
  rounding_goes_to {text} NOT NULL CHECK (rounding_goes_to IN ('sukarela', 'service_charge', 'smaller_last')),
  odd_rupiah {text} NOT NULL CHECK (odd_rupiah IN ('earlier', 'evenly')),
  source {text} NOT NULL,
  set_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id, from_day),
  FOREIGN KEY (book_id) REFERENCES cooperatives (book_id)
) {strict};
CREATE TABLE cooperative_product_charges (
  book_id {i64} NOT NULL,
  product {bytes} NOT NULL,
  from_day {i64} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  name {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('percent_of_principal', 'percent_a_period', 'fixed')),
  basis_points {i64} NOT NULL,
  amount {i64} NOT NULL,
  paid {text} NOT NULL CHECK (paid IN ('with_instalments', 'at_disbursement')),
  PRIMARY KEY (book_id, product, from_day, place),
  FOREIGN KEY (book_id, product, from_day) REFERENCES cooperative_products (book_id, id, from_day)
) {strict};

-- Peer groups, and who is in them. `running` stands on both, so that nobody is in two running groups of a product.
CREATE TABLE cooperative_peer_groups (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  product {bytes} NOT NULL,
  name {text} NOT NULL,
  leader {bytes} NOT NULL,
  area {text} NOT NULL,
  made {text} NOT NULL CHECK (made IN ('distance', 'hand')),
  reason {text} NOT NULL,
  formed_on {i64} NOT NULL,
  ended_on {i64},
  running {i64} NOT NULL CHECK (running IN (0, 1)),
  formed_by {bytes},
  formed_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, leader) REFERENCES cooperative_members (book_id, id)
) {strict};
CREATE INDEX cooperative_peer_groups_by_product ON cooperative_peer_groups (book_id, product, running, id);
CREATE TABLE cooperative_peers (
  book_id {i64} NOT NULL,
  peer_group {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  member {bytes} NOT NULL,
  product {bytes} NOT NULL,
  running {i64} NOT NULL CHECK (running IN (0, 1)),
  PRIMARY KEY (book_id, peer_group, place),
  UNIQUE (book_id, peer_group, member),
  FOREIGN KEY (book_id, peer_group) REFERENCES cooperative_peer_groups (book_id, id),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id)
) {strict};
CREATE UNIQUE INDEX cooperative_peers_once ON cooperative_peers (book_id, product, member) WHERE running = 1;
CREATE INDEX cooperative_peers_by_member ON cooperative_peers (book_id, member, peer_group);

-- A credit of a group: the loans of its members together. Its disbursement is the entry of the same id.
CREATE TABLE cooperative_credits (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  peer_group {bytes} NOT NULL,
  product {bytes} NOT NULL,
  terms_from {i64} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  state {text} NOT NULL CHECK (state IN ('applied', 'proposed', 'approved', 'refused', 'disbursed', 'settled')),
  applied_on {i64} NOT NULL,
  applied_by {bytes},
  disbursed_on {i64},
  till {bytes},
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, peer_group) REFERENCES cooperative_peer_groups (book_id, id),
  FOREIGN KEY (book_id, product, terms_from) REFERENCES cooperative_products (book_id, id, from_day),
  CHECK ((state IN ('disbursed', 'settled')) = (disbursed_on IS NOT NULL))
) {strict};
CREATE INDEX cooperative_credits_by_id ON cooperative_credits (id);
CREATE INDEX cooperative_credits_by_group ON cooperative_credits (book_id, peer_group, state, id);
CREATE INDEX cooperative_credits_by_state ON cooperative_credits (book_id, state, id);
CREATE TABLE cooperative_verifications (
  book_id {i64} NOT NULL,
  credit {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  kind {text} NOT NULL CHECK (kind IN ('desk', 'home')),
  member {bytes},
  passed {i64} NOT NULL CHECK (passed IN (0, 1)),
  done_on {i64} NOT NULL,
  note {text} NOT NULL,
  done_by {bytes},
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, credit, place),
  FOREIGN KEY (book_id, credit) REFERENCES cooperative_credits (book_id, id)
) {strict};

-- What lenders pledged to a credit, and what became of it. Before disbursement a hold of the ledger with the same id.
CREATE TABLE cooperative_pledges (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  credit {bytes} NOT NULL,
  lender {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  amount {i64} NOT NULL CHECK (amount > 0),
  returned {i64} NOT NULL CHECK (returned >= 0),
  lost {i64} NOT NULL CHECK (lost >= 0),
  state {text} NOT NULL CHECK (state IN ('pledged', 'withdrawn', 'lent', 'ended')),
  pledged_on {i64} NOT NULL,
  recorded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, credit, place),
  FOREIGN KEY (book_id, credit) REFERENCES cooperative_credits (book_id, id),
  FOREIGN KEY (book_id, lender) REFERENCES cooperative_members (book_id, id),
  CHECK (returned + lost <= amount)
) {strict};
CREATE UNIQUE INDEX cooperative_pledges_once ON cooperative_pledges (book_id, credit, lender)
  WHERE state <> 'withdrawn';
CREATE INDEX cooperative_pledges_by_lender ON cooperative_pledges (book_id, lender, state, id);

-- The loan of one member in a credit. `plan` is the number of the schedule that counts.
CREATE TABLE cooperative_loans (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  credit {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  member {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  state {text} NOT NULL CHECK (state IN ('applied', 'open', 'settled', 'written_off')),
  plan {i64} NOT NULL CHECK (plan >= 0),
  last_due {i64},
  returned {i64} NOT NULL CHECK (returned >= 0),
  written_off {i64} NOT NULL CHECK (written_off >= 0),
  recovered {i64} NOT NULL CHECK (recovered BETWEEN 0 AND written_off),
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, credit, place),
  UNIQUE (book_id, credit, member),
  FOREIGN KEY (book_id, credit) REFERENCES cooperative_credits (book_id, id),
  FOREIGN KEY (book_id, member) REFERENCES cooperative_members (book_id, id),
  CHECK (returned + written_off <= amount)
) {strict};
CREATE INDEX cooperative_loans_by_member ON cooperative_loans (book_id, member, state, id);
CREATE INDEX cooperative_loans_by_state ON cooperative_loans (book_id, state, id);

-- The plan of a loan, and what of each instalment is paid. Earlier plans stay as they were.
CREATE TABLE cooperative_instalments (
  book_id {i64} NOT NULL,
  loan {bytes} NOT NULL,
  plan {i64} NOT NULL CHECK (plan > 0),
  number {i64} NOT NULL CHECK (number > 0),
  due_on {i64} NOT NULL,
  principal {i64} NOT NULL CHECK (principal >= 0),
  charge {i64} NOT NULL CHECK (charge >= 0),
  rounding {i64} NOT NULL CHECK (rounding >= 0),
  paid_principal {i64} NOT NULL CHECK (paid_principal BETWEEN 0 AND principal),
  paid_charge {i64} NOT NULL CHECK (paid_charge BETWEEN 0 AND charge),
  paid_rounding {i64} NOT NULL CHECK (paid_rounding BETWEEN 0 AND rounding),
  PRIMARY KEY (book_id, loan, plan, number),
  FOREIGN KEY (book_id, loan) REFERENCES cooperative_loans (book_id, id)
) {strict};

-- Acts that moved money of a running credit; the entry has the same id. `asked` is what was asked, so that the same
-- again can be known. `reversed_by` is the counter-entry.
CREATE TABLE cooperative_payments (
  book_id {i64} NOT NULL,
  entry {bytes} NOT NULL,
  credit {bytes} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('collection', 'cover', 'cover_back', 'write_off', 'recovery')),
  day {i64} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  asked {text} NOT NULL,
  reversed_by {bytes},
  reason {text} NOT NULL,
  booked_by {bytes},
  booked_at {i64} NOT NULL,
  PRIMARY KEY (book_id, entry),
  FOREIGN KEY (book_id, credit) REFERENCES cooperative_credits (book_id, id)
) {strict};
CREATE INDEX cooperative_payments_by_credit ON cooperative_payments (book_id, credit, booked_at, entry);
-- Which instalments it paid.
CREATE TABLE cooperative_payment_parts (
  book_id {i64} NOT NULL,
  entry {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  loan {bytes} NOT NULL,
  plan {i64} NOT NULL,
  number {i64} NOT NULL,
  principal {i64} NOT NULL,
  charge {i64} NOT NULL,
  rounding {i64} NOT NULL,
  PRIMARY KEY (book_id, entry, place),
  FOREIGN KEY (book_id, entry) REFERENCES cooperative_payments (book_id, entry)
) {strict};
CREATE INDEX cooperative_payment_parts_by_loan ON cooperative_payment_parts (book_id, loan, plan, number);
-- What each lender got back or lost by it.
CREATE TABLE cooperative_payment_shares (
  book_id {i64} NOT NULL,
  entry {bytes} NOT NULL,
  pledge {bytes} NOT NULL,
  returned {i64} NOT NULL,
  lost {i64} NOT NULL,
  PRIMARY KEY (book_id, entry, pledge),
  FOREIGN KEY (book_id, entry) REFERENCES cooperative_payments (book_id, entry)
) {strict};
)sql"},
          {"cooperative-0007", R"sql(
-- Tanggung renteng: who paid for whom, and what of it was paid back.
CREATE TABLE cooperative_covers (
  book_id {i64} NOT NULL,
  entry {bytes} NOT NULL,
  place {i64} NOT NULL CHECK (place > 0),
  loan {bytes} NOT NULL,
  by_member {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  paid_back {i64} NOT NULL CHECK (paid_back BETWEEN 0 AND amount),
  ended {i64} NOT NULL CHECK (ended IN (0, 1)),
  covered_at {i64} NOT NULL,
  PRIMARY KEY (book_id, entry, place),
  FOREIGN KEY (book_id, entry) REFERENCES cooperative_payments (book_id, entry),
  FOREIGN KEY (book_id, loan) REFERENCES cooperative_loans (book_id, id),
  FOREIGN KEY (book_id, by_member) REFERENCES cooperative_members (book_id, id)
) {strict};
CREATE INDEX cooperative_covers_by_loan ON cooperative_covers (book_id, loan, covered_at, entry, place);

-- Loans that will not be paid: proposed by one, approved by another. The entry has the same id.
CREATE TABLE cooperative_write_offs (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  loan {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  policy {text} NOT NULL CHECK (policy IN ('lenders', 'cooperative')),
  reason {text} NOT NULL,
  minutes {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('proposed', 'done', 'refused')),
  proposed_at {i64} NOT NULL,
  ended_at {i64},
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, loan) REFERENCES cooperative_loans (book_id, id)
) {strict};
CREATE INDEX cooperative_write_offs_by_id ON cooperative_write_offs (id);
CREATE UNIQUE INDEX cooperative_write_offs_once ON cooperative_write_offs (book_id, loan) WHERE state <> 'refused';

-- Loans that were given a new plan, and why.
CREATE TABLE cooperative_reschedulings (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  loan {bytes} NOT NULL,
  plan {i64} NOT NULL CHECK (plan > 1),
  begins_on {i64} NOT NULL,
  asked {text} NOT NULL,
  reason {text} NOT NULL,
  minutes {text} NOT NULL,
  done_by {bytes},
  done_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, loan, plan),
  FOREIGN KEY (book_id, loan) REFERENCES cooperative_loans (book_id, id)
) {strict};
)sql"}};
}

}  // namespace lumbung::cooperative
