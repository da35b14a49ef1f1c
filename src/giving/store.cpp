#include "giving/store.h"

#include <array>

#include "core/letters.h"
#include "giving/store_holds.h"

namespace lumbung::giving::store {
namespace {

template <class Enum, std::size_t N>
Enum choice(std::array<std::string_view, N> const& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  throw Mistake("a stored word is unknown: " + std::string(word));
}

std::optional<Hash> read_hash(storage::Row const& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return hash_from(row.blob(column));
}

storage::Parameter parameter(std::optional<Hash> const& hash) {
  if (!hash) return nullptr;
  return storage::Blob{view_of(*hash)};
}

CampaignRecord read_campaign(storage::Row const& row) {
  return {.id = row.get<Id<Campaign>>(0),
          .book = row.integer(1),
          .organisation = row.get<Id<Organisation>>(2),
          .programme = row.get<Id<Programme>>(3),
          .slug = row.get<std::string>(4),
          .title = row.get<std::string>(5),
          .summary = row.get<std::string>(6),
          .story = row.get<std::string>(7),
          .target = Money{row.integer(8), rupiah},
          .deadline = row.get<std::optional<Date>>(9),
          .fee_permille = row.get<int>(10),
          .disaster = row.get<bool>(11),
          .over_funding = row.text(12) == "stop" ? OverFunding::stop : OverFunding::carry_on,
          .under_funding = row.text(13) == "refund" ? UnderFunding::refund : UnderFunding::carry_on,
          .picture = read_hash(row, 14),
          .state = choice<CampaignState>(campaign_states, row.text(15)),
          .opened = row.get<std::optional<Instant>>(16),
          .closed = row.get<std::optional<Instant>>(17),
          .closed_reason = row.get<std::string>(18)};
}

GiftRecord read_gift(storage::Row const& row) {
  return {.id = row.get<Id<Gift>>(0),
          .book = row.integer(1),
          .campaign = row.get<Id<Campaign>>(2),
          .amount = Money{row.integer(3), rupiah},
          .fee = Money{row.integer(4), rupiah},
          .anonymous = row.get<bool>(5),
          .name = row.get<std::string>(6),
          .message = row.get<std::string>(7),
          .state = choice<GiftState>(gift_states, row.text(8)),
          .charge = row.get<Id<Charge>>(9),
          .at = row.get<Instant>(10),
          .paid_at = row.get<std::optional<Instant>>(11),
          .refunded = Money{row.integer(12), rupiah}};
}

std::string searchable(CampaignRecord const& campaign) {
  return plain_letters(campaign.title + " " + campaign.summary);
}

constexpr Uuid last_uuid{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                         0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

// For LIKE: what people type has no wildcards of its own.
std::string pattern_of(std::string_view words) {
  std::string pattern = "%";
  for (char const c : plain_letters(words)) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c == ' ' ? '%' : c;
  }
  return pattern + "%";
}

}  // namespace

void insert(Work& work, CampaignRecord const& c, std::string_view area) {
  work.rows.run("INSERT INTO campaign_slugs (slug, book_id, campaign) VALUES ($1, $2, $3)", {c.slug, c.book, c.id});
  work.rows.run(
      "INSERT INTO campaigns (book_id, id, organisation, programme, slug, title, summary, story, search, area, target, "
      "deadline, fee_permille, disaster, over_funding, under_funding, picture, state, closed_reason, paid_gifts, "
      "created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'draft', '', 0, $18)",
      {c.book, c.id, c.organisation, c.programme, c.slug, c.title, c.summary, c.story, searchable(c), area,
       c.target.minor, c.deadline, c.fee_permille, c.disaster,
       c.over_funding == OverFunding::stop ? "stop" : "continue",
       c.under_funding == UnderFunding::refund ? "refund" : "carry_on", parameter(c.picture), work.now});
}

void update(Work& work, CampaignRecord const& c) {
  work.rows.run(
      "UPDATE campaigns SET title = $3, summary = $4, story = $5, search = $6, target = $7, deadline = $8, "
      "fee_permille = $9, "
      "disaster = $10, over_funding = $11, under_funding = $12, picture = $13 WHERE book_id = $1 AND id = $2",
      {c.book, c.id, c.title, c.summary, c.story, searchable(c), c.target.minor, c.deadline, c.fee_permille, c.disaster,
       c.over_funding == OverFunding::stop ? "stop" : "continue",
       c.under_funding == UnderFunding::refund ? "refund" : "carry_on", parameter(c.picture)});
}

void set_state(Work& work, CampaignRecord const& c, CampaignState state, std::string_view reason) {
  auto const opened = state == CampaignState::open ? std::optional(work.now) : c.opened;
  auto const closed = state == CampaignState::closed ? std::optional(work.now) : std::nullopt;
  work.rows.run(
      "UPDATE campaigns SET state = $3, opened_at = $4, closed_at = $5, closed_reason = $6 WHERE book_id = $1 AND id = "
      "$2",
      {c.book, c.id, campaign_states[static_cast<std::size_t>(state)], opened, closed, reason});
}

void count_gift(Work& work, CampaignRecord const& c, int by) {
  work.rows.run("UPDATE campaigns SET paid_gifts = paid_gifts + $3 WHERE book_id = $1 AND id = $2", {c.book, c.id, by});
}

std::optional<CampaignRecord> find(View const& view, Id<Campaign> campaign) {
  return view.rows.first(
      "SELECT id, book_id, organisation, programme, slug, title, summary, story, target, deadline, fee_permille, "
      "disaster, "
      "over_funding, under_funding, picture, state, opened_at, closed_at, closed_reason FROM campaigns WHERE id = $1",
      {campaign}, read_campaign);
}

std::optional<CampaignRecord> find_by_slug(View const& view, std::string_view slug) {
  return view.rows.first(
      "SELECT c.id, c.book_id, c.organisation, c.programme, c.slug, c.title, c.summary, c.story, c.target, c.deadline, "
      "c.fee_permille, c.disaster, c.over_funding, c.under_funding, c.picture, c.state, c.opened_at, c.closed_at, "
      "c.closed_reason FROM campaign_slugs s JOIN campaigns c ON c.book_id = s.book_id AND c.id = s.campaign "
      "WHERE s.slug = $1",
      {slug}, read_campaign);
}

bool slug_taken(View const& view, std::string_view slug) {
  return view.rows.exists("SELECT 1 FROM campaign_slugs WHERE slug = $1", {slug});
}

std::vector<CampaignRecord> campaigns(View const& view, CampaignFilter const& f) {
  // Every code below "32.17" lies between "32.17" and "32.17/" ('/' follows '.').
  auto const beyond = f.area.empty() ? std::string("~") : f.area + "/";
  auto const state = f.state ? campaign_states[static_cast<std::size_t>(*f.state)] : std::string_view();
  return view.rows.all(
      "SELECT id, book_id, organisation, programme, slug, title, summary, story, target, deadline, fee_permille, "
      "disaster, "
      "over_funding, under_funding, picture, state, opened_at, closed_at, closed_reason FROM campaigns "
      "WHERE id < $1 AND ($2 = '' OR state = $2) AND ($3 = 1 OR state IN ('open', 'closed')) AND area >= $4 AND area < "
      "$5 "
      "AND ($6 = 1 OR organisation = $7) AND search LIKE $8 ESCAPE '!' ORDER BY id DESC LIMIT $9",
      {f.after.value_or(Id<Campaign>{last_uuid}), state, f.drafts, f.area, beyond, !f.organisation,
       f.organisation.value_or(Id<Organisation>{}), pattern_of(f.words), f.limit},
      read_campaign);
}

std::vector<CampaignRecord> campaigns_of(View const& view, programme::ProgrammeRecord const& programme) {
  return view.rows.all(
      "SELECT id, book_id, organisation, programme, slug, title, summary, story, target, deadline, fee_permille, "
      "disaster, over_funding, under_funding, picture, state, opened_at, closed_at, closed_reason FROM campaigns "
      "WHERE book_id = $1 AND organisation = $2 AND programme = $3 ORDER BY id",
      {programme.book, programme.organisation, programme.id}, read_campaign);
}

Money all_raised(View const& view) {
  return {view.rows.number("SELECT CAST(COALESCE(SUM(amount_in), 0) AS BIGINT) FROM campaign_days", {}), rupiah};
}

std::int64_t open_campaigns(View const& view) {
  return view.rows.number("SELECT COUNT(*) FROM campaigns WHERE state = 'open'", {});
}

std::int64_t paid_gifts(View const& view, CampaignRecord const& c) {
  return view.rows.number("SELECT paid_gifts FROM campaigns WHERE book_id = $1 AND id = $2", {c.book, c.id});
}

void insert_update(Work& work, CampaignRecord const& c, UpdateRecord const& update) {
  work.rows.run(
      "INSERT INTO campaign_updates (book_id, id, campaign, title, body, picture, posted_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {c.book, update.id, c.id, update.title, update.text, parameter(update.picture), work.now});
}

bool has_update(View const& view, CampaignRecord const& c, Id<CampaignUpdate> id) {
  return view.rows.exists("SELECT 1 FROM campaign_updates WHERE book_id = $1 AND id = $2", {c.book, id});
}

std::vector<UpdateRecord> updates(View const& view, CampaignRecord const& c) {
  return view.rows.all(
      "SELECT id, title, body, picture, posted_at FROM campaign_updates WHERE book_id = $1 AND campaign = $2 "
      "ORDER BY posted_at DESC, id DESC LIMIT 100",
      {c.book, c.id}, [](storage::Row const& row) {
        return UpdateRecord{row.get<Id<CampaignUpdate>>(0), row.get<std::string>(1), row.get<std::string>(2),
                            read_hash(row, 3), row.get<Instant>(4)};
      });
}

void insert_gift(Work& work, GiftRecord const& g) {
  work.rows.run(
      "INSERT INTO gifts (book_id, id, campaign, amount, fee, anonymous, name, message, state, charge, begun_at, "
      "refunded) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10, 0)",
      {g.book, g.id, g.campaign, g.amount.minor, g.fee.minor, g.anonymous, g.name, g.message, g.charge, work.now});
}

std::optional<GiftRecord> gift(View const& view, Id<Gift> gift) {
  return view.rows.first(
      "SELECT id, book_id, campaign, amount, fee, anonymous, name, message, state, charge, begun_at, paid_at, refunded "
      "FROM gifts WHERE id = $1",
      {gift}, read_gift);
}

std::optional<GiftRecord> gift_of(View const& view, Id<Charge> charge) {
  return view.rows.first(
      "SELECT id, book_id, campaign, amount, fee, anonymous, name, message, state, charge, begun_at, paid_at, refunded "
      "FROM gifts WHERE charge = $1",
      {charge}, read_gift);
}

void settle_gift(Work& work, GiftRecord const& g) {
  work.rows.run(
      "UPDATE gifts SET state = $3, amount = $4, fee = $5, paid_at = $6, refunded = $7 WHERE book_id = $1 AND id = $2",
      {g.book, g.id, gift_states[static_cast<std::size_t>(g.state)], g.amount.minor, g.fee.minor, g.paid_at,
       g.refunded.minor});
}

void unname_gift(Work& work, GiftRecord const& g) {
  work.rows.run("UPDATE gifts SET anonymous = 1, name = '', message = '' WHERE book_id = $1 AND id = $2",
                {g.book, g.id});
}

void clear_message(Work& work, GiftRecord const& g) {
  work.rows.run("UPDATE gifts SET message = '' WHERE book_id = $1 AND id = $2", {g.book, g.id});
}

std::vector<GiftRecord> gifts(View const& view, CampaignRecord const& c, std::optional<Id<Gift>> after, int limit,
                              bool paid_only) {
  return view.rows.all(
      "SELECT id, book_id, campaign, amount, fee, anonymous, name, message, state, charge, begun_at, paid_at, refunded "
      "FROM gifts WHERE book_id = $1 AND campaign = $2 AND id < $3 AND ($4 = 0 OR paid_at IS NOT NULL) "
      "ORDER BY id DESC LIMIT $5",
      {c.book, c.id, after.value_or(Id<Gift>{last_uuid}), paid_only, limit}, read_gift);
}

std::vector<GiftRecord> held_gifts(View const& view, CampaignRecord const& c, std::optional<Id<Gift>> after,
                                   int limit) {
  return view.rows.all(
      "SELECT g.id, g.book_id, g.campaign, g.amount, g.fee, g.anonymous, g.name, g.message, g.state, g.charge, "
      "g.begun_at, g.paid_at, g.refunded FROM gift_holds h JOIN gifts g ON g.book_id = h.book_id AND g.id = h.gift "
      "WHERE h.book_id = $1 AND h.campaign = $2 AND h.state = 'open' AND h.gift < $3 ORDER BY h.gift DESC LIMIT $4",
      {c.book, c.id, after.value_or(Id<Gift>{last_uuid}), limit}, read_gift);
}

std::vector<GiftRecord> public_gifts(View const& view, CampaignRecord const& c, std::int64_t skipped, int limit) {
  return view.rows.all(
      "SELECT id, book_id, campaign, amount, fee, anonymous, name, message, state, charge, begun_at, paid_at, refunded "
      "FROM gifts WHERE book_id = $1 AND campaign = $2 AND paid_at IS NOT NULL ORDER BY id DESC LIMIT $3 OFFSET $4",
      {c.book, c.id, limit, skipped}, read_gift);
}

void insert_refund(Work& work, GiftRecord const& g, Id<Refund> id, Money amount, std::string_view reason) {
  work.rows.run("INSERT INTO refunds (book_id, id, gift, amount, reason, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
                {g.book, id, g.id, amount.minor, reason, work.now});
}

bool has_refund(View const& view, GiftRecord const& g, Id<Refund> id) {
  return view.rows.exists("SELECT 1 FROM refunds WHERE book_id = $1 AND id = $2", {g.book, id});
}

void add_to_day(Work& work, CampaignRecord const& c, Date day, Money amount) {
  auto const changed = work.rows.run(
      "UPDATE campaign_days SET amount_in = amount_in + $4 WHERE book_id = $1 AND campaign = $2 AND day = $3",
      {c.book, c.id, day, amount.minor});
  if (changed == 0)
    work.rows.run("INSERT INTO campaign_days (book_id, campaign, day, amount_in) VALUES ($1, $2, $3, $4)",
                  {c.book, c.id, day, amount.minor});
}

std::vector<std::pair<Date, Money>> days_in(View const& view, CampaignRecord const& c) {
  return view.rows.all(
      "SELECT day, amount_in FROM campaign_days WHERE book_id = $1 AND campaign = $2 ORDER BY day LIMIT 4000",
      {c.book, c.id},
      [](storage::Row const& row) { return std::pair(row.get<Date>(0), Money{row.integer(1), rupiah}); });
}

std::vector<std::int64_t> books_that_show(View const& view, Hash const& hash) {
  return view.rows.all(
      "SELECT book_id FROM campaigns WHERE picture = $1 AND state <> 'draft' UNION "
      "SELECT u.book_id FROM campaign_updates u JOIN campaigns c ON c.book_id = u.book_id AND c.id = u.campaign "
      "WHERE u.picture = $1 AND c.state <> 'draft' LIMIT 50",
      {storage::Blob{view_of(hash)}}, [](storage::Row const& row) { return row.integer(0); });
}

bool is_picture(View const& view, Hash const& hash) {
  storage::Blob const bytes{view_of(hash)};
  return view.rows.exists("SELECT 1 FROM campaigns WHERE picture = $1", {bytes}) ||
         view.rows.exists("SELECT 1 FROM campaign_updates WHERE picture = $1", {bytes});
}

}  // namespace lumbung::giving::store
