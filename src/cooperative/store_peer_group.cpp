#include "cooperative/store_peer_group.h"

namespace lumbung::cooperative::store {
namespace {

using storage::Row;

PeerGroupRecord group_in(Row const& row) {
  return {.book = row.integer(0),
          .id = row.get<Id<LendingGroup>>(1),
          .product = row.get<Id<CreditProduct>>(2),
          .name = row.get<std::string>(3),
          .leader = row.get<Id<CooperativeMember>>(4),
          .members = {},
          .area = row.get<std::string>(5),
          .made = value_in(made_bys, row.text(6)),
          .reason = row.get<std::string>(7),
          .formed = row.get<Date>(8),
          .ended = row.get<std::optional<Date>>(9)};
}

}  // namespace

void insert(work::Work& work, PeerGroupRecord const& group) {
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_peer_groups (book_id, id, product, name, leader, area, made, reason, formed_on, "
      "running, "
      "formed_by, formed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)",
      {group.book, group.id, group.product, group.name, group.leader, group.area, word_in(made_bys, group.made),
       group.reason, group.formed, by, work.now});
  std::int64_t place = 0;
  for (auto const& member : group.members)
    work.rows.run(
        "INSERT INTO cooperative_peers (book_id, peer_group, place, member, product, running) "
        "VALUES ($1, $2, $3, $4, $5, 1)",
        {group.book, group.id, ++place, member, group.product});
}

std::optional<PeerGroupRecord> peer_group(Reader& rows, std::int64_t book, Id<LendingGroup> id) {
  auto found = rows.first(
      "SELECT book_id, id, product, name, leader, area, made, reason, formed_on, ended_on FROM cooperative_peer_groups "
      "WHERE book_id = $1 AND id = $2",
      {book, id}, group_in);
  if (found)
    found->members =
        rows.all("SELECT member FROM cooperative_peers WHERE book_id = $1 AND peer_group = $2 ORDER BY place LIMIT 100",
                 {book, id}, [](Row const& row) { return row.get<Id<CooperativeMember>>(0); });
  return found;
}

std::optional<Id<LendingGroup>> group_with(Reader& rows, std::int64_t book, Id<CreditProduct> product,
                                           Id<CooperativeMember> member) {
  return rows.first(
      "SELECT peer_group FROM cooperative_peers WHERE book_id = $1 AND product = $2 AND member = $3 AND running = 1",
      {book, product, member}, [](Row const& row) { return row.get<Id<LendingGroup>>(0); });
}

void end_group(Writer& rows, PeerGroupRecord const& group, Date on) {
  rows.run("UPDATE cooperative_peer_groups SET running = 0, ended_on = $3 WHERE book_id = $1 AND id = $2",
           {group.book, group.id, on});
  rows.run("UPDATE cooperative_peers SET running = 0 WHERE book_id = $1 AND peer_group = $2", {group.book, group.id});
}

std::vector<Id<LendingGroup>> peer_groups(Reader& rows, std::int64_t book, Id<LendingGroup> after, int limit) {
  return rows.all("SELECT id FROM cooperative_peer_groups WHERE book_id = $1 AND id > $2 ORDER BY id LIMIT $3",
                  {book, after, limit}, [](Row const& row) { return row.get<Id<LendingGroup>>(0); });
}

}  // namespace lumbung::cooperative::store
