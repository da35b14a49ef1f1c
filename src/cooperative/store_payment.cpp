#include "cooperative/store_payment.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

Money rupiah_at(Row const& row, int column) { return {row.integer(column), rupiah}; }

PaymentRecord payment_in(Row const& row) {
  return {.book = row.integer(0),
          .entry = row.get<Id<Entry>>(1),
          .credit = row.get<Id<PeerCredit>>(2),
          .kind = value_in(payment_kinds, row.text(3)),
          .day = row.get<Date>(4),
          .amount = rupiah_at(row, 5),
          .asked = row.get<std::string>(6),
          .reversed_by = row.get<std::optional<Id<Entry>>>(7),
          .reason = row.get<std::string>(8),
          .parts = {},
          .shares = {}};
}

std::vector<PaymentPart> parts_of(Reader& rows, PaymentRecord const& payment) {
  return rows.all(
      "SELECT loan, plan, number, principal, charge, rounding FROM cooperative_payment_parts WHERE book_id = $1 "
      "AND entry = $2 ORDER BY place LIMIT 100000",
      {payment.book, payment.entry}, [](Row const& row) {
        return PaymentPart{
            .loan = row.get<Id<MemberLoan>>(0),
            .plan = row.get<int>(1),
            .number = row.get<int>(2),
            .parts = {.principal = rupiah_at(row, 3), .charge = rupiah_at(row, 4), .rounding = rupiah_at(row, 5)}};
      });
}

std::vector<PaymentShare> shares_of(Reader& rows, PaymentRecord const& payment) {
  return rows.all(
      "SELECT pledge, returned, lost FROM cooperative_payment_shares WHERE book_id = $1 AND entry = $2 ORDER BY pledge "
      "LIMIT 1000",
      {payment.book, payment.entry}, [](Row const& row) {
        return PaymentShare{
            .pledge = row.get<Id<LenderPledge>>(0), .returned = rupiah_at(row, 1), .lost = rupiah_at(row, 2)};
      });
}

CoverRecord cover_in(Row const& row) {
  return {.entry = row.get<Id<Entry>>(0),
          .place = row.get<int>(1),
          .loan = row.get<Id<MemberLoan>>(2),
          .by = row.get<Id<CooperativeMember>>(3),
          .amount = rupiah_at(row, 4),
          .paid_back = rupiah_at(row, 5),
          .ended = row.get<bool>(6)};
}

}  // namespace

void insert(work::Work& work, PaymentRecord const& p) {
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_payments (book_id, entry, credit, kind, day, amount, asked, reason, booked_by, "
      "booked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9)",
      {p.book, p.entry, p.credit, word_in(payment_kinds, p.kind), p.day, p.amount.minor, p.asked, by, work.now});
  std::int64_t place = 0;
  for (auto const& one : p.parts)
    work.rows.run(
        "INSERT INTO cooperative_payment_parts (book_id, entry, place, loan, plan, number, principal, charge, "
        "rounding) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {p.book, p.entry, ++place, one.loan, one.plan, one.number, one.parts.principal.minor, one.parts.charge.minor,
         one.parts.rounding.minor});
  for (auto const& one : p.shares)
    work.rows.run(
        "INSERT INTO cooperative_payment_shares (book_id, entry, pledge, returned, lost) VALUES ($1, $2, $3, $4, $5)",
        {p.book, p.entry, one.pledge, one.returned.minor, one.lost.minor});
}

std::optional<PaymentRecord> payment(Reader& rows, std::int64_t book, Id<Entry> entry) {
  auto found = rows.first(
      "SELECT book_id, entry, credit, kind, day, amount, asked, reversed_by, reason FROM cooperative_payments "
      "WHERE book_id = $1 AND entry = $2",
      {book, entry}, payment_in);
  if (!found) return found;
  found->parts = parts_of(rows, *found);
  found->shares = shares_of(rows, *found);
  return found;
}

std::vector<PaymentRecord> payments(Reader& rows, CreditRecord const& credit) {
  return rows.all(
      "SELECT book_id, entry, credit, kind, day, amount, asked, reversed_by, reason FROM cooperative_payments "
      "WHERE book_id = $1 AND credit = $2 ORDER BY booked_at, entry LIMIT 10000",
      {credit.book, credit.id}, payment_in);
}

void note_reversal(work::Work& work, PaymentRecord const& p, Id<Entry> by, std::string const& reason) {
  work.rows.run("UPDATE cooperative_payments SET reversed_by = $3, reason = $4 WHERE book_id = $1 AND entry = $2",
                {p.book, p.entry, by, reason});
}

void insert(work::Work& work, std::int64_t book, CoverRecord const& cover, int place) {
  work.rows.run(
      "INSERT INTO cooperative_covers (book_id, entry, place, loan, by_member, amount, paid_back, ended, covered_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7)",
      {book, cover.entry, place, cover.loan, cover.by, cover.amount.minor, work.now});
}

void update(Writer& rows, std::int64_t book, CoverRecord const& cover) {
  rows.run("UPDATE cooperative_covers SET paid_back = $4, ended = $5 WHERE book_id = $1 AND entry = $2 AND place = $3",
           {book, cover.entry, cover.place, cover.paid_back.minor, cover.ended ? 1 : 0});
}

std::vector<CoverRecord> covers(Reader& rows, LoanRecord const& loan) {
  return rows.all(
      "SELECT entry, place, loan, by_member, amount, paid_back, ended FROM cooperative_covers WHERE book_id = $1 "
      "AND loan = $2 AND ended = 0 ORDER BY covered_at, entry, place LIMIT 10000",
      {loan.book, loan.id}, cover_in);
}

std::vector<CoverRecord> covers_in(Reader& rows, std::int64_t book, Id<Entry> entry) {
  return rows.all(
      "SELECT entry, place, loan, by_member, amount, paid_back, ended FROM cooperative_covers WHERE book_id = $1 "
      "AND entry = $2 ORDER BY place LIMIT 100",
      {book, entry}, cover_in);
}

}  // namespace lumbung::cooperative::store
