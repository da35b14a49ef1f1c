#include "cooperative/store_leaving.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

// Columns: book_id, id, member, kind, till, amount, because, decided_on, body, minutes, reason, state, proposed_at.
PayoutRecord payout_in(Row const& row) {
  PayoutRecord payout{.book = row.integer(0),
                      .id = row.get<Id<MemberPayout>>(1),
                      .member = row.get<Id<CooperativeMember>>(2),
                      .kind = value_in(payout_kinds, row.text(3)),
                      .till = row.get<Id<CooperativeTill>>(4),
                      .amount = {row.integer(5), rupiah},
                      .departure = {},
                      .state = value_in(payout_states, row.text(11)),
                      .proposed = row.get<Instant>(12),
                      .shares = {}};
  if (!row.is_null(6))
    payout.departure = Departure{.because = value_in(becauses, row.text(6)),
                                 .decision = {.decision = MemberDecision::left,
                                              .on = row.get<Date>(7),
                                              .body = value_in(bodies, row.text(8)),
                                              .minutes = row.get<std::string>(9),
                                              .reason = row.get<std::string>(10)}};
  return payout;
}

std::vector<HeirShare> shares(View const& view, PayoutRecord const& payout) {
  return view.rows.all(
      "SELECT person, amount FROM cooperative_payout_shares WHERE book_id = $1 AND payout = $2 ORDER BY place LIMIT "
      "100",
      {payout.book, payout.id},
      [](Row const& row) { return HeirShare{row.get<Id<Person>>(0), {row.integer(1), rupiah}}; });
}

}  // namespace

void insert(Work& work, PayoutRecord const& payout) {
  auto const& gone = payout.departure;
  auto const because = gone ? std::optional(word_in(becauses, gone->because)) : std::nullopt;
  auto const on = gone ? std::optional(gone->decision.on) : std::nullopt;
  auto const body = gone ? std::optional(word_in(bodies, gone->decision.body)) : std::nullopt;
  work.rows.run(
      "INSERT INTO cooperative_payouts (book_id, id, member, kind, till, amount, because, decided_on, body, minutes, "
      "reason, state, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {payout.book, payout.id, payout.member, word_in(payout_kinds, payout.kind), payout.till, payout.amount.minor,
       because, on, body, gone ? gone->decision.minutes : "", gone ? gone->decision.reason : "",
       word_in(payout_states, payout.state), payout.proposed});
}

std::optional<PayoutRecord> payout(View const& view, Id<MemberPayout> id) {
  auto found = view.rows.first(
      "SELECT book_id, id, member, kind, till, amount, because, decided_on, body, minutes, reason, state, proposed_at "
      "FROM cooperative_payouts WHERE id = $1",
      {id}, payout_in);
  if (found) found->shares = shares(view, *found);
  return found;
}

bool has_open_payout(View const& view, MemberRecord const& member) {
  return view.rows.exists(
      "SELECT id FROM cooperative_payouts WHERE book_id = $1 AND member = $2 AND state = 'proposed' LIMIT 1",
      {member.book, member.id});
}

void end_payout(Work& work, PayoutRecord const& payout) {
  work.rows.run("UPDATE cooperative_payouts SET state = $3, amount = $4, ended_at = $5 WHERE book_id = $1 AND id = $2",
                {payout.book, payout.id, word_in(payout_states, payout.state), payout.amount.minor, work.now});
  std::int64_t place = 0;
  for (auto const& share : payout.shares)
    work.rows.run(
        "INSERT INTO cooperative_payout_shares (book_id, payout, place, person, amount) VALUES ($1, $2, $3, $4, $5)",
        {payout.book, payout.id, ++place, share.person, share.amount.minor});
}

std::vector<PayoutRecord> payouts(View const& view, std::int64_t book, Id<MemberPayout> before, int limit) {
  auto found = view.rows.all(
      "SELECT book_id, id, member, kind, till, amount, because, decided_on, body, minutes, reason, state, proposed_at "
      "FROM cooperative_payouts WHERE book_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
      {book, before, limit}, payout_in);
  for (auto& one : found) one.shares = shares(view, one);
  return found;
}

}  // namespace lumbung::cooperative::store
