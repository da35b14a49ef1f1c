#include "cooperative/store_credit.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

CreditRecord credit_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<PeerCredit>>(1),
          .group = row.get<Id<LendingGroup>>(2),
          .product = row.get<Id<CreditProduct>>(3),
          .terms_from = row.get<Date>(4),
          .amount = {row.integer(5), rupiah},
          .state = value_in(credit_states, row.text(6)),
          .applied = row.get<Date>(7),
          .applied_by = row.get<std::optional<Id<Account>>>(8).value_or(Id<Account>{}),
          .disbursed = row.get<std::optional<Date>>(9),
          .till = row.get<std::optional<Id<CooperativeTill>>>(10)};
}

}  // namespace

void insert(work::Work& work, CreditRecord const& c) {
  auto const by = c.applied_by.none() ? std::nullopt : std::optional(c.applied_by);
  work.rows.run(
      "INSERT INTO cooperative_credits (book_id, id, peer_group, product, terms_from, amount, state, applied_on, "
      "applied_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {c.book, c.id, c.group, c.product, c.terms_from, c.amount.minor, word_in(credit_states, c.state), c.applied, by,
       work.now});
}

std::optional<CreditRecord> credit(Reader& rows, std::int64_t book, Id<PeerCredit> id) {
  return rows.first(
      "SELECT book_id, id, peer_group, product, terms_from, amount, state, applied_on, applied_by, disbursed_on, till "
      "FROM cooperative_credits WHERE book_id = $1 AND id = $2",
      {book, id}, credit_in);
}

std::optional<CreditRecord> credit(Reader& rows, Id<PeerCredit> id) {
  return rows.first(
      "SELECT book_id, id, peer_group, product, terms_from, amount, state, applied_on, applied_by, disbursed_on, till "
      "FROM cooperative_credits WHERE id = $1",
      {id}, credit_in);
}

void update(Writer& rows, CreditRecord const& c) {
  rows.run("UPDATE cooperative_credits SET state = $3, disbursed_on = $4, till = $5 WHERE book_id = $1 AND id = $2",
           {c.book, c.id, word_in(credit_states, c.state), c.disbursed, c.till});
}

bool has_live_credit(Reader& rows, PeerGroupRecord const& group) {
  return rows.exists(
      "SELECT id FROM cooperative_credits WHERE book_id = $1 AND peer_group = $2 AND state IN ('applied', 'proposed', "
      "'approved', 'disbursed') LIMIT 1",
      {group.book, group.id});
}

std::vector<CreditRecord> credits(Reader& rows, std::int64_t book, std::optional<CreditState> state,
                                  Id<PeerCredit> after, int limit) {
  if (state)
    return rows.all(
        "SELECT book_id, id, peer_group, product, terms_from, amount, state, applied_on, applied_by, disbursed_on, "
        "till "
        "FROM cooperative_credits WHERE book_id = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4",
        {book, word_in(credit_states, *state), after, limit}, credit_in);
  return rows.all(
      "SELECT book_id, id, peer_group, product, terms_from, amount, state, applied_on, applied_by, disbursed_on, till "
      "FROM cooperative_credits WHERE book_id = $1 AND id > $2 ORDER BY id LIMIT $3",
      {book, after, limit}, credit_in);
}

void add_check(work::Work& work, CreditRecord const& c, VerificationRecord const& done) {
  auto const place = work.rows.number(
      "SELECT COALESCE(MAX(place), 0) + 1 FROM cooperative_verifications WHERE book_id = $1 AND credit = $2",
      {c.book, c.id});
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_verifications (book_id, credit, place, kind, member, passed, done_on, note, done_by, "
      "recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {c.book, c.id, place, word_in(check_kinds, done.kind), done.member, done.passed ? 1 : 0, done.on, done.note, by,
       work.now});
}

std::vector<VerificationRecord> checks(Reader& rows, CreditRecord const& c) {
  return rows.all(
      "SELECT kind, member, passed, done_on, note FROM cooperative_verifications WHERE book_id = $1 AND credit = $2 "
      "ORDER BY place LIMIT 1000",
      {c.book, c.id}, [](Row const& row) {
        return VerificationRecord{.kind = value_in(check_kinds, row.text(0)),
                                  .member = row.get<std::optional<Id<CooperativeMember>>>(1),
                                  .passed = row.get<bool>(2),
                                  .on = row.get<Date>(3),
                                  .note = row.get<std::string>(4)};
      });
}

}  // namespace lumbung::cooperative::store
