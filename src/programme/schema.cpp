#include "programme/programme.h"

namespace lumbung::programme {

std::vector<storage::Migration> migrations() {
  return {{"programme-0001", R"sql(
-- A social programme of one organisation: what is promised, to whom, when.
CREATE TABLE programmes (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  title {text} NOT NULL,
  summary {text} NOT NULL,
  area {text} NOT NULL,
  starts {i64} NOT NULL,
  ends {i64} NOT NULL CHECK (ends >= starts),
  state {text} NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  plan_version {i64} NOT NULL CHECK (plan_version >= 0),
  created_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX programmes_by_id ON programmes (id);
CREATE INDEX programmes_by_organisation ON programmes (book_id, organisation);

-- Every version of a plan, for ever; the hash stands in the public log.
CREATE TABLE plan_versions (
  book_id {i64} NOT NULL,
  programme {bytes} NOT NULL,
  version {i64} NOT NULL CHECK (version > 0),
  target_households {i64} NOT NULL,
  reason {text} NOT NULL,
  hash {bytes} NOT NULL,
  made_at {i64} NOT NULL,
  PRIMARY KEY (book_id, programme, version),
  FOREIGN KEY (book_id, programme) REFERENCES programmes (book_id, id)
) {strict};

-- The lines of a plan: needs, items, activities and budget, each in its order.
CREATE TABLE plan_lines (
  book_id {i64} NOT NULL,
  programme {bytes} NOT NULL,
  version {i64} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('need', 'item', 'activity', 'budget')),
  place {i64} NOT NULL,
  id {bytes},
  label {text} NOT NULL,
  asset {text},
  amount {i64},
  units {i64},
  from_day {i64},
  to_day {i64},
  budget_kind {text},
  PRIMARY KEY (book_id, programme, version, kind, place),
  FOREIGN KEY (book_id, programme, version) REFERENCES plan_versions (book_id, programme, version)
) {strict};

CREATE TABLE milestones (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  title {text} NOT NULL,
  due {i64} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX milestones_by_programme ON milestones (book_id, programme, due);

-- What a programme wants to change; figures are thousandths of the unit.
CREATE TABLE indicators (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  name {text} NOT NULL,
  unit {text} NOT NULL,
  baseline {i64} NOT NULL,
  target {i64} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX indicators_by_programme ON indicators (book_id, programme);
CREATE TABLE measurements (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  indicator {bytes} NOT NULL,
  measured_on {i64} NOT NULL,
  actual {i64} NOT NULL,
  note {text} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX measurements_by_indicator ON measurements (book_id, indicator, measured_on);

-- Households served by a programme. `label` is chance and all that the public sees.
CREATE TABLE enrolments (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  family {bytes} NOT NULL,
  label {text} NOT NULL,
  area {text} NOT NULL,
  decile {i64} CHECK (decile IS NULL OR decile BETWEEN 1 AND 10),
  enrolled_at {i64} NOT NULL,
  ended_at {i64},
  ended_reason {text},
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, programme, label)
) {strict};
CREATE UNIQUE INDEX enrolments_once ON enrolments (book_id, programme, family) WHERE ended_at IS NULL;
CREATE INDEX enrolments_by_id ON enrolments (id);
CREATE INDEX enrolments_by_area ON enrolments (book_id, programme, area);

-- Money let go from a campaign's fund to a programme: proposed by one person, approved by another.
CREATE TABLE releases (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  approval {bytes} NOT NULL,
  source {bytes} NOT NULL,
  source_account {bytes} NOT NULL,
  milestone {bytes},
  amount {i64} NOT NULL CHECK (amount > 0),
  reason {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('proposed', 'released', 'refused')),
  proposed_at {i64} NOT NULL,
  proposed_by {bytes},
  released_at {i64},
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX releases_by_programme ON releases (book_id, programme, proposed_at);
CREATE INDEX releases_by_id ON releases (id);

CREATE TABLE purchases (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  item {bytes} NOT NULL,
  units {i64} NOT NULL CHECK (units > 0),
  total {i64} NOT NULL CHECK (total > 0),
  vendor {text} NOT NULL,
  bought_on {i64} NOT NULL,
  units_before {i64} NOT NULL CHECK (units_before >= 0), -- of this item bought earlier: the lot's place on the axis of units
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, programme, item, units_before)
) {strict};
CREATE INDEX purchases_by_programme ON purchases (book_id, programme, bought_on);
CREATE TABLE purchase_quotes (
  book_id {i64} NOT NULL,
  purchase {bytes} NOT NULL,
  place {i64} NOT NULL,
  vendor {text} NOT NULL,
  total {i64} NOT NULL CHECK (total > 0),
  PRIMARY KEY (book_id, purchase, place)
) {strict};

CREATE TABLE costs (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('service', 'collection')),
  amount {i64} NOT NULL CHECK (amount > 0),
  paid_on {i64} NOT NULL,
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX costs_by_programme ON costs (book_id, programme, paid_on);

-- What was handed over to a household. The entry in the ledger bears the same id.
CREATE TABLE deliveries (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  item {bytes} NOT NULL,
  enrolment {bytes} NOT NULL,
  units {i64} NOT NULL CHECK (units > 0),
  cost {i64} NOT NULL CHECK (cost >= 0),
  at {i64} NOT NULL,
  latitude {real},
  longitude {real},
  accuracy {i64},
  units_before {i64} NOT NULL CHECK (units_before >= 0), -- of this item handed over earlier
  PRIMARY KEY (book_id, id),
  UNIQUE (book_id, programme, item, units_before),
  FOREIGN KEY (book_id, enrolment) REFERENCES enrolments (book_id, id)
) {strict};
CREATE INDEX deliveries_by_id ON deliveries (id);
CREATE INDEX deliveries_by_programme ON deliveries (book_id, programme, id);
CREATE INDEX deliveries_by_enrolment ON deliveries (book_id, enrolment);

-- Pictures that prove a delivery, a release, a purchase or a cost (`subject`), by the SHA-256 of the stored picture.
CREATE TABLE evidence (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  subject {bytes} NOT NULL,
  place {i64} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('photo', 'form', 'signature', 'document')),
  hash {bytes} NOT NULL,
  added_by {bytes},
  added_at {i64} NOT NULL,
  cleared_by {bytes},
  cleared_at {i64},
  revoked_at {i64},
  revoked_reason {text},
  leaf {bytes}, -- of the public log, when it came after the delivery's entry
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX evidence_by_id ON evidence (id);
CREATE INDEX evidence_by_subject ON evidence (book_id, subject, place);
CREATE INDEX evidence_by_hash ON evidence (hash);
)sql"},
          {"programme-0002", R"sql(
-- What a reviewer has still to look at.
CREATE INDEX evidence_waiting ON evidence (book_id, id)
  WHERE cleared_at IS NULL AND revoked_at IS NULL AND kind <> 'document';

-- What the source of a release was called when it was proposed; nothing for releases of the first form.
ALTER TABLE releases ADD COLUMN source_title {text};
)sql"},
          {"programme-0003-losses", R"sql(
-- Goods that spoiled or were lost. `units_before` is their place among all units of the item that left stock; it and
-- the cost are there once it is booked.
CREATE TABLE stock_losses (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  item {bytes} NOT NULL,
  item_name {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('spoiled', 'lost')),
  units {i64} NOT NULL CHECK (units > 0),
  units_before {i64},
  cost {i64} NOT NULL CHECK (cost >= 0),
  reason {text} NOT NULL,
  found_on {i64} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('reported', 'booked', 'refused')),
  reported_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, programme) REFERENCES programmes (book_id, id),
  CHECK ((state = 'booked') = (units_before IS NOT NULL))
) {strict};
CREATE INDEX stock_losses_by_id ON stock_losses (id);
CREATE INDEX stock_losses_by_item ON stock_losses (book_id, programme, item, state);
)sql"},
          {"programme-0004-uploads", R"sql(
-- Pictures that were sent in, and what for. The last to send the same picture for the same is remembered.
CREATE TABLE uploads (
  book_id {i64} NOT NULL,
  hash {bytes} NOT NULL,
  purpose {text} NOT NULL CHECK (purpose IN ('evidence', 'campaign')),
  organisation {bytes} NOT NULL,
  uploaded_by {bytes},
  uploaded_at {i64} NOT NULL,
  PRIMARY KEY (book_id, hash, purpose)
) {strict};
CREATE INDEX uploads_by_hash ON uploads (hash);
)sql"},
          {"programme-0005-counts", R"sql(
-- What pages show of all hand-overs of a programme, kept with each of them. `proven`: with photo, signature and place.
ALTER TABLE deliveries ADD COLUMN proven {i64} NOT NULL DEFAULT 0;
CREATE INDEX deliveries_by_time ON deliveries (at, id);
CREATE TABLE programme_counts (
  book_id {i64} NOT NULL,
  programme {bytes} NOT NULL,
  units {i64} NOT NULL,
  proven {i64} NOT NULL, -- of the units
  cost {i64} NOT NULL,
  households {i64} NOT NULL,
  with_decile {i64} NOT NULL,
  in_1_to_4 {i64} NOT NULL,
  PRIMARY KEY (book_id, programme),
  FOREIGN KEY (book_id, programme) REFERENCES programmes (book_id, id)
) {strict};
CREATE TABLE programme_days (
  book_id {i64} NOT NULL,
  programme {bytes} NOT NULL,
  day {i64} NOT NULL,
  cost {i64} NOT NULL,
  PRIMARY KEY (book_id, programme, day),
  FOREIGN KEY (book_id, programme) REFERENCES programmes (book_id, id)
) {strict};
UPDATE deliveries SET proven = 1 WHERE latitude IS NOT NULL
  AND EXISTS (SELECT 1 FROM evidence v WHERE v.book_id = deliveries.book_id AND v.subject = deliveries.id
              AND v.kind = 'photo' AND v.revoked_at IS NULL)
  AND EXISTS (SELECT 1 FROM evidence v WHERE v.book_id = deliveries.book_id AND v.subject = deliveries.id
              AND v.kind IN ('form', 'signature') AND v.revoked_at IS NULL);
INSERT INTO programme_counts (book_id, programme, units, proven, cost, households, with_decile, in_1_to_4)
  SELECT d.book_id, d.programme, CAST(SUM(d.units) AS BIGINT), CAST(SUM(d.units * d.proven) AS BIGINT),
         CAST(SUM(d.cost) AS BIGINT), COUNT(DISTINCT d.enrolment),
         COUNT(DISTINCT CASE WHEN e.decile IS NOT NULL THEN e.id END),
         COUNT(DISTINCT CASE WHEN e.decile <= 4 THEN e.id END)
  FROM deliveries d JOIN enrolments e ON e.book_id = d.book_id AND e.id = d.enrolment GROUP BY d.book_id, d.programme;
-- The days of Indonesia's west, where all installations of before this version are.
INSERT INTO programme_days (book_id, programme, day, cost)
  SELECT book_id, programme, (at + 25200000000) / 86400000000, CAST(SUM(cost) AS BIGINT) FROM deliveries
  GROUP BY book_id, programme, (at + 25200000000) / 86400000000;
)sql"},
          {"programme-0006-hours", R"sql(
-- By the hour (since 1970, UTC) instead of the day: a day begins at another hour in WITA and WIT, and which zone the
-- installation counts in may change. Counted again, for 0005 had taken WIB for all.
CREATE TABLE programme_hours (
  book_id {i64} NOT NULL,
  programme {bytes} NOT NULL,
  hour {i64} NOT NULL,
  cost {i64} NOT NULL,
  PRIMARY KEY (book_id, programme, hour),
  FOREIGN KEY (book_id, programme) REFERENCES programmes (book_id, id)
) {strict};
INSERT INTO programme_hours (book_id, programme, hour, cost)
  SELECT book_id, programme, at / 3600000000, CAST(SUM(cost) AS BIGINT) FROM deliveries
  GROUP BY book_id, programme, at / 3600000000;
DROP TABLE programme_days;
)sql"}};
}

}  // namespace lumbung::programme
