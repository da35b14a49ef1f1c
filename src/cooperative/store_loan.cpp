#include "cooperative/store_loan.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

Money rupiah_at(Row const& row, int column) { return {row.integer(column), rupiah}; }

LoanRecord loan_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<MemberLoan>>(1),
          .credit = row.get<Id<PeerCredit>>(2),
          .place = row.get<int>(3),
          .member = row.get<Id<CooperativeMember>>(4),
          .amount = rupiah_at(row, 5),
          .state = value_in(loan_states, row.text(6)),
          .plan = row.get<int>(7),
          .last_due = row.get<std::optional<Date>>(8),
          .returned = rupiah_at(row, 9),
          .written_off = rupiah_at(row, 10),
          .recovered = rupiah_at(row, 11)};
}

}  // namespace

void insert(Writer& rows, LoanRecord const& l) {
  rows.run(
      "INSERT INTO cooperative_loans (book_id, id, credit, place, member, amount, state, plan, last_due, returned, "
      "written_off, recovered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {l.book, l.id, l.credit, l.place, l.member, l.amount.minor, word_in(loan_states, l.state), l.plan, l.last_due,
       l.returned.minor, l.written_off.minor, l.recovered.minor});
}

void update(Writer& rows, LoanRecord const& l) {
  rows.run(
      "UPDATE cooperative_loans SET state = $3, plan = $4, last_due = $5, returned = $6, written_off = $7, "
      "recovered = $8 WHERE book_id = $1 AND id = $2",
      {l.book, l.id, word_in(loan_states, l.state), l.plan, l.last_due, l.returned.minor, l.written_off.minor,
       l.recovered.minor});
}

std::optional<LoanRecord> loan(Reader& rows, std::int64_t book, Id<MemberLoan> id) {
  return rows.first(
      "SELECT book_id, id, credit, place, member, amount, state, plan, last_due, returned, written_off, recovered "
      "FROM cooperative_loans WHERE book_id = $1 AND id = $2",
      {book, id}, loan_in);
}

std::vector<LoanRecord> loans(Reader& rows, CreditRecord const& credit) {
  return rows.all(
      "SELECT book_id, id, credit, place, member, amount, state, plan, last_due, returned, written_off, recovered "
      "FROM cooperative_loans WHERE book_id = $1 AND credit = $2 ORDER BY place LIMIT 100",
      {credit.book, credit.id}, loan_in);
}

std::vector<LoanRecord> loans_of_member(Reader& rows, std::int64_t book, Id<CooperativeMember> member) {
  return rows.all(
      "SELECT book_id, id, credit, place, member, amount, state, plan, last_due, returned, written_off, recovered "
      "FROM cooperative_loans WHERE book_id = $1 AND member = $2 ORDER BY last_due DESC, id LIMIT 1000",
      {book, member}, loan_in);
}

bool has_open_loan(Reader& rows, std::int64_t book, Id<CooperativeMember> member) {
  if (rows.exists("SELECT id FROM cooperative_loans WHERE book_id = $1 AND member = $2 AND state = 'open' LIMIT 1",
                  {book, member}))
    return true;
  return rows.exists(
      "SELECT c.entry FROM cooperative_covers c JOIN cooperative_loans l ON l.book_id = c.book_id AND l.id = c.loan "
      "WHERE c.book_id = $1 AND l.member = $2 AND c.ended = 0 AND c.paid_back < c.amount LIMIT 1",
      {book, member});
}

std::vector<LoanRecord> open_loans(Reader& rows, std::int64_t book, Id<MemberLoan> after, int limit) {
  return rows.all(
      "SELECT book_id, id, credit, place, member, amount, state, plan, last_due, returned, written_off, recovered "
      "FROM cooperative_loans WHERE book_id = $1 AND state = 'open' AND id > $2 ORDER BY id LIMIT $3",
      {book, after, limit}, loan_in);
}

void insert_plan(Writer& rows, LoanRecord const& loan, std::vector<Instalment> const& plan) {
  for (auto const& one : plan)
    rows.run(
        "INSERT INTO cooperative_instalments (book_id, loan, plan, number, due_on, principal, charge, rounding, "
        "paid_principal, paid_charge, paid_rounding) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0)",
        {loan.book, loan.id, loan.plan, one.number, one.due, one.principal.minor, one.charge.minor,
         one.rounding.minor});
}

std::vector<InstalmentRecord> plan(Reader& rows, LoanRecord const& loan, int number) {
  return rows.all(
      "SELECT number, due_on, principal, charge, rounding, paid_principal, paid_charge, paid_rounding "
      "FROM cooperative_instalments WHERE book_id = $1 AND loan = $2 AND plan = $3 ORDER BY number LIMIT 1000",
      {loan.book, loan.id, number}, [](Row const& row) {
        return InstalmentRecord{
            .asked = {.number = row.get<int>(0),
                      .due = row.get<Date>(1),
                      .principal = rupiah_at(row, 2),
                      .charge = rupiah_at(row, 3),
                      .rounding = rupiah_at(row, 4)},
            .paid = {.principal = rupiah_at(row, 5), .charge = rupiah_at(row, 6), .rounding = rupiah_at(row, 7)}};
      });
}

void update_paid(Writer& rows, LoanRecord const& loan, int plan, InstalmentRecord const& one) {
  rows.run(
      "UPDATE cooperative_instalments SET paid_principal = $5, paid_charge = $6, paid_rounding = $7 "
      "WHERE book_id = $1 AND loan = $2 AND plan = $3 AND number = $4",
      {loan.book, loan.id, plan, one.asked.number, one.paid.principal.minor, one.paid.charge.minor,
       one.paid.rounding.minor});
}

}  // namespace lumbung::cooperative::store
