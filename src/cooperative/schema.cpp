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
)sql"}};
}

}  // namespace lumbung::cooperative
