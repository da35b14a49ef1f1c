#include "cooperative/store_write_off.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

ReschedulingRecord rescheduling_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<Rescheduling>>(1),
          .loan = row.get<Id<MemberLoan>>(2),
          .plan = row.get<int>(3),
          .begins = row.get<Date>(4),
          .asked = row.get<std::string>(5),
          .reason = row.get<std::string>(6),
          .minutes = row.get<std::string>(7)};
}

}  // namespace

void insert(Work& work, WriteOffRecord const& made) {
  work.rows.run(
      "INSERT INTO cooperative_write_offs (book_id, id, loan, amount, policy, reason, minutes, state, proposed_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {made.book, made.id, made.loan, made.amount.minor, word_in(loss_policies, made.policy), made.reason, made.minutes,
       word_in(write_off_states, made.state), made.proposed});
}

void update(Work& work, WriteOffRecord const& made) {
  work.rows.run(
      "UPDATE cooperative_write_offs SET amount = $3, state = $4, ended_at = $5 WHERE book_id = $1 AND id = $2",
      {made.book, made.id, made.amount.minor, word_in(write_off_states, made.state), work.now});
}

std::optional<WriteOffRecord> write_off(Reader& rows, Id<LoanWriteOff> id) {
  return rows.first(
      "SELECT book_id, id, loan, amount, policy, reason, minutes, state, proposed_at FROM cooperative_write_offs "
      "WHERE id = $1",
      {id}, [](Row const& row) {
        return WriteOffRecord{.book = row.integer(0),
                              .id = row.get<Id<LoanWriteOff>>(1),
                              .loan = row.get<Id<MemberLoan>>(2),
                              .amount = {row.integer(3), rupiah},
                              .policy = value_in(loss_policies, row.text(4)),
                              .reason = row.get<std::string>(5),
                              .minutes = row.get<std::string>(6),
                              .state = value_in(write_off_states, row.text(7)),
                              .proposed = row.get<Instant>(8)};
      });
}

std::optional<Id<LoanWriteOff>> write_off_of(Reader& rows, LoanRecord const& loan) {
  return rows.first("SELECT id FROM cooperative_write_offs WHERE book_id = $1 AND loan = $2 AND state <> 'refused'",
                    {loan.book, loan.id}, [](Row const& row) { return row.get<Id<LoanWriteOff>>(0); });
}

void insert(Work& work, ReschedulingRecord const& made) {
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_reschedulings (book_id, id, loan, plan, begins_on, asked, reason, minutes, done_by, "
      "done_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {made.book, made.id, made.loan, made.plan, made.begins, made.asked, made.reason, made.minutes, by, work.now});
}

std::optional<ReschedulingRecord> rescheduling(Reader& rows, std::int64_t book, Id<Rescheduling> id) {
  return rows.first(
      "SELECT book_id, id, loan, plan, begins_on, asked, reason, minutes FROM cooperative_reschedulings "
      "WHERE book_id = $1 AND id = $2",
      {book, id}, rescheduling_in);
}

std::vector<ReschedulingRecord> reschedulings(Reader& rows, LoanRecord const& loan) {
  return rows.all(
      "SELECT book_id, id, loan, plan, begins_on, asked, reason, minutes FROM cooperative_reschedulings "
      "WHERE book_id = $1 AND loan = $2 ORDER BY plan LIMIT 100",
      {loan.book, loan.id}, rescheduling_in);
}

}  // namespace lumbung::cooperative::store
