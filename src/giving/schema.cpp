#include "giving/giving.h"

namespace lumbung::giving {

std::vector<storage::Migration> migrations() {
  return {{"giving-0001", R"sql(
-- A call for gifts towards one programme.
CREATE TABLE campaigns (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  programme {bytes} NOT NULL,
  slug {text} NOT NULL,
  title {text} NOT NULL,
  summary {text} NOT NULL,
  story {text} NOT NULL,
  search {text} NOT NULL, -- title and summary in lower case, for words typed by people
  area {text} NOT NULL,
  target {i64} NOT NULL CHECK (target > 0),
  deadline {i64},
  fee_permille {i64} NOT NULL CHECK (fee_permille BETWEEN 0 AND 100),
  disaster {i64} NOT NULL CHECK (disaster IN (0, 1)),
  over_funding {text} NOT NULL CHECK (over_funding IN ('stop', 'continue')),
  under_funding {text} NOT NULL CHECK (under_funding IN ('carry_on', 'refund')),
  picture {bytes},
  state {text} NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'suspended')),
  opened_at {i64},
  closed_at {i64},
  closed_reason {text} NOT NULL,
  paid_gifts {i64} NOT NULL CHECK (paid_gifts >= 0),
  created_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  CHECK (disaster = 0 OR fee_permille = 0)
) {strict};
CREATE INDEX campaigns_by_id ON campaigns (id);
CREATE INDEX campaigns_by_picture ON campaigns (picture);
CREATE INDEX campaigns_by_state ON campaigns (state, id);
CREATE INDEX campaigns_by_organisation ON campaigns (book_id, organisation, id);

-- reference: the public address of each campaign, unique in the whole installation.
CREATE TABLE campaign_slugs (
  slug {text} NOT NULL PRIMARY KEY,
  book_id {i64} NOT NULL,
  campaign {bytes} NOT NULL
) {strict};

CREATE TABLE campaign_updates (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  campaign {bytes} NOT NULL,
  title {text} NOT NULL,
  body {text} NOT NULL,
  picture {bytes},
  posted_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, campaign) REFERENCES campaigns (book_id, id)
) {strict};
CREATE INDEX campaign_updates_by_picture ON campaign_updates (picture);
CREATE INDEX campaign_updates_by_campaign ON campaign_updates (book_id, campaign, posted_at);

-- Gifts, from the moment somebody says they will give. A paid one has an entry of the same id in the ledger.
CREATE TABLE gifts (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  campaign {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  fee {i64} NOT NULL CHECK (fee >= 0),
  anonymous {i64} NOT NULL CHECK (anonymous IN (0, 1)),
  name {text} NOT NULL,
  message {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'paid', 'expired', 'cancelled', 'refunded')),
  charge {bytes} NOT NULL,
  begun_at {i64} NOT NULL,
  paid_at {i64},
  refunded {i64} NOT NULL CHECK (refunded >= 0),
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, campaign) REFERENCES campaigns (book_id, id)
) {strict};
CREATE INDEX gifts_by_id ON gifts (id);
CREATE INDEX gifts_by_charge ON gifts (charge);
CREATE INDEX gifts_by_campaign ON gifts (book_id, campaign, id);

-- What came in for a campaign, less what was given back, by the local day.
CREATE TABLE campaign_days (
  book_id {i64} NOT NULL,
  campaign {bytes} NOT NULL,
  day {i64} NOT NULL,
  amount_in {i64} NOT NULL,
  PRIMARY KEY (book_id, campaign, day),
  FOREIGN KEY (book_id, campaign) REFERENCES campaigns (book_id, id)
) {strict};

-- Money given back to a giver; the entry in the ledger bears the same id.
CREATE TABLE refunds (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  gift {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  reason {text} NOT NULL,
  made_at {i64} NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, gift) REFERENCES gifts (book_id, id)
) {strict};
CREATE INDEX refunds_by_gift ON refunds (book_id, gift);

-- local: what people report to the platform ("Laporkan"); the contact is sealed.
CREATE TABLE reports (
  id {bytes} NOT NULL PRIMARY KEY,
  about {text} NOT NULL CHECK (about IN ('campaign', 'delivery', 'organisation')),
  subject {text} NOT NULL,
  body {text} NOT NULL,
  contact {bytes},
  made_at {i64} NOT NULL
) {strict};
)sql"},
          {"giving-0002", R"sql(
-- Gifts held for examination. Their unspent money lies in accounts of its own as long as the hold is open; the entry
-- that moved it there bears the same id.
CREATE TABLE gift_holds (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  gift {bytes} NOT NULL,
  campaign {bytes} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('suspicion', 'dispute')),
  reason {text} NOT NULL,
  reference {text} NOT NULL,
  deadline {i64},
  from_fund {i64} NOT NULL CHECK (from_fund >= 0),
  from_released {i64} NOT NULL CHECK (from_released >= 0),
  state {text} NOT NULL CHECK (state IN ('open', 'released', 'returned', 'won', 'lost')),
  note {text} NOT NULL,
  placed_at {i64} NOT NULL,
  ended_at {i64},
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, gift) REFERENCES gifts (book_id, id),
  CHECK (kind <> 'dispute' OR deadline IS NOT NULL)
) {strict};
CREATE INDEX gift_holds_by_gift ON gift_holds (book_id, gift, placed_at);
CREATE INDEX gift_holds_by_campaign ON gift_holds (book_id, campaign, state, gift);

-- What was owed to the acquirer after a chargeback, and is paid by the organisation; the entry bears the same id.
CREATE TABLE acquirer_settlements (
  book_id {i64} NOT NULL,
  id {bytes} NOT NULL,
  organisation {bytes} NOT NULL,
  amount {i64} NOT NULL CHECK (amount > 0),
  paid_from {text} NOT NULL CHECK (paid_from IN ('bank', 'own_account')),
  reference {text} NOT NULL,
  reason {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('proposed', 'paid', 'refused')),
  proposed_at {i64} NOT NULL,
  decided_at {i64},
  PRIMARY KEY (book_id, id)
) {strict};
CREATE INDEX acquirer_settlements_by_id ON acquirer_settlements (id);
CREATE INDEX acquirer_settlements_by_organisation ON acquirer_settlements (book_id, organisation, proposed_at);
)sql"},
          {"giving-0003", R"sql(
-- When somebody of the platform first opened a report, and who.
ALTER TABLE reports ADD COLUMN seen_at {i64};
ALTER TABLE reports ADD COLUMN seen_by {bytes};
CREATE INDEX reports_by_age ON reports (made_at, id);
)sql"}};
}

}  // namespace lumbung::giving
