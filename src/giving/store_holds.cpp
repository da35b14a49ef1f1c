#include "giving/store_holds.h"

#include "giving/store.h"

namespace lumbung::giving::store {
namespace {

HoldState state_in(std::string_view word) {
  for (std::size_t i = 0; i < hold_states.size(); ++i)
    if (hold_states[i] == word) return static_cast<HoldState>(i);
  throw Mistake("a stored word is unknown: " + std::string(word));
}

HoldRecord read_hold(storage::Row const& row) {
  return {.id = row.get<Id<GiftHold>>(0),
          .gift = row.get<Id<Gift>>(1),
          .kind = row.text(2) == "dispute" ? HoldKind::dispute : HoldKind::suspicion,
          .reason = row.get<std::string>(3),
          .reference = row.get<std::string>(4),
          .deadline = row.get<std::optional<Date>>(5),
          .from_fund = Money{row.integer(6), rupiah},
          .from_released = Money{row.integer(7), rupiah},
          .state = state_in(row.text(8)),
          .note = row.get<std::string>(9),
          .placed = row.get<Instant>(10),
          .ended = row.get<std::optional<Instant>>(11)};
}

}  // namespace

void insert_hold(Work& work, GiftRecord const& gift, HoldRecord const& hold) {
  work.rows.run(
      "INSERT INTO gift_holds (book_id, id, gift, campaign, kind, reason, reference, deadline, from_fund, "
      "from_released, state, note, placed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', '', $11)",
      {gift.book, hold.id, gift.id, gift.campaign, hold.kind == HoldKind::dispute ? "dispute" : "suspicion",
       hold.reason, hold.reference, hold.deadline, hold.from_fund.minor, hold.from_released.minor, work.now});
}

void end_hold(Work& work, CampaignRecord const& campaign, HoldRecord const& hold, HoldState outcome,
              std::string_view note) {
  work.rows.run("UPDATE gift_holds SET state = $3, note = $4, ended_at = $5 WHERE book_id = $1 AND id = $2",
                {campaign.book, hold.id, hold_states[static_cast<std::size_t>(outcome)], note, work.now});
}

bool has_hold(View const& view, GiftRecord const& gift, Id<GiftHold> id) {
  return view.rows.exists("SELECT 1 FROM gift_holds WHERE book_id = $1 AND id = $2", {gift.book, id});
}

std::optional<HoldRecord> open_hold(View const& view, GiftRecord const& gift) {
  return view.rows.first(
      "SELECT id, gift, kind, reason, reference, deadline, from_fund, from_released, state, note, placed_at, ended_at "
      "FROM gift_holds WHERE book_id = $1 AND gift = $2 AND state = 'open'",
      {gift.book, gift.id}, read_hold);
}

std::vector<HoldRecord> holds(View const& view, GiftRecord const& gift) {
  return view.rows.all(
      "SELECT id, gift, kind, reason, reference, deadline, from_fund, from_released, state, note, placed_at, ended_at "
      "FROM gift_holds WHERE book_id = $1 AND gift = $2 ORDER BY placed_at DESC, id DESC LIMIT 100",
      {gift.book, gift.id}, read_hold);
}

std::vector<HoldRecord> open_holds(View const& view, CampaignRecord const& campaign, Id<Gift> from, Id<Gift> to) {
  return view.rows.all(
      "SELECT id, gift, kind, reason, reference, deadline, from_fund, from_released, state, note, placed_at, ended_at "
      "FROM gift_holds WHERE book_id = $1 AND campaign = $2 AND state = 'open' AND gift >= $3 AND gift <= $4 "
      "ORDER BY gift DESC",
      {campaign.book, campaign.id, from, to}, read_hold);
}

}  // namespace lumbung::giving::store
