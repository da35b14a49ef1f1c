#include "giving/store_holds.h"

namespace lumbung::giving::store {
namespace {

constexpr std::array<std::string_view, 3> states{"proposed", "paid", "refused"};

SettlementRecord read_settlement(storage::Row const& row) {
  auto const word = row.text(7);
  return {.id = row.get<Id<Settlement>>(0),
          .book = row.integer(1),
          .organisation = row.get<Id<Organisation>>(2),
          .amount = Money{row.integer(3), rupiah},
          .from = row.text(4) == "bank" ? PaidFrom::bank : PaidFrom::own_account,
          .reference = row.get<std::string>(5),
          .reason = row.get<std::string>(6),
          .state = word == "proposed" ? SettlementState::proposed
                   : word == "paid"   ? SettlementState::paid
                                      : SettlementState::refused,
          .proposed = row.get<Instant>(8),
          .decided = row.get<std::optional<Instant>>(9)};
}

}  // namespace

void insert_settlement(Work& work, SettlementRecord const& s) {
  work.rows.run(
      "INSERT INTO acquirer_settlements (book_id, id, organisation, amount, paid_from, reference, reason, state, "
      "proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8)",
      {s.book, s.id, s.organisation, s.amount.minor, s.from == PaidFrom::bank ? "bank" : "own_account", s.reference,
       s.reason, work.now});
}

void set_state(Work& work, SettlementRecord const& s, SettlementState state) {
  work.rows.run("UPDATE acquirer_settlements SET state = $3, decided_at = $4 WHERE book_id = $1 AND id = $2",
                {s.book, s.id, states[static_cast<std::size_t>(state)], work.now});
}

std::optional<SettlementRecord> settlement(View const& view, Id<Settlement> id) {
  return view.rows.first(
      "SELECT id, book_id, organisation, amount, paid_from, reference, reason, state, proposed_at, decided_at FROM "
      "acquirer_settlements WHERE id = $1",
      {id}, read_settlement);
}

std::vector<SettlementRecord> settlements(View const& view, std::int64_t book, Id<Organisation> organisation) {
  return view.rows.all(
      "SELECT id, book_id, organisation, amount, paid_from, reference, reason, state, proposed_at, decided_at FROM "
      "acquirer_settlements WHERE book_id = $1 AND organisation = $2 ORDER BY proposed_at DESC, id DESC LIMIT 200",
      {book, organisation}, read_settlement);
}

}  // namespace lumbung::giving::store
