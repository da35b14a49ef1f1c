#include "cooperative/store_savings.h"

namespace lumbung::cooperative::store {
namespace {

Tie tie_in(storage::Row const& row) {
  return {.id = row.get<Id<Hold>>(0),
          .why = value_in(tie_reasons, row.text(1)),
          .amount = 0_rp,
          .until = row.get<std::optional<Date>>(2)};
}

}  // namespace

void insert_tie(Work& work, MemberRecord const& member, Tie const& tie) {
  work.rows.run(
      "INSERT INTO cooperative_ties (book_id, id, member, why, until_day, placed_at) VALUES ($1, $2, $3, $4, $5, $6)",
      {member.book, tie.id, member.id, word_in(tie_reasons, tie.why), tie.until, work.now});
}

std::optional<Tie> tie(View const& view, MemberRecord const& member, Id<Hold> id) {
  return view.rows.first(
      "SELECT id, why, until_day FROM cooperative_ties WHERE book_id = $1 AND id = $2 AND member = $3",
      {member.book, id, member.id}, tie_in);
}

void end_tie(Work& work, MemberRecord const& member, Id<Hold> id) {
  work.rows.run("UPDATE cooperative_ties SET ended_at = $3 WHERE book_id = $1 AND id = $2 AND ended_at IS NULL",
                {member.book, id, work.now});
}

std::vector<Tie> open_ties(View const& view, MemberRecord const& member) {
  return view.rows.all(
      "SELECT id, why, until_day FROM cooperative_ties WHERE book_id = $1 AND member = $2 AND ended_at IS NULL "
      "ORDER BY id LIMIT 1000",
      {member.book, member.id}, tie_in);
}

void insert_correction(Work& work, MemberRecord const& member, CorrectionWish const& wish) {
  auto const by = work.actor.account.none() ? std::nullopt : std::optional(work.actor.account);
  work.rows.run(
      "INSERT INTO cooperative_corrections (book_id, entry, reverses, member, reason, corrected_by, corrected_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {member.book, wish.id, wish.reverses, member.id, wish.reason, by, work.now});
}

std::optional<std::string> correction(View const& view, std::int64_t book, Id<Entry> entry) {
  return view.rows.first("SELECT reason FROM cooperative_corrections WHERE book_id = $1 AND entry = $2", {book, entry},
                         [](storage::Row const& row) { return row.get<std::string>(0); });
}

}  // namespace lumbung::cooperative::store
