#include "cooperative/store_pledge.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

PledgeRecord pledge_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<LenderPledge>>(1),
          .credit = row.get<Id<PeerCredit>>(2),
          .lender = row.get<Id<CooperativeMember>>(3),
          .place = row.get<int>(4),
          .amount = {row.integer(5), rupiah},
          .returned = {row.integer(6), rupiah},
          .lost = {row.integer(7), rupiah},
          .state = value_in(pledge_states, row.text(8)),
          .on = row.get<Date>(9)};
}

}  // namespace

void insert(Writer& rows, PledgeRecord const& p, Instant now) {
  rows.run(
      "INSERT INTO cooperative_pledges (book_id, id, credit, lender, place, amount, returned, lost, state, pledged_on, "
      "recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {p.book, p.id, p.credit, p.lender, p.place, p.amount.minor, p.returned.minor, p.lost.minor,
       word_in(pledge_states, p.state), p.on, now});
}

void update(Writer& rows, PledgeRecord const& p) {
  rows.run("UPDATE cooperative_pledges SET returned = $3, lost = $4, state = $5 WHERE book_id = $1 AND id = $2",
           {p.book, p.id, p.returned.minor, p.lost.minor, word_in(pledge_states, p.state)});
}

std::optional<PledgeRecord> pledge(Reader& rows, std::int64_t book, Id<LenderPledge> id) {
  return rows.first(
      "SELECT book_id, id, credit, lender, place, amount, returned, lost, state, pledged_on FROM cooperative_pledges "
      "WHERE book_id = $1 AND id = $2",
      {book, id}, pledge_in);
}

std::vector<PledgeRecord> pledges(Reader& rows, CreditRecord const& credit) {
  return rows.all(
      "SELECT book_id, id, credit, lender, place, amount, returned, lost, state, pledged_on FROM cooperative_pledges "
      "WHERE book_id = $1 AND credit = $2 AND state <> 'withdrawn' ORDER BY place LIMIT 1000",
      {credit.book, credit.id}, pledge_in);
}

int next_place(Reader& rows, CreditRecord const& credit) {
  return static_cast<int>(
      rows.number("SELECT COALESCE(MAX(place), 0) + 1 FROM cooperative_pledges WHERE book_id = $1 AND credit = $2",
                  {credit.book, credit.id}));
}

std::vector<PledgeRecord> pledges_of(Reader& rows, std::int64_t book, Id<CooperativeMember> lender) {
  return rows.all(
      "SELECT book_id, id, credit, lender, place, amount, returned, lost, state, pledged_on FROM cooperative_pledges "
      "WHERE book_id = $1 AND lender = $2 ORDER BY pledged_on DESC, id DESC LIMIT 10000",
      {book, lender}, pledge_in);
}

std::vector<LentOut> lent_out(Reader& rows, std::int64_t book, Id<CooperativeMember> lender) {
  auto const lent = rows.all(
      "SELECT book_id, id, credit, lender, place, amount, returned, lost, state, pledged_on FROM cooperative_pledges "
      "WHERE book_id = $1 AND lender = $2 AND state = 'lent' ORDER BY id LIMIT 1000",
      {book, lender}, pledge_in);
  std::vector<LentOut> all;
  for (auto const& one : lent) {
    auto const until = rows.first(
        "SELECT last_due FROM cooperative_loans WHERE book_id = $1 AND credit = $2 AND state = 'open' "
        "ORDER BY last_due DESC LIMIT 1",
        {book, one.credit}, [](Row const& row) { return row.get<std::optional<Date>>(0); });
    all.push_back({one, until.value_or(std::nullopt)});
  }
  return all;
}

}  // namespace lumbung::cooperative::store
