#include "access/store_approvals.h"

namespace lumbung::access::store {
namespace {

using storage::Row;

ApprovalRecord approval_from(Row const& row) {
  ApprovalRecord found;
  found.id = row.get<Id<Approval>>(0);
  found.kind = row.get<std::string>(1);
  found.subject = row.get<Uuid>(2);
  found.organisation = row.get<Id<Organisation>>(3);
  found.area = row.get<std::string>(4);
  found.needed = row.get<std::string>(5);
  found.stakes = row.get<bool>(6) ? Stakes::moves_money : Stakes::ordinary;
  found.people = row.get<int>(7);
  found.content = row.get<std::string>(8);
  found.content_hash = row.get<Hash>(9);
  found.preparer = row.get<Id<Account>>(10);
  found.preparer_session = row.get<std::string>(11);
  found.state = find_in(approval_states, row.text(12)).value();
  found.reason = row.get<std::string>(13);
  found.opened = row.get<Instant>(14);
  found.decided = row.get<std::optional<Instant>>(15);
  return found;
}

}  // namespace

void add_approval(Writer& rows, ApprovalRecord const& a) {
  rows.run(
      "INSERT INTO approvals (id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, "
      "content_hash, preparer, preparer_session, state, reason, opened_at, decided_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
      {a.id, a.kind, a.subject, a.organisation, a.area, a.needed, a.stakes == Stakes::moves_money ? 1 : 0, a.people,
       a.content, a.content_hash, a.preparer, a.preparer_session, word_in(approval_states, a.state), a.reason, a.opened,
       a.decided});
}

std::optional<ApprovalRecord> find_approval(Reader& rows, Id<Approval> id) {
  return rows.first(
      "SELECT id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, content_hash, "
      "preparer, preparer_session, state, reason, opened_at, decided_at FROM approvals WHERE id = $1",
      {id}, approval_from);
}

void close_approval(Writer& rows, Id<Approval> id, ApprovalState state, std::string_view reason, Instant now) {
  must(rows.run("UPDATE approvals SET state = $2, reason = $3, decided_at = $4 WHERE id = $1 AND state = 'open'",
                {id, word_in(approval_states, state), reason, now}) == 1);
}

void add_voice(Writer& rows, Id<Approval> id, Voice const& voice, Hash const& content_hash) {
  rows.run(
      "INSERT INTO approval_voices (approval_id, account_id, session, content_hash, given_at) "
      "VALUES ($1, $2, $3, $4, $5)",
      {id, voice.account, voice.session, content_hash, voice.given});
}

std::vector<Voice> voices(Reader& rows, Id<Approval> id) {
  return rows.all(
      "SELECT account_id, session, given_at FROM approval_voices WHERE approval_id = $1 "
      "ORDER BY given_at, account_id LIMIT 10",
      {id},
      [](Row const& row) { return Voice{row.get<Id<Account>>(0), row.get<std::string>(1), row.get<Instant>(2)}; });
}

std::vector<ApprovalRecord> open_of_subject(Reader& rows, std::string_view kind, Uuid const& subject) {
  return rows.all(
      "SELECT id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, content_hash, "
      "preparer, preparer_session, state, reason, opened_at, decided_at FROM approvals "
      "WHERE subject = $1 AND kind = $2 AND state = 'open' ORDER BY id LIMIT 10",
      {subject, kind}, approval_from);
}

namespace {

constexpr Id<Approval> after_all{{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}};

}  // namespace

std::vector<ApprovalRecord> of_organisation(Reader& rows, Id<Organisation> organisation, ApprovalState state,
                                            Id<Approval> after, int limit) {
  auto const word = word_in(approval_states, state);
  if (state == ApprovalState::open)
    return rows.all(
        "SELECT id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, content_hash, "
        "preparer, preparer_session, state, reason, opened_at, decided_at FROM approvals "
        "WHERE organisation_id = $1 AND state = $4 AND id > $2 ORDER BY id LIMIT $3",
        {organisation, after, limit, word}, approval_from);
  return rows.all(
      "SELECT id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, content_hash, "
      "preparer, preparer_session, state, reason, opened_at, decided_at FROM approvals "
      "WHERE organisation_id = $1 AND state = $4 AND id < $2 ORDER BY id DESC LIMIT $3",
      {organisation, after.none() ? after_all : after, limit, word}, approval_from);
}

std::vector<ApprovalRecord> everywhere(Reader& rows, ApprovalState state, Id<Approval> after, int limit) {
  auto const word = word_in(approval_states, state);
  if (state == ApprovalState::open)
    return rows.all(
        "SELECT id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, content_hash, "
        "preparer, preparer_session, state, reason, opened_at, decided_at FROM approvals "
        "WHERE state = $3 AND id > $1 ORDER BY id LIMIT $2",
        {after, limit, word}, approval_from);
  return rows.all(
      "SELECT id, kind, subject, organisation_id, area, needed_right, moves_money, people, content, content_hash, "
      "preparer, preparer_session, state, reason, opened_at, decided_at FROM approvals "
      "WHERE state = $3 AND id < $1 ORDER BY id DESC LIMIT $2",
      {after.none() ? after_all : after, limit, word}, approval_from);
}

}  // namespace lumbung::access::store
