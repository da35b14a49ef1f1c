// The tables of members.
#pragma once

#include "cooperative/members.h"

namespace lumbung::cooperative::store {

using storage::Reader;
using storage::Writer;

void insert(Writer& rows, MemberRecord const& member, Instant now);
std::optional<MemberRecord> member(Reader& rows, std::int64_t book, Id<CooperativeMember> id);
// The candidate or member who is this person.
std::optional<MemberRecord> standing(Reader& rows, std::int64_t book, Id<Person> person);
std::optional<MemberRecord> numbered(Reader& rows, std::int64_t book, std::int64_t number);
// Any membership of theirs, the latest.
std::optional<MemberRecord> latest(Reader& rows, std::int64_t book, Id<Person> person);
// State, number, since, left and business.
void update(Writer& rows, MemberRecord const& member);
std::vector<MemberRecord> members(Reader& rows, std::int64_t book, std::optional<MemberState> state,
                                  Id<CooperativeMember> after, int limit);

void note_paper(Writer& rows, MemberRecord const& member, Paper paper, Date seen);
std::vector<PaperSeen> papers_seen(Reader& rows, MemberRecord const& member);
void add_decision(Work& work, MemberRecord const& member, DecisionRecord const& decision);
std::vector<DecisionRecord> decisions(Reader& rows, MemberRecord const& member);
void set_heirs(Writer& rows, MemberRecord const& member, std::vector<Heir> const& heirs);
std::vector<Heir> heirs(Reader& rows, MemberRecord const& member);

}  // namespace lumbung::cooperative::store
