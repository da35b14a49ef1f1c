#include "cooperative/store_members.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

// Columns: book_id, id, person, state, number, business, area, applied_on, member_since, left_on.
MemberRecord member_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<CooperativeMember>>(1),
          .person = row.get<Id<Person>>(2),
          .state = value_in(member_states, row.text(3)),
          .number = row.get<std::optional<std::int64_t>>(4).value_or(0),
          .business = row.get<std::string>(5),
          .area = row.get<std::string>(6),
          .applied = row.get<Date>(7),
          .since = row.get<std::optional<Date>>(8),
          .left = row.get<std::optional<Date>>(9)};
}

std::optional<std::int64_t> number_of(MemberRecord const& member) {
  return member.number == 0 ? std::nullopt : std::optional(member.number);
}

}  // namespace

void insert(Writer& rows, MemberRecord const& member, Instant now) {
  rows.run(
      "INSERT INTO cooperative_members (book_id, id, person, state, number, business, area, applied_on, member_since, "
      "left_on, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {member.book, member.id, member.person, word_in(member_states, member.state), number_of(member), member.business,
       member.area, member.applied, member.since, member.left, now});
}

std::optional<MemberRecord> member(Reader& rows, std::int64_t book, Id<CooperativeMember> id) {
  return rows.first(
      "SELECT book_id, id, person, state, number, business, area, applied_on, member_since, left_on "
      "FROM cooperative_members WHERE book_id = $1 AND id = $2",
      {book, id}, member_in);
}

std::optional<MemberRecord> standing(Reader& rows, std::int64_t book, Id<Person> person) {
  return rows.first(
      "SELECT book_id, id, person, state, number, business, area, applied_on, member_since, left_on "
      "FROM cooperative_members WHERE book_id = $1 AND person = $2 AND state IN ('candidate', 'member')",
      {book, person}, member_in);
}

std::optional<MemberRecord> latest(Reader& rows, std::int64_t book, Id<Person> person) {
  return rows.first(
      "SELECT book_id, id, person, state, number, business, area, applied_on, member_since, left_on "
      "FROM cooperative_members WHERE book_id = $1 AND person = $2 ORDER BY recorded_at DESC, id DESC LIMIT 1",
      {book, person}, member_in);
}

std::optional<MemberRecord> numbered(Reader& rows, std::int64_t book, std::int64_t number) {
  return rows.first(
      "SELECT book_id, id, person, state, number, business, area, applied_on, member_since, left_on "
      "FROM cooperative_members WHERE book_id = $1 AND number = $2",
      {book, number}, member_in);
}

void update(Writer& rows, MemberRecord const& member) {
  rows.run(
      "UPDATE cooperative_members SET state = $3, number = $4, business = $5, member_since = $6, left_on = $7 "
      "WHERE book_id = $1 AND id = $2",
      {member.book, member.id, word_in(member_states, member.state), number_of(member), member.business, member.since,
       member.left});
}

std::vector<MemberRecord> members(Reader& rows, std::int64_t book, std::optional<MemberState> state,
                                  Id<CooperativeMember> after, int limit) {
  if (state)
    return rows.all(
        "SELECT book_id, id, person, state, number, business, area, applied_on, member_since, left_on "
        "FROM cooperative_members WHERE book_id = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4",
        {book, word_in(member_states, *state), after, limit}, member_in);
  return rows.all(
      "SELECT book_id, id, person, state, number, business, area, applied_on, member_since, left_on "
      "FROM cooperative_members WHERE book_id = $1 AND id > $2 ORDER BY id LIMIT $3",
      {book, after, limit}, member_in);
}

void note_paper(Writer& rows, MemberRecord const& member, Paper paper, Date seen) {
  rows.run(
      "INSERT INTO cooperative_papers (book_id, member, paper, seen_on) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (book_id, member, paper) DO NOTHING",
      {member.book, member.id, word_in(papers, paper), seen});
}

std::vector<PaperSeen> papers_seen(Reader& rows, MemberRecord const& member) {
  return rows.all(
      "SELECT paper, seen_on FROM cooperative_papers WHERE book_id = $1 AND member = $2 ORDER BY paper DESC LIMIT 10",
      {member.book, member.id},
      [](Row const& row) { return PaperSeen{value_in(cooperative::papers, row.text(0)), row.get<Date>(1)}; });
}

void add_decision(Work& work, MemberRecord const& member, DecisionRecord const& decision) {
  auto const place = work.rows.number(
      "SELECT COALESCE(MAX(place), 0) + 1 FROM cooperative_decisions WHERE book_id = $1 AND member = $2",
      {member.book, member.id});
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_decisions (book_id, member, place, decision, decided_on, body, minutes, reason, "
      "recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {member.book, member.id, place, word_in(member_decisions, decision.decision), decision.on,
       word_in(bodies, decision.body), decision.minutes, decision.reason, by, work.now});
}

std::vector<DecisionRecord> decisions(Reader& rows, MemberRecord const& member) {
  return rows.all(
      "SELECT decision, decided_on, body, minutes, reason FROM cooperative_decisions WHERE book_id = $1 "
      "AND member = $2 ORDER BY place LIMIT 100",
      {member.book, member.id}, [](Row const& row) {
        return DecisionRecord{.decision = value_in(member_decisions, row.text(0)),
                              .on = row.get<Date>(1),
                              .body = value_in(bodies, row.text(2)),
                              .minutes = row.get<std::string>(3),
                              .reason = row.get<std::string>(4)};
      });
}

void set_heirs(Writer& rows, MemberRecord const& member, std::vector<Heir> const& heirs) {
  rows.run("DELETE FROM cooperative_heirs WHERE book_id = $1 AND member = $2", {member.book, member.id});
  std::int64_t place = 0;
  for (auto const& heir : heirs)
    rows.run("INSERT INTO cooperative_heirs (book_id, member, place, person, hundredths) VALUES ($1, $2, $3, $4, $5)",
             {member.book, member.id, ++place, heir.person, heir.hundredths});
}

std::vector<Heir> heirs(Reader& rows, MemberRecord const& member) {
  return rows.all(
      "SELECT person, hundredths FROM cooperative_heirs WHERE book_id = $1 AND member = $2 ORDER BY place LIMIT 100",
      {member.book, member.id}, [](Row const& row) { return Heir{row.get<Id<Person>>(0), row.get<int>(1)}; });
}

}  // namespace lumbung::cooperative::store
